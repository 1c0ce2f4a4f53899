//! A hand-over is told to the unit by mail: how many issues, in whose hands; once, and not a word of a matter. So is that an
//! officer is out of one.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use huiyin_app::desk::{Bound, Desk};
use huiyin_app::ports::MailText;
use huiyin_app::tables::OfficeTable;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::RecusalGround;
use huiyin_domain::matter::command::{Entrust, Recuse};
use huiyin_domain::office::Actor;

/// The office with a post, and an address for the township.
async fn with_post() -> (common::Office, Arc<common::Kept>) {
    let mut office = common::district("2026-03-02").await;
    let post = Arc::new(common::Kept::default());
    office.app = office.app.clone().with_post(post.clone());
    let (columns, rows) = office.app.export_table(OfficeTable::Units).await.unwrap();
    let was = rows.iter().find(|row| row[0] == "qlz").unwrap();
    let mut now = was.clone();
    let email = columns.iter().position(|column| *column == "email").unwrap();
    "qlz@example.invalid".clone_into(&mut now[email]);
    office.app.set_row(OfficeTable::Units, Some(was), now, &Actor::Job("operator")).await.unwrap();
    (office, post)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_with_an_address_is_told_once_of_each_hand_over() {
    let (office, post) = with_post().await;
    let app = &office.app;
    let moved = |qlz: u64| BTreeMap::from([("qlz".parse().unwrap(), qlz), ("cgj".parse().unwrap(), 1)]);
    let to = "o-qlz-1".parse().unwrap();
    for n in [3, 2] {
        app.tell_handover(&to, moved(n)).await.unwrap();
        app.drain_jobs().await.unwrap();
        office.clock.set("2026-03-03");
    }
    app.drain_jobs().await.unwrap();
    let mails = post.0.lock().unwrap();
    let told: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.text.clone())).collect();
    let of = |moved| ("qlz@example.invalid", MailText::Handover { officer: "葛朝晖".to_owned(), moved });
    assert_eq!(told, [of(3), of(2)], "a unit without an address is told nothing");
    assert_ne!(mails[0].id, mails[1].id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_is_told_how_much_is_in_nobodys_hands_once_its_officer_is_out() {
    let (office, post) = with_post().await;
    let matter = common::accepted(&office, "柳林巷路灯不亮", "柳林巷三盏路灯不亮，请维修。").await;
    let head = office.officer("o-qlz-2").await;
    let to = Some("o-qlz-1".parse().unwrap());
    office.app.act(&head, matter, |_| Ok(Entrust { issue: IssueNo::FIRST, to }.into())).await.unwrap();
    let handler = office.officer("o-qlz-1").await;
    let recuse = |desk: &mut Desk| {
        let reason = desk.words("reason", "路灯承包人是我的表兄。", Bound::Note)?;
        Ok(Recuse { officer: None, ground: RecusalGround::Kin, reason }.into())
    };
    office.app.act(&handler, matter, recuse).await.unwrap();
    assert!(office.app.view(&handler, matter).await.is_err(), "at once, in this process");
    assert!(office.again().view(&handler, matter).await.is_err(), "and in one that begins");
    office.app.drain_jobs().await.unwrap();
    let mails = post.0.lock().unwrap();
    let told: Vec<_> = mails.iter().map(|mail| (mail.to.as_str(), mail.text.clone())).collect();
    assert_eq!(told, [("qlz@example.invalid", MailText::Freed { freed: 1 })]);
}
