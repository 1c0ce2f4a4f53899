//! Which lives are lived, from when: a plan without chance, made from a running number and the day it ends on.
//!
//! A problem's kind and way choose a rota; the rotas mix ordinary courses with rare ones. To give a course more room, name
//! it in a rota once more.

use huiyin_app::filing::FilingReceipt;
use huiyin_domain::ids::UnitCode;
use huiyin_domain::matter::{Kind, Matter, Outcome, RouteReason, Way};
use huiyin_domain::office::Office;
use jiff::ToSpan;
use jiff::civil::Date;

use super::course::{self, Course, Deed, Step};
use super::material::{Material, Problem, WORDINGS};

/// Days the demo looks back.
pub const DAYS: i32 = 730;

/// How far the walk through the problems strides, so that neighbours in time are of different classes; with the number
/// of problems it must have no common divisor, or some would never be told.
const STRIDES: [usize; 3] = [29, 31, 37];

/// Ages, in days, at which a life of the last months may be one that lags behind.
const STALLED_AGES: std::ops::Range<i32> = 68..110;
const FORGOTTEN_AGES: std::ops::Range<i32> = 16..26;

/// Of the lives of those ages, one in so many lags behind.
const ONE_IN: usize = 5;

/// Lives that began in so many last days are at the steps that pass quickly.
const FRESH_AGES: std::ops::Range<i32> = 3..9;

/// A life to be lived.
#[derive(Debug)]
pub struct Life<'m> {
    /// Its running number.
    pub index: usize,
    /// The day its petition comes.
    pub begins_on: Date,
    pub problem: &'m Problem,
    /// Which of the problem's wordings.
    pub wording: usize,
    /// How often that wording was used before.
    pub use_no: usize,
    /// The number of its petitioner.
    pub person: usize,
    /// An earlier life about the same.
    pub like: Option<usize>,
    pub course: &'static Course,
    /// The matter as the last command left it.
    pub matter: Option<Matter>,
    /// What its petitioners left with.
    pub receipts: Vec<FilingReceipt>,
    /// The route that was proposed.
    pub proposed: Option<(UnitCode, RouteReason)>,
}

/// A step of a life on its day.
#[derive(Debug, Clone, Copy)]
pub struct Planned {
    pub on: Date,
    pub life: usize,
    pub step: Step,
}

/// What a problem allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Opinion,
    OtherWay,
    Suggestion,
    Accusation,
    LedOn,
    NotAccepted,
}

use course::{
    ABOUT_US, ACCUSED, ACCUSED_NAMELESS, ANONYMOUS, ASSIGNED, AT_ONCE, CHANGED, COME_BACK, CORRECTED, DIED, DISPUTED,
    DUTY_DONE, EVIDENCED, EXTENDED, FORGOTTEN, GROUP, HANDED_OVER, IN_ERROR, INSTRUCTED, JOINED, LATE, LED_ON,
    NOT_A_PETITION, NOT_ACCEPTED, ORDINARY, QUICK, QUIET, RE_REVIEWED, REDONE, REOPENED, REPEATED, REVIEWED_LATE,
    SAME_CAUSE, SETTLED, SLOW, SPLIT, STALLED, SUGGESTED, TAKEN_OVER, TOLD_LATE, TWO_ISSUES, UNSERVABLE, UPHELD,
    WITHDRAWN, WRONG_ADDRESS,
};

/// For handling opinions: everything, reviews too.
static OPINION: &[&Course] = &[
    &ORDINARY,
    &RE_REVIEWED,
    &QUICK,
    &REDONE,
    &EXTENDED,
    &QUIET,
    &DISPUTED,
    &CHANGED,
    &SLOW,
    &REOPENED,
    &TWO_ISSUES,
    &ORDINARY,
    &UPHELD,
    &SPLIT,
    &AT_ONCE,
    &SETTLED,
    &REVIEWED_LATE,
    &QUICK,
    &ASSIGNED,
    &UNSERVABLE,
    &QUIET,
    &ANONYMOUS,
    &CORRECTED,
    &ORDINARY,
    &WRONG_ADDRESS,
    &JOINED,
    &SLOW,
    &GROUP,
    &COME_BACK,
    &QUICK,
    &LATE,
    &ORDINARY,
    &INSTRUCTED,
    &EVIDENCED,
    &QUIET,
    &TAKEN_OVER,
    &SAME_CAUSE,
    &ORDINARY,
    &QUICK,
    &EXTENDED,
    &SLOW,
    &TOLD_LATE,
    &EVIDENCED,
    &LATE,
    &LATE,
    &TOLD_LATE,
    &ASSIGNED,
    &AT_ONCE,
];

