//! Small pages made from labelled ones: no corpus has any, and users try them first.
//!
//! * A *bare* page is the main content alone, whole or only its first blocks, with little or nothing around it.
//! * A *composed* page is some blocks of the main content and a few whole sections of the boilerplate around it.
//! * A *thinned* page is the page with most of its content removed, and with less informative markup.

mod bare;
mod composed;
mod forms;
mod plain_text;
mod thinned;
mod thinned_plain_text;

use crate::gbdt::SplitMix64;
use crate::page::{Page, Source};
use crate::validation::hash;
use bodytext_evaluation::Truth;

/// The corpus of whole main contents.
pub const BARE_WHOLE: &str = "bare-whole";
/// The corpus of the first blocks of main contents.
pub const BARE_SHORT: &str = "bare-short";
/// The corpus of composed pages.
pub const COMPOSED: &str = "composed";
/// The corpus of thinned pages.
pub const THINNED: &str = "thinned";

/// How many composed pages are made of each page. They share one weight: with more of them, the models depend less on
/// the random choices.
const COMPOSED_PAGES: usize = 2;

/// The total weight of the small pages of each kind, if the page that they were made from has the weight 1.
struct Weights {
    bare: f32,
    composed: f32,
    thinned: f32,
}

impl Weights {
    /// Chosen by cross-validation, and so that a list without links under the name of a section is dropped.
    fn of(source: Source) -> Weights {
        match source {
            Source::Html => Weights { bare: 0.2, composed: 0.6, thinned: 0.2 },
            Source::PlainText => Weights { bare: 0.4, composed: 0.6, thinned: 0.2 },
        }
    }
}

/// The small pages made from a page whose whole main content is known, given with its source. The same page always
/// gives the same small pages.
pub fn derive(page: &Page, source: &str) -> Vec<Page> {
    if page.truth.main_content.is_none() {
        return Vec::new();
    }
    let mut random = SplitMix64::new(hash(&format!("{}/{}", page.corpus, page.truth.id)));
    let whole = bare::text(page, source, None, &mut random);
    let short = bare::text(page, source, Some(2 + random.below(7)), &mut random);
    let composed = [(); COMPOSED_PAGES].map(|()| composed::text(page, source, &mut random));
    let thinned = match page.source {
        Source::Html => thinned::html(source, &mut random),
        Source::PlainText => thinned_plain_text::text(page, &mut random),
    };
    let weights = Weights::of(page.source);
    let bare = [(BARE_WHOLE, whole), (BARE_SHORT, short)];
    let bare = bare.into_iter().filter_map(|(corpus, bare)| {
        let (source, main_content) = bare?;
        small_page(page, corpus, &source, main_content, weights.bare)
    });
    let thinned = thinned.zip(page.truth.main_content.clone());
    let composed =
        composed.into_iter().map(|text| (COMPOSED, text, weights.composed / COMPOSED_PAGES as f32));
    let others = composed.chain([(THINNED, thinned, weights.thinned)]);
    let others = others.filter_map(|(corpus, small, weight)| {
        let (source, main_content) = small?;
        let mut small = small_page(page, corpus, &source, main_content, weight)?;
        // Most of the main content is no longer on the page.
        small.truth.main_content = Some(small.labelled_text());
        Some(small)
    });
    bare.chain(others).collect()
}

fn small_page(page: &Page, corpus: &str, source: &str, main_content: String, weight: f32) -> Option<Page> {
    let truth = Truth {
        id: format!("{}/{}", page.corpus, page.truth.id),
        url: page.truth.url.clone(),
        main_content: Some(main_content),
        ..Truth::default()
    };
    let small = Page {
        source: page.source,
        corpus: corpus.to_owned(),
        origin: page.origin.clone(),
        host: page.host.clone(),
        truth,
        weight,
        ..Page::default()
    };
    small.measure(source).ok()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: Source) -> (Page, String) {
        // Longer than any line of wrapped text.
        let part = |at: usize| {
            format!(
                "The story goes on with sentence number {at}, and nobody who has listened to it all this time, however closely, \
                 knows how it will end."
            )
        };
        let parts: Vec<String> = (0..12).map(part).collect();
        let paragraphs: String = parts.join("</p><p>");
        let links = "<li><a href=/>Another story</a></li>".repeat(40);
        let html = format!(
            "<h1>A story</h1><main><p>{paragraphs}</p></main><aside><h2>More</h2><ul>{links}</ul></aside>"
        );
        let text = format!("A story\n{}\n\nMore\n{}", parts.join("\n"), "- Another story\n".repeat(40));
        let text = if source == Source::Html { html } else { text };
        let main_content = Some(parts.join("\n"));
        let truth = Truth { id: "1".into(), main_content, ..Truth::default() };
        let page = Page { source, corpus: "test".into(), origin: "test".into(), truth, ..Page::default() };
        (page.measure(&text).unwrap(), text)
    }

    #[test]
    fn every_page_gives_one_of_each_kind() {
        for source in [Source::Html, Source::PlainText] {
            let (page, text) = page(source);
            let small = derive(&page, &text);
            let corpora: Vec<&str> = small.iter().map(|page| page.corpus.as_str()).collect();
            assert_eq!(corpora, [BARE_WHOLE, BARE_SHORT, COMPOSED, COMPOSED, THINNED]);
            assert!(small.iter().all(|small| small.origin == "test" && small.weight < 1.0));
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&small[0].labelled_text()), words(&page.labelled_text()));
            assert!(
                (2..12).contains(&(0..small[1].blocks.len()).filter(|&at| small[1].is_content(at)).count())
            );
            let again: Vec<usize> = derive(&page, &text).iter().map(|page| page.blocks.len()).collect();
            assert_eq!(again, small.iter().map(|page| page.blocks.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn pages_with_snippets_alone_give_none() {
        let (mut page, text) = page(Source::Html);
        page.truth.main_content = None;
        assert!(derive(&page, &text).is_empty());
    }
}
