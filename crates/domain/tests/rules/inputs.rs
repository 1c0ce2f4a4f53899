//! Inputs for every command: for a kind and a target, many that fit somewhere and some that fit nowhere. Random lives draw
//! from them, and "no input makes it acceptable" means: none of these.

use huiyin_domain::clock::PauseReason;
use huiyin_domain::ids::{ClassCode, ClockNo, Commitment, DocumentNo, IssueNo, MatterId, PetitionNo, UnitCode};
use huiyin_domain::matter::allowed::Target;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{
    Command, CommandKind, ContactWay, DocumentKind, EndCode, Kind, Outcome, Relation, ReviewOutcome, RouteReason,
    Score, ServiceWay, VoidReason, Way,
};
use jiff::civil::Date;

use crate::case::{Case, filing, findings, register, words};

/// Inputs of that command about that target, as the case stands.
pub fn inputs(case: &Case, kind: CommandKind, target: Target) -> Vec<Command> {
    match target {
        Target::Matter => for_matter(case, kind),
        Target::Petition(no) => for_petition(kind, no),
        Target::Clock(no) => for_clock(case, kind, no),
        Target::Document(no) => for_document(kind, no),
        Target::Issue(no) => for_issue(case, kind, no),
    }
}

fn for_matter(case: &Case, kind: CommandKind) -> Vec<Command> {
    let other = MatterId::from_bits(2);
    match kind {
        CommandKind::Register => vec![register(case.today).into()],
        CommandKind::AddPetition => [0, 1].map(|demands| add_petition(case, demands)).to_vec(),
        CommandKind::Link => {
            Relation::ALL.iter().map(|relation| c::Link { other, relation: *relation }.into()).collect()
        }
        CommandKind::Unlink => vec![c::Unlink { other, reason: words(30) }.into()],
        CommandKind::Recuse => [Some("zjj-handler"), None].map(|code| recuse(code).into()).to_vec(),
        CommandKind::EndRecusal => vec![end_recusal("zjj-handler").into()],
        _ => Vec::new(),
    }
}

pub fn recuse(officer: Option<&str>) -> c::Recuse {
    let officer = officer.map(|code| code.parse().unwrap());
    c::Recuse { officer, ground: huiyin_domain::matter::RecusalGround::Kin, reason: words(37) }
}

pub fn end_recusal(officer: &str) -> c::EndRecusal {
    c::EndRecusal { officer: officer.parse().unwrap(), reason: words(38) }
}

fn add_petition(case: &Case, demands: usize) -> Command {
    let mut filing = filing(case.today);
    filing.demands = vec![words(31); demands];
    c::AddPetition { filing }.into()
}

fn for_petition(kind: CommandKind, petition: PetitionNo) -> Vec<Command> {
    match kind {
        CommandKind::Withdraw => vec![c::Withdraw { petition }.into()],
        CommandKind::UndoWithdrawal => vec![c::UndoWithdrawal { petition }.into()],
        CommandKind::ReplaceCode => vec![c::ReplaceCode { petition, how: words(36) }.into()],
        CommandKind::Correct => {
            vec![
                c::Correct { petition, note: words(32), place: Some("110101".parse().unwrap()), happened_on: None }
                    .into(),
            ]
        }
        _ => Vec::new(),
    }
}

fn for_clock(case: &Case, kind: CommandKind, clock: ClockNo) -> Vec<Command> {
    let days = || days(case);
    match kind {
        CommandKind::Extend => [1, 7, 30, 31].map(|days| c::Extend { clock, days, reason: words(33) }.into()).to_vec(),
        CommandKind::Pause => {
            let reasons = PauseReason::ALL.iter().flat_map(|reason| days().into_iter().map(|from| (*reason, from)));
            reasons.map(|(reason, from)| c::Pause { clock, reason, from }.into()).collect()
        }
        CommandKind::Resume => days().into_iter().map(|to| c::Resume { clock, to }.into()).collect(),
        CommandKind::MeetClock => days().into_iter().map(|on| c::MeetClock { clock, on }.into()).collect(),
        CommandKind::TurnOrdinary => {
            days().into_iter().map(|on| c::TurnOrdinary { clock, reason: words(35), on }.into()).collect()
        }
        CommandKind::PassDeadline => vec![c::PassDeadline { clock }.into()],
        CommandKind::RederiveClock => vec![c::RederiveClock { clock }.into()],
        _ => Vec::new(),
    }
}

