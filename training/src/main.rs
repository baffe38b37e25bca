//! Trains the models of `bodytext` on labelled pages, and cross-validates them by host.
//!
//! ```text
//! cargo run --release -p bodytext-training -- --write src/score/html_model.rs CORPUS...
//! cargo run --release -p bodytext-training -- --plain-text --write src/score/lines_model.rs CORPUS...
//! ```
//!
//! The same corpora and settings give the same bytes.

use bodytext::Focus;
use bodytext::stages::Feature;
use bodytext_evaluation::Report;
use bodytext_training::gbdt::{Forest, Settings};
use bodytext_training::model_file;
use bodytext_training::options::Options;
use bodytext_training::page::read_corpus;
use bodytext_training::validation::{FOLDS, Study};
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = Options::parse(std::env::args().skip(1)).map_err(Into::into).and_then(|options| run(&options));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let table = options.source.table();
    let mut pages = Vec::new();
    for folder in &options.corpora {
        pages.extend(read_corpus(folder, options.source)?);
    }
    if let Some(unknown) =
        options.without.iter().find(|group| table.iter().all(|feature| feature.group != **group))
    {
        return Err(format!("there is no group of features called {unknown}").into());
    }
    for page in &mut pages {
        leave_out(&mut page.rows, table, &options.without);
    }
    let study = Study::new(pages);
    print_reports("What the labels allow", &study.oracle());
    let scores = cross_validated(&study, options)?;
    for focus in [Focus::Precision, Focus::Recall, Focus::Balanced] {
        print_reports(&format!("Cross-validated by host, {focus:?}"), &study.reports(&scores, focus));
    }
    print_trust(&study, &scores);
    if options.scores.is_some() && options.write.is_none() {
        return Ok(());
    }
    let forest = study.train(&options.settings);
    print_importance(&forest, table);
    if let Some(path) = &options.write {
        let notes = notes(&study, &scores, &options.settings);
        let source = model_file::source(&forest, study.shift(&scores), &notes)
            .ok_or("a tree is deeper than the evaluator allows")?;
        std::fs::write(path, source).map_err(|error| format!("cannot write {path}: {error}"))?;
    }
    Ok(())
}

/// The cross-validated scores, from the file where they are kept if there is one.
fn cross_validated(study: &Study, options: &Options) -> Result<Vec<Vec<f32>>, Box<dyn Error>> {
    let Some(path) = &options.scores else { return Ok(study.cross_validate(&options.settings)) };
    if let Ok(file) = std::fs::File::open(path) {
        let scores: Vec<Vec<f32>> = serde_json::from_reader(std::io::BufReader::new(file))?;
        let fits = scores.iter().map(Vec::len).eq(study.pages.iter().map(|page| page.labels.len()));
        return if fits { Ok(scores) } else { Err(format!("{path} is of other pages or blocks").into()) };
    }
    let scores = study.cross_validate(&options.settings);
    std::fs::write(path, serde_json::to_string(&scores)?)?;
    Ok(scores)
}

/// Sets the features of some groups to zero, so that nothing is decided by them.
fn leave_out(rows: &mut [f32], table: &[Feature], groups: &[String]) {
    let is_out: Vec<bool> =
        table.iter().map(|feature| groups.iter().any(|group| group == feature.group)).collect();
    for row in rows.chunks_mut(table.len()) {
        for (value, &is_out) in row.iter_mut().zip(&is_out) {
            *value = if is_out { 0.0 } else { *value };
        }
    }
}

fn print_reports(title: &str, reports: &[Report]) {
    println!("{title}");
    for report in reports {
        println!("{report}");
    }
}

fn print_trust(study: &Study, scores: &[Vec<f32>]) {
    let reliability = study.reliability(scores);
    println!("Expected calibration error by words {:.4}", reliability.error());
    for bin in &reliability.bins {
        println!("  score {:.3}  content {:.3}  words {:.0}", bin.score(), bin.label(), bin.words);
    }
    println!("Rank correlation of confidence and F1 {:.3}\n", study.confidence_correlation(scores));
}

fn print_importance(forest: &Forest, table: &[Feature]) {
    let gains = forest.importance();
    let total: f64 = gains.iter().sum();
    let mut shares: Vec<_> =
        gains.iter().zip(table).map(|(gain, feature)| (100.0 * gain / total, feature)).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("Share of the gain in percent");
    for (share, feature) in shares.iter().take(30) {
        println!("  {share:5.1} {} ({})", feature.name, feature.group);
    }
}

/// What the corpora are and whom their licences name.
const SOURCES: [(&str, &str); 4] = [
    ("wcxb-dev", "WCXB, development part, Murrough Foley 2026, CC-BY-4.0"),
    ("aeb-dev", "article-extraction-benchmark, a part, Zyte, MIT"),
    ("magic-dev", "magic-html benchmark, a part, opendatalab, Apache-2.0"),
    ("trafilatura-dev", "evaluation set of trafilatura, a part, Adrien Barbaresi, Apache-2.0"),
];

/// The head of a model's source.
fn notes(study: &Study, scores: &[Vec<f32>], settings: &Settings) -> String {
    let reports = study.reports(scores, Focus::Balanced);
    let source = |report: &Report| {
        let name = report.overall.name.as_str();
        let known = SOURCES.iter().find(|(corpus, _)| *corpus == name);
        format!("- {name}: {}\n", known.map_or("of unknown origin", |(_, source)| source))
    };
    let sources: Vec<String> = reports.iter().map(source).collect();
    let tables: Vec<String> = reports.iter().map(Report::to_string).collect();
    format!(
        "Trained on {} pages, {} blocks:\n{}\n{settings:?}\n\nCross-validated by host, {FOLDS} parts:\n\n{}",
        study.pages.len(),
        study.dataset.rows(),
        sources.concat(),
        tables.join("\n"),
    )
}
