//! The demo: an invented district at work for two years, made day by day by the ordinary commands through the ordinary
//! writer, so that everything a real office has, it has too.
//!
//! All words stand in `rules/demo/` ([`material`]); [`course`] says what lives there are, [`plan`] who lives which from
//! when, [`scene`] takes the steps. There is no chance in it: the same `today` gives the same numbers and dates; only ids,
//! keys and query codes are random, as everywhere. At the end it is asked whether every command and every refusal that it
//! promises did occur.

mod command;
mod course;
mod material;
mod people;
mod plan;
mod scene;
mod set_clock;
mod telling;
#[cfg(test)]
mod tests;
mod who;
mod wrong;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use huiyin_app::report::{Cut, FigureFilter, whole};
use huiyin_app::{App, AppError};
use huiyin_domain::ids::{IssueNo, MatterId, OfficerCode};
use huiyin_domain::matter::{CommandKind, Kind, Matter, Stage};
use huiyin_domain::office::{Actor, Office, Role};
use huiyin_domain::view::Figure;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};

use course::Deed;
use material::Material;
use plan::{Life, Planned};
use scene::Scene;
use wrong::Wrong;

pub use set_clock::SetClock;

/// The invented office; `huiyin demo` founds it.
pub const OFFICE_FILE: &str = include_str!("../../../../rules/demo/office.toml");

/// The time zone of the invented office, needed before it is founded.
const TIME_ZONE: &str = "Asia/Shanghai";

/// Matters of a whole demo: two years of a small county, seen to the end within half a minute.
pub const MATTERS: usize = 400;

/// The law the courses follow; two years back from the earliest day it allows lie under it whole.
const LAW_IN_FORCE: Date = date(2022, 5, 1);

/// The day's work begins; deeds are spread over the hours that follow.
const OPENING: SignedDuration = SignedDuration::from_mins(8 * 60 + 40);
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(8);

/// The sweep runs before the office opens.
const SWEEP: SignedDuration = SignedDuration::from_mins(30);

/// Days from one sweep to the next: enough for the record, as lists and figures do not wait for it.
const SWEEP_EVERY_DAYS: i32 = 7;

/// Of which stages a code to try is told.
const STAGES_TOLD: [Stage; 3] = [Stage::Accepted, Stage::Served, Stage::UnderReview];

/// How many of the newest matters are asked for one: what began earlier has ended.
const SOUGHT_AMONG: usize = 150;

/// What no life shows: earlier work comes by import, clocks are derived anew when a calendar is published, and those beside
/// the law's run by lists that an office has confirmed.
const NOT_SHOWN: [CommandKind; 9] = [
    CommandKind::Recuse,
    CommandKind::EndRecusal,
    CommandKind::ReplaceCode,
    CommandKind::Entrust,
    CommandKind::RecordHistory,
    CommandKind::RederiveClock,
    CommandKind::StartClock,
    CommandKind::MeetClock,
    CommandKind::TurnOrdinary,
];

/// What there is to see.
#[derive(Debug)]
pub struct Told {
    pub office_name: String,
    pub matters: i64,
    /// Issues not yet ended, and of these the ones whose clock has run out.
    pub open: i64,
    pub overdue: u64,
    pub officers: Vec<OfficerTold>,
    pub codes: Vec<CodeTold>,
    /// A matter with a story worth following, and its number.
    pub follow: Option<(MatterId, String)>,
}

/// Somebody to sign in as.
#[derive(Debug)]
pub struct OfficerTold {
    pub code: OfficerCode,
    pub name: String,
    pub unit_name: String,
    pub role: Role,
}

/// A query code to try, and where it leads.
#[derive(Debug)]
pub struct CodeTold {
    pub stage: Stage,
    pub code: String,
    pub number: String,
}

/// The moment at which the demo's clock must stand when its office is founded: two years before `today`.
pub fn founded_at(today: Date) -> anyhow::Result<Timestamp> {
    let earliest = LAW_IN_FORCE.saturating_add(plan::DAYS.days());
    ensure!(
        today >= earliest,
        "the demo's two years lie under the regulation of 2022: --today must be {earliest} or later"
    );
    let first = today.checked_sub(plan::DAYS.days()).context("that day is too far back")?;
    Ok(first.in_tz(TIME_ZONE)?.timestamp())
}

