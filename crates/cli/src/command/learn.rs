//! `huiyin learn FILE...`: a model of what was decided, or how well one would do. Needs no office. `huiyin learn --own` learns
//! from what the office itself decided, and keeps the models in its data folder, where it reads them from then on.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use huiyin_app::propose::learn::Lesson;
use huiyin_app::propose::models::Learned;
use huiyin_app::reading::{self, Columns, ModelFile, Samples};
use huiyin_insight::class::{self, Evaluation, Sample};

use crate::open;
use crate::settings::Settings;

/// Texts are judged in so many parts, each by what the others teach.
const PARTS: u64 = 10;
/// The commonest mistakes are printed, so many.
const CONFUSIONS_MAX: usize = 20;

/// Learn from decided texts which class or unit a text belongs to
#[derive(Debug, Args)]
pub struct Learn {
    /// CSV (UTF-8 or GB18030) or XLSX; of rows with one `id` the first counts, and near copies share a `group`
    #[arg(required_unless_present = "own")]
    files: Vec<PathBuf>,
    /// Learn from what this office decided, and keep what is learned in its data folder; who petitioned is never read
    #[arg(long, conflicts_with_all = ["files", "label", "text", "model"])]
    own: bool,
    /// The column of what was decided
    #[arg(long, value_name = "COLUMN", required_unless_present = "own", default_value = "")]
    label: String,
    /// The columns of the texts, the subject first; one that a file lacks is empty
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',', required_unless_present = "own")]
    text: Vec<String>,
    /// The file to keep the model in
    #[arg(long, required_unless_present_any = ["evaluate", "own"])]
    model: Option<PathBuf>,
    /// Say how often a model of these files is right, on texts that it has not seen
    #[arg(long)]
    evaluate: bool,
}

impl Learn {
    /// Learns, evaluates, or both.
    pub async fn run(self, settings: &Settings) -> anyhow::Result<ExitCode> {
        if self.own {
            return own(settings, self.evaluate).await;
        }
        let columns = Columns { texts: &self.text, label: Some(&self.label), needs_id: false };
        let samples = Samples::read(&self.files, &columns)?;
        tell_read(&samples);
        if self.evaluate {
            let whole = samples.whole();
            let by =
                if samples.has_groups { "near copies together by `group`" } else { "no file has a column `group`" };
            evaluate(&samples.samples(), &whole, by)?;
        }
        if let Some(file) = self.model {
            let model = class::train(&reading::script()?, &samples.samples()).map_err(reading::ReadingError::from)?;
            let classes = model.labels().len();
            let bytes = ModelFile { texts: self.text, label: self.label, model }.write(&file)?;
            println!("{classes} classes; the model, {bytes} bytes, stands in {}", file.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Learns the office's own classes and kinds, or says how well it would; what shows too little teaches nothing, and says so.
async fn own(settings: &Settings, is_evaluated: bool) -> anyhow::Result<ExitCode> {
    let app = open::office(settings).await?;
    let decisions = app.decisions().await?;
    println!("{} decisions of ordinary matters to learn from", decisions.len());
    if decisions.is_empty() {
        println!(
            "no issue of an ordinary matter was classified yet: there is nothing to learn, and nothing to judge by"
        );
    } else if is_evaluated {
        for learned in Learned::ALL {
            println!("\n{}", learned.name());
            let samples = decisions.samples(learned);
            if let Err(error) = evaluate(&samples, &vec![true; samples.len()], "linked matters together") {
                println!("{error}");
            }
        }
    } else {
        for Lesson { learned, told_apart } in app.learn(decisions).await? {
            match told_apart {
                Ok((labels, bytes)) => println!("{}: {labels} told apart, {bytes} bytes", learned.name()),
                Err(error) => println!("{}: {error}", learned.name()),
            }
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

fn tell_read(samples: &Samples) {
    for (file, line, why) in &samples.left_out {
        eprintln!("{}, line {line}: {why}; left out", file.display());
    }
    println!(
        "{} rows read: {} to learn from, {} with an id that came before, {} without a label; {} lines left out",
        samples.read,
        samples.len(),
        samples.repeated,
        samples.unlabelled,
        samples.left_out_count
    );
}

fn evaluate(samples: &[Sample<'_>], whole: &[bool], by: &str) -> anyhow::Result<()> {
    let trial = class::judge(&reading::script()?, samples, PARTS, |at| whole[at], [|text| *text])
        .map_err(reading::ReadingError::from)?;
    let [evaluation] = &trial.evaluations;
    println!("{} texts judged in {PARTS} parts, each by what the others teach; {by}", evaluation.texts());
    let (sure, sure_right) = evaluation.sure();
    for (name, share) in [
        ("accuracy", evaluation.accuracy()),
        ("macro-F1", evaluation.macro_f1()),
        ("right one among three", evaluation.top_three()),
        ("calibration error", evaluation.calibration_error()),
        ("sure", sure),
        ("of the sure ones right", sure_right),
    ] {
        println!("{name:24}{:6.2} %", 100.0 * share);
    }
    print_classes(evaluation, &trial.labels);
    print_confusions(evaluation, &trial.labels);
    Ok(())
}

fn print_classes(evaluation: &Evaluation, labels: &[String]) {
    println!("\n{:>6} {:>9} {:>6} {:>6}  class", "texts", "precision", "recall", "F1");
    for (class, label) in labels.iter().enumerate() {
        let (texts, recall, precision, f1) = evaluation.of_class(class);
        println!("{texts:6} {:9.1} {:6.1} {:6.1}  {label}", 100.0 * precision, 100.0 * recall, 100.0 * f1);
    }
}

fn print_confusions(evaluation: &Evaluation, labels: &[String]) {
    let count = labels.len();
    let pairs = (0..count).flat_map(|right| (0..=count).map(move |proposed| (right, proposed)));
    let mut confused: Vec<(usize, usize, usize)> = pairs
        .filter(|(right, proposed)| right != proposed)
        .map(|(right, proposed)| (evaluation.confused(right, proposed), right, proposed))
        .filter(|(texts, ..)| *texts > 0)
        .collect();
    confused.sort_unstable_by(|a, b| b.cmp(a));
    println!("\n{:>6}  decided -> proposed, the {CONFUSIONS_MAX} commonest mistakes", "texts");
    for (texts, right, proposed) in confused.into_iter().take(CONFUSIONS_MAX) {
        println!("{texts:6}  {} -> {}", labels[right], labels.get(proposed).map_or("nothing", String::as_str));
    }
}
