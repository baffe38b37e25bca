//! Extracts every page of one or more corpora and prints how well the text agrees with the truth, and how fast.
//!
//! ```text
//! cargo run --release -p bodytext-evaluation --bin evaluate -- [--plain-text] [--metadata] [--predictions OUT.jsonl] CORPUS...
//! ```

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use bodytext::{Article, Extractor};
use bodytext_evaluation::{Corpus, CorpusError, MetadataReport, PageScore, Report, Stated, Truth};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;

const USAGE: &str = "\
Usage: evaluate [--plain-text] [--metadata] [--predictions OUT.jsonl] CORPUS...

Extracts every page of each CORPUS and prints how well the text agrees with the truth, and how fast.

  CORPUS                   a folder with truth.jsonl, html/<id>.html.gz and perhaps lines/<id>.txt.gz
  --plain-text             extract from lines/ (the page as plain text) and not from html/
  --metadata               print how well title, author and date agree too
  --metadata-of IN.jsonl   the same for what another extractor says, a line {\"id\": .., \"title\": .., \"author\": ..,
                           \"publish_date\": ..} each, and extract nothing
  --predictions OUT.jsonl  write the extracted texts, a line {\"id\": .., \"text\": ..} each, in corpus order; with
                           --metadata what --metadata-of reads
  --help                   print this

Exit status: 1 if a corpus cannot be read or a page fails to extract, 2 on bad usage.";

fn main() -> ExitCode {
    let command = match Command::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(mistake) => {
            complain(format_args!("evaluate: {mistake}\n\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => writeln!(io::stdout(), "{USAGE}").map(|()| Verdict::Passed),
        Command::Evaluate(request) => evaluate_all(&request),
    };
    match done {
        Ok(verdict) => verdict.into(),
        // The reader of the output has closed the pipe.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("evaluate: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Writes a line to stderr; a closed stderr is not an error.
fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "{message}");
}

// ---- The command line ----

enum Command {
    Help,
    Evaluate(Request),
}

struct Request {
    input: Input,
    metadata: Measured,
    predictions: Option<PathBuf>,
    corpora: Vec<PathBuf>,
}

/// Whose metadata is measured.
#[derive(PartialEq)]
enum Measured {
    None,
    Ours,
    Theirs(PathBuf),
}

#[derive(Clone, Copy, PartialEq)]
enum Input {
    Html,
    PlainText,
}

impl Command {
    fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut request =
            Request { input: Input::Html, metadata: Measured::None, predictions: None, corpora: Vec::new() };
        while let Some(argument) = arguments.next() {
            match argument.to_string_lossy().as_ref() {
                "-h" | "--help" => return Ok(Self::Help),
                "--plain-text" => request.input = Input::PlainText,
                "--metadata" => request.metadata = Measured::Ours,
                "--metadata-of" => {
                    let path = arguments.next().ok_or("--metadata-of needs the name of a file")?;
                    request.metadata = Measured::Theirs(path.into());
                }
                "--predictions" => {
                    let path = arguments.next().ok_or("--predictions needs the name of a file")?;
                    request.predictions = Some(path.into());
                }
                option if option.starts_with('-') => return Err(format!("unknown option {option}")),
                _ => request.corpora.push(argument.into()),
            }
        }
        if request.corpora.is_empty() {
            return Err("no corpus named".into());
        }
        Ok(Self::Evaluate(request))
    }
}

// ---- All corpora ----

#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Passed,
    Failed,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Passed => Self::SUCCESS,
            Verdict::Failed => Self::FAILURE,
        }
    }
}

/// Evaluates the corpora one by one. Continues after a corpus that cannot be read.
fn evaluate_all(request: &Request) -> io::Result<Verdict> {
    let mut predictions = request.predictions.as_deref().map(Predictions::create).transpose()?;
    let mut verdict = Verdict::Passed;
    for folder in &request.corpora {
        let found = match Corpus::open(folder) {
            Ok(corpus) => match &request.metadata {
                Measured::Theirs(path) => measure_others(&corpus, path)?,
                _ => evaluate(&corpus, request, predictions.as_mut())?,
            },
            Err(error) => unreadable(&error),
        };
        if found == Verdict::Failed {
            verdict = Verdict::Failed;
        }
    }
    Ok(verdict)
}

/// Measures the metadata that another extractor stated for the pages.
fn measure_others(corpus: &Corpus, path: &Path) -> io::Result<Verdict> {
    let lines = std::fs::read_to_string(path)?;
    let stated: HashMap<String, Stated> = lines
        .lines()
        .map(|line| serde_json::from_str(line).map(|stated: Stated| (stated.id.clone(), stated)))
        .collect::<Result<_, _>>()?;
    let mut report = MetadataReport::default();
    for truth in corpus.pages() {
        report.add(stated.get(&truth.id).unwrap_or(&Stated::default()), truth);
    }
    writeln!(io::stdout(), "{}\n{report}", corpus.name())?;
    Ok(Verdict::Passed)
}

fn evaluate(
    corpus: &Corpus,
    request: &Request,
    predictions: Option<&mut Predictions>,
) -> io::Result<Verdict> {
    let input = request.input;
    if input == Input::PlainText && !corpus.has_plain_text() {
        complain(format_args!(
            "evaluate: {} has no lines/ and is skipped: no page as plain text",
            corpus.name()
        ));
        return Ok(Verdict::Passed);
    }
    let pages = match extract_pages(corpus, request) {
        Ok(pages) => pages,
        Err(error) => return Ok(unreadable(&error)),
    };
    if let Some(predictions) = predictions {
        predictions.write(&pages, &request.metadata)?;
    }
    print(corpus, &pages, &request.metadata)?;
    Ok(if pages.iter().any(|page| page.failure.is_some()) { Verdict::Failed } else { Verdict::Passed })
}

