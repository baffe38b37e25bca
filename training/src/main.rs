//! Trains the models of `bodytext`.

mod gbdt;
mod labels;
mod model_file;
mod page;
mod validation;

use bodytext::Focus;
use bodytext::stages::{HTML_FEATURES, HTML_TABLE, LINE_FEATURES, LINE_TABLE};
use gbdt::{Growth, Settings};
use page::{Source, read_corpus};
use std::time::Instant;
use validation::Study;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let source = if arguments.iter().any(|a| a == "--plain-text") { Source::Lines } else { Source::Html };
    let start = Instant::now();
    let mut pages = Vec::new();
    for folder in arguments.iter().filter(|a| !a.starts_with("--")) {
        pages.extend(read_corpus(folder, source).unwrap_or_else(|error| panic!("{error}")));
    }
    eprintln!("{} pages read in {:.1?}", pages.len(), start.elapsed());
    let (columns, table) = match source {
        Source::Html => (HTML_FEATURES, &HTML_TABLE),
        Source::Lines => (LINE_FEATURES, &LINE_TABLE),
    };
    let study = Study::new(pages, columns, 127);
    eprintln!("{} rows binned at {:.1?}", study.dataset.rows(), start.elapsed());
    println!("oracle");
    for report in study.oracle() {
        println!("{report}");
    }
    let rounds = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(100);
    let settings = Settings {
        rounds,
        learning_rate: 10.0 / rounds as f64,
        growth: Growth::Depth(6),
        lambda: 5.0,
        min_hessian: 2.0,
        row_fraction: 0.8,
        tree_columns: 0.4,
        ..Settings::default()
    };
    let scores = study.cross_validate(&settings);
    eprintln!("validated at {:.1?}", start.elapsed());
    for report in study.reports(&scores, Focus::Balanced) {
        println!("{report}");
    }
    let forest = study.train(&settings);
    if let Some(at) = arguments.iter().position(|a| a.starts_with("--write=")) {
        let path = arguments[at].trim_start_matches("--write=");
        std::fs::write(path, model_file::source(&forest, "test").unwrap()).unwrap();
    }
    let mut importance: Vec<_> = forest.importance().into_iter().zip(table.iter().map(|f| f.name)).collect();
    importance.sort_by(|a, b| b.0.total_cmp(&a.0));
    let total: f64 = importance.iter().map(|i| i.0).sum();
    for (gain, name) in importance.iter().take(40) {
        print!("{name} {:.1}, ", 100.0 * gain / total);
    }
    println!();
}
