//! Runs `pipe` over very many pages, including mutated and hostile ones. Checks that no page is lost, that memory does
//! not grow, and that the program does not crash.
//!
//! ```text
//! cargo build --release -p bodytext-cli
//! cargo run --release -p bodytext-evaluation --bin soak -- [--records N] [--seed N] [CORPUS...]
//! ```
//!
//! The pages come from the corpora, or from the test cases if no corpus is given. The same seed gives the same records.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bodytext_evaluation::Corpus;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::{ChildStdin, Command, ExitCode, Stdio};
use std::thread;
use std::time::Instant;

const USAGE: &str = "usage: soak [--records N] [--seed N] [CORPUS...]";
/// Longer pages are truncated, so that many can be processed in the time.
const MAX_PAGE: usize = 60_000;
/// Growth up to this many megabytes is ignored.
const SLACK: u64 = 16;
/// The number of memory measurements.
const SAMPLES: u64 = 20;

fn main() -> ExitCode {
    match Options::parse(std::env::args().skip(1)).map_err(Into::into).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "soak: {error}");
            ExitCode::FAILURE
        }
    }
}

struct Options {
    records: u64,
    seed: u64,
    corpora: Vec<PathBuf>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options { records: 200_000, seed: 1, corpora: Vec::new() };
        while let Some(argument) = arguments.next() {
            let field = match argument.as_str() {
                "--records" => &mut options.records,
                "--seed" => &mut options.seed,
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
            *field = value.ok_or(format!("{argument} needs a number\n{USAGE}"))?;
        }
        Ok(options)
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let pages = pages(&options.corpora)?;
    let program = std::env::current_exe()?.with_file_name("bodytext");
    let mut child = Command::new(program).arg("pipe").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let stdin = child.stdin.take().ok_or("no standard input")?;
    let answers = BufReader::new(child.stdout.take().ok_or("no standard output")?).lines();
    let (records, seed) = (options.records, options.seed);
    let writer = thread::spawn(move || write(stdin, &pages, records, seed));
    let mut watch = Watch::new(child.id(), records);
    for line in answers {
        watch.see(&line?)?;
    }
    let expected_errors = writer.join().map_err(|_| "the generator has panicked")??;
    let status = child.wait()?;
    watch.finish(expected_errors)?;
    if status.success() { Ok(()) } else { Err(format!("pipe has ended with {status}").into()) }
}

fn pages(corpora: &[PathBuf]) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for folder in corpora {
        let corpus = Corpus::open(folder)?;
        for truth in corpus.pages() {
            pages.push(corpus.html(truth)?);
        }
    }
    if corpora.is_empty() {
        let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases");
        let mut paths: Vec<PathBuf> =
            fs::read_dir(cases)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "html" || e == "txt")) {
            pages.push(fs::read(path)?);
        }
    }
    for page in &mut pages {
        page.truncate(MAX_PAGE);
    }
    Ok(pages)
}

// ---- Generating records ----

/// Writes records; returns how many of them must be answered with an error.
fn write(stdin: ChildStdin, pages: &[Vec<u8>], records: u64, seed: u64) -> io::Result<u64> {
    let mut stdin = BufWriter::new(stdin);
    let mut random = Random(seed);
    let mut errors = 0;
    for id in 0..records {
        let page = &pages[random.below(pages.len())];
        let line = match random.below(40) {
            0 => {
                errors += 1;
                bad_line(id, &mut random)
            }
            1 | 2 => json!({"id": id, "html": hostile(&mut random)}).to_string(),
            3..10 => {
                json!({"id": id, "text": String::from_utf8_lossy(&mutated(page, &mut random))}).to_string()
            }
            10..25 => {
                json!({"id": id, "html": String::from_utf8_lossy(&mutated(page, &mut random))}).to_string()
            }
            _ => {
                let types =
                    [Value::Null, "text/html; charset=gbk".into(), "utf-8".into(), "x; charset=\"".into()];
                let content_type = &types[random.below(types.len())];
                let bytes = STANDARD.encode(mutated(page, &mut random));
                json!({"id": id, "html_base64": bytes, "content_type": content_type}).to_string()
            }
        };
        stdin.write_all(line.as_bytes())?;
        stdin.write_all(b"\n")?;
    }
    stdin.flush()?;
    Ok(errors)
}

/// A line that must be answered with an error, with its id in the right place.
fn bad_line(id: u64, random: &mut Random) -> String {
    let bad = [
        format!("{{\"id\":{id}}}"),
        format!("{{\"id\":{id},\"html\":7}}"),
        format!("{{\"id\":{id},\"html_base64\":\"?\"}}"),
        format!("{{\"id\":{id},\"html\":\"\",\"text\":\"\"}}"),
    ];
    bad[random.below(bad.len())].clone()
}

