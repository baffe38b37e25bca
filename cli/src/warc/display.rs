//! The progress bar and the summary of a run.

use super::output::{Counts, Progress};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const STYLE: &str = "{bar:24} {percent}%  {msg}  {eta} left";
const EVERY: Duration = Duration::from_millis(200);

pub struct Display {
    bar: ProgressBar,
    start: Instant,
    shown: Instant,
    /// The totals of the earlier runs that this one resumes.
    before: Counts,
}

/// The size of a file; 0 for standard input, whose size is unknown.
pub fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}

impl Display {
    pub fn new(inputs: &[PathBuf], start: &Progress) -> Display {
        let bar = if io::stderr().is_terminal() {
            ProgressBar::new(inputs.iter().map(|input| size(input)).sum())
        } else {
            ProgressBar::hidden()
        };
        bar.set_style(ProgressStyle::with_template(STYLE).unwrap_or_else(|_| ProgressStyle::default_bar()));
        let before = inputs.iter().take(start.input).map(|input| size(input)).sum::<u64>();
        bar.set_position(before + start.position.offset);
        bar.reset_eta();
        let now = Instant::now();
        Display { bar, start: now, shown: now, before: start.counts }
    }

    pub fn show(&mut self, counts: &Counts, offset: u64) {
        if self.bar.is_hidden() || self.shown.elapsed() < EVERY {
            return;
        }
        self.shown = Instant::now();
        self.bar.set_position(offset);
        self.bar.set_message(self.rates(counts));
    }

    pub fn finish(&self, counts: &Counts) {
        self.bar.finish_and_clear();
        let Counts { records, pages, plain_texts, errors, truncated, corrupt, .. } = counts;
        let seconds = self.start.elapsed().as_secs_f64();
        // Standard error may be closed.
        let _ = writeln!(
            io::stderr(),
            "warc: {records} records, {pages} pages, {plain_texts} plain texts, {truncated} truncated, \
             {corrupt} corrupt; {}; {seconds:.1} s",
            self.rates(&Counts { errors: *errors, ..*counts })
        );
    }

    fn rates(&self, counts: &Counts) -> String {
        let seconds = self.start.elapsed().as_secs_f64().max(1e-9);
        let records = (counts.records - self.before.records) as f64 / seconds;
        let megabytes = (counts.bytes - self.before.bytes) as f64 / seconds / 1e6;
        let kept = 100.0 * counts.kept_words as f64 / counts.words.max(1) as f64;
        let errors = counts.errors;
        format!("{records:.0} records/s, {megabytes:.1} MB/s, {kept:.0}% of words kept, {errors} errors")
    }
}

impl Counts {
    pub fn add(&mut self, more: &Counts) {
        self.records += more.records;
        self.pages += more.pages;
        self.plain_texts += more.plain_texts;
        self.errors += more.errors;
        self.truncated += more.truncated;
        self.corrupt += more.corrupt;
        self.bytes += more.bytes;
        self.words += more.words;
        self.kept_words += more.kept_words;
    }
}
