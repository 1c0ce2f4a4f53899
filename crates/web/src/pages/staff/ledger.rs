//! Figures for officers: a table as asked, the matters behind each of its numbers, and the table as a file.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::report::{Cut, FigureFilter, Table};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::office::Office;
use huiyin_domain::view::Figure;
use huiyin_render::Say;
use huiyin_render::form::{Choice, Control, Field, Form, line};
use huiyin_render::page::{BehindLine, BehindPage, Frame, LedgerPage, Number};

use super::Staff;
use super::asked::{self, Asked, CUTS, Question, narrowed, query};
use crate::WebState;
use crate::pages::form::blame_field;
use crate::pages::table::{self, Sheet, named};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Matters of one page: each is opened, to see whether it may be.
const PAGE_MATTERS: usize = 30;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/figures", get(look))
        .route("/desk/figures.csv", get(csv))
        .route("/desk/figures.json", get(json))
        .route("/desk/figures.xlsx", get(xlsx))
        .route("/desk/figures/{figure}", get(behind))
}

async fn look(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let mut form = typed(&asked);
    let Question { filter, cut, code } = match asked.question(&office, today) {
        Ok(question) => question,
        Err(faults) => {
            for fault in &faults {
                blame_field(&staff.frame.say, &mut form, fault, str::to_owned);
            }
            let fields = fields(&staff.frame, &form, &office);
            return Ok(faulty(&page(staff.frame, form, fields, None)));
        }
    };
    form.set("from", filter.from.map(|day| day.to_string()).unwrap_or_default());
    form.set("cut", code);
    let table = state.app.figures(&staff.actor, &filter, cut).await?;
    let fields = fields(&staff.frame, &form, &office);
    let told = Told { say: &staff.frame.say, office: &office, table: &table, filter: &filter, cut };
    let (heads, rows, query) = (told.heads(), told.rows(), format!("?{}&cut={code}", query(&filter)));
    let months = if cut == Cut::Month { table } else { Table::new() };
    Ok(html(&page(staff.frame, form, fields, Some(Shown { heads, rows, months, query }))))
}

/// What a page shows of the figures: nothing where they could not be asked.
#[derive(Default)]
struct Shown {
    heads: Vec<String>,
    rows: Vec<(String, Vec<Number>)>,
    months: Table,
    query: String,
}

fn page(frame: Frame, form: Form, fields: Vec<Field>, shown: Option<Shown>) -> LedgerPage {
    let Shown { heads, rows, months, query } = shown.unwrap_or_default();
    let downloads = ["csv", "json", "xlsx"].map(|kind| format!("/desk/figures.{kind}{query}"));
    LedgerPage { frame, form, fields, heads, rows, months, downloads }
}

/// What was asked, as it stands in the form.
fn typed(asked: &Asked) -> Form {
    let mut form = Form::default();
    let typed = [
        ("from", &asked.from),
        ("to", &asked.to),
        ("known_on", &asked.known_on),
        ("unit", &asked.unit),
        ("cut", &asked.cut),
    ];
    for (name, value) in typed {
        form.set(name, value.clone().unwrap_or_default());
    }
    form
}

fn fields(frame: &Frame, form: &Form, office: &Office) -> Vec<Field> {
    let field = |name: &str, control: Control| {
        let label = frame.t(&format!("ledger-{}", name.replace('_', "-")));
        Field::called(&frame.say, form, name, label, control)
    };
    let units = office.units().map(|unit| Choice::new(unit.code.as_str(), frame.say.unit_name(unit)));
    let units = std::iter::once(Choice::new("", frame.t("ledger-all-units"))).chain(units);
    let cuts = CUTS.iter().map(|(code, _)| Choice::new(*code, frame.t(&format!("ledger-by-{code}"))));
    vec![
        field("from", line("date", "off")),
        field("to", line("date", "off")),
        field("cut", Control::List(cuts.collect())),
        field("unit", Control::List(units.collect())),
        field("known_on", line("date", "off")).hinted(frame.t("ledger-known-on-hint")),
    ]
}

/// A table put into words and links.
struct Told<'a> {
    say: &'a Say,
    office: &'a Office,
    table: &'a Table,
    filter: &'a FigureFilter,
    cut: Cut,
}

