//! Random lives: random commands, mostly allowed ones, by random actors on days that move forward. After each step the
//! matter is sound, nothing is stuck, nobody behind the wall reads, no clock moved but by the written rule, and the rows
//! and figures written day by day are those of a rebuild.
//!
//! The same lives on every run, so that a red test is red for a reason; other lives, and more: set `PROPTEST_CASES`.

use std::collections::BTreeMap;

use huiyin_domain::ids::{ClockNo, IssueNo, PetitionNo};
use huiyin_domain::matter::allowed::{ISSUE_COMMANDS, Target, allowed};
use huiyin_domain::matter::command::Register;
use huiyin_domain::matter::state::ClockState;
use huiyin_domain::matter::{Command, CommandKind, Matter, State, fold, invariant};
use huiyin_domain::office::policy::{Reading, is_walled, reads};
use huiyin_domain::office::{Actor, OfficeEvent, Role};
use huiyin_domain::view::row::row;
use huiyin_domain::view::{Change, CountKey, Figure, IssueRow, changes};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::alternatives::{is_open, powerful, registry_is_accused, somebody_may, unborn};
use crate::case::{Case, register};
use crate::inputs::inputs;
use crate::office::{calendar, everybody, officer, unit};

/// Lives of the long walk.
const LIVES: u32 = 1_000;
/// Steps of each.
const STEPS: usize = 100;
/// Lives in which every offer is asked with every input.
const ASKED_LIVES: u32 = 24;
/// Steps of each of those.
const ASKED_STEPS: usize = 40;

/// So many cases, always the same ones, unless the environment asks for others.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked { config } else { ProptestConfig { cases: usual, rng_seed: RngSeed::Fixed(0), ..config } }
}

proptest! {
    #![proptest_config(cases(LIVES))]

    #[test]
    fn no_life_breaks_a_rule(seed: u64) {
        let mut life = Life::begin(seed);
        for step in 0..STEPS {
            life.step(step);
        }
        life.check_rebuild();
    }
}

proptest! {
    #![proptest_config(cases(ASKED_LIVES))]

    #[test]
    fn what_is_offered_can_be_done_and_what_is_refused_cannot(seed: u64) {
        let mut life = Life::begin(seed);
        for step in 0..ASKED_STEPS {
            life.step(step);
            let actor = life.chance.of(&everybody()).clone();
            life.check_offers(&actor);
            life.check_offers(&powerful());
        }
    }
}

/// Chance that can be repeated: splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 1).unwrap_or(0) % below.max(1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.next(n) == 0
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.next(list.len())]
    }
}

/// How often a command is passed over though it is allowed: what ends a life early, or fills it with notes.
const fn rarity(kind: CommandKind) -> usize {
    match kind {
        CommandKind::End | CommandKind::Withdraw => 40,
        CommandKind::LogContact
        | CommandKind::LogVisit
        | CommandKind::AddEvidence
        | CommandKind::RewordIssue
        | CommandKind::SplitIssue
        | CommandKind::Correct
        | CommandKind::ReplaceCode
        | CommandKind::Link
        | CommandKind::Recuse
        | CommandKind::AddPetition
        | CommandKind::ProposeRoute
        | CommandKind::Entrust
        | CommandKind::VoidDocument => 12,
        CommandKind::RederiveClock => 16,
        CommandKind::DoNotAccept
        | CommandKind::NoLongerAccept
        | CommandKind::LeadIntoChannel
        | CommandKind::StartClock
        | CommandKind::TurnOrdinary => 8,
        CommandKind::PassDeadline
        | CommandKind::FailService
        | CommandKind::AnswerAtOnce
        | CommandKind::TakeOver
        | CommandKind::Notify => 4,
        _ => 1,
    }
}

/// Commands on the matter as a whole.
const WHOLE: [CommandKind; 5] =
    [CommandKind::AddPetition, CommandKind::Link, CommandKind::Unlink, CommandKind::Recuse, CommandKind::EndRecusal];

