//! The quality gate: cross-validated by host, no corpus may fall below its committed floor.
//!
//! The corpora are in a folder beside the repository, not part of it. Without them the test prints a notice and passes,
//! and so it does in debug builds, where it would take many minutes.

use bodytext::Focus;
use bodytext_evaluation::Summary;
use bodytext_training::options::{bond_settings, settings};
use bodytext_training::page::{Source, read_corpus};
use bodytext_training::validation::Study;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What the models are trained on.
const CORPORA: [&str; 9] = [
    "wcxb-dev",
    "aeb-dev",
    "magic-dev",
    "trafilatura-dev",
    "fundus",
    "forums",
    "postlight",
    "newspaper",
    "goose",
];

/// One line of `floors.txt`.
struct Floor {
    source: Source,
    corpus: String,
    /// `all` or a page type.
    pages: String,
    value: f64,
}

fn floors() -> Vec<Floor> {
    let lines = include_str!("floors.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| floor(line).expect("source, corpus, pages and floor")).collect()
}

fn floor(line: &str) -> Option<Floor> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [source, corpus, pages, value] = fields.try_into().ok()?;
    let source = if source == "html" { Source::Html } else { Source::PlainText };
    Some(Floor { source, corpus: corpus.to_owned(), pages: pages.to_owned(), value: value.parse().ok()? })
}

/// Writes past the capturing of test output, so that a skipped test is visible.
fn announce(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora");
    if !folder.is_dir() {
        announce("SKIPPED: no corpora beside the repository, so the quality was not measured");
        None
    } else if cfg!(debug_assertions) {
        announce("SKIPPED: the quality is measured in release builds only");
        None
    } else {
        Some(folder)
    }
}

/// What is measured of some pages: F1 of the words, or of the snippets where no full text is known.
fn measure(summary: &Summary) -> Option<f64> {
    summary.f1.or(summary.snippet_f1)
}

/// Complaints about the corpora that are below their floors.
fn check(folder: &Path, source: Source, floors: &[Floor]) -> String {
    let pages = CORPORA.iter().flat_map(|name| read_corpus(folder.join(name), source).expect("a corpus"));
    let study = Study::new(pages.collect());
    let reports = study.reports(&study.cross_validate(&settings(source), &bond_settings()), Focus::Balanced);
    let mut complaints = String::new();
    for floor in floors {
        let report = reports.iter().find(|report| report.overall.name == floor.corpus).expect("a report");
        let of_type = report.by_type.iter().find(|summary| summary.name == floor.pages);
        let summary = if floor.pages == "all" { &report.overall } else { of_type.expect("a page type") };
        let value = measure(summary).expect("a measure");
        announce(&format!("{source:?} {} {}: {value:.4}, floor {}", floor.corpus, floor.pages, floor.value));
        if value < floor.value {
            let _ = writeln!(
                complaints,
                "{source:?} {} {}: {value:.4} < {}",
                floor.corpus, floor.pages, floor.value
            );
        }
    }
    complaints
}

#[test]
fn no_corpus_falls_below_its_floor() {
    let Some(folder) = folder() else { return };
    let (html, plain_text): (Vec<Floor>, Vec<Floor>) =
        floors().into_iter().partition(|floor| floor.source == Source::Html);
    let complaints = check(&folder, Source::Html, &html) + &check(&folder, Source::PlainText, &plain_text);
    assert!(complaints.is_empty(), "\n{complaints}");
}
