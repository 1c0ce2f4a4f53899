//! Settings: from a file, then the environment, then the command line; the last that says something counts.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use huiyin_web::HeaderName;
use serde::{Deserialize, Serialize};
use tracing_subscriber::EnvFilter;

/// What may be said on every command line.
#[derive(Debug, Clone, Default, Args, Serialize)]
pub struct Options {
    /// A TOML file with these settings, named as the options are, with `_` for `-`
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Folder of the SQLite database and of attachments [default: huiyin-data]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database instead of SQLite: postgres://user@host/name
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// File of the service key, outside the data folder [default: the data folder's name with .key]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<PathBuf>,
    /// File of the office to found where the database has none [default: a plain registry]
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<PathBuf>,
    /// Folder of signed checkpoints, outside the data folder [default: the data folder's name with .checkpoints]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkpoints: Option<PathBuf>,
    /// Folder of installed fonts, for characters that our own lack [default: /usr/share/fonts]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonts: Option<PathBuf>,
    /// The mail server: smtp://user:password@host:port [default: none, mails wait]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp: Option<String>,
    /// Whom mails are from
    #[arg(long, global = true, value_name = "ADDRESS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail_from: Option<String>,
    /// What links in mails begin with, as the office is reached from outside: <https://office.example> [default: no link]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The header in which a proxy gives the client's address [default: none is believed]
    #[arg(long, global = true, value_name = "NAME")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_header: Option<String>,
    /// What to log: error, warn, info, debug, or a filter such as huiyin_app=debug [default: info for servers]
    #[arg(long, global = true, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
}

/// The settings in force.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// Folder of the SQLite database and of attachments.
    #[serde(default = "default_data")]
    pub data: PathBuf,
    /// PostgreSQL, if it is that.
    pub database: Option<String>,
    key: Option<PathBuf>,
    /// File of the office to found.
    pub office: Option<PathBuf>,
    checkpoints: Option<PathBuf>,
    /// Folder of installed fonts.
    #[serde(default = "default_fonts")]
    pub fonts: PathBuf,
    /// The mail server.
    pub smtp: Option<String>,
    /// Whom mails are from.
    pub mail_from: Option<String>,
    public_url: Option<String>,
    client_header: Option<String>,
    /// What to log.
    pub log: Option<String>,
}

impl Settings {
    /// The settings of a demo: in that folder, where the operator named none of his own.
    pub fn for_demo(&self, folder: &Path) -> Self {
        let named = self.database.is_some() || self.data != default_data();
        let data = if named { self.data.clone() } else { folder.join("data") };
        Self { data, ..self.clone() }
    }

    /// What links begin with, without a slash at the end.
    pub fn public_url(&self) -> anyhow::Result<Option<String>> {
        let Some(url) = &self.public_url else { return Ok(None) };
        let begins = url.starts_with("https://") || url.starts_with("http://");
        anyhow::ensure!(begins, "public_url begins with https:// or http://: {url}");
        Ok(Some(url.trim_end_matches('/').to_owned()))
    }

    /// The header in which a proxy gives the client's address.
    pub fn client_header(&self) -> anyhow::Result<Option<HeaderName>> {
        let name = self.client_header.as_deref().map(str::parse).transpose();
        name.context("client_header is no name of a header")
    }

    /// The service key's file: beside the data folder, never in it.
    pub fn key_file(&self) -> PathBuf {
        self.key.clone().unwrap_or_else(|| self.data.with_added_extension("key"))
    }

    /// The folder of signed checkpoints: beside the data folder, never in it.
    pub fn checkpoints_folder(&self) -> PathBuf {
        self.checkpoints.clone().unwrap_or_else(|| self.data.with_added_extension("checkpoints"))
    }
}

fn default_data() -> PathBuf {
    PathBuf::from("huiyin-data")
}

fn default_fonts() -> PathBuf {
    PathBuf::from("/usr/share/fonts")
}

/// Reads file, environment (`HUIYIN_DATA`, `HUIYIN_DATABASE`, …) and command line.
pub fn read(options: &Options) -> anyhow::Result<Settings> {
    let mut figment = Figment::new();
    if let Some(file) = &options.config {
        anyhow::ensure!(file.exists(), "the settings file {} does not exist", file.display());
        figment = figment.merge(Toml::file(file));
    }
    let figment = figment.merge(Env::prefixed("HUIYIN_")).merge(Serialized::defaults(options));
    figment.extract().context("the settings cannot be read")
}

/// Servers log JSON lines to the standard error; other commands only what goes wrong.
pub fn start_log(filter: Option<&str>, is_server: bool) -> anyhow::Result<()> {
    let default = if is_server { "info" } else { "warn" };
    let filter = EnvFilter::try_new(filter.unwrap_or(default)).context("--log is no filter")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if is_server {
        log.json().init();
    } else {
        log.without_time().init();
    }
    Ok(())
}
