//! Which command it is, without its contents: what pages offer, the policy grants and refusals point to.

use crate::codes;

codes! {
    /// A command without its contents.
    CommandKind {
        /// Register a new matter.
        Register => "register",
        /// One more petition on it.
        AddPetition => "add_petition",
        /// Take earlier work in as history.
        RecordHistory => "record_history",
        /// Split an issue.
        SplitIssue => "split_issue",
        /// Put an issue into other words.
        RewordIssue => "reword_issue",
        /// Say what it is.
        Classify => "classify",
        /// Look the route up.
        ProposeRoute => "propose_route",
        /// 转送.
        Forward => "forward",
        /// 交办.
        Assign => "assign",
        /// 指定承办人.
        Entrust => "entrust",
        /// 当场答复.
        AnswerAtOnce => "answer_at_once",
        /// 请示.
        RequestInstruction => "request_instruction",
        /// 批示.
        GiveInstruction => "give_instruction",
        /// 提级.
        TakeOver => "take_over",
        /// 异议.
        Object => "object",
        /// Agree to an objection.
        AgreeToObjection => "agree_to_objection",
        /// Insist on the route.
        InsistOnRoute => "insist_on_route",
        /// 指定受理.
        Designate => "designate",
        /// 受理.
        Accept => "accept",
        /// 告知.
        Notify => "notify",
        /// 不予受理.
        DoNotAccept => "do_not_accept",
        /// 不再受理.
        NoLongerAccept => "no_longer_accept",
        /// 导入法定程序.
        LeadIntoChannel => "lead_into_channel",
        /// Log a contact.
        LogContact => "log_contact",
        /// Log a visit to the place.
        LogVisit => "log_visit",
        /// Add evidence.
        AddEvidence => "add_evidence",
        /// 延期.
        Extend => "extend",
        /// Pause a clock.
        Pause => "pause",
        /// Let it go on.
        Resume => "resume",
        /// Decide.
        Decide => "decide",
        /// Write a paper that a step made due.
        WriteLetter => "write_letter",
        /// Issue the paper.
        IssueDocument => "issue_document",
        /// Close an unissued number.
        VoidDocument => "void_document",
        /// 送达.
        Serve => "serve",
        /// Service failed.
        FailService => "fail_service",
        /// Record execution.
        RecordExecution => "record_execution",
        /// Confirm execution.
        ConfirmExecution => "confirm_execution",
        /// 请求复查、复核.
        RequestReview => "request_review",
        /// Decide the review.
        DecideReview => "decide_review",
        /// Rate the answer.
        Rate => "rate",
        /// Reopen.
        Reopen => "reopen",
        /// 撤回.
        Withdraw => "withdraw",
        /// Take the withdrawal back.
        UndoWithdrawal => "undo_withdrawal",
        /// Correct.
        Correct => "correct",
        /// Give a petition another query code.
        ReplaceCode => "replace_code",
        /// Link with another matter.
        Link => "link",
        /// Unlink.
        Unlink => "unlink",
        /// 回避.
        Recuse => "recuse",
        /// Let an officer act on it again.
        EndRecusal => "end_recusal",
        /// End otherwise.
        End => "end",
        /// Confirm an end that another officer proposed.
        ConfirmEnd => "confirm_end",
        /// Let a clock begin beside the law's.
        StartClock => "start_clock",
        /// What such a clock was for is done.
        MeetClock => "meet_clock",
        /// 转为普通程序: the simple procedure turns into the ordinary one.
        TurnOrdinary => "turn_ordinary",
        /// A clock ran out.
        PassDeadline => "pass_deadline",
        /// Derive a period anew.
        RederiveClock => "rederive_clock",
    }
}

impl CommandKind {
    /// The article by which it is done, or the rule of the office: a code of law and number, as refusals have one.
    pub const fn article(self) -> &'static str {
        match self {
            Self::AddPetition => "xf22-17",
            Self::RewordIssue => "xf22-19",
            Self::Rate => "xf22-21",
            Self::Register | Self::ProposeRoute | Self::Forward | Self::Assign => "xf22-22",
            Self::AnswerAtOnce
            | Self::Object
            | Self::AgreeToObjection
            | Self::InsistOnRoute
            | Self::Accept
            | Self::Notify
            | Self::DoNotAccept => "xf22-23",
            Self::TakeOver | Self::Designate => "xf22-24",
            Self::Classify | Self::SplitIssue | Self::LeadIntoChannel => "xf22-31",
            Self::LogContact
            | Self::LogVisit
            | Self::AddEvidence
            | Self::Decide
            | Self::RecordExecution
            | Self::ConfirmExecution => "xf22-32",
            Self::Extend | Self::Serve => "xf22-34",
            Self::RequestReview | Self::DecideReview => "xf22-35",
            Self::NoLongerAccept | Self::Pause | Self::Resume => "xf22-36",
            Self::Recuse | Self::EndRecusal => "xf22-28",
            Self::RecordHistory => "office-2",
            Self::Correct => "office-3",
            Self::StartClock | Self::MeetClock | Self::TurnOrdinary | Self::RederiveClock => "office-5",
            Self::Reopen | Self::End => "office-7",
            Self::RequestInstruction | Self::GiveInstruction => "office-8",
            Self::WriteLetter | Self::IssueDocument | Self::VoidDocument => "office-9",
            Self::Withdraw | Self::UndoWithdrawal => "office-10",
            Self::Link | Self::Unlink => "office-11",
            Self::ConfirmEnd => "office-12",
            Self::FailService => "office-13",
            Self::Entrust => "office-14",
            Self::ReplaceCode => "office-15",
            Self::PassDeadline => "civil-code-203",
        }
    }
}
