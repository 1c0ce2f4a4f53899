//! The calculator: a rule of any pack, a first day, how it was lengthened and stood still, and the last day with the way it
//! came about. Asks nothing of a database; drives `huiyin clock due`, the interface and the public page.

use huiyin_domain::clock::{Derivation, PauseReason};
use huiyin_domain::office::Office;
use huiyin_domain::pack::{Naming, Pack, PauseRule, Rule, RuleId};
use jiff::civil::Date;

use crate::error::{AppError, Invalid};
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

/// The last day, how it came about, and what its pack calls it in each language: by the packs and calendars of that office,
/// and by those shipped where it has none of its own.
///
/// # Errors
/// The field that asks for what the law does not give, with the article and what it gives instead.
pub fn due(question: &Question, office: Option<&Office>) -> Result<(Derivation, Naming), AppError> {
    let shipped = rules::all_packs()?;
    let packs: Vec<&Pack> = office.into_iter().flat_map(|office| office.packs.iter()).chain(&shipped).collect();
    let found = packs.iter().find_map(|pack| Some((*pack, pack.rule_by_id(&question.rule)?)));
    let (pack, rule) = found.ok_or_else(|| Invalid::new("rule", "unknown-code"))?;
    let calendars = office.map_or_else(rules::calendars, |office| Ok(office.calendars.clone()))?;
    let calendar = calendars.of(&pack.calendar);
    let mut derivation = Derivation::derive(rule, pack, question.start, &calendar);
    if let Some(days) = question.extend_days {
        check_extension(pack, rule, days)?;
        derivation = derivation.extended(days, question.start, &calendar);
    }
    for (from, to) in &question.pauses {
        let pause = pause_of(&packs, pack, rule)?;
        check_pause(pack, pause, *from, *to)?;
        derivation = derivation.paused(*from, *to, pause.reason, &calendar);
    }
    Ok((derivation, Naming::of(pack, rule)))
}

fn check_extension(pack: &Pack, rule: &Rule, days: u32) -> Result<(), Invalid> {
    let by_law = |invalid: Invalid| invalid.by(pack.cited(&rule.article));
    let extension = rule.extension.ok_or_else(|| by_law(Invalid::new("extend", "not-extendable")))?;
    if days == 0 || days > extension.days_max {
        return Err(by_law(Invalid::bound("extend", "too-many-days", extension.days_max.into())));
    }
    Ok(())
}

/// What lets that clock stand still: for one reason, by its pack or the law that adds to.
fn pause_of<'p>(packs: &[&'p Pack], pack: &'p Pack, rule: &'p Rule) -> Result<&'p PauseRule, Invalid> {
    let law = pack.parent.as_ref().and_then(|parent| packs.iter().find(|law| law.code == *parent).copied());
    let mut laws = [Some(pack), law].into_iter().flatten();
    let named = laws.find_map(|law| PauseReason::ALL.iter().find_map(|reason| law.pause(rule, *reason)));
    named.ok_or_else(|| {
        let refused = match rule.extension {
            Some(extension) => Invalid::bound("pause", "not-pausable-lengthen", extension.days_max.into()),
            None => Invalid::new("pause", "not-pausable"),
        };
        refused.by(pack.cited(pack.no_pause(rule)))
    })
}

fn check_pause(pack: &Pack, pause: &PauseRule, from: Date, to: Date) -> Result<(), Invalid> {
    if to < from {
        return Err(Invalid::new("pause", "not-a-span"));
    }
    if !pause.lasts(from, to) {
        let days_max = pause.days_max.unwrap_or_default();
        return Err(Invalid::bound("pause", "stands-too-long", days_max.into()).by(pack.cited(&pause.article)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ask(rule: &str, start: Date) -> Question {
        Question { rule: rule.parse().unwrap(), start, extend_days: None, pauses: Vec::new() }
    }

    /// The field, what is wrong with it, the bound and the article that are told.
    fn refused(question: &Question) -> (String, &'static str, Option<u64>, Option<String>) {
        let Err(AppError::Invalid(fields)) = due(question, None) else { panic!("{question:?} is answered") };
        let [Invalid { field, code, bound, law }] = fields.try_into().unwrap();
        (field, code, bound, law.map(|law| law.en))
    }

    #[test]
    fn ninety_days_end_on_a_working_sunday() {
        let question = Question { extend_days: Some(30), ..ask("CN-XF22-HANDLE", date(2023, 11, 20)) };
        assert_eq!(due(&question, None).unwrap().0.last_day, date(2024, 2, 18));
    }

    #[test]
    fn a_hearing_stops_the_re_review_and_nothing_else() {
        let pauses = vec![(date(2024, 5, 8), date(2024, 5, 10))];
        let halted = |rule| Question { pauses: pauses.clone(), ..ask(rule, date(2024, 5, 6)) };
        let (derivation, _) = due(&halted("CN-XF22-REREVIEW"), None).unwrap();
        assert_eq!(derivation.last_day, date(2024, 6, 11)); // 30 + 3 days end on 8 June, at the Dragon Boat break
        let article = Some("Regulations on the Handling of Petitions (2022), art. 36".to_owned());
        let lengthen = ("pause".to_owned(), "not-pausable-lengthen", Some(30), article.clone());
        assert_eq!(refused(&halted("CN-XF22-HANDLE")), lengthen);
        assert_eq!(refused(&halted("CN-XF22-REVIEW")), ("pause".to_owned(), "not-pausable", None, article));
    }

    #[test]
    fn a_clock_stands_still_no_longer_than_its_pack_says() {
        let packs = rules::all_packs().unwrap();
        let law = packs.iter().find(|pack| pack.code.as_str() == "cn-xinfang-2022").unwrap();
        let pause = PauseRule { days_max: Some(3), ..law.pauses[0].clone() };
        let check =
            |to| check_pause(law, &pause, date(2024, 5, 8), to).map_err(|invalid| (invalid.code, invalid.bound));
        assert_eq!(check(date(2024, 5, 10)), Ok(()));
        assert_eq!(check(date(2024, 5, 11)), Err(("stands-too-long", Some(3))));
        assert_eq!(check(date(2024, 5, 7)), Err(("not-a-span", None)));
    }

    #[test]
    fn what_the_law_does_not_give_is_refused() {
        assert_eq!(refused(&ask("CN-NOTHING", date(2024, 5, 6))).1, "unknown-code");
        let extended = |rule, days| Question { extend_days: Some(days), ..ask(rule, date(2024, 5, 6)) };
        let (field, code, bound, article) = refused(&extended("CN-XF22-HANDLE", 31));
        assert_eq!((field.as_str(), code, bound), ("extend", "too-many-days", Some(30)));
        assert_eq!(article.as_deref(), Some("Regulations on the Handling of Petitions (2022), art. 34"));
        assert_eq!(refused(&extended("CN-XF22-REVIEW", 1)).1, "not-extendable");
    }
}
