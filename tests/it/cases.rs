//! Readable pages with their expected blocks.
//!
//! `tests/cases/NAME.html` or `NAME.txt` is a page; `NAME.expected` lists its blocks in order, one per line. A line
//! has a mark (`+` kept, `=` the title, `~` a comment, `-` dropped), the kind in brackets, and the text, with `⏎` for a
//! line break and `⇥` for a tab. Lines that start with `#` are remarks. A `!` after the mark says that `bodytext` is
//! known to label the block wrongly. When the label becomes right, the test asks you to remove the `!`.

use crate::case_pages::{case, cases};
use bodytext::{Article, Extractor, Label};
use std::fmt::Write;
use std::path::Path;

fn lines(article: &Article) -> Vec<String> {
    let line = |block: bodytext::Block<'_>| {
        let mark = match block.label() {
            Label::Content => '+',
            Label::Title => '=',
            Label::Comment => '~',
            _ => '-',
        };
        format!("{mark} [{}] {}", block.kind(), block.text().replace('\n', "⏎").replace('\t', "⇥"))
    };
    article.blocks().map(line).collect()
}

/// Whether a line is as expected, or wrong where this is known.
fn agrees(expected: &str, actual: &str) -> bool {
    let Some((mark, rest)) = expected.split_once('!').filter(|(mark, _)| mark.len() == 1) else {
        return expected == actual;
    };
    !actual.starts_with(mark) && actual.get(1..) == Some(rest)
}

/// The lines that differ between expectation and result; empty if there are none.
fn difference(expected: &[&str], actual: &[String]) -> String {
    let mut report = String::new();
    for at in 0..expected.len().max(actual.len()) {
        let expected = expected.get(at).copied().unwrap_or("nothing");
        let actual = actual.get(at).map_or("nothing", String::as_str);
        if !agrees(expected, actual) {
            let _ = writeln!(report, "  {:>3} expected {expected}\n      but found {actual}", at + 1);
        }
    }
    report
}

#[test]
fn every_case_comes_out_as_expected() {
    let extractor = Extractor::new();
    let html = cases("html").into_iter().map(|(name, page)| (name, extractor.extract(&page)));
    let texts = cases("txt").into_iter().map(|(name, page)| (name, extractor.extract_plain_text(&page)));
    let mut report = String::new();
    for (name, article) in html.chain(texts) {
        let expectation = case(Path::new(&name).with_extension("expected").to_str().expect("UTF-8"));
        let expected: Vec<&str> = expectation.lines().filter(|line| !line.starts_with('#')).collect();
        let difference = difference(&expected, &lines(&article.expect("a page within the limits")));
        if !difference.is_empty() {
            let _ = writeln!(report, "{name}\n{difference}");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
