//! Counts the instructions of an extraction with valgrind. The counts are the same in every run, whatever else the
//! machine does, so they are committed and compared.
//!
//! ```text
//! cargo bench --bench instructions              # compares with the committed counts
//! cargo bench --bench instructions -- --write   # replaces them
//! cargo bench --bench instructions -- --outputs CORPUS STEP   # the outputs, of every STEP-th page of a corpus
//! ```
//!
//! Other compilers generate different code. If the compiler is not the one of the committed counts, the counts are
//! printed but not compared.

mod pages;

use bodytext::Extractor;
use bodytext_evaluation::Corpus;
use pages::{CASES, page};
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::process::{Command, ExitCode};

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/baselines/instructions.txt");

/// Counts may exceed the committed ones by this factor.
const SLACK: f64 = 1.05;

/// The names of the inputs.
const INPUTS: [&str; 3] = ["cases", "page", "plain_text"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--run", input, rounds] => {
            run(input, rounds.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        ["--extract", output, corpus, step] => {
            extract(output, corpus, step.parse().expect("a number"));
            ExitCode::SUCCESS
        }
        ["--outputs", corpus, step] => {
            outputs(corpus, step);
            ExitCode::SUCCESS
        }
        ["--write"] => {
            fs::write(BASELINE, table()).expect("a folder to write to");
            ExitCode::SUCCESS
        }
        _ => compare(),
    }
}

/// Extracts an input this many times, after a first run that fills lazily computed values.
fn run(input: &str, rounds: usize) {
    let extractor = Extractor::new();
    let texts = texts(input);
    for _ in 0..=rounds {
        for text in &texts {
            let is_plain = input == "plain_text";
            let article = if is_plain { extractor.extract_plain_text(text) } else { extractor.extract(text) };
            black_box(article.map(|article| article.text()).expect("a page within the limits"));
        }
    }
}

fn texts(input: &str) -> Vec<String> {
    let extension = match input {
        "page" => return vec![page("press_release", |html| html.len() >= 50_000)],
        "cases" => "html",
        _ => "txt",
    };
    let entries = fs::read_dir(CASES).expect("the cases").map(|entry| entry.expect("a file").path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text in UTF-8")).collect()
}

/// The instructions of one round.
fn count(input: &str) -> u64 {
    (total(&["--run", input, "2"]) - total(&["--run", input, "0"])) / 2
}

/// All instructions of this program when run with these arguments.
fn total(arguments: &[&str]) -> u64 {
    let program = std::env::current_exe().expect("a path");
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
    let output = valgrind.args(arguments).output().expect("valgrind");
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{report}");
    let collected = report.lines().find_map(|line| line.split_once("Collected :"));
    collected.and_then(|(_, number)| number.trim().parse().ok()).expect("a count")
}

/// Extracts pages of a corpus to an output. For any other name, only reads the pages.
fn extract(output: &str, corpus: &str, step: usize) {
    let corpus = Corpus::open(corpus).expect("a corpus");
    for page in corpus.pages().iter().step_by(step) {
        let html = String::from_utf8_lossy(&corpus.html(page).expect("a page")).into_owned();
        let extracted = || Extractor::new().extract(&html).expect("a page within the limits");
        drop(black_box(match output {
            "text" => extracted().text(),
            "markdown" => extracted().markdown(),
            "html" => extracted().html(),
            _ => String::new(),
        }));
    }
}

/// Prints the instructions of an extraction to each output, also relative to the text output.
fn outputs(corpus: &str, step: &str) {
    let count = |output| total(&["--extract", output, corpus, step]);
    let reading = count("nothing");
    let text = count("text") - reading;
    println!("text {text}");
    for output in ["markdown", "html"] {
        let instructions = count(output) - reading;
        println!("{output} {instructions} {:.3}", instructions as f64 / text as f64);
    }
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

fn table() -> String {
    let mut table = format!("{}\n", compiler());
    for input in INPUTS {
        let _ = writeln!(table, "{input} {}", count(input));
    }
    table
}

/// Whether no count exceeds the committed one.
fn compare() -> ExitCode {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("SKIPPED: no valgrind");
        return ExitCode::SUCCESS;
    }
    let committed = fs::read_to_string(BASELINE).expect("the counts committed");
    let ours = table();
    println!("{ours}");
    if ours.lines().next() != committed.lines().next() {
        println!("SKIPPED: the counts committed are of another compiler\n{committed}");
        return ExitCode::SUCCESS;
    }
    let counts = |table: &str| -> Vec<f64> {
        let numbers = table.lines().skip(1).filter_map(|line| line.rsplit(' ').next());
        numbers.map(|number| number.parse().expect("a number")).collect()
    };
    let (ours, committed) = (counts(&ours), counts(&committed));
    if ours.len() == committed.len() && ours.iter().zip(&committed).all(|(a, b)| *a <= b * SLACK) {
        return ExitCode::SUCCESS;
    }
    eprintln!("more instructions than committed: {committed:?}");
    ExitCode::FAILURE
}
