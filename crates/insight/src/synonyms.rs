//! Words that are searched for together: data that comes in as text (`rules/lexicon/synonyms.txt`).

use thiserror::Error;

use crate::find::Query;
use crate::folded::Folded;
use crate::script::Script;

/// A query becomes at most so many, itself among them.
pub const QUERIES_MAX: usize = 6;
/// A shorter word stands in too many others.
const WORD_MIN: usize = 2;

/// A line of the list that cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line} of the synonyms: want two words or more of two signs each, with spaces between")]
pub struct SynonymsError {
    /// Counted from 1.
    pub line: usize,
}

/// Lines of words that mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    lines: Vec<Vec<Vec<char>>>,
}

impl Synonyms {
    /// Reads lines of words; `#` opens a comment.
    ///
    /// # Errors
    /// The first line with fewer than two words, or with a word that is too short.
    pub fn parse(script: &Script, table: &str) -> Result<Self, SynonymsError> {
        let lines = table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let words = |line: &str| line.split(' ').map(|word| Folded::of(script, word).signs().to_vec()).collect();
        let lines = lines.map(|(at, line)| {
            let words: Vec<Vec<char>> = words(line);
            let is_whole = words.len() > 1 && words.iter().all(|word| word.len() >= WORD_MIN);
            if is_whole { Ok(words) } else { Err(SynonymsError { line: at + 1 }) }
        });
        Ok(Self { lines: lines.collect::<Result<_, _>>()? })
    }

    /// The query, and after it those in which one word is another of its line; what answers any of them answers it. A long
    /// query says enough by itself.
    pub fn widen(&self, query: &Query) -> Vec<Query> {
        let mut queries = vec![query.clone()];
        if query.is_strict() {
            let others = self.lines.iter().flat_map(|line| others(query, line));
            queries.extend(others.take(QUERIES_MAX - 1));
        }
        queries
    }
}

/// The query with the longest word of a line that it holds replaced by each of the others.
fn others<'a>(query: &Query, line: &'a [Vec<char>]) -> impl Iterator<Item = Query> + use<'a> {
    let held = line.iter().filter(|word| query.holds(word)).max_by_key(|word| word.len());
    let pair = held.map(|held| (held, query.clone()));
    pair.into_iter().flat_map(move |(held, query)| {
        let others = line.iter().filter(move |word| *word != held);
        others.map(move |other| query.replaced(held, other))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Commonness;

    fn script() -> Script {
        Script::parse(include_str!("../../../rules/lexicon/simplified.txt")).unwrap()
    }

    fn synonyms() -> Synonyms {
        Synonyms::parse(&script(), include_str!("../../../rules/lexicon/synonyms.txt")).unwrap()
    }

    fn finds(query: &str, text: &str) -> bool {
        let query = Query::read(&script(), query).unwrap();
        let queries = synonyms().widen(&query);
        queries.iter().any(|query| query.check(&script(), &Commonness::default(), "", text).is_some())
    }

    #[test]
    fn whoever_asks_for_one_word_finds_the_others() {
        for (query, text, is_found) in [
            ("公租房", "我申请公共租赁住房被拒", true),
            ("公租房申请", "廉租房申请被拒", true),
            ("廉租住房", "公租房", true),
            ("業委會 噪聲", "业主委员会不管，夜里扰民", false), // one word at a time
            ("業委會 噪聲", "业主委员会不管，夜里噪声大", true),
            ("路灯", "路燈", true),
            ("路灯", "食堂", false),
            ("lamp", "The light is out", true),
        ] {
            assert_eq!(finds(query, text), is_found, "{query}: {text}");
        }
    }

    #[test]
    fn a_query_becomes_few_and_a_long_one_stays_alone() {
        let widened = |text: &str| synonyms().widen(&Query::read(&script(), text).unwrap()).len();
        assert_eq!((widened("食堂饭菜"), widened("公租房")), (1, 4));
        assert_eq!(widened("公租房 养老金 低保 工伤"), QUERIES_MAX);
        assert_eq!(widened(&"公租房的物业".repeat(10)), 1);
        for text in ["\u{e000}甲乙", "😀ab", &"路灯".repeat(100_000)] {
            assert!(widened(text) <= QUERIES_MAX);
        }
    }

    #[test]
    fn a_line_that_is_no_set_of_words_is_named() {
        for table in ["# x\n甲乙 丙丁\n甲乙", "\n\n甲乙 丙", "\n\n甲乙 丙丁 "] {
            assert_eq!(Synonyms::parse(&script(), table), Err(SynonymsError { line: 3 }), "{table}");
        }
    }
}