fn unreadable(error: &CorpusError) -> Verdict {
    complain(format_args!("evaluate: {error}"));
    Verdict::Failed
}

// ---- Pages ----

/// The result of an extraction. Metadata is only included if it is measured.
#[derive(Default)]
struct Found {
    text: String,
    stated: Stated,
}

/// The result for one page.
struct Page {
    found: Found,
    score: PageScore,
    failure: Option<String>,
    /// The length of the input in bytes.
    size: usize,
    /// The time of the extraction alone.
    time: Duration,
}

fn extract_pages(corpus: &Corpus, request: &Request) -> Result<Vec<Page>, CorpusError> {
    let extractor = Extractor::new();
    let progress = progress_bar(corpus);
    let pages = corpus.pages().par_iter().map(|truth| {
        let page = extract_page(&extractor, &read(corpus, truth, request.input)?, request, truth);
        progress.inc(1);
        Ok(page)
    });
    let pages = pages.collect();
    progress.finish_and_clear();
    pages
}

fn progress_bar(corpus: &Corpus) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} pages, {eta} left");
    let bar = ProgressBar::new(corpus.pages().len() as u64).with_prefix(corpus.name().to_owned());
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn read(corpus: &Corpus, truth: &Truth, input: Input) -> Result<Vec<u8>, CorpusError> {
    match input {
        Input::Html => corpus.html(truth),
        Input::PlainText => corpus.plain_text(truth).map(String::into_bytes),
    }
}

fn extract_page(extractor: &Extractor, page: &[u8], request: &Request, truth: &Truth) -> Page {
    let start = Instant::now();
    // A panic is a bug, and the report must name the page that triggers it.
    let extracted = panic::catch_unwind(AssertUnwindSafe(|| find(extractor, page, request)));
    let time = start.elapsed();
    let (found, failure) = match extracted {
        Ok(Ok(found)) => (found, None),
        Ok(Err(error)) => (Found::default(), Some(error.to_string())),
        Err(_) => (Found::default(), Some("panicked".into())),
    };
    Page { score: PageScore::of(&found.text, truth), found, failure, size: page.len(), time }
}

fn find(extractor: &Extractor, page: &[u8], request: &Request) -> Result<Found, bodytext::Error> {
    let article = match request.input {
        Input::Html => extractor.extract_bytes(page, None),
        Input::PlainText => extractor.extract_plain_text(&String::from_utf8_lossy(page)),
    }?;
    let stated = if request.metadata == Measured::Ours { stated(&article) } else { Stated::default() };
    Ok(Found { text: article.text(), stated })
}

fn stated(article: &Article) -> Stated {
    let date = article.metadata().published().map(|date| date.iso().unwrap_or(date.text()));
    Stated {
        title: article.title().map(str::to_owned),
        author: article.metadata().byline().map(str::to_owned),
        publish_date: date.map(str::to_owned),
        ..Stated::default()
    }
}

// ---- Output ----

struct Predictions(BufWriter<File>);

impl Predictions {
    fn create(path: &Path) -> io::Result<Self> {
        let file = File::create(path).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write {}: {error}", path.display()))
        })?;
        Ok(Self(BufWriter::new(file)))
    }

    fn write(&mut self, pages: &[Page], metadata: &Measured) -> io::Result<()> {
        for Page { score, found: Found { text, stated }, .. } in pages {
            let prediction = match metadata {
                Measured::None => json!({"id": score.id, "text": text}),
                _ => json!({
                    "id": score.id,
                    "title": stated.title,
                    "author": stated.author,
                    "publish_date": stated.publish_date,
                }),
            };
            writeln!(self.0, "{prediction}")?;
        }
        self.0.flush()
    }
}

fn print(corpus: &Corpus, pages: &[Page], metadata: &Measured) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", Report::of(corpus.name(), pages.iter().map(|page| &page.score)))?;
    if *metadata == Measured::Ours {
        let mut report = MetadataReport::default();
        corpus.pages().iter().zip(pages).for_each(|(truth, page)| report.add(&page.found.stated, truth));
        writeln!(out, "{report}")?;
    }
    print_speed(&mut out, pages)?;
    print_failures(&mut out, pages)?;
    writeln!(out)?;
    out.flush()
}

fn print_speed(out: &mut impl Write, pages: &[Page]) -> io::Result<()> {
    let Some(slowest) = pages.iter().max_by_key(|page| page.time) else {
        return writeln!(out, "no pages");
    };
    let seconds = pages.iter().map(|page| page.time).sum::<Duration>().as_secs_f64();
    let megabytes = pages.iter().map(|page| page.size).sum::<usize>() as f64 / 1e6;
    writeln!(
        out,
        "extraction alone, per core: {:.1} pages/s, {:.1} MB/s ({} pages, {megabytes:.1} MB, {seconds:.3} s)",
        pages.len() as f64 / seconds,
        megabytes / seconds,
        pages.len(),
    )?;
    let milliseconds = slowest.time.as_secs_f64() * 1e3;
    writeln!(out, "slowest page: {}, {milliseconds:.2} ms for {} bytes", slowest.score.id, slowest.size)
}

fn print_failures(out: &mut impl Write, pages: &[Page]) -> io::Result<()> {
    let failed: Vec<_> =
        pages.iter().filter_map(|page| Some((&page.score.id, page.failure.as_ref()?))).collect();
    if failed.is_empty() {
        return Ok(());
    }
    writeln!(out, "pages that failed to extract: {}", failed.len())?;
    failed.iter().try_for_each(|(id, failure)| writeln!(out, "  {id}: {failure}"))
}
