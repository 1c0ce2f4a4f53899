//! A hand-over is told to the unit by mail: how many issues, in whose hands; once, and not a word of a matter.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use huiyin_app::ports::{Mail, MailText, Post, PostError};
use huiyin_app::tables::OfficeTable;
use huiyin_domain::office::Actor;

/// A post that keeps what it is given.
#[derive(Default)]
struct Kept(Mutex<Vec<Mail>>);

#[async_trait]
impl Post for Kept {
    async fn send(&self, mail: &Mail) -> Result<(), PostError> {
        self.0.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_with_an_address_is_told_once_of_each_hand_over() {
    let office = common::district("2026-03-02").await;
    let post = Arc::new(Kept::default());
    let app = office.app.clone().with_post(post.clone());
    let (columns, rows) = app.export_table(OfficeTable::Units).await.unwrap();
    let was = rows.iter().find(|row| row[0] == "qlz").unwrap();
    let mut now = was.clone();
    now[columns.iter().position(|column| *column == "email").unwrap()] = "qlz@example.invalid".to_owned();
    app.set_row(OfficeTable::Units, Some(was), now, &Actor::Job("operator")).await.unwrap();

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
