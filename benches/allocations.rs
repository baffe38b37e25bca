//! Counts the allocations of an extraction: their number, their bytes, and the peak.
//!
//! The counts are the same in every run, so they are committed and compared:
//!
//! ```text
//! cargo bench --bench allocations                       # compares with the committed counts
//! cargo bench --bench allocations -- --write            # replaces them
//! cargo bench --bench allocations -- CORPUS [STEP]      # measures every STEP-th page of a corpus
//! ```

mod pages;

use bodytext::Extractor;
use bodytext_evaluation::Corpus;
use dhat::{HeapStats, Profiler};
use pages::page;
use std::fmt::Write;
use std::hint::black_box;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/baselines/allocations.txt");

/// Counts may exceed the committed ones by this factor, since they depend on the standard library too.
const SLACK: f64 = 1.05;

/// The sizes of the generated pages, in bytes.
const SIZES: [usize; 3] = [4_500, 50_000, 500_000];

/// The cost of one extraction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cost {
    page: usize,
    allocations: usize,
    bytes: usize,
    peak: usize,
}

impl Cost {
    /// HTML in, text out, on a warmed-up extractor.
    fn of(page: &str) -> Cost {
        let extractor = Extractor::new();
        drop(extractor.extract(page));
        let profiler = Profiler::builder().testing().build();
        drop(black_box(extractor.extract(black_box(page)).map(|article| article.text())));
        let HeapStats { total_blocks, total_bytes, max_bytes, .. } = HeapStats::get();
        drop(profiler);
        Cost {
            page: page.len(),
            allocations: total_blocks as usize,
            bytes: total_bytes as usize,
            peak: max_bytes,
        }
    }

    /// The peak memory, relative to the size of the page.
    fn peak_share(self) -> f64 {
        self.peak as f64 / self.page as f64
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        None => compare(),
        Some("--write") => {
            std::fs::write(BASELINE, table(&costs())).expect("a folder to write to");
            ExitCode::SUCCESS
        }
        Some(corpus) => {
            measure(corpus, arguments.get(1).map_or(7, |step| step.parse().expect("a number")));
            ExitCode::SUCCESS
        }
    }
}

fn costs() -> Vec<Cost> {
    SIZES.iter().map(|&bytes| Cost::of(&page("press_release", |html| html.len() >= bytes))).collect()
}

fn table(costs: &[Cost]) -> String {
    let mut table = "page allocations bytes peak\n".to_owned();
    for Cost { page, allocations, bytes, peak } in costs {
        let _ = writeln!(table, "{page} {allocations} {bytes} {peak}");
    }
    table
}

/// Whether no count exceeds the committed one.
fn compare() -> ExitCode {
    let committed = std::fs::read_to_string(BASELINE).expect("the counts committed");
    let ours = table(&costs());
    println!("{ours}");
    let numbers = |table: &str| -> Vec<f64> {
        table.lines().skip(1).flat_map(str::split_whitespace).map(|n| n.parse().expect("a number")).collect()
    };
    let (ours, committed) = (numbers(&ours), numbers(&committed));
    let exceeds = ours.len() != committed.len() || ours.iter().zip(&committed).any(|(a, b)| *a > b * SLACK);
    if exceeds {
        eprintln!("more than committed:\n{committed:?}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Prints the costs of pages of a corpus.
fn measure(corpus: &str, step: usize) {
    let corpus = Corpus::open(corpus).expect("a corpus");
    let pages = corpus.pages().iter().step_by(step);
    let html = |page| String::from_utf8_lossy(&corpus.html(page).expect("a page")).into_owned();
    let mut costs: Vec<Cost> = pages.map(|page| Cost::of(&html(page))).collect();
    let mean = |of: fn(&Cost) -> usize| costs.iter().map(of).sum::<usize>() / costs.len().max(1);
    println!("{} pages, mean of a page: {} bytes", costs.len(), mean(|cost| cost.page));
    println!(
        "{} allocations, {} bytes, {} at a time",
        mean(|c| c.allocations),
        mean(|c| c.bytes),
        mean(|c| c.peak)
    );
    costs.retain(|cost| cost.page > 100_000);
    costs.sort_by(|a, b| a.peak_share().total_cmp(&b.peak_share()));
    let share = |at: usize| costs.get(at).map_or(0.0, |cost| cost.peak_share());
    let last = costs.len().saturating_sub(1);
    println!(
        "{} pages over 100 KB, most memory at a time by the size of the page: median {:.2}, 99 % {:.2}, most {:.2}",
        costs.len(),
        share(costs.len() / 2),
        share(last * 99 / 100),
        share(last)
    );
}
