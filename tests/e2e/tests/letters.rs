//! Letters as people get them: pressed as the product presses them, downloaded in a browser, read back as text by another's
//! tool (`pdftotext`, Debian package poppler-utils).

#[path = "../../../crates/cli/src/press.rs"]
mod press;

use std::sync::Arc;

use huiyin_e2e::{Browser, Settings, answered, bare, shows_code, signed_in, text_on_paper};
use huiyin_story::Town;

use press::LetterPress;

fn says(letter: &str, words: &[&str]) {
    for words in words {
        assert!(letter.contains(&bare(words)), "{words} is not in {letter}");
    }
}

async fn town() -> Town {
    let town = Town::printing(Arc::new(LetterPress::new(Vec::new()))).await;
    town.on("2026-03-02").await;
    town
}

#[tokio::test(flavor = "multi_thread")]
async fn a_petitioner_reads_the_answer_and_an_officer_the_whole_file() {
    let town = town().await;
    let filed = answered(&town, "not_supported").await;
    let phone = Browser::open(Settings::PHONE).await;
    shows_code(&town, &phone, filed.code()).await;
    assert!(phone.reads(".card").await.contains("打开信访处理意见书即为收到"));
    let letter = text_on_paper("letter", &phone.downloads(".letter button", "letter-1.pdf").await);
    says(&letter, &["青岚镇人民政府", "xfj-D-2026-000001", "信访处理意见书", &filed.number, "村口路灯不亮"]);
    says(&letter, &["线路断开。", "属本镇维护。", "有关规定", "30日", "云栖县人民政府"]);
    shows_code(&town, &phone, filed.code()).await;
    assert!(phone.reads(".place").await.contains("已送达"), "who opened it has it");
    assert!(!phone.reads(".card").await.contains("即为收到"), "and it is said no more");

    let head = signed_in(&town, "o-qlz-2", Settings::DESK).await;
    head.goes_to(&format!("{}/desk/{}", town.address(), filed.matter)).await;
    let same = text_on_paper("letter-again", &head.downloads(".card a[href$='/letters/1']", "letter-1.pdf").await);
    assert_eq!(same, letter, "all read the same letter");
    let whole = format!("{}.pdf", filed.number);
    let whole = text_on_paper("whole", &head.downloads("main a[href$='/whole']", &whole).await);
    says(&whole, &["三盏灯不亮。", "转送青岚镇人民政府", "信访处理意见书", "xfj-D-2026-000001"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letters_of_a_day_are_printed_at_once_in_the_order_of_their_numbers() {
    let town = town().await;
    for _ in 0..3 {
        answered(&town, "not_supported").await;
    }
    let desk = signed_in(&town, "o-xfj-10", Settings::DESK).await;
    desk.goes_to(&format!("{}/desk/books?class=document&waiting=yes", town.address())).await;
    desk.inspects("book-of-letters").await;
    assert_eq!(desk.counts("tbody tr").await, 3);
    assert!(desk.reads("tbody").await.contains("奚恩泽"), "who sealed it");
    let letters = desk.downloads("a[href^='/desk/books.pdf']", "xfj-D-2026-000001_xfj-D-2026-000003.pdf").await;
    let letters = text_on_paper("letters", &letters);
    let at: Vec<_> = (1..=3).map(|n| letters.find(&format!("xfj-D-2026-00000{n}")).expect("each letter")).collect();
    assert!(at.is_sorted(), "{at:?}");
}
