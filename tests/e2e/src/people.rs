//! What officers do in every test: they sign in, and choose from lists.

use huiyin_story::{PASSWORD, Town};

use crate::browser::{Browser, Settings};

/// A browser at which that officer has signed in: on the worklist, or, who only keeps the office's tables, on the law.
pub async fn signed_in(town: &Town, officer: &str, settings: Settings) -> Browser {
    town.password(officer, PASSWORD).await;
    signs_in(town, officer, settings).await
}

/// The same at a further browser: a new password would end the session at the first.
pub async fn signs_in(town: &Town, officer: &str, settings: Settings) -> Browser {
    let desk = Browser::open(settings).await;
    desk.goes_to(&format!("{}/desk", town.address())).await;
    assert!(desk.address().await.ends_with("/sign-in"), "who is not signed in is asked to");
    desk.types("#officer", officer).await;
    desk.types("#password", PASSWORD).await;
    desk.follows("#send").await;
    let place = desk.address().await;
    assert!(place.ends_with("/desk") || place.ends_with("/desk/law"), "{place}");
    desk
}

/// Chooses from a list, by what is sent.
pub async fn chooses(desk: &Browser, selector: &str, value: &str) {
    desk.presses(&format!("{selector} option[value='{value}']")).await;
}