/// Commands that say something new each time they are given.
const REPEATABLE: &[CommandKind] = &[
    CommandKind::AddPetition,
    CommandKind::LogContact,
    CommandKind::LogVisit,
    CommandKind::AddEvidence,
    CommandKind::FailService,
    CommandKind::RecordExecution,
    CommandKind::Correct,
    CommandKind::ReplaceCode,
    CommandKind::ProposeRoute,
];

struct Life {
    case: Case,
    chance: Chance,
    rows: BTreeMap<IssueNo, IssueRow>,
    counts: BTreeMap<CountKey, i32>,
    figures: BTreeMap<&'static str, i32>,
    trail: Vec<String>,
}

impl Life {
    fn begin(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let year = 2021 + chance.next(6);
        let day = format!("{year}-{:02}-{:02}", 1 + chance.next(12), 1 + chance.next(28));
        let mut case = Case::unborn(&day);
        case.office = case.office.evolve(OfficeEvent::CalendarPublished(calendar("2024")));
        let first = first_petition(&mut chance, case.today);
        let mut life = Self {
            case,
            chance,
            rows: BTreeMap::new(),
            counts: BTreeMap::new(),
            figures: BTreeMap::new(),
            trail: Vec::new(),
        };
        life.give(&Actor::Public, &first.into());
        life
    }

    /// One command, or a refusal, and the checks.
    fn step(&mut self, step: usize) {
        if step == STEPS / 2 {
            let published = OfficeEvent::CalendarPublished(calendar("2099"));
            self.case.office = self.case.office.clone().evolve(published);
        }
        let days = [0_i64, 0, 1, 3, 8, if self.chance.one_in(4) { 75 } else { 2 }];
        let days = *self.chance.of(&days);
        self.case.today = self.case.today.checked_add(days.days()).unwrap();
        if let Some((actor, command)) = self.choose() {
            self.give(&actor, &command);
        }
    }

    /// A command that is allowed, by the powerful or by whoever it is for; now and then one by anybody at all.
    fn choose(&mut self) -> Option<(Actor, Command)> {
        let actor = match self.chance.next(8) {
            0 => self.chance.of(&everybody()).clone(),
            1 => Actor::Petitioner(PetitionNo(1)),
            2 => Actor::Job("sweep"),
            _ => powerful(),
        };
        for _ in 0..24 {
            let (kind, target) = self.draw();
            if self.chance.one_in(rarity(kind)) && self.case.verdict(&actor, kind, target).is_ok() {
                let mut all = inputs(&self.case, kind, target);
                // The powerful holds all posts: out of the matter, he would leave nobody to go on.
                all.retain(|command| !matches!(command, Command::Recuse(it) if it.officer.is_none()));
                return (!all.is_empty()).then(|| (actor, self.chance.of(&all).clone()));
            }
        }
        None
    }

    fn draw(&mut self) -> (CommandKind, Target) {
        let live: Vec<ClockNo> =
            self.case.matter.clocks.iter().filter(|clock| clock.is_live()).map(|it| it.no).collect();
        let papers: Vec<_> = self.case.matter.documents.iter().map(|paper| paper.no).collect();
        let clock_commands = [
            CommandKind::Extend,
            CommandKind::Pause,
            CommandKind::Resume,
            CommandKind::MeetClock,
            CommandKind::TurnOrdinary,
            CommandKind::PassDeadline,
            CommandKind::RederiveClock,
        ];
        match self.chance.next(10) {
            0 => (*self.chance.of(&WHOLE), Target::Matter),
            1 => {
                let petition = self.chance.of(&self.case.matter.petitions).filed.no;
                let kinds = [
                    CommandKind::Withdraw,
                    CommandKind::UndoWithdrawal,
                    CommandKind::Correct,
                    CommandKind::ReplaceCode,
                ];
                (*self.chance.of(&kinds), Target::Petition(petition))
            }
            2 | 3 if !live.is_empty() => (*self.chance.of(&clock_commands), Target::Clock(*self.chance.of(&live))),
            4 if !papers.is_empty() => {
                let kinds = [CommandKind::IssueDocument, CommandKind::IssueDocument, CommandKind::VoidDocument];
                (*self.chance.of(&kinds), Target::Document(*self.chance.of(&papers)))
            }
            _ => {
                let issue = self.chance.of(&self.case.matter.issues).no;
                (*self.chance.of(ISSUE_COMMANDS), Target::Issue(issue))
            }
        }
    }

