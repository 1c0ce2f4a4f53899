//! The petitioner's page: where the petition is now, the way it went, the letters, who opened the identity, and what can
//! be done. Everything on it is the petitioner's own.

use askama::Template;
use huiyin_domain::clock::Step;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::allowed::Target;
use huiyin_domain::matter::event::Event;
use huiyin_domain::matter::state::Issue;
use huiyin_domain::matter::state::Petition;
use huiyin_domain::matter::{CommandKind, Score};

use super::Frame;
use super::published::OwnPublished;
use super::seen::{Bar, FileLine, Letter, Seen};
use crate::form::{Choice, Control, Field, Form, ToldFault};

/// The page behind `/my`.
#[derive(Debug, Template)]
#[template(path = "pages/mine.html")]
pub struct MinePage {
    /// What stands around it.
    pub frame: Frame,
    /// Binds its forms to this visit.
    pub mark: String,
    /// What was just done: the text `done-<…>`.
    pub done: Option<String>,
    /// What was typed into one of its forms and could not be taken.
    pub form: Form,
    /// The matter as its petitioner may see it.
    pub seen: Seen,
    /// Which of its petitions.
    pub petition: PetitionNo,
    /// What was published of its answers.
    pub published: Vec<OwnPublished>,
}

/// One demand of it.
#[derive(Debug)]
struct Demand {
    no: u32,
    words: String,
    place: String,
    bars: Vec<Bar>,
    letters: Vec<Letter>,
    /// That opening the answer counts as receiving it, while that is so.
    opening: Option<String>,
    rate: Option<Field>,
    review: Option<Review>,
    confirms: bool,
}

/// A review that can be asked for.
#[derive(Debug)]
struct Review {
    until: String,
    field: Field,
}

/// A step of the way.
#[derive(Debug)]
struct Stepped {
    day: String,
    sentence: String,
    number: Option<String>,
}

impl MinePage {
    /// The page of that petition of the matter.
    pub fn new(frame: Frame, seen: Seen, petition: PetitionNo, mark: String) -> Self {
        Self { frame, mark, done: None, form: Form::default(), seen, petition, published: Vec::new() }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        let demands = self.demands();
        let reviews = demands.iter().filter_map(|demand| demand.review.as_ref()).map(|review| &review.field);
        let rates = demands.iter().filter_map(|demand| demand.rate.as_ref());
        let wishes = self.published.iter().filter_map(|published| published.reason.as_ref());
        self.form.told(&self.frame.say, rates.chain(reviews).chain(wishes))
    }

    fn own(&self) -> Option<&Petition> {
        self.seen.matter.petition(self.petition).ok()
    }

    fn subject(&self) -> String {
        let said = self.own().and_then(|petition| self.seen.said(petition.filed.subject));
        said.map_or_else(|| self.frame.t("my-untold"), str::to_owned)
    }

    /// The demand is the matter's only one, and the title has its words already.
    fn says_it_all(&self, demand: &Demand) -> bool {
        self.seen.matter.issues.len() == 1 && demand.words == self.subject()
    }

    fn received(&self) -> Option<String> {
        let petition = self.own()?;
        let number = petition.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let day = self.frame.say.weekday(petition.filed.received_on);
        Some(self.frame.say.text("receipt-received", &[("number", number), ("day", day)]))
    }

    fn files(&self) -> Vec<&FileLine> {
        self.seen.files_of(self.petition)
    }

    fn done_told(&self) -> Option<String> {
        self.done.as_ref().map(|done| self.frame.t(&format!("done-{done}")))
    }

    fn is_withdrawn(&self) -> bool {
        self.own().is_some_and(|petition| petition.withdrawn_on.is_some())
    }

    fn may(&self, command: CommandKind, target: Target) -> bool {
        self.seen.may(command, target)
    }

    fn withdraws(&self) -> bool {
        self.may(CommandKind::Withdraw, Target::Petition(self.petition))
    }

    fn undoes(&self) -> bool {
        self.may(CommandKind::UndoWithdrawal, Target::Petition(self.petition))
    }

    fn adds(&self) -> bool {
        self.may(CommandKind::AddPetition, Target::Matter)
    }

    fn opened(&self) -> Vec<String> {
        self.seen.opened.iter().map(|line| line.told(&self.frame.say)).collect()
    }

    /// The demands in it: those it raised, or joined.
    fn demands(&self) -> Vec<Demand> {
        self.seen.matter.issues.iter().map(|issue| self.demand(issue)).collect()
    }

    fn demand(&self, issue: &Issue) -> Demand {
        let (say, target) = (&self.frame.say, Target::Issue(issue.no));
        let field = |name: &str| format!("{name}-{}", issue.no);
        let rates = self.may(CommandKind::Rate, target) && !issue.rated.contains(&self.petition);
        let rate = rates.then(|| {
            let scores = Score::ALL.iter().map(|score| Choice::new(score.code(), say.word(*score))).collect();
            Field::called(say, &self.form, &field("score"), self.frame.t("my-rate"), Control::One(scores))
        });
        let letters = self.seen.letters(say, issue.no);
        Demand {
            no: issue.no.0,
            words: self.seen.said(issue.demand).map_or_else(|| self.frame.t("my-demand"), str::to_owned),
            place: self.seen.place_of(say, issue),
            bars: self.seen.bars(say, issue.no),
            opening: self.opening(issue, &letters),
            letters,
            rate,
            review: self.may(CommandKind::RequestReview, target).then(|| self.review(issue, &field("request"))),
            confirms: self.may(CommandKind::ConfirmExecution, target),
        }
    }

    /// An answer that was not received yet is received by opening it; receipts and notices only inform.
    fn opening(&self, issue: &Issue, letters: &[Letter]) -> Option<String> {
        let paper = issue.paper_to_serve().filter(|_| !issue.served.contains_key(&self.petition))?;
        let answer = letters.iter().find(|letter| letter.no == paper.0)?;
        Some(self.frame.say.text("my-letters-hint", &[("letter", answer.title.clone())]))
    }

    fn review(&self, issue: &Issue, name: &str) -> Review {
        let windows = [Step::ReviewWindow, Step::ReReviewWindow];
        let clock = self.seen.matter.clocks.iter().rev().find(|clock| {
            clock.issue == issue.no
                && windows.contains(&clock.step())
                && clock.petition.is_none_or(|of| of == self.petition)
        });
        let until = clock.map_or_else(String::new, |clock| {
            let late = self.seen.today > clock.last_day();
            let key = if late { "my-review-late" } else { "my-review-until" };
            self.frame.say.text(key, &[("day", self.frame.say.last_weekday(clock.due()))])
        });
        let control = Control::Lines { rows: 4 };
        Review {
            until,
            field: Field::called(&self.frame.say, &self.form, name, self.frame.t("my-review-why"), control),
        }
    }

    fn steps(&self) -> Vec<Stepped> {
        let step = |told: &super::seen::Told| Stepped {
            day: self.frame.say.date(told.on),
            sentence: self.frame.say.story(&self.seen.office, &told.event),
            number: told.number.clone(),
        };
        self.seen.story.iter().filter(|told| is_a_step(&told.event)).map(step).collect()
    }
}

/// What the petitioner follows; the making of a letter is told by its service.
const fn is_a_step(event: &Event) -> bool {
    !matches!(event, Event::DocumentNumbered(_) | Event::ClockRederived(_))
}
