//! Public figures: of the whole office, month by month. Small enough to read; what the charts show stands in the table below
//! them, and the same numbers can be downloaded.

use std::collections::BTreeMap;

use askama::Template;
use huiyin_domain::view::Figure;
use jiff::civil::Date;

use super::Frame;
use crate::Lang;
use crate::chart::Chart;

/// What is published.
pub const PUBLIC: [Figure; 5] =
    [Figure::Received, Figure::Accepted, Figure::Answered, Figure::AnsweredInTime, Figure::ReviewsDecided];

/// What is shown in a chart beside one another: what came, and what was answered.
const FLOW: [Figure; 2] = [Figure::Received, Figure::Answered];

/// Figures by month, `2026-03`.
pub type Months = BTreeMap<String, BTreeMap<Figure, i64>>;

/// The page behind `/figures`.
#[derive(Debug, Template)]
#[template(path = "pages/figures.html")]
pub struct FiguresPage {
    /// What stands around it.
    pub frame: Frame,
    /// The day up to which it is known.
    pub today: Date,
    /// Newest last.
    pub months: Months,
}

impl FiguresPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let figures = BTreeMap::from([(Figure::Received, 12), (Figure::Answered, 7), (Figure::AnsweredInTime, 6)]);
        let months = BTreeMap::from([("2026-02".to_owned(), figures.clone()), ("2026-03".to_owned(), figures)]);
        Self { frame: Frame::sample(lang), today: Date::constant(2026, 3, 2), months }
    }

    fn heads(&self) -> Vec<String> {
        PUBLIC.iter().map(|figure| self.frame.say.word(*figure)).collect()
    }

    /// Newest first, each with how much was answered in time.
    fn rows(&self) -> Vec<(&str, Vec<i64>, String)> {
        let row = |figures: &BTreeMap<Figure, i64>| PUBLIC.iter().map(|figure| amount(figures, *figure)).collect();
        let told = |figures: &BTreeMap<Figure, i64>| percent(figures).map(|n| format!("{n} %")).unwrap_or_default();
        self.months.iter().rev().map(|(month, figures)| (month.as_str(), row(figures), told(figures))).collect()
    }

    fn sums(&self) -> Vec<i64> {
        PUBLIC.iter().map(|figure| self.months.values().map(|figures| amount(figures, *figure)).sum()).collect()
    }

    fn known(&self) -> String {
        self.frame.say.text("figures-known", &[("day", self.frame.say.date(self.today))])
    }

    fn charts(&self) -> [Chart; 2] {
        charts(&self.frame, &self.months)
    }
}

/// What came and what was answered by month, and how much of that in time.
pub(super) fn charts(frame: &Frame, months: &Months) -> [Chart; 2] {
    let flow = months.iter().map(|(month, row)| (month.clone(), FLOW.iter().map(|it| amount(row, *it)).collect()));
    let series = FLOW.iter().map(|figure| frame.say.word(*figure)).collect();
    let flow = Chart::of(frame.t("figures-flow"), series, flow.collect(), 0);
    let in_time = months.iter().map(|(month, row)| (month.clone(), vec![percent(row).unwrap_or(0)]));
    let title = frame.t("figures-in-time");
    [flow, Chart::of(title.clone(), vec![title], in_time.collect(), 100)]
}

fn amount(figures: &BTreeMap<Figure, i64>, figure: Figure) -> i64 {
    figures.get(&figure).copied().unwrap_or(0)
}

/// How much of what was answered was answered in time, in whole percent; none where nothing was.
fn percent(figures: &BTreeMap<Figure, i64>) -> Option<i64> {
    let (in_time, all) = (amount(figures, Figure::AnsweredInTime), amount(figures, Figure::Answered));
    (all > 0).then(|| (in_time * 100 / all).clamp(0, 100))
}
