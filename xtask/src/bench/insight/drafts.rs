//! Drafts: real answers looked over as if they were about to go out, to their own question and to another's.

use huiyin_insight::draft::{self, Draft, Phrases, Remark};
use huiyin_insight::script::Script;
use huiyin_insight::words::Commonness;

use super::clock;
use super::data;
use super::tell;
use crate::bench::line::{Line, Want, real};

const PHRASES: &str = include_str!("../../../../rules/lexicon/answers.txt");
/// A shorter answer hardly ever says more than that a letter came and went on.
const LONG_SIGNS: usize = 300;
/// Which other question an answer is held against, so many rows on.
const OTHER: usize = 137;
/// Earlier answers compared.
const EARLIER: usize = 50;

/// Pushes the lines of drafts.
pub fn run(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let name = "messages/messages_replies.csv";
    let questions = data::table(name, ["id", "", "detail", "", "group"], true)?;
    let replies = data::table(name, ["id", "", "reply", "", "group"], true)?;
    let phrases = Phrases::parse(script, PHRASES)?;
    let mut common = Commonness::default();
    questions.iter().chain(&replies).for_each(|row| common.count(script, "", &row.body));
    let mut judged = Judged::default();
    let mut times = Vec::new();
    for (at, reply) in replies.iter().enumerate() {
        let other = &questions[(at + OTHER) % questions.len()];
        let demands = [questions[at].body.as_str(), other.body.as_str()];
        let earlier: Vec<&str> = replies[at.saturating_sub(EARLIER)..at].iter().map(|row| row.body.as_str()).collect();
        let draft = Draft { demands: &demands, facts: &reply.body, ..Draft::default() };
        let start_ns = clock::used_ns()?;
        let remarks = draft::check(script, &phrases, &common, &draft, &earlier);
        times.push(clock::used_ns()? - start_ns);
        judged.take(&reply.body, &remarks);
    }
    let percent = |part: u64, whole: u64| 100.0 * real(part) / real(whole.max(1));
    let beside = format!(
        "{:.1} % of all {} answers to their own question too, {:.1} % of the {} with {LONG_SIGNS} signs and more",
        percent(judged.own, judged.all),
        judged.all,
        percent(judged.long_own, judged.long),
        judged.long
    );
    let foreign = percent(judged.other, judged.all);
    tell(lines, Line::alone("draft, foreign demand seen", foreign, "%", Want::AtLeast(95.0)).beside(beside));
    let p99 = clock::slowest_hundredth_ms(times);
    tell(lines, Line::alone("draft, beside 50 answers, p99", p99, "ms", Want::AtMost(10.0)));
    Ok(())
}

/// Counts of answers of which it was said that a demand is not taken up.
#[derive(Default)]
struct Judged {
    all: u64,
    own: u64,
    other: u64,
    long: u64,
    long_own: u64,
}

impl Judged {
    fn take(&mut self, reply: &str, remarks: &[Remark]) {
        let lacks =
            |at| remarks.iter().any(|remark| matches!(remark, Remark::NotTakenUp { demand, .. } if *demand == at));
        let is_long = reply.chars().count() >= LONG_SIGNS;
        self.all += 1;
        self.own += u64::from(lacks(0));
        self.other += u64::from(lacks(1));
        self.long += u64::from(is_long);
        self.long_own += u64::from(is_long && lacks(0));
    }
}
