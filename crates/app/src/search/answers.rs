//! Earlier answers to like questions, for whoever is about to answer: only what he may read, ranked by how much of the
//! question they take up.

use huiyin_domain::ids::IssueNo;
use huiyin_domain::office::Actor;
use huiyin_domain::view::IssueRow;
use huiyin_insight::answers::Answers;
use huiyin_store::read::ListedIssue;

use super::question::{OPENED_MAX, Question};
use super::told::{Answered, ToldMatter, is_answered};
use super::{SCRIPT, is_open_to};
use crate::App;
use crate::error::AppError;
use crate::story::View;

/// Answers shown.
const SHOWN_MAX: usize = 5;

/// An answer that was given to a like question.
#[derive(Debug, Clone)]
pub struct EarlierAnswer {
    /// The row of the matter.
    pub listed: ListedIssue,
    /// The matter's subject line.
    pub subject: String,
    /// What was answered.
    pub answer: Answered,
}

impl App {
    /// What was answered to questions like that of an issue, the best fitting first; nothing where its words may not be read
    /// or it is under seal.
    ///
    /// # Errors
    /// Refused where the matter has no such issue.
    pub async fn earlier_answers(
        &self,
        actor: &Actor,
        view: &View,
        issue: IssueNo,
    ) -> Result<Vec<EarlierAnswer>, AppError> {
        let Some(question) = Question::of_issue(view, view.matter.issue(issue)?) else { return Ok(Vec::new()) };
        let may_read = |row: &IssueRow| {
            row.matter != view.matter.id && is_answered(row.stage) && is_open_to(actor, &view.office, row)
        };
        let near = self.near(&question, OPENED_MAX, &may_read).await?;
        let told = self.told((actor, &view.office), near.into_iter().map(|near| near.row)).await?;
        let fitting = fitting(&question, &told);
        let rows = fitting.iter().map(|(matter, _)| matter.row.clone()).collect();
        let listed = self.store.worklists.numbered(self.office_id, rows).await?;
        let shown = |((matter, answer), listed): ((&ToldMatter, &Answered), ListedIssue)| EarlierAnswer {
            listed,
            subject: matter.subject.clone(),
            answer: answer.clone(),
        };
        Ok(fitting.into_iter().zip(listed).map(shown).collect())
    }
}

/// The answers that fit the question best; what fits the other questions as well counts less.
fn fitting<'t>(question: &Question, told: &'t [ToldMatter]) -> Vec<(&'t ToldMatter, &'t Answered)> {
    let given = told.iter().flat_map(|matter| matter.answers.iter().map(move |answer| (matter, answer)));
    let given: Vec<(&ToldMatter, &Answered)> = given.collect();
    let mut answers = Answers::default();
    for (_, answer) in &given {
        answers.take(&SCRIPT, &answer.said());
    }
    for matter in told {
        answers.hear(&SCRIPT, &matter.subject, &matter.body);
    }
    let best = answers.fitting(&SCRIPT, &question.subject, &question.body, SHOWN_MAX);
    best.into_iter().filter_map(|number| given.get(number).copied()).collect()
}
