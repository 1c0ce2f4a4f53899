//! Somebody at a browser without scripts: keeps cookies, reads pages, sends their forms.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use reqwest::multipart::{Form as Parts, Part};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};

use crate::page::{Button, Form, forms, urlencoded};
use crate::town::Town;

/// The password of every officer.
pub const PASSWORD: &str = "invented for one day";

/// What stands in every file that is sent.
const FILE: &[u8] = b"invented for one day";

/// A browser.
pub struct Visitor<'t> {
    town: &'t Town,
    lang: &'static str,
    client: Client,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
pub struct Shown {
    /// As HTTP says it.
    pub status: u16,
    /// Where it leads.
    pub leads_to: Option<String>,
    /// Where it stands, without the host.
    pub path: String,
    /// The page.
    pub html: String,
}

impl Shown {
    /// The forms of the page.
    pub fn forms(&self) -> Vec<Form> {
        forms(&self.html)
    }

    /// Where the page leads.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    /// The form that sends there.
    pub fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form of {} sends to {action}: {} {}", self.path, self.status, self.html))
    }
}

impl<'t> Visitor<'t> {
    /// One that asks for that language.
    pub fn speaking(town: &'t Town, lang: &'static str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { town, lang, client, cookies: Mutex::default() }
    }

    /// One at which that officer has signed in, by a new password: every session before has ended.
    pub async fn officer(town: &'t Town, officer: &str, lang: &'static str) -> Self {
        town.password(officer, PASSWORD).await;
        let visitor = Self::speaking(town, lang);
        let sheet = visitor.goes_to("/sign-in").await;
        let signed = visitor.signs_in(&sheet, officer).await;
        assert_eq!(signed.status, 303, "{}", signed.html);
        visitor
    }

    /// Asks for that language from now on.
    pub const fn speaks(&mut self, lang: &'static str) {
        self.lang = lang;
    }

    /// Fills in the sheet that asks who it is.
    pub async fn signs_in(&self, sheet: &Shown, officer: &str) -> Shown {
        let form = sheet.form("/sign-in").with(&[("officer", officer), ("password", PASSWORD)]);
        self.sends(&form, &form.buttons[0]).await
    }

    /// Opens a page, and goes where it leads.
    pub async fn goes_to(&self, path: &str) -> Shown {
        let mut shown = self.opens(path).await;
        while let Some(next) = &shown.leads_to {
            shown = self.opens(next).await;
        }
        shown
    }

    async fn opens(&self, path: &str) -> Shown {
        self.answer(self.client.get(format!("{}{path}", self.town.address())), path).await
    }

    /// Sends a form as it stands by that button, as a browser does; goes nowhere by itself.
    pub async fn sends(&self, form: &Form, button: &Button) -> Shown {
        let (path, values) = (form.target(button), form.values(button));
        if !form.is_post {
            return self.opens(&format!("{path}?{}", urlencoded(&values))).await;
        }
        if form.takes_files && !button.is_plain {
            let text = |parts: Parts, (name, value)| parts.part(name, Part::text(value));
            let file = |parts: Parts, (field, name)| parts.part(field, Part::bytes(FILE).file_name(name));
            let parts = form.files().fold(values.into_iter().fold(Parts::new(), text), file);
            let post = self.client.post(format!("{}{path}", self.town.address()));
            return self.answer(post.multipart(parts), path).await;
        }
        self.posts(path, urlencoded(&values)).await
    }

    /// Sends such a body.
    pub async fn posts(&self, path: &str, urlencoded: String) -> Shown {
        let post = self.client.post(format!("{}{path}", self.town.address()));
        let post = post.header("content-type", "application/x-www-form-urlencoded");
        self.answer(post.body(urlencoded), path).await
    }

    async fn answer(&self, request: RequestBuilder, path: &str) -> Shown {
        let kept = || self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let cookies: Vec<String> = kept().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header("cookie", cookies.join("; ")).header("sec-fetch-site", "same-origin");
        let request = request.header("accept", "text/html").header("accept-language", self.lang);
        let answer = request.send().await.expect("an answer");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("a text").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a pair");
            kept().insert(name.to_owned(), value.to_owned());
        }
        let leads_to = answer.headers().get("location").map(|place| place.to_str().expect("a path").to_owned());
        let status = answer.status().as_u16();
        Shown { status, leads_to, path: path.to_owned(), html: answer.text().await.expect("a page") }
    }
}
