//! What a pack must be before an office may work by it. The first thing that is wrong is named with its field.
//!
//! To add a check, add a line to [`Pack::check`] and a fault that says what to do.

use jiff::civil::Date;

use super::{CountedFrom, Grade, LENGTH_MAX, Names, Pack, PackCode, Procedure, RemedyRule, Rule, RuleId};
use crate::calendars::Calendars;
use crate::clock::{Derivation, Step, Unit};
use crate::matter::kinds::{Kind, Outcome};

/// A pack that an office cannot work by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pack {pack}, {field}: {fault}")]
pub struct PackError {
    /// The pack.
    pub pack: PackCode,
    /// The field.
    pub field: String,
    /// Which of several of its kind, from 0: of procedures, grounds, pauses.
    pub at: usize,
    /// What is wrong with it.
    pub fault: PackFault,
}

/// What can be wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackFault {
    /// Said twice.
    #[error("{what} stands there twice")]
    Double {
        /// What.
        what: String,
    },
    /// Not said.
    #[error("{what} is missing")]
    Missing {
        /// What.
        what: String,
    },
    /// Named, and defined nowhere in the pack.
    #[error("{what} is named but not defined")]
    Unknown {
        /// What.
        what: String,
    },
    /// A text is empty.
    #[error("must not be empty")]
    Empty,
    /// A number is out of bounds.
    #[error("must be at most {max}")]
    TooLarge {
        /// The bound.
        max: u32,
    },
    /// More packs than an office can have.
    #[error("more than {max} packs")]
    TooMany {
        /// The bound.
        max: usize,
    },
    /// The last day lies before the first.
    #[error("ends before it begins")]
    EndsBeforeItBegins,
    /// Two packs would be in force on one day.
    #[error("would be in force together with {with}")]
    Crossing {
        /// The other.
        with: PackCode,
    },
    /// It does not fit what it stands beside.
    #[error("{what} does not belong here")]
    Misplaced {
        /// What.
        what: String,
    },
    /// Changed, and still of the version that offices know.
    #[error("must be raised above {known}, or nobody can tell the two apart")]
    NotRaised {
        /// The version known.
        known: u32,
    },
    /// A worked example comes out otherwise.
    #[error("the example that starts on {start} ends on {last_day}")]
    Otherwise {
        /// Its start.
        start: Date,
        /// Where the rule ends it.
        last_day: Date,
    },
    /// A rule that nobody confirmed, in a pack that is not a draft.
    #[error("rule {rule} is not confirmed, so the pack must be a draft")]
    Unconfirmed {
        /// The rule.
        rule: String,
    },
}

/// The steps that an issue takes on its way through any office, whatever its law is about: wherever it stands, one of these
/// clocks runs, or that of its procedure or review.
const ON_THE_WAY: [Step; 9] = [
    Step::RegisterForward,
    Step::NoticeDirect,
    Step::NoticeForwarded,
    Step::Objection,
    Step::AnswerObjection,
    Step::Designation,
    Step::Instruction,
    Step::AssignedReport,
    Step::Service,
];

fn missing(what: &(impl ToString + ?Sized)) -> PackFault {
    PackFault::Missing { what: what.to_string() }
}

fn unknown(what: &(impl ToString + ?Sized)) -> PackFault {
    PackFault::Unknown { what: what.to_string() }
}

fn double(what: &(impl ToString + ?Sized)) -> PackFault {
    PackFault::Double { what: what.to_string() }
}

fn misplaced(what: &(impl ToString + ?Sized)) -> PackFault {
    PackFault::Misplaced { what: what.to_string() }
}

/// The first that stands there twice.
fn first_double<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Option<T> {
    let mut seen = Vec::new();
    for item in items {
        if seen.contains(&item) {
            return Some(item);
        }
        seen.push(item);
    }
    None
}

/// Checks one after the other; the first that is wrong is told with its place among them.
fn each<T>(items: &[T], check: impl Fn(&T) -> Result<(), PackError>) -> Result<(), PackError> {
    let mut numbered = items.iter().enumerate();
    numbered.try_for_each(|(at, item)| check(item).map_err(|error| PackError { at, ..error }))
}

impl Pack {
    /// Whether an office may work by it.
    ///
    /// # Errors
    /// The first field that is wrong, and why.
    pub fn check(&self) -> Result<(), PackError> {
        self.check_head()?;
        self.rules.iter().try_for_each(|rule| self.check_rule(rule))?;
        self.check_doubles()?;
        self.check_pauses()?;
        self.check_procedures()?;
        self.check_instances()?;
        self.check_grounds()?;
        self.basis.values().try_for_each(|article| self.check_article("basis", article))?;
        self.check_grade()
    }

