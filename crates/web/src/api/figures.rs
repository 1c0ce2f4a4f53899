//! Figures: sums, cut as asked, as known on any day; and the matters behind each.
#![expect(unused_qualifications, reason = "the macro that describes a query's parameters names their type in full")]

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use huiyin_app::account::Scope;
use huiyin_app::report::{Cut, FigureFilter};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::view::Figure;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::petitions::optional_code;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Query;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(sums)).routes(routes!(behind))
}

/// Which lines of the ledger are summed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Occurred on or after.
    #[param(value_type = Option<String>)]
    from: Option<Date>,
    /// Occurred on or before.
    #[param(value_type = Option<String>)]
    to: Option<Date>,
    /// As known on this day.
    #[param(value_type = Option<String>)]
    known_on: Option<Date>,
    unit: Option<String>,
    channel: Option<String>,
    class: Option<String>,
    kind: Option<String>,
    /// month, unit, channel, class, kind; whole where none is named.
    cut: Option<String>,
    /// For the matters behind a figure: goes on after this one.
    after: Option<String>,
}

impl Asked {
    fn filter(&self) -> Result<FigureFilter, AppError> {
        Ok(FigureFilter {
            from: self.from,
            to: self.to,
            known_on: self.known_on,
            unit: optional_code("unit", self.unit.as_deref())?,
            channel: optional_code("channel", self.channel.as_deref())?,
            class: optional_code("class", self.class.as_deref())?,
            kind: optional_code("kind", self.kind.as_deref())?,
        })
    }

    fn cut(&self) -> Result<Cut, AppError> {
        match self.cut.as_deref() {
            None => Ok(Cut::Whole),
            Some("month") => Ok(Cut::Month),
            Some("unit") => Ok(Cut::Unit),
            Some("channel") => Ok(Cut::Channel),
            Some("class") => Ok(Cut::Class),
            Some("kind") => Ok(Cut::Kind),
            Some(_) => Err(Invalid::new("cut", "unknown-code").into()),
        }
    }
}

/// A matter behind a figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareBody {
    matter: String,
    n: i64,
}

/// The matters behind a figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct BehindBody {
    matters: Vec<ShareBody>,
    more: bool,
}

/// Matters of one page.
const PAGE_MATTERS: usize = 100;

/// The figures; under the empty string where they are not cut.
#[utoipa::path(get, path = "/figures", params(Asked), security(("bearer" = [])),
    responses((status = 200, body = BTreeMap<String, BTreeMap<String, i64>>), (status = 422, body = Problem)))]
async fn sums(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<BTreeMap<String, BTreeMap<String, i64>>>, Failed> {
    let actor = signed_in.with(Scope::Figures)?;
    let table = state.app.figures(&actor, &asked.filter()?, asked.cut()?).await?;
    let named =
        |figures: BTreeMap<Figure, i64>| figures.into_iter().map(|(figure, n)| (figure.code().to_owned(), n)).collect();
    Ok(Json(table.into_iter().map(|(value, figures)| (value, named(figures))).collect()))
}

/// The matters behind a figure.
#[utoipa::path(get, path = "/figures/{figure}/matters", params(("figure" = String, Path), Asked),
    security(("bearer" = [])), responses((status = 200, body = BehindBody), (status = 404, body = Problem)))]
async fn behind(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path(figure): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<BehindBody>, Failed> {
    let actor = signed_in.with(Scope::Figures)?;
    let figure = Figure::from_code(&figure).ok_or(AppError::NotFound)?;
    let after = optional_code("after", asked.after.as_deref())?;
    let page = state.app.behind(&actor, figure, &asked.filter()?, after, PAGE_MATTERS).await?;
    let matters = page.rows.into_iter().map(|(matter, n)| ShareBody { matter: matter.to_string(), n }).collect();
    Ok(Json(BehindBody { matters, more: page.more }))
}
