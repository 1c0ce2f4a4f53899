//! The calculator: a rule of any shipped pack, a first day, and the last day with the way it came about. Asks nothing of a
//! database; drives `huiyin clock due` and the public page.

use huiyin_domain::clock::{Derivation, PauseReason};
use huiyin_domain::pack::{Naming, Pack, Rule, RuleId};
use jiff::civil::Date;

use crate::error::AppError;
use crate::rules;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The rule, as packs and `clocks.csv` name it.
    pub rule: RuleId,
    /// The day the period starts on; it does not count itself.
    pub start: Date,
    /// By how much it is lengthened, in its own unit.
    pub extend_days: Option<u32>,
    /// Days on which it stood still, first and last included.
    pub pauses: Vec<(Date, Date)>,
}

/// Why the law gives no such day.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// No pack has this rule.
    #[error("no shipped pack has a rule {0}")]
    UnknownRule(RuleId),
    /// The rule may not be lengthened.
    #[error("{rule} is lengthened for nobody ({article})")]
    NotExtendable {
        /// The rule.
        rule: RuleId,
        /// Its article.
        article: String,
    },
    /// Not by so much.
    #[error("{rule} is lengthened by {days_max} at most ({article})")]
    TooLong {
        /// The rule.
        rule: RuleId,
        /// The bound, in its unit.
        days_max: u32,
        /// Its article.
        article: String,
    },
    /// The pack lets that clock stand still for nothing.
    #[error("{rule} does not stand still ({article}){}", if *.extendable { "; it can be lengthened instead: --extend DAYS" } else { "" })]
    NotPausable {
        /// The rule.
        rule: RuleId,
        /// The article by which it does not.
        article: String,
        /// It can be lengthened instead.
        extendable: bool,
    },
    /// A pause ends before it begins.
    #[error("a pause from {0} to {1} ends before it begins")]
    Backwards(Date, Date),
    /// A shipped file is broken.
    #[error(transparent)]
    Rules(#[from] AppError),
}

/// The last day, how it came about, and what its pack calls it in each language.
pub fn due(question: &Question) -> Result<(Derivation, Naming), NoAnswer> {
    let calendar = rules::calendar()?;
    let packs = rules::all_packs()?;
    let found = packs.iter().find_map(|pack| Some((pack, pack.rule_by_id(&question.rule)?)));
    let (pack, rule) = found.ok_or_else(|| NoAnswer::UnknownRule(question.rule.clone()))?;
    let mut derivation = Derivation::derive(rule, pack, question.start, &calendar);
    if let Some(days) = question.extend_days {
        check_extension(rule, days)?;
        derivation = derivation.extended(days, question.start, &calendar);
    }
    for (from, to) in &question.pauses {
        let reason = pause_reason(pack, rule)?;
        if to < from {
            return Err(NoAnswer::Backwards(*from, *to));
        }
        derivation = derivation.paused(*from, *to, reason, &calendar);
    }
    Ok((derivation, Naming::of(pack, rule)))
}

fn check_extension(rule: &Rule, days: u32) -> Result<(), NoAnswer> {
    let (id, article) = (rule.id.clone(), rule.article.clone());
    match rule.extension {
        None => Err(NoAnswer::NotExtendable { rule: id, article }),
        Some(extension) if days > extension.days_max => {
            Err(NoAnswer::TooLong { rule: id, days_max: extension.days_max, article })
        }
        Some(_) => Ok(()),
    }
}

/// The one reason for which the pack lets this clock stand still.
fn pause_reason(pack: &Pack, rule: &Rule) -> Result<PauseReason, NoAnswer> {
    let mut named = PauseReason::ALL.iter().copied().filter(|reason| pack.pause(rule, *reason).is_some());
    named.next().ok_or_else(|| NoAnswer::NotPausable {
        rule: rule.id.clone(),
        article: pack.no_pause(rule).to_owned(),
        extendable: rule.extension.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ask(rule: &str, start: Date) -> Question {
        Question { rule: rule.parse().unwrap(), start, extend_days: None, pauses: Vec::new() }
    }

    #[test]
    fn ninety_days_end_on_a_working_sunday() {
        let question = Question { extend_days: Some(30), ..ask("CN-XF22-HANDLE", date(2023, 11, 20)) };
        assert_eq!(due(&question).unwrap().0.last_day, date(2024, 2, 18));
    }

    #[test]
    fn a_hearing_stops_the_re_review_and_nothing_else() {
        let pauses = vec![(date(2024, 5, 8), date(2024, 5, 10))];
        let question = Question { pauses: pauses.clone(), ..ask("CN-XF22-REREVIEW", date(2024, 5, 6)) };
        assert_eq!(due(&question).unwrap().0.last_day, date(2024, 6, 11)); // 30 + 3 days end on 8 June, at the Dragon Boat break
        let refused = due(&Question { pauses, ..ask("CN-XF22-HANDLE", date(2024, 5, 6)) });
        assert!(matches!(refused, Err(NoAnswer::NotPausable { extendable: true, .. })));
    }

    #[test]
    fn what_the_law_does_not_give_is_refused() {
        let unknown = due(&ask("CN-NOTHING", date(2024, 5, 6)));
        assert!(matches!(unknown, Err(NoAnswer::UnknownRule(_))));
        let too_long = Question { extend_days: Some(31), ..ask("CN-XF22-HANDLE", date(2024, 5, 6)) };
        assert!(matches!(due(&too_long), Err(NoAnswer::TooLong { days_max: 30, .. })));
        let never = Question { extend_days: Some(1), ..ask("CN-XF22-REVIEW", date(2024, 5, 6)) };
        assert!(matches!(due(&never), Err(NoAnswer::NotExtendable { .. })));
    }
}
