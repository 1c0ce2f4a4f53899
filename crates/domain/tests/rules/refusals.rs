//! Every refusal, one by one: each is reached by a row, and what it offers instead is open. A refusal without a row fails.

use std::collections::BTreeSet;

use huiyin_domain::clock::PauseReason;
use huiyin_domain::ids::{ClockNo, Commitment, DocumentNo, EnvelopeId, IssueNo, MatterId, PersonNo, PetitionNo};
use huiyin_domain::matter::allowed::Target;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::event::Person;
use huiyin_domain::matter::{
    Command, DocumentKind, EndCode, Kind, Outcome, PersonRole, Refusal, Relation, ReviewOutcome, RouteReason, Score,
    ServiceWay, Way,
};
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::pack::{Ground, Pack, Packs};

use crate::alternatives::{is_open, is_within};
use crate::case::{Case, FIRST, filing, findings, register, words};
use crate::inputs::{end_recusal, recuse};
use crate::lives::{accepted, decided, disputed, issued, objected, reviewed, routed, served, under_review};
use crate::office::{council, day, officer, unit};

/// A case, who asks, for what; and where the refusal names a bound, the same inside it.
#[derive(Clone)]
struct Row {
    case: Case,
    actor: Actor,
    command: Command,
    within: Option<Command>,
}

impl Row {
    fn within(self, command: impl Into<Command>) -> Self {
        Self { within: Some(command.into()), ..self }
    }
}

#[test]
fn every_refusal_is_reached_and_offers_what_can_be_done() {
    let mut reached = BTreeSet::new();
    for Row { case, actor, command, within } in rows() {
        let refusal = match case.asked(&actor, command.clone()) {
            Err(refusal) => refusal,
            Ok(events) => panic!("accepted: {command:?} gives {events:?}"),
        };
        let open = match &within {
            Some(within) => is_within(&case, &actor, &command, within, &refusal),
            None => is_open(&case, command.kind(), target(&command), &refusal),
        };
        assert!(open, "{refusal:?} of {command:?} points to {:?}, which is closed", refusal.alternative());
        reached.insert(refusal.code());
    }
    reached.extend(crate::topics::reached());
    reached.extend(crate::publications::reached());
    let all: BTreeSet<&str> = Refusal::CODES.iter().copied().collect();
    let missing: Vec<_> = all.difference(&reached).collect();
    assert!(missing.is_empty(), "no row reaches {missing:?}");
}

/// What a command of these rows is about.
fn target(command: &Command) -> Target {
    match command {
        Command::Extend(it) => Target::Clock(it.clock),
        Command::Pause(it) => Target::Clock(it.clock),
        Command::Resume(it) => Target::Clock(it.clock),
        Command::MeetClock(it) => Target::Clock(it.clock),
        Command::TurnOrdinary(it) => Target::Clock(it.clock),
        Command::PassDeadline(it) => Target::Clock(it.clock),
        Command::IssueDocument(it) => Target::Document(it.document),
        Command::VoidDocument(it) => Target::Document(it.document),
        Command::UndoWithdrawal(it) => Target::Petition(it.petition),
        Command::Withdraw(it) => Target::Petition(it.petition),
        Command::ReplaceCode(it) => Target::Petition(it.petition),
        Command::Link(_)
        | Command::Unlink(_)
        | Command::Recuse(_)
        | Command::EndRecusal(_)
        | Command::AddPetition(_)
        | Command::Register(_) => Target::Matter,
        _ => Target::Issue(FIRST),
    }
}

const DAY: &str = "2026-03-02";

fn registrar() -> Actor {
    officer("xfj", Role::Registrar)
}

fn handler() -> Actor {
    officer("zjj", Role::Handler)
}

fn head() -> Actor {
    officer("zjj", Role::UnitHead)
}

fn rows() -> Vec<Row> {
    [missing_things(), filing_bounds(), routes(), handling(), beside(), answers(), reviews(), ends()].concat()
}

fn row(case: Case, actor: Actor, command: impl Into<Command>) -> Row {
    Row { case, actor, command: command.into(), within: None }
}

fn forward(to: &str) -> c::Forward {
    c::Forward { issue: FIRST, to: unit(to), reason: RouteReason::Judged(words(40)), proposed: Vec::new() }
}

fn classify(kind: Kind, way: Option<Way>, class: &str) -> c::Classify {
    c::Classify { issue: FIRST, kind, way, class: class.parse().unwrap(), proposed: None }
}

