//! Trains the models of `bodytext` on labelled pages, and cross-validates them by host.
//!
//! ```text
//! cargo run --release -p bodytext-training -- --write src/score CORPUS...
//! cargo run --release -p bodytext-training -- --plain-text --write src/score CORPUS...
//! ```
//!
//! The same corpora and settings give the same bytes.

use bodytext::Focus;
use bodytext::stages::{Feature, PAIR_TABLE};
use bodytext_evaluation::Report;
use bodytext_training::derived::{BARE_SHORT, BARE_WHOLE, COMPOSED, THINNED};
use bodytext_training::gbdt::Forest;
use bodytext_training::model_file::{self, Digests, values_of_cases};
use bodytext_training::options::{Options, bond_settings};
use bodytext_training::page::read_corpus;
use bodytext_training::units::Torn;
use bodytext_training::validation::{FOLDS, Judged, Study};
use bodytext_training::worst::worst_pages;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
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
    let study = study(options)?;
    print_reports("What the labels allow", &study.oracle());
    let judged = study.bind(cross_validated(&study, options)?, &bond_settings());
    for focus in [Focus::Precision, Focus::Recall, Focus::Balanced] {
        print_reports(&format!("Cross-validated by host, {focus:?}"), &study.reports(&judged, focus));
    }
    let torn = torn(&study, &judged);
    println!("{torn}");
    print_trust(&study, &judged);
    let unseen = options
        .leave_one_corpus_out
        .then(|| study.leave_one_corpus_out(&judged.scores, &options.settings, &bond_settings()));
    if let Some(path) = &options.worst {
        std::fs::write(path, worst_pages(&study, unseen.as_ref().unwrap_or(&judged)))?;
    }
    let unseen = unseen.map(|judged| study.reports(&judged, Focus::Balanced));
    if let Some(reports) = &unseen {
        print_reports("Each corpus by models that saw nothing of it", reports);
    }
    if options.scores.is_some() && options.write.is_none() {
        return Ok(());
    }
    let forest = study.train(&options.settings);
    print_importance(&forest, options.source.table());
    let bonds = study.train_bonds(&judged.scores, &bond_settings());
    print_importance(&bonds, PAIR_TABLE);
    if let Some(folder) = &options.write {
        let notes = notes(&study, &judged, options, &torn, unseen.as_deref());
        write_models(Path::new(folder), &study, [&forest, &bonds], study.shift(&judged.scores), &notes)?;
    }
    Ok(())
}

/// Reads the pages into a study.
fn study(options: &Options) -> Result<Study, Box<dyn Error>> {
    let table = options.source.table();
    if let Some(unknown) =
        options.without.iter().find(|group| table.iter().all(|feature| feature.group != **group))
    {
        return Err(format!("there is no group of features called {unknown}").into());
    }
    let mut pages = Vec::new();
    for folder in &options.corpora {
        pages.extend(read_corpus(folder, options.source)?);
    }
    for page in &mut pages {
        leave_out(&mut page.rows, table, &options.without);
    }
    Ok(Study::new(pages))
}

