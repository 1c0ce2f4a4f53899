//! What an officer fills in to give a command: the fields of each, in the order in which one decides. Names are those of
//! the interface's bodies, so that a form and a program say the same.
//!
//! To add a command: its line in [`asks`], the words `field-…` that are new; the compiler names the place.

use std::collections::BTreeSet;

use huiyin_domain::clock::PauseReason;
use huiyin_domain::ids::UnitCode;
use huiyin_domain::matter::kinds::VoidReason;
use huiyin_domain::matter::state::{Issue, State};
use huiyin_domain::matter::{
    CommandKind, ContactWay, DocumentKind, EndCode, Kind, Matter, Outcome, RecusalGround, Relation, ReviewOutcome,
    Score, ServiceWay, Way,
};
use huiyin_domain::office::{Office, Officer, Role, UnitKind};
use huiyin_domain::pack::{Pack, Rule};
use jiff::civil::Date;

use crate::coded::Coded;
use crate::form::{Choice, Control, Field, Form, line};
use crate::say::Say;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A unit.
    Unit,
    /// A day; today where none is typed.
    Day,
    /// A number of days.
    Days,
    /// A line or two.
    Line,
    /// Some lines.
    Note,
    /// A kind that the law handles.
    Kind,
    /// A way in which the law handles appeals; not asked where it handles all alike.
    AppealWay,
    /// One of the outcomes that the issue's kind allows.
    Outcome,
    /// One of the outcomes that its review allows.
    ReviewOutcome,
    /// A ground of the pack for that outcome.
    Ground(Outcome),
    /// One of a coded list.
    Coded(List),
    /// A letter that a step made due.
    Letter,
    /// A class of the taxonomy.
    Class,
    /// A rule that can run beside the law's.
    Rule,
    /// A place.
    Place,
    /// One of the matter's petitions.
    Petition,
    /// An officer of the unit that must act.
    Colleague,
    /// An officer who may act on the matter.
    Engaged,
    /// An officer who is out of it.
    Recused,
    /// Yes or not.
    Yes,
    /// One demand a line.
    Demands,
}

/// A coded list that a field chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each names the list of the same name")]
pub enum List {
    ServiceWay,
    ContactWay,
    End,
    PauseReason,
    VoidReason,
    RecusalGround,
    Relation,
    Score,
}

/// A field of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Its name in the interface's body; a dot leads into an object.
    pub name: &'static str,
    /// What it takes.
    pub what: What,
    /// May be left out.
    pub is_optional: bool,
    /// The key of its label, where that is not `field-…` of its name.
    pub label: Option<&'static str>,
}

const fn ask(name: &'static str, what: What) -> Ask {
    Ask { name, what, is_optional: false, label: None }
}

const fn may(name: &'static str, what: What) -> Ask {
    Ask { is_optional: true, ..ask(name, what) }
}

const TO: Ask = ask("to", What::Unit);
const REASON: Ask = ask("reason", What::Note);
const NOTE: Ask = ask("note", What::Note);
const ON: Ask = ask("on", What::Day);
const WAY: Ask = ask("way", What::Coded(List::ServiceWay));
const PETITION: Ask = ask("petition", What::Petition);
const FACTS: Ask = ask("findings.facts", What::Note);
const REASONS: Ask = ask("findings.reasons", What::Note);
const BASIS: Ask = ask("findings.basis", What::Note);

