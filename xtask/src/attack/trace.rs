//! What a traced server did, in the order in which it did it: what it wrote, what it synced, what it acknowledged. Reads
//! the lines of `strace -f -y`.

use std::collections::{BTreeSet, HashMap};

/// System calls that are traced: all by which our server writes, syncs and answers.
pub const CALLS: &str = "write,writev,sendto,sendmsg,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range";

/// How an answer that acknowledges begins.
const ACKNOWLEDGES: &str = "\"HTTP/1.1 201";

/// How an answer begins that says that nothing was kept.
const REFUSES: &str = "\"HTTP/1.1 5";

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A write to that file began.
    Write(String),
    /// A write to that file failed.
    WriteFailed(String),
    /// A sync of that file was done.
    Sync(String),
    /// A sync of that file failed.
    SyncFailed(String),
    /// A client was told that its petition is kept.
    Acknowledge,
    /// A client was told that it is not.
    Refuse,
}

/// Reads a trace.
pub fn read(trace: &str) -> Vec<Deed> {
    let mut begun: HashMap<&str, (&str, &str)> = HashMap::new();
    let mut deeds = Vec::new();
    for line in trace.lines() {
        let Some((process, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(resumed) = call.strip_prefix("<... ") {
            if let Some((name, path)) = begun.remove(process) {
                deeds.extend(ended(name, path, resumed));
            }
            continue;
        }
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let path = arguments.split_once('<').and_then(|(_, path)| path.split_once('>')).map_or("", |(path, _)| path);
        deeds.extend(begins(name, path, arguments));
        if call.ends_with("<unfinished ...>") {
            begun.insert(process, (name, path));
        } else {
            deeds.extend(ended(name, path, call));
        }
    }
    deeds
}

/// A write or an answer counts from its beginning.
fn begins(name: &str, path: &str, arguments: &str) -> Option<Deed> {
    match name {
        "write" | "writev" | "sendto" | "sendmsg" if arguments.contains(ACKNOWLEDGES) => Some(Deed::Acknowledge),
        "write" | "writev" | "sendto" | "sendmsg" if arguments.contains(REFUSES) => Some(Deed::Refuse),
        "write" | "pwrite64" | "pwritev" | "pwritev2" if path.starts_with('/') => Some(Deed::Write(path.to_owned())),
        _ => None,
    }
}

/// A sync counts from its end; so does a failure.
fn ended(name: &str, path: &str, call: &str) -> Option<Deed> {
    let failed = call.rsplit_once(" = ").is_some_and(|(_, result)| result.starts_with('-'));
    let path = path.to_owned();
    match (name, failed) {
        ("fsync" | "fdatasync", false) => Some(Deed::Sync(path)),
        ("fsync" | "fdatasync", true) => Some(Deed::SyncFailed(path)),
        ("write" | "pwrite64" | "pwritev" | "pwritev2", true) if path.starts_with('/') => Some(Deed::WriteFailed(path)),
        _ => None,
    }
}

/// The log of the database: what is acknowledged stands in it before it stands in the database file.
fn is_log(path: &str) -> bool {
    path.ends_with("huiyin.db-wal")
}

fn is_attachment(path: &str) -> bool {
    path.contains("/data/files/")
}

/// A file whose sync must not fail unnoticed.
fn is_database(path: &str) -> bool {
    is_log(path) || path.ends_with("huiyin.db")
}

/// Acknowledgements that no sync of their own went before: since the one before, the log was written and then synced, and so
/// was every attachment. Holds for one client that asks in turn; what the office writes beside may be on its way meanwhile.
pub fn unsynced(deeds: &[Deed]) -> Vec<String> {
    let mut attachments: BTreeSet<&str> = BTreeSet::new();
    let (mut written, mut synced, mut answers, mut faults) = (false, false, 0, Vec::new());
    for deed in deeds {
        match deed {
            Deed::Write(path) if is_log(path) => written = true,
            Deed::Write(path) if is_attachment(path) => drop(attachments.insert(path)),
            Deed::Sync(path) => {
                synced |= written && is_log(path);
                attachments.remove(path.as_str());
            }
            Deed::Acknowledge => {
                answers += 1;
                if !synced || !attachments.is_empty() {
                    faults.push(format!("answer {answers} was given before what it acknowledges was synced"));
                }
                (written, synced) = (false, false);
            }
            // Its attachments are removed, synced or not.
            Deed::Refuse => attachments.clear(),
            Deed::Write(_) | Deed::WriteFailed(_) | Deed::SyncFailed(_) => {}
        }
    }
    faults
}

/// How many acknowledgements were given.
pub fn acknowledgements(deeds: &[Deed]) -> usize {
    deeds.iter().filter(|deed| **deed == Deed::Acknowledge).count()
}

/// How many acknowledgements were given after a sync of the database had failed: nobody knows then what is on disk.
pub fn acknowledged_after_failed_sync(deeds: &[Deed]) -> usize {
    deeds.iter().position(is_failed_sync).map_or(0, |at| acknowledgements(&deeds[at..]))
}

/// A sync of the database failed.
pub fn has_failed_sync(deeds: &[Deed]) -> bool {
    deeds.iter().any(is_failed_sync)
}

fn is_failed_sync(deed: &Deed) -> bool {
    matches!(deed, Deed::SyncFailed(path) if is_database(path))
}

/// How many writes and syncs of files failed.
pub fn failures(deeds: &[Deed]) -> usize {
    deeds.iter().filter(|deed| matches!(deed, Deed::WriteFailed(_) | Deed::SyncFailed(_))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITE: &str = r#"7 pwrite64(11</t/data/huiyin.db-wal>, "\0\0"..., 24, 465592) = 24"#;
    const SYNC: &str = "7 fsync(11</t/data/huiyin.db-wal>) = 0";
    const FAILED: &str = "7 fsync(11</t/data/huiyin.db-wal>) = -1 EIO (Input/output error) (INJECTED)";
    const ANSWER: &str =
        r#"8 writev(16<socket:[131715]>, [{iov_base="HTTP/1.1 201 Created\r\nco"..., iov_len=172}], 1) = 172"#;

    fn deeds(lines: &[&str]) -> Vec<Deed> {
        read(&lines.join("\n"))
    }

    #[test]
    fn an_answer_after_the_sync_is_well_and_one_before_it_is_not() {
        assert!(unsynced(&deeds(&[WRITE, SYNC, ANSWER, WRITE, WRITE, SYNC, ANSWER])).is_empty());
        assert_eq!(unsynced(&deeds(&[WRITE, ANSWER, SYNC])).len(), 1);
        assert_eq!(unsynced(&deeds(&[SYNC, WRITE, ANSWER])).len(), 1);
        assert_eq!(unsynced(&deeds(&[WRITE, FAILED, ANSWER])).len(), 1);
    }

    #[test]
    fn what_is_written_beside_does_not_speak_against_an_answer_already_synced() {
        assert!(unsynced(&deeds(&[WRITE, SYNC, WRITE, ANSWER])).is_empty());
        assert!(unsynced(&deeds(&[WRITE, SYNC, WRITE, FAILED, ANSWER])).is_empty());
    }

    #[test]
    fn an_answer_for_which_nothing_was_synced_is_found() {
        assert_eq!(unsynced(&deeds(&[WRITE, SYNC, ANSWER, ANSWER])).len(), 1);
    }

    #[test]
    fn a_sync_counts_from_its_end_when_another_thread_came_between() {
        let begun = "7 fsync(11</t/data/huiyin.db-wal> <unfinished ...>";
        let ended = "7 <... fsync resumed>) = 0";
        assert!(unsynced(&deeds(&[WRITE, begun, ended, ANSWER])).is_empty());
        assert_eq!(unsynced(&deeds(&[WRITE, begun, ANSWER, ended])).len(), 1);
    }

    #[test]
    fn an_attachment_must_be_synced_too_and_the_database_file_need_not() {
        let attachment = r#"9 write(14</t/data/files/ab>, "x"..., 1) = 1"#;
        let database = r#"9 pwrite64(10</t/data/huiyin.db>, "x"..., 1, 0) = 1"#;
        assert_eq!(unsynced(&deeds(&[attachment, WRITE, SYNC, ANSWER])).len(), 1);
        assert!(unsynced(&deeds(&[WRITE, SYNC, database, ANSWER])).is_empty());
        let failed = "9 fsync(14</t/data/files/ab>) = -1 EIO (Input/output error) (INJECTED)";
        let refused = r#"8 writev(16<socket:[1]>, [{iov_base="HTTP/1.1 503 Service Una"..., iov_len=172}], 1) = 172"#;
        assert_eq!(unsynced(&deeds(&[attachment, failed, WRITE, SYNC, ANSWER])).len(), 1);
        assert!(unsynced(&deeds(&[attachment, failed, refused, WRITE, SYNC, ANSWER])).is_empty());
    }

    #[test]
    fn answers_after_a_failed_sync_are_counted() {
        assert_eq!(acknowledged_after_failed_sync(&deeds(&[WRITE, SYNC, ANSWER, WRITE, FAILED])), 0);
        assert_eq!(acknowledged_after_failed_sync(&deeds(&[WRITE, FAILED, ANSWER, WRITE, SYNC, ANSWER])), 2);
        assert_eq!(failures(&deeds(&[WRITE, FAILED])), 1);
        let full =
            r#"7 pwrite64(11</t/data/huiyin.db-wal>, ""..., 24, 0) = -1 ENOSPC (No space left on device) (INJECTED)"#;
        assert_eq!(failures(&deeds(&[full, ANSWER])), 1);
    }
}
