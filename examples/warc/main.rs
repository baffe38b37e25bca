//! Extracts the pages of WARC and WET files, a line of JSON each.
//!
//! ```text
//! cargo run --release --example warc -- [--output TEXTS.jsonl.gz [--resume]] CRAWL.warc.gz...
//! ```

mod display;
mod http;
mod options;
mod output;
#[path = "../pipeline/mod.rs"]
mod pipeline;
mod record;
mod source;
mod stream;

use display::Display;
use http::Response;
use options::{Options, USAGE};
use output::{Counts, Output, OutputFile, Progress, Task};
use pipeline::{Answer, Event, Format, Page, complain, extract, map_in_order, options_or_usage};
use record::{Damage, Kind, Record, Records};
use serde_json::value::{RawValue, to_raw_value};
use source::Source;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A checkpoint is written at the latest after so long.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let parsed = Options::parse(std::env::args_os().skip(1));
    let options = match options_or_usage("warc", USAGE, parsed) {
        Ok(options) => options,
        Err(status) => return status,
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("warc: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    let (mut output, start) = open_output(options)?;
    let mut display = Display::new(&options.inputs, &start);
    let format = options.format;
    let items = Items::new(options.inputs.clone(), &start);
    let mut progress = start;
    let (mut unwritten, mut last) = (0, Instant::now());
    let work = move |item: io::Result<Item>| item.map(|item| work(format, item));
    let done = map_in_order(items, size, options.threads, work, |event| {
        let Event::Result(done) = event else { return output.flush() };
        let Done { line, counts, at, offset } = done?;
        if let Some(line) = line {
            output.write(&line)?;
            unwritten += 1;
        }
        progress.add(&counts, at);
        display.show(&progress.counts, offset);
        if unwritten >= options.checkpoint_every || last.elapsed() >= CHECKPOINT_EVERY {
            output.checkpoint(&progress)?;
            (unwritten, last) = (0, Instant::now());
        }
        Ok(())
    });
    // A line may be half written after an error: the last checkpoint is the one that counts.
    let saved = if done.is_ok() { output.checkpoint(&progress) } else { output.flush() };
    display.finish(&progress.counts);
    done.and(saved)
}

fn open_output(options: &Options) -> io::Result<(Output, Progress)> {
    let Some(path) = &options.output else { return Ok((Output::stdout(), Progress::default())) };
    if options.inputs.iter().any(|input| is_same_file(input, path)) {
        return Err(io::Error::other(format!("{}: an input cannot be the output", path.display())));
    }
    let task = Task::new(&options.inputs, options.format);
    let opened = if options.resume {
        OutputFile::resume(path, task)
    } else {
        OutputFile::create(path, task).map(|file| (file, Progress::default()))
    };
    let (file, progress) = opened.map_err(|error| named(path.display(), &error))?;
    Ok((Output::File(Box::new(file)), progress))
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

fn named(name: impl std::fmt::Display, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}

impl Progress {
    fn add(&mut self, counts: &Counts, (input, position): (usize, stream::Position)) {
        (self.input, self.position) = (input, position);
        self.counts.add(counts);
    }
}

// ---- Records ----

/// A record, and where the one after it is.
struct Item {
    record: Record,
    at: (usize, stream::Position),
    /// Bytes read of all inputs.
    offset: u64,
}

fn size(item: &io::Result<Item>) -> usize {
    item.as_ref().map_or(0, |item| item.record.content.len())
}

/// The records of all inputs, one after the other.
struct Items {
    inputs: Vec<PathBuf>,
    /// The number of the input that is read, and its records once it is open.
    input: usize,
    records: Option<Records>,
    start: stream::Position,
    /// Bytes of the inputs before.
    before: u64,
    has_failed: bool,
}

impl Items {
    fn new(inputs: Vec<PathBuf>, start: &Progress) -> Items {
        let before = inputs.iter().take(start.input).map(|input| display::size(input)).sum();
        Items { inputs, input: start.input, records: None, start: start.position, before, has_failed: false }
    }

    fn read(&mut self) -> io::Result<Option<Item>> {
        while let Some(path) = self.inputs.get(self.input) {
            let records = match &mut self.records {
                Some(records) => records,
                none => none.insert(Records::open(Source::open(path)?, std::mem::take(&mut self.start))?),
            };
            if let Some(record) = records.read()? {
                let (at, offset) = ((self.input, records.position()), self.before + records.offset());
                return Ok(Some(Item { record, at, offset }));
            }
            self.before += records.offset();
            self.records = None;
            self.input += 1;
        }
        Ok(None)
    }
}

impl Iterator for Items {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        if self.has_failed {
            return None;
        }
        let item = self.read().map_err(|error| named(self.inputs[self.input].display(), &error));
        self.has_failed = item.is_err();
        item.transpose()
    }
}

// ---- Pages ----

/// What is to be written and counted of a record.
struct Done {
    line: Option<Vec<u8>>,
    counts: Counts,
    at: (usize, stream::Position),
    offset: u64,
}

fn work(format: Format, item: Item) -> Done {
    let Item { record, at, offset } = item;
    let mut counts = Counts { records: 1, ..Counts::default() };
    let answer = answer(format, &record, &mut counts);
    if let Some(answer) = &answer {
        counts.errors += u64::from(answer.error.is_some());
        (counts.words, counts.kept_words) = answer.words;
    }
    Done { line: answer.map(|answer| answer.to_line()), counts, at, offset }
}

/// The answer to a record, if it has a page or its page is lost.
fn answer(format: Format, record: &Record, counts: &mut Counts) -> Option<Answer> {
    let answer = match (record.damage, record.head.kind()) {
        (Some(damage), kind) => {
            let error = damage_of(damage, counts);
            // Nobody can say what was in a response.
            (kind != Kind::Other && !record.head.id.is_empty()).then(|| Answer::failed(id(record), error))?
        }
        (None, Kind::Response) => answer_response(format, record, counts)?,
        (None, Kind::Conversion) => {
            counts.plain_texts += 1;
            counts.bytes += record.content.len() as u64;
            extract(
                format,
                id(record),
                record.head.url.as_deref(),
                &Page::PlainText(&String::from_utf8_lossy(&record.content)),
            )
        }
        (None, Kind::Other) => return None,
    };
    let language = answer.language.or_else(|| record.head.language.clone());
    Some(Answer { url: record.head.url.clone(), language, ..answer })
}

fn damage_of(damage: Damage, counts: &mut Counts) -> &'static str {
    match damage {
        Damage::Truncated => {
            counts.truncated += 1;
            "the record ends before its end"
        }
        Damage::Corrupt => {
            counts.corrupt += 1;
            "the record cannot be unpacked"
        }
        Damage::TooLarge => "the record is too large",
    }
}

fn id(record: &Record) -> Option<Box<RawValue>> {
    to_raw_value(&record.head.id).ok()
}

fn answer_response(format: Format, record: &Record, counts: &mut Counts) -> Option<Answer> {
    let response = Response::parse(&record.content);
    if !response.is_html(record.head.identified_type.as_deref()) {
        return None;
    }
    counts.pages += 1;
    Some(match response.page() {
        Ok(page) => {
            counts.bytes += page.len() as u64;
            extract(
                format,
                id(record),
                record.head.url.as_deref(),
                &Page::Bytes(&page, response.content_type),
            )
        }
        Err(error) => Answer::failed(id(record), error),
    })
}