    pub(super) fn fault(&self, field: impl Into<String>, fault: PackFault) -> PackError {
        PackError { pack: self.code.clone(), field: field.into(), at: 0, fault }
    }

    fn refuse_if(&self, wrong: bool, field: &str, fault: impl FnOnce() -> PackFault) -> Result<(), PackError> {
        if wrong { Err(self.fault(field, fault())) } else { Ok(()) }
    }

    fn check_head(&self) -> Result<(), PackError> {
        self.refuse_if(self.version == 0, "version", || missing("a version from 1"))?;
        self.refuse_if(self.jurisdiction.is_empty(), "jurisdiction", || PackFault::Empty)?;
        self.check_names("names", &self.names)?;
        let under = self.parent.is_some() && self.grade != Grade::RuleList;
        self.refuse_if(under, "parent", || misplaced("a law that is whole needs no other, and a parent"))?;
        self.refuse_if(self.rules.is_empty(), "rule", || missing("a rule"))?;
        let crossed = matches!((self.in_force_from, self.in_force_to), (Some(from), Some(to)) if to < from);
        self.refuse_if(crossed, "in_force_to", || PackFault::EndsBeforeItBegins)
    }

    fn check_names(&self, field: &str, names: &Names) -> Result<(), PackError> {
        let empty = [&names.zh_hans, &names.zh_hant, &names.en].iter().any(|name| name.trim().is_empty());
        self.refuse_if(empty, field, || PackFault::Empty)
    }

    fn check_article(&self, field: &str, article: &str) -> Result<(), PackError> {
        let field = format!("{field}.article");
        self.refuse_if(article.trim().is_empty(), &field, || PackFault::Empty)?;
        let untold = !article.is_ascii() && !self.articles.contains_key(article);
        self.refuse_if(untold, &field, || missing("how other languages cite it, a line under [articles],"))
    }

    fn check_rule(&self, rule: &Rule) -> Result<(), PackError> {
        let field = format!("rule.{}", rule.id);
        self.check_article(&field, &rule.article)?;
        self.check_names(&format!("{field}.names"), &rule.names)?;
        let added = rule.extension.map_or(0, |extension| extension.days_max);
        let too_large = rule.length > LENGTH_MAX || added > LENGTH_MAX;
        self.refuse_if(too_large, &format!("{field}.length"), || PackFault::TooLarge { max: LENGTH_MAX })?;
        let same_day_length = rule.unit == Unit::SameDay && rule.length > 0;
        self.refuse_if(same_day_length, &format!("{field}.length"), || PackFault::TooLarge { max: 0 })?;
        let nothing_added = rule.extension.is_some() && added == 0;
        self.refuse_if(nothing_added, &format!("{field}.extension.days_max"), || missing("a number from 1"))?;
        let of_a_review =
            self.instances.iter().any(|one| one.step == rule.step) && self.rule(Step::ReviewNotice).is_some();
        let unacknowledged = rule.counted_from == CountedFrom::Acknowledgement && !of_a_review;
        self.refuse_if(unacknowledged, &format!("{field}.counted_from"), || missing(&Step::ReviewNotice))?;
        let turns_itself = rule.turns.is_some() && rule.step != Step::Other;
        self.refuse_if(turns_itself, &format!("{field}.turns"), || misplaced("a turning of the ordinary procedure"))?;
        let unconfirmed = !rule.confirmed && !self.draft;
        self.refuse_if(unconfirmed, &format!("{field}.confirmed"), || PackFault::Unconfirmed {
            rule: rule.id.to_string(),
        })
    }

    fn check_doubles(&self) -> Result<(), PackError> {
        let twice = |field: &str, found: Option<String>| match found {
            Some(what) => Err(self.fault(field, double(&what))),
            None => Ok(()),
        };
        twice("rule.id", first_double(self.rules.iter().map(|rule| rule.id.to_string())))?;
        let is_named = |rule: &&Rule| self.procedures.iter().any(|it| it.service.as_ref() == Some(&rule.id));
        let driving = self.rules.iter().filter(|rule| rule.step != Step::Other);
        let steps = driving.filter(|rule| !is_named(rule)).map(|rule| rule.step);
        twice("rule.step", first_double(steps).map(|step| step.to_string()))?;
        let grounds = self.grounds.iter().map(|ground| (ground.outcome, &ground.code));
        twice("ground.code", first_double(grounds).map(|(_, code)| code.clone()))?;
        twice("channel.code", first_double(self.channels.iter().map(|channel| channel.code.clone())))?;
        twice("instance", first_double(self.instances.iter().map(|rule| rule.instance.to_string())))?;
        let procedures = self.procedures.iter().map(|procedure| (procedure.kind, procedure.way));
        twice("procedure", first_double(procedures).map(|(kind, _)| kind.to_string()))
    }

