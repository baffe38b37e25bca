//! Times each stage, for three kinds of pages.

use bodytext::stages::{Blocks, Head, Model, SelectionInput, measure_html, parse, segment_html, select};
use bodytext::{Comments, Extractor, Focus, Limits};
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

const STAGES: [&str; 11] = [
    "parse",
    "segment",
    "head",
    "features",
    "forest",
    "bonds",
    "selection",
    "text",
    "Markdown instead of text",
    "HTML instead of text",
    "metadata, if requested",
];
/// The stages from HTML to text.
const TO_TEXT: usize = 8;
/// Groups of pages of equal size, by the share of block text in the page.
const KINDS: [&str; 3] = ["markup-heavy", "typical", "text-heavy"];

type Times = [Duration; STAGES.len()];

/// A table of the stages. The time for each stage and page is the best of several rounds.
pub fn table(pages: &[String], rounds: usize) -> String {
    let mut measured: Vec<_> = pages.iter().map(|page| measure(page, rounds)).collect();
    measured.sort_by(|a, b| a.0.total_cmp(&b.0));
    let kinds: Vec<_> = measured.chunks(measured.len().div_ceil(KINDS.len()).max(1)).map(means).collect();
    let mut table = format!("| µs a page (share) | {} |\n|---|---|---|---|\n", KINDS.join(" | "));
    for (stage, name) in STAGES.iter().enumerate() {
        let cell = |means: &[f64]| {
            format!("{:.0} ({:.3})", means[stage], means[stage] / means[..TO_TEXT].iter().sum::<f64>())
        };
        let cells: Vec<_> = kinds.iter().map(|means| cell(means)).collect();
        let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
    }
    table
}

/// The mean time of each stage, in microseconds.
fn means(pages: &[(f64, Times)]) -> Vec<f64> {
    let sum = |stage: usize| pages.iter().map(|(_, times)| times[stage].as_secs_f64()).sum::<f64>();
    (0..STAGES.len()).map(|stage| sum(stage) * 1e6 / pages.len() as f64).collect()
}

/// The share of block text in a page, and the best time of each stage.
fn measure(page: &str, rounds: usize) -> (f64, Times) {
    let (mut best, mut share) = ([Duration::MAX; STAGES.len()], 0.0);
    for _ in 0..rounds {
        let (mut times, blocks) = stages(page);
        times[TO_TEXT - 1..].copy_from_slice(&outputs(page));
        best.iter_mut().zip(times).for_each(|(best, time)| *best = time.min(*best));
        let text: usize = blocks.iter().map(|block| blocks.text(block).len()).sum();
        share = text as f64 / page.len().max(1) as f64;
    }
    (share, best)
}

/// Times the stages up to the selection, and returns the blocks too.
fn stages(page: &str) -> (Times, Blocks) {
    let mut times = Times::default();
    let [parsing, segmenting, head_time, features, forest, binding, selecting, ..] = &mut times;
    let tree = time(parsing, || parse(page, &Limits::new())).expect("a page within the limits");
    let blocks = time(segmenting, || segment_html(&tree));
    let head = time(head_time, || Head::read(&tree));
    let mut rows = Vec::with_capacity(blocks.len());
    let annotations = time(features, || measure_html(&tree, &blocks, &head, |row| rows.push(*row)));
    let scores = time(forest, || {
        let mut scorer = Model::HTML.scorer(rows.len());
        for row in &rows {
            scorer.push(row);
        }
        scorer.finish()
    });
    let bonds = time(binding, || Model::HTML.bonds(&blocks, &annotations.relations, &scores));
    let input = SelectionInput { blocks: &blocks, scores: &scores, bonds: &bonds, annotations: &annotations };
    time(selecting, || select(&input, Focus::Balanced, Comments::Exclude));
    (times, blocks)
}

/// The times of the outputs and of the metadata.
fn outputs(page: &str) -> [Duration; STAGES.len() + 1 - TO_TEXT] {
    let article = Extractor::new().extract(page).expect("a page within the limits");
    let mut times = [Duration::ZERO; STAGES.len() + 1 - TO_TEXT];
    let [text, markdown, html, metadata] = &mut times;
    time(text, || article.text());
    time(markdown, || article.markdown());
    time(html, || article.html());
    time(metadata, || article.metadata());
    times
}

fn time<T>(time: &mut Duration, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = black_box(run());
    *time = start.elapsed();
    result
}