/// The same case where a council's law holds, which takes up again whatever is raised again.
fn by_council(mut case: Case) -> Case {
    let law = council().iter().next().unwrap().clone();
    let keeps = |ground: &Ground| ground.outcome != Outcome::NoLongerAccepted;
    let grounds = law.grounds.iter().filter(|ground| keeps(ground)).cloned().collect();
    case.office.packs = Packs::new(vec![Pack { grounds, ..law }]).unwrap();
    case
}

/// The same case where the law's reviews uphold or send back, and do nothing else.
fn by_reviews_that_uphold(mut case: Case) -> Case {
    let mut law = case.office.packs.in_force(case.today).unwrap().clone();
    law.instances.iter_mut().for_each(|it| it.outcomes = vec![ReviewOutcome::Uphold, ReviewOutcome::OrderRedo]);
    case.office.packs = case.office.packs.replaced(law);
    case
}

fn history() -> Case {
    let mut case = Case::unborn(DAY);
    let filing = filing(case.today);
    let (kind, unit) = (Kind::Appeal, unit("zjj"));
    let record = c::RecordHistory { filing, kind, class: None, place: None, unit, pack: None, answer: None };
    case.give(&Actor::Import("hotline".parse().unwrap()), record);
    case
}

fn missing_things() -> Vec<Row> {
    let filed = || Case::filed(DAY);
    let note = words(50);
    let on = day(DAY);
    let visit = |issue| c::LogVisit { issue, note, on };
    let withdraw = |petition| c::Withdraw { petition };
    let extend = |clock| c::Extend { clock, days: 1, reason: words(51) };
    let print = |document| c::IssueDocument { document, file: words(52), sha256: Commitment([1; 32]) };
    let running = accepted(DAY).matter.clocks.last().unwrap().no;
    vec![
        row(accepted(DAY), handler(), visit(IssueNo(9))).within(visit(FIRST)),
        row(filed(), registrar(), withdraw(PetitionNo(9))).within(withdraw(PetitionNo::FIRST)),
        row(filed(), registrar(), c::ReplaceCode { petition: PetitionNo::FIRST, how: note }),
        row(accepted(DAY), head(), extend(ClockNo(9))).within(extend(running)),
        row(decided(DAY), Actor::Job("press"), print(DocumentNo(9))).within(print(DocumentNo::FIRST)),
        row(history(), head(), visit(FIRST)),
        row(filed(), Actor::Public, register(on)),
        row(filed(), officer("jtj", Role::Handler), forward("zjj")),
        row(filed(), officer("jtj", Role::Handler), withdraw(PetitionNo::FIRST)),
    ]
}

/// A petition that is refused, and the same with one thing said otherwise, which is not.
fn filed_with(change: impl FnOnce(&mut c::Register), within: impl FnOnce(&mut c::Register)) -> Row {
    let case = Case::unborn(DAY);
    let (mut command, mut inside) = (register(case.today), register(case.today));
    change(&mut command);
    within(&mut inside);
    row(case, Actor::Public, command).within(inside)
}

fn person(no: u32) -> Person {
    Person {
        no: PersonNo(no),
        role: PersonRole::Petitioner,
        envelope: EnvelopeId::from_bits(no.into()),
        commitment: Commitment([1; 32]),
        mail: false,
    }
}

fn filing_bounds() -> Vec<Row> {
    let mut nobody_named = filed_with(|it| it.about_office = true, |it| it.about_office = false);
    nobody_named.case.office.alternate_receiver = None;
    let persons = |last: u32| (1..=last).map(person).collect::<Vec<_>>();
    let named = |it: &mut c::Register, last: u32| {
        it.filing.persons = persons(last);
        it.filing.persons_count = last;
    };
    vec![
        filed_with(|it| it.filing.demands.clear(), |it| it.filing.demands = vec![words(3)]),
        filed_with(|it| it.filing.demands = vec![words(3); 21], |it| it.filing.demands = vec![words(3); 20]),
        filed_with(|it| it.filing.persons = persons(2), |it| named(it, 2)),
        filed_with(|it| named(it, 501), |it| named(it, 500)),
        filed_with(|it| it.filing.files = vec![words(4); 51], |it| it.filing.files = vec![words(4); 50]),
        filed_with(|it| it.filing.received_on = day("2026-03-03"), |it| it.filing.received_on = day(DAY)),
        filed_with(|it| it.filing.received_on = day("2004-03-03"), |it| it.filing.received_on = day("2005-05-01")),
        filed_with(|it| it.filing.at = unit("nowhere"), |it| it.filing.at = unit("zz")),
        filed_with(|it| it.place = Some("99".parse().unwrap()), |it| it.place = Some("110101".parse().unwrap())),
        nobody_named,
    ]
}