/// A page with some bytes changed, or with a part removed, or copied to the start or the end.
fn mutated(page: &[u8], random: &mut Random) -> Vec<u8> {
    let mut page = page.to_vec();
    for _ in 0..random.below(4) {
        let length = page.len().max(1);
        let (start, size) = (random.below(length), random.below(length / 4 + 1));
        let part: Vec<u8> = page.iter().skip(start).take(size).copied().collect();
        match random.below(5) {
            0 => drop(page.drain(start.min(page.len())..(start + size).min(page.len()))),
            1 => page.truncate(start),
            2 => page.extend_from_slice(&part),
            3 => page.splice(0..0, part).for_each(drop),
            _ => {
                for _ in 0..8 {
                    if let Some(byte) = page.get_mut(random.below(length)) {
                        *byte = random.below(256) as u8;
                    }
                }
            }
        }
    }
    page
}

/// Adversarial pages: slow to parse, or large once parsed.
fn hostile(random: &mut Random) -> String {
    let count = 500 + random.below(5_000);
    let shapes = [
        "<div>",
        "<b><i><u>",
        "<table><tr><td>",
        "<a href=x><p>",
        "<ul><li>",
        "<select><option>",
        "<svg><style>",
        "<!--",
        "<p>a<br><br>",
        "&amp;&notit;&#x110000;",
        "<font color=1 size=2 face=3>x<p>",
        "\u{202e}\u{301}a ",
        "<pre>\n\n",
        "</p></br>",
        "<template><td>",
        "<x a a a a='",
        "<td>word",
        "\0",
        "<h1>a</h1>",
        "<blockquote><dl><dt>a<dd>b",
    ];
    let (one, other) = (shapes[random.below(shapes.len())], shapes[random.below(shapes.len())]);
    format!("<p>A page that is made to hurt.{}{}", one.repeat(count), other.repeat(count))
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

// ---- Watching ----

struct Watch {
    process: u32,
    records: u64,
    seen: u64,
    errors: u64,
    start: Instant,
    /// Resident memory in MB over time.
    memory: Vec<u64>,
}

impl Watch {
    fn new(process: u32, records: u64) -> Watch {
        Watch { process, records, seen: 0, errors: 0, start: Instant::now(), memory: Vec::new() }
    }

    fn see(&mut self, line: &str) -> Result<(), Box<dyn Error>> {
        let answer: Value = serde_json::from_str(line)?;
        if answer["id"] != self.seen {
            return Err(format!("{} came where {} should have come", answer["id"], self.seen).into());
        }
        if let Some(error) = answer["error"].as_str() {
            self.errors += 1;
            if error.contains("panicked") {
                return Err(format!("record {} has panicked", self.seen).into());
            }
        }
        self.seen += 1;
        if self.seen % (self.records / SAMPLES).max(1) == 0 {
            self.sample()?;
        }
        Ok(())
    }

    fn sample(&mut self) -> Result<(), Box<dyn Error>> {
        // Only Linux has this file. Without it, memory is not measured.
        let status = fs::read_to_string(format!("/proc/{}/status", self.process)).unwrap_or_default();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = resident.and_then(|value| value.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        self.memory.push(kilobytes.unwrap_or(0) / 1024);
        let seconds = self.start.elapsed().as_secs_f64();
        let memory = self.memory.last().unwrap_or(&0);
        writeln!(io::stdout(), "{:>9} records {seconds:>7.1} s {memory:>5} MB", self.seen)?;
        Ok(())
    }

    /// Reports lost records, and memory that still grows in the second half.
    fn finish(&self, expected_errors: u64) -> Result<(), Box<dyn Error>> {
        if self.seen != self.records || self.errors != expected_errors {
            let (seen, records, errors) = (self.seen, self.records, self.errors);
            return Err(
                format!("{seen} of {records} answers, {errors} errors instead of {expected_errors}").into()
            );
        }
        let (early, late) = self.memory.split_at(self.memory.len() / 2);
        let most = |samples: &[u64]| samples.iter().max().copied().unwrap_or(0);
        if most(late) > most(early) * 5 / 4 + SLACK {
            return Err(format!("memory has grown from {} to {} MB", most(early), most(late)).into());
        }
        writeln!(
            io::stdout(),
            "{} records, all answered in order; {} errors, as many as there should be",
            self.seen,
            self.errors
        )?;
        Ok(())
    }
}
