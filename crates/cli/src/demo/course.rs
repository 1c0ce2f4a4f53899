//! What can be done in a life, and the courses that lives take, as data: on which day after the petition came, which deed.
//!
//! A deed on a day of rest is done on the next workday, unless it is the petitioner's own. To add a course: its table
//! here and its place in a rota of [`super::plan`]. To add a deed: its variant, then the compiler names the places.

use huiyin_domain::matter::{DocumentKind, EndCode, Relation, ReviewOutcome};

use super::wrong::Wrong;

/// In which form a petition comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One person, one demand.
    One,
    /// One person, two demands.
    TwoDemands,
    /// A visit of seven, of whom five speak.
    Group,
    /// A letter without name or address.
    Anonymous,
    /// Under seal, with a name.
    UnderSeal,
    /// Under seal, by letter, without a name.
    UnderSealAnonymous,
    /// About this office.
    AboutOffice,
}

/// One deed of a life: a command, or an act that leads to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    File(Form),
    /// One more petition, by the same person.
    FileAgain,
    /// One more petition, by somebody else.
    Join,
    Classify,
    Split,
    Reword,
    Propose,
    Forward,
    /// To the unit that is near, which is not the one.
    ForwardNear,
    Assign,
    AnswerAtOnce,
    Ask,
    Instruct,
    TakeOver,
    Object,
    Agree,
    Insist,
    Designate,
    Accept,
    Notify,
    NotAccept,
    NoLongerAccept,
    LeadOn,
    Call,
    CallInVain,
    Visit,
    Evidence,
    Extend,
    Pause,
    Resume,
    Decide,
    /// A refusal with too few reasons, for reviews to find.
    DecideThinly,
    /// The answer to a side issue.
    DecideBriefly,
    Void,
    /// A letter that a step made due.
    Write(DocumentKind),
    /// On everybody who is waiting: by code where the petition came online, else by hand or post.
    Serve,
    Fail,
    Execute,
    Confirm,
    AskReview,
    Review(ReviewOutcome),
    Rate,
    RateBad,
    Reopen,
    Withdraw,
    Undo,
    Correct,
    Link(Relation),
    Unlink,
    End(EndCode),
    /// A second officer of the registry confirms it.
    ConfirmEnd,
    /// The handler looks up salutation and telephone.
    LookUp,
    /// The custodian opens the whole envelope.
    Unseal,
    /// Something that must be refused.
    Try(Wrong),
}

impl Deed {
    /// Done by the petitioner, who keeps no office hours.
    pub const fn is_petitioners(self) -> bool {
        matches!(self, Self::Rate | Self::RateBad | Self::AskReview | Self::Withdraw | Self::Undo | Self::FileAgain)
    }
}

/// A deed on its day.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Days after the petition came.
    pub day: u16,
    /// Which of the matter's issues.
    pub issue: u32,
    pub deed: Deed,
}

/// A course of life.
#[derive(Debug)]
pub struct Course {
    pub name: &'static str,
    pub steps: &'static [Step],
}

