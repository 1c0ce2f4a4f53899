//! The parts of a form, one after the other. Whatever is not as described is told by the part's field and a code.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::{StatusCode, header};
use futures::{Stream, stream};
use huiyin_app::desk::Desk;
use huiyin_app::{App, Invalid};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::meter::Meter;
use crate::BODY_BYTES_MAX;
use crate::extract::{is_foreign, not_taken, said_back};
use crate::problem::{Failed, Kind};

/// A client that sends nothing for so long is gone.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// The part of the JSON.
const DATA: &str = "data";

/// The parts of files.
const FILES: &str = "files";

/// The last field of a page's form before its files; what it holds does not matter.
const FILES_FOLLOW: &str = "files-follow";

/// More fields than any page has.
const FIELDS_MAX: usize = 100;

/// A form being read.
pub struct Parts {
    form: Multipart,
    meter: Meter,
    came: Came,
}

/// Whether any file came with a form.
#[derive(Debug, Clone, Default)]
pub struct Came(Arc<AtomicBool>);

impl Came {
    /// One did.
    pub fn any(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Parts {
    /// From its beginning.
    pub fn new(form: Multipart, meter: Meter) -> Self {
        Self { form, meter, came: Came::default() }
    }

    /// Whether any file came with it, asked when it was read.
    pub fn came(&self) -> Came {
        self.came.clone()
    }

    async fn next(&mut self) -> Result<Option<Field<'_>>, Failed> {
        self.meter.expect_head();
        let next = in_time(self.form.next_field()).await?;
        self.meter.expect_content();
        Ok(next)
    }

    /// What the first part says.
    pub async fn data<T: DeserializeOwned>(&mut self) -> Result<T, Failed> {
        let part = self.next().await?.filter(|part| part.name() == Some(DATA));
        let mut part = part.ok_or_else(|| Failed::of_fields(vec![Invalid::new(DATA, "missing")]))?;
        if part.content_type().is_some_and(is_foreign) {
            return Err(Kind::NotJsonType.into());
        }
        let bytes = whole(&mut part, BODY_BYTES_MAX).await?;
        Json::from_bytes(&bytes).map(|Json(body)| body).map_err(|rejection| not_taken(&rejection))
    }

    /// The fields of a page's form, up to its files.
    pub async fn fields(&mut self) -> Result<Vec<(String, String)>, Failed> {
        let (mut fields, mut left_bytes) = (Vec::new(), BODY_BYTES_MAX);
        while let Some(mut part) = self.next().await? {
            let name = said_back(part.name());
            if name == FILES_FOLLOW {
                break;
            }
            let mut bytes = Vec::new();
            while let Some(more) = in_time(part.chunk()).await? {
                left_bytes = left_bytes.checked_sub(more.len()).ok_or(Kind::TooLarge)?;
                bytes.extend_from_slice(&more);
            }
            if fields.len() == FIELDS_MAX {
                return Err(Kind::TooLarge.into());
            }
            let value = String::from_utf8(bytes).map_err(|_| Kind::NotPageForm)?;
            fields.push((name, value));
        }
        Ok(fields)
    }

    /// Reads what is left of a page's form and keeps nothing.
    pub async fn discard(&mut self) {
        let came = self.came();
        while let Ok(Some(mut part)) = self.next().await {
            if !is_unused(&part) {
                came.note();
            }
            while let Ok(Some(_)) = in_time(part.chunk()).await {}
        }
    }

    /// The first file that was chosen and its name.
    pub async fn one(&mut self, bytes_max: usize) -> Result<Option<(String, Vec<u8>)>, Failed> {
        while let Some(mut part) = self.next().await? {
            if part.name() == Some(FILES) && !is_unused(&part) {
                let name = part.file_name().unwrap_or_default().to_owned();
                return Ok(Some((name, whole(&mut part, bytes_max).await?)));
            }
        }
        Ok(None)
    }

    /// Keeps the files of all further parts on the desk.
    pub async fn keep_on(&mut self, app: &App, desk: &mut Desk) -> Result<(), Failed> {
        let came = self.came();
        while let Some(part) = self.next().await? {
            if part.name() != Some(FILES) {
                return Err(Failed::of_fields(vec![Invalid::new(said_back(part.name()), "unknown-field")]));
            }
            if is_unused(&part) {
                continue;
            }
            came.note();
            let name = name(&part).map_err(|code| {
                let field = format!("{FILES}.{}.name", desk.files().len());
                Failed::of_fields(vec![Invalid::new(field, code)])
            })?;
            let media_type = part.content_type().unwrap_or_default().to_owned();
            app.keep_file(desk, &name, &media_type, bytes_of(part)).await?;
        }
        Ok(())
    }
}

/// A browser sends a part without a name where no file was chosen.
fn is_unused(part: &Field<'_>) -> bool {
    part.file_name() == Some("")
}

/// The file's name: one that is not UTF-8 cannot be kept as it was given.
fn name(part: &Field<'_>) -> Result<String, &'static str> {
    let head = part.headers().get(header::CONTENT_DISPOSITION).map_or(&[][..], |value| value.as_bytes());
    let otherwise = if std::str::from_utf8(head).is_ok() { "missing" } else { "not-text" };
    part.file_name().map(str::to_owned).ok_or(otherwise)
}

fn bytes_of(part: Field<'_>) -> impl Stream<Item = Result<Bytes, Failed>> + Send {
    stream::try_unfold(part, |mut part| async {
        let more = in_time(part.chunk()).await?;
        Ok(more.map(|more| (more, part)))
    })
}

/// The content of a part, of at most so many bytes.
async fn whole(part: &mut Field<'_>, bytes_max: usize) -> Result<Vec<u8>, Failed> {
    let mut bytes = Vec::new();
    while let Some(more) = in_time(part.chunk()).await? {
        if bytes.len() + more.len() > bytes_max {
            return Err(Kind::TooLarge.into());
        }
        bytes.extend_from_slice(&more);
    }
    Ok(bytes)
}

async fn in_time<T>(read: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Failed> {
    match timeout(SILENCE_MAX, read).await {
        Ok(read) => read.map_err(|error| broken(&error)),
        Err(_) => Err(Kind::TookTooLong.into()),
    }
}

fn broken(error: &MultipartError) -> Failed {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Kind::TooLarge.into() } else { Kind::NotForm.into() }
}
