//! The archive on the disk: a tar file, written member by member and read the same way. Knows names, bytes and hashes;
//! must not know what is in them.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use huiyin_store::journal::hex;
use sha2::{Digest, Sha256};

use super::{ABOUT, About, MANIFEST, MEMBER_BYTES_MAX, Manifest, Member, said};
use crate::durable;
use crate::error::AppError;

/// Whoever runs the office may read its archive, nobody else: dates, sizes and codes are not sealed.
const MODE: u32 = 0o600;

/// An archive being written. Dropped before [`Writing::finish`], it leaves nothing behind.
pub struct Writing {
    tar: tar::Builder<BufWriter<File>>,
    path: PathBuf,
    manifest: Manifest,
    finished: bool,
}

impl Writing {
    /// Begins an archive at `path`, where there must be nothing yet.
    pub fn begin(path: &Path, about: &About) -> Result<Self, AppError> {
        if path.exists() {
            return Err(said(format!("{} exists already and is not written over", path.display())));
        }
        let open = OpenOptions::new().write(true).create(true).truncate(true).mode(MODE).open(durable::beside(path));
        let file = open.map_err(|error| unavailable(path, &error))?;
        let tar = tar::Builder::new(BufWriter::new(file));
        let mut writing = Self { tar, path: path.to_owned(), manifest: Manifest::default(), finished: false };
        writing.add(ABOUT, 0, &crate::load::encode(about)?)?;
        Ok(writing)
    }

    /// Adds a member.
    pub fn add(&mut self, name: &str, rows: u64, bytes: &[u8]) -> Result<(), AppError> {
        let size_bytes = bytes.len() as u64;
        let member = Member { name: name.to_owned(), rows, size_bytes, sha256: hex(&Sha256::digest(bytes)) };
        self.append(name, bytes)?;
        self.manifest.members.push(member);
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> Result<(), AppError> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(MODE);
        self.tar.append_data(&mut header, name, bytes).map_err(|error| unavailable(&self.path, &error))
    }

    /// Adds the manifest, and puts the archive in its place once all of it is on the disk.
    pub fn finish(mut self, offices: Vec<i64>) -> Result<Manifest, AppError> {
        self.manifest.offices = offices;
        let manifest = self.manifest.clone();
        self.append(MANIFEST, &crate::load::encode(&manifest)?)?;
        self.settle().map_err(|error| unavailable(&self.path, &error))?;
        self.finished = true;
        Ok(manifest)
    }

    fn settle(&mut self) -> io::Result<()> {
        self.tar.finish()?;
        let file = self.tar.get_mut();
        file.flush()?;
        durable::settle(file.get_ref(), &self.path)
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.finished {
            // Where even this fails a `.part` lies there, which nobody takes for an archive.
            let _ = std::fs::remove_file(durable::beside(&self.path));
        }
    }
}

/// Reads an archive through once and holds each member against the manifest.
///
/// # Errors
/// What is missing, changed or too much, by the member's name.
pub fn check(path: &Path) -> Result<Manifest, AppError> {
    let mut found: Vec<(String, u64, String)> = Vec::new();
    let mut manifest: Option<Manifest> = None;
    each(path, |name, bytes| {
        if manifest.is_some() {
            return Err(said(format!("{name} follows the manifest of {}", path.display())));
        }
        if name == MANIFEST {
            manifest = Some(parse(path, name, bytes)?);
        } else {
            found.push((name.to_owned(), bytes.len() as u64, hex(&Sha256::digest(bytes))));
        }
        Ok(())
    })?;
    let manifest = manifest.ok_or_else(|| said(format!("{} has no end: it was cut off", path.display())))?;
    let mut found = found.into_iter();
    for member in &manifest.members {
        let expected = (member.name.clone(), member.size_bytes, member.sha256.clone());
        if found.next() != Some(expected) {
            return Err(said(format!("{} in {} is not what was written", member.name, path.display())));
        }
    }
    match found.next() {
        Some((name, ..)) => Err(said(format!("{name} was added to {}", path.display()))),
        None => Ok(manifest),
    }
}

/// What the archive is, from its first member.
pub fn about(path: &Path) -> Result<About, AppError> {
    let mut tar = open(path)?;
    let mut first = tar.entries().and_then(|mut entries| entries.next().transpose()).ok().flatten();
    let none = || said(format!("{} is no archive of an office", path.display()));
    let entry = first.as_mut().ok_or_else(none)?;
    let (name, bytes) = whole(entry).map_err(|_| none())?;
    if name == ABOUT { parse(path, &name, &bytes) } else { Err(none()) }
}

/// Each member, in order, read whole.
pub fn each(path: &Path, mut member: impl FnMut(&str, &[u8]) -> Result<(), AppError>) -> Result<(), AppError> {
    let mut tar = open(path)?;
    for entry in tar.entries().map_err(|error| unavailable(path, &error))? {
        let (name, bytes) = entry.and_then(|mut entry| whole(&mut entry)).map_err(|error| unavailable(path, &error))?;
        member(&name, &bytes)?;
    }
    Ok(())
}

fn open(path: &Path) -> Result<tar::Archive<BufReader<File>>, AppError> {
    let file = File::open(path).map_err(|error| unavailable(path, &error))?;
    Ok(tar::Archive::new(BufReader::new(file)))
}

fn whole(entry: &mut tar::Entry<'_, impl Read>) -> io::Result<(String, Vec<u8>)> {
    let size_bytes = entry.size();
    if size_bytes > MEMBER_BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a member larger than any that is written"));
    }
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size_bytes { Ok((name, bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path, name: &str, bytes: &[u8]) -> Result<T, AppError> {
    serde_json::from_slice(bytes).map_err(|error| said(format!("{name} in {} cannot be read: {error}", path.display())))
}

pub fn unavailable(path: &Path, error: &io::Error) -> AppError {
    said(format!("{}: {error}", path.display()))
}
