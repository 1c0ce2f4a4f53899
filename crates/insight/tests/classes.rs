//! Classes learned from real messages and tried on others; and whatever may come in, read in bounded time.

#![expect(
    clippy::unwrap_used,
    reason = "what fails while data are read or a model learned fails the test that asked for it"
)]

use std::path::Path;

use huiyin_insight::class::{Evaluation, Model, ModelError, Reader, Sample, Text, TrainingError, train};
use huiyin_insight::script::Script;

struct Row {
    subject: String,
    body: String,
    label: String,
    group: String,
}

fn script() -> Script {
    Script::parse(include_str!("../../../rules/lexicon/simplified.txt")).unwrap()
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/messages/messages_labelled.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let place = |name: &str| head.iter().position(|column| column.trim_start_matches('\u{feff}') == name).unwrap();
    let places = ["subject", "detail", "label", "group"].map(place);
    let row = |record: csv::StringRecord| {
        let [subject, body, label, group] = places.map(|at| record[at].to_owned());
        Row { subject, body, label, group }
    };
    reader.into_records().map(|record| row(record.unwrap())).collect()
}

fn text(row: &Row) -> Text<'_> {
    Text { subject: &row.subject, body: &row.body }
}

fn sample(row: &Row) -> Sample<'_> {
    Sample { text: text(row), label: &row.label, group: &row.group }
}

/// Every fifth group is held out.
fn is_held_out(row: &Row) -> bool {
    row.group.bytes().map(u32::from).sum::<u32>() % 5 == 0
}

fn evaluate(script: &Script, model: &Model, rows: &[Row]) -> Evaluation {
    let mut reader = Reader::new(script, model);
    let mut evaluation = Evaluation::new(model.labels().len());
    for row in rows.iter().filter(|row| is_held_out(row)) {
        let right = model.labels().iter().position(|label| *label == row.label).unwrap();
        evaluation.count(&reader.read(model, &text(row)), right);
    }
    evaluation
}

#[test]
fn a_model_of_real_messages_is_right_calibrated_small_and_can_be_corrected() {
    let (script, rows) = (script(), rows());
    let learned: Vec<Sample<'_>> = rows.iter().filter(|row| !is_held_out(row)).map(sample).collect();
    let mut model = train(&script, &learned).unwrap();
    assert_eq!(model, train(&script, &learned).unwrap(), "the same samples give the same model");

    let before = evaluate(&script, &model, &rows);
    assert!(before.macro_f1() > 0.88, "{}", before.macro_f1());
    assert!(before.top_three() > 0.98, "{}", before.top_three());
    assert!(before.calibration_error() < 0.05, "{}", before.calibration_error());
    let (share, precision) = before.sure();
    assert!(share > 0.3 && precision > 0.96, "{share} {precision}");

    let bytes = model.to_bytes();
    assert!(bytes.len() < 30_000_000);
    assert_eq!(Model::parse(&bytes).unwrap(), model);

    correct_until_right(&script, &mut model, &rows);
    let after = evaluate(&script, &model, &rows);
    assert!(after.accuracy() > before.accuracy() - 0.01, "{} {}", before.accuracy(), after.accuracy());
}

/// Corrects one wrong proposal until it is right: a few times do.
fn correct_until_right(script: &Script, model: &mut Model, rows: &[Row]) {
    let mut reader = Reader::new(script, model);
    let is_wrong = |reader: &mut Reader<'_>, model: &Model, row: &Row| {
        let first = reader.read(model, &text(row)).likely[0].class;
        model.labels()[first] != row.label
    };
    let wrong = rows.iter().find(|row| is_held_out(row) && is_wrong(&mut reader, model, row)).unwrap();
    let times = (0..10).take_while(|_| {
        let is_wrong = is_wrong(&mut reader, model, wrong);
        is_wrong && reader.correct(model, &text(wrong), &wrong.label)
    });
    assert!((1..10).contains(&times.count()));
    assert!(!reader.correct(model, &text(wrong), "no such class"));
}

fn small_model(script: &Script) -> Model {
    let of = |body, label, group| Sample { text: Text { subject: "", body }, label, group };
    let samples = [
        of("路灯不亮，晚上路灯坏了", "road", "1"),
        of("小区路灯坏了三天", "road", "2"),
        of("学校食堂的饭菜", "school", "3"),
        of("学校老师补课收费", "school", "4"),
    ];
    train(script, &samples).unwrap()
}

