//! Series as the tables keep them: the code of a class, and the statement that takes numbers.

use huiyin_domain::office::series::SeriesClass;

/// Takes `?5` numbers from a series, which begins where it does not exist; answers the last of them.
pub const TAKE_NUMBERS: &str = include_str!("../sql/take_numbers.sql");

/// The stored code of a class of numbers.
pub const fn class_code(class: SeriesClass) -> &'static str {
    match class {
        SeriesClass::Petition => "P",
        SeriesClass::Accusation => "A",
        SeriesClass::Document => "D",
    }
}

/// The class of a stored code.
pub fn class_of(code: &str) -> Option<SeriesClass> {
    let all = [SeriesClass::Petition, SeriesClass::Accusation, SeriesClass::Document];
    all.into_iter().find(|class| class_code(*class) == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_printed_letter() {
        for class in [SeriesClass::Petition, SeriesClass::Accusation, SeriesClass::Document] {
            assert_eq!(class_code(class), class.letter().to_string());
            assert_eq!(class_of(class_code(class)), Some(class));
        }
        assert_eq!(class_of("X"), None);
    }
}