    fn check_pauses(&self) -> Result<(), PackError> {
        each(&self.pauses, |pause| {
            self.check_article("pause", &pause.article)?;
            self.refuse_if(self.rule(pause.step).is_none(), "pause.step", || unknown(&pause.step))?;
            let of_none = !self.rules.iter().any(|rule| pause.is_of(rule));
            self.refuse_if(of_none, "pause.rule", || unknown(&pause.rule.as_ref().map_or("", RuleId::as_str)))?;
            let of_any = pause.step == Step::Other && pause.rule.is_none();
            self.refuse_if(of_any, "pause.rule", || missing("the rule whose clock it is"))?;
            let too_long = pause.days_max.is_some_and(|days| days > LENGTH_MAX);
            self.refuse_if(too_long, "pause.days_max", || PackFault::TooLarge { max: LENGTH_MAX })?;
            self.refuse_if(pause.days_max == Some(0), "pause.days_max", || missing("a number from 1"))
        })
    }

    fn check_procedures(&self) -> Result<(), PackError> {
        each(&self.procedures, |procedure| {
            self.check_article("procedure", &procedure.article)?;
            self.check_names("procedure.names", &procedure.names)?;
            procedure.title.iter().try_for_each(|title| self.check_names("procedure.title", title))?;
            procedure.titles.values().try_for_each(|title| self.check_names("procedure.titles", title))?;
            self.check_told_by(procedure)?;
            self.check_remedy("procedure.remedy", &procedure.remedy)?;
            self.refuse_if(self.rule(procedure.step).is_none(), "procedure.step", || unknown(&procedure.step))?;
            self.refuse_if(!procedure.step.is_handling(), "procedure.step", || misplaced(&procedure.step))?;
            self.refuse_if(procedure.outcomes.is_empty(), "procedure.outcomes", || missing("an outcome"))?;
            let wrong = procedure.outcomes.iter().find(|outcome| outcome.kind() != Some(procedure.kind));
            if let Some(&outcome) = wrong {
                return Err(self.fault("procedure.outcomes", misplaced(&outcome)));
            }
            let way_fits = procedure.way.is_none() || procedure.kind == Kind::Appeal;
            self.refuse_if(!way_fits, "procedure.way", || {
                misplaced("a way, which appeals may have and others have not,")
            })?;
            let wayless = procedure.way.is_none() && self.ways(procedure.kind).next().is_some();
            self.refuse_if(wayless, "procedure.way", || missing("a way, as others of the kind have one,"))
        })
    }

    /// What names its papers and their service belongs to it.
    fn check_told_by(&self, procedure: &Procedure) -> Result<(), PackError> {
        let strange = procedure.titles.keys().find(|outcome| !procedure.outcomes.contains(outcome));
        if let Some(outcome) = strange {
            return Err(self.fault("procedure.titles", misplaced(outcome)));
        }
        let Some(id) = &procedure.service else { return Ok(()) };
        let rule = self.rule_by_id(id).ok_or_else(|| self.fault("procedure.service", unknown(id)))?;
        self.refuse_if(rule.step != Step::Service, "procedure.service", || misplaced(&rule.step))
    }

    fn check_instances(&self) -> Result<(), PackError> {
        each(&self.instances, |rule| {
            self.check_article("instance", &rule.article)?;
            self.check_names("instance.names", &rule.names)?;
            rule.title.iter().try_for_each(|title| self.check_names("instance.title", title))?;
            self.check_remedy("instance.remedy", &rule.remedy)?;
            self.refuse_if(self.rule(rule.window).is_none(), "instance.window", || unknown(&rule.window))?;
            self.refuse_if(self.rule(rule.step).is_none(), "instance.step", || unknown(&rule.step))?;
            self.refuse_if(rule.outcomes.is_empty(), "instance.outcomes", || missing("an outcome"))?;
            let again = rule.remedy == RemedyRule::Ask(rule.instance);
            self.refuse_if(again, "instance.remedy", || misplaced("a review of the same instance"))
        })
    }

