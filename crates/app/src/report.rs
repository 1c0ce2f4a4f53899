//! Figures: sums over the ledger, whole or cut, as known on any day; and the matters behind each of them.

use std::collections::BTreeMap;

use huiyin_domain::ids::MatterId;
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::view::Figure;
use huiyin_store::Page;
pub use huiyin_store::read::{Cut, FigureFilter};

use jiff::civil::Date;

use crate::App;
use crate::error::AppError;

/// Figures by what they are cut by; under the empty string where they are not cut.
pub type Table = BTreeMap<String, BTreeMap<Figure, i64>>;

impl App {
    /// The figures under that filter, cut by that.
    pub async fn figures(&self, actor: &Actor, filter: &FigureFilter, cut: Cut) -> Result<Table, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadFigures, actor, &office)?;
        self.figures_unasked(filter, cut).await
    }

    /// The same for an operator at the machine itself, who holds the database anyway.
    pub async fn figures_unasked(&self, filter: &FigureFilter, cut: Cut) -> Result<Table, AppError> {
        let sums = self.store.figures.sums(self.office_id, filter, cut).await?;
        let mut table = Table::new();
        for ((value, figure), n) in sums {
            table.entry(value).or_default().insert(figure, n);
        }
        Ok(table)
    }

    /// What everybody may read: the whole office month by month, from the first month of last year on. No unit, class or
    /// place is told apart, so that no number is about few enough to be somebody.
    pub async fn public_figures(&self) -> Result<Table, AppError> {
        let today = self.today().await?;
        let filter = FigureFilter { from: Date::new(today.year() - 1, 1, 1).ok(), ..FigureFilter::default() };
        self.figures_unasked(&filter, Cut::Month).await
    }

    /// The matters behind a figure; sealed ones stand behind it as a number only.
    pub async fn behind(
        &self,
        actor: &Actor,
        figure: Figure,
        filter: &FigureFilter,
        after: Option<MatterId>,
        limit: usize,
    ) -> Result<Page<(MatterId, i64)>, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadFigures, actor, &office)?;
        Ok(self.store.figures.behind(self.office_id, figure, filter, after, limit).await?)
    }
}

/// One figure of an uncut table.
pub fn whole(table: &Table, figure: Figure) -> i64 {
    table.get("").and_then(|figures| figures.get(&figure)).copied().unwrap_or(0)
}
