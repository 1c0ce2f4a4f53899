//! The parts of a form, one after the other. Whatever is not as described is told by the part's field and a code.

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

/// How long the rest of a form that was refused is read on: whoever still sends would not hear why otherwise.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(10);

/// The part of the JSON.
const DATA: &str = "data";

/// The parts of files.
const FILES: &str = "files";

/// A form being read.
pub struct Parts {
    form: Multipart,
    meter: Meter,
}

impl Parts {
    /// From its beginning.
    pub const fn new(form: Multipart, meter: Meter) -> Self {
        Self { form, meter }
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
        let mut bytes = Vec::new();
        while let Some(more) = in_time(part.chunk()).await? {
            if bytes.len() + more.len() > BODY_BYTES_MAX {
                return Err(Kind::TooLarge.into());
            }
            bytes.extend_from_slice(&more);
        }
        Json::from_bytes(&bytes).map(|Json(body)| body).map_err(|rejection| not_taken(&rejection))
    }

    /// Keeps the files of all further parts on the desk.
    pub async fn keep_on(&mut self, app: &App, desk: &mut Desk) -> Result<(), Failed> {
        while let Some(part) = self.next().await? {
            if part.name() != Some(FILES) {
                return Err(Failed::of_fields(vec![Invalid::new(said_back(part.name()), "unknown-field")]));
            }
            let name = name(&part).map_err(|code| {
                let field = format!("{FILES}.{}.name", desk.files().len());
                Failed::of_fields(vec![Invalid::new(field, code)])
            })?;
            let media_type = part.content_type().unwrap_or_default().to_owned();
            app.keep_file(desk, &name, &media_type, bytes_of(part)).await?;
        }
        Ok(())
    }

    /// Reads on and keeps nothing, for a while.
    pub async fn drain(&mut self) {
        self.meter.expect_content();
        let drained = async { while let Ok(Some(_)) = self.form.next_field().await {} };
        // Whoever sends on after that will not hear why.
        let _ = timeout(DRAIN_TIME_MAX, drained).await;
    }
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

async fn in_time<T>(read: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Failed> {
    match timeout(SILENCE_MAX, read).await {
        Ok(read) => read.map_err(|error| broken(&error)),
        Err(_) => Err(Kind::TookTooLong.into()),
    }
}

fn broken(error: &MultipartError) -> Failed {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Kind::TooLarge.into() } else { Kind::NotForm.into() }
}
