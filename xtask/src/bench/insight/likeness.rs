//! Likeness: the same matter at registration, and the answer that belongs to a question.

use std::collections::HashSet;

use huiyin_insight::alike::{Earlier, SAME_MATTER, resemblance};
use huiyin_insight::answers::Answers;
use huiyin_insight::script::Script;
use huiyin_insight::words::counts;

use super::clock;
use super::data::{self, Row};
use super::tell;
use crate::bench::line::{Line, Want, real};

/// Answers among which the own one is looked for.
const ANSWERS: usize = 845;
/// Proposals shown at registration, and answers on the first page.
const SHOWN: usize = 5;
/// Earlier texts among which the time is measured.
const EARLIER: usize = 1_000_000;
/// Candidates whose texts are compared in full.
const NEAR: usize = 20;
/// Texts looked up among them.
const LOOK_UPS: usize = 2_000;

/// Pushes the lines of likeness.
pub fn run(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let topics = data::table("messages/messages_topics.csv", ["id", "subject", "detail", "", "group"], true)?;
    let labelled: Vec<Row> = data::classes()?.into_iter().filter(|row| row.is_whole).collect();
    // The files share messages without sharing groups, so each is judged alone.
    let [topics_found, labelled_found] = [&topics, &labelled].map(|rows| same_matter(script, rows));
    let sum = |count: fn(&Found) -> u64| count(&topics_found) + count(&labelled_found);
    let percent = |part: u64, whole: u64| 100.0 * real(part) / real(whole.max(1));
    let (copies, proposed) = (sum(|found| found.copies), sum(|found| found.proposed));
    let right = percent(sum(|found| found.right), proposed);
    let beside = format!("first proposals right {right:.1} % of {proposed}; {copies} have an earlier copy");
    let shown = percent(sum(|found| found.shown), copies);
    tell(lines, Line::alone("same matter, shown in five", shown, "%", Want::AtLeast(95.0)).beside(beside));
    let near = percent(sum(|found| found.near), copies);
    tell(lines, Line::alone("same matter, among candidates", near, "%", Want::AtLeast(95.0)));
    answers(script, lines)?;
    speed(script, &topics, lines)
}

/// Counts of messages.
#[derive(Default)]
struct Found {
    /// With an earlier copy.
    copies: u64,
    /// With a copy among the candidates.
    near: u64,
    /// With a copy among those shown.
    shown: u64,
    /// For which something was shown.
    proposed: u64,
    /// Of these, with a copy shown first.
    right: u64,
}

/// Each message meets the earlier ones; those with an earlier near copy should show it.
fn same_matter(script: &Script, rows: &[Row]) -> Found {
    let (mut earlier, mut found, mut groups) = (Earlier::default(), Found::default(), HashSet::new());
    for row in rows {
        let own = counts(script, &row.subject, &row.body);
        let near = earlier.alike(&earlier.words(script, &row.subject, &row.body), NEAR);
        let is_copy = |number: usize| rows[number].group == row.group;
        let compared = near.into_iter().map(|(number, _)| {
            let other = counts(script, &rows[number].subject, &rows[number].body);
            (number, resemblance(earlier.common(), &own, &other))
        });
        let mut alike: Vec<(usize, f32)> = compared.collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.near += u64::from(alike.iter().any(|(number, _)| is_copy(*number)));
        alike.truncate(SHOWN);
        alike.retain(|(_, share)| *share >= SAME_MATTER);
        found.copies += u64::from(!groups.insert(&row.group));
        found.shown += u64::from(alike.iter().any(|(number, _)| is_copy(*number)));
        found.proposed += u64::from(!alike.is_empty());
        found.right += u64::from(alike.first().is_some_and(|(number, _)| is_copy(*number)));
        earlier.take(script, &row.subject, &row.body);
    }
    found
}

fn answers(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let name = "messages/messages_replies.csv";
    let questions = data::table(name, ["id", "subject", "detail", "", "group"], true)?;
    let replies = data::table(name, ["id", "", "reply", "", "group"], true)?;
    let mut answers = Answers::default();
    for reply in replies.iter().take(ANSWERS) {
        answers.take(script, &reply.body);
    }
    for question in questions.iter().skip(ANSWERS) {
        answers.hear(script, &question.subject, &question.body);
    }
    let (mut first, mut in_five) = (0, 0);
    for (at, question) in questions.iter().take(ANSWERS).enumerate() {
        let fitting = answers.fitting(script, &question.subject, &question.body, SHOWN);
        first += u64::from(fitting.first() == Some(&at));
        in_five += u64::from(fitting.contains(&at));
    }
    let percent = |count: u64| 100.0 * real(count) / real(ANSWERS as u64);
    tell(lines, Line::rate("own answer first of 845", percent(first), 66.2, "%", Want::AtLeast(75.0)));
    tell(lines, Line::rate("own answer in five", percent(in_five), 81.8, "%", Want::AtLeast(88.0)));
    Ok(())
}

fn speed(script: &Script, rows: &[Row], lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let mut earlier = Earlier::default();
    for at in 0..EARLIER {
        let (subject, body) = data::mixed(rows, at);
        earlier.take(script, &subject, &body);
    }
    let look_up = |row: &Row| {
        let start_ns = clock::used_ns()?;
        std::hint::black_box(earlier.alike(&earlier.words(script, &row.subject, &row.body), SHOWN));
        Ok(clock::used_ns()? - start_ns)
    };
    let times = rows.iter().take(LOOK_UPS).map(look_up).collect::<anyhow::Result<Vec<u64>>>()?;
    let p99 = clock::slowest_hundredth_ms(times);
    tell(lines, Line::alone("same matter of 1,000,000, p99", p99, "ms", Want::AtMost(10.0)));
    Ok(())
}