/// Lives two years of [`MATTERS`] matters, up to the eve of `today`, in an office founded from [`OFFICE_FILE`] at [`founded_at`].
/// `progress` is told how many steps of how many are taken. Afterwards the clock stands at the early hours of `today`: all
/// that was done was done before.
pub async fn populate(
    app: &App,
    clock: &SetClock,
    today: Date,
    progress: &dyn Fn(usize, usize),
) -> anyhow::Result<Told> {
    populate_with(app, clock, today, MATTERS, progress).await
}

/// The same with so many matters.
async fn populate_with(
    app: &App,
    clock: &SetClock,
    today: Date,
    matters: usize,
    progress: &dyn Fn(usize, usize),
) -> anyhow::Result<Told> {
    let material = Material::read()?;
    let office = app.office().await?;
    let mut lives = plan::lives(&material, &office, today, matters);
    let steps = plan::steps(&lives, &office, today);
    let mut scene = Scene {
        app,
        office: app.office().await?,
        phrases: &material.phrases,
        done: BTreeMap::new(),
        refused: BTreeSet::new(),
        told: Vec::new(),
    };
    let days = Days { office: &office, clock };
    let mut sweep_on = today.saturating_sub((plan::DAYS - SWEEP_EVERY_DAYS).days());
    let mut taken = 0;
    for day in steps.chunk_by(|one, other| one.on == other.on) {
        let on = day.first().map_or(today, |planned| planned.on);
        if on >= sweep_on {
            days.set(on, SWEEP)?;
            sweep(&mut scene).await?;
            sweep_on = on.saturating_add(SWEEP_EVERY_DAYS.days());
        }
        for (place, planned) in day.iter().enumerate() {
            days.set(on, hour(place, day.len()))?;
            take(&mut scene, &mut lives, *planned).await?;
            taken += 1;
            progress(taken, steps.len());
        }
    }
    days.set(today, SWEEP)?;
    sweep(&mut scene).await?;
    app.drain_jobs().await?;
    check_whole(&scene)?;
    told(&scene, &lives, today).await
}

/// The clock, set by the office's time zone.
struct Days<'a> {
    office: &'a Office,
    clock: &'a SetClock,
}

impl Days<'_> {
    fn set(&self, day: Date, hour: SignedDuration) -> anyhow::Result<()> {
        let midnight = day.in_tz(&self.office.time_zone)?;
        self.clock.set(midnight.timestamp().checked_add(hour)?);
        Ok(())
    }
}

/// When the step in that place of a day is taken: one after the other, over the hours the office is open.
fn hour(place: usize, of: usize) -> SignedDuration {
    let part = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    OPENING + OPEN_FOR / part(of.max(1)) * part(place)
}

async fn sweep(scene: &mut Scene<'_>) -> anyhow::Result<()> {
    let passed = scene.app.pass_deadlines().await?;
    *scene.done.entry(CommandKind::PassDeadline).or_default() += passed;
    scene.app.fold_figures().await?;
    Ok(())
}

async fn take<'m>(scene: &mut Scene<'m>, lives: &mut [Life<'m>], planned: Planned) -> anyhow::Result<()> {
    let told_before = lives.get(planned.life).and_then(|life| life.like);
    let other: Option<Matter> = told_before.and_then(|place| lives.get(place)).and_then(|told| told.matter.clone());
    let life = lives.get_mut(planned.life).context("the plan names a life that is none")?;
    scene.take(life, other.as_ref(), planned).await?;
    scene.tell(life, planned).await
}

/// Asks whether every command and every refusal that the demo promises did occur.
fn check_whole(scene: &Scene<'_>) -> anyhow::Result<()> {
    let missing = CommandKind::ALL.iter().filter(|kind| !scene.done.contains_key(kind) && !NOT_SHOWN.contains(kind));
    let missing: Vec<_> = missing.map(|kind| kind.code()).collect();
    ensure!(missing.is_empty(), "the demo shows nobody who would {}", missing.join(", "));
    let untried = Wrong::ALL.iter().filter(|wrong| !scene.refused.contains(wrong));
    let untried: Vec<_> = untried.map(|wrong| wrong.code()).collect();
    ensure!(untried.is_empty(), "the demo shows nobody refused as {}", untried.join(", "));
    Ok(())
}

