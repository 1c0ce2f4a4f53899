//! Files come in with a petition or as evidence, are counted while they stream, and go out again as bytes to be saved. What
//! cannot be taken is told by field and code, and leaves nothing in the folder.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Form, Town, petition};
use futures::stream;
use serde_json::{Value, json};

const PETITIONS: &str = "/api/v1/petitions";
const MIB: usize = 1024 * 1024;

fn assert_is_problem(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!((answer.status, answer.json()["code"].as_str()), (status, Some(code)), "{}", answer.text);
}

/// The field that is told, with its code and bound.
fn field(answer: &Answer) -> (String, String, Value) {
    assert_is_problem(answer, StatusCode::UNPROCESSABLE_ENTITY, "invalid");
    let field = &answer.json()["fields"][0];
    let text = |name: &str| field[name].as_str().unwrap().to_owned();
    assert!(!text("message").is_empty() && !text("message").starts_with('<'), "{field}");
    (text("field"), text("code"), field["bound"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filed_with_files_is_given_out_as_it_came() {
    let town = Town::on("2026-03-02").await;
    let scan: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let form = Form::of(&petition()).file("gate \"east\".png", &scan).file("灯.txt", b"dark");
    let filed = town.post_form("", PETITIONS, &form).await;
    assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
    assert_eq!(town.attachments().len(), 2, "no mark is left: {:?}", town.attachments());

    let code = json!({"code": filed.json()["query_code"]});
    let seen = town.post("", "/api/v1/query", &code).await.json();
    let told = |place: usize, field: &str| seen["files"][place][field].clone();
    assert_eq!(
        (told(0, "size_bytes"), told(0, "petition"), told(0, "issue")),
        (json!(scan.len()), json!(1), json!(null))
    );
    assert_eq!((told(1, "name"), told(1, "media_type")), (json!("灯.txt"), json!("image/png")));
    let file = told(1, "file").as_str().unwrap().to_owned();
    let answer = town.post("", &format!("/api/v1/query/files/{file}"), &code).await;
    assert_eq!((answer.status, answer.bytes.as_slice()), (StatusCode::OK, b"dark".as_slice()));
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(answer.header("content-length"), "4");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"_.txt\"; filename*=UTF-8''%E7%81%AF.txt");

    let matter = filed.json()["matter"].as_str().unwrap().to_owned();
    let path = |file: &Value| format!("/api/v1/matters/{matter}/files/{}", file.as_str().unwrap());
    let registrar = town.token("o-xfj-1").await;
    assert_eq!(town.get(&registrar, &path(&told(0, "file"))).await.bytes, scan);
    let stranger = town.token("o-jyj-1").await;
    assert_is_problem(&town.get(&stranger, &path(&told(0, "file"))).await, StatusCode::NOT_FOUND, "not-found");
    for nothing in ["0".repeat(26), "none".to_owned()] {
        let answer = town.get(&registrar, &path(&json!(nothing))).await;
        assert_is_problem(&answer, StatusCode::NOT_FOUND, "not-found");
    }
    assert_eq!(town.app.verify(&|_| ()).await.unwrap().files, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_a_bound_is_told_and_leaves_nothing() {
    let town = Town::on("2026-03-02").await;
    let form = || Form::of(&petition()).file("first.txt", b"sound");
    let told = |field: &str, code: &str, bound: Value| (field.to_owned(), code.to_owned(), bound);
    for (form, expected) in [
        (form().file("empty.txt", b""), told("files.1", "file-empty", Value::Null)),
        (form().file("large.bin", &vec![7; 20 * MIB + 1]), told("files.1", "file-too-large", json!(20))),
        (form().file(" ", b"x"), told("files.1.name", "empty", Value::Null)),
        (form().file(&"长".repeat(256), b"x"), told("files.1.name", "too-long", json!(255))),
        (form().file("a\tb", b"x"), told("files.1.name", "control-character", Value::Null)),
        (form().part("name=\"files\"", "text/plain", b"x"), told("files.1.name", "missing", Value::Null)),
        (
            form().part("name=\"photo\"; filename=\"x\"", "text/plain", b"x"),
            told("photo", "unknown-field", Value::Null),
        ),
        (Form::of(&json!({"subject": "a"})).file("x", b"x"), told("text", "missing", Value::Null)),
        (Form::of(&json!({"subject": "", "text": "a"})).file("x", b"x"), told("subject", "empty", Value::Null)),
    ] {
        assert_eq!(field(&town.post_form("", PETITIONS, &form).await), expected);
        assert_eq!(town.attachments(), Vec::<std::path::PathBuf>::new(), "{expected:?}");
    }
    let many = (0..51).fold(Form::of(&petition()), |form, n| form.file(&format!("{n}.txt"), b"x"));
    let answer = town.post_form("", PETITIONS, &many).await;
    assert_is_problem(&answer, StatusCode::UNPROCESSABLE_ENTITY, "too-many-files");
    assert!(town.attachments().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_that_are_none_are_told_apart() {
    let town = Town::on("2026-03-02").await;
    let post = async |media: &'static str, body: Vec<u8>| {
        let answer =
            town.send(Request::post(PETITIONS).header("content-type", media).body(Body::from(body)).unwrap()).await;
        assert!(town.attachments().is_empty(), "{:?}", town.attachments());
        answer
    };
    let whole = Form::of(&petition()).file("a.txt", b"sound").file("b.txt", &vec![7; 200_000]).bytes();
    let bad = StatusCode::BAD_REQUEST;
    assert_is_problem(&post("multipart/form-data", whole.clone()).await, bad, "not-form");
    for cut in [whole.len() - 100_000, whole.len() - 200_300, 10, 0] {
        let answer = post(Form::TYPE, whole[..cut].to_vec()).await;
        assert!(matches!(answer.json()["code"].as_str(), Some("not-form" | "invalid")), "{cut}: {}", answer.text);
        assert!(answer.status.is_client_error());
    }
    let no_data = [
        b"--x-boundary-x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"x\"\r\n\r\n".as_slice(),
        b"x\r\n--x-boundary-x--\r\n",
    ]
    .concat();
    assert_eq!(field(&post(Form::TYPE, no_data).await).0, "data");
    let endless =
        [b"--x-boundary-x\r\ncontent-disposition: form-data; name=\"".as_slice(), &vec![b'x'; 8 * MIB]].concat();
    assert_is_problem(&post(Form::TYPE, endless).await, bad, "not-form");

    let not_utf8 = b"{\"subject\": \"\xD6\xD0\xB9\xFA\"}";
    let form = |media: &str, bytes: &[u8]| Form::of_bytes(media, bytes).file("a.txt", b"sound").bytes();
    assert_is_problem(&post(Form::TYPE, form("application/json", not_utf8)).await, bad, "not-json");
    let media = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    let foreign = form("application/json; charset=gb18030", petition().to_string().as_bytes());
    assert_is_problem(&post(Form::TYPE, foreign).await, media, "not-json-type");
    let json = petition().to_string().into_bytes();
    assert_is_problem(&post("application/json; charset=GBK", json.clone()).await, media, "not-json-type");
    let named = Form::of(&petition()).part(b"name=\"files\"; filename=\"\xD6\xD0.txt\"", "text/plain", b"x");
    assert_eq!(field(&post(Form::TYPE, named.bytes()).await).1, "not-text");
    let long = petition().to_string().replace("Three", &"x".repeat(2 * MIB)).into_bytes();
    assert_is_problem(
        &post(Form::TYPE, form("application/json", &long)).await,
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
    );
    assert_is_problem(&post("application/json", long).await, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
    assert_eq!(post("application/json; charset=\"UTF-8\"", json).await.status, StatusCode::CREATED);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let town = Town::on("2026-03-02").await;
    let begun = Form::of(&petition()).file("a.txt", b"sound").file("b.txt", &vec![7; 500_000]).bytes();
    let pieces = begun[..400_000].chunks(10_000).map(|piece| Ok(piece.to_vec())).collect::<Vec<_>>();
    let gone = std::io::Error::other("the client is gone");
    let body = Body::from_stream(stream::iter(pieces.into_iter().chain([Err(gone)])));
    let answer = town.send(Request::post(PETITIONS).header("content-type", Form::TYPE).body(body).unwrap()).await;
    assert_is_problem(&answer, StatusCode::BAD_REQUEST, "not-form");
    assert!(town.attachments().is_empty(), "{:?}", town.attachments());
    assert_eq!(town.app.verify(&|_| ()).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_stands_for_the_files_too() {
    let town = Town::on("2026-03-02").await;
    let file = async |bytes: &[u8]| {
        let form = Form::of(&petition()).file("a.txt", bytes).bytes();
        let request = Request::post(PETITIONS).header("idempotency-key", "k-1").header("content-type", Form::TYPE);
        town.send(request.body(Body::from(form)).unwrap()).await
    };
    let (first, again) = (file(b"one").await.json(), file(b"one").await.json());
    assert_eq!((&again["query_code"], &again["repeated"]), (&first["query_code"], &json!(true)));
    assert_is_problem(&file(b"two").await, StatusCode::UNPROCESSABLE_ENTITY, "key-reused");
    assert_eq!(town.attachments().len(), 1, "{:?}", town.attachments());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_added_by_code_and_as_evidence() {
    let town = Town::on("2026-03-02").await;
    let filed = town.file().await;
    let added = json!({"code": filed.code, "petition": {"subject": "One more", "text": "One more lamp is dark."}});
    let answer = town.post_form("", "/api/v1/query/add", &Form::of(&added).file("lamp.png", b"dark")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);

    let registrar = town.token("o-xfj-1").await;
    let path = |command: &str| format!("/api/v1/matters/{}/issues/1/{command}", filed.matter);
    let classify = json!({"kind": "appeal", "way": "way_6", "class": "01.07"});
    town.post(&registrar, &path("classify"), &classify).await;
    town.post(&registrar, &path("forward"), &json!({"to": "qlz"})).await;
    let handler = town.token("o-qlz-1").await;
    town.post(&handler, &path("accept"), &json!({"on": "2026-03-02"})).await;
    let evidence = Form::of(&json!({"note": "Record of the visit", "on": "2026-03-02"})).file("record.pdf", b"signed");
    let answer = town.post_form(&handler, &path("add-evidence"), &evidence).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let kept = town.attachments().len();
    let refused = town.post_form(&registrar, &path("add-evidence"), &evidence).await;
    assert_is_problem(&refused, StatusCode::CONFLICT, "not-yours");
    assert_eq!((kept, town.attachments().len()), (2, 2));

    let seen = town.get(&handler, &format!("/api/v1/matters/{}", filed.matter)).await.json();
    let origin = |place: usize| (seen["files"][place]["petition"].clone(), seen["files"][place]["issue"].clone());
    assert_eq!((origin(0), origin(1)), ((json!(2), json!(null)), (json!(null), json!(1))));
    let own = town.post("", "/api/v1/query", &json!({"code": filed.code})).await.json();
    assert_eq!(own["files"], json!([]), "neither the other petition's file nor the office's evidence");
    let evidence = seen["files"][1]["file"].as_str().unwrap();
    let answer = town.post("", &format!("/api/v1/query/files/{evidence}"), &json!({"code": filed.code})).await;
    assert_is_problem(&answer, StatusCode::NOT_FOUND, "not-found");
}