macro_rules! courses {
    ($($(#[$doc:meta])* $name:ident = [$(($day:literal, $deed:expr $(, $issue:literal)?)),* $(,)?];)*) => {$(
        $(#[$doc])*
        pub static $name: Course =
            Course { name: stringify!($name), steps: &[$(Step { day: $day, issue: issue_no!($($issue)?), deed: $deed }),*] };
    )*};
}

macro_rules! issue_no {
    () => {
        1
    };
    ($issue:literal) => {
        $issue
    };
}

use Deed::{
    Accept, Agree, AnswerAtOnce, Ask, AskReview, Assign, Call, CallInVain, Classify, Confirm, ConfirmEnd, Correct,
    Decide, DecideBriefly, DecideThinly, Designate, End, Evidence, Execute, Extend, Fail, File, FileAgain, Forward,
    ForwardNear, Insist, Instruct, Join, LeadOn, Link, LookUp, NoLongerAccept, NotAccept, Notify, Object, Pause,
    Propose, Rate, RateBad, Reopen, Resume, Review, Reword, Serve, Split, TakeOver, Try, Undo, Unlink, Unseal, Visit,
    Void, Withdraw, Write,
};
use EndCode as Coded;

courses! {
    /// Sent on, told, looked into, answered, done.
    ORDINARY = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify),
        (4, Write(DocumentKind::AcceptanceNotice)), (8, LookUp), (9, Call), (15, Visit), (38, Decide), (40, Serve), (45, Rate), (60, Execute), (66, Confirm),
    ];
    QUICK = [
        (0, File(Form::One)), (0, Classify), (0, Propose), (0, Forward), (1, Accept), (1, Notify), (2, Call), (3, Visit),
        (9, Decide), (10, Serve), (13, Rate), (20, Execute), (28, Confirm),
    ];
    SLOW = [
        (0, File(Form::One)), (1, Classify), (3, Propose), (5, Forward), (12, Accept), (14, Notify), (20, CallInVain),
        (21, Call), (33, Visit), (40, Evidence), (66, Decide), (70, Serve), (95, Execute), (104, Confirm),
    ];
    QUIET = [
        (0, File(Form::One)), (0, Classify), (2, Propose), (2, Forward), (6, Accept), (6, Notify), (14, Call),
        (27, Visit), (47, Decide), (50, Serve), (75, Execute), (90, Confirm),
    ];
    /// A word on the spot is enough.
    AT_ONCE = [(0, File(Form::One)), (0, Classify), (0, AnswerAtOnce), (2, Rate), (20, Execute), (30, Confirm)];
    ASSIGNED = [
        (0, File(Form::One)), (0, Write(DocumentKind::Receipt)), (1, Classify), (1, Propose), (2, Assign),
        (2, Write(DocumentKind::AssignLetter)), (4, Accept), (5, Notify), (11, Call), (16, Visit),
        (40, Decide), (43, Serve), (50, Rate), (68, Execute), (76, Confirm),
    ];
    INSTRUCTED = [
        (0, File(Form::One)), (0, Classify), (0, Try(Wrong::InstructUnasked)), (1, Propose), (1, Forward), (5, Accept),
        (5, Notify), (8, Ask), (13, Instruct), (20, Visit), (41, Decide), (44, Serve), (52, Rate), (70, Execute),
        (80, Confirm),
    ];
    EVIDENCED = [
        (0, File(Form::One)), (0, Try(Wrong::AcceptUnclassified)), (0, Classify), (1, Propose), (1, Forward), (4, Accept),
        (5, Notify), (10, LookUp), (10, CallInVain), (11, Call),
        (11, Try(Wrong::CallTomorrow)), (18, Evidence), (20, Try(Wrong::PassEarly)), (25, Visit),
        (48, Try(Wrong::DecideOddly)), (49, Decide),
        (50, Try(Wrong::VoidIssued)),
        (50, Try(Wrong::DecideUnasked)), (52, Serve), (70, Rate), (80, Execute), (90, Confirm),
    ];
    EXTENDED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (20, Visit),
        (30, Try(Wrong::PauseHandling)), (55, Extend), (55, Write(DocumentKind::ExtensionNotice)), (56, Try(Wrong::ExtendTwice)), (58, Call), (86, Decide),
        (88, Serve), (95, Rate), (120, Execute), (130, Confirm),
    ];
    /// The answer comes after its last day.
    LATE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (5, Accept), (5, Notify), (19, Call),
        (40, Visit), (79, Decide), (82, Serve), (84, RateBad), (110, Execute), (121, Confirm),
    ];
    /// The petitioner is told after the last day for it.
    TOLD_LATE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (21, Try(Wrong::ObjectLate)), (21, Accept), (27, Notify),
        (30, Visit), (60, Decide), (62, Serve), (67, Rate), (90, Execute), (99, Confirm),
    ];
    WRONG_ADDRESS = [
        (0, File(Form::One)), (0, Classify), (1, Try(Wrong::ForwardHome)), (1, ForwardNear), (4, Object), (6, Agree),
        (10, Accept), (10, Notify), (16, Call), (22, Visit), (50, Decide), (53, Serve), (60, Rate), (80, Execute), (89, Confirm),
    ];
    DISPUTED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (2, Try(Wrong::DesignateUndisputed)), (4, Object),
        (7, Insist), (14, Designate), (15, Try(Wrong::ObjectDesignated)), (17, Accept), (17, Notify), (30, Visit),
        (60, Decide), (63, Serve), (70, Rate), (85, Execute), (95, Confirm),
    ];
    TAKEN_OVER = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (5, TakeOver), (8, Accept), (8, Notify), (20, Visit),
        (45, Decide), (48, Serve), (56, Rate), (75, Execute), (83, Confirm),
    ];
    TWO_ISSUES = [
        (0, File(Form::TwoDemands)), (0, Classify), (0, Classify, 2), (1, Propose), (1, Forward), (1, ForwardNear, 2),
        (4, Accept), (4, Notify), (5, Accept, 2), (5, Notify, 2), (12, Visit), (14, Call, 2), (30, DecideBriefly, 2),
        (33, Serve, 2), (40, Decide), (42, Serve), (50, Rate), (70, Execute), (79, Confirm),
    ];
    SPLIT = [
        (0, File(Form::One)), (0, Try(Wrong::SplitIntoOne)), (0, Split), (0, Reword, 2), (0, Classify, 2), (0, Classify, 3),
        (1, Propose, 2), (1, Forward, 2), (1, Forward, 3), (5, Accept, 2), (5, Accept, 3), (6, Notify, 2), (6, Notify, 3),
        (20, Visit, 2), (35, Decide, 2), (36, DecideBriefly, 3), (39, Serve, 2), (39, Serve, 3), (47, Rate, 2),
        (70, Execute, 2), (79, Confirm, 2),
    ];
    GROUP = [
        (0, Try(Wrong::CountTooFew)), (0, File(Form::Group)), (0, Classify), (0, Propose), (0, Forward), (2, Accept),
        (2, Notify), (5, Call), (9, Visit), (32, Decide), (34, Serve), (40, Rate), (60, Execute), (72, Confirm),
    ];
    /// A second petitioner, and a second issue with him.
    JOINED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (12, Join),
        (12, Classify, 2), (13, Forward, 2), (16, Accept, 2), (16, Notify, 2), (20, Visit), (42, Decide),
        (43, DecideBriefly, 2), (46, Serve), (46, Serve, 2), (55, Rate), (75, Execute), (84, Confirm),
    ];
    ANONYMOUS = [
        (0, File(Form::Anonymous)), (1, Classify), (1, Propose), (2, Forward), (5, Accept), (6, Notify), (15, Visit),
        (41, Decide), (42, End(Coded::Deposited)), (65, Execute), (74, Confirm),
    ];
    UNSERVABLE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (13, CallInVain),
        (22, Visit), (44, Decide), (46, Fail), (47, Try(Wrong::DepositEarly)), (53, Fail), (57, End(Coded::Deposited)),
        (80, Execute), (89, Confirm),
    ];
    /// The window for review has closed, and been swept, before it is opened again.
    REOPENED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (6, Try(Wrong::ReopenOpen)),
        (10, Try(Wrong::RateUnanswered)), (12, Visit), (33, DecideThinly), (35, Serve), (37, RateBad), (97, Reopen),
        (100, Call), (106, Visit), (124, Decide), (126, Serve), (133, Rate), (150, Execute), (160, Confirm),
    ];
    WITHDRAWN = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (11, Call), (19, Withdraw),
    ];
    COME_BACK = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify),
        (10, Try(Wrong::UndoUnwithdrawn)), (16, Withdraw), (23, Undo), (30, Visit), (60, Decide), (62, Serve), (70, Rate),
        (90, Execute), (99, Confirm),
    ];
    SETTLED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (3, Accept), (3, Notify), (9, Call), (17, Visit),
        (28, Decide), (28, Try(Wrong::VoidWaiting)), (28, End(Coded::Settled)), (28, Void),
    ];
    IN_ERROR = [
        (0, File(Form::One)), (0, Classify), (1, End(Coded::RegisteredInError)),
        (1, Try(Wrong::EndAlone)), (2, ConfirmEnd),
    ];
    NOT_A_PETITION = [(0, File(Form::One)), (1, End(Coded::NotAPetition))];
    DIED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (20, CallInVain),
        (24, Call), (58, End(Coded::Died)),
    ];
    HANDED_OVER = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (5, Notify), (10, Call),
        (16, End(Coded::HandedOver)),
    ];
    SAME_CAUSE = [
        (0, File(Form::One)), (0, Classify), (0, Try(Wrong::LinkToItself)), (1, Link(Relation::SameCause)), (1, Propose),
        (1, Forward), (4, Accept), (4, Notify), (15, Visit), (36, Decide), (38, Serve), (43, Rate), (70, Execute), (79, Confirm),
    ];
    REPEATED = [
        (0, File(Form::One)), (0, Link(Relation::Repeat)), (0, Classify), (1, Propose), (1, Forward), (3, Accept), (3, Notify),
        (6, Unlink), (15, Visit), (37, Decide), (39, Serve), (46, Rate), (66, Execute), (75, Confirm),
    ];
    CORRECTED = [
        (0, File(Form::One)), (0, Classify), (0, Try(Wrong::ClassifyWithoutWay)), (1, Propose), (1, Forward), (2, Correct),
        (4, Accept), (4, Notify), (7, Unseal), (12, Visit), (35, Decide), (37, Serve), (44, Rate), (64, Execute),
        (70, Confirm),
    ];
    UPHELD = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (14, Visit),
        (20, Try(Wrong::ReviewUnserved)), (44, Decide), (46, Serve), (60, AskReview), (84, Review(ReviewOutcome::Uphold)),
        (87, Serve), (90, RateBad), (100, Execute), (109, Confirm),
    ];
    CHANGED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify),
        (12, Try(Wrong::ServeUndecided)), (14, Call), (36, DecideThinly), (37, Try(Wrong::ExecuteUngranted)), (38, Serve),
        (41, RateBad), (50, AskReview), (77, Review(ReviewOutcome::Change)), (80, Serve), (86, Rate),
        (105, Execute), (112, Confirm),
    ];
    REDONE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify),
        (9, Try(Wrong::DecideByHandler)), (37, DecideThinly), (39, Serve), (48, AskReview),
        (70, Review(ReviewOutcome::OrderRedo)), (73, Serve), (80, Visit), (104, Decide), (107, Serve), (113, Rate),
        (130, Execute), (138, Confirm),
    ];
    /// The request comes after its window: it is taken in all the same.
    REVIEWED_LATE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (14, Visit), (41, Decide),
        (43, Serve), (92, AskReview), (112, Review(ReviewOutcome::Uphold)), (115, Serve), (130, Execute), (139, Confirm),
    ];
    /// Review, re-review with a hearing, and the same once more afterwards.
    RE_REVIEWED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (4, Accept), (4, Notify), (16, Visit), (45, Decide),
        (47, Serve), (58, AskReview), (60, Try(Wrong::ResumeRunning)), (80, Review(ReviewOutcome::Uphold)), (83, Serve),
        (94, AskReview), (100, Pause), (112, Resume), (126, Review(ReviewOutcome::Uphold)), (129, Serve),
        (135, Try(Wrong::ReviewOnceMore)), (150, FileAgain), (150, Classify, 2), (152, NoLongerAccept, 2), (155, Serve, 2),
        (160, Execute), (169, Confirm),
    ];
    LED_ON = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (6, Try(Wrong::GroundUnknown)), (8, LeadOn),
        (11, Serve), (14, Rate),
    ];
    NOT_ACCEPTED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (7, NotAccept), (10, Serve),
    ];
    /// Answered by a statutory procedure: no review of our kind is open against it.
    DUTY_DONE = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (3, Accept), (3, Notify), (5, LookUp), (6, Call),
        (10, Visit), (34, Decide), (36, Serve), (38, Try(Wrong::ReviewElsewhere)), (44, Rate), (60, Execute), (68, Confirm),
    ];
    SUGGESTED = [
        (0, File(Form::One)), (1, Classify), (2, Propose), (3, Forward), (7, Accept), (8, Notify), (25, Call),
        (52, Decide), (55, Serve), (60, Rate), (90, Execute), (98, Confirm),
    ];
    ACCUSED = [
        (0, File(Form::UnderSeal)), (0, Classify), (0, Try(Wrong::ForwardToAccused)), (1, Propose), (1, Forward), (4, Accept),
        (4, Notify), (12, Call), (30, Evidence), (56, Decide), (58, Serve), (66, Rate),
    ];
    ACCUSED_NAMELESS = [
        (0, File(Form::UnderSealAnonymous)), (1, Classify), (1, Propose), (1, Forward), (5, Accept), (20, Evidence),
        (30, Notify), (58, Decide), (59, End(Coded::Deposited)),
    ];
    ABOUT_US = [
        (0, File(Form::AboutOffice)), (2, Classify), (6, Accept), (6, Notify), (20, Evidence), (50, Decide), (53, Serve),
        (60, Rate),
    ];
    /// Accepted, and then nothing: what worklists are for.
    STALLED = [
        (0, File(Form::One)), (0, Classify), (1, Propose), (1, Forward), (6, Accept), (9, Notify), (20, Call),
    ];
    /// Taken in, and not sent on.
    FORGOTTEN = [(0, File(Form::One)), (2, Classify)];
}
