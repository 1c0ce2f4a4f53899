//! A body that files may come with. From programs: JSON alone, or `multipart/form-data` whose first part `data` is that JSON
//! and whose further parts `files` are the files. From pages: the fields of a form, and its files after them. Files are
//! counted and kept while they stream; none is held in memory.

mod meter;
mod parts;

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use huiyin_app::App;
use huiyin_app::desk::Desk;
use huiyin_app::files::FILES_MIB_MAX;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::extract::Body;
use crate::problem::{Failed, Kind};
use crate::{BODY_BYTES_MAX, REQUEST_TIME_MAX};
use meter::Meter;
use parts::Parts;

pub use parts::Came;

/// Largest form, in MiB: all files, the JSON, and the heads of the parts.
pub const FORM_MIB_MAX: usize = FILES_MIB_MAX + 4;

/// How long the largest form may take: 100 MiB over a line of 1 Mbit/s.
const FORM_TIME_MAX: Duration = Duration::from_mins(15);

/// The media type of a form with files.
const FORM_TYPE: &str = "multipart/form-data";

/// A body, and the files that come after it.
pub struct Form<T> {
    /// What was sent as JSON.
    pub body: T,
    /// What follows it.
    pub uploads: Uploads,
}

/// Files on their way; none where JSON came alone.
pub struct Uploads(Option<Parts>);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failed;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Failed> {
        if !is_form(request.headers()) {
            DefaultBodyLimit::max(BODY_BYTES_MAX).apply(&mut request);
            let Body(body) = within(REQUEST_TIME_MAX, Body::from_request(request, state)).await?;
            return Ok(Self { body, uploads: Uploads(None) });
        }
        let mut parts = opened(request, state).await?;
        let body = within(REQUEST_TIME_MAX, parts.data()).await?;
        Ok(Self { body, uploads: Uploads(Some(parts)) })
    }
}

/// A form as a page sends it: its fields, and the files that come after them.
pub struct PageForm {
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// What follows them.
    pub uploads: Uploads,
}

impl<S: Send + Sync> FromRequest<S> for PageForm {
    type Rejection = Failed;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failed> {
        let mut parts = opened(request, state).await?;
        let fields = within(REQUEST_TIME_MAX, parts.fields()).await?;
        Ok(Self { fields, uploads: Uploads(Some(parts)) })
    }
}

/// A form whose parts can be read one by one.
async fn opened<S: Send + Sync>(request: Request, state: &S) -> Result<Parts, Failed> {
    let (meter, mut request) = Meter::on(request);
    DefaultBodyLimit::max(FORM_MIB_MAX * 1024 * 1024).apply(&mut request);
    let form = Multipart::from_request(request, state).await.map_err(|_| Kind::NotForm)?;
    Ok(Parts::new(form, meter))
}

/// The request is a form in parts.
pub fn is_form(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    media.get(..FORM_TYPE.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(FORM_TYPE))
}

impl Uploads {
    /// How long whatever takes them in may take.
    pub const fn time_max(&self) -> Duration {
        if self.0.is_some() { FORM_TIME_MAX } else { REQUEST_TIME_MAX }
    }

    /// None came, and none can.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Tells, once they were kept or discarded, whether there was any.
    pub fn came(&self) -> Came {
        self.0.as_ref().map_or_else(Came::default, Parts::came)
    }

    /// Reads what is left and keeps none of it, because the form was refused for its fields: whoever sends a page hears
    /// nothing before it is sent whole.
    pub async fn discard(self) {
        if let Some(mut parts) = self.0 {
            // Whoever takes longer will not hear why.
            let _ = timeout(FORM_TIME_MAX, parts.discard()).await;
        }
    }

    /// The first file and its name, of at most so many bytes; none where none was chosen.
    pub async fn one(self, bytes_max: usize) -> Result<Option<(String, Vec<u8>)>, Failed> {
        let Some(mut parts) = self.0 else { return Ok(None) };
        within(FORM_TIME_MAX, parts.one(bytes_max)).await
    }

    /// Keeps every file on the desk. If one cannot be taken, none is kept.
    pub async fn keep_on(self, app: &App, desk: &mut Desk) -> Result<(), Failed> {
        let Some(mut parts) = self.0 else { return Ok(()) };
        let kept = within(FORM_TIME_MAX, parts.keep_on(app, desk)).await;
        if kept.is_err() {
            app.discard_files(desk.matter(), &desk.files()).await;
        }
        kept
    }
}

async fn within<T>(time_max: Duration, work: impl Future<Output = Result<T, Failed>>) -> Result<T, Failed> {
    timeout(time_max, work).await.unwrap_or_else(|_| Err(Kind::TookTooLong.into()))
}

/// Does the work to its end, also where the client is gone meanwhile: files that it keeps are then either named by a
/// commit or removed.
pub async fn to_the_end<T: Send + 'static>(
    time_max: Duration,
    work: impl Future<Output = Result<T, Failed>> + Send + 'static,
) -> Result<T, Failed> {
    let done = tokio::spawn(work);
    within(time_max, async { done.await.unwrap_or_else(|_| Err(Kind::Unavailable.into())) }).await
}
