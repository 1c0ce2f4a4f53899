//! Who is let in: what ends a token ends it for good, a token is no session, and two are never taken for one.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use huiyin_app::AppError;
use huiyin_app::account::Scope;
use huiyin_app::password::PASSWORD_CHARS_MAX;
use huiyin_app::ports::Clock;
use huiyin_domain::ids::OfficerCode;
use huiyin_domain::office::Actor;
use jiff::Timestamp;

const OPERATOR: Actor = Actor::Job("operator");
const PASSWORD: &str = "four invented words";

fn officer() -> OfficerCode {
    "o-qlz-1".parse().unwrap()
}

fn later() -> Timestamp {
    "2027-01-01T00:00:00Z".parse().unwrap()
}

fn is_refused<T>(answer: &Result<T, AppError>) -> bool {
    matches!(answer, Err(AppError::Unauthorised))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_closed_and_opened_again_has_none_of_its_old_tokens() {
    let office = common::district("2026-03-02").await;
    let app = &office.app;
    let old = app.issue_token(&OPERATOR, &officer(), &[Scope::Read], None).await.unwrap();
    app.bearer(&old).await.unwrap();
    app.close_account(&OPERATOR, &officer()).await.unwrap();
    assert!(is_refused(&app.bearer(&old).await));
    let new = app.issue_token(&OPERATOR, &officer(), &[Scope::Read], None).await.unwrap();
    app.bearer(&new).await.unwrap();
    assert!(is_refused(&app.bearer(&old).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_issued_at_once_are_ended_one_by_one() {
    let office = common::district("2026-03-02").await;
    let (app, officer) = (&office.app, officer());
    let issue = |scope: Scope| {
        let officer = &officer;
        async move { app.issue_token(&OPERATOR, officer, &[scope], None).await.unwrap() }
    };
    let (read, act) = tokio::join!(issue(Scope::Read), issue(Scope::Act));
    assert_eq!(app.bearer(&read).await.unwrap().scopes, [Scope::Read]);
    assert_eq!(app.bearer(&act).await.unwrap().scopes, [Scope::Act]);
    let numbers: Vec<u32> = app.sessions(&officer).await.unwrap().iter().map(|held| held.no).collect();
    assert_eq!(numbers, [2, 1]);
    app.end_token(&OPERATOR, &officer, 1).await.unwrap();
    assert_eq!(
        [is_refused(&app.bearer(&read).await), is_refused(&app.bearer(&act).await)].map(u8::from).iter().sum::<u8>(),
        1
    );
    let again = app.end_token(&OPERATOR, &officer, 1).await;
    assert!(matches!(again, Err(AppError::NotFound)), "what is ended is not ended once more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_one_purpose_is_no_session() {
    let office = common::district("2026-03-02").await;
    let app = &office.app;
    let figures = app.issue_token(&OPERATOR, &officer(), &[Scope::Figures], Some(later())).await.unwrap();
    app.bearer(&figures).await.unwrap();
    assert!(is_refused(&app.session(&figures).await));
    app.set_password(&OPERATOR, &officer(), PASSWORD).await.unwrap();
    let session = app.begin_session("o-qlz-1", PASSWORD, "").await.unwrap();
    let actor = app.session(&session).await.unwrap();
    app.end_session(&actor, &session).await.unwrap();
    assert!(is_refused(&app.session(&session).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_what_the_old_one_opened_and_no_token() {
    let office = common::district("2026-03-02").await;
    let app = &office.app;
    let machine = app.issue_token(&OPERATOR, &officer(), &[Scope::File], Some(later())).await.unwrap();
    app.set_password(&OPERATOR, &officer(), PASSWORD).await.unwrap();
    let session = app.begin_session("o-qlz-1", PASSWORD, "").await.unwrap();
    app.set_password(&OPERATOR, &officer(), "four other invented words").await.unwrap();
    assert!(is_refused(&app.session(&session).await));
    assert!(is_refused(&app.begin_session("o-qlz-1", PASSWORD, "").await));
    app.bearer(&machine).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knows_no_password_is_told_the_same_whatever_he_types() {
    let office = common::district("2026-03-02").await;
    let app = &office.app;
    app.set_password(&OPERATOR, &officer(), PASSWORD).await.unwrap();
    let too_long = "x".repeat(PASSWORD_CHARS_MAX + 1);
    for (name, password) in
        [("o-qlz-1", "wrong"), ("nobody", PASSWORD), ("not a code", PASSWORD), ("o-qlz-1", &too_long)]
    {
        assert!(is_refused(&app.begin_session(name, password, "").await), "{name}");
    }
    app.close_account(&OPERATOR, &officer()).await.unwrap();
    assert!(is_refused(&app.begin_session("o-qlz-1", PASSWORD, "").await), "the account is closed");
}

/// The digits that an authenticator shows for a secret at a time.
fn digits(secret: &str, at: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_is_asked_for_once_it_is_set_and_each_code_counts_once() {
    let office = common::district("2026-03-02").await;
    let (app, officer) = (&office.app, officer());
    app.set_password(&OPERATOR, &officer, PASSWORD).await.unwrap();
    let actor = app.officer_today(&officer).await.unwrap();
    let offer = app.offer_factor(&officer, "Office").unwrap();
    let code = || digits(&offer.secret, office.clock.now());
    for (password, code, field) in [("wrong", code(), "password"), (PASSWORD, "000000".to_owned(), "factor")] {
        let set = app.set_factor(&officer, &actor, (&offer.sealed, password, &code)).await;
        assert!(matches!(set, Err(AppError::Invalid(fields)) if fields[0].field == field));
    }
    let other: OfficerCode = "o-qlz-2".parse().unwrap();
    assert!(matches!(app.offered_factor(&other, "Office", &offer.sealed), Err(AppError::NotFound)));
    let recovery = app.set_factor(&officer, &actor, (&offer.sealed, PASSWORD, &code())).await.unwrap();
    let enter = |code: String| async move { app.begin_session("o-qlz-1", PASSWORD, &code).await };
    let another = app.offer_factor(&officer, "Office").unwrap();
    let code_of_another = digits(&another.secret, office.clock.now());
    let set = app.set_factor(&officer, &actor, (&another.sealed, PASSWORD, &code_of_another)).await;
    assert!(matches!(set, Err(AppError::Conflict)), "one that is set is not replaced without its code");
    assert!(is_refused(&enter(String::new()).await), "the password alone lets nobody in");
    assert!(is_refused(&enter(code()).await), "the code that set it is used");
    office.clock.set("2026-03-03");
    enter(code()).await.unwrap();
    assert!(is_refused(&enter(code()).await), "a code counts once");
    enter(recovery[2].to_lowercase()).await.unwrap();
    assert!(is_refused(&enter(recovery[2].clone()).await), "so does a recovery code");
    assert_eq!(app.factor(&officer).await.unwrap().unwrap().recovery_left, recovery.len() - 1);
    office.clock.set("2026-03-04");
    app.give_up_factor(&officer, &actor, (PASSWORD, &code())).await.unwrap();
    enter(String::new()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_lost_everything_is_let_in_by_the_operator() {
    let office = common::district("2026-03-02").await;
    let (app, officer) = (&office.app, officer());
    app.set_password(&OPERATOR, &officer, PASSWORD).await.unwrap();
    let actor = app.officer_today(&officer).await.unwrap();
    let offer = app.offer_factor(&officer, "Office").unwrap();
    let code = digits(&offer.secret, office.clock.now());
    app.set_factor(&officer, &actor, (&offer.sealed, PASSWORD, &code)).await.unwrap();
    app.end_factor(&OPERATOR, &officer).await.unwrap();
    app.begin_session("o-qlz-1", PASSWORD, "").await.unwrap();
    assert_eq!(app.factor(&officer).await.unwrap(), None);
}