/// With a unit above which nobody stands.
fn topmost() -> Case {
    let mut case = Case::filed(DAY);
    let registry = unit("xfj");
    let plain = huiyin_domain::office::Unit { parent: None, ..case.office.unit(&registry).unwrap().clone() };
    case.office = case.office.evolve(huiyin_domain::office::OfficeEvent::UnitSet(plain));
    case
}

fn routes() -> Vec<Row> {
    let filed = || Case::filed(DAY);
    let accused = || {
        Case::registered(DAY, |it| {
            it.accusation = true;
            it.against = vec![unit("zjj")];
        })
    };
    let mut unclassed = Case::filed(DAY);
    unclassed.give(&registrar(), classify(Kind::Suggestion, None, "03"));
    let mut bounced = objected(DAY);
    bounced.give(&registrar(), c::AgreeToObjection { issue: FIRST, to: unit("jtj") });
    bounced.give(&officer("jtj", Role::Handler), c::Object { issue: FIRST, better: None, reason: words(41) });
    let mut asked = accepted(DAY);
    let ask = |of: &str| c::RequestInstruction { issue: FIRST, of: unit(of), question: words(42) };
    asked.give(&handler(), ask("zf"));
    let mut designated = disputed(DAY);
    let to = unit("zjj");
    designated.give(&officer("zf", Role::Leader), c::Designate { issue: FIRST, to, reason: words(43) });
    let object = || c::Object { issue: FIRST, better: None, reason: words(44) };
    let mut too_late = routed(DAY);
    too_late.on("2026-03-10");
    let insist = c::InsistOnRoute { issue: FIRST, reason: words(45) };
    let to = unit("zjj");
    let split = |demands| c::SplitIssue { issue: FIRST, demands: vec![words(3); demands] };
    let entrust = |to: &str| c::Entrust { issue: FIRST, to: Some(to.parse().unwrap()) };
    let appeal = || classify(Kind::Appeal, Some(Way::Opinion), "01");
    let suggestion = || classify(Kind::Suggestion, None, "01");
    vec![
        row(filed(), registrar(), split(1)).within(split(2)),
        row(filed(), registrar(), classify(Kind::Appeal, None, "01")).within(appeal()),
        row(filed(), registrar(), classify(Kind::Suggestion, Some(Way::Opinion), "01")).within(suggestion()),
        row(filed(), registrar(), classify(Kind::Suggestion, None, "99")).within(suggestion()),
        row(by_council(filed()), registrar(), suggestion()).within(classify(Kind::Appeal, None, "01")),
        row(accepted(DAY), head(), suggestion()),
        row(filed(), registrar(), c::ProposeRoute { issue: FIRST }),
        row(unclassed, registrar(), c::ProposeRoute { issue: FIRST }),
        row(routed(DAY), handler(), forward("jtj")),
        row(filed(), registrar(), object()),
        row(filed(), officer("xfj", Role::Handler), object()),
        row(accused(), registrar(), forward("zjz")).within(forward("jw")),
        row(filed(), registrar(), forward("xfj")).within(forward("zjj")),
        row(bounced, registrar(), c::AgreeToObjection { issue: FIRST, to: unit("zjj") }),
        row(accepted(DAY), head(), entrust("jtj-handler")).within(entrust("zjj-handler")),
        row(accepted(DAY), handler(), ask("jtj")).within(ask("zf")),
        row(topmost(), officer("xfj", Role::Handler), ask("zf")),
        row(accepted(DAY), officer("zf", Role::Leader), c::GiveInstruction { issue: FIRST, instruction: words(46) }),
        row(asked, handler(), ask("zf")),
        row(too_late, handler(), object()),
        row(designated, handler(), object()),
        row(filed(), registrar(), insist),
        row(filed(), officer("zf", Role::Leader), c::Designate { issue: FIRST, to, reason: words(43) }),
    ]
}

