//! Petitions for trials, put together by chance from an invented vocabulary.

use serde_json::{Value, json};

use super::chance::Chance;

/// The clauses, one a line.
const VOCABULARY: &str = include_str!("vocabulary.txt");

/// What stands between two clauses: a full-width comma.
const COMMA: char = '\u{ff0c}';

/// A text of exactly that many characters.
pub fn text(chance: &mut Chance, chars: usize) -> String {
    let clauses: Vec<&str> = VOCABULARY.lines().filter(|line| !line.starts_with('#')).collect();
    let mut text = String::new();
    let mut count = 0;
    while count < chars {
        let clause = chance.pick(&clauses).copied().unwrap_or("-");
        let room = chars - count;
        text.extend(clause.chars().chain([COMMA]).take(room));
        count += (clause.chars().count() + 1).min(room);
    }
    text
}

/// A petition as the API takes it, of one person, one demand and a text of that length.
pub fn petition(chance: &mut Chance, chars: usize) -> Value {
    json!({
        "subject": text(chance, 14),
        "text": text(chance, chars),
        "persons": [{ "name": text(chance, 3), "phone": format!("138-0000-{:04}", chance.below(10_000)) }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_length_asked_for_and_its_seed_makes_it() {
        for chars in [1, 13, 400] {
            assert_eq!(text(&mut Chance::new(3), chars).chars().count(), chars);
        }
        assert_eq!(petition(&mut Chance::new(3), 400), petition(&mut Chance::new(3), 400));
        assert_ne!(petition(&mut Chance::new(3), 400), petition(&mut Chance::new(4), 400));
    }
}
