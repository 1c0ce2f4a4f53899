//! Use cases: load, decide, seal, commit; and the jobs that follow. The only crate that reads a clock or asks for chance.
//!
//! Knows the rules (`domain`), reads texts (`insight`) and keeps through `store`'s traits. Must not know HTTP, a driver,
//! HTML or a typesetter: those are ports ([`ports`]) or live in `web`.

pub mod access;
pub mod account;
pub mod act;
pub mod backup;
pub mod bearer;
pub mod book;
pub mod calculator;
pub mod chance;
pub mod checkpoint;
pub mod code;
pub mod counts;
pub mod desk;
mod durable;
pub mod error;
pub mod factor;
pub mod files;
pub mod filing;
pub mod founding;
pub mod guesses;
pub mod import;
pub mod invented;
pub mod jobs;
pub mod keys;
pub mod lawmaking;
pub mod letter;
pub mod load;
pub mod number;
pub mod office;
pub mod operations;
pub mod pack_file;
pub mod password;
pub mod ports;
pub mod propose;
pub mod publications;
pub mod query;
pub mod reading;
pub mod rebuild;
pub mod rederive;
pub mod report;
pub mod rules;
pub mod seal;
pub mod search;
pub mod session;
pub mod story;
pub mod tables;
pub mod topics;
pub mod verify;
pub mod visit;
pub mod worklist;

use std::path::PathBuf;
use std::sync::Arc;

use huiyin_domain::ids::OfficeId;
use huiyin_store::Store;
use jiff::Timestamp;

use bearer::Bearers;
use counts::Counted;
pub use error::{AppError, Invalid};
use files::Files;
use guesses::Guesses;
use keys::Keys;
use office::OfficeCache;
use ports::{Clock, Post, Press};
use propose::models::Models;
use publications::Shelf;
use topics::Known;

/// The office at work: a store, its keys, the time, the press.
#[derive(Clone)]
pub struct App {
    pub(crate) office_id: OfficeId,
    pub(crate) store: Store,
    pub(crate) keys: Keys,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) press: Arc<dyn Press>,
    pub(crate) office: Arc<OfficeCache>,
    pub(crate) bearers: Arc<Bearers>,
    pub(crate) files: Option<Files>,
    pub(crate) post: Option<Arc<dyn Post>>,
    pub(crate) checkpoints: Option<PathBuf>,
    pub(crate) guesses: Arc<Guesses>,
    pub(crate) counted: Arc<Counted>,
    pub(crate) topics: Arc<Known>,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) models: Arc<Models>,
}

impl App {
    /// An office over this store. Nothing is read yet; [`App::office`] does, and fails where none was founded.
    pub fn new(office_id: OfficeId, store: Store, keys: Keys, clock: Arc<dyn Clock>, press: Arc<dyn Press>) -> Self {
        let (office, bearers, guesses) = (Arc::default(), Arc::default(), Arc::default());
        let (files, post, checkpoints) = (None, None, None);
        let (topics, models, counted) = (Arc::default(), Arc::default(), Arc::default());
        let shelf = Arc::default();
        Self {
            office_id,
            store,
            keys,
            clock,
            press,
            office,
            bearers,
            files,
            post,
            checkpoints,
            guesses,
            counted,
            topics,
            shelf,
            models,
        }
    }

    /// The same office with a folder for attachments; without one no file is taken in.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self { files: Some(files), ..self }
    }

    /// The same office by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self }
    }

    /// The same office with a post; without one mails wait in their jobs.
    #[must_use]
    pub fn with_post(self, post: Arc<dyn Post>) -> Self {
        Self { post: Some(post), ..self }
    }

    /// The same office with a folder for signed checkpoints, which should lie outside the data folder; without one none is
    /// signed, and [`App::verify`] holds the journal against none.
    #[must_use]
    pub fn with_checkpoints(self, folder: PathBuf) -> Self {
        Self { checkpoints: Some(folder), ..self }
    }

    /// The same office with a folder for the models it learns; without one it proposes by the catalogue alone.
    #[must_use]
    pub fn with_models(self, models: Models) -> Self {
        Self { models: Arc::new(models), ..self }
    }

    /// The models that it has learned.
    pub fn models(&self) -> &Models {
        &self.models
    }

    /// The store, for operators' commands.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Writes what waits, then takes nothing more.
    pub async fn close(&self) {
        self.store.writer.close().await;
    }

    /// The office's id.
    pub const fn office_id(&self) -> OfficeId {
        self.office_id
    }

    /// The fingerprint of the service key.
    pub fn key_fingerprint(&self) -> String {
        self.keys.fingerprint()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
