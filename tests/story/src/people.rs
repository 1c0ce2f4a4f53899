//! Those who act in a story: petitioners with their codes, officers with their tokens.

use serde_json::{Value, json};

use crate::town::Town;

/// An officer at work.
pub struct Officer<'t> {
    pub(crate) town: &'t Town,
    pub(crate) token: String,
}

/// A petition that was filed, in the hands of its petitioner.
pub struct Filed<'t> {
    town: &'t Town,
    /// The matter.
    pub matter: String,
    /// Its number.
    pub number: String,
    code: String,
}

impl Officer<'_> {
    /// Does something to a matter; it must succeed.
    pub async fn does(&self, filed: &Filed<'_>, what: &str, with: Value) -> Value {
        let (status, body) = self.tries(filed, what, with).await;
        assert_eq!(status, 200, "{what}: {body}");
        body
    }

    /// Tries something that is refused, and names why and what may be done instead.
    pub async fn is_refused(&self, filed: &Filed<'_>, what: &str, with: Value, why: &str) -> Value {
        let (status, body) = self.tries(filed, what, with).await;
        assert!(matches!(status, 409 | 422), "{what}: {status} {body}");
        assert_eq!(body["type"], format!("/problems/{why}"), "{what}: {body}");
        body
    }

    /// Tries something.
    pub async fn tries(&self, filed: &Filed<'_>, what: &str, with: Value) -> (u16, Value) {
        self.town.post(&format!("/matters/{}/{what}", filed.matter), Some(&self.token), &with).await
    }

    /// Does something to a matter that brings files with it.
    pub async fn does_with(&self, filed: &Filed<'_>, what: &str, with: Value, brought: &[(&str, &[u8])]) {
        let path = format!("/matters/{}/{what}", filed.matter);
        let (status, body) = self.town.post_form(&path, Some(&self.token), &with, brought).await;
        assert_eq!(status, 200, "{what}: {body}");
    }

    /// Opens a file of a matter; none where there is none for this officer.
    pub async fn opens_file(&self, filed: &Filed<'_>, file: &Value) -> Option<Value> {
        let path = format!("/matters/{}/files/{}", filed.matter, file.as_str().expect("an id"));
        let (status, body) = self.town.get(&path, Some(&self.token)).await;
        (status == 200).then_some(body)
    }

    /// Looks at a matter.
    pub async fn sees(&self, filed: &Filed<'_>) -> Value {
        let (status, body) = self.town.get(&format!("/matters/{}", filed.matter), Some(&self.token)).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// Asks something about a matter.
    pub async fn asks(&self, filed: &Filed<'_>, what: &str) -> Value {
        let (status, body) = self.town.get(&format!("/matters/{}/{what}", filed.matter), Some(&self.token)).await;
        assert_eq!(status, 200, "{what}: {body}");
        body
    }

    /// Searches by words.
    pub async fn searches(&self, with: Value) -> Value {
        let (status, body) = self.town.post("/search", Some(&self.token), &with).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// Looks something up that is no matter.
    pub async fn looks_up(&self, path: &str) -> (u16, Value) {
        self.town.get(path, Some(&self.token)).await
    }

    /// Decides on something that is no matter; it must succeed.
    pub async fn decides(&self, path: &str, with: Value) -> Value {
        let (status, body) = self.tries_to_decide(path, with).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Tries to decide on something that is no matter.
    pub async fn tries_to_decide(&self, path: &str, with: Value) -> (u16, Value) {
        self.town.post(path, Some(&self.token), &with).await
    }

    /// Sees nothing of a matter, not even that it exists.
    pub async fn sees_nothing_of(&self, filed: &Filed<'_>) {
        let (hidden, told) = self.town.get(&format!("/matters/{}", filed.matter), Some(&self.token)).await;
        let (absent, also) = self.town.get("/matters/0123456789abcdefghjkmnpqrs", Some(&self.token)).await;
        assert_eq!((hidden, &told), (absent, &also), "hidden and absent are told alike");
        assert_eq!(hidden, 404);
    }

    /// Files a petition that came by another channel.
    pub async fn registers(&self, petition: Value) -> Filed<'_> {
        let (status, body) = self.town.post("/petitions", Some(&self.token), &petition).await;
        assert_eq!(status, 201, "{body}");
        Filed::of(self.town, &body)
    }
}

impl<'t> Filed<'t> {
    pub(crate) fn of(town: &'t Town, body: &Value) -> Self {
        let text = |field: &str| body[field].as_str().expect("a text").to_owned();
        Self { town, matter: text("matter"), number: text("number"), code: text("query_code") }
    }

    /// A petition whose matter and code are known.
    pub(crate) fn known(town: &'t Town, matter: &str, code: &str) -> Self {
        Self { town, matter: matter.to_owned(), number: String::new(), code: code.to_owned() }
    }

    /// The query code, as it was printed.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Where it is now, as the petitioner sees it.
    pub async fn query(&self) -> Value {
        let (status, body) = self.town.post("/query", None, &json!({ "code": self.code })).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    /// The petitioner takes the dates into a calendar of his own.
    pub async fn dates(&self) -> String {
        let (status, body) = self.town.post("/query/dates", None, &json!({ "code": self.code })).await;
        assert_eq!(status, 200, "{body}");
        body.as_str().expect("a calendar").to_owned()
    }

    /// The petitioner opens a letter.
    pub async fn opens_letter(&self, document: u32) -> String {
        let (status, body) =
            self.town.post(&format!("/query/letters/{document}"), None, &json!({ "code": self.code })).await;
        assert_eq!(status, 200, "{body}");
        body.as_str().expect("a letter").to_owned()
    }

    /// The petitioner asks for a letter that is none of his: told as if there were none.
    pub async fn is_not_shown_letter(&self, document: u32) {
        let (status, body) =
            self.town.post(&format!("/query/letters/{document}"), None, &json!({ "code": self.code })).await;
        assert_eq!(status, 404, "{body}");
    }

    /// The petitioner adds a petition with files.
    pub async fn adds_with(&self, petition: Value, files: &[(&str, &[u8])]) {
        let data = json!({ "code": self.code, "petition": petition });
        let (status, body) = self.town.post_form("/query/add", None, &data, files).await;
        assert_eq!(status, 201, "{body}");
    }

    /// The petitioner fetches a file; none where there is none for him.
    pub async fn fetches(&self, file: &Value) -> Option<Value> {
        let file = file.as_str().expect("an id");
        let (status, body) = self.town.post(&format!("/query/files/{file}"), None, &json!({ "code": self.code })).await;
        (status == 200).then_some(body)
    }

    /// The petitioner does something with the code.
    pub async fn petitioner(&self, what: &str, mut with: Value) -> Value {
        with["code"] = json!(self.code);
        let (status, body) = self.town.post(&format!("/query/{what}"), None, &with).await;
        assert_eq!(status, 200, "{what}: {body}");
        body
    }

    /// The petitioner tries something that is refused.
    pub async fn petitioner_is_refused(&self, what: &str, mut with: Value, why: &str) {
        with["code"] = json!(self.code);
        let (status, body) = self.town.post(&format!("/query/{what}"), None, &with).await;
        assert_eq!((status, &body["type"]), (409, &json!(format!("/problems/{why}"))), "{what}: {body}");
    }
}
