//! Classes by the words of the catalogue alone, for an office that has not learned yet: a class is known by its name, the
//! names above it and what people call the same, and is proposed where a petition takes most of that up.

use huiyin_domain::ids::ClassCode;
use huiyin_domain::office::{Class, Office};
use huiyin_insight::alike::shared;
use huiyin_insight::answers::Answers;
use huiyin_insight::words::Commonness;

use super::LikelyClass;
use crate::search::{Question, SAME_WORDS, SCRIPT};

/// Classes proposed.
const PROPOSED: usize = 3;

/// The classes whose words a petition takes up most, the best first; without a likelihood, which nobody has measured here.
pub(super) fn classes(office: &Office, question: &Question) -> Vec<LikelyClass> {
    let known: Vec<(&Class, String)> = office.classes().map(|class| (class, words_of(office, class))).collect();
    let (mut names, mut common) = (Answers::default(), Commonness::default());
    for (_, words) in &known {
        names.take(&SCRIPT, words);
        common.count(&SCRIPT, "", words);
    }
    let best = names.fitting(&SCRIPT, &question.subject, &question.body, PROPOSED);
    let likely = |(class, words): &(&Class, String)| LikelyClass {
        class: class.code.clone(),
        share: None,
        words: held(&common, question, words),
    };
    let likely = best.into_iter().filter_map(|number| known.get(number)).map(likely);
    // What no word is seen to speak for is not proposed.
    likely.filter(|likely| !likely.words.is_empty()).collect()
}

/// What a class is called, and all above it; its own name twice, because that tells it from its neighbours.
fn words_of(office: &Office, class: &Class) -> String {
    let above = std::iter::successors(class.code.parent(), ClassCode::parent);
    let above = above.filter_map(|code| office.class(&code)).map(|class| class.name.as_str());
    let own = class.name.as_str();
    let others = SAME_WORDS.lines().filter(|line| !line.starts_with('#'));
    let others = others.filter(|line| line.split(' ').any(|word| !word.is_empty() && own.contains(word)));
    [own, own].into_iter().chain(above).chain(others).collect::<Vec<_>>().join("\n")
}

/// The words of the petition that stand in the name.
fn held(common: &Commonness, question: &Question, name: &str) -> Vec<String> {
    let whole = question.whole();
    let (words, others) = (common.words(&SCRIPT, "", &whole), common.words(&SCRIPT, "", name));
    let mut held: Vec<String> = Vec::new();
    for word in shared(&SCRIPT, &whole, &words, &others).into_iter().map(|place| whole[place].trim().to_owned()) {
        if !held.contains(&word) {
            held.push(word);
        }
    }
    held
}
