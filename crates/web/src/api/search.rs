//! Search by words. Words are sent in a body: an address is written down in too many places.

use axum::Json;
use axum::extract::State;
use huiyin_app::account::Scope;
use huiyin_app::search::{Find, Marked, SearchFilter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::petitions::optional_code;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Body;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(search))
}

/// What is looked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"words": "lamp", "class": "03.02", "from": "2026-01-01"}))]
pub struct SearchBody {
    /// Two signs or more, traditional or simplified; pieces are parted by spaces.
    words: String,
    /// Of this class or one below it.
    #[serde(default)]
    class: Option<String>,
    /// In charge of this unit.
    #[serde(default)]
    unit: Option<String>,
    /// In this place or one within it.
    #[serde(default)]
    place: Option<String>,
    /// At this stage.
    #[serde(default)]
    stage: Option<String>,
    /// Come by this channel.
    #[serde(default)]
    channel: Option<String>,
    /// Received on or after.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Received on or before.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// Also what holds another word that people use for the same.
    #[serde(default)]
    widely: bool,
    /// Where the page before said to go on.
    #[serde(default)]
    start: usize,
}

/// A page of finds, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindsBody {
    /// How many were found, of all pages.
    count: usize,
    /// There are more; these are the newest.
    is_cut: bool,
    finds: Vec<FindBody>,
    /// Where the next page starts, if there is one.
    next: Option<usize>,
}

/// A matter that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindBody {
    matter: String,
    issue: u32,
    number: Option<String>,
    subject: MarkedBody,
    /// The lines of its text that show most of the words.
    snippet: MarkedBody,
    unit: String,
    stage: String,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    channel: String,
    class: Option<String>,
    place: Option<String>,
}

/// A text, without numbers of persons, and the words in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkedBody {
    text: String,
    /// First character and the one after the last, counted from 0.
    marks: Vec<[usize; 2]>,
}

/// What may be read and answers these words.
#[utoipa::path(post, path = "/search", request_body = SearchBody, security(("bearer" = [])),
    responses((status = 200, body = FindsBody), (status = 422, body = Problem)))]
async fn search(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Body(asked): Body<SearchBody>,
) -> Result<Json<FindsBody>, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    let filter = SearchFilter {
        class: optional_code("class", asked.class.as_deref())?,
        unit: optional_code("unit", asked.unit.as_deref())?,
        place: optional_code("place", asked.place.as_deref())?,
        stage: optional_code("stage", asked.stage.as_deref())?,
        channel: optional_code("channel", asked.channel.as_deref())?,
        from: asked.from,
        to: asked.to,
        widely: asked.widely,
    };
    let found = state.app.search(&actor, &asked.words, &filter, asked.start).await?;
    let finds = found.finds.into_iter().map(find_body).collect();
    Ok(Json(FindsBody { count: found.count, is_cut: found.is_cut, finds, next: found.next }))
}

fn find_body(find: Find) -> FindBody {
    let (number, row) = (find.listed.number, find.listed.row);
    FindBody {
        matter: row.matter.to_string(),
        issue: row.issue.0,
        number: number.map(|number| number.to_string()),
        subject: marked_body(find.subject),
        snippet: marked_body(find.snippet),
        unit: row.unit.to_string(),
        stage: row.stage.to_string(),
        received_on: row.received_on,
        channel: row.channel.to_string(),
        class: row.class.map(|class| class.to_string()),
        place: row.place.map(|place| place.to_string()),
    }
}

pub(super) fn marked_body(Marked { text, marks }: Marked) -> MarkedBody {
    let sign = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let marks = marks.iter().map(|mark| [sign(mark.start), sign(mark.end)]).collect();
    MarkedBody { text, marks }
}