#[test]
fn words_that_speak_for_a_class_are_found_in_either_script() {
    let script = script();
    let model = small_model(&script);
    let text = Text { subject: "請修路燈", body: "門口的路燈又壞了。" };
    let reading = Reader::new(&script, &model).read(&model, &text);
    let class = reading.likely[0].class;
    assert_eq!(model.labels()[class], "road");
    let reasons = model.reasons(&script, &text, class);
    assert!(reasons.iter().any(|reason| reason.is_subject && text.subject[reason.place.clone()].contains("路燈")));
    assert!(reasons.iter().all(|reason| !reason.is_subject || !text.subject[reason.place.clone()].contains("請")));
}

#[test]
fn a_class_is_known_by_its_name() {
    let script = script();
    let of = |body, label, group| Sample { text: Text { subject: "", body }, label, group };
    let mut samples = vec![
        of("路灯不亮，路灯坏了", "城管局", "1"),
        of("路灯坏了三天", "城管局", "2"),
        of("食堂的饭菜", "教育局", "3"),
        of("食堂收费", "教育局", "4"),
    ];
    let first = |samples: &[Sample<'_>], body| {
        let model = train(&script, samples).unwrap();
        let likely = Reader::new(&script, &model).read(&model, &Text { subject: "", body }).likely;
        likely.first().map(|first| model.labels()[first.class].clone())
    };
    assert_eq!(first(&samples, "找教育"), None, "no text said the word");
    samples.push(of("教育咨询", "城管局", "5"));
    assert_eq!(first(&samples, "教育").as_deref(), Some("教育局"), "one text against the name itself");
}

#[test]
fn one_reader_serves_models_of_any_size() {
    let script = script();
    let small = small_model(&script);
    let rows = rows();
    let learned: Vec<Sample<'_>> = rows.iter().step_by(9).map(sample).collect();
    let large = train(&script, &learned).unwrap();
    let mut reader = Reader::new(&script, &small);
    let own = Reader::new(&script, &large).read(&large, &text(&rows[0]));
    assert_eq!(reader.read(&large, &text(&rows[0])), own);
    assert_eq!(reader.read(&small, &text(&rows[0])), Reader::new(&script, &small).read(&small, &text(&rows[0])));
}

#[test]
fn whatever_comes_in_is_read_in_bounds() {
    let script = script();
    let mut model = small_model(&script);
    let mut reader = Reader::new(&script, &model);
    let long = "路灯".repeat(200_000);
    let invalid = String::from_utf8_lossy(b"\xff\xfe\xe8\xb7").into_owned();
    for body in ["", "路", "\u{e000}\u{f8ff}", "😀👨‍👩‍👧", "路light燈ﾗｲﾄ", "\0\0", &long, &invalid]
    {
        let text = Text { subject: body, body };
        let reading = reader.read(&model, &text);
        assert!(reading.likely.iter().all(|likely| likely.share.is_finite()), "{body:.9}");
        if let Some(first) = reading.likely.first() {
            model.reasons(&script, &text, first.class);
        }
        let _ = reader.correct(&mut model, &text, "road");
    }
    assert!(reader.read(&model, &Text::default()).likely.is_empty());
    assert!(!reader.correct(&mut model, &Text::default(), "road"));
}

#[test]
fn too_little_to_learn_from_is_refused() {
    let script = script();
    let of = |body, label| Sample { text: Text { subject: "", body }, label, group: "" };
    assert_eq!(train(&script, &[]), Err(TrainingError::OneClass));
    assert_eq!(train(&script, &[of("路灯", "a"), of("路灯", "a")]), Err(TrainingError::OneClass));
    assert_eq!(train(&script, &[of("路灯", "a"), of("学校", "b")]), Err(TrainingError::NothingShared));
}

#[test]
fn bytes_that_are_no_model_are_refused() {
    let script = script();
    let bytes = small_model(&script).to_bytes();
    for cut in [0, 7, 20, 40, bytes.len() - 1] {
        assert_eq!(Model::parse(&bytes[..cut]), Err(ModelError));
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(Model::parse(&longer), Err(ModelError));
    let mut other = bytes;
    other[3] ^= 1;
    assert_eq!(Model::parse(&other), Err(ModelError));
}
