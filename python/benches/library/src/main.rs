//! Extracts pages to text without Python: `library PAGE...`.
//!
//! Each line of standard input is a number of threads. The program extracts all pages on that many threads and prints
//! the wall-clock seconds, the processor seconds, and the bytes of the texts.

use bodytext::Extractor;
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;
use std::{fs, thread};

fn main() -> Result<(), Box<dyn Error>> {
    let pages: Vec<Vec<u8>> = std::env::args_os().skip(1).map(fs::read).collect::<Result<_, _>>()?;
    for line in io::stdin().lock().lines() {
        let threads: usize = line?.trim().parse()?;
        let start = Instant::now();
        let (nanoseconds, bytes) = extract(&pages, threads);
        let mut out = io::stdout().lock();
        writeln!(out, "{} {} {bytes}", start.elapsed().as_secs_f64(), nanoseconds as f64 / 1e9)?;
        out.flush()?;
    }
    Ok(())
}

/// The processor time of this thread in nanoseconds; 0 if the system does not report it.
fn processor_time() -> usize {
    let schedule = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    schedule.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or(0)
}

fn extract(pages: &[Vec<u8>], threads: usize) -> (usize, usize) {
    let (next, nanoseconds, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let extractor = Extractor::new();
        while let Some(page) = pages.get(next.fetch_add(1, Relaxed)) {
            let text =
                extractor.extract_bytes(page, None).map_or_else(|_| String::new(), |article| article.text());
            bytes.fetch_add(text.len(), Relaxed);
        }
        nanoseconds.fetch_add(processor_time(), Relaxed);
    };
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    (nanoseconds.into_inner(), bytes.into_inner())
}