/// The fields of a command; none where no person gives it by a form.
pub fn asks(command: CommandKind) -> Option<Vec<Ask>> {
    use CommandKind as Of;
    Some(match command {
        Of::Classify => vec![ask("kind", What::Kind), may("way", What::AppealWay), ask("class", What::Class)],
        Of::SplitIssue => vec![ask("demands", What::Demands)],
        Of::RewordIssue => vec![ask("demand", What::Line)],
        Of::Forward => vec![TO, may("reason", What::Note)],
        Of::Assign => vec![TO, ask("report_due_on", What::Day), may("reason", What::Note)],
        Of::Entrust => vec![Ask { label: Some("field-colleague"), ..may("to", What::Colleague) }],
        Of::AnswerAtOnce => vec![ask("outcome", What::Outcome), FACTS, REASONS, BASIS, WAY],
        Of::RequestInstruction => vec![ask("of", What::Unit), ask("question", What::Note)],
        Of::GiveInstruction => vec![ask("instruction", What::Note)],
        Of::TakeOver => vec![ask("by", What::Unit), REASON],
        Of::Object => vec![may("better", What::Unit), REASON],
        Of::AgreeToObjection => vec![TO],
        Of::InsistOnRoute | Of::Reopen => vec![REASON],
        Of::Designate => vec![TO, REASON],
        Of::Accept | Of::MeetClock => vec![ON],
        Of::Notify => vec![WAY, ON],
        Of::DoNotAccept => vec![ask("ground", What::Ground(Outcome::NotAccepted)), FACTS, REASONS, BASIS],
        Of::NoLongerAccept => vec![ask("ground", What::Ground(Outcome::NoLongerAccepted)), FACTS, REASONS, BASIS],
        Of::LeadIntoChannel => vec![ask("ground", What::Ground(Outcome::LedIntoChannel)), FACTS, REASONS, BASIS],
        Of::LogContact => vec![ask("way", What::Coded(List::ContactWay)), ask("reached", What::Yes), NOTE, ON],
        Of::LogVisit | Of::AddEvidence | Of::RecordExecution => vec![NOTE, ON],
        Of::Extend => vec![ask("days", What::Days), REASON],
        Of::Pause => vec![ask("reason", What::Coded(List::PauseReason)), ask("from", What::Day)],
        Of::Resume => vec![Ask { label: Some("field-last-paused"), ..ask("to", What::Day) }],
        Of::Decide => vec![ask("outcome", What::Outcome), FACTS, REASONS, BASIS],
        Of::Serve => vec![PETITION, WAY, may("proof", What::Note), ON],
        Of::FailService => vec![PETITION, WAY, NOTE, ON],
        Of::RequestReview => vec![PETITION, ask("request", What::Note), ON],
        Of::DecideReview => vec![ask("outcome", What::ReviewOutcome), FACTS, REASONS, BASIS],
        Of::Rate => vec![PETITION, ask("score", What::Coded(List::Score))],
        Of::End => vec![ask("end", What::Coded(List::End)), REASON],
        Of::Correct => vec![NOTE, may("place", What::Place), may("happened_on", What::Day)],
        Of::ReplaceCode => vec![ask("how", What::Note)],
        Of::Link => vec![ask("other", What::Line), ask("relation", What::Coded(List::Relation))],
        Of::Unlink => vec![ask("other", What::Line), REASON],
        Of::Recuse => vec![
            Ask { label: Some("field-recused"), ..may("officer", What::Engaged) },
            ask("ground", What::Coded(List::RecusalGround)),
            REASON,
        ],
        Of::EndRecusal => {
            vec![Ask { label: Some("field-returning"), ..ask("officer", What::Recused) }, REASON]
        }
        Of::WriteLetter => {
            vec![Ask { label: Some("field-letter"), ..ask("kind", What::Letter) }, may("petition", What::Petition)]
        }
        Of::VoidDocument => vec![ask("reason", What::Coded(List::VoidReason))],
        Of::StartClock => vec![ask("rule", What::Rule), ON],
        Of::TurnOrdinary => vec![REASON, ON],
        Of::ProposeRoute | Of::ConfirmExecution | Of::ConfirmEnd | Of::Withdraw | Of::UndoWithdrawal => vec![],
        Of::Register
        | Of::AddPetition
        | Of::RecordHistory
        | Of::IssueDocument
        | Of::PassDeadline
        | Of::RederiveClock => return None,
    })
}

/// The name of a field in a form: what leads into an object is joined by a hyphen.
pub fn field_name(name: &str) -> String {
    name.replace('.', "-")
}

/// What the fields of a command choose from.
pub struct Desk<'a> {
    /// The office.
    pub office: &'a Office,
    /// The matter.
    pub matter: &'a Matter,
    /// The issue it is about, if it is about one.
    pub issue: Option<&'a Issue>,
    /// Today.
    pub today: Date,
}

