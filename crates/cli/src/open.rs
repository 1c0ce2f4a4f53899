//! Opening an office: its store, its key, its clock, its press. The choice of the database is made here and nowhere else.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use huiyin_app::App;
use huiyin_app::files::Files;
use huiyin_app::founding::{OfficeFile, is_founded};
use huiyin_app::keys::Keys;
use huiyin_app::ports::{Clock, SystemClock};
use huiyin_app::propose::models::Models;
use huiyin_domain::ids::OfficeId;
use huiyin_domain::office::Actor;
use huiyin_store::Store;
use huiyin_store::journal::hex;

use crate::demo::OFFICE_FILE;
use crate::post::SmtpPost;
use crate::press::LetterPress;
use crate::settings::Settings;

/// The one office of a database made by this binary; several offices on one cluster are told apart by it.
pub const OFFICE: OfficeId = OfficeId(1);

/// Who acts where an operator runs a command at the machine itself.
pub const OPERATOR: Actor = Actor::Job("operator");

/// Opens the store of the settings.
pub async fn store(settings: &Settings) -> anyhow::Result<Store> {
    if let Some(url) = &settings.database {
        return huiyin_store_postgres::connect(url).await.context("the PostgreSQL database cannot be opened");
    }
    let folder = &settings.data;
    fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    huiyin_store_sqlite::open(folder).with_context(|| format!("the database in {} cannot be opened", folder.display()))
}

/// Opens the office with the machine's clock; an error where there is none, so that a mistyped folder is not taken for an empty
/// office, saved night by night and found to be in order. Makes no folder, key or office then.
pub async fn office(settings: &Settings) -> anyhow::Result<App> {
    if settings.database.is_none() && !huiyin_store_sqlite::exists_in(&settings.data) {
        return Err(no_office(settings));
    }
    let store = store(settings).await?;
    if !is_founded(&store, OFFICE).await? {
        return Err(no_office(settings));
    }
    with_parts(store, true, settings, Arc::new(SystemClock))
}

/// Opens the office with the machine's clock, and founds it where there is none.
pub async fn office_or_new(settings: &Settings) -> anyhow::Result<App> {
    let (app, founded) = opened(settings, Arc::new(SystemClock)).await?;
    if !founded {
        let file = office_file(settings.office.as_deref())?;
        app.found_from(&file, &OPERATOR).await.context("the office cannot be founded")?;
    }
    Ok(app)
}

fn no_office(settings: &Settings) -> anyhow::Error {
    // A database that is named was opened to look into it, which brings its tables up to date.
    let place = settings.database.as_ref().map_or_else(
        || format!("in {}; nothing was made", settings.data.display()),
        |_| "in the PostgreSQL database that is named; only its tables were made".to_owned(),
    );
    anyhow::anyhow!("there is no office {place}. `huiyin serve` and `huiyin import` found one")
}

/// Opens the invented office with that clock, in a database that has none yet.
pub async fn demo(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<App> {
    let file = OfficeFile::read(OFFICE_FILE)?;
    let (app, founded) = opened(settings, clock).await?;
    anyhow::ensure!(!founded, "the demo makes an office of its own, and this database has one; name an empty folder");
    app.found_from(&file, &OPERATOR).await.context("the invented office cannot be founded")?;
    Ok(app)
}

/// The office, and whether it has been founded.
async fn opened(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<(App, bool)> {
    let store = store(settings).await?;
    let founded = is_founded(&store, OFFICE).await?;
    Ok((with_parts(store, founded, settings, clock)?, founded))
}

/// The office over that store, with its key, which is made where it is yet to be founded, its press, post, files and models.
fn with_parts(store: Store, founded: bool, settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<App> {
    let press = Arc::new(LetterPress::new(vec![settings.fonts.clone()]));
    let keys = keys(&settings.key_file(), founded)?;
    let app = with_post(App::new(OFFICE, store, keys, clock, press), settings)?;
    let app = app.with_files(Files::open(&settings.data.join("files"))?);
    let app = app.with_models(Models::at(settings.data.join("models")));
    Ok(app.with_checkpoints(settings.checkpoints_folder()))
}

/// With the mail server of the settings, if there is one.
fn with_post(app: App, settings: &Settings) -> anyhow::Result<App> {
    match (&settings.smtp, &settings.mail_from) {
        (Some(url), Some(from)) => Ok(app.with_post(Arc::new(SmtpPost::connect(url, from, settings.public_url()?)?))),
        (Some(_), None) => anyhow::bail!("a mail server is set, and not whom mails are from: --mail-from ADDRESS"),
        (None, _) => Ok(app),
    }
}

fn office_file(path: Option<&Path>) -> anyhow::Result<OfficeFile> {
    let Some(path) = path else { return Ok(OfficeFile::plain()?) };
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    OfficeFile::read(&text).with_context(|| format!("{} is no office", path.display()))
}

/// The service key of that file; made anew only for an office that is yet to be founded.
pub fn keys(file: &Path, founded: bool) -> anyhow::Result<Keys> {
    match fs::read_to_string(file) {
        Ok(text) => {
            Ok(Keys::new(parse_key(&text).with_context(|| format!("{} holds no service key", file.display()))?))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !founded => make_key(file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => anyhow::bail!(
            "the service key {} is missing; without it nothing that people wrote can be read. Put it back from where it is \
             kept, or name it with --key FILE",
            file.display()
        ),
        Err(error) => Err(error).with_context(|| format!("the service key {} cannot be read", file.display())),
    }
}

fn make_key(file: &Path) -> anyhow::Result<Keys> {
    let root = Keys::generate()?;
    let text = hex(&root);
    let mut open = OpenOptions::new();
    let mut handle = open
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(file)
        .with_context(|| format!("the service key {} cannot be made", file.display()))?;
    writeln!(handle, "{text}")?;
    handle.sync_all()?;
    Ok(Keys::new(root))
}

fn parse_key(text: &str) -> Option<[u8; 32]> {
    let digits = text.trim().as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}
