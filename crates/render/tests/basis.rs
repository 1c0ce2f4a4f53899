//! Whatever may be done or not says by which article, in each language, and in each law that an office can decide by: its own
//! article or its name, never that of another law; what the product itself rules is told as the office's rule.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::collections::BTreeSet;
use std::path::Path;

use huiyin_domain::matter::{CommandKind, Refusal};
use huiyin_domain::pack::{Grade, Pack, Packs, Topic};
use huiyin_render::{Lang, Say};
use jiff::civil::{Date, date};

/// The regulation that the codes of articles are numbered by.
const NUMBERED_BY: &str = "cn-xinfang-2022";

fn deciding() -> Vec<Pack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/packs");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let packs = files.map(|text| toml::from_str::<Pack>(&text).unwrap());
    packs.filter(|pack| pack.grade == Grade::Decision).map(Pack::confirmed).collect()
}

/// A day on which it is in force.
fn day_of(pack: &Pack) -> Date {
    pack.in_force_from.unwrap_or(date(2026, 7, 1))
}

/// What refusals cite, and what commands do.
fn codes() -> BTreeSet<&'static str> {
    let refusals = Refusal::LIST.iter().map(|refusal| refusal.article);
    refusals.chain(CommandKind::ALL.iter().map(|command| command.article())).collect()
}

#[test]
fn every_refusal_and_every_step_cites_the_law_it_stands_under() {
    let laws = deciding();
    assert!(laws.len() >= 10, "{} laws", laws.len());
    for law in laws {
        let packs = Packs::new(vec![law.clone()]).unwrap();
        let cites = |code: &str| packs.basis(code, day_of(&law));
        for (lang, code) in Lang::ALL.iter().flat_map(|lang| codes().into_iter().map(move |code| (lang, code))) {
            let say = Say::new(*lang);
            let told = say.cited(code, None, &cites);
            let place = format!("{} {code} in {}: {told}", law.code, lang.code());
            assert!(!told.is_empty() && !told.contains('<'), "{place}");
            let own = Topic::of(code).map(|topic| law.basis.get(&topic).map_or(law.names.clone(), |it| law.cited(it)));
            match own.filter(|_| law.code.as_str() != NUMBERED_BY) {
                Some(own) => assert_eq!(told, say.named(&own), "{place}"),
                None => assert_eq!(told, say.article(code), "{place}"),
            }
        }
    }
}

#[test]
fn every_article_of_that_regulation_is_about_something_other_laws_speak_of_too() {
    for code in codes().into_iter().filter(|code| code.starts_with("xf22-")) {
        assert!(Topic::of(code).is_some(), "{code}: no other law can be cited in its place");
    }
}