    fn check_grounds(&self) -> Result<(), PackError> {
        each(&self.channels, |channel| {
            self.check_article("channel", &channel.article)?;
            self.check_names("channel.names", &channel.names)?;
            self.refuse_if(channel.code.is_empty(), "channel.code", || PackFault::Empty)
        })?;
        each(&self.grounds, |ground| {
            self.check_article("ground", &ground.article)?;
            self.check_names("ground.names", &ground.names)?;
            self.check_remedy("ground.remedy", &ground.remedy)?;
            self.refuse_if(ground.code.is_empty(), "ground.code", || PackFault::Empty)?;
            self.refuse_if(!ground.outcome.is_refusal(), "ground.outcome", || misplaced(&ground.outcome))?;
            let leads = matches!(ground.remedy, RemedyRule::Channel(_));
            let leads_nowhere = ground.outcome == Outcome::LedIntoChannel && !leads;
            self.refuse_if(leads_nowhere, "ground.remedy", || missing("the channel it leads into"))
        })?;
        each(&self.refusal_papers, |paper| {
            self.check_article("refusal_paper", &paper.article)?;
            paper.title.iter().try_for_each(|title| self.check_names("refusal_paper.title", title))?;
            self.refuse_if(!paper.outcome.is_refusal(), "refusal_paper.outcome", || misplaced(&paper.outcome))
        })
    }

    /// Whether each rule has worked examples, and they come out as written by the calendar of its land.
    ///
    /// # Errors
    /// The first rule without one; the first example that comes out otherwise, with the day on which the rule ends it.
    pub fn check_examples(&self, calendars: &Calendars) -> Result<(), PackError> {
        let calendar = calendars.of(&self.calendar);
        for rule in &self.rules {
            let field = format!("rule.{}.examples", rule.id);
            self.refuse_if(rule.examples.is_empty(), &field, || missing("a worked example"))?;
            for (start, last_day) in &rule.examples {
                let counted = Derivation::derive(rule, self, *start, &calendar).last_day;
                let fault = || PackFault::Otherwise { start: *start, last_day: counted };
                self.refuse_if(counted != *last_day, &field, fault)?;
            }
        }
        Ok(())
    }

    fn check_remedy(&self, field: &str, remedy: &RemedyRule) -> Result<(), PackError> {
        match remedy {
            RemedyRule::Ask(instance) => {
                self.refuse_if(self.instance(*instance).is_none(), field, || unknown(&instance))
            }
            RemedyRule::Channel(code) => self.refuse_if(self.channel(code).is_none(), field, || unknown(&code)),
            RemedyRule::NoneBy(article) => self.check_article(field, article),
        }
    }

    fn check_grade(&self) -> Result<(), PackError> {
        match self.grade {
            Grade::Decision => self.check_whole(),
            Grade::Source => {
                self.refuse_if(self.rule(Step::SourceDue).is_none(), "rule.step", || missing(&Step::SourceDue))
            }
            Grade::RuleList => self.refuse_if(!self.procedures.is_empty(), "procedure", || misplaced("a procedure")),
        }
    }

    /// Everything an office needs to decide by it: a procedure, a length for each step it leads through, and a paper for
    /// each way of turning a petition down that it has a ground for.
    fn check_whole(&self) -> Result<(), PackError> {
        self.refuse_if(self.procedures.is_empty(), "procedure", || missing("a procedure"))?;
        for step in self.steps_needed() {
            self.refuse_if(self.rule(step).is_none(), "rule.step", || missing(&step))?;
        }
        each(&self.grounds, |ground| {
            let unsaid = self.refusal_paper(ground.outcome).is_none();
            self.refuse_if(unsaid, "refusal_paper.outcome", || missing(&ground.outcome))
        })
    }

    /// The steps whose clocks begin under it. What its procedures and instances name is checked where they stand.
    fn steps_needed(&self) -> impl Iterator<Item = Step> {
        let grants =
            self.procedures.iter().flat_map(|procedure| &procedure.outcomes).any(|outcome| outcome.is_granted());
        let pauses = !self.pauses.is_empty();
        let then = [(grants, Step::Execution), (pauses, Step::ResumeBy)];
        ON_THE_WAY.into_iter().chain(then.into_iter().filter(|(needed, _)| *needed).map(|(_, step)| step))
    }
}
