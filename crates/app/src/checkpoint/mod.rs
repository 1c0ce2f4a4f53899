//! Checkpoints: what the journal held at a moment, in one signed line kept outside the data folder. Who rolls the database
//! back, or takes a whole stream out of it, contradicts the last one.
//!
//! One process signs at a time, by a lease in the database; no writer waits for it. A smaller tree than the signed one, or
//! another of the same size, is never signed over: that is for an operator to look into.

mod note;
mod tree;

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use huiyin_store::journal::hex;
use jiff::SignedDuration;

use crate::App;
use crate::chance;
use crate::durable;
use crate::error::AppError;
pub use note::Checkpoint;
use note::{NOTE_BYTES_MAX, Signer};
pub(crate) use tree::Tree;

/// Leaves given and read in one go: a transaction of some ten milliseconds.
const LEAVES_AT_ONCE: usize = 2_000;

/// How long the right to sign is held: longer than the first reading of a million leaves takes.
const LEASE: SignedDuration = SignedDuration::from_secs(120);

/// Signs checkpoints of one office, and keeps the tree between them.
pub struct Checkpointer {
    app: App,
    file: PathBuf,
    holder: String,
    tree: Tree,
}

impl App {
    /// One that signs into the office's folder for checkpoints, which is made where it is not there.
    ///
    /// Should be asked to sign at least every minute, and closed when the process stops.
    pub fn checkpointer(&self) -> Result<Checkpointer, AppError> {
        let file = self.checkpoint_file()?;
        let folder = file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| unavailable(folder, &error))?;
        let holder = hex(&chance::bytes::<8>()?);
        Ok(Checkpointer { app: self.clone(), file, holder, tree: Tree::default() })
    }

    /// The last checkpoint signed; none before the first.
    ///
    /// # Errors
    /// Inconsistent where the file is not what this office signed.
    pub fn last_checkpoint(&self) -> Result<Option<Checkpoint>, AppError> {
        read(&self.checkpoint_file()?, &self.checkpoint_signer())
    }

    /// The public key of the office's checkpoints, as tools that check signed notes take it.
    pub fn checkpoint_key(&self) -> String {
        self.checkpoint_signer().public()
    }

    fn checkpoint_file(&self) -> Result<PathBuf, AppError> {
        let folder = self.checkpoints.as_deref();
        let folder = folder.ok_or_else(|| AppError::Unavailable("no folder for checkpoints".to_owned()))?;
        Ok(folder.join(format!("office-{}.checkpoint", self.office_id)))
    }

    fn checkpoint_signer(&self) -> Signer {
        Signer::new(self.office_id, self.keys.checkpoint_seed())
    }
}

impl Checkpointer {
    /// Gives what was committed its leaves and signs them; none where another process holds the right to.
    ///
    /// # Errors
    /// Inconsistent where the database holds less than what was signed, or something else.
    pub async fn checkpoint(&mut self) -> Result<Option<Checkpoint>, AppError> {
        if !self.lease(LEASE).await? {
            return Ok(None);
        }
        while !self.app.store.leaves.advance(self.app.office_id, LEAVES_AT_ONCE).await?.is_empty() {}
        let hand = self.app.checkpoint_signer();
        let signed = read(&self.file, &hand)?;
        self.catch_up(signed.as_ref()).await?;
        let checkpoint = Checkpoint { size: self.tree.size(), root: self.tree.root() };
        if signed != Some(checkpoint) {
            durable::replace(&self.file, hand.sign(&checkpoint).as_bytes())
                .map_err(|error| unavailable(&self.file, &error))?;
        }
        Ok(Some(checkpoint))
    }

    /// Signs a last time and gives the right to sign back, so that the next process need not wait for it.
    pub async fn close(mut self) -> Result<Option<Checkpoint>, AppError> {
        let last = self.checkpoint().await;
        let given_back = self.lease(SignedDuration::ZERO).await;
        last.and_then(|last| given_back.map(|_| last))
    }

    async fn lease(&self, held_for: SignedDuration) -> Result<bool, AppError> {
        let now = self.app.now();
        let until = now.checked_add(held_for).unwrap_or(now);
        Ok(self.app.store.leaves.lease(self.app.office_id, &self.holder, now, until).await?)
    }

    /// Reads the leaves that the tree has not, and holds it against what is signed when it comes to that size.
    async fn catch_up(&mut self, signed: Option<&Checkpoint>) -> Result<(), AppError> {
        let signed_size = signed.map_or(0, |signed| signed.size);
        if self.tree.size() > signed_size {
            self.tree = Tree::default(); // what we signed is not there, so the tree of that size must be made again
        }
        loop {
            let page = self.app.store.leaves.leaves(self.app.office_id, self.tree.size(), LEAVES_AT_ONCE).await?;
            self.agree(signed)?;
            if page.is_empty() {
                break;
            }
            for leaf in page {
                self.agree(signed)?;
                if leaf.position != self.tree.size() {
                    return Err(AppError::Inconsistent(format!("leaves.position {} is missing", self.tree.size())));
                }
                self.tree.push(&leaf.hash);
            }
        }
        if self.tree.size() < signed_size {
            let (has, file) = (self.tree.size(), self.file.display());
            let what = format!("the database has {has} leaves, and {file} bears {signed_size}: it was rolled back");
            return Err(AppError::Inconsistent(what));
        }
        Ok(())
    }

    fn agree(&self, signed: Option<&Checkpoint>) -> Result<(), AppError> {
        match signed {
            Some(signed) if signed.size == self.tree.size() && signed.root != self.tree.root() => {
                let (file, size) = (self.file.display(), signed.size);
                Err(AppError::Inconsistent(format!(
                    "the first {size} leaves are not those that {file} was signed over"
                )))
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn read(file: &Path, signer: &Signer) -> Result<Option<Checkpoint>, AppError> {
    let mut note = String::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(NOTE_BYTES_MAX).read_to_string(&mut note));
    match read {
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unavailable(file, &error)),
    }
    let opened = signer.open(&note);
    opened.map(Some).map_err(|what| AppError::Inconsistent(format!("the checkpoint {} {what}", file.display())))
}

fn unavailable(path: &Path, error: &std::io::Error) -> AppError {
    AppError::Unavailable(format!("{}: {error}", path.display()))
}
