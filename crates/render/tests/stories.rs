//! Every event of the journal, as its golden file pins it, has a sentence in three languages.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use huiyin_domain::calendar::Calendar;
use huiyin_domain::matter::Event;
use huiyin_domain::office::Office;
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::series::YearStart;
use huiyin_domain::pack::Packs;
use huiyin_render::{Lang, Say};

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

#[test]
fn every_event_has_a_sentence_in_every_language() {
    let office = office();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/golden");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let events: Vec<_> =
        files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("matter.")).collect();
    assert!(events.len() > 40, "{} events", events.len());
    for path in events {
        let event: Event = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for lang in Lang::ALL {
            let sentence = Say::new(lang).story(&office, &event);
            assert!(!sentence.is_empty() && !sentence.contains('<'), "{}: {sentence:?}", path.display());
        }
    }
}
