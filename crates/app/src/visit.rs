//! A visit with a query code: the code is given once, and a sealed pass stands for it until the visit ends. Nothing is kept
//! of it here; the pass opens under the service key alone.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::code::QueryCode;
use crate::error::AppError;
use crate::load::encode;
use crate::seal::{Place, open, seal};

/// How long a pass holds: long enough to read an answer and write a page, short enough for a shared machine.
const VISIT: SignedDuration = SignedDuration::from_mins(60);

/// Longest pass that is looked at, in bytes; ours are a third of it.
const PASS_BYTES_MAX: usize = 600;

/// What a pass says.
#[derive(Serialize, Deserialize)]
struct Pass {
    code: String,
    ends_at: Timestamp,
}

impl App {
    /// A pass for the holder of that code.
    pub fn begin_visit(&self, code: &QueryCode) -> Result<String, AppError> {
        let ends_at = self.now().checked_add(VISIT).map_err(|error| AppError::Inconsistent(error.to_string()))?;
        let pass = encode(&Pass { code: code.as_str().to_owned(), ends_at })?;
        Ok(URL_SAFE_NO_PAD.encode(seal(self.keys.visit(), Place::Visit, &pass)?))
    }

    /// The code that a pass stands for.
    ///
    /// # Errors
    /// Unauthorised where it is none of ours, or its visit has ended.
    pub fn visited(&self, pass: &str) -> Result<QueryCode, AppError> {
        let said = Some(pass).filter(|pass| pass.len() <= PASS_BYTES_MAX);
        let sealed = said.and_then(|pass| URL_SAFE_NO_PAD.decode(pass).ok()).ok_or(AppError::Unauthorised)?;
        let opened = open(self.keys.visit(), Place::Visit, &sealed).map_err(|_| AppError::Unauthorised)?;
        let pass: Pass = serde_json::from_slice(&opened).map_err(|_| AppError::Unauthorised)?;
        let code = QueryCode::parse(&pass.code).filter(|_| self.now() < pass.ends_at);
        code.ok_or(AppError::Unauthorised)
    }

    /// The mark that a form shown to the bearer of a pass or session carries, so that no other page can send it.
    pub fn form_mark(&self, pass: &str) -> String {
        huiyin_store::journal::hex(&self.keys.form_claim(pass)[..16])
    }
}
