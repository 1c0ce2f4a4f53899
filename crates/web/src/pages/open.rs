//! What the office shows of itself to everybody: how it works, the calculator, figures.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::Invalid;
use huiyin_app::calculator::{NoAnswer, Question, due};
use huiyin_domain::clock::Derivation;
use huiyin_domain::pack::Naming;
use huiyin_domain::view::Figure;
use huiyin_render::form::Form;
use huiyin_render::page::{CalculatorPage, FiguresPage, Frame, HowPage, PUBLIC, rules_of};
use serde::Deserialize;

use super::form::blame_field;
use super::table::{self, Sheet, named};
use super::trouble::html;
use super::visitor::Visitor;
use crate::WebState;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/how", get(how))
        .route("/calculator", get(calculator))
        .route("/figures", get(figures))
        .route("/figures.csv", get(figures_csv))
        .route("/figures.json", get(figures_json))
        .route("/figures.xlsx", get(figures_xlsx))
}

async fn how(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    Ok(html(&HowPage::new(frame, &office, today)))
}

/// What the calculator is asked: nothing of a person.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    start: Option<String>,
}

async fn calculator(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let rules = rules_of(&office, &frame.say, today);
    let mut form = Form::default();
    form.set("rule", asked.rule.clone().unwrap_or_default());
    form.set("start", asked.start.clone().unwrap_or_else(|| today.to_string()));
    let answer = if asked.rule.is_some() { count(&frame, &mut form)? } else { None };
    Ok(html(&CalculatorPage::new(frame, form, rules, answer.as_ref())))
}

/// The last day, or what is wrong with the question.
fn count(frame: &Frame, form: &mut Form) -> Result<Option<(Derivation, Naming)>, Failed> {
    let read = (form.value("rule").parse(), form.value("start").parse());
    let wrong = match read {
        (Err(_), _) => Invalid::new("rule", "unknown-code"),
        (_, Err(_)) => Invalid::new("start", "not-a-date"),
        (Ok(rule), Ok(start)) => match due(&Question { rule, start, extend_days: None, pauses: Vec::new() }) {
            Ok(answer) => return Ok(Some(answer)),
            Err(NoAnswer::Rules(error)) => return Err(error.into()),
            Err(_) => Invalid::new("rule", "unknown-code"),
        },
    };
    blame_field(&frame.say, form, &wrong, str::to_owned);
    Ok(None)
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
