//! The coded words of a matter: kinds, ways, stages, outcomes, ends. Which of them a pack allows, and with what
//! consequences, stands in the pack; here are only the words.

use crate::codes;

codes! {
    /// The three kinds of petition (2022 art. 29 to 31), which decide procedure, secrecy and clocks.
    Kind {
        /// 建议意见: a suggestion.
        Suggestion => "suggestion",
        /// 检举控告: an accusation; goes by a register and a way of its own.
        Accusation => "accusation",
        /// 申诉求决: an appeal or request for a decision.
        Appeal => "appeal",
    }

    /// The six ways of handling an appeal (2022 art. 31).
    Way {
        /// Litigation, public prosecution, state compensation: to court, procuratorate, police.
        Judicial => "way_1",
        /// Arbitration.
        Arbitration => "way_2",
        /// Appeal and re-examination by a member of the Party.
        PartyAppeal => "way_3",
        /// Administrative review, ruling, confirmation, licence, penalty.
        Administrative => "way_4",
        /// A request to look into a breach or to protect a right: the duty is done or answered.
        Duty => "way_5",
        /// Everything else: heard, verified, answered by a handling opinion; the only way with 60+30 days and review.
        Opinion => "way_6",
    }

    /// Where an issue stands; the list's word for its state.
    Stage {
        /// Received and registered; the registry finds who must answer.
        Registered => "registered",
        /// Sent to a unit, which must notify or object.
        Routed => "routed",
        /// The unit says it is not the one; the sender must answer.
        ObjectedTo => "objected_to",
        /// The sender insisted; the common superior must designate.
        InDispute => "in_dispute",
        /// Accepted and being handled.
        Accepted => "accepted",
        /// Decided; the letter is on its way.
        Decided => "decided",
        /// Served; the window for review runs.
        Served => "served",
        /// Under review or re-review.
        UnderReview => "under_review",
        /// Reviewed; the letter is on its way.
        Reviewed => "reviewed",
        /// Ended.
        Ended => "ended",
    }

    /// Why an officer may not act on a matter (回避, 2022 art. 28).
    RecusalGround {
        /// 本人利害关系: what comes of it touches his or her own interest.
        OwnInterest => "own_interest",
        /// 近亲属利害关系: it touches that of a near relative.
        Kin => "kin",
        /// Took part in what is complained of, or is named in it.
        TookPart => "took_part",
        /// Another tie that may keep the answer from being fair.
        OtherTie => "other_tie",
    }

    /// How an issue was decided. Which of them a kind allows stands in the pack.
    Outcome {
        /// 予以支持: the appeal is supported and the unit sees to its execution.
        Supported => "supported",
        /// 部分支持: in part.
        PartlySupported => "partly_supported",
        /// 解释说明: reasonable, but without a basis in law; explained.
        Explained => "explained",
        /// 不予支持: not supported.
        NotSupported => "not_supported",
        /// The suggestion is adopted.
        Adopted => "adopted",
        /// In part.
        PartlyAdopted => "partly_adopted",
        /// Not adopted.
        NotAdopted => "not_adopted",
        /// The accusation is founded.
        Founded => "founded",
        /// In part.
        PartlyFounded => "partly_founded",
        /// Unfounded.
        Unfounded => "unfounded",
        /// It cannot be established.
        CannotBeEstablished => "cannot_be_established",
        /// 变更: the act under administrative review is changed (行政复议法 2023 art. 63).
        ActChanged => "act_changed",
        /// 撤销: revoked, whole or in part (art. 64).
        ActRevoked => "act_revoked",
        /// 确认违法: unlawful, and left to stand (art. 65).
        ActUnlawful => "act_unlawful",
        /// 责令履行: the authority is to do its duty (art. 66).
        DutyOrdered => "duty_ordered",
        /// 确认无效: void (art. 67).
        ActVoid => "act_void",
        /// 维持: the act stands (art. 68).
        ActUpheld => "act_upheld",
        /// 驳回复议请求: there was no duty, or it was done before (art. 69).
        RequestRejected => "request_rejected",
        /// 驳回申请: found inadmissible after it was accepted (art. 33).
        ApplicationRejected => "application_rejected",
        /// 达成调解: both sides agreed, and it is written down.
        Mediated => "mediated",
        /// 终止调解: no agreement was reached.
        MediationEnded => "mediation_ended",
        /// 予以公开: the information is given (政府信息公开条例 2019 art. 36 (2)).
        Disclosed => "disclosed",
        /// 部分公开: what may be given is given (art. 37).
        PartlyDisclosed => "partly_disclosed",
        /// 告知获取方式: it is public already, and where (art. 36 (1)).
        PublicAlready => "public_already",
        /// 不予公开: withheld, with reasons (art. 36 (3)).
        Withheld => "withheld",
        /// 信息不存在: searched for, and not there (art. 36 (4)).
        NotHeld => "not_held",
        /// 予以立案: a case is opened on what was reported.
        CaseOpened => "case_opened",
        /// 不予立案: none is.
        CaseNotOpened => "case_not_opened",
        /// 不予受理: not accepted; the ground is coded and the channel named.
        NotAccepted => "not_accepted",
        /// 不再受理: no longer accepted, after re-review on the same facts (2022 art. 36).
        NoLongerAccepted => "no_longer_accepted",
        /// 导入法定程序: led into court, arbitration, administrative review or another statutory channel.
        LedIntoChannel => "led_into_channel",
    }

    /// How a review or re-review was decided.
    ReviewOutcome {
        /// 维持: upheld.
        Uphold => "uphold",
        /// 撤销: revoked.
        Revoke => "revoke",
        /// 变更: changed.
        Change => "change",
        /// 责令重新作出: the unit must handle it anew.
        OrderRedo => "order_redo",
    }

    /// The two reviews.
    Instance {
        /// 复查: by the organ above the handling one.
        Review => "review",
        /// 复核: by the organ above the reviewing one; the last.
        ReReview => "re_review",
    }

    /// Ends other than a served answer, each coded.
    EndCode {
        /// Two attempts failed: deposited for pickup.
        Deposited => "deposited",
        /// Settled, and the settlement performed.
        Settled => "settled",
        /// The petitioner withdrew it.
        Withdrawn => "withdrawn",
        /// The petitioner died; a successor was invited and none came.
        Died => "died",
        /// Handed to an organ outside.
        HandedOver => "handed_over",
        /// Registered in error; confirmed by a second officer.
        RegisteredInError => "registered_in_error",
        /// Not a petition at all.
        NotAPetition => "not_a_petition",
        /// Split into other issues of the matter.
        SplitUp => "split_up",
    }

    /// How somebody was reached or visited.
    ContactWay {
        /// By telephone.
        Phone => "phone",
        /// Face to face.
        InPerson => "in_person",
        /// At the place itself.
        OnSite => "on_site",
        /// In writing.
        Writing => "writing",
    }

    /// How a letter was served (送达).
    ServiceWay {
        /// Handed over against signature.
        Hand => "hand",
        /// By registered post.
        Post => "post",
        /// Opened with the query code.
        QueryCode => "query_code",
        /// By public notice, where the pack allows.
        PublicNotice => "public_notice",
    }

    /// What the petitioner says of the answer (满意度评价).
    Score {
        /// 满意.
        Satisfied => "satisfied",
        /// 基本满意.
        Mostly => "mostly",
        /// 不满意.
        Dissatisfied => "dissatisfied",
    }

    /// How two matters belong together.
    Relation {
        /// 重复信访: the same person and the same matter.
        Repeat => "repeat",
        /// The same cause, other petitioners.
        SameCause => "same_cause",
    }

    /// Who a person is in a petition.
    PersonRole {
        /// 信访人.
        Petitioner => "petitioner",
        /// 代表: speaks for a group.
        Representative => "representative",
        /// 代理人: acts with authority.
        Agent => "agent",
        /// Signed along.
        CoSigner => "co_signer",
    }

    /// What an unissued number was closed for.
    VoidReason {
        /// The letter could not be pressed.
        NotPressed => "not_pressed",
        /// The decision was taken back before it was sent.
        TakenBack => "taken_back",
    }

    /// Kinds of papers.
    DocumentKind {
        /// 处理意见书: the handling opinion.
        HandlingOpinion => "handling_opinion",
        /// 答复函: an answer to a suggestion, accusation, or an appeal of another way.
        Reply => "reply",
        /// 不予受理告知书.
        NotAcceptedNotice => "not_accepted_notice",
        /// 不再受理告知书.
        NoLongerAcceptedNotice => "no_longer_accepted_notice",
        /// 告知: which statutory channel, why, until when.
        ChannelNotice => "channel_notice",
        /// 复查意见书.
        ReviewOpinion => "review_opinion",
        /// 复核意见书.
        ReReviewOpinion => "re_review_opinion",
        /// 收件回执: the petition was received, under which number.
        Receipt => "receipt",
        /// 受理告知书.
        AcceptanceNotice => "acceptance_notice",
        /// 延期告知书: a period is longer, for the reason the petitioner is told (2022 art. 34).
        ExtensionNotice => "extension_notice",
        /// 转送函: from unit to unit.
        ForwardLetter => "forward_letter",
        /// 交办函: from unit to unit, with the day for reporting back.
        AssignLetter => "assign_letter",
    }
}

