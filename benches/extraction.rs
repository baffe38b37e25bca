//! Times the extraction: the whole pipeline for several page sizes, and each stage separately.

mod pages;
mod settings;

use bodytext::stages::{Blocks, HTML_FEATURES, Head, PageAnnotations, SelectionInput, Tree};
use bodytext::stages::{Model, measure_html, parse, segment_html, select};
use bodytext::{Comments, Extractor, Focus, Limits};
use criterion::{BenchmarkId, Criterion, Throughput};
use pages::{CASES, page};
use std::fs;
use std::hint::black_box;

/// Names and minimum sizes of the pages, in bytes.
const SIZES: [(&str, usize); 3] = [("small", 4_500), ("medium", 50_000), ("large", 500_000)];

fn page_of(bytes: usize) -> String {
    page("press_release", |html| html.len() >= bytes)
}

/// HTML in, text out.
fn end_to_end(c: &mut Criterion) {
    let mut group = c.benchmark_group("extract");
    let extractor = Extractor::new();
    for (name, bytes) in SIZES {
        let page = page_of(bytes);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |b| {
            b.iter(|| extractor.extract(black_box(&page)).map(|article| article.text()));
        });
    }
    group.finish();
}

/// Plain text in, text out.
fn plain_text(c: &mut Criterion) {
    let text = fs::read_to_string(format!("{CASES}/txt_wet_dump.txt")).expect("a text in UTF-8").repeat(8);
    let extractor = Extractor::new();
    let mut group = c.benchmark_group("extract_plain_text");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("wet_dump_x8", |b| {
        b.iter(|| extractor.extract_plain_text(black_box(&text)).map(|article| article.text()));
    });
    group.finish();
}

/// The results that each stage passes to the next, for one page.
struct Stages {
    page: String,
    tree: Tree,
    head: Head,
    blocks: Blocks,
    rows: Vec<[f32; HTML_FEATURES]>,
    annotations: PageAnnotations,
    scores: Vec<f32>,
}

impl Stages {
    fn new(page: String) -> Stages {
        let tree = parse(&page, &Limits::new()).expect("a page within the limits");
        let (head, blocks) = (Head::read(&tree), segment_html(&tree));
        let mut rows = Vec::new();
        let annotations = measure_html(&tree, &blocks, &head, |row| rows.push(*row));
        let scores = score(&rows);
        Stages { page, tree, head, blocks, rows, annotations, scores }
    }
}

fn score(rows: &[[f32; HTML_FEATURES]]) -> Vec<f32> {
    let mut model = Model::HTML.scorer(rows.len());
    for row in rows {
        model.push(row);
    }
    model.finish()
}

/// Times each stage on the page of medium size. Throughput always refers to the size of the page, so that the times
/// add up.
fn stages(c: &mut Criterion) {
    let Stages { page, tree, head, blocks, rows, annotations, scores } = Stages::new(page_of(50_000));
    let limits = Limits::new();
    let mut group = c.benchmark_group("stage");
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("parse", |b| b.iter(|| parse(black_box(&page), &limits)));
    group.bench_function("segment", |b| b.iter(|| segment_html(black_box(&tree))));
    group.bench_function("head", |b| b.iter(|| Head::read(black_box(&tree))));
    group.bench_function("measure", |b| {
        b.iter(|| {
            measure_html(black_box(&tree), &blocks, &head, |row| {
                black_box(row);
            })
        });
    });
    group.bench_function("score", |b| b.iter(|| score(black_box(&rows))));
    group.bench_function("bonds", |b| {
        b.iter(|| Model::HTML.bonds(black_box(&blocks), &annotations.relations, &scores));
    });
    let bonds = Model::HTML.bonds(&blocks, &annotations.relations, &scores);
    let page = SelectionInput { blocks: &blocks, scores: &scores, bonds: &bonds, annotations: &annotations };
    group.bench_function("select", |b| {
        b.iter(|| select(black_box(&page), Focus::Balanced, Comments::Exclude));
    });
    group.finish();
}

fn main() {
    let mut c = settings::criterion();
    end_to_end(&mut c);
    plain_text(&mut c);
    stages(&mut c);
    c.final_summary();
}
