//! What may be done next: the `may_…` halves of all rules, asked one by one. Drives pages and API; holds no rule itself.

use jiff::civil::Date;

use super::command::CommandKind;
use super::decide::{
    Facts, accept, beside, classify, clocks, document, end, extend, investigate, link, object, opinion, pause, recuse,
    register, review, route, serve, simple, split, withdraw,
};
use super::refusal::Refusal;
use super::state::Matter;
use crate::clock::LastDay;
use crate::ids::{ClockNo, DocumentNo, IssueNo, PetitionNo};
use crate::pack::Names;

/// What a command would be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The matter as a whole.
    Matter,
    /// One of its issues.
    Issue(IssueNo),
    /// One of its clocks.
    Clock(ClockNo),
    /// One of its papers.
    Document(DocumentNo),
    /// One of its petitions.
    Petition(PetitionNo),
}

/// A command, what it would be about, and whether state, day and post allow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The command.
    pub command: CommandKind,
    /// What it is about.
    pub target: Target,
    /// The last day of the clock it would meet, if it is bound to one.
    pub last_day: Option<LastDay>,
    /// Allowed, or why not.
    pub verdict: Result<(), Refusal>,
    /// The article of the clock it is about, as its pack cites it.
    pub clock_article: Option<Names>,
    /// The day by whose law it is judged: that on which the step began which is under way, or of receipt.
    pub law_on: Date,
}

impl Offer {
    /// The article by which it may be done, or may not: a code of law and number.
    pub fn article(&self) -> &'static str {
        self.verdict.as_ref().err().map_or(self.command.article(), Refusal::article)
    }

    /// The same as a pack cites it, where it is about a clock.
    pub fn law(&self) -> Option<&Names> {
        match &self.verdict {
            Ok(()) => self.clock_article.as_ref(),
            Err(refusal) => refusal.law(),
        }
    }
}

/// Every command on that matter, with its verdict for that actor on that day.
pub fn allowed(matter: &Matter, facts: &Facts<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    let whole = [
        CommandKind::AddPetition,
        CommandKind::Link,
        CommandKind::Unlink,
        CommandKind::Recuse,
        CommandKind::EndRecusal,
    ];
    offers.extend(whole.map(|command| offer(matter, command, Target::Matter, facts)));
    for petition in &matter.petitions {
        let target = Target::Petition(petition.filed.no);
        let commands =
            [CommandKind::Withdraw, CommandKind::UndoWithdrawal, CommandKind::Correct, CommandKind::ReplaceCode];
        offers.extend(commands.map(|command| offer(matter, command, target, facts)));
    }
    for issue in &matter.issues {
        offers.extend(ISSUE_COMMANDS.iter().map(|command| offer(matter, *command, Target::Issue(issue.no), facts)));
    }
    for clock in matter.clocks.iter().filter(|clock| clock.is_live()) {
        let commands = [
            CommandKind::Extend,
            CommandKind::Pause,
            CommandKind::Resume,
            CommandKind::MeetClock,
            CommandKind::TurnOrdinary,
            CommandKind::PassDeadline,
            CommandKind::RederiveClock,
        ];
        offers.extend(commands.map(|command| offer(matter, command, Target::Clock(clock.no), facts)));
    }
    for paper in &matter.documents {
        let commands = [CommandKind::IssueDocument, CommandKind::VoidDocument];
        offers.extend(commands.map(|command| offer(matter, command, Target::Document(paper.no), facts)));
    }
    offers
}

