//! Builds WARC files, runs `bodytext warc` on them, and reads its output.
#![allow(dead_code, reason = "each test uses a part")]

use crate::programs::{self, Run};
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use std::process::Child;
use std::time::Duration;

/// Long enough for the slowest machine.
pub const PATIENCE: Duration = Duration::from_secs(120);

// ---- Making files ----

pub const SENTENCE: &str =
    "The harbour was empty, for the boats had all gone out before the sun was up that day.";

pub fn record(kind: &str, id: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{id}>\r\nWARC-Target-URI: http://example.org/{id}\r\n\
         Content-Type: x/y\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

pub fn response(id: &str, head: &str, body: &[u8]) -> Vec<u8> {
    record("response", id, &[format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat())
}

pub fn page(id: &str) -> Vec<u8> {
    let body = format!("<title>{id}</title><h1>Page {id}</h1><p>{SENTENCE} This is page {id}.");
    response(id, "Content-Type: text/html", body.as_bytes())
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

/// One gzip member per record, as the WARC standard recommends.
pub fn members(records: &[Vec<u8>]) -> Vec<u8> {
    records.iter().flat_map(|record| gzip(record)).collect()
}

// ---- Running it ----

pub fn start(arguments: &[&str]) -> Child {
    programs::start(&[&["warc"], arguments].concat())
}

pub fn run(arguments: &[&str]) -> Run {
    programs::run(&[&["warc"], arguments].concat())
}

pub fn run_on(input: &[u8], arguments: &[&str]) -> Run {
    programs::run_on(input, &[&["warc"], arguments].concat())
}

// ---- Reading the output ----

pub fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The ids of the lines, with a `!` before those with an error.
pub fn ids(text: &str) -> Vec<String> {
    let id = |line: &Value| {
        let mark = if line.get("error").is_some() { "!" } else { "" };
        line["id"].as_str().expect("an id").replace("urn:", mark)
    };
    lines(text).iter().map(id).collect()
}

#[track_caller]
pub fn output(run: Run, summary: &str) -> String {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains(summary) && !run.stderr.contains("panicked"), "{}", run.stderr);
    run.stdout
}

pub fn read_output(path: &str) -> String {
    let bytes = fs::read(path).expect("the output");
    let mut text = String::new();
    if bytes.starts_with(b"\x1f\x8b") {
        MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("whole members");
    } else {
        text = String::from_utf8(bytes).expect("UTF-8");
    }
    text
}
