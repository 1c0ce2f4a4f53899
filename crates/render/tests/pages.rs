//! Every page's samples render in three languages, with all their words and nothing unescaped; so do the pages of a matter
//! and the sheet of every command.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use huiyin_domain::calendar::Calendar;
use huiyin_domain::ids::{ClockNo, ContentId, IssueNo, MatterId, PetitionNo};
use huiyin_domain::matter::allowed::{Offer, Target, allowed};
use huiyin_domain::matter::decide::Facts;
use huiyin_domain::matter::{CommandKind, Entry, Event, Matter, evolve};
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::series::YearStart;
use huiyin_domain::office::{Actor, Office, Post, Role};
use huiyin_domain::pack::Packs;
use huiyin_render::deed::{Desk, asks, field_name};
use huiyin_render::form::{Control, Field, Form};
use huiyin_render::page::{
    Aid, AlikeLine, Alikes, DossierPage, FileLine, Frame, MinePage, OpenedLine, OwnPublished, PrintPage, Seen,
    SheetPage, Told, samples,
};
use huiyin_render::{Lang, Say};
use jiff::civil::{Date, Time};

const TODAY: Date = Date::constant(2026, 3, 2);

fn office() -> Office {
    Office::found(Founding {
        name: "Office".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        registry: "xfj".parse().unwrap(),
        year_start: YearStart::JANUARY,
        packs: Packs::default(),
        calendar: Calendar::parse(1, include_str!("../../../rules/calendar/cn-workdays.csv")).unwrap(),
    })
}

/// The registered matter of the golden file, as one that begins with it.
fn registered() -> Event {
    let golden = include_str!("../../domain/tests/golden/matter.matter_registered.json");
    let Event::MatterRegistered(mut event) = serde_json::from_str(golden).unwrap() else { panic!("another event") };
    event.clocks.met.clear();
    event.clocks.stopped.clear();
    event.clocks.started[0].no = ClockNo::FIRST;
    event.into()
}

/// It, with words that would be markup, everything that may be done, and more than one who opened.
fn seen() -> Seen {
    let office = Arc::new(office());
    let event = registered();
    let entry = Entry { seq: 1, recorded_on: TODAY, number: Some("xfj-P-2026-000001".parse().unwrap()), event };
    let matter = evolve(Matter::unborn(MatterId::from_bits(7)), &entry);
    let posts = vec![Post { unit: office.registry.clone(), role: Role::Registrar }];
    let actor = Actor::Officer { code: "o-1".parse().unwrap(), posts };
    let mut offers = allowed(&matter, &Facts { today: TODAY, hour: Time::midnight(), actor: &actor, office: &office });
    let also = [CommandKind::Rate, CommandKind::RequestReview];
    offers.extend(also.map(|command| Offer {
        command,
        target: Target::Issue(IssueNo::FIRST),
        last_day: Some(TODAY.into()),
        clock_article: None,
        law_on: TODAY,
        verdict: Ok(()),
    }));
    let word = |bits: u128, word: &str| (ContentId::from_bits(bits), word.to_owned());
    let opened = OpenedLine { on: TODAY, by: "<by>".to_owned(), purpose: "<purpose>".to_owned(), contact_only: true };
    let file = |petition, issue, size_bytes| FileLine {
        id: ContentId::from_bits(3),
        petition,
        issue,
        name: "<file>".to_owned(),
        size_bytes,
    };
    let files = vec![file(Some(PetitionNo::FIRST), None, 1), file(None, Some(IssueNo::FIRST), 1_500_000)];
    let said = vec!["<said>".to_owned()];
    let told = Told { on: TODAY, by: "<by>".to_owned(), number: Some("1".to_owned()), event: registered(), said };
    Seen {
        papers: matter.documents.clone(),
        matter,
        office,
        reads_words: true,
        today: TODAY,
        story: vec![told],
        words: BTreeMap::from([word(1, "<subject>"), word(2, "<text>"), word(11, "<demand>")]),
        files,
        offers,
        opened: vec![opened],
    }
}

fn alike() -> AlikeLine {
    let text = |text: &str| text.to_owned();
    AlikeLine {
        href: text("/desk/0"),
        number: text("xfj-P-2026-000001"),
        subject: text("<subject>"),
        why: text("<why>"),
        shared: vec![text("<word>")],
        about: text("<about>"),
        is_linked: true,
        link: Some(text("/desk/0/link/matter/0?other=0")),
    }
}

/// What was published of the answer, wished back already or not.
fn own_published(lang: Lang, is_open: bool) -> OwnPublished {
    let (say, text) = (Frame::sample(lang).say, |text: &str| text.to_owned());
    let reason = || Field::called(&say, &Form::default(), "reason-0", text("<label>"), Control::Lines { rows: 3 });
    OwnPublished {
        id: text("0"),
        told: text("<told>"),
        question: text("<question>"),
        answer: vec![text("<answer>")],
        reason: is_open.then(reason),
    }
}

