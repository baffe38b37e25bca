//! Adversarial pages, each in its own process.

use std::fmt::Write;

use crate::contestants::Contestant;
use crate::process::{Setup, Worker};

/// The approximate size of each page in bytes.
const BYTES: usize = 100_000;

/// The stack size in bytes: the usual one of a program's main thread.
pub const STACK: usize = 8 << 20;

/// Name and generator of a page; the generator takes the number of bytes.
type Shape = (&'static str, fn(usize) -> String);

/// As in `tests/it/hostile.rs`; `n` is roughly the number of bytes.
const SHAPES: &[Shape] = &[
    ("deep div", |n| "<div>".repeat(n / 5)),
    ("deep lists", |n| "<ul><li>".repeat(n / 8)),
    ("deep tables", |n| "<table><tr><td>".repeat(n / 15)),
    ("links in links", |n| "<a href=x><div>".repeat(n / 15)),
    ("formatting that differs", |n| numbered(n, |at| format!("<b a{at}><i a{at}>"))),
    ("formatting in paragraphs", |n| numbered(n, |at| format!("<p><font a={at}>x</p>"))),
    ("many attributes", |n| format!("<p {}>x", numbered(n, |at| format!("a{at}={at} ")))),
    ("teasers", |n| "<div class=card><a href=x>Some title</a> <time>2020</time></div>".repeat(n / 64)),
];

fn numbered(bytes: usize, write: impl Fn(usize) -> String) -> String {
    let mut page = String::new();
    for at in 0.. {
        if page.len() >= bytes {
            break;
        }
        let _ = write!(page, "{}", write(at));
    }
    page
}

/// Runs each shape through each contestant and prints a table, row by row.
pub fn print(contestants: &[&Contestant], setup: &Setup) -> Result<(), String> {
    println!(
        "{} KB each, {} MiB of stack, milliseconds or what happened\n",
        BYTES / 1_000,
        setup.stack >> 20
    );
    let names: Vec<&str> = SHAPES.iter().map(|(name, _)| *name).collect();
    println!("| | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    for contestant in contestants {
        let cells = SHAPES.iter().map(|(_, shape)| outcome(contestant, setup, &shape(BYTES)));
        println!("| {} | {} |", contestant.name, cells.collect::<Result<Vec<_>, _>>()?.join(" | "));
    }
    Ok(())
}

fn outcome(contestant: &Contestant, setup: &Setup, page: &str) -> Result<String, String> {
    let mut worker = Worker::start(contestant, setup)?;
    Ok(match worker.extract(page, Some("https://example.org/"), 1) {
        Ok(reply) => format!("{:.0}", reply.seconds.iter().sum::<f64>() * 1e3),
        Err(failure) => failure.to_string(),
    })
}