impl DocumentKind {
    /// It carries a decision, which is told on that paper and no other.
    pub const fn is_answer(self) -> bool {
        match self {
            Self::HandlingOpinion
            | Self::Reply
            | Self::NotAcceptedNotice
            | Self::NoLongerAcceptedNotice
            | Self::ChannelNotice
            | Self::ReviewOpinion
            | Self::ReReviewOpinion => true,
            Self::Receipt
            | Self::AcceptanceNotice
            | Self::ExtensionNotice
            | Self::ForwardLetter
            | Self::AssignLetter => false,
        }
    }

    /// It goes from one unit to another, and no petitioner reads it.
    pub const fn is_between_units(self) -> bool {
        matches!(self, Self::ForwardLetter | Self::AssignLetter)
    }
}

impl Outcome {
    /// The kind of petition that it answers; none for those that turn a petition down or lead it elsewhere.
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Supported
            | Self::PartlySupported
            | Self::Explained
            | Self::NotSupported
            | Self::ActChanged
            | Self::ActRevoked
            | Self::ActUnlawful
            | Self::DutyOrdered
            | Self::ActVoid
            | Self::ActUpheld
            | Self::RequestRejected
            | Self::ApplicationRejected
            | Self::Mediated
            | Self::MediationEnded
            | Self::Disclosed
            | Self::PartlyDisclosed
            | Self::PublicAlready
            | Self::Withheld
            | Self::NotHeld => Some(Kind::Appeal),
            Self::Adopted | Self::PartlyAdopted | Self::NotAdopted => Some(Kind::Suggestion),
            Self::Founded
            | Self::PartlyFounded
            | Self::Unfounded
            | Self::CannotBeEstablished
            | Self::CaseOpened
            | Self::CaseNotOpened => Some(Kind::Accusation),
            Self::NotAccepted | Self::NoLongerAccepted | Self::LedIntoChannel => None,
        }
    }

    /// The petition was turned down before it was handled, or led elsewhere.
    pub const fn is_refusal(self) -> bool {
        matches!(self, Self::NotAccepted | Self::NoLongerAccepted | Self::LedIntoChannel)
    }

    /// Something was granted, and must be carried out.
    pub const fn is_granted(self) -> bool {
        matches!(
            self,
            Self::Supported
                | Self::PartlySupported
                | Self::Adopted
                | Self::PartlyAdopted
                | Self::ActChanged
                | Self::ActRevoked
                | Self::DutyOrdered
        )
    }
}