fn handling() -> Vec<Row> {
    let clock = |case: &Case| case.matter.next_clock(FIRST).unwrap().no;
    let extend =
        |case: &Case, days: u32| c::Extend { clock: case.matter.clocks.last().unwrap().no, days, reason: words(51) };
    let pause = |case: &Case| c::Pause {
        clock: case.matter.clocks.last().unwrap().no,
        reason: PauseReason::Hearing,
        from: case.today,
    };
    let plain = accepted(DAY);
    let mut extended = accepted(DAY);
    extended.give(&head(), extend(&plain, 30));
    let mut run_out = accepted(DAY);
    run_out.on("2026-06-01");
    let re_review = crate::lives::under_re_review(DAY);
    let organ = officer("city", Role::UnitHead);
    let mut paused = re_review.clone();
    paused.give(&organ, pause(&re_review));
    let no_longer = c::NoLongerAccept { issue: FIRST, ground: "after_stage_2".to_owned(), findings: findings() };
    let resume = c::Resume { clock: re_review.matter.clocks.last().unwrap().no, to: re_review.today };
    let stopped = c::Extend { clock: ClockNo::FIRST, days: 1, reason: words(51) };
    let met = c::Extend { clock: plain.matter.clocks.last().unwrap().no, days: 1, reason: words(51) };
    let routed_clock = clock(&routed(DAY));
    let accept = |day: &str| c::Accept { issue: FIRST, on: crate::office::day(day) };
    let decide = |outcome| c::Decide { issue: FIRST, outcome, findings: findings() };
    let decline = |ground: &str| c::DoNotAccept { issue: FIRST, ground: ground.to_owned(), findings: findings() };
    let law = plain.office.packs.in_force(plain.today).unwrap().clone();
    let ground = &law.grounds_for(Outcome::NotAccepted).next().unwrap().code;
    vec![
        row(routed(DAY), handler(), accept("2026-03-01")).within(accept(DAY)),
        row(decided(DAY), head(), met),
        row(plain.clone(), head(), stopped),
        row(routed(DAY), head(), c::Extend { clock: routed_clock, days: 1, reason: words(51) }),
        row(extended.clone(), head(), extend(&plain, 29)),
        row(run_out.clone(), head(), extend(&run_out, 30)),
        row(plain.clone(), head(), extend(&plain, 31)).within(extend(&plain, 30)),
        row(plain.clone(), head(), pause(&plain)),
        row(paused.clone(), organ.clone(), pause(&re_review)),
        row(re_review.clone(), organ, resume),
        row(plain.clone(), Actor::Job("sweep"), c::PassDeadline { clock: clock(&plain) }),
        row(routed(DAY), head(), decide(Outcome::Explained)),
        row(plain, head(), decide(Outcome::Adopted)).within(decide(Outcome::Explained)),
        row(routed(DAY), head(), decline("nothing")).within(decline(ground)),
        row(by_council(routed(DAY)), head(), no_longer),
        row(Case::filed(DAY), registrar(), accept(DAY)),
        row(Case::filed(DAY), officer("xfj", Role::Handler), accept(DAY)),
    ]
}

fn beside() -> Vec<Row> {
    let start = |rule: &str, on: &str| c::StartClock { issue: FIRST, rule: rule.parse().unwrap(), on: day(on) };
    let mut unlisted = accepted(DAY);
    unlisted.office.packs = crate::office::law_alone();
    let mut full = accepted(DAY);
    full.on("2026-03-03");
    let days = [day(DAY), full.today];
    let starts = days.into_iter().flat_map(|on| crate::office::listed_rules().map(move |rule| (rule, on)));
    for (rule, on) in starts.take(20) {
        full.give(&handler(), c::StartClock { issue: FIRST, rule, on });
    }
    let mut listed = accepted(DAY);
    listed.give(&handler(), start("CN-XF14-SPLIT-COUNTY", DAY));
    let own = listed.matter.clocks.last().unwrap().no;
    let laws = listed.matter.live_clocks(FIRST).find(|clock| clock.no != own).unwrap().no;
    vec![
        row(unlisted, handler(), start("CN-XF14-SPLIT-COUNTY", DAY)),
        row(accepted(DAY), handler(), start("CN-XF22-HANDLE", DAY)).within(start("CN-XF14-SPLIT-COUNTY", DAY)),
        row(full, handler(), start("CN-XF14-SPLIT-COUNTY", DAY)),
        row(listed.clone(), handler(), c::MeetClock { clock: laws, on: day(DAY) }),
        row(listed, head(), c::TurnOrdinary { clock: own, reason: words(52), on: day(DAY) }),
    ]
}

fn serve(way: ServiceWay) -> c::Serve {
    c::Serve { issue: FIRST, petition: PetitionNo::FIRST, way, proof: None, on: day(DAY) }
}

fn write(kind: DocumentKind) -> c::WriteLetter {
    c::WriteLetter { issue: FIRST, kind, petition: None }
}

