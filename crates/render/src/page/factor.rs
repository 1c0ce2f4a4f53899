//! The second factor: how it is set up, whether it is held, and the recovery codes, which are shown once.

use askama::Template;
use jiff::civil::Date;

use super::Frame;
use crate::Lang;
use crate::form::{Field, Form, ToldFault, line};
use crate::qr::{Square, square};

/// The page behind `/factor`.
#[derive(Debug, Template)]
#[template(path = "pages/factor.html")]
pub struct FactorPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed, and what is wrong with it.
    pub form: Form,
    /// The factor that is set.
    pub held: Option<FactorHeld>,
    /// What is offered where none is: the secret in words, as an address to scan, and sealed.
    pub offer: Option<(String, String, String)>,
}

/// A factor that is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactorHeld {
    /// Since when.
    pub set_on: Date,
    /// Recovery codes that are left.
    pub recovery_left: usize,
}

impl FactorPage {
    /// One to look at, of somebody who has none yet.
    pub fn sample(lang: Lang) -> Self {
        let offer = ("ABCD EFGH".to_owned(), "otpauth://totp/a:b?secret=ABCDEFGH".to_owned(), "0".to_owned());
        Self { frame: Frame::sample(lang), form: Form::default(), held: None, offer: Some(offer) }
    }

    /// One of somebody who has one.
    pub fn held_sample(lang: Lang) -> Self {
        let held = FactorHeld { set_on: Date::constant(2026, 3, 2), recovery_left: 7 };
        let mut form = Form::default();
        form.blame("factor", "<fault>");
        Self { frame: Frame::sample(lang), form, held: Some(held), offer: None }
    }

    /// What is wrong, for the list at the top.
    fn faults(&self) -> Vec<ToldFault> {
        self.form.told(&self.frame.say, [&self.password(), &self.code()])
    }

    fn password(&self) -> Field {
        Field::new(&self.frame.say, &self.form, "password", line("password", "current-password"))
    }

    fn code(&self) -> Field {
        let label = self.frame.t(if self.held.is_some() { "field-factor" } else { "factor-digits" });
        Field::called(&self.frame.say, &self.form, "factor", label, line("text", "one-time-code"))
    }

    fn told(&self, held: &FactorHeld) -> String {
        let left = ("left", held.recovery_left.to_string());
        self.frame.say.text("factor-held", &[("day", self.frame.say.date(held.set_on)), left])
    }

    /// The secret to scan.
    fn square(&self) -> Option<Square> {
        square(&self.offer.as_ref()?.1)
    }
}

/// The recovery codes, shown once, in answer to the form that set the factor.
#[derive(Debug, Template)]
#[template(path = "pages/codes.html")]
pub struct CodesPage {
    /// What stands around it.
    pub frame: Frame,
    /// As they are printed.
    pub codes: Vec<String>,
}

impl CodesPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        Self { frame: Frame::sample(lang), codes: vec!["0123-4567-89AB-CDEF-GHJK-MNPQ".to_owned()] }
    }
}
