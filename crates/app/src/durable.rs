//! Files that are there whole or not at all, also after the power failed: written beside their place, synced, moved into
//! it, and the folder synced too.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a file is written before it is moved to `path`.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// Puts these bytes in the place of the file.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = beside(path);
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    settle(&file, path)
}

/// Moves the file that was written [`beside`] its place into it.
pub fn settle(file: &File, path: &Path) -> io::Result<()> {
    file.sync_all()?;
    std::fs::rename(beside(path), path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
