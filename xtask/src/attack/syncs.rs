//! `cargo xtask attack syncs`: the order of writes, syncs and answers is read off a trace; then writes and syncs are made to
//! fail at the n-th call. SQLite only: what PostgreSQL syncs is not ours to trace. Needs Linux and the Debian package strace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::clients::{file_the_rest, file_until};
use super::ledger::{Ledger, Receipt};
use super::raw_writer::Synchronous;
use super::{audit, trace};
use crate::trial::chance::Chance;
use crate::trial::http::Connection;
use crate::trial::huiyin::{Huiyin, Starting};
use crate::trial::kills_nothing_else;
