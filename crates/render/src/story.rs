//! What happened, a sentence each: the same to a petitioner and to an officer. Words that people wrote are not in it.
//!
//! To add an event: its arm here, its text `story-…` in three languages; a test walks all events.

use huiyin_domain::clock::Derivation;
use huiyin_domain::ids::{OfficerCode, UnitCode};
use huiyin_domain::matter::event::{Clocks, Event};
use huiyin_domain::office::Office;

use crate::say::Say;

type Told = (&'static str, Vec<(&'static str, String)>);

/// What begins to run, and to when.
fn started(say: &Say, office: &Office, clocks: &Clocks) -> Vec<(&'static str, String)> {
    let Some(clock) = clocks.started.first() else { return Vec::new() };
    let step = say.step(&clock.derivation, &office.packs.naming(&clock.derivation));
    vec![("step", step), ("day", say.last_day(clock.derivation.due()))]
}

impl Say {
    /// A unit's name by its code; the code where there is no such unit any more.
    pub fn unit(&self, office: &Office, code: &UnitCode) -> String {
        office.unit(code).map_or_else(|| code.to_string(), |unit| self.unit_name(unit).to_owned())
    }

    /// An officer's name by the code; the code where there is no such officer.
    pub fn officer(&self, office: &Office, code: &OfficerCode) -> String {
        office.officer(code).map_or_else(|| code.to_string(), |officer| officer.name.clone())
    }

    /// The sentence for an event.
    pub fn story(&self, office: &Office, event: &Event) -> String {
        let told = self.intake(office, event).or_else(|| self.routing(office, event));
        let told = told.or_else(|| self.handling(office, event)).or_else(|| self.ending(event));
        told.map_or_else(String::new, |(key, arguments)| self.text(key, &arguments))
    }

    fn of_unit(&self, office: &Office, code: &UnitCode) -> Vec<(&'static str, String)> {
        vec![("unit", self.unit(office, code))]
    }

    fn intake(&self, office: &Office, event: &Event) -> Option<Told> {
        Some(match event {
            Event::MatterRegistered(event) => ("story-registered", self.of_unit(office, &event.unit)),
            Event::PetitionAdded(event) => ("story-added", self.of_unit(office, &event.unit)),
            Event::IssueSplit(event) => ("story-split", vec![("count", event.into.len().to_string())]),
            Event::IssueReworded(_) => ("story-reworded", Vec::new()),
            Event::IssueClassified(event) => {
                let class =
                    office.class(&event.class).map_or(event.class.as_str(), |class| self.class_name(class)).to_owned();
                ("story-classified", vec![("kind", self.word(event.kind)), ("class", class)])
            }
            Event::Corrected(_) => ("story-corrected", Vec::new()),
            Event::CodeReplaced(_) => ("story-code-replaced", Vec::new()),
            Event::MatterLinked(event) => ("story-linked", vec![("relation", self.word(event.relation))]),
            Event::MatterUnlinked(_) => ("story-unlinked", Vec::new()),
            Event::EndProposed(event) => {
                let by = ("officer", self.officer(office, &event.by));
                ("story-end-proposed", vec![by, ("end", self.word(event.end))])
            }
            Event::OfficerRecused(event) => {
                let officer = ("officer", self.officer(office, &event.officer));
                ("story-recused", vec![officer, ("ground", self.word(event.ground))])
            }
            Event::RecusalEnded(event) => {
                ("story-recusal-ended", vec![("officer", self.officer(office, &event.officer))])
            }
            Event::HistoryRecorded(event) => ("story-history", self.of_unit(office, &event.unit)),
            _ => return None,
        })
    }

