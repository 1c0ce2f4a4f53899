//! The second factor: set up with an authenticator, asked for at the door, and given up.

use huiyin_e2e::{Browser, Settings, signed_in, town};

/// Ten in the morning of 2 and of 3 March 2026 in the office's time zone, in seconds of Unix time.
const MORNINGS: [u64; 2] = [1_772_416_800, 1_772_503_200];

/// What an authenticator shows for a secret at that time.
fn digits(secret: &str, seconds: u64) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret.replace(' ', "")).expect("a secret");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("a secret long enough");
    totp.generate(seconds).to_string()
}

async fn tries(desk: &Browser, factor: &str) {
    desk.retypes("#officer", "o-xfj-1").await;
    desk.types("#password", "invented for one day").await;
    desk.types("#factor", factor).await;
    desk.follows("#send").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knows_the_password_alone_stays_outside() {
    let town = town().await;
    let desk = signed_in(&town, "o-xfj-1", Settings::DESK.speaking("en-GB")).await;
    desk.follows(".staff a[href='/sessions']").await;
    desk.follows("a[href='/factor']").await;
    desk.inspects("factor").await;
    let secret = desk.reads("#secret").await;
    desk.types("#factor", "000000").await;
    desk.types("#password", "not the right one").await;
    desk.follows("#send").await;
    assert!(desk.sees("#password-fault").await);
    assert_eq!(desk.reads("#secret").await, secret, "what was scanned already stays");
    desk.retypes("#factor", &digits(&secret, MORNINGS[0])).await;
    desk.types("#password", "invented for one day").await;
    desk.follows("#send").await;
    desk.inspects("factor-codes").await;
    let recovery = desk.reads(".codes li").await;
    desk.follows("[action='/sign-out'] button").await;
    town.on("2026-03-03").await;
    desk.goes_to(&format!("{}/sign-in", town.address())).await;
    desk.inspects("sign-in-factor").await;
    tries(&desk, "").await;
    assert!(desk.sees("#officer-fault").await, "the password alone lets nobody in");
    tries(&desk, &digits(&secret, MORNINGS[1])).await;
    assert!(desk.address().await.ends_with("/desk"));
    desk.follows("[action='/sign-out'] button").await;
    desk.goes_to(&format!("{}/sign-in", town.address())).await;
    tries(&desk, &recovery).await;
    assert!(desk.address().await.ends_with("/desk"));
    desk.goes_to(&format!("{}/factor", town.address())).await;
    assert!(desk.reads(".lead").await.contains("codes left: 7"));
    desk.inspects("factor-held").await;
}