impl Told<'_> {
    /// The figures that have any number.
    fn figures(&self) -> Vec<Figure> {
        let has_any = |figure: &&Figure| self.table.values().any(|row| row.get(figure).is_some_and(|n| *n != 0));
        Figure::ALL.iter().filter(has_any).copied().collect()
    }

    fn heads(&self) -> Vec<String> {
        self.figures().into_iter().map(|figure| self.say.word(figure)).collect()
    }

    fn rows(&self) -> Vec<(String, Vec<Number>)> {
        let figures = self.figures();
        let row = |(value, row): (&String, &std::collections::BTreeMap<Figure, i64>)| {
            let part = self.part(value);
            let number = |figure: &Figure| {
                let n = row.get(figure).copied().unwrap_or(0);
                let href = part.as_ref().filter(|_| n != 0);
                Number { n, href: href.map(|part| asked::behind(*figure, part)) }
            };
            (self.name(value), figures.iter().map(number).collect())
        };
        self.table.iter().map(row).collect()
    }

    /// The filter of a row. A class is asked with all below it: where those have rows of their own, none says it alone.
    fn part(&self, value: &str) -> Option<FigureFilter> {
        let below = format!("{value}.");
        let is_split = self.cut == Cut::Class && self.table.keys().any(|other| other.starts_with(&below));
        if is_split { None } else { narrowed(self.filter, self.cut, value) }
    }

    fn name(&self, value: &str) -> String {
        let named = match self.cut {
            Cut::Whole => return self.say.text("figures-sum", &[]),
            Cut::Month => return value.to_owned(),
            Cut::Unit => value.parse().ok().map(|unit| self.say.unit(self.office, &unit)),
            Cut::Channel => Channel::from_code(value).map(|channel| self.say.word(channel)),
            Cut::Kind => Kind::from_code(value).map(|kind| self.say.word(kind)),
            Cut::Class => {
                let class = value.parse().ok().and_then(|code| self.office.class(&code));
                class.map(|class| self.say.class_name(class).to_owned())
            }
        };
        named.unwrap_or_else(|| self.say.text("ledger-unclassified", &[]))
    }
}

/// What is asked where no form can tell of faults.
async fn question(state: &WebState, asked: &Asked) -> Result<Question, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    asked.question(&office, today).map_err(Failed::of_fields)
}

async fn csv(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let Question { filter, cut, code } = question(&state, &asked).await?;
    Ok(table::csv(&state.app.figures(&staff.actor, &filter, cut).await?, code, Figure::ALL)?)
}

async fn json(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let Question { filter, cut, .. } = question(&state, &asked).await?;
    Ok(table::json(&state.app.figures(&staff.actor, &filter, cut).await?, Figure::ALL))
}

async fn xlsx(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let Question { filter, cut, code } = question(&state, &asked).await?;
    let (office, say) = (state.app.office().await?, &staff.frame.say);
    let table = state.app.figures(&staff.actor, &filter, cut).await?;
    let told = Told { say, office: &office, table: &table, filter: &filter, cut };
    let of = staff.frame.t(&format!("ledger-by-{code}"));
    let rows = told.rows().into_iter().map(|(name, numbers)| named(name, numbers.iter().map(|number| number.n)));
    let heads = std::iter::once(of).chain(told.heads()).collect();
    Ok(table::xlsx(&Sheet { name: "figures", title: staff.frame.t("ledger-title"), heads, rows: rows.collect() })?)
}

/// The matters behind a figure; what the officer may not see is told as a number.
async fn behind(
    State(state): State<WebState>,
    staff: Staff,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let figure = Figure::from_code(&code).ok_or(AppError::NotFound)?;
    let Question { filter, .. } = question(&state, &asked).await?;
    let after = asked.after.as_deref().map(str::parse).transpose();
    let after = after.map_err(|_| Failed::of_fields(vec![Invalid::new("after", "unknown-code")]))?;
    let page = state.app.behind(&staff.actor, figure, &filter, after, PAGE_MATTERS).await?;
    let last = page.rows.last().filter(|_| page.more);
    let next = last.map(|(matter, _)| format!("/desk/figures/{code}?{}&after={matter}", query(&filter)));
    let (mut lines, mut hidden) = (Vec::new(), 0);
    for (matter, n) in page.rows {
        match state.app.view(&staff.actor, matter).await {
            Ok(view) => {
                let first = view.matter.petitions.first();
                let subject = first.and_then(|petition| view.words.get(&petition.filed.subject.id)).cloned();
                lines.push(BehindLine {
                    href: format!("/desk/{matter}"),
                    number: first.and_then(|it| it.number.as_ref()).map(ToString::to_string).unwrap_or_default(),
                    subject: subject.unwrap_or_else(|| staff.frame.t("dossier-untold")),
                    n,
                });
            }
            Err(AppError::NotFound) => hidden += n,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(html(&BehindPage { title: staff.frame.say.word(figure), lines, hidden, next, frame: staff.frame }))
}
