//! Writes the tables of benchmarks to `docs/measurements.md`.

use std::fs;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/measurements.md");

/// Replaces the table between the markers of a benchmark.
pub fn write(benchmark: &str, table: &str) {
    let (begin, end) =
        (format!("<!-- begin: benches/{benchmark} -->\n"), format!("<!-- end: benches/{benchmark} -->"));
    let document = fs::read_to_string(DOCUMENT).expect("a document");
    let (before, rest) = document.split_once(&begin).expect("a marker before the table");
    let (_, after) = rest.split_once(&end).expect("a marker after the table");
    fs::write(DOCUMENT, format!("{before}{begin}{table}{end}{after}")).expect("a document to write to");
}
