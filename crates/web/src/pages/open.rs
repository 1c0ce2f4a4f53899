//! What the office shows of itself to everybody: how it works, the calculator, figures.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::calculator::{Question, due};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::clock::Derivation;
use huiyin_domain::office::Office;
use huiyin_domain::pack::Naming;
use huiyin_domain::view::Figure;
use huiyin_render::form::Form;
use huiyin_render::ics::Event;
use huiyin_render::page::{CalculatorPage, FiguresPage, Frame, HowPage, PUBLIC, rules_of};
use jiff::civil::Date;
use serde::Deserialize;

use super::form::blame_field;
use super::table::{self, Sheet, named};
use super::trouble::html;
use super::visitor::Visitor;
use crate::WebState;
use crate::api::dates;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/how", get(how))
        .route("/calculator", get(calculator))
        .route("/calculator.ics", get(calculator_ics))
        .route("/figures", get(figures))
        .route("/figures.csv", get(figures_csv))
        .route("/figures.json", get(figures_json))
        .route("/figures.xlsx", get(figures_xlsx))
}

async fn how(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    Ok(html(&HowPage::new(frame, &office, today)))
}

/// What the calculator is asked: nothing of a person. What is left out is empty.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Asked {
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    extend: String,
    #[serde(default)]
    pause_from: String,
    #[serde(default)]
    pause_to: String,
}

impl Asked {
    fn form(&self, today: Date) -> Form {
        let mut form = Form::default();
        form.set("rule", self.rule.clone().unwrap_or_default());
        form.set("start", self.start.clone().unwrap_or_else(|| today.to_string()));
        for (name, value) in [("extend", &self.extend), ("pause-from", &self.pause_from), ("pause-to", &self.pause_to)]
        {
            form.set(name, value.trim());
        }
        form
    }
}

async fn calculator(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let rules = rules_of(&office, &frame.say, today);
    let mut form = asked.form(today);
    let answer = if asked.rule.is_some() { count(&frame, &mut form, &office)? } else { None };
    Ok(html(&CalculatorPage::new(frame, form, rules, answer.as_ref())))
}

/// The last day, or what is wrong with the question.
fn count(frame: &Frame, form: &mut Form, office: &Office) -> Result<Option<(Derivation, Naming)>, Failed> {
    match question(form).and_then(|question| due(&question, Some(office))) {
        Ok(answer) => Ok(Some(answer)),
        Err(AppError::Invalid(wrong)) => {
            // A pause is one field of a question and two of the form.
            let name = |field: &str| if field == "pause" { "pause-from".to_owned() } else { field.to_owned() };
            for wrong in &wrong {
                blame_field(&frame.say, form, wrong, name);
            }
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn question(form: &Form) -> Result<Question, AppError> {
    let day = |name: &str| form.value(name).parse().map_err(|_| Invalid::new(name, "not-a-date"));
    let rule = form.value("rule").parse().map_err(|_| Invalid::new("rule", "unknown-code"))?;
    let start = day("start")?;
    let days = Some(form.value("extend")).filter(|days| !days.is_empty()).map(str::parse).transpose();
    let extend_days = days.map_err(|_| Invalid::new("extend", "wrong-type"))?;
    let stood_still = !form.value("pause-from").is_empty() || !form.value("pause-to").is_empty();
    let pauses = if stood_still { vec![(day("pause-from")?, day("pause-to")?)] } else { Vec::new() };
    Ok(Question { rule, start, extend_days, pauses })
}

/// What the page told, to be taken into one's own calendar.
async fn calculator_ics(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let (derivation, naming) = due(&question(&asked.form(today))?, Some(&office))?;
    Ok(dates::file([Event::asked(&derivation, &naming, &frame.say)]))
}

async fn figures(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let (months, today) = (state.app.public_figures().await?, state.app.today().await?);
    Ok(html(&FiguresPage { frame, today, months }))
}

async fn figures_csv(State(state): State<WebState>) -> Result<Response, Failed> {
    Ok(table::csv(&state.app.public_figures().await?, "month", &PUBLIC)?)
}

async fn figures_json(State(state): State<WebState>) -> Result<Response, Failed> {
    Ok(table::json(&state.app.public_figures().await?, &PUBLIC))
}

async fn figures_xlsx(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let words = PUBLIC.iter().map(|figure| frame.say.word(*figure));
    let heads = std::iter::once(frame.t("figures-month")).chain(words).collect();
    let table = state.app.public_figures().await?;
    let number = |row: &BTreeMap<Figure, i64>, figure: &Figure| row.get(figure).copied().unwrap_or(0);
    let row = |(month, row): (&String, &_)| named(month.clone(), PUBLIC.iter().map(|figure| number(row, figure)));
    let rows = table.iter().map(row).collect();
    Ok(table::xlsx(&Sheet { name: "figures", title: frame.t("page-figures"), heads, rows })?)
}
