//! Classes and bureaus: how often the proposal is right on texts whose groups were held out, and how fast it comes.

use std::time::Instant;

use huiyin_insight::class::{self, Asked, Evaluation, Reader, Sample, Text, train};
use huiyin_insight::script::Script;

use super::clock;
use super::data::{self, Row};
use super::tell;
use crate::bench::line::{Line, Want, real};

/// Every text is judged once, by a model of the other nine parts.
const PARTS: u64 = 10;
/// A bureau with fewer questions cannot be learned from the other parts.
const BUREAU_TEXTS_MIN: usize = 10;

/// How often each text is read for its speed, so that the first time does not decide.
const READINGS: usize = 4;

/// All of a text, or its subject alone.
const WHOLE: Asked = |text| *text;
const SUBJECT: Asked = |text| Text { body: "", ..*text };

/// Pushes the lines of classes, bureaus and speed.
pub fn run(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let rows = data::classes()?;
    let [whole, subject] = judge(script, &rows, [WHOLE, SUBJECT])?;
    let (share, precision) = whole.sure();
    let beside = format!(
        "accuracy {:.1}, top three {:.1}, calibration error {:.2}, sure {:.1} of which right {:.1}",
        percent(whole.accuracy()),
        percent(whole.top_three()),
        percent(whole.calibration_error()),
        percent(share),
        percent(precision)
    );
    tell(lines, quality("class", whole.macro_f1(), 0.915, 0.93).beside(beside));
    tell(lines, Line::alone("class, sure ones right", percent(precision), "%", Want::AtLeast(98.0)));
    let beside = format!("accuracy {:.1}, {} texts", percent(subject.accuracy()), subject.texts());
    tell(lines, quality("class by subject", subject.macro_f1(), 0.864, 0.88).beside(beside));
    bureaus(script, lines)?;
    speed(script, &rows, lines)
}

fn bureaus(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let [whole, question] = judge(script, &data::bureaus()?, [WHOLE, SUBJECT])?;
    for (name, judged) in [("bureau", whole), ("bureau by question", question)] {
        let beside = format!(
            "all bureaus; {:.1} over those with {BUREAU_TEXTS_MIN} questions or more",
            percent(judged.macro_f1_from(BUREAU_TEXTS_MIN))
        );
        tell(lines, quality(name, judged.macro_f1(), 0.797, 0.84).beside(beside));
        let name = format!("{name}, in three");
        tell(lines, Line::rate(name, percent(judged.top_three()), 92.0, "%", Want::AtLeast(94.0)));
    }
    Ok(())
}

fn quality(name: &str, f1: f64, beat: f64, want: f64) -> Line {
    Line::rate(name, percent(f1), percent(beat), "% macro-F1", Want::AtLeast(percent(want)))
}

fn percent(share: f64) -> f64 {
    share * 100.0
}

/// Judges every whole row by a model that saw no row of its part, as `huiyin learn --evaluate` does.
fn judge<const N: usize>(script: &Script, rows: &[Row], asked: [Asked; N]) -> anyhow::Result<[Evaluation; N]> {
    let samples: Vec<Sample<'_>> = rows.iter().map(Row::sample).collect();
    Ok(class::judge(script, &samples, PARTS, |at| rows[at].is_whole, asked)?.evaluations)
}

fn speed(script: &Script, rows: &[Row], lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let samples: Vec<Sample<'_>> = rows.iter().map(Row::sample).collect();
    let start = Instant::now();
    let model = train(script, &samples)?;
    tell(lines, Line::alone("class, training", start.elapsed().as_secs_f64(), "s", Want::AtMost(30.0)));
    let megabytes = real(model.to_bytes().len() as u64) / 1e6;
    tell(lines, Line::alone("class, model", megabytes, "MB", Want::AtMost(30.0)));
    let texts: Vec<Text<'_>> = rows.iter().filter(|row| row.is_whole).map(Row::text).collect();
    let mut reader = Reader::new(script, &model);
    let mut read = |text: &Text<'_>| {
        let start_ns = clock::used_ns()?;
        std::hint::black_box(reader.read(&model, text));
        Ok(clock::used_ns()? - start_ns)
    };
    let times = (0..READINGS).flat_map(|_| &texts).map(&mut read).collect::<anyhow::Result<Vec<u64>>>()?;
    let rate = real(times.len() as u64) * 1e9 / real(times.iter().sum());
    tell(lines, Line::rate("class, texts read", rate, 825.0, "/s on one core", Want::AtLeast(20_000.0)));
    let p99 = clock::slowest_hundredth_ms(times);
    tell(lines, Line::alone("class, slowest hundredth", p99, "ms", Want::AtMost(1.0)));
    Ok(())
}
