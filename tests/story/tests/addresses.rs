//! An address that asks for what nobody knows is told so in the reader's language, and not answered as if it had asked for
//! something else: a list that looks like everything, or like nothing, misleads.

use huiyin_story::page::words;
use huiyin_story::{Kind, Town, Visitor};

/// What is asked, by whom.
const ASKED: [(&str, &str); 17] = [
    ("o-xfj-1", "/desk?stage=no-such-choice"),
    ("o-xfj-1", "/desk?due=never"),
    ("o-xfj-1", "/desk?unit=no-such-choice"),
    ("o-xfj-1", "/desk?class=99.99"),
    ("o-xfj-1", "/desk?stage=accepted&class=no-such-choice"),
    ("o-xfj-1", "/desk/books?class=no-such-choice"),
    ("o-xfj-1", "/desk/books?registry=no-such-choice"),
    ("o-xfj-1", "/desk/books?waiting=perhaps"),
    ("o-xfj-1", "/desk/books.csv?registry=no-such-choice"),
    ("o-xfj-5", "/desk/figures?cut=no-such-choice"),
    ("o-xfj-5", "/desk/figures?unit=no-such-choice"),
    ("o-xfj-5", "/desk/figures?channel=no-such-choice"),
    ("o-xfj-5", "/desk/figures.csv?cut=no-such-choice"),
    ("o-xfj-5", "/desk/figures.xlsx?kind=no-such-choice"),
    ("o-xfj-5", "/desk/figures/received?class=99.99"),
    ("o-xfj-5", "/desk/figures/received?cut=no-such-choice"),
    ("o-xfj-5", "/desk/topics?order=no-such-choice"),
];

/// How each language says that a code is not known.
const SAID: [(&str, &str); 3] =
    [("en", "This code is not known here."), ("zh-CN", "没有这个代码。"), ("zh-TW", "沒有這個代碼。")];

#[tokio::test(flavor = "multi_thread")]
async fn what_an_address_asks_and_nobody_knows_is_told() {
    let town = Town::open(Kind::Sqlite).await;
    town.on("2026-03-02").await;
    for (lang, said) in SAID {
        for officer in ["o-xfj-1", "o-xfj-5"] {
            let visitor = Visitor::officer(&town, officer, lang).await;
            for (_, path) in ASKED.iter().filter(|(by, _)| *by == officer) {
                let shown = visitor.goes_to(path).await;
                assert_eq!(shown.status, 422, "{lang} {path}");
                assert!(words(&shown.html).contains(said), "{lang} {path}: {}", words(&shown.html));
            }
            let plain = visitor.goes_to("/desk?stage=&unit=").await;
            assert_eq!(plain.status, 200, "what is left empty is not asked");
        }
    }
}
