//! The query code: 23 random Crockford base 32 characters (115 bits) and a check character, in six groups of four.
//!
//! Long enough to be kept under a fast keyed hash; the check character catches a slip of the pen before anything is
//! looked up. The code alone finds the matter.

use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_insight::fold;
use huiyin_store::{Claim, ClaimKind};

use crate::App;
use crate::chance;
use crate::error::AppError;

/// Upper case, as it is printed; read without regard to case, with `O`, `I`, `L` taken for the digits they look like.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARS: usize = 23;
const GROUP_CHARS: usize = 4;

/// A query code in its one written form, without the dashes.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryCode(String);

impl QueryCode {
    /// A new code.
    pub fn generate() -> Result<Self, AppError> {
        let random: [u8; RANDOM_CHARS] = chance::bytes()?;
        let mut text: String = random.iter().map(|byte| symbol(u32::from(byte & 31))).collect();
        text.push(check(&text));
        Ok(Self(text))
    }

    /// What a person typed: spaces, dashes, case and look-alikes do not matter; full width neither.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = typed.chars().filter(|c| !fold::is_filler(*c)).map(meant).collect::<Option<String>>()?;
        let (random, given) = text.split_at_checked(RANDOM_CHARS)?;
        let right = given.chars().eq([check(random)]);
        right.then_some(Self(text))
    }

    /// As it is kept: 24 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is printed: six groups of four.
    pub fn printed(&self) -> String {
        let groups: Vec<&str> =
            (0..self.0.len()).step_by(GROUP_CHARS).map(|at| &self.0[at..at + GROUP_CHARS]).collect();
        groups.join("-")
    }
}

/// Whose code it is, as its claim keeps it: of several that a petition had, only the last opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeOf {
    /// The matter.
    pub matter: MatterId,
    /// Which of its petitions.
    pub petition: PetitionNo,
    /// Which of the petition's codes: 0 is the one it was filed with.
    pub nth: u32,
}

impl CodeOf {
    /// As a claim keeps it: the first is told by nothing being said, as when there was but one.
    pub fn to_bytes(self) -> Vec<u8> {
        let nth = self.nth.to_be_bytes();
        let said = if self.nth == 0 { &nth[..0] } else { &nth[..] };
        [self.matter.to_bytes().as_slice(), &self.petition.0.to_be_bytes(), said].concat()
    }

    /// Read back; none where it is none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (matter, rest) = bytes.split_first_chunk::<16>()?;
        let (petition, nth) = rest.split_first_chunk::<4>()?;
        let nth = if nth.is_empty() { 0 } else { u32::from_be_bytes(nth.try_into().ok()?) };
        let petition = PetitionNo(u32::from_be_bytes(*petition));
        Some(Self { matter: MatterId::from_bytes(*matter), petition, nth })
    }
}

impl App {
    /// The claim of a new code.
    pub(crate) fn code_claim(&self, code: &QueryCode, of: CodeOf) -> Claim {
        let key = self.keys.code_claim(code.as_str());
        Claim { kind: ClaimKind::QueryCode, key, value: of.to_bytes(), expires_at: None }
    }
}

impl std::fmt::Debug for QueryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QueryCode(…)")
    }
}

fn symbol(value: u32) -> char {
    ALPHABET[(value & 31) as usize] as char
}

fn value(symbol: char) -> Option<u32> {
    ALPHABET.iter().position(|&known| known as char == symbol).and_then(|at| u32::try_from(at).ok())
}

/// Weighted sum modulo 31, a prime: catches each single slip and each swap of two neighbours among the first 31 values.
fn check(random: &str) -> char {
    let weighted = random.chars().filter_map(value).zip(1..).map(|(value, weight)| value * weight);
    symbol(weighted.sum::<u32>() % 31)
}

/// The digit or letter meant; none where no code has such a character.
fn meant(c: char) -> Option<char> {
    let folded = match fold::narrow(c).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    value(folded).map(|_| folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = QueryCode::generate().unwrap();
        let printed = code.printed();
        assert_eq!(printed.len(), 29);
        let wide: String = printed.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        for typed in
            [printed.clone(), printed.to_lowercase(), printed.replace('-', " "), printed.replace('0', "o"), wide]
        {
            assert_eq!(QueryCode::parse(&typed), Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn whose_a_code_is_reads_back_also_from_before_codes_could_be_replaced() {
        for nth in [0, 1, 300] {
            let of = CodeOf { matter: MatterId::from_bits(7), petition: PetitionNo(2), nth };
            assert_eq!(CodeOf::from_bytes(&of.to_bytes()), Some(of));
            assert_eq!(of.to_bytes().len(), if nth == 0 { 20 } else { 24 });
        }
        assert_eq!(CodeOf::from_bytes(&[0; 21]), None);
    }

    #[test]
    fn a_slip_is_caught() {
        let code = QueryCode::generate().unwrap();
        let text = code.as_str();
        let last = if text.ends_with('7') { '8' } else { '7' };
        assert_eq!(QueryCode::parse(&format!("{}{last}", &text[..23])), None);
        for typed in ["", "ABCD", &text[..23], &format!("{text}0"), "U".repeat(24).as_str()] {
            assert_eq!(QueryCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn codes_do_not_repeat_and_use_every_symbol() {
        let codes: Vec<QueryCode> = (0..500).map(|_| QueryCode::generate().unwrap()).collect();
        let distinct: std::collections::BTreeSet<&str> = codes.iter().map(QueryCode::as_str).collect();
        assert_eq!(distinct.len(), codes.len());
        let used: std::collections::BTreeSet<char> = codes.iter().flat_map(|code| code.as_str().chars()).collect();
        assert_eq!(used.len(), 32);
    }
}
