//! Measures how fast the library is on all cores, how well it scales, and which part of its speed `pipe` and `warc`
//! reach.
//!
//! ```text
//! cargo build --release -p bodytext-cli
//! cargo run --release -p bodytext-evaluation --bin throughput -- [--rounds N] [--threads N] CORPUS...
//! ```
//!
//! Each round runs all contenders in turn, so that other load on the machine affects them equally. If other programs
//! are running, the system shares time by the number of threads, so only processor time can be compared. The program
//! `bodytext` must be in the same folder as this one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bodytext::Extractor;
use bodytext_evaluation::Corpus;
use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde_json::json;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Instant;

const USAGE: &str = "usage: throughput [--rounds N] [--threads N] CORPUS...";

fn main() -> ExitCode {
    let result =
        Options::parse(std::env::args().skip(1)).map_err(Into::into).and_then(|options| run(&options));
    if let Err(error) = result {
        let _ = writeln!(io::stderr(), "throughput: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

struct Options {
    rounds: usize,
    threads: usize,
    corpora: Vec<PathBuf>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let mut options = Options { rounds: 5, threads, corpora: Vec::new() };
        while let Some(argument) = arguments.next() {
            let field = match argument.as_str() {
                "--rounds" => &mut options.rounds,
                "--threads" => &mut options.threads,
                "-h" | "--help" => {
                    println!("{USAGE}");
                    std::process::exit(0);
                }
                flag if flag.starts_with('-') => return Err(format!("unknown option {flag}\n{USAGE}")),
                _ => {
                    options.corpora.push(argument.into());
                    continue;
                }
            };
            let value = arguments.next().and_then(|value| value.parse().ok());
            *field =
                value.filter(|number| *number > 0).ok_or(format!("{argument} needs a number\n{USAGE}"))?;
        }
        if options.corpora.is_empty() { Err(USAGE.into()) } else { Ok(options) }
    }
}

type Pages = Vec<Vec<u8>>;

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut pages = Pages::new();
    for folder in &options.corpora {
        let corpus = Corpus::open(folder)?;
        for truth in corpus.pages() {
            pages.push(corpus.html(truth)?);
        }
    }
    let folder = Folder::new()?;
    let contenders = contenders(&pages, options.threads, &folder.0)?;
    let bar = progress_bar(options.rounds * contenders.len());
    let mut times: Vec<Vec<Time>> = contenders.iter().map(|_| Vec::new()).collect();
    for _ in 0..options.rounds {
        for (contender, times) in contenders.iter().zip(&mut times) {
            bar.set_message(contender.name.clone());
            times.push(contender.time(&pages)?);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    print(&pages, &contenders, &times)
}

fn progress_bar(length: usize) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg}, {eta} left");
    ProgressBar::new(length as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Prints pages and megabytes per second. Two more columns have the time of the library on all threads, divided by the
/// contender's time: wall-clock time and processor time, each as the median over the rounds.
fn print(pages: &Pages, contenders: &[Contender], times: &[Vec<Time>]) -> Result<(), Box<dyn Error>> {
    let megabytes = pages.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let mut out = io::stdout().lock();
    writeln!(out, "{} pages, {megabytes:.1} MB\n", pages.len())?;
    writeln!(out, "{:28} {:>8} {:>8} {:>8} {:>10}", "", "pages/s", "MB/s", "by clock", "processor")?;
    for (contender, own) in contenders.iter().zip(times) {
        let typical = median(own.iter().map(|time| time.clock));
        let share =
            |of: fn(&Time) -> f64| median(own.iter().zip(&times[1]).map(|(own, all)| of(all) / of(own)));
        let (rate, speed) = (pages.len() as f64 / typical, megabytes / typical);
        let (clock, processor) = (share(|time| time.clock), share(|time| time.processor));
        writeln!(out, "{:28} {rate:8.0} {speed:8.1} {clock:8.2} {processor:10.2}", contender.name)?;
    }
    Ok(())
}

/// The times of a run, in seconds.
struct Time {
    clock: f64,
    processor: f64,
}

/// The processor seconds used so far by this program and its child processes; 0 if the system does not report them.
fn processor_time() -> f64 {
    /// The unit of the times that the kernel reports.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, can contain spaces and parentheses.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS_PER_SECOND
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

// ---- What is measured ----

struct Contender {
    name: String,
    way: Way,
}

enum Way {
    /// Extraction of the pages in memory, on this thread pool.
    Library(ThreadPool),
    /// Only decompression of this file, on one thread.
    Decompression(PathBuf),
    /// A program with these arguments, and optionally a file as its standard input.
    Program(PathBuf, Vec<String>, Option<PathBuf>),
}

fn contenders(pages: &Pages, threads: usize, folder: &Path) -> Result<Vec<Contender>, Box<dyn Error>> {
    let library = |threads| -> Result<Contender, Box<dyn Error>> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(Contender { name: format!("library, {threads} threads"), way: Way::Library(pool) })
    };
    let program = std::env::current_exe()?.with_file_name("bodytext");
    if !program.is_file() {
        return Err(format!("{} is not built", program.display()).into());
    }
    let mut contenders = vec![library(1)?, library(threads)?];
    for (name, input) in write_inputs(pages, folder)? {
        if name == PACKED {
            let name = "decompression, 1 thread".to_owned();
            contenders.push(Contender { name, way: Way::Decompression(input.clone()) });
        }
        let is_pipe = name.starts_with("pipe");
        let subcommand = if is_pipe { "pipe" } else { "warc" };
        let mut arguments = vec![subcommand.to_owned(), "--threads".to_owned(), threads.to_string()];
        let stdin = if is_pipe {
            Some(input)
        } else {
            let output = folder.join(if name.contains("out") { "out.jsonl.gz" } else { "out.jsonl" });
            let paths = ["--output".as_ref(), output.as_os_str(), input.as_os_str()];
            arguments.extend(paths.iter().map(|path| path.to_string_lossy().into_owned()));
            None
        };
        contenders
            .push(Contender { name: name.to_owned(), way: Way::Program(program.clone(), arguments, stdin) });
    }
    Ok(contenders)
}

impl Contender {
    fn time(&self, pages: &Pages) -> Result<Time, Box<dyn Error>> {
        let (start, before) = (Instant::now(), processor_time());
        match &self.way {
            Way::Library(pool) => {
                let extractor = Extractor::new();
                // The same fields that the programs write.
                let text = |page: &Vec<u8>| {
                    let Ok(article) = extractor.extract_bytes(page, None) else { return 0 };
                    let about =
                        [article.title(), article.metadata().language()].into_iter().flatten().map(str::len);
                    article.text().len() + about.sum::<usize>() + article.confidence() as usize
                };
                let bytes: usize = pool.install(|| pages.par_iter().map(text).sum());
                if bytes == 0 {
                    return Err("the library has found no text".into());
                }
            }
            Way::Decompression(path) => {
                io::copy(&mut MultiGzDecoder::new(BufReader::new(File::open(path)?)), &mut io::sink())?;
            }
            Way::Program(program, arguments, stdin) => {
                let mut command = Command::new(program);
                command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
                if let Some(input) = stdin {
                    command.stdin(File::open(input)?);
                }
                if !command.status()?.success() {
                    return Err(format!("{} failed", self.name).into());
                }
            }
        }
        Ok(Time { clock: start.elapsed().as_secs_f64(), processor: processor_time() - before })
    }
}

// ---- Inputs ----

const PACKED: &str = "warc, packed";

/// Writes the pages as input files for the programs.
fn write_inputs(pages: &Pages, folder: &Path) -> Result<[(&'static str, PathBuf); 5], Box<dyn Error>> {
    let create = |name: &str| -> io::Result<(PathBuf, BufWriter<File>)> {
        let path = folder.join(name);
        Ok((path.clone(), BufWriter::new(File::create(path)?)))
    };
    let (text_path, mut text) = create("pages.jsonl")?;
    let (bytes_path, mut bytes) = create("bytes.jsonl")?;
    let (plain_path, mut plain) = create("pages.warc")?;
    let (packed_path, mut packed) = create("pages.warc.gz")?;
    for (id, page) in pages.iter().enumerate() {
        writeln!(text, "{}", json!({"id": id, "html": String::from_utf8_lossy(page)}))?;
        writeln!(bytes, "{}", json!({"id": id, "html_base64": STANDARD.encode(page)}))?;
        let record = record(id, page);
        plain.write_all(&record)?;
        let mut member = GzEncoder::new(&mut packed, Compression::default());
        member.write_all(&record)?;
        member.finish()?;
    }
    for file in [&mut text, &mut bytes, &mut plain, &mut packed] {
        file.flush()?;
    }
    Ok([
        ("pipe, html", text_path),
        ("pipe, html_base64", bytes_path),
        ("warc, not packed", plain_path),
        (PACKED, packed_path.clone()),
        ("warc, packed in and out", packed_path),
    ])
}

fn record(id: usize, page: &[u8]) -> Vec<u8> {
    let response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{id}>\r\nContent-Length: {}\r\n\r\n",
        response.len() + page.len()
    );
    [head.as_bytes(), response, page, b"\r\n\r\n"].concat()
}

/// A temporary folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Folder> {
        let path = std::env::temp_dir().join(format!("bodytext-throughput-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
