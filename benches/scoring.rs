//! Times the hot loop, per block: the model alone, and the model with the computation of features.
//!
//! Divide 1e9 by the elements per second for nanoseconds per block.

mod pages;
mod settings;

use bodytext::Limits;
use bodytext::stages::{
    Blocks, HTML_FEATURES, Head, Model, PLAIN_TEXT_FEATURES, Tree, measure_html, measure_plain_text, parse,
    segment_html, segment_plain_text,
};
use criterion::{BenchmarkId, Criterion, Throughput};
use pages::{CASES, page};
use std::fs;
use std::hint::black_box;

/// A short page, a typical one, a long one, and one that exceeds the caches.
const SIZES: [usize; 4] = [8, 64, 512, 4096];

/// A parsed page with its blocks.
struct Page {
    tree: Tree,
    head: Head,
    blocks: Blocks,
}

impl Page {
    fn new(html: &str) -> Page {
        let tree = parse(html, &Limits::new()).expect("a page within the limits");
        Page { head: Head::read(&tree), blocks: segment_html(&tree), tree }
    }

    /// A page with at least `blocks` blocks.
    fn with_blocks(blocks: usize) -> Page {
        Page::new(&page("short_page", |html| Page::new(html).blocks.len() >= blocks))
    }

    fn rows(&self) -> Vec<[f32; HTML_FEATURES]> {
        let mut rows = Vec::new();
        measure_html(&self.tree, &self.blocks, &self.head, |row| rows.push(*row));
        rows
    }

    fn scores(&self) -> Vec<f32> {
        let mut model = Model::HTML.scorer(self.blocks.len());
        measure_html(&self.tree, &self.blocks, &self.head, |row| model.push(row));
        model.finish()
    }
}

/// The features of all lines of the plain text cases.
fn plain_text_rows() -> Vec<[f32; PLAIN_TEXT_FEATURES]> {
    let mut paths: Vec<_> =
        fs::read_dir(CASES).expect("the cases").map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a text in UTF-8"));
    let mut rows = Vec::new();
    for text in texts {
        measure_plain_text(&segment_plain_text(&text), |row| rows.push(*row));
    }
    rows
}

/// The model alone on batches of `rows`, which are repeated to fill a batch.
fn score<const N: usize>(c: &mut Criterion, name: &str, rows: &[[f32; N]], model: Model) {
    let mut group = c.benchmark_group(name);
    for size in SIZES {
        let batch: Vec<_> = rows.iter().copied().cycle().take(size).collect();
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| {
                let mut scorer = model.scorer(size);
                for row in black_box(&batch) {
                    scorer.push(row);
                }
                scorer.finish()
            });
        });
    }
    group.finish();
}

fn html_model(c: &mut Criterion) {
    score(c, "model_html", &Page::with_blocks(1024).rows(), Model::HTML);
}

fn plain_text_model(c: &mut Criterion) {
    score(c, "model_plain_text", &plain_text_rows(), Model::PLAIN_TEXT);
}

/// Features and model on whole pages, as an extraction runs them.
fn features_and_model(c: &mut Criterion) {
    let mut group = c.benchmark_group("features_and_model_html");
    for size in SIZES {
        let page = Page::with_blocks(size);
        group.throughput(Throughput::Elements(page.blocks.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| black_box(&page).scores());
        });
    }
    group.finish();
}

fn main() {
    let mut c = settings::criterion();
    html_model(&mut c);
    plain_text_model(&mut c);
    features_and_model(&mut c);
    c.final_summary();
}
