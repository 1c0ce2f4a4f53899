//! Saying a text: a key and named arguments in, words out. A key that is not there is told by its name, never a panic.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use jiff::civil::Date;

use crate::lang::Lang;

static_loader! {
    static TEXTS = {
        locales: "../../text",
        fallback_language: "zh-Hans",
        // The marks that set arguments apart would end up in letters and figures.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Says texts in one language.
#[derive(Debug, Clone)]
pub struct Say {
    lang: Lang,
    identifier: LanguageIdentifier,
}

impl Say {
    /// In that language.
    pub fn new(lang: Lang) -> Self {
        let identifier = lang.code().parse().unwrap_or_default();
        Self { lang, identifier }
    }

    /// Which language it is.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A text with its arguments.
    pub fn text(&self, key: &str, args: &[(&str, String)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
            args.iter().map(|(name, value)| (Cow::Owned((*name).to_owned()), value.as_str().into())).collect();
        let said = TEXTS.try_lookup_with_args(&self.identifier, key, &args);
        said.unwrap_or_else(|| format!("<{key}>"))
    }

    /// The word for a code of a list, by the beginning of its keys: `stage-` and `routed`.
    pub fn code(&self, list: &str, code: &str) -> String {
        self.text(&format!("{list}{}", code.replace('_', "-")), &[])
    }

    /// A day, as the language writes it.
    pub fn date(&self, day: Date) -> String {
        let args = [
            ("year", day.year().to_string()),
            ("month", self.text(&format!("month-{}", day.month()), &[])),
            ("day", day.day().to_string()),
        ];
        self.text("date-plain", &args)
    }

    /// A day with its weekday.
    pub fn weekday(&self, day: Date) -> String {
        let weekday = self.text(&format!("weekday-{}", day.weekday().to_monday_one_offset()), &[]);
        self.text("date-weekday", &[("date", self.date(day)), ("weekday", weekday)])
    }

    /// A law's article from its code: `xf22-34`, `office-7`.
    pub fn article(&self, code: &str) -> String {
        match code.rsplit_once('-') {
            Some((law, number)) => self.text(&format!("article-{law}"), &[("number", number.to_owned())]),
            None => code.to_owned(),
        }
    }
}