/// For appeals that end in a duty done: no review.
static OTHER_WAY: &[&Course] = &[
    &DUTY_DONE,
    &WRONG_ADDRESS,
    &QUICK,
    &IN_ERROR,
    &REPEATED,
    &DUTY_DONE,
    &TOLD_LATE,
    &WITHDRAWN,
    &COME_BACK,
    &QUICK,
    &GROUP,
    &SAME_CAUSE,
    &INSTRUCTED,
    &DUTY_DONE,
    &NOT_A_PETITION,
    &QUICK,
    &HANDED_OVER,
    &LATE,
    &DUTY_DONE,
    &DIED,
    &QUIET,
    &UNSERVABLE,
    &DUTY_DONE,
    &ASSIGNED,
    &QUICK,
    &TOLD_LATE,
    &DUTY_DONE,
    &SLOW,
];

static SUGGESTION: &[&Course] = &[&SUGGESTED, &AT_ONCE, &QUIET, &SUGGESTED, &ASSIGNED];
static ACCUSATION: &[&Course] = &[&ACCUSED, &ACCUSED_NAMELESS, &ACCUSED, &ABOUT_US, &ACCUSED];
static LEADING_ON: &[&Course] = &[&LED_ON];
static NOT_ACCEPTING: &[&Course] = &[&NOT_ACCEPTED];
static FRESH: &[&Course] = &[&ORDINARY, &DISPUTED, &WRONG_ADDRESS, &INSTRUCTED, &QUICK];

impl Fit {
    fn of(problem: &Problem, office: &Office, on: Date) -> Self {
        if let Some(down) = &problem.not_accept {
            let pack = office.packs.in_force(on);
            let not_accepted = pack.is_some_and(|pack| pack.ground(Outcome::NotAccepted, &down.ground).is_some());
            return if not_accepted { Self::NotAccepted } else { Self::LedOn };
        }
        match (problem.kind, problem.way) {
            (Kind::Suggestion, _) => Self::Suggestion,
            (Kind::Accusation, _) => Self::Accusation,
            (Kind::Appeal, Some(Way::Opinion)) => Self::Opinion,
            (Kind::Appeal, _) => Self::OtherWay,
        }
    }

    const fn rota(self) -> &'static [&'static Course] {
        match self {
            Self::Opinion => OPINION,
            Self::OtherWay => OTHER_WAY,
            Self::Suggestion => SUGGESTION,
            Self::Accusation => ACCUSATION,
            Self::LedOn => LEADING_ON,
            Self::NotAccepted => NOT_ACCEPTING,
        }
    }

    const fn place(self) -> usize {
        self as usize
    }
}

/// So many lives, evenly over the days before `today`.
pub fn lives<'m>(material: &'m Material, office: &Office, today: Date, count: usize) -> Vec<Life<'m>> {
    let problems = &material.problems;
    let stride = STRIDES.iter().find(|stride| !problems.len().is_multiple_of(**stride)).copied().unwrap_or(1);
    let mut turns = [0_usize; 6];
    let mut lives: Vec<Life<'m>> = Vec::with_capacity(count);
    for index in 0..count {
        let round = index / problems.len();
        let problem = &problems[(index * stride + round) % problems.len()];
        let begins_on = begin(index, count, today);
        let fit = Fit::of(problem, office, begins_on);
        let turn = turns[fit.place()];
        turns[fit.place()] += 1;
        let course = course_for(fit, turn, index, (today - begins_on).get_days());
        let (wording, use_no) = (round % WORDINGS, round / WORDINGS);
        let life = Life {
            index,
            begins_on,
            problem,
            wording,
            use_no,
            person: index * REACH,
            like: None,
            course,
            matter: None,
            receipts: Vec::new(),
            proposed: None,
        };
        let life =
            if has(course, |deed| matches!(deed, Deed::Link(_))) { alike(life, &lives, fit, office) } else { life };
        lives.push(life);
    }
    lives
}

