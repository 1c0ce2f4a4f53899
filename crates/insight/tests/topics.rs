//! Topics of real messages against what several teams of readers saw; and whatever may come in, joined in bounded time.

#![expect(clippy::unwrap_used, reason = "what fails while data are read fails the test that asked for it")]

use std::collections::HashMap;
use std::path::Path;

use huiyin_insight::alike::{Earlier, shared};
use huiyin_insight::script::Script;
use huiyin_insight::topic::Topics;

fn script() -> Script {
    Script::parse(include_str!("../../../rules/lexicon/simplified.txt")).unwrap()
}

/// The columns so named of a file of the shared data.
fn columns<const N: usize>(name: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/messages").join(name);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let place = |name: &str| head.iter().position(|column| column.trim_start_matches('\u{feff}') == name).unwrap();
    let places = columns.map(place);
    reader.into_records().map(|record| record.map(|record| places.map(|at| record[at].to_owned())).unwrap()).collect()
}

#[test]
fn what_several_readers_saw_as_one_problem_is_put_together() {
    let script = script();
    let mut topics = Topics::default();
    let messages = columns("messages_topics.csv", ["id", "subject", "detail"]);
    let joined: HashMap<&str, u32> = messages
        .iter()
        .filter_map(|[id, subject, body]| Some((id.as_str(), topics.join(&script, subject, body)?.topic)))
        .collect();
    topics.settle();
    let consensus = columns("topics_clusters.csv", ["id", "consensus"]);
    let seen: Vec<&[String; 2]> = consensus.iter().filter(|[_, topic]| !topic.is_empty()).collect();
    let put = |id: &str| joined.get(id).map(|topic| topics.now(*topic));
    let (mut both, mut either) = (0, 0);
    for (at, [a, seen_a]) in seen.iter().enumerate() {
        for [b, seen_b] in &seen[..at] {
            let (is_seen, is_put) = (seen_a == seen_b, put(a) == put(b));
            both += u32::from(is_seen && is_put);
            either += u32::from(is_seen) + u32::from(is_put);
        }
    }
    let f1 = 2.0 * f64::from(both) / f64::from(either);
    assert!(f1 > 0.95, "{f1}");
}

#[test]
fn a_message_said_again_in_the_other_script_is_found() {
    let script = script();
    let messages = columns("messages_topics.csv", ["subject", "detail"]);
    let mut earlier = Earlier::default();
    for [subject, body] in messages.iter().take(500) {
        earlier.take(&script, subject, body);
    }
    let [subject, body] = &messages[123];
    let wide: String = subject.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect();
    let words = earlier.words(&script, &wide, body);
    assert_eq!(earlier.alike(&words, 5)[0].0, 123);
    assert!(!shared(&script, &wide, &words, earlier.words_of(123)).is_empty());
    assert_eq!(shared(&script, "", &words, earlier.words_of(123)), []);
}

fn wide(c: char) -> char {
    char::from_u32(u32::from(c) + 0xFEE0).unwrap()
}

#[test]
fn whatever_comes_in_is_joined_in_bounds() {
    let script = script();
    let (mut topics, mut earlier) = (Topics::default(), Earlier::default());
    let long = "路灯坏了".repeat(100_000);
    for text in ["", "路", "\u{e000}", "😀👨‍👩‍👧", "a路燈ﾗｲﾄ", "\0", &long] {
        let joined = topics.join(&script, text, text);
        assert!(joined.is_none_or(|joined| (0.0..=1.0001).contains(&joined.likeness)), "{text:.9}");
        let words = earlier.words(&script, text, text);
        earlier.take(&script, text, text);
        assert!(earlier.alike(&words, 5).len() <= 5);
        shared(&script, text, &words, &words);
    }
    topics.settle();
}
