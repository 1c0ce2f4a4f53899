//! How the office works: the steps of a petition, the legal periods of each, and the bodies that answer.

use askama::Template;
use huiyin_domain::office::{Office, UnitKind};
use huiyin_domain::pack::Rule;
use jiff::civil::Date;

use super::Frame;
use crate::Lang;

/// The page behind `/how`.
#[derive(Debug, Template)]
#[template(path = "pages/how.html")]
pub struct HowPage {
    /// What stands around it.
    pub frame: Frame,
    periods: Vec<Period>,
    units: Vec<String>,
    law: String,
}

/// A period of the law.
#[derive(Debug)]
struct Period {
    step: String,
    length: String,
    longer: String,
    article: String,
}

/// The bodies that answer petitions; those above and outside only review or receive.
const ANSWERING: [UnitKind; 4] = [UnitKind::Registry, UnitKind::Government, UnitKind::Department, UnitKind::Township];

/// What a petition goes through, as the texts name it.
const STATIONS: [&str; 5] = ["received", "sent", "accepted", "answered", "reviewed"];

impl HowPage {
    /// The page of that office on that day.
    pub fn new(frame: Frame, office: &Office, today: Date) -> Self {
        let say = &frame.say;
        let pack = office.packs.in_force(today);
        let law = pack.map_or_else(String::new, |pack| say.named(&pack.names).to_owned());
        let article = |rule: &Rule| say.named(&office.packs.article(&rule.article)).to_owned();
        let period = |rule: &Rule| Period {
            step: say.named(&rule.names).to_owned(),
            length: say.period(rule),
            longer: rule.extension.map_or_else(String::new, |longer| say.length(longer.days_max, rule.unit)),
            article: article(rule),
        };
        let periods = pack.iter().flat_map(|pack| &pack.rules).map(period).collect();
        let units = office.units().filter(|unit| unit.span.holds(today) && ANSWERING.contains(&unit.kind));
        let units = units.map(|unit| say.unit_name(unit).to_owned()).collect();
        Self { frame, periods, units, law }
    }

    /// The stations of a petition, each with what happens there.
    fn stations(&self) -> Vec<(String, String)> {
        let station = |name: &&str| (self.frame.t(&format!("how-{name}")), self.frame.t(&format!("how-{name}-text")));
        STATIONS.iter().map(station).collect()
    }

    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let text = |text: &str| text.to_owned();
        let period = Period { step: text("<step>"), length: text("60"), longer: text("30"), article: text("34") };
        Self { frame: Frame::sample(lang), periods: vec![period], units: vec![text("<unit>")], law: text("<law>") }
    }
}