fn for_document(kind: CommandKind, document: DocumentNo) -> Vec<Command> {
    match kind {
        CommandKind::IssueDocument => {
            vec![c::IssueDocument { document, file: words(34), sha256: Commitment([9; 32]) }.into()]
        }
        CommandKind::VoidDocument => vec![c::VoidDocument { document, reason: VoidReason::TakenBack }.into()],
        _ => Vec::new(),
    }
}

/// Today, yesterday, the day the issue stands since, a day too early.
fn days(case: &Case) -> Vec<Date> {
    let yesterday = case.today.yesterday().unwrap();
    vec![case.today, yesterday, case.today.tomorrow().unwrap()]
}

fn units(case: &Case) -> Vec<UnitCode> {
    case.office.units().map(|unit| unit.code.clone()).collect()
}

fn petitions(case: &Case) -> Vec<PetitionNo> {
    case.matter.petitions.iter().map(|petition| petition.filed.no).collect()
}

#[expect(clippy::too_many_lines, reason = "a list of commands, one short arm each")]
fn for_issue(case: &Case, kind: CommandKind, issue: IssueNo) -> Vec<Command> {
    let class: ClassCode = "01.02".parse().unwrap();
    let reason = || RouteReason::Judged(words(40));
    let to_units = |make: &dyn Fn(UnitCode) -> Command| units(case).into_iter().map(make).collect();
    let on_days = |make: &dyn Fn(Date) -> Command| days(case).into_iter().map(make).collect();
    let by_petitions = |make: &dyn Fn(PetitionNo) -> Command| petitions(case).into_iter().map(make).collect();
    let outcomes = || Outcome::ALL.iter().copied();
    let findings = findings();
    match kind {
        CommandKind::Classify => {
            let mut all: Vec<Command> = Way::ALL
                .iter()
                .map(|way| {
                    c::Classify { issue, kind: Kind::Appeal, way: Some(*way), class: class.clone(), proposed: None }
                        .into()
                })
                .collect();
            all.extend(Kind::ALL.iter().map(|kind| {
                c::Classify { issue, kind: *kind, way: None, class: class.clone(), proposed: None }.into()
            }));
            all
        }
        CommandKind::SplitIssue => [1, 2].map(|n| c::SplitIssue { issue, demands: vec![words(41); n] }.into()).to_vec(),
        CommandKind::RewordIssue => vec![c::RewordIssue { issue, demand: words(42) }.into()],
        CommandKind::ProposeRoute => vec![c::ProposeRoute { issue }.into()],
        CommandKind::Forward => to_units(&|to| c::Forward { issue, to, reason: reason(), proposed: Vec::new() }.into()),
        CommandKind::Assign => units(case).into_iter().flat_map(|to| assignments(case, issue, &to)).collect(),
        CommandKind::Entrust => {
            let codes = ["zjj-handler", "xfj-registrar", "zf-unit_head", "zjj-auditor"].map(|code| code.parse().ok());
            codes.into_iter().chain([None]).map(|to| c::Entrust { issue, to }.into()).collect()
        }
        CommandKind::AnswerAtOnce => outcomes()
            .map(|outcome| c::AnswerAtOnce { issue, outcome, findings, way: ServiceWay::Hand }.into())
            .collect(),
        CommandKind::RequestInstruction => {
            to_units(&|of| c::RequestInstruction { issue, of, question: words(43) }.into())
        }
        CommandKind::GiveInstruction => vec![c::GiveInstruction { issue, instruction: words(44) }.into()],
        CommandKind::TakeOver => to_units(&|by| c::TakeOver { issue, by, reason: words(45) }.into()),
        CommandKind::Object => vec![
            c::Object { issue, better: None, reason: words(46) }.into(),
            c::Object { issue, better: Some("jtj".parse().unwrap()), reason: words(46) }.into(),
        ],
        CommandKind::AgreeToObjection => to_units(&|to| c::AgreeToObjection { issue, to }.into()),
        CommandKind::InsistOnRoute => vec![c::InsistOnRoute { issue, reason: words(47) }.into()],
        CommandKind::Designate => to_units(&|to| c::Designate { issue, to, reason: words(48) }.into()),
        CommandKind::Accept => on_days(&|on| c::Accept { issue, on }.into()),
        CommandKind::Notify => on_days(&|on| c::Notify { issue, way: ServiceWay::Post, on }.into()),
        CommandKind::DoNotAccept => {
            vec![c::DoNotAccept { issue, ground: grounds(case, Outcome::NotAccepted), findings }.into()]
        }
        CommandKind::NoLongerAccept => {
            vec![c::NoLongerAccept { issue, ground: grounds(case, Outcome::NoLongerAccepted), findings }.into()]
        }
        CommandKind::LeadIntoChannel => {
            vec![c::LeadIntoChannel { issue, ground: grounds(case, Outcome::LedIntoChannel), findings }.into()]
        }
        CommandKind::LogContact => {
            on_days(&|on| c::LogContact { issue, way: ContactWay::Phone, reached: true, note: words(49), on }.into())
        }
        CommandKind::LogVisit => on_days(&|on| c::LogVisit { issue, note: words(50), on }.into()),
        CommandKind::AddEvidence => {
            on_days(&|on| c::AddEvidence { issue, note: words(51), files: Vec::new(), on }.into())
        }
        CommandKind::Decide => outcomes().map(|outcome| c::Decide { issue, outcome, findings }.into()).collect(),
        CommandKind::WriteLetter => {
            let letter = |kind: &DocumentKind, petition| c::WriteLetter { issue, kind: *kind, petition }.into();
            let plain = DocumentKind::ALL.iter().map(|kind| letter(kind, None));
            plain.chain(by_petitions(&|no| letter(&DocumentKind::Receipt, Some(no)))).collect()
        }
        CommandKind::Serve => {
            let ways = ServiceWay::ALL.iter().flat_map(|way| petitions(case).into_iter().map(|no| (*way, no)));
            ways.map(|(way, petition)| c::Serve { issue, petition, way, proof: None, on: case.today }.into()).collect()
        }
        CommandKind::FailService => by_petitions(&|petition| {
            c::FailService { issue, petition, way: ServiceWay::Post, note: words(52), on: case.today }.into()
        }),
        CommandKind::RecordExecution => on_days(&|on| c::RecordExecution { issue, note: words(53), on }.into()),
        CommandKind::ConfirmExecution => vec![c::ConfirmExecution { issue }.into()],
        CommandKind::RequestReview => {
            by_petitions(&|petition| c::RequestReview { issue, petition, request: words(54), on: case.today }.into())
        }
        CommandKind::DecideReview => ReviewOutcome::ALL
            .iter()
            .map(|outcome| c::DecideReview { issue, outcome: *outcome, findings }.into())
            .collect(),
        CommandKind::Rate => by_petitions(&|petition| c::Rate { issue, petition, score: Score::Mostly }.into()),
        CommandKind::Reopen => vec![c::Reopen { issue, reason: words(55) }.into()],
        CommandKind::StartClock => {
            let listed = case.office.packs.all_beside(case.today).map(|(_, rule)| rule.id.clone());
            let rules: Vec<_> = listed.take(2).chain(["CN-XF22-HANDLE".parse().unwrap()]).collect();
            let starts = rules.iter().flat_map(|rule| days(case).into_iter().map(move |on| (rule.clone(), on)));
            starts.map(|(rule, on)| c::StartClock { issue, rule, on }.into()).collect()
        }
        CommandKind::ConfirmEnd => vec![c::ConfirmEnd { issue }.into()],
        CommandKind::End => {
            EndCode::ALL.iter().map(|end| c::End { issue, end: *end, reason: words(56) }.into()).collect()
        }
        _ => Vec::new(),
    }
}

fn assignments(case: &Case, issue: IssueNo, to: &UnitCode) -> Vec<Command> {
    let assign = |assisting: Vec<UnitCode>| {
        let reason = RouteReason::Judged(words(40));
        c::Assign { issue, to: to.clone(), assisting, report_due_on: case.today, reason, proposed: Vec::new() }.into()
    };
    vec![assign(Vec::new()), assign(vec!["zjz".parse().unwrap()])]
}

/// A ground of the pack of the day: the first for that outcome.
fn grounds(case: &Case, outcome: Outcome) -> String {
    let pack = case.office.packs.in_force(case.today);
    pack.and_then(|pack| pack.grounds_for(outcome).next()).map_or_else(String::new, |ground| ground.code.clone())
}