    fn give(&mut self, actor: &Actor, command: &Command) {
        let before = self.case.matter.clone();
        let Ok(events) = self.case.asked(actor, command.clone()) else { return };
        if !events.is_empty() {
            self.trail.push(format!("{} {actor} {}", self.case.today, brief(command)));
        }
        for event in &events {
            let earlier = self.case.matter.clone();
            self.case.fold(std::slice::from_ref(event));
            let entry = self.case.entries.last().unwrap().clone();
            self.count(&changes(&earlier, &self.case.matter, &entry));
        }
        self.check_sound();
        self.check_periods(&before, command.kind());
        self.check_wall();
        self.check_not_stuck();
        self.check_repeated(actor, command);
    }

    fn count(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Row(row) => drop(self.rows.insert(row.issue, (**row).clone())),
                Change::Count(key, n) => *self.counts.entry(key.clone()).or_default() += n,
                Change::Figure(line) => *self.figures.entry(line.figure.code()).or_default() += line.n,
            }
        }
    }

    fn fail(&self, what: &str) -> ! {
        panic!("{what}\n{}", self.trail.join("\n"))
    }

    fn check_sound(&self) {
        let broken = invariant::broken(&self.case.matter);
        if !broken.is_empty() {
            self.fail(&format!("broken: {broken:?}"));
        }
        let open = self.case.matter.issues.iter().filter(|issue| !issue.has_ended()).count();
        let counted = self.figures.get(Figure::Open.code()).copied().unwrap_or(0);
        if usize::try_from(counted) != Ok(open) {
            self.fail(&format!("{open} issues are open and {counted} counted"));
        }
    }

    /// R7: nothing moves the last day of a running period but the written rules.
    fn check_periods(&self, before: &Matter, kind: CommandKind) {
        let moves = [CommandKind::Extend, CommandKind::Pause, CommandKind::Resume, CommandKind::RederiveClock];
        let running = before.clocks.iter().filter(|clock| matches!(clock.state, ClockState::Running { .. }));
        for (old, new) in running.map(|clock| (clock, &self.case.matter.clocks[clock.no.index()])) {
            if old.derivation != new.derivation && !moves.contains(&kind) {
                self.fail(&format!("{kind} moved clock {} from {} to {}", old.no, old.last_day(), new.last_day()));
            }
        }
    }

    /// R5: who is behind the wall reads nothing, and has no open issue in hand.
    fn check_wall(&self) {
        let matter = &self.case.matter;
        let walled: Vec<_> =
            self.case.office.units().filter(|unit| is_walled(&self.case.office, matter, &unit.code)).collect();
        for unit in walled {
            for role in [Role::Handler, Role::UnitHead, Role::Registrar, Role::Leader, Role::Custodian] {
                if reads(&officer(unit.code.as_str(), role), &self.case.office, matter) != Reading::Nothing {
                    self.fail(&format!("{role} of {} reads", unit.code));
                }
            }
            let in_hand = matter
                .issues
                .iter()
                .find(|issue| !issue.has_ended() && *issue.acting() == unit.code && is_worked_on(&issue.state));
            if let Some(issue) = in_hand {
                self.fail(&format!("issue {} is with {}, which is behind the wall", issue.no, unit.code));
            }
        }
    }

    /// The step that a refusal would point to is one that somebody may take.
    fn check_not_stuck(&self) {
        for issue in &self.case.matter.issues {
            let next = self.case.matter.standing(issue).next;
            // Where the registry itself is accused, nobody inside is left to go on after an end.
            let nobody_left = issue.has_ended() && registry_is_accused(&self.case);
            if !nobody_left && !somebody_may(&self.case, next) {
                self.fail(&format!("issue {} is stuck: {next} is allowed to nobody", issue.no));
            }
        }
    }

    fn check_repeated(&self, actor: &Actor, command: &Command) {
        let again = self.case.asked(actor, command.clone());
        let new = again.is_ok_and(|events| !events.is_empty());
        if new && !REPEATABLE.contains(&command.kind()) {
            self.fail(&format!("said twice, done twice: {command:?}"));
        }
    }

    /// Rows, counts and figures of a rebuild.
    fn check_rebuild(&self) {
        let whole = fold(unborn(), &self.case.entries);
        assert_eq!(whole, self.case.matter);
        for issue in &whole.issues {
            let fresh = row(&whole, issue).unwrap();
            let kept = &self.rows[&issue.no];
            assert_eq!(IssueRow { seq: kept.seq, ..fresh }, *kept);
        }
        let mut counts: BTreeMap<CountKey, i32> = BTreeMap::new();
        for key in self.rows.values().filter_map(IssueRow::counted_under) {
            *counts.entry(key).or_default() += 1;
        }
        let kept: BTreeMap<CountKey, i32> = self.counts.clone().into_iter().filter(|(_, n)| *n != 0).collect();
        assert_eq!(counts, kept);
        assert_eq!(self.figures[Figure::Received.code()], i32::try_from(whole.petitions.len()).unwrap());
    }

    /// What is offered some input makes acceptable; what is refused none does, and its alternative is open.
    fn check_offers(&self, actor: &Actor) {
        for offer in allowed(&self.case.matter, &self.case.facts(actor)) {
            let decisions = inputs(&self.case, offer.command, offer.target);
            let decisions: Vec<_> = decisions.into_iter().map(|input| self.case.asked(actor, input)).collect();
            match &offer.verdict {
                Ok(()) if !decisions.iter().any(Result::is_ok) => {
                    self.fail(&format!("{} is offered to {actor} on {:?}: {decisions:?}", offer.command, offer.target));
                }
                Err(refusal) if decisions.iter().flatten().any(|events| !events.is_empty()) => {
                    self.fail(&format!("{} is refused to {actor} on {:?}: {refusal:?}", offer.command, offer.target));
                }
                Err(refusal) if !is_open(&self.case, offer.command, offer.target, refusal) => {
                    let (kind, closed) = (offer.command, refusal.alternative());
                    self.fail(&format!(
                        "{kind} on {:?}: {refusal:?} points to {closed:?}, which is closed",
                        offer.target
                    ));
                }
                Ok(()) | Err(_) => {}
            }
        }
    }
}

/// A command on one line, without what was written.
fn brief(command: &Command) -> String {
    let text = format!("{command:?}");
    let mut parts = text.split("Words {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once(" }")).fold(first, |line, (_, rest)| line + "…" + rest)
}

/// Somebody works on it; a decided paper is served by the registry, windows are the petitioner's.
const fn is_worked_on(state: &State) -> bool {
    matches!(
        state,
        State::Registered { .. }
            | State::Routed { .. }
            | State::ObjectedTo { .. }
            | State::InDispute { .. }
            | State::Accepted { .. }
    )
}

fn first_petition(chance: &mut Chance, today: Date) -> Register {
    let mut command = register(today);
    command.filing.demands.extend((1..chance.next(3)).map(|no| crate::case::words(60 + no as u128)));
    command.accusation = chance.one_in(5);
    command.under_seal = chance.one_in(6);
    command.about_office = chance.one_in(12);
    command.filing.reachable = !chance.one_in(6);
    let against = ["zjj", "zjz", "jtj", "xfj", "zf", "jw"];
    command.against = (0..chance.next(3)).map(|_| unit(chance.of::<&str>(&against))).collect();
    command.filing.at = unit(chance.of::<&str>(&["xfj", "xfj", "zjj", "zz"]));
    command
}