    fn routing(&self, office: &Office, event: &Event) -> Option<Told> {
        Some(match event {
            Event::RouteProposed(event) => ("story-route-proposed", self.of_unit(office, &event.to)),
            Event::IssueForwarded(event) => ("story-forwarded", self.of_unit(office, &event.to)),
            Event::IssueAssigned(event) => ("story-assigned", self.of_unit(office, &event.to)),
            Event::IssueEntrusted(event) => match &event.to {
                Some(code) => ("story-entrusted", vec![("officer", self.officer(office, code))]),
                None => ("story-entrusted-to-all", self.of_unit(office, &event.unit)),
            },
            Event::InstructionRequested(event) => ("story-asked", self.of_unit(office, &event.of)),
            Event::InstructionGiven(_) => ("story-instructed", Vec::new()),
            Event::IssueTakenOver(event) => ("story-taken-over", self.of_unit(office, &event.by)),
            Event::ObjectionRaised(event) => ("story-objected", self.of_unit(office, &event.by)),
            Event::ObjectionAgreed(event) => ("story-agreed", self.of_unit(office, &event.to)),
            Event::ObjectionRefused(event) => ("story-insisted", self.of_unit(office, &event.superior)),
            Event::UnitDesignated(event) => ("story-designated", self.of_unit(office, &event.to)),
            Event::IssueAccepted(event) => ("story-accepted", self.of_unit(office, &event.unit)),
            _ => return None,
        })
    }

    fn handling(&self, office: &Office, event: &Event) -> Option<Told> {
        let day = |day| vec![("day", self.date(day))];
        let until = |period: &Derivation| vec![("day", self.last_day(period.due()))];
        Some(match event {
            Event::Notified(event) => ("story-notified", vec![("way", self.word(event.way))]),
            Event::ContactLogged(event) if event.reached => ("story-reached", vec![("way", self.word(event.way))]),
            Event::ContactLogged(event) => ("story-not-reached", vec![("way", self.word(event.way))]),
            Event::VisitLogged(_) => ("story-visited", Vec::new()),
            Event::EvidenceAdded(_) => ("story-evidence", Vec::new()),
            Event::PeriodExtended(event) => ("story-extended", until(&event.derivation)),
            Event::ClockStarted(event) => ("story-clock-started", started(self, office, &event.clocks)),
            Event::ClockMet(event) if event.in_time => ("story-clock-met", day(event.on)),
            Event::ClockMet(event) => ("story-clock-met-late", day(event.on)),
            Event::TurnedOrdinary(event) => ("story-turned-ordinary", day(event.on)),
            Event::ClockPaused(event) => ("story-paused", vec![("reason", self.word(event.reason))]),
            Event::ClockResumed(event) => ("story-resumed", until(&event.derivation)),
            Event::ClockRederived(event) => ("story-rederived", until(&event.derivation)),
            Event::DeadlinePassed(event) => ("story-passed", day(event.last_day)),
            Event::IssueDecided(event) => {
                let unit = ("unit", self.unit(office, &event.unit));
                ("story-decided", vec![unit, ("outcome", self.word(event.outcome))])
            }
            Event::ReviewRequested(event) => {
                let key = if event.late { "story-review-asked-late" } else { "story-review-asked" };
                let instance = ("instance", self.word(event.instance));
                (key, vec![instance, ("unit", self.unit(office, &event.organ))])
            }
            Event::ReviewDecided(event) => {
                let unit = ("unit", self.unit(office, &event.organ));
                ("story-reviewed", vec![unit, ("outcome", self.word(event.outcome))])
            }
            _ => return None,
        })
    }

    fn ending(&self, event: &Event) -> Option<Told> {
        Some(match event {
            Event::DocumentNumbered(event) => ("story-numbered", vec![("paper", self.word(event.kind))]),
            Event::DocumentIssued(_) => ("story-issued", Vec::new()),
            Event::DocumentVoided(event) => ("story-voided", vec![("reason", self.word(event.reason))]),
            Event::AnswerServed(event) => ("story-served", vec![("way", self.word(event.way))]),
            Event::ServiceFailed(event) => ("story-service-failed", vec![("way", self.word(event.way))]),
            Event::ExecutionRecorded(_) => ("story-execution", Vec::new()),
            Event::ExecutionConfirmed(_) => ("story-carried-out", Vec::new()),
            Event::Rated(event) => ("story-rated", vec![("score", self.word(event.score))]),
            Event::IssueReopened(_) => ("story-reopened", Vec::new()),
            Event::PetitionWithdrawn(_) => ("story-withdrawn", Vec::new()),
            Event::WithdrawalUndone(_) => ("story-withdrawal-undone", Vec::new()),
            Event::IssueEnded(event) => ("story-ended", vec![("end", self.word(event.end))]),
            _ => return None,
        })
    }
}
