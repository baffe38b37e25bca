//! Compares our parser, html5ever, and the whole extraction, in one run and page by page in turn.
//!
//! A second table has the time of each stage.
//!
//! `cargo bench --bench parsing -- CORPUS [STEP] [--write]` reads every `STEP`th page (7 by default) of a corpus
//! folder. Without a folder, it reports this and does nothing. `--write` writes the second table to
//! `docs/measurements.md`.

mod document;
mod sinks;
mod stages;

use bodytext::stages::parse;
use bodytext::{Extractor, Limits};
use bodytext_evaluation::Corpus;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::RcDom;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

/// A function that is timed.
struct Contestant {
    name: &'static str,
    run: fn(&str),
    /// The best time for each page, summed over all pages.
    total: Duration,
}

fn contestants() -> Vec<Contestant> {
    let contestant = |name, run| Contestant { name, run, total: Duration::ZERO };
    vec![
        contestant("bodytext, parse and drop", |html| drop(black_box(parse(html, &Limits::new())))),
        contestant("bodytext, HTML in, text out", |html| {
            drop(black_box(Extractor::new().extract(html).map(|article| article.text())));
        }),
        contestant("html5ever into nothing", |html| drop(black_box(sinks::parse(html, false)))),
        contestant("html5ever into an arena", |html| drop(black_box(sinks::parse(html, true)))),
        contestant("html5ever into rcdom", |html| {
            drop(black_box(
                html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html),
            ));
        }),
    ]
}

fn pages(arguments: &[String]) -> Option<Vec<String>> {
    let corpus = Corpus::open(arguments.first()?).expect("a corpus");
    let step = arguments.get(1).map_or(7, |step| step.parse().expect("a number"));
    let html = |page| String::from_utf8_lossy(&corpus.html(page).expect("a page")).into_owned();
    Some(corpus.pages().iter().step_by(step).map(html).collect())
}

fn main() {
    let (flags, arguments): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let Some(pages) = pages(&arguments) else {
        return println!("no corpus given: cargo bench --bench parsing -- CORPUS [STEP]");
    };
    let mut contestants = contestants();
    for page in &pages {
        let mut best = vec![Duration::MAX; contestants.len()];
        for _ in 0..ROUNDS {
            for (best, contestant) in best.iter_mut().zip(&contestants) {
                let start = Instant::now();
                (contestant.run)(page);
                *best = start.elapsed().min(*best);
            }
        }
        for (contestant, best) in contestants.iter_mut().zip(best) {
            contestant.total += best;
        }
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("{} pages, {:.1} MB, best of {ROUNDS} for each page", pages.len(), bytes as f64 / 1e6);
    let ours: Vec<f64> = contestants[..2].iter().map(|contestant| contestant.total.as_secs_f64()).collect();
    println!("{:<28}{:>9}{:>9}{:>12}{:>13}", "", "µs/page", "MB/s", "x our parse", "x our whole");
    for Contestant { name, total, .. } in &contestants {
        let seconds = total.as_secs_f64();
        println!(
            "{name:<28}{:>9.0}{:>9.0}{:>12.2}{:>13.2}",
            seconds * 1e6 / pages.len() as f64,
            bytes as f64 / 1e6 / seconds,
            seconds / ours[0],
            seconds / ours[1],
        );
    }
    let table = stages::table(&pages, ROUNDS);
    println!("\n{table}");
    if flags.iter().any(|flag| flag == "--write") {
        document::write("stages", &table);
    }
}