/// The commands that are about an issue, in the order of its life.
pub const ISSUE_COMMANDS: &[CommandKind] = &[
    CommandKind::Classify,
    CommandKind::SplitIssue,
    CommandKind::RewordIssue,
    CommandKind::ProposeRoute,
    CommandKind::Forward,
    CommandKind::Assign,
    CommandKind::Entrust,
    CommandKind::AnswerAtOnce,
    CommandKind::RequestInstruction,
    CommandKind::GiveInstruction,
    CommandKind::TakeOver,
    CommandKind::Object,
    CommandKind::AgreeToObjection,
    CommandKind::InsistOnRoute,
    CommandKind::Designate,
    CommandKind::Accept,
    CommandKind::Notify,
    CommandKind::DoNotAccept,
    CommandKind::NoLongerAccept,
    CommandKind::LeadIntoChannel,
    CommandKind::LogContact,
    CommandKind::LogVisit,
    CommandKind::AddEvidence,
    CommandKind::Decide,
    CommandKind::WriteLetter,
    CommandKind::Serve,
    CommandKind::FailService,
    CommandKind::RecordExecution,
    CommandKind::ConfirmExecution,
    CommandKind::RequestReview,
    CommandKind::DecideReview,
    CommandKind::Rate,
    CommandKind::Reopen,
    CommandKind::StartClock,
    CommandKind::End,
    CommandKind::ConfirmEnd,
];

fn offer(matter: &Matter, command: CommandKind, target: Target, facts: &Facts<'_>) -> Offer {
    let last_day = match target {
        Target::Issue(no) => matter.next_clock(no).map(super::state::Clock::due),
        Target::Clock(no) => matter.clock(no).ok().map(super::state::Clock::due),
        Target::Matter | Target::Document(_) | Target::Petition(_) => None,
    };
    let clock = matter.clock(target.clock()).ok();
    Offer {
        command,
        target,
        last_day,
        verdict: verdict(matter, command, target, facts),
        clock_article: clock.map(|clock| facts.office.packs.article(&clock.derivation.article)),
        law_on: law_on(matter, target).unwrap_or(facts.today),
    }
}

fn law_on(matter: &Matter, target: Target) -> Option<Date> {
    let issue = match target {
        Target::Issue(no) => Some(no),
        Target::Clock(no) => matter.clock(no).ok().map(|clock| clock.issue),
        Target::Document(no) => matter.document(no).ok().map(|paper| paper.issue),
        Target::Matter | Target::Petition(_) => None,
    };
    let begun = issue.and_then(|no| matter.issue(no).ok()).map(accept::since);
    begun.or_else(|| matter.petitions.first().map(|first| first.filed.received_on))
}

