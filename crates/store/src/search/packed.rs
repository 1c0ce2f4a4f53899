//! Lists of numbers as bytes: for each term how far it lies from the one before, how many bytes its list takes, and the list
//! as the steps between its numbers. Seven bits a byte, the highest says that more follow.

use std::collections::BTreeMap;

use super::Term;

/// For each term of a bucket the numbers of the texts that hold it, rising.
pub type Lists = BTreeMap<Term, Vec<u32>>;

/// Packs the lists of a bucket.
pub fn pack(lists: &Lists) -> Vec<u8> {
    let (mut out, mut list, mut term_before) = (Vec::new(), Vec::new(), 0);
    for (term, numbers) in lists {
        list.clear();
        let mut before = 0;
        for number in numbers {
            put(&mut list, number.wrapping_sub(before));
            before = *number;
        }
        put(&mut out, term.wrapping_sub(term_before));
        put(&mut out, u32::try_from(list.len()).unwrap_or(u32::MAX));
        out.extend_from_slice(&list);
        term_before = *term;
    }
    out
}

/// All lists of a bucket. Bytes that end early end the lists: what is missing is not found, nothing else.
pub fn unpack(packed: &[u8]) -> Lists {
    Each { rest: packed, term: 0 }.map(|(term, list)| (term, numbers(list))).collect()
}

/// The list of one term; empty where it is in no text.
pub fn list(packed: &[u8], wanted: Term) -> Vec<u32> {
    let found =
        Each { rest: packed, term: 0 }.take_while(|(term, _)| *term <= wanted).find(|(term, _)| *term == wanted);
    found.map_or_else(Vec::new, |(_, list)| numbers(list))
}

/// The lists one after the other, still packed.
struct Each<'a> {
    rest: &'a [u8],
    term: Term,
}

impl<'a> Iterator for Each<'a> {
    type Item = (Term, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.term = self.term.wrapping_add(take(&mut self.rest)?);
        let length = take(&mut self.rest)?;
        let (list, rest) = self.rest.split_at_checked(length as usize)?;
        self.rest = rest;
        Some((self.term, list))
    }
}

fn numbers(mut list: &[u8]) -> Vec<u32> {
    let mut number = 0_u32;
    let steps = std::iter::from_fn(|| take(&mut list));
    steps
        .map(|step| {
            number = number.wrapping_add(step);
            number
        })
        .collect()
}

fn put(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn take(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_back() {
        let lists = Lists::from([(0, vec![0, 1, 300]), (77, vec![u32::MAX]), (u32::MAX, (0..1000).collect())]);
        let packed = pack(&lists);
        assert_eq!(unpack(&packed), lists);
        assert_eq!((list(&packed, 77), list(&packed, 78)), (vec![u32::MAX], vec![]));
    }

    #[test]
    fn no_bytes_are_too_wrong_to_read() {
        let packed = pack(&Lists::from([(9, (0..200).collect())]));
        for end in 0..packed.len() {
            assert!(unpack(&packed[..end]).len() <= 1);
        }
        assert!(unpack(&[0xff; 40]).is_empty());
    }
}