/// Tells what there is to see.
async fn told(scene: &Scene<'_>, lives: &[Life<'_>], today: Date) -> anyhow::Result<Told> {
    let (app, office) = (scene.app, &scene.office);
    let figures = app.figures_unasked(&FigureFilter::default(), Cut::Whole).await?;
    let head = who::officer(office, &office.registry, &[Role::OfficeHead], 0)?;
    Ok(Told {
        office_name: office.name.clone(),
        matters: whole(&figures, Figure::Matters),
        open: whole(&figures, Figure::Open),
        overdue: overdue(app, &head, today).await?,
        officers: officers(office, lives),
        codes: codes(app, lives).await?,
        follow: follow(lives),
    })
}

/// Open issues whose clock has run out; after service the days that run are the petitioner's own.
async fn overdue(app: &App, head: &Actor, today: Date) -> anyhow::Result<u64> {
    let counts = app.counts(head).await?;
    let late = counts.iter().filter(|(key, _)| key.stage != Stage::Served && key.due_on.is_some_and(|due| due < today));
    Ok(late.map(|(_, n)| n).sum())
}

/// The registry's main posts, and handler and head of the unit that has most to do, sealed matters apart.
fn officers(office: &Office, lives: &[Life<'_>]) -> Vec<OfficerTold> {
    let mut busy: BTreeMap<_, usize> = BTreeMap::new();
    for life in lives.iter().filter(|life| life.problem.kind != Kind::Accusation) {
        *busy.entry(&life.problem.unit).or_default() += 1;
    }
    let busiest = busy.into_iter().max_by_key(|(_, n)| *n).map(|(unit, _)| unit);
    let registry = [Role::Registrar, Role::Supervisor, Role::OfficeHead, Role::Auditor];
    let posts = registry.map(|role| (&office.registry, role)).into_iter();
    let posts = posts.chain(busiest.into_iter().flat_map(|unit| [(unit, Role::Handler), (unit, Role::UnitHead)]));
    posts
        .filter_map(|(unit, role)| {
            let code = who::officer(office, unit, &[role], 0).ok()?.officer()?.clone();
            let name = office.officer(&code)?.name.clone();
            Some(OfficerTold { code, name, unit_name: office.unit(unit)?.name.clone(), role })
        })
        .collect()
}

/// One code each of what is answered, being handled, under review: the newest of each, asked as its holder would ask.
async fn codes(app: &App, lives: &[Life<'_>]) -> anyhow::Result<Vec<CodeTold>> {
    let mut found: BTreeMap<Stage, CodeTold> = BTreeMap::new();
    for receipt in lives.iter().rev().filter_map(|life| life.receipts.first()).take(SOUGHT_AMONG) {
        let view = app.query(receipt.code.as_str()).await?;
        let stage = view.matter.issue(IssueNo::FIRST).map_err(AppError::from)?.state.stage();
        if STAGES_TOLD.contains(&stage) && !view.matter.sealed {
            let (code, number) = (receipt.code.printed(), receipt.number.clone());
            found.entry(stage).or_insert(CodeTold { stage, code, number });
        }
        if found.len() == STAGES_TOLD.len() {
            break;
        }
    }
    Ok(found.into_values().collect())
}

/// The newest life that went through review and re-review, else the newest of all.
fn follow(lives: &[Life<'_>]) -> Option<(MatterId, String)> {
    let long =
        |life: &&Life<'_>| plan::has(life.course, |deed| deed == Deed::NoLongerAccept) && life.receipts.len() > 1;
    let life = lives.iter().rev().find(long).or_else(|| lives.iter().rev().find(|life| life.matter.is_some()))?;
    let receipt = life.receipts.first()?;
    Some((receipt.matter, receipt.number.clone()))
}