/// Numbers of persons each life has to itself; without a common divisor with the list of surnames.
const REACH: usize = 9;

fn begin(index: usize, count: usize, today: Date) -> Date {
    let last = i32::try_from(count.saturating_sub(1).max(1)).unwrap_or(i32::MAX);
    let ago = DAYS - i32::try_from(index).unwrap_or(i32::MAX) * (DAYS - 1) / last;
    today.saturating_sub(ago.days())
}

fn course_for(fit: Fit, turn: usize, index: usize, age: i32) -> &'static Course {
    let appeal = matches!(fit, Fit::Opinion | Fit::OtherWay);
    let lags = appeal && index.is_multiple_of(ONE_IN);
    if lags && STALLED_AGES.contains(&age) {
        return &STALLED;
    }
    if lags && FORGOTTEN_AGES.contains(&age) {
        return &FORGOTTEN;
    }
    if appeal && FRESH_AGES.contains(&age) {
        return FRESH[turn % FRESH.len()];
    }
    fit.rota()[turn % fit.rota().len()]
}

/// Told again about a problem that was told before: in other words, by the same person where it is a repeat.
fn alike<'m>(life: Life<'m>, lives: &[Life<'m>], fit: Fit, office: &Office) -> Life<'m> {
    let before = lives.iter().rev().find(|before| {
        let has_an_answer = has(before.course, |deed| deed == Deed::Decide);
        has_an_answer && Fit::of(before.problem, office, before.begins_on) == fit
    });
    let Some(before) = before else { return life };
    let repeats = has(life.course, |deed| deed == Deed::Link(huiyin_domain::matter::Relation::Repeat));
    let person = if repeats { before.person } else { life.person };
    let wording = (before.wording + 1) % WORDINGS;
    Life { problem: before.problem, wording, person, like: Some(before.index), ..life }
}

/// Such a deed is done in that course.
pub fn has(course: &Course, is: impl Fn(Deed) -> bool) -> bool {
    course.steps.iter().any(|step| is(step.deed))
}

/// All steps that fall before `today`, in the order in which they are taken.
pub fn steps(lives: &[Life<'_>], office: &Office, today: Date) -> Vec<Planned> {
    let mut planned: Vec<Planned> = lives.iter().flat_map(|life| steps_of(life, office)).collect();
    planned.retain(|planned| planned.on < today);
    planned.sort_by_key(|planned| (planned.on, planned.life));
    planned
}

fn steps_of(life: &Life<'_>, office: &Office) -> Vec<Planned> {
    let mut earliest = life.begins_on;
    let steps = life.course.steps.iter().map(|step| {
        let wanted = life.begins_on.saturating_add(i32::from(step.day).days()).max(earliest);
        let rests = !keeps_no_hours(life, step.deed);
        let on = if rests { next_workday(office, wanted) } else { wanted };
        earliest = on;
        Planned { on, life: life.index, step: *step }
    });
    steps.collect()
}

fn keeps_no_hours(life: &Life<'_>, deed: Deed) -> bool {
    match deed {
        Deed::File(form) => super::people::channel(life, form) == huiyin_domain::intake::Channel::Online,
        other => other.is_petitioners(),
    }
}

/// That day, or the first workday after it; a year without a workday is no calendar, and ends the search.
fn next_workday(office: &Office, day: Date) -> Date {
    let mut days = day.series(1.day()).take(366);
    days.find(|day| office.calendars.own().is_workday(*day)).unwrap_or(day)
}
