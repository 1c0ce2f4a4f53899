//! Periods: how long, from when, to which last day, and why that day.
//!
//! A [`Derivation`] is the whole answer as data; events freeze it. It is made from a rule of a pack and a calendar, and
//! from nothing else: whether a period may be lengthened or stand still is for [`crate::matter`] to decide, how a date
//! is told to people for the catalogues of words.
//!
//! The law of counting (民法典 art. 200 to 204, as 信访工作条例 has none of its own): the starting day does not count; a last
//! day that falls on a rest day moves to the next workday; lengthening adds to the period and the last day moves once,
//! at the end; days that stand still are added, the first and the last of them included.
//!
//! To add a step or a unit of counting: a line in its list here, its words in the catalogues; the compiler names the rest.

mod count;
mod derivation;
mod explain;
#[cfg(test)]
mod tests;

pub use derivation::{Derivation, Extended, LastDay, PackRef, Paused, Run};
pub use explain::{Arg, Line};

use crate::codes;

impl Close {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
    pub(crate) const fn is_midnight(&self) -> bool {
        matches!(self, Self::Midnight)
    }
}

impl Default for Close {
    /// As the law has it where nothing else is said.
    fn default() -> Self {
        Self::Midnight
    }
}

impl Step {
    /// It runs from acceptance to the decision; a kind and way have one of these.
    pub const HANDLING: [Self; 4] = [Self::Handle, Self::Suggestion, Self::Accusation, Self::StatutoryChannel];

    /// It runs from acceptance to the decision.
    pub fn is_handling(self) -> bool {
        Self::HANDLING.contains(&self)
    }
}

codes! {
    /// What a period is counted in.
    Unit {
        /// Every day of the public calendar.
        CalendarDay => "calendar_day",
        /// Days on which offices are open.
        WorkingDay => "working_day",
        /// Hours. Dates carry no hour, so only whole days are counted from them: 2 hours end on the day they begin,
        /// 24 hours on the day after. They run through days of rest.
        Hour => "hour",
        /// To midnight of the day itself, whatever day it is.
        SameDay => "same_day",
        /// Months, to the day of the same number or the month's last.
        Month => "month",
    }

    /// What a clock is for. The articles are those of 信访工作条例 (2022).
    Step {
        /// The petition office registers and forwards or assigns (art. 22).
        RegisterForward => "register_forward",
        /// Another organ, reached directly, tells the petitioner in writing what happens (art. 23).
        NoticeDirect => "notice_direct",
        /// The organ to which a matter was sent tells the petitioner receipt, route and procedure (art. 23).
        NoticeForwarded => "notice_forwarded",
        /// The organ to which a matter was sent says that it is not the one (art. 23).
        Objection => "objection",
        /// The sender agrees with an objection or insists (art. 23).
        AnswerObjection => "answer_objection",
        /// The common superior names the organ (art. 24).
        Designation => "designation",
        /// Somebody asked for an instruction gives it.
        Instruction => "instruction",
        /// The report on an assigned matter (art. 22).
        AssignedReport => "assigned_report",
        /// From acceptance to the handling opinion (art. 34).
        Handle => "handle",
        /// From acceptance to the answer to a suggestion (art. 29).
        Suggestion => "suggestion",
        /// From acceptance to the feedback on an accusation (art. 30).
        Accusation => "accusation",
        /// From acceptance to the answer by a statutory procedure (art. 31 (1) to (5)).
        StatutoryChannel => "statutory_channel",
        /// The petitioner's time to ask for review (art. 35).
        ReviewWindow => "review_window",
        /// Review (art. 35).
        Review => "review",
        /// The petitioner's time to ask for re-review (art. 36).
        ReReviewWindow => "re_review_window",
        /// Re-review (art. 36).
        ReReview => "re_review",
        /// Who asked for a review is told that the request came, where the law gives that days of its own.
        ReviewNotice => "review_notice",
        /// A decided paper reaches everybody it concerns.
        Service => "service",
        /// What was granted is carried out (art. 32).
        Execution => "execution",
        /// The organ answers a proposal for improvement (art. 40).
        ImprovementReply => "improvement_reply",
        /// A serious or urgent matter is reported (art. 25).
        Urgent => "urgent",
        /// A clock that stands still must go on.
        ResumeBy => "resume_by",
        /// The day the source of a matter wants it done by.
        SourceDue => "source_due",
        /// A step of another procedure: can be looked up and counted, drives no matter.
        Other => "other",
    }

    /// When a last day is over (民法典 art. 203).
    Close {
        /// At 24:00.
        Midnight => "midnight",
        /// Where there are hours of business, when they end.
        Business => "business",
    }

    /// Why a clock stands still. Which reason holds for which clock stands in the pack.
    PauseReason {
        /// 听证: a hearing is held.
        Hearing => "hearing",
        /// 检测、鉴定: something is tested or appraised.
        Testing => "testing",
        /// 评议、公示: an appraisal by neighbours and its public notice.
        PublicNotice => "public_notice",
        /// 中止: the law lets the whole case rest until its cause is gone (行政复议法 2023 art. 39).
        Suspension => "suspension",
        /// 征求意见: third parties and other organs are asked (政府信息公开条例 2019 art. 33).
        Consultation => "consultation",
        /// 补正: what came in is to be completed (政府信息公开条例 2019 art. 30).
        Completion => "completion",
    }

    /// Why days are passed over.
    Rest {
        /// A weekend and nothing more.
        Weekend => "weekend",
        /// Days off by the notice on holidays, with the weekend they touch.
        Holiday => "holiday",
    }
}
