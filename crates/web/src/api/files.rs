//! The files of a matter: listed with it, and downloaded. What a file claims to be is never believed: it is sent as bytes
//! to be saved, never to be shown or run.

use axum::body::Body as Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::files::{FileNote, Origin, ShownFile};
use huiyin_domain::ids::MatterId;
use huiyin_domain::office::Actor;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::matters::matter_id;
use super::query::CodeBody;
use crate::WebState;
use crate::bearer::SignedIn;
use crate::extract::Body;
use crate::problem::{Failed, Problem};

pub(super) fn router() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(download))
}

/// The petitioner's door.
pub(super) fn by_code() -> OpenApiRouter<WebState> {
    OpenApiRouter::new().routes(routes!(fetch))
}

/// A file of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileBody {
    /// Its id, for the download.
    file: String,
    /// The petition it came with.
    petition: Option<u32>,
    /// The issue it is evidence for.
    issue: Option<u32>,
    /// Its name, as the sender gave it.
    name: String,
    /// What the sender said it is.
    media_type: String,
    size_bytes: u64,
    sha256: String,
}

impl From<ShownFile> for FileBody {
    fn from(shown: ShownFile) -> Self {
        let (petition, issue) = match shown.origin {
            Origin::Petition(no) => (Some(no.0), None),
            Origin::Evidence(no) => (None, Some(no.0)),
        };
        let FileNote { name, media_type, size_bytes, sha256 } = shown.note;
        Self { file: shown.id.to_string(), petition, issue, name, media_type, size_bytes, sha256 }
    }
}

/// Download a file.
#[utoipa::path(get, path = "/matters/{matter}/files/{file}", security(("bearer" = [])),
    params(("matter" = String, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn download(
    State(state): State<WebState>,
    signed_in: SignedIn,
    Path((matter, file)): Path<(String, String)>,
) -> Result<Response, Failed> {
    let actor = signed_in.with(Scope::Read)?;
    send(&state, &actor, matter_id(&matter)?, &file).await
}

/// Download a file of one's own petition.
#[utoipa::path(post, path = "/query/files/{file}", request_body = CodeBody, params(("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
async fn fetch(
    State(state): State<WebState>,
    Path(file): Path<String>,
    Body(body): Body<CodeBody>,
) -> Result<Response, Failed> {
    let (matter, actor) = state.app.holder(&body.code).await?;
    send(&state, &actor, matter, &file).await
}

/// A file that the actor may read, to be saved.
pub(crate) async fn send(state: &WebState, actor: &Actor, matter: MatterId, file: &str) -> Result<Response, Failed> {
    let file = file.parse().map_err(|_| AppError::NotFound)?;
    let (note, chunks) = state.app.read_file(actor, matter, file).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&note.name)),
        (header::CONTENT_LENGTH, note.size_bytes.to_string()),
    ];
    Ok((headers, Bytes::from_stream(opened(chunks).await?)).into_response())
}

/// The first chunk is opened before anything is answered: what does not open at all is a problem, not a broken download.
async fn opened(
    chunks: impl Stream<Item = Result<Vec<u8>, AppError>> + Send + 'static,
) -> Result<impl Stream<Item = Result<Vec<u8>, AppError>> + Send, AppError> {
    let mut chunks = Box::pin(chunks);
    let first = chunks.try_next().await?;
    Ok(stream::iter(first.map(Ok)).chain(chunks))
}

/// What RFC 8187 wants written by its bytes, and some that it would not mind.
const BEYOND_PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// The name as the sender gave it, for those who read RFC 8187; for others one of plain letters.
fn disposition(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let exact = utf8_percent_encode(name, BEYOND_PLAIN);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        for (name, told) in [
            ("a b.txt", "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt"),
            ("a\"; x=\"\\.pdf", "attachment; filename=\"a__ x___.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22%5C.pdf"),
            ("../é", "attachment; filename=\"..__\"; filename*=UTF-8''..%2F%C3%A9"),
        ] {
            assert_eq!(disposition(name), told);
        }
    }
}