/// Writes the block model and the pair model as source.
fn write_models(
    folder: &Path,
    study: &Study,
    [scores, bonds]: [&Forest; 2],
    shift: f32,
    notes: &str,
) -> Result<(), Box<dyn Error>> {
    let source = study.source();
    let values = values_of_cases(source)?;
    let models = [
        ("model", model_file::source(scores, shift, &Digests::new(source.table(), values), notes)),
        ("bonds", model_file::source(bonds, 0.0, &Digests::new(PAIR_TABLE, values), notes)),
    ];
    for (name, code) in models {
        let path = folder.join(format!("{}_{name}.rs", source.name()));
        let code = code.ok_or("a tree is deeper than the evaluator allows")?;
        std::fs::write(&path, code).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}

/// The cross-validated scores, from the file that stores them if there is one.
fn cross_validated(study: &Study, options: &Options) -> Result<Vec<Vec<f32>>, Box<dyn Error>> {
    let Some(path) = &options.scores else { return Ok(study.cross_validated_scores(&options.settings)) };
    if let Ok(file) = std::fs::File::open(path) {
        let scores: Vec<Vec<f32>> = serde_json::from_reader(std::io::BufReader::new(file))?;
        let fits = scores.iter().map(Vec::len).eq(study.pages.iter().map(|page| page.labels.len()));
        return if fits { Ok(scores) } else { Err(format!("{path} is of other pages or blocks").into()) };
    }
    let scores = study.cross_validated_scores(&options.settings);
    std::fs::write(path, serde_json::to_string(&scores)?)?;
    Ok(scores)
}

/// Sets the features of some groups to zero, so that no decision depends on them.
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

/// The table of torn units.
fn torn(study: &Study, judged: &Judged) -> String {
    let mut table = String::from("Lists, tables, headings and lead-ins that are torn apart:\n\n");
    for (corpus, Torn { units, torn }) in study.torn(judged) {
        let _ = writeln!(table, "{corpus}: {torn} of {units}");
    }
    table
}

fn print_trust(study: &Study, judged: &Judged) {
    let reliability = study.reliability(&judged.scores);
    println!("Expected calibration error by words {:.4}", reliability.error());
    for bin in &reliability.bins {
        println!("  score {:.3}  content {:.3}  words {:.0}", bin.score(), bin.label(), bin.words);
    }
    println!("Rank correlation of confidence and F1 {:.3}\n", study.confidence_correlation(judged));
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

/// The corpora with their owners and licences.
const SOURCES: [(&str, &str); 13] = [
    ("wcxb-dev", "WCXB, development part, Murrough Foley 2026, CC-BY-4.0"),
    ("aeb-dev", "article-extraction-benchmark, a part, Zyte, MIT"),
    ("magic-dev", "magic-html benchmark, a part, opendatalab, Apache-2.0"),
    ("trafilatura-dev", "evaluation set of trafilatura, a part, Adrien Barbaresi, Apache-2.0"),
    ("fundus", "test set of fundus, flairNLP, MIT"),
    ("forums", "threads of harvest, FH Graubuenden, Apache-2.0"),
    ("postlight", "fixtures of Postlight Parser, Postlight, MIT and Apache-2.0"),
    ("newspaper", "test sets of newspaper and newspaper4k, Apache-2.0 and MIT"),
    ("goose", "test set of goose3, Apache-2.0"),
    (BARE_WHOLE, "the main content of the pages above alone"),
    (BARE_SHORT, "the first blocks of the main content of the pages above"),
    (COMPOSED, "parts of the main content of the pages above, and some of what stands around it"),
    (THINNED, "the pages above with most of each taken out"),
];

/// The header of a model's source.
fn notes(study: &Study, judged: &Judged, options: &Options, torn: &str, unseen: Option<&[Report]>) -> String {
    let reports = study.reports(judged, Focus::Balanced);
    let source = |report: &Report| {
        let name = report.overall.name.as_str();
        let known = SOURCES.iter().find(|(corpus, _)| *corpus == name);
        format!("- {name}: {}\n", known.map_or("of unknown origin", |(_, source)| source))
    };
    let sources: String = reports.iter().map(source).collect();
    let tables = |reports: &[Report]| reports.iter().map(Report::to_string).collect::<Vec<_>>().join("\n");
    let unseen = unseen.map_or_else(String::new, |reports| {
        format!("\nEach corpus by models that saw nothing of it:\n\n{}", tables(reports))
    });
    format!(
        "Trained on {} pages, {} blocks:\n{sources}\nScores: {:?}\nBonds: {:?}\n\n\
         Cross-validated by host, {FOLDS} parts:\n\n{}\n{torn}{unseen}",
        study.pages.len(),
        study.dataset.rows(),
        options.settings,
        bond_settings(),
        tables(&reports),
    )
}
