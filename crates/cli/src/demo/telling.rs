//! Answers told to everybody: in the demo the first matter of a problem that has words for it is told of. Its unit prepares them
//! when it reports what was carried out, the registry's supervisor publishes them when that is confirmed; one waits on, one is
//! wished back, one was taken back on such a wish.

use huiyin_app::AppError;
use huiyin_app::publications::PublicationDeed;
use huiyin_domain::ids::{IssueNo, MatterId, PetitionNo, PublicationId};
use huiyin_domain::office::{Actor, Role};
use jiff::civil::Date;

use super::course::Deed;
use super::plan::{Life, Planned};
use super::scene::Scene;
use super::who;

/// Days after which a petitioner was recognised by a neighbour.
const RECOGNISED_DAYS: i32 = 20;

/// An answer that is told of.
pub struct Telling<'m> {
    /// The problem and the life whose answer it is.
    problem: &'m str,
    life: usize,
    matter: MatterId,
    id: PublicationId,
    published_on: Option<Date>,
    is_wished_back: bool,
}

/// What becomes of an answer that is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stands,
    Waits,
    WishedBack,
    TakenBack,
}

impl Fate {
    /// Of the one in that place.
    const fn of(place: usize) -> Self {
        match place {
            1 => Self::TakenBack,
            2 => Self::Waits,
            3 => Self::WishedBack,
            _ => Self::Stands,
        }
    }
}

impl<'m> Scene<'m> {
    /// What telling everybody follows from a step that was taken.
    pub async fn tell(&mut self, life: &Life<'m>, planned: Planned) -> anyhow::Result<()> {
        match planned.step.deed {
            Deed::Execute => self.prepare(life).await,
            Deed::Confirm => {
                self.publish(life, planned.on).await?;
                self.wish_back(planned.on).await
            }
            _ => Ok(()),
        }
    }

    async fn prepare(&mut self, life: &Life<'m>) -> anyhow::Result<()> {
        let (Some(words), Some(matter)) = (&life.problem.published, &life.matter) else { return Ok(()) };
        if self.told.iter().any(|telling| telling.problem == life.problem.code) {
            return Ok(());
        }
        let unit = &matter.issue(IssueNo::FIRST).map_err(AppError::from)?.unit;
        let (handler, matter) = (who::officer(&self.office, unit, &[Role::Handler], life.index)?, matter.id);
        if !self.app.publications_in(&handler, matter).await?.contains(&(IssueNo::FIRST, None)) {
            return Ok(());
        }
        let words = (words.question.as_str(), words.answer.trim());
        let id = self.app.prepare_publication(&handler, (matter, IssueNo::FIRST), words).await?;
        let (problem, life) = (life.problem.code.as_str(), life.index);
        self.told.push(Telling { problem, life, matter, id, published_on: None, is_wished_back: false });
        Ok(())
    }

    async fn publish(&mut self, life: &Life<'m>, on: Date) -> anyhow::Result<()> {
        let Some(place) = self.told.iter().position(|telling| telling.life == life.index) else { return Ok(()) };
        let Some(telling) = self.told.get_mut(place).filter(|_| Fate::of(place) != Fate::Waits) else { return Ok(()) };
        let supervisor = who::officer(&self.office, &self.office.registry, &[Role::Supervisor], 0)?;
        let (deed, reason) = (PublicationDeed::Publish, &self.phrases.publishing);
        self.app.decide_publication(&supervisor, telling.id, deed, reason).await?;
        telling.published_on = Some(on);
        Ok(())
    }

    async fn wish_back(&mut self, on: Date) -> anyhow::Result<()> {
        let supervisor = who::officer(&self.office, &self.office.registry, &[Role::Supervisor], 0)?;
        for (place, telling) in self.told.iter_mut().enumerate() {
            let fate = Fate::of(place);
            let is_time = telling.published_on.is_some_and(|published| (on - published).get_days() >= RECOGNISED_DAYS);
            if telling.is_wished_back || !is_time || !matches!(fate, Fate::WishedBack | Fate::TakenBack) {
                continue;
            }
            let (petitioner, id) = (Actor::Petitioner(PetitionNo::FIRST), telling.id);
            self.app.wish_publication_back(&petitioner, telling.matter, id, &self.phrases.wishing_back).await?;
            telling.is_wished_back = true;
            if fate == Fate::TakenBack {
                let (deed, reason) = (PublicationDeed::TakeBack, &self.phrases.taking_back);
                self.app.decide_publication(&supervisor, id, deed, reason).await?;
            }
        }
        Ok(())
    }
}
