//! Public figures: of the whole office, month by month. Small enough to read, and each number stands in a table, so that
//! nobody needs to see a chart.

use std::collections::BTreeMap;

use askama::Template;
use huiyin_domain::view::Figure;
use jiff::civil::Date;

use super::Frame;
use crate::lang::Lang;

/// What is published.
pub const PUBLIC: [Figure; 5] =
    [Figure::Received, Figure::Accepted, Figure::Answered, Figure::AnsweredInTime, Figure::ReviewsDecided];

/// The page behind `/figures`.
#[derive(Debug, Template)]
#[template(path = "pages/figures.html")]
pub struct FiguresPage {
    /// What stands around it.
    pub frame: Frame,
    /// The day up to which it is known.
    pub today: Date,
    /// Figures by month, `2026-03`, newest last.
    pub months: BTreeMap<String, BTreeMap<Figure, i64>>,
}

impl FiguresPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let figures = BTreeMap::from([(Figure::Received, 12), (Figure::Answered, 7)]);
        let months = BTreeMap::from([("2026-02".to_owned(), figures.clone()), ("2026-03".to_owned(), figures)]);
        Self { frame: Frame::sample(lang), today: Date::constant(2026, 3, 2), months }
    }

    fn heads(&self) -> Vec<String> {
        PUBLIC.iter().map(|figure| self.frame.say.word(*figure)).collect()
    }

    /// Newest first.
    fn rows(&self) -> Vec<(&str, Vec<i64>)> {
        let row = |figures: &BTreeMap<Figure, i64>| PUBLIC.iter().map(|figure| amount(figures, *figure)).collect();
        self.months.iter().rev().map(|(month, figures)| (month.as_str(), row(figures))).collect()
    }

    fn sums(&self) -> Vec<i64> {
        PUBLIC.iter().map(|figure| self.months.values().map(|figures| amount(figures, *figure)).sum()).collect()
    }

    fn known(&self) -> String {
        self.frame.say.text("figures-known", &[("day", self.frame.say.date(self.today))])
    }

    /// The largest number of petitions in a month, for the bars; at least one.
    fn most(&self) -> i64 {
        self.months.values().map(|figures| amount(figures, Figure::Received)).max().unwrap_or(0).max(1)
    }
}

fn amount(figures: &BTreeMap<Figure, i64>, figure: Figure) -> i64 {
    figures.get(&figure).copied().unwrap_or(0)
}