impl Desk<'_> {
    /// The fields of a command as they stand in a form.
    pub fn fields(&self, say: &Say, form: &Form, asks: &[Ask]) -> Vec<Field> {
        let is_asked = |ask: &&Ask| ask.what != What::AppealWay || self.ways().next().is_some();
        asks.iter().filter(is_asked).map(|ask| self.field(say, form, *ask)).collect()
    }

    fn field(&self, say: &Say, form: &Form, ask: Ask) -> Field {
        let name = field_name(ask.name);
        let own = || format!("field-{}", name.replace('_', "-"));
        let label = ask.label.map_or_else(own, str::to_owned);
        let field = Field::called(say, form, &name, say.text(&label, &[]), self.control(say, ask));
        if ask.is_optional { field.optional() } else { field }
    }

    fn control(&self, say: &Say, ask: Ask) -> Control {
        let choices = match ask.what {
            What::Day => return line("date", "off"),
            What::Days => return line("number", "off"),
            What::Line => return line("text", "off"),
            What::Note => return Control::Lines { rows: 4 },
            What::Demands => return Control::Lines { rows: 3 },
            What::Yes => return Control::Tick,
            What::Unit => self.units(say),
            What::Kind => self.kinds(say),
            What::AppealWay => coded(say, &self.ways().collect::<Vec<_>>()),
            What::Outcome => self.outcomes(say),
            What::ReviewOutcome => self.review_outcomes(say),
            What::Ground(outcome) => self.grounds(say, outcome),
            What::Coded(list) => list.choices(say),
            What::Letter => self.unwritten(say),
            What::Class => {
                self.office.classes().map(|class| Choice::new(class.code.as_str(), say.class_name(class))).collect()
            }
            What::Place => {
                self.office.places().map(|place| Choice::new(place.code.as_str(), say.place_name(place))).collect()
            }
            What::Rule => self.rules(say),
            What::Petition => self.petitions(),
            What::Colleague => self.colleagues(),
            What::Engaged => self.engaged(),
            What::Recused => self.recused(say),
        };
        // A choice that is not made for anybody begins with none.
        Control::List(std::iter::once(Choice::new("", say.text("form-choose", &[]))).chain(choices).collect())
    }

    fn units(&self, say: &Say) -> Vec<Choice> {
        let units = self.office.units().filter(|unit| unit.span.holds(self.today) && unit.kind != UnitKind::Court);
        units.map(|unit| Choice::new(unit.code.as_str(), say.unit_name(unit))).collect()
    }

    fn pack(&self) -> Option<&Pack> {
        self.office.packs.in_force(self.today)
    }

    fn kinds(&self, say: &Say) -> Vec<Choice> {
        let handled = |kind: &Kind| self.pack().is_none_or(|pack| pack.procedures_for(*kind).next().is_some());
        coded(say, &Kind::ALL.iter().copied().filter(handled).collect::<Vec<_>>())
    }

    /// The ways in which the law handles appeals. One that knows few of them takes note of the others all the same.
    fn ways(&self) -> impl Iterator<Item = Way> {
        let has_ways = self.pack().is_none_or(|pack| pack.ways(Kind::Appeal).next().is_some());
        Way::ALL.iter().copied().filter(move |_| has_ways)
    }

    fn rules(&self, say: &Say) -> Vec<Choice> {
        let rules = self.office.packs.all_beside(self.today).map(|(_, rule)| rule);
        let choice = |rule: &Rule| {
            let arguments = [("name", say.named(&rule.names).to_owned()), ("length", say.period(rule))];
            Choice::new(rule.id.as_str(), say.text("calculator-rule", &arguments))
        };
        rules.map(choice).collect()
    }

    /// The outcomes of the procedure that the issue's kind and way lead into; all of them before it is classified.
    fn outcomes(&self, say: &Say) -> Vec<Choice> {
        let classified = self.issue.and_then(|issue| issue.classified.as_ref());
        let procedure = classified.and_then(|is| self.pack()?.procedure(is.kind, is.way));
        let outcomes = procedure.map_or(Outcome::ALL, |procedure| procedure.outcomes.as_slice());
        coded(say, outcomes)
    }

    /// The outcomes of the review under way, by the law in force when it began.
    fn review_outcomes(&self, say: &Say) -> Vec<Choice> {
        let under_way = self.issue.and_then(|issue| match issue.state {
            State::UnderReview { instance, on, .. } => self.office.packs.in_force(on)?.instance(instance),
            _ => None,
        });
        coded(say, under_way.map_or(ReviewOutcome::ALL, |rule| rule.outcomes.as_slice()))
    }

    fn grounds(&self, say: &Say, outcome: Outcome) -> Vec<Choice> {
        let grounds = self.pack().into_iter().flat_map(|pack| pack.grounds_for(outcome));
        grounds.map(|ground| Choice::new(ground.code.as_str(), say.named(&ground.names))).collect()
    }

    /// The kinds that wait for being written, each once.
    fn unwritten(&self, say: &Say) -> Vec<Choice> {
        let waiting = self.issue.into_iter().flat_map(|issue| self.matter.unwritten_on(issue.no));
        let kinds: BTreeSet<DocumentKind> = waiting.map(|unwritten| unwritten.kind).collect();
        coded(say, &kinds.into_iter().collect::<Vec<_>>())
    }

    fn petitions(&self) -> Vec<Choice> {
        let petitions = self.matter.petitions.iter();
        petitions
            .map(|petition| {
                let number =
                    petition.number.as_ref().map_or_else(|| petition.filed.no.to_string(), ToString::to_string);
                Choice::new(petition.filed.no.0.to_string(), number)
            })
            .collect()
    }

    /// Who serves in a unit that has an issue of the matter or in the registry, and is not out of it.
    fn engaged(&self) -> Vec<Choice> {
        let of = |unit: &UnitCode| {
            let has = |issue: &Issue| issue.unit == *unit || issue.acting() == unit;
            *unit == self.office.registry || self.matter.issues.iter().any(has)
        };
        let works = |officer: &&Officer| {
            let posts = officer.posts_on(self.today);
            posts.iter().any(|post| post.role != Role::Administrator && of(&post.unit))
        };
        let serving = self.office.officers().filter(|officer| officer.span.holds(self.today)).filter(works);
        let free = serving.filter(|officer| !self.office.is_recused(&officer.code, self.matter.id));
        free.map(|officer| Choice::new(officer.code.as_str(), &*officer.name)).collect()
    }

    fn recused(&self, say: &Say) -> Vec<Choice> {
        let out = self.office.recused_of(self.matter.id);
        out.map(|code| Choice::new(code.as_str(), say.officer(self.office, code))).collect()
    }

    /// Who handles in the unit that must act, and is not out of the matter.
    fn colleagues(&self) -> Vec<Choice> {
        let Some(unit) = self.issue.map(Issue::acting) else { return Vec::new() };
        let works = |officer: &&Officer| {
            let posts = officer.posts_on(self.today);
            officer.span.holds(self.today) && posts.iter().any(|post| post.unit == *unit && post.role.handles())
        };
        let serving = self.office.officers().filter(works);
        let free = serving.filter(|officer| !self.office.is_recused(&officer.code, self.matter.id));
        free.map(|officer| Choice::new(officer.code.as_str(), &*officer.name)).collect()
    }
}

impl List {
    fn choices(self, say: &Say) -> Vec<Choice> {
        match self {
            Self::ServiceWay => coded(say, ServiceWay::ALL),
            Self::ContactWay => coded(say, ContactWay::ALL),
            Self::End => coded(say, EndCode::ALL),
            Self::PauseReason => coded(say, PauseReason::ALL),
            Self::VoidReason => coded(say, VoidReason::ALL),
            Self::RecusalGround => coded(say, RecusalGround::ALL),
            Self::Relation => coded(say, Relation::ALL),
            Self::Score => coded(say, Score::ALL),
        }
    }
}

fn coded<C: Coded>(say: &Say, codes: &[C]) -> Vec<Choice> {
    codes.iter().map(|coded| Choice::new(coded.code(), say.word(*coded))).collect()
}
