//! Saying a text: a key and named arguments in, words out. A key that is not there is told by its name, never a panic.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use huiyin_domain::clock::{self, LastDay};
use huiyin_domain::matter::{DocumentKind, Instance, Kind};
use huiyin_domain::office;
use huiyin_domain::pack::{Catalogue, Names, Pack, Rule};
use jiff::civil::Date;

use crate::Lang;
use crate::coded::Coded;

static_loader! {
    static TEXTS = {
        locales: "../../text",
        fallback_language: "zh-Hans",
        // The marks that set arguments apart would end up in letters and figures.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Says texts in one language, and calls what people file as the law calls it: every text may name it as `$filed`, or
/// choose its words by `$catalogue`.
#[derive(Debug, Clone)]
pub struct Say {
    lang: Lang,
    identifier: LanguageIdentifier,
    catalogue: Catalogue,
    filed: String,
    /// The words of the law for codes of ours, by the key of ours.
    own: BTreeMap<String, Names>,
}

impl Say {
    /// In that language.
    pub fn new(lang: Lang) -> Self {
        let identifier = lang.code().parse().unwrap_or_default();
        let own = BTreeMap::new();
        Self { lang, identifier, catalogue: Catalogue::default(), filed: String::new(), own }.of(Catalogue::default())
    }

    /// The same, by that law: it calls what people file, the kinds of that and the reviews as the law does.
    #[must_use]
    pub fn by(self, law: Option<&Pack>) -> Self {
        let Some(law) = law else { return self };
        let kinds = Kind::ALL.iter().filter_map(|kind| Some((kind.key(), law.kind_names(*kind)?.clone())));
        let reviews = Instance::ALL.iter().filter_map(|one| Some((one.key(), law.instance_names(*one)?.clone())));
        let own = kinds.chain(reviews).collect();
        Self { own, ..self.of(law.catalogue) }
    }

    /// The same, by a law that calls it so.
    #[must_use]
    pub fn of(self, catalogue: Catalogue) -> Self {
        let filed = self.word(catalogue);
        Self { catalogue, filed, ..self }
    }

    /// What the law calls what people file.
    pub fn filed(&self) -> &str {
        &self.filed
    }

    /// Which language it is.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A text with its arguments.
    pub fn text(&self, key: &str, args: &[(&str, String)]) -> String {
        let args = args.iter().map(|(name, value)| (Cow::Owned((*name).to_owned()), value.as_str().into()));
        self.said(key, args.collect())
    }

    /// The words of a key that speak of a number, which a language may choose them by.
    pub fn counted(&self, key: &str, count: u64) -> String {
        self.said(key, HashMap::from([(Cow::Borrowed("count"), FluentValue::from(count))]))
    }

    /// What a paper is called: as its law calls it, else by its kind.
    pub fn titled(&self, title: Option<&Names>, kind: DocumentKind) -> String {
        title.map_or_else(|| self.word(kind), |title| self.named(title).to_owned())
    }

    /// What is wrong with a field, by its code, with the bound it breaks and the article that says so.
    pub fn wrong(&self, code: &str, bound: Option<u64>, law: Option<&Names>) -> String {
        let bound = bound.map(|bound| ("bound", bound.to_string()));
        let law = law.map(|law| ("article", self.named(law).to_owned()));
        self.text(&format!("error-{code}"), &bound.into_iter().chain(law).collect::<Vec<_>>())
    }

    /// The word for a code: the law's own, where it has one.
    pub fn word<C: Coded>(&self, coded: C) -> String {
        let key = coded.key();
        self.own.get(&key).map_or_else(|| self.text(&key, &[]), |names| self.named(names).to_owned())
    }

    /// A length of time: `1 day`, `5 working days`.
    pub fn length(&self, count: u32, unit: clock::Unit) -> String {
        self.counted(&format!("unit-{}", unit.code().replace('_', "-")), count.into())
    }

    /// A text with a number of days, by which a language may choose its words.
    pub fn days(&self, key: &str, days: i32) -> String {
        self.said(key, HashMap::from([(Cow::Borrowed("days"), FluentValue::from(days))]))
    }

    /// How long a rule gives, with a word where the office set it itself.
    pub fn period(&self, rule: &Rule) -> String {
        let length = match rule.length {
            0 => self.text("unit-same-day", &[]),
            days => self.length(days, rule.unit),
        };
        if rule.office_period { self.text("how-office-period", &[("length", length)]) } else { length }
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
        self.on_weekday("date-weekday", day)
    }

    fn on_weekday(&self, key: &str, day: Date) -> String {
        let weekday = self.text(&format!("weekday-{}", day.weekday().to_monday_one_offset()), &[]);
        self.text(key, &[("date", self.date(day)), ("weekday", weekday)])
    }

    /// A last day; one that may still move is told as that.
    pub fn last_day(&self, due: LastDay) -> String {
        self.perhaps_provisional("date-provisional", due)
    }

    /// The same where nothing else on the paper says why it may move.
    pub fn last_day_and_why(&self, due: LastDay) -> String {
        self.perhaps_provisional("date-provisional-why", due)
    }

    fn perhaps_provisional(&self, key: &str, due: LastDay) -> String {
        let date = self.date(due.day);
        if due.is_provisional { self.text(key, &[("date", date)]) } else { date }
    }

    /// A last day with its weekday.
    pub fn last_weekday(&self, due: LastDay) -> String {
        self.on_weekday(if due.is_provisional { "date-weekday-provisional" } else { "date-weekday" }, due.day)
    }

    /// A law's article from its code: `xf22-34`, `office-7`.
    pub fn article(&self, code: &str) -> String {
        match code.rsplit_once('-') {
            Some((law, number)) => self.text(&format!("article-{law}"), &[("number", number.to_owned())]),
            None => code.to_owned(),
        }
    }

    /// A unit's name in this language; where it has none, the one that its letters carry.
    pub fn unit_name<'u>(&self, unit: &'u office::Unit) -> &'u str {
        self.own_name(&unit.name, unit.name_hant.as_deref(), unit.name_en.as_deref())
    }

    /// A place's name in this language, where it has one.
    pub fn place_name<'p>(&self, place: &'p office::Place) -> &'p str {
        self.own_name(&place.name, place.name_hant.as_deref(), place.name_en.as_deref())
    }

    /// A class's name in this language, where it has one.
    pub fn class_name<'c>(&self, class: &'c office::Class) -> &'c str {
        self.own_name(&class.name, class.name_hant.as_deref(), class.name_en.as_deref())
    }

    fn own_name<'n>(&self, name: &'n str, hant: Option<&'n str>, en: Option<&'n str>) -> &'n str {
        let own = match self.lang {
            Lang::ZhHans => None,
            Lang::ZhHant => hant,
            Lang::En => en,
        };
        own.unwrap_or(name)
    }

    /// What a rule or pack is called in this language.
    pub fn named<'n>(&self, names: &'n Names) -> &'n str {
        match self.lang {
            Lang::ZhHans => &names.zh_hans,
            Lang::ZhHant => &names.zh_hant,
            Lang::En => &names.en,
        }
    }

    fn said<'a>(&'a self, key: &str, mut args: HashMap<Cow<'static, str>, FluentValue<'a>>) -> String {
        args.insert(Cow::Borrowed("filed"), self.filed.as_str().into());
        args.insert(Cow::Borrowed("catalogue"), self.catalogue.code().into());
        TEXTS.try_lookup_with_args(&self.identifier, key, &args).unwrap_or_else(|| format!("<{key}>"))
    }
}
