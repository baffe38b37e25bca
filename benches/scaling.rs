//! Measures how the time of an extraction grows with the page, the cost of the first call, and the gain from a second
//! core.
//!
//! ```text
//! cargo bench --bench scaling               # prints the tables
//! cargo bench --bench scaling -- --write    # writes them to docs/measurements.md too
//! ```
//!
//! The pages are assembled from `tests/cases` and truncated to their size. HTML in, text out.

mod document;
mod pages;

use bodytext::Extractor;
use std::fmt::Write;
use std::hint::black_box;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// The sizes of the pages, in bytes.
const SIZES: [usize; 6] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000];
/// Each size is extracted at least this many times, and until this many bytes have been read.
const MIN_ROUNDS: usize = 3;
const MIN_BYTES: usize = 20_000_000;
/// How many processes measure their first call.
const PROCESSES: usize = 15;
/// How many pages each thread extracts.
const PAGES: usize = 4_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|argument| argument == "--first") {
        return println!("{}", time(&page(1_000)).as_nanos());
    }
    let table = table();
    println!("{table}");
    if arguments.first().is_some_and(|argument| argument == "--write") {
        document::write("scaling", &table);
    }
}

fn table() -> String {
    let mut table = "| page | ms | ns a byte | pages a second |\n|---|---|---|---|\n".to_owned();
    for size in SIZES {
        let seconds = best(&page(size)).as_secs_f64();
        let (per_byte, rate) = (seconds * 1e9 / size as f64, 1.0 / seconds);
        let _ = writeln!(table, "| {} KB | {:.3} | {per_byte:.2} | {rate:.1} |", size / 1_000, seconds * 1e3);
    }
    let (one, two) = (on_threads(1), on_threads(2));
    let _ = writeln!(table, "\n| | |\n|---|---|");
    let _ = writeln!(table, "| first call of a process, 1 KB | {:.3} ms |", first_call().as_secs_f64() * 1e3);
    let _ = writeln!(table, "| 10 KB pages a second on one thread | {one:.0} |");
    let _ = writeln!(table, "| the same on two threads | {two:.0} |");
    let _ = writeln!(table, "| efficiency on two cores | {:.2} |", two / one / 2.0);
    table
}

/// A page of this many bytes, or up to three fewer so that no character is split.
fn page(bytes: usize) -> String {
    let mut page = pages::page("press_release", |html| html.len() >= bytes);
    page.truncate((0..=bytes).rev().find(|&at| page.is_char_boundary(at)).unwrap_or(0));
    page
}

fn time(page: &str) -> Duration {
    let start = Instant::now();
    black_box(Extractor::new().extract(black_box(page)).map(|article| article.text()).ok());
    start.elapsed()
}

/// The shortest time of several rounds: the one that other programs disturbed least.
fn best(page: &str) -> Duration {
    let rounds = MIN_ROUNDS.max(MIN_BYTES / page.len());
    (0..rounds).map(|_| time(page)).min().unwrap_or_default()
}

/// The time of the first call: the median over several processes.
fn first_call() -> Duration {
    let program = std::env::current_exe().expect("a path");
    let run = |_| {
        let output = Command::new(&program).arg("--first").output().expect("this program");
        String::from_utf8_lossy(&output.stdout).trim().parse().map(Duration::from_nanos).expect("a number")
    };
    let mut times: Vec<Duration> = (0..PROCESSES).map(run).collect();
    times.sort();
    times[PROCESSES / 2]
}

/// The number of 10 KB pages extracted per second; the best of several rounds.
fn on_threads(threads: usize) -> f64 {
    let page = page(10_000);
    let round = |_| {
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| (0..PAGES).for_each(|_| _ = time(&page)));
            }
        });
        start.elapsed().as_secs_f64()
    };
    let seconds = (0..MIN_ROUNDS).map(round).fold(f64::MAX, f64::min);
    (threads * PAGES) as f64 / seconds
}
