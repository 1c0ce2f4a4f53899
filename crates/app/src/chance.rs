//! Chance: the only place that asks the system for random bytes. Ids, keys, salts, nonces and codes come from here.

use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId};

use crate::error::AppError;

/// So many bytes from the system's random source.
pub fn bytes<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AppError::Unavailable(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

/// A new matter's id.
pub fn matter() -> Result<MatterId, AppError> {
    Ok(MatterId::from_bytes(bytes()?))
}

/// A new content's id.
pub fn content() -> Result<ContentId, AppError> {
    Ok(ContentId::from_bytes(bytes()?))
}

/// A new envelope's id.
pub fn envelope() -> Result<EnvelopeId, AppError> {
    Ok(EnvelopeId::from_bytes(bytes()?))
}
