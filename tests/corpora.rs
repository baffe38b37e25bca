//! Every page of the shared corpora: html5ever's own tree and ours are one, and nothing fails to extract.
//!
//! The corpora stand beside the repository and are no part of it; without them the tests say so and pass.

use bodytext::Extractor;
use bodytext_evaluation::{Corpus, CorpusError, Truth};
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Once;

/// One page in so many is read: debug builds take too long for all.
const STEP: usize = if cfg!(debug_assertions) { 4 } else { 1 };

/// Done once the reader knows of [`STEP`].
static SAMPLED: Once = Once::new();

/// Writes past the capturing of test output, so that nobody takes a part for the whole.
fn announce(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The folder of the corpora, where there is one.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    if !folder.is_dir() {
        announce("SKIPPED: no corpora at ../shared/corpora, so nothing was tested on real pages");
        return None;
    }
    if STEP > 1 {
        SAMPLED.call_once(|| {
            announce(&format!("SAMPLED: one page in {STEP} of the corpora; release builds read all of them"));
        });
    }
    Some(folder)
}

/// All corpora in the folder.
fn corpora() -> Vec<Corpus> {
    let Some(folder) = folder() else { return Vec::new() };
    let entries = fs::read_dir(folder).expect("the corpora").map(|entry| entry.expect("a file").path());
    let mut folders: Vec<_> = entries.filter(|path| path.join("truth.jsonl").is_file()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no corpora in ../shared/corpora");
    folders.iter().map(|folder| Corpus::open(folder).expect("a corpus")).collect()
}

/// What `check` has to say of the pages; pages it has nothing to say of are fine.
fn complaints(corpus: &Corpus, check: impl Fn(&Truth) -> Option<String> + Sync) -> Vec<String> {
    let pages: Vec<_> = corpus.pages().iter().step_by(STEP).collect();
    let named =
        |page: &Truth| check(page).map(|complaint| format!("{}/{}: {complaint}", corpus.name(), page.id));
    pages.into_par_iter().filter_map(named).collect()
}

fn html(corpus: &Corpus, page: &Truth) -> String {
    String::from_utf8_lossy(&corpus.html(page).expect("a page")).into_owned()
}

/// What goes wrong with extracting a page from `input`, if anything does.
fn failure(
    input: Result<String, CorpusError>,
    extract: impl FnOnce(&str) -> Result<bodytext::Article, bodytext::Error>,
) -> Option<String> {
    let input = input.map_err(|error| error.to_string());
    let article = input.and_then(|input| extract(&input).map_err(|error| error.to_string()));
    // The text is put together, too: rendering must not fail any more than extraction.
    article.map(|article| article.text()).err()
}

#[test]
fn every_page_is_extracted() {
    let extractor = Extractor::new();
    for corpus in corpora() {
        let failed =
            complaints(&corpus, |page| failure(Ok(html(&corpus, page)), |html| extractor.extract(html)));
        assert!(failed.is_empty(), "{failed:#?}");
    }
}

#[test]
fn every_page_without_its_markup_is_extracted() {
    let extractor = Extractor::new();
    for corpus in corpora().iter().filter(|corpus| corpus.has_lines()) {
        let extract = |text: &str| extractor.extract_plain_text(text);
        let failed = complaints(corpus, |page| failure(corpus.lines(page), extract));
        assert!(failed.is_empty(), "{failed:#?}");
    }
}

#[cfg(feature = "rcdom")]
mod trees {
    use super::{Corpus, complaints, folder, html};
    use bodytext::Limits;
    use bodytext::stages::{NodeData, NodeId, Tree, from_rcdom, parse};
    use html5ever::tendril::TendrilSink;
    use html5ever::tree_builder::TreeBuilderOpts;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::RcDom;
    use std::fmt::Write;

    /// The tree of html5ever's own sink, copied.
    fn reference(page: &str) -> Tree {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        let dom = parse_document(RcDom::default(), options).one(page);
        from_rcdom(&dom.document, &Limits::new()).expect("a page within the limits")
    }

    /// A tree written down, so that equal trees are equal strings. Neighbouring text nodes run together; the
    /// control characters around them keep text apart from structure.
    fn outline(tree: &Tree) -> String {
        let mut out = String::new();
        let mut at = Some(tree.root());
        while let Some(id) = at {
            open(tree, id, &mut out);
            at = tree.first_child(id).or_else(|| close_until_next(tree, id, &mut out));
        }
        out
    }

    fn open(tree: &Tree, id: NodeId, out: &mut String) {
        match tree.data(id) {
            NodeData::Text(span) => out.push_str(tree.text(span)),
            NodeData::Element { tag, .. } => {
                let _ = write!(out, "\u{1}{tag:?}");
                for (name, value) in tree.attributes(id) {
                    let _ = write!(out, " {name:?}={value:?}");
                }
                out.push('\u{2}');
            }
            NodeData::Document | NodeData::Ignored => {}
        }
    }

    /// The node after `id` that is not inside it; the ends of elements on the way are written down.
    fn close_until_next(tree: &Tree, id: NodeId, out: &mut String) -> Option<NodeId> {
        for at in tree.ancestors(id) {
            if tree.tag(at).is_some() {
                out.push('\u{3}');
            }
            if let Some(next) = tree.next_sibling(at) {
                return Some(next);
            }
        }
        None
    }

    /// Both outlines from shortly before the first difference on.
    fn difference(ours: &str, theirs: &str) -> Option<String> {
        if ours == theirs {
            return None;
        }
        let same = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
        let around =
            |outline: &str| -> String { outline.chars().skip(same.saturating_sub(60)).take(160).collect() };
        Some(format!("ours {:?}, html5ever's own {:?}", around(ours), around(theirs)))
    }

    fn compare(page: &str) -> Option<String> {
        let ours = parse(page, &Limits::new()).expect("a page within the limits");
        difference(&outline(&ours), &outline(&reference(page)))
    }

    #[test]
    fn every_tree_is_that_of_html5ever() {
        let Some(folder) = folder() else { return };
        let corpus = Corpus::open(folder.join("wcxb-dev")).expect("a corpus");
        let different = complaints(&corpus, |page| compare(&html(&corpus, page)));
        assert!(different.is_empty(), "{} pages: {different:#?}", different.len());
    }

    /// Where html5ever moves, copies or drops nodes after it made them: rare on real pages.
    const REPAIRS: &[&str] = &[
        "<table>a<tr>b<td>c</table>d",
        "<p>a<table>b<div>c</div><tr><td>d<table>e</table></table>",
        "<b>a<p>b</b>c</p>d",
        "<a>a<div>b<a>c</div>d</a>e",
        "<p><b><i><u>a</p><p>b",
        "<b><table><tr><td>a</b>b<i>c</table>d",
        "<html lang=a><p>b<html lang=c class=d><body id=e><body id=f class=g>",
        "<p>a<frameset><frame></frameset>b",
        "<frameset><frame></frameset><noframes>a</noframes>b",
        "a<template><p>b<template>c</template></template><table><template><td>d</template>e",
        "<svg><title>a</title><foreignObject><p>b</svg>c<math><mi>d<p>e</math>f",
        "<math><annotation-xml encoding=text/html><p>a</p></annotation-xml></math>b",
        "<select><option>a<optgroup><option>b<p>c</select>d",
        "<select><button><selectedcontent></selectedcontent></button><option selected><b>a</b><option>b</select>",
        "<head><noscript><p>a</noscript></head><noscript><p>b</noscript>",
        "<ul><li>a<li>b<ul><li>c</ul>d</ul>e</li>f",
        "<!doctype html><!-- a --><?b?><p>c<!-- d -->e</p></body>f<!-- g --></html>h<!-- i -->",
        "<form><div></form>a<form>b</div></form><isindex>c",
        "<pre>\na\r\nb</pre><textarea>\nc</textarea><plaintext>d</plaintext>",
        "\u{feff}a\0b<p>\0&#0;&#xD800;&notit;&am",
    ];

    #[test]
    fn repaired_trees_are_those_of_html5ever() {
        for page in REPAIRS {
            assert_eq!(compare(page), None, "{page}");
        }
    }

    #[test]
    fn outlines_tell_trees_apart() {
        let outline = |page| outline(&reference(page));
        assert_eq!(outline("<p>a<!-- -->b"), outline("<p>ab"));
        for (one, other) in [
            ("<p>a<p>b", "<p>a<b>b"),
            ("<div><p>a</div>b", "<div><p>ab</div>"),
            ("<p class=x>a", "<p id=x>a"),
            ("<p class=x>a", "<p class=y>a"),
            ("<p>a b", "<p>ab"),
        ] {
            assert_ne!(outline(one), outline(other), "{one} and {other}");
            assert!(difference(&outline(one), &outline(other)).is_some());
        }
    }
}
