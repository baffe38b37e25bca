//! For every page of the shared corpora, our tree is equal to that of html5ever, and the extraction succeeds.
//!
//! The corpora are in a folder next to the repository. If it is missing, the tests report this and pass.

use bodytext::{Extractor, Limits};
use bodytext_evaluation::{Corpus, CorpusError, Truth};
use rayon::prelude::*;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Once;

/// Every `STEP`th page is read, because debug builds would take too long for all of them.
const STEP: usize = if cfg!(debug_assertions) { 16 } else { 1 };

/// Set once the sampling has been announced.
static SAMPLED: Once = Once::new();

/// Writes a line that test runners do not capture, so that skipped and sampled tests are always reported.
fn announce(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The folder of the corpora, if it exists.
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

/// The complaints of `check` about the pages; `None` means that a page is fine.
fn complaints(corpus: &Corpus, check: impl Fn(&Truth) -> Option<String> + Sync) -> Vec<String> {
    let pages: Vec<_> = corpus.pages().iter().step_by(STEP).collect();
    let named =
        |page: &Truth| check(page).map(|complaint| format!("{}/{}: {complaint}", corpus.name(), page.id));
    pages.into_par_iter().filter_map(named).collect()
}

fn html(corpus: &Corpus, page: &Truth) -> String {
    String::from_utf8_lossy(&corpus.html(page).expect("a page")).into_owned()
}

/// The error of an extraction, if it fails.
fn failure(
    input: Result<String, CorpusError>,
    extract: impl FnOnce(&str) -> Result<bodytext::Article, bodytext::Error>,
) -> Option<String> {
    let input = input.map_err(|error| error.to_string());
    let article = input.and_then(|input| extract(&input).map_err(|error| error.to_string()));
    // Renders the outputs as well, because rendering must not fail either.
    article.map(|article| article.text() + &article.markdown() + &article.html()).err()
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
    for corpus in corpora().iter().filter(|corpus| corpus.has_plain_text()) {
        let extract = |text: &str| extractor.extract_plain_text(text);
        let failed = complaints(corpus, |page| failure(corpus.plain_text(page), extract));
        assert!(failed.is_empty(), "{failed:#?}");
    }
}

#[test]
fn every_output_has_the_words_of_the_blocks() {
    let extractor = Extractor::new();
    for corpus in corpora() {
        let wrong = complaints(&corpus, |page| {
            let page = html(&corpus, page);
            let article = extractor.extract(&page).expect("a page within the limits");
            [article, crate::readback::keep_all(&page)].iter().find_map(crate::readback::check)
        });
        assert!(wrong.is_empty(), "{} pages: {wrong:#?}", wrong.len());
    }
}

/// In the output, the text has a different context, so the selection need not keep all of it.
#[test]
fn most_outputs_are_kept_when_they_are_extracted_again() {
    const MIN_SHARE: f64 = 0.5;
    let extractor = Extractor::new();
    for corpus in corpora() {
        let lost = complaints(&corpus, |page| {
            let article = extractor.extract(&html(&corpus, page)).expect("a page within the limits");
            let again = extractor.extract(&article.html()).expect("a page within the limits");
            (again.text() != article.text()).then(String::new)
        });
        let pages = corpus.pages().len().div_ceil(STEP);
        let same = pages - lost.len();
        announce(&format!(
            "{}: extracting html() gives text() again on {same} of {pages} pages",
            corpus.name()
        ));
        assert!(same as f64 >= MIN_SHARE * pages as f64, "{same} of {pages}");
    }
}

#[test]
fn every_tree_is_that_of_html5ever() {
    for corpus in corpora() {
        let compare = |page: &Truth| crate::trees::compare(&html(&corpus, page), &Limits::new());
        let different = complaints(&corpus, compare);
        assert!(different.is_empty(), "{} pages: {different:#?}", different.len());
    }
}
