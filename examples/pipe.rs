//! Extracts pages from standard input to standard output, a line of JSON each: the protocol that every engine speaks.
//!
//! ```text
//! cargo run --release --example pipe -- [--format text|markdown] [--threads N] < PAGES.jsonl > TEXTS.jsonl
//! ```

#[path = "pipeline/mod.rs"]
mod pipeline;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pipeline::{Answer, Event, Format, Page, complain, extract, map_in_order, options_or_usage};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

const USAGE: &str = "\
Usage: pipe [--format text|markdown] [--threads N] [--max-line BYTES]

Reads a JSON object a line from standard input and writes one for each to standard output, in the same order:

  {\"id\": .., \"html\" | \"html_base64\" | \"text\": .., \"content_type\": .., \"url\": ..}
  {\"id\": .., \"title\": .., \"text\": .., \"confidence\": .., \"language\": .., \"error\": ..}

  html              a page as text
  html_base64       a page as it was fetched, in any encoding; content_type (optional) is its Content-Type header
  text              a page whose markup is gone, such as a WET record
  url               where a page is from; with --format markdown its links are relative to that
  error             only there if something is wrong with the line or the page; the text is empty then
  --threads N       how many pages are worked on at once; all cores by default
  --max-line BYTES  a longer line is an error and is not kept in memory; 134217728 by default

Ends at the end of the input, or when nobody reads the output any more, and tells on standard error what it did.
Exit status: 0 whatever the lines were, 1 if input or output fails, 2 on bad usage.";

/// Room for a page of 64 MiB in base64, or as text with every other character escaped.
const MAX_LINE: usize = 128 << 20;
const BUFFER: usize = 1 << 18;

fn main() -> ExitCode {
    let parsed = Options::parse(std::env::args_os().skip(1));
    let options = match options_or_usage("pipe", USAGE, parsed) {
        Ok(options) => options,
        Err(status) => return status,
    };
    let (mut counts, start) = (Counts::default(), Instant::now());
    let done = run(&options, &mut counts);
    complain(counts.summary(start));
    match done {
        // Whoever reads the output has read enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(format_args!("pipe: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

struct Options {
    format: Format,
    threads: usize,
    max_line: usize,
}

impl Options {
    /// The options, unless help is asked for.
    fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, String> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let mut options = Options { format: Format::Text, threads, max_line: MAX_LINE };
        while let Some(argument) = arguments.next() {
            let field = match argument.to_string_lossy().as_ref() {
                "-h" | "--help" => return Ok(None),
                "--format" => {
                    options.format = Format::parse(arguments.next().as_deref())?;
                    continue;
                }
                "--threads" => &mut options.threads,
                "--max-line" => &mut options.max_line,
                other => return Err(format!("unknown option {other}")),
            };
            let value = arguments.next().and_then(|value| value.to_str()?.parse().ok());
            *field = value
                .filter(|number| (1..=1 << 30).contains(number))
                .ok_or_else(|| format!("{} needs a number from 1 on", argument.to_string_lossy()))?;
        }
        Ok(Some(options))
    }
}

#[derive(Default)]
struct Counts {
    lines: u64,
    errors: u64,
    words: u64,
    kept_words: u64,
}

impl Counts {
    fn add(&mut self, more: &Counts) {
        self.lines += more.lines;
        self.errors += more.errors;
        self.words += more.words;
        self.kept_words += more.kept_words;
    }

    fn summary(&self, start: Instant) -> String {
        let seconds = start.elapsed().as_secs_f64();
        let rate = self.lines as f64 / seconds.max(1e-9);
        let kept = 100.0 * self.kept_words as f64 / self.words.max(1) as f64;
        let Counts { lines, errors, .. } = self;
        format!(
            "pipe: {lines} lines, {errors} errors, {kept:.0}% of words kept; {seconds:.1} s, {rate:.1} lines/s"
        )
    }
}

fn run(options: &Options, counts: &mut Counts) -> io::Result<()> {
    let format = options.format;
    let lines = Lines { input: BufReader::with_capacity(BUFFER, io::stdin()), max: options.max_line };
    let mut output = BufWriter::with_capacity(BUFFER, io::stdout());
    let work = move |line: io::Result<Line>| {
        let answer = answer(format, &line?);
        let (words, kept_words) = answer.words;
        let counts = Counts { lines: 1, errors: u64::from(answer.error.is_some()), words, kept_words };
        Ok::<_, io::Error>((answer.to_line(), counts))
    };
    map_in_order(lines, size, options.threads, work, |event| {
        let Event::Result(done) = event else { return output.flush() };
        let (line, more) = done?;
        output.write_all(&line)?;
        counts.add(&more);
        Ok(())
    })
}

// ---- Lines ----

enum Line {
    Whole(Vec<u8>),
    /// Longer than allowed, and skipped.
    TooLong {
        bytes: u64,
        max: usize,
    },
}

fn size(line: &io::Result<Line>) -> usize {
    match line {
        Ok(Line::Whole(bytes)) => bytes.len(),
        _ => 0,
    }
}

struct Lines<R> {
    input: R,
    max: usize,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<io::Result<Line>> {
        self.read().transpose()
    }
}

impl<R: BufRead> Lines<R> {
    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(self.max as u64 + 1).read_until(b'\n', &mut line)?;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if read > self.max {
            drop(line);
            let bytes = read as u64 + self.skip_line()?;
            return Ok(Some(Line::TooLong { bytes, max: self.max }));
        }
        Ok((read > 0).then_some(Line::Whole(line)))
    }

    /// Skips what is left of a line.
    fn skip_line(&mut self) -> io::Result<u64> {
        self.input.skip_until(b'\n').map(|bytes| bytes as u64)
    }
}

// ---- Pages ----

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html: Option<Cow<'a, str>>,
    #[serde(borrow)]
    html_base64: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow)]
    content_type: Option<Cow<'a, str>>,
}

fn answer(format: Format, line: &Line) -> Answer {
    let line = match line {
        Line::Whole(line) => line,
        Line::TooLong { bytes, max } => {
            return Answer::failed(None, format!("the line has {bytes} bytes, more than the limit of {max}"));
        }
    };
    match serde_json::from_slice::<Request<'_>>(line) {
        Ok(request) => answer_request(format, request),
        Err(error) => Answer::failed(id_of(line), format!("not the JSON of a page: {error}")),
    }
}

/// The id of a line that is an object, but not a page.
fn id_of(line: &[u8]) -> Option<Box<RawValue>> {
    #[derive(Deserialize)]
    struct Named {
        id: Box<RawValue>,
    }
    serde_json::from_slice(line).ok().map(|Named { id }| id)
}

fn answer_request(format: Format, request: Request<'_>) -> Answer {
    let Request { id, url, html, html_base64, text, content_type } = request;
    let url = url.as_deref();
    let id = id.map(ToOwned::to_owned);
    match (html, html_base64, text) {
        (Some(html), None, None) => extract(format, id, url, &Page::Html(&html)),
        (None, None, Some(text)) => extract(format, id, url, &Page::PlainText(&text)),
        (None, Some(encoded), None) => match STANDARD.decode(encoded.as_bytes()) {
            Ok(bytes) => extract(format, id, url, &Page::Bytes(&bytes, content_type.as_deref())),
            Err(error) => Answer::failed(id, format!("html_base64 is not base64: {error}")),
        },
        (None, None, None) => Answer::failed(id, "neither html nor html_base64 nor text"),
        _ => Answer::failed(id, "more than one of html, html_base64 and text"),
    }
}