fn answers() -> Vec<Row> {
    let mut accusation = Case::registered(DAY, |it| it.accusation = true);
    accusation.give(&registrar(), classify(Kind::Accusation, None, "01"));
    let at_once =
        c::AnswerAtOnce { issue: FIRST, outcome: Outcome::Founded, findings: findings(), way: ServiceWay::Hand };
    let sealed = crate::lives::issued_under_seal(DAY);
    let mut one_left = issued(DAY);
    one_left.give(&Actor::Petitioner(PetitionNo::FIRST), c::AddPetition { filing: filing(day(DAY)) });
    one_left.give(&Actor::Petitioner(PetitionNo::FIRST), c::Withdraw { petition: PetitionNo::FIRST });
    let issue_again = c::IssueDocument { document: DocumentNo::FIRST, file: words(52), sha256: Commitment([1; 32]) };
    vec![
        row(accusation, registrar(), at_once),
        row(decided(DAY), handler(), serve(ServiceWay::Hand)),
        row(issued(DAY), registrar(), issue_again),
        row(accepted(DAY), handler(), write(DocumentKind::ExtensionNotice)),
        row(accepted(DAY), handler(), serve(ServiceWay::Hand)),
        row(one_left, handler(), serve(ServiceWay::Hand)),
        row(sealed, handler(), serve(ServiceWay::PublicNotice)).within(serve(ServiceWay::Hand)),
        row(accepted(DAY), handler(), c::RecordExecution { issue: FIRST, note: words(53), on: day(DAY) }),
        row(accepted(DAY), registrar(), c::Rate { issue: FIRST, petition: PetitionNo::FIRST, score: Score::Mostly }),
    ]
}

fn reviews() -> Vec<Row> {
    let request = || c::RequestReview { issue: FIRST, petition: PetitionNo::FIRST, request: words(54), on: day(DAY) };
    let uphold = c::DecideReview { issue: FIRST, outcome: ReviewOutcome::Uphold, findings: findings() };
    let revoke = c::DecideReview { issue: FIRST, outcome: ReviewOutcome::Revoke, findings: findings() };
    let no_remedy = crate::lives::re_reviewed_and_served(DAY);
    let suggestion = crate::lives::suggestion_answered(DAY);
    vec![
        row(accepted(DAY), registrar(), request()),
        row(suggestion, registrar(), request()),
        row(no_remedy, registrar(), request()),
        row(reviewed(DAY), officer("zf", Role::UnitHead), uphold.clone()),
        row(by_reviews_that_uphold(under_review(DAY)), officer("zf", Role::UnitHead), revoke).within(uphold),
        row(under_review(DAY), registrar(), request_by_second()),
    ]
}

/// Somebody else asks while the review is under way.
fn request_by_second() -> c::RequestReview {
    c::RequestReview { issue: FIRST, petition: PetitionNo(2), request: words(54), on: day(DAY) }
}

fn ends() -> Vec<Row> {
    let end = |end: EndCode| c::End { issue: FIRST, end, reason: words(55) };
    let link = |other| c::Link { other, relation: Relation::Repeat };
    let office_head = || officer("xfj", Role::OfficeHead);
    let mut in_error = Case::filed(DAY);
    in_error.give(&office_head(), end(EndCode::RegisteredInError));
    let mut ended = Case::filed(DAY);
    ended.give(&office_head(), end(EndCode::NotAPetition));
    let other = MatterId::from_bits(2);
    vec![
        row(ended, registrar(), c::RewordIssue { issue: FIRST, demand: words(56) }),
        row(served(DAY), officer("xfj", Role::Supervisor), c::Reopen { issue: FIRST, reason: words(57) }),
        row(Case::filed(DAY), registrar(), c::UndoWithdrawal { petition: PetitionNo::FIRST }),
        row(Case::filed(DAY), registrar(), link(MatterId::from_bits(1))).within(link(other)),
        row(Case::filed(DAY), registrar(), c::Unlink { other, reason: words(58) }),
        row(accepted(DAY), head(), end_recusal("zjj-handler")),
        row(accepted(DAY), head(), recuse(Some("zjj-nobody"))).within(recuse(Some("zjj-handler"))),
        row(in_error, office_head(), c::ConfirmEnd { issue: FIRST }),
        row(Case::filed(DAY), registrar(), c::ConfirmEnd { issue: FIRST }),
        row(issued(DAY), office_head(), end(EndCode::Deposited)),
        row(Case::filed(DAY), office_head(), end(EndCode::Withdrawn)),
    ]
}
