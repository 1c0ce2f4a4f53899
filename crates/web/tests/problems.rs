//! What goes wrong is told by code, in the caller's language, and betrays nothing.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Town, petition};
use huiyin_app::account::Scope;
use serde_json::{Value, json};

fn assert_is_problem(answer: &Answer, status: StatusCode, code: &str) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!((&problem["code"], &problem["type"]), (&json!(code), &json!(format!("/problems/{code}"))));
    assert_eq!(problem["status"], status.as_u16());
    problem
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_told_in_the_callers_language_with_its_article_and_a_way_out() {
    let town = Town::on("2026-03-02").await;
    let (filed, token) = (town.file().await, town.token("o-xfj-1").await);
    let said = async |language: &str| {
        let request = Request::post(format!("/api/v1/matters/{}/issues/1/agree-to-objection", filed.matter))
            .header("authorization", format!("Bearer {token}"))
            .header("accept-language", language)
            .header("content-type", "application/json");
        let answer = town.send(request.body(Body::from(r#"{"to": "qlz"}"#)).unwrap()).await;
        let problem = assert_is_problem(&answer, StatusCode::CONFLICT, "no-objection");
        assert_eq!(problem["article"], "xf22-23");
        assert_eq!(problem["instead"], json!({"kind": "command", "command": "forward"}));
        (answer.header("content-language").to_owned(), problem)
    };
    let (language, problem) = said("en-GB").await;
    assert_eq!(
        (language.as_str(), &problem["basis"]),
        ("en", &json!("Regulations on the Handling of Petitions (2022), art. 23"))
    );
    assert_eq!(problem["advice"], "You may forward it instead.");
    let (language, problem) = said("zh-TW, en;q=0.5").await;
    assert_eq!((language.as_str(), &problem["title"]), ("zh-Hant", &json!("依規定不能這樣辦理")));
    let (language, problem) = said("fr").await;
    assert_eq!((language.as_str(), &problem["title"]), ("zh-Hans", &json!("依规定不能这样办理")));
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_named_with_their_bounds_and_values_are_never_said_back() {
    let town = Town::on("2026-03-02").await;
    let with = |name: &str, value: Value| {
        let mut petition = petition();
        petition[name] = value;
        petition
    };
    let field = async |body: Value| {
        let answer = town.post("", "/api/v1/petitions", &body).await;
        let problem = assert_is_problem(&answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        assert!(!answer.text.contains("Secret"), "{}", answer.text);
        let field = problem["fields"][0].clone();
        assert!(!field["message"].as_str().unwrap().starts_with('<'), "{field}");
        (
            field["field"].as_str().unwrap().to_owned(),
            field["code"].as_str().unwrap().to_owned(),
            field["bound"].clone(),
        )
    };
    let told = |field: &str, code: &str, bound: Value| (field.to_owned(), code.to_owned(), bound);
    for (body, expected) in [
        (with("subject", json!("")), told("subject", "empty", Value::Null)),
        (with("subject", json!("x".repeat(201))), told("subject", "too-long", json!(200))),
        (with("text", json!("x".repeat(50_001))), told("text", "too-long", json!(50_000))),
        (with("demands", json!(["a", "x".repeat(1_001)])), told("demands.1", "too-long", json!(1_000))),
        (with("subject", json!("Secret\u{7}")), told("subject", "control-character", Value::Null)),
        (with("subjct", json!("Secret")), told("subjct", "unknown-field", Value::Null)),
        (with("persons", json!([{"nom": "Secret"}])), told("persons.0.nom", "unknown-field", Value::Null)),
        (with("text", json!(["Secret"])), told("text", "wrong-type", Value::Null)),
        (with("happened_on", json!("Secret")), told("happened_on", "wrong-type", Value::Null)),
        (with("place", json!("Secret place")), told("place", "unknown-code", Value::Null)),
        (with("channel", json!("visit")), told("channel", "for-officers", Value::Null)),
        (json!({"subject": "a"}), told("text", "missing", Value::Null)),
    ] {
        assert_eq!(field(body).await, expected);
    }
    let exact = with("subject", json!("x".repeat(200)));
    assert_eq!(town.post("", "/api/v1/petitions", &exact).await.status, StatusCode::CREATED);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_none_are_told_apart() {
    let town = Town::on("2026-03-02").await;
    let post = |media: &'static str, body: Vec<u8>| {
        town.send(Request::post("/api/v1/petitions").header("content-type", media).body(Body::from(body)).unwrap())
    };
    let json = "application/json";
    assert_is_problem(&post(json, b"{".to_vec()).await, StatusCode::BAD_REQUEST, "not-json");
    assert_is_problem(&post(json, Vec::new()).await, StatusCode::BAD_REQUEST, "not-json");
    let not_utf8 = br#"{"subject": "#.iter().copied().chain([0xD6, 0xD0, 0xB9, 0xFA]).collect();
    assert_is_problem(&post(json, not_utf8).await, StatusCode::BAD_REQUEST, "not-json");
    let media = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    assert_is_problem(&post("text/plain", petition().to_string().into_bytes()).await, media, "not-json-type");
    let long = petition().to_string().replace("Three", &"x".repeat(2 * 1024 * 1024)).into_bytes();
    assert_is_problem(&post(json, long).await, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_let_in_without_a_token_that_covers_it() {
    let town = Town::on("2026-03-02").await;
    let filed = town.file().await;
    let path = format!("/api/v1/matters/{}", filed.matter);
    for token in ["", "nonsense", "hy_00", &filed.code] {
        let answer = town.get(token, &path).await;
        assert_is_problem(&answer, StatusCode::UNAUTHORIZED, "not-signed-in");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    let reads = town.token_for("o-xfj-1", &[Scope::Read]).await;
    assert_eq!(town.get(&reads, &path).await.status, StatusCode::OK);
    let classify = json!({"kind": "appeal", "way": "way_6", "class": "01.07"});
    let answer = town.post(&reads, &format!("{path}/issues/1/classify"), &classify).await;
    assert_is_problem(&answer, StatusCode::FORBIDDEN, "forbidden");
    assert_is_problem(&town.get(&reads, "/api/v1/figures").await, StatusCode::FORBIDDEN, "forbidden");
    let answer = town.post("nonsense", "/api/v1/petitions", &petition()).await;
    assert_is_problem(&answer, StatusCode::UNAUTHORIZED, "not-signed-in");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_and_what_is_absent_are_told_alike() {
    let town = Town::on("2026-03-02").await;
    let filed = town.file().await;
    let stranger = town.token("o-jyj-1").await;
    let absent = "0".repeat(26);
    let paths = |matter: &str| [format!("/api/v1/matters/{matter}"), format!("/api/v1/matters/{matter}/letters/1")];
    let mut told = Vec::new();
    for path in paths(&filed.matter).iter().chain(&paths(&absent)).chain(&paths("no-id")) {
        let answer = town.get(&stranger, path).await;
        assert_is_problem(&answer, StatusCode::NOT_FOUND, "not-found");
        told.push(answer.text);
    }
    for number in [filed.number.as_str(), "xfj-P-2026-999999", "nonsense"] {
        told.push(town.get(&stranger, &format!("/api/v1/numbers/{number}")).await.text);
    }
    for matter in [&filed.matter, &absent] {
        let accept = json!({"on": "2026-03-02"});
        told.push(town.post(&stranger, &format!("/api/v1/matters/{matter}/issues/1/accept"), &accept).await.text);
    }
    for code in ["0123-4567-89AB-CDEF-GHJK-MNPQ", "nonsense", ""] {
        told.push(town.post("", "/api/v1/query", &json!({ "code": code })).await.text);
    }
    told.push(town.get(&stranger, "/api/v1/nothing/here").await.text);
    assert!(told.iter().all(|text| *text == told[0]), "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn said_twice_is_done_once() {
    let town = Town::on("2026-03-02").await;
    let (filed, token) = (town.file().await, town.token("o-xfj-1").await);
    let path = format!("/api/v1/matters/{}/issues/1/classify", filed.matter);
    let classify = json!({"kind": "appeal", "way": "way_6", "class": "01.07"});
    let first = town.post(&token, &path, &classify).await.json();
    let again = town.post(&token, &path, &classify).await;
    assert_eq!((again.status, &again.json()["seq"]), (StatusCode::OK, &first["seq"]));
    assert_eq!((first["events"].as_array().unwrap().len(), &again.json()["events"]), (1, &json!([])));

    let file = async |subject: &str| {
        let mut petition = petition();
        petition["subject"] = json!(subject);
        let request = Request::post("/api/v1/petitions").header("idempotency-key", "k-1");
        let request = request.header("content-type", "application/json");
        town.send(request.body(Body::from(petition.to_string())).unwrap()).await
    };
    let (first, again) = (file("Lamps").await.json(), file("Lamps").await.json());
    assert_eq!((&again["query_code"], &again["repeated"]), (&first["query_code"], &json!(true)));
    assert_is_problem(&file("Other lamps").await, StatusCode::UNPROCESSABLE_ENTITY, "key-reused");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_may_be_kept_framed_or_sniffed() {
    let town = Town::on("2026-03-02").await;
    for path in ["/api/v1/office", "/api/openapi.json", "/api/v1/matters/none", "/healthz", "/readyz", "/nowhere"] {
        let answer = town.get("", path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
    }
    assert_eq!(town.get("", "/healthz").await.text, "alive");
    assert_eq!(town.get("", "/readyz").await.status, StatusCode::OK);
    town.stop.send_replace(true);
    assert_eq!(town.get("", "/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let wrong = town.send(Request::delete("/api/v1/office").body(Body::empty()).unwrap()).await;
    assert_is_problem(&wrong, StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed");
    assert!(wrong.header("allow").contains("GET"), "{}", wrong.header("allow"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_has_stopped_stops_the_process() {
    let town = Town::on("2026-03-02").await;
    town.app.close().await;
    let answer = town.post("", "/api/v1/petitions", &petition()).await;
    assert_is_problem(&answer, StatusCode::SERVICE_UNAVAILABLE, "stopped");
    assert_eq!(answer.header("retry-after"), "5");
    assert!(*town.stop.borrow());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_leads_on_in_three_languages() {
    let town = Town::on("2026-03-02").await;
    let request = |path: &str, language: &str| {
        let request = Request::get(path).header("accept-language", language).header("host", "office.example:8080");
        town.send(request.body(Body::empty()).unwrap())
    };
    let page = request("/", "en").await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'"), "{policy}");
    assert!(!["unsafe-", "data:", "*", "http"].iter().any(|hole| policy.contains(hole)), "{policy}");
    let links = page.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for link in links.filter(|link| !link.starts_with('#')) {
        let mut led = request(link, "en").await;
        if led.status == StatusCode::SEE_OTHER {
            led = request(led.header("location"), "en").await;
        }
        assert_eq!(led.status, StatusCode::OK, "{link}");
    }
    assert!(request("/?lang=zh-Hant", "en").await.text.contains("<html lang=\"zh-Hant\">"));
    let marked = request("/", "\"><script>, zh-CN").await;
    assert!(marked.text.contains("<html lang=\"zh-Hans\">") && !marked.text.contains("<script"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_on_a_page_is_told_as_a_page() {
    let town = Town::on("2026-03-02").await;
    let page = town.send(Request::get("/nowhere?lang=en").body(Body::empty()).unwrap()).await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
    assert!(page.text.contains("<html lang=\"en\">"), "{}", page.text);
    let form = Request::post("/file").header("content-type", "application/x-www-form-urlencoded");
    let sent = form.header("sec-fetch-site", "cross-site").body(Body::from("subject=a")).unwrap();
    assert_eq!(town.send(sent).await.status, StatusCode::FORBIDDEN);
    let json = Request::post("/query?lang=en").header("content-type", "application/json");
    let page = town.send(json.body(Body::from("{}")).unwrap()).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "what is no form is no defect of ours");
    assert!(page.text.contains("could not be read"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_codes_waits_and_nobody_else_does() {
    let town = Town::on("2026-03-02").await;
    let filed = town.file().await;
    let wrong = json!({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ"});
    let paths = ["/api/v1/query", "/api/v1/query/letters/1", "/api/v1/query/files/0", "/api/v1/query/withdraw"];
    for path in paths.iter().cycle().take(10) {
        assert_is_problem(&town.post("", path, &wrong).await, StatusCode::NOT_FOUND, "not-found");
    }
    for code in [&wrong, &json!({"code": filed.code})] {
        let answer = town.post("", "/api/v1/query", code).await;
        assert_is_problem(&answer, StatusCode::TOO_MANY_REQUESTS, "too-many-tries");
        assert_eq!(answer.header("retry-after"), "60");
    }
    assert_eq!(town.post("", "/api/v1/petitions", &petition()).await.status, StatusCode::CREATED, "filing is free");
    for (path, body) in
        [("/query", "code=0123-4567-89AB-CDEF-GHJK-MNPQ"), ("/sign-in", "officer=o-xfj-1&password=wrong")]
    {
        let form = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        let answer = town.send(form.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path} is guarded too");
    }
    town.is_now("2026-03-03");
    for n in 0..12 {
        let form = Request::post("/query").header("content-type", "application/x-www-form-urlencoded");
        let answer = town.send(form.body(Body::from("code=0123-4567-89AB-CDEF-GHJK-MNPQ")).unwrap()).await;
        let expected = if n < 10 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(answer.status, expected, "try {n}");
    }
    town.is_now("2026-03-04");
    for _ in 0..30 {
        let seen = town.post("", "/api/v1/query", &json!({"code": filed.code})).await;
        assert_eq!(seen.status, StatusCode::OK, "a right code does not weigh");
    }
}