/// Asks the `may_…` half of one command.
pub fn verdict(matter: &Matter, command: CommandKind, target: Target, facts: &Facts<'_>) -> Result<(), Refusal> {
    let (issue, clock, document, petition) = (target.issue(), target.clock(), target.document(), target.petition());
    match command {
        CommandKind::Register => register::may_register(matter),
        CommandKind::RecordHistory => register::may_record_history(matter, facts),
        CommandKind::AddPetition => register::may_add_petition(matter, facts),
        CommandKind::SplitIssue => split::may_split(matter, issue, facts).map(drop),
        CommandKind::RewordIssue => split::may_reword(matter, issue, facts).map(drop),
        CommandKind::Classify => classify::may_classify(matter, issue, facts).map(drop),
        CommandKind::ProposeRoute => route::may_propose(matter, issue, facts).map(drop),
        CommandKind::Forward | CommandKind::Assign => route::may_route(matter, issue, command, facts).map(drop),
        CommandKind::Entrust => route::may_entrust(matter, issue, facts).map(drop),
        CommandKind::AnswerAtOnce => opinion::may_answer_at_once(matter, issue, facts).map(drop),
        CommandKind::RequestInstruction => route::may_ask(matter, issue, facts).map(drop),
        CommandKind::GiveInstruction => route::may_instruct(matter, issue, facts).map(drop),
        CommandKind::TakeOver => route::may_take_over(matter, issue, facts).map(drop),
        CommandKind::Object => object::may_object(matter, issue, facts).map(drop),
        CommandKind::AgreeToObjection | CommandKind::InsistOnRoute => {
            object::may_answer(matter, issue, command, facts).map(drop)
        }
        CommandKind::Designate => object::may_designate(matter, issue, facts).map(drop),
        CommandKind::Accept => accept::may_accept(matter, issue, facts).map(drop),
        CommandKind::Notify => accept::may_notify(matter, issue, facts).map(drop),
        CommandKind::DoNotAccept => opinion::may_turn_down(matter, issue, opinion::NOT_ACCEPTED, facts).map(drop),
        CommandKind::NoLongerAccept => {
            opinion::may_turn_down(matter, issue, opinion::NO_LONGER_ACCEPTED, facts).map(drop)
        }
        CommandKind::LeadIntoChannel => {
            opinion::may_turn_down(matter, issue, opinion::LED_INTO_CHANNEL, facts).map(drop)
        }
        CommandKind::LogContact | CommandKind::LogVisit | CommandKind::AddEvidence => {
            investigate::may_log(matter, issue, command, facts).map(drop)
        }
        CommandKind::Decide => opinion::may_decide(matter, issue, facts).map(drop),
        CommandKind::Serve | CommandKind::FailService => serve::may_serve(matter, issue, command, facts).map(drop),
        CommandKind::RecordExecution | CommandKind::ConfirmExecution => {
            serve::may_execute(matter, issue, command, facts).map(drop)
        }
        CommandKind::RequestReview => review::may_request(matter, issue, facts).map(drop),
        CommandKind::DecideReview => review::may_decide(matter, issue, facts).map(drop),
        CommandKind::Rate => serve::may_rate(matter, issue, facts).map(drop),
        CommandKind::Reopen => end::may_reopen(matter, issue, facts).map(drop),
        CommandKind::End => end::may_end(matter, issue, facts).map(drop),
        CommandKind::ConfirmEnd => end::may_confirm(matter, issue, facts).map(drop),
        CommandKind::Extend => extend::may_extend(matter, clock, facts).map(drop),
        CommandKind::Pause => pause::may_pause(matter, clock, facts).map(drop),
        CommandKind::Resume => pause::may_resume(matter, clock, facts).map(drop),
        CommandKind::StartClock => beside::may_start(matter, issue, facts).map(drop),
        CommandKind::MeetClock => beside::may_meet(matter, clock, facts).map(drop),
        CommandKind::TurnOrdinary => simple::may_turn(matter, clock, facts).map(drop),
        CommandKind::PassDeadline => clocks::may_pass(matter, clock, facts).map(drop),
        CommandKind::RederiveClock => clocks::may_rederive(matter, clock, facts).map(drop),
        CommandKind::WriteLetter => document::may_write(matter, issue, facts).map(drop),
        CommandKind::IssueDocument => document::may_settle(matter, document, command, facts).map(drop),
        CommandKind::VoidDocument => document::may_void(matter, document, facts).map(drop),
        CommandKind::Withdraw => withdraw::may_withdraw(matter, petition, command, facts).map(drop),
        CommandKind::UndoWithdrawal => withdraw::may_undo(matter, petition, facts).map(drop),
        CommandKind::Correct => link::may_correct(matter, petition, facts).map(drop),
        CommandKind::ReplaceCode => link::may_replace_code(matter, petition, facts).map(drop),
        CommandKind::Link => link::may_keep(matter, command, facts),
        CommandKind::Unlink => link::may_unlink(matter, facts),
        CommandKind::Recuse => recuse::may_recuse(matter, facts),
        CommandKind::EndRecusal => recuse::may_end(matter, facts),
    }
}

impl Target {
    /// The issue meant; number 0, which no matter has, where another thing is meant.
    fn issue(self) -> IssueNo {
        if let Self::Issue(no) = self { no } else { IssueNo(0) }
    }

    fn clock(self) -> ClockNo {
        if let Self::Clock(no) = self { no } else { ClockNo(0) }
    }

    fn document(self) -> DocumentNo {
        if let Self::Document(no) = self { no } else { DocumentNo(0) }
    }

    fn petition(self) -> PetitionNo {
        if let Self::Petition(no) = self { no } else { PetitionNo(0) }
    }
}