/// The pages that show a matter, and what is filled in to give each command on it.
fn of_a_matter(lang: Lang) -> Vec<(String, String)> {
    let frame = || Frame::sample(lang);
    let mut faulty = Form::default();
    for field in ["score-1", "request-1"] {
        faulty.blame(field, "<fault>");
    }
    let mine = MinePage {
        form: faulty,
        done: Some("rated".to_owned()),
        published: [true, false].map(|is_open| own_published(lang, is_open)).into(),
        ..MinePage::new(frame(), seen(), PetitionNo::FIRST, "0".to_owned())
    };
    let page = |alike, is_done| DossierPage {
        frame: frame(),
        seen: seen(),
        opens: true,
        alike,
        published: vec![(1, "published-prepare", "/desk/0/publish/1".to_owned())],
        is_done,
    };
    let dossier = page(Alikes::Found(vec![alike()]), true);
    let bare = |alike| page(alike, false);
    let dossiers = [Alikes::NotOffered, Alikes::Offered, Alikes::Found(Vec::new())].map(bare).into();
    let print = PrintPage { frame: frame(), dossiers };
    let pages =
        [("mine", mine.render().unwrap()), ("dossier", dossier.render().unwrap()), ("print", print.render().unwrap())];
    let pages = pages.into_iter().map(|(name, html)| (name.to_owned(), html));
    pages.chain(CommandKind::ALL.iter().filter_map(|command| sheet(lang, *command))).collect()
}

fn sheet(lang: Lang, command: CommandKind) -> Option<(String, String)> {
    let (asks, seen, frame) = (asks(command)?, seen(), Frame::sample(lang));
    let issue = seen.matter.issue(IssueNo::FIRST).ok();
    let desk = Desk { office: &seen.office, matter: &seen.matter, issue, today: TODAY };
    let mut form = Form::default();
    for ask in &asks {
        form.blame(&field_name(ask.name), "<fault>");
    }
    let page = SheetPage {
        title: frame.say.word(command),
        lead: Vec::new(),
        about: vec!["<said>".to_owned()],
        fields: desk.fields(&frame.say, &form, &asks),
        aid: Aid::default(),
        files: None,
        hidden: Vec::new(),
        action: "/desk".to_owned(),
        back: "/desk".to_owned(),
        frame,
        form,
    };
    Some((command.to_string(), page.render().unwrap()))
}

/// A key that was shown because it has no words: `<kebab-case>`, escaped.
fn unsaid(html: &str) -> Option<&str> {
    let shown = html.split("&#60;").skip(1).filter_map(|rest| rest.split_once("&#62;")).map(|(shown, _)| shown);
    let is_key = |shown: &&str| {
        shown.contains('-') && shown.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    shown.into_iter().find(is_key)
}

#[test]
fn every_page_speaks_three_languages_and_escapes_what_it_shows() {
    for lang in Lang::ALL {
        let samples = samples(lang).unwrap().into_iter().map(|(name, html)| (name.to_owned(), html));
        for (name, html) in samples.chain(of_a_matter(lang)) {
            assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{name}: {html}");
            assert_eq!(unsaid(&html), None, "{name}: a key has no words: {html}");
            assert!(!html.contains("<Office>") && html.contains("Office"), "{name}: {html}");
            for markup in [
                "<subject>",
                "<text>",
                "<demand>",
                "<said>",
                "<file>",
                "<by>",
                "<purpose>",
                "<fault>",
                "<label>",
                "<whole>",
                "<heading>",
                "<sentence>",
                "style=",
                "<script>",
                "onclick",
            ] {
                assert!(!html.contains(markup), "{name} has {markup}: {html}");
            }
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            // These are seen once, in answer to a form: there is no page to switch to.
            let can_switch =
                !["identity", "receipt", "bulk", "found", "search", "codes", "print"].contains(&name.as_str());
            assert_eq!(html.matches("aria-current").count(), usize::from(can_switch), "{name}");
            for own_name in ["简体中文", "繁體中文", "English"] {
                assert_eq!(html.contains(own_name), can_switch, "{name}");
            }
        }
    }
}

#[test]
fn a_file_is_as_large_as_people_say() {
    let sizes = seen().files.into_iter().map(|file| file.size()).collect::<Vec<_>>();
    assert_eq!(sizes, ["1 KB", "1.4 MB"]);
}

#[test]
fn a_fault_is_told_under_the_name_that_its_field_has_on_the_page() {
    let say = Say::new(Lang::En);
    let told = |name: &str, key: &str| {
        let pages = of_a_matter(Lang::En);
        let (_, html) = pages.iter().find(|(page, _)| page == name).unwrap();
        let label = say.text(key, &[]);
        let line =
            say.text("form-fault", &[("field", label.trim_end_matches('?').to_owned()), ("message", String::new())]);
        assert!(html.contains(&format!("{line}&#60;fault&#62;</a>")), "{line}: {html}");
    };
    told("mine", "my-rate");
    told("mine", "my-review-why");
    told("resume", "field-last-paused");
    told("forward", "field-to");
}
