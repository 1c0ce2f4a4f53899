//! Chance: the only place that asks the system for random bytes. Ids, keys, salts, nonces and codes come from here.

use huiyin_domain::ids::{ContentId, EnvelopeId, MatterId, PublicationId};
use jiff::Timestamp;

use crate::error::AppError;

/// So many bytes from the system's random source.
pub fn bytes<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| AppError::Unavailable(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

/// A new matter's id: the milliseconds since 1970 in 48 bits, then 80 bits of chance. What comes in together so lies together in
/// every table, and a petition costs a few pages of the trees instead of one in each. It tells when the matter came, as
/// its number does, and nothing else; what opens something to somebody (a query code, a token) is chance alone.
pub fn matter(now: Timestamp) -> Result<MatterId, AppError> {
    let millisecond = u128::try_from(now.as_millisecond()).unwrap_or(0);
    let chance: [u8; CHANCE_BITS / 8] = bytes()?;
    let chance = chance.iter().fold(0, |bits, byte| (bits << 8) | u128::from(*byte));
    Ok(MatterId::from_bits((millisecond << CHANCE_BITS) | chance))
}

/// The id before all of matters made at that time.
pub(crate) fn first_matter_of(time: Timestamp) -> MatterId {
    MatterId::from_bits(u128::try_from(time.as_millisecond()).unwrap_or(0) << CHANCE_BITS)
}

/// Of a matter's id, what is chance: two made in the same millisecond agree once in a million million million million times.
pub(crate) const CHANCE_BITS: usize = 80;

/// A new content's id.
pub fn content() -> Result<ContentId, AppError> {
    Ok(ContentId::from_bytes(bytes()?))
}

/// A new envelope's id.
pub fn envelope() -> Result<EnvelopeId, AppError> {
    Ok(EnvelopeId::from_bytes(bytes()?))
}

/// A new publication's id: chance alone, so that nothing of the matter is in it.
pub fn publication() -> Result<PublicationId, AppError> {
    Ok(PublicationId::from_bytes(bytes()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_that_comes_later_stands_behind_and_two_that_come_at_once_differ() {
        let at = |millisecond| Timestamp::from_millisecond(millisecond).unwrap();
        let made = |millisecond| matter(at(millisecond)).unwrap();
        assert!(made(1_000) < made(1_001));
        assert!(made(1_767_225_599_999) < made(1_767_225_600_000));
        assert_ne!(made(5), made(5));
        assert!(made(-5) < made(1), "a clock that stands before 1970 costs order and nothing else");
    }
}
