//! All measures of one page.

use super::{Hits, Prf, ShinglePr, fold, shingle_pr, snippet_hits, word_prf};
use crate::{Truth, words};

/// How well the text extracted from one page agrees with the truth.
#[derive(Debug, Clone, PartialEq)]
pub struct PageScore {
    /// The id of the page.
    pub id: String,
    /// The page type; `page` if it is unknown.
    pub page_type: String,
    /// Agreement of the words; `None` if the full text of the page is not known.
    pub words: Option<Prf>,
    /// Agreement of the shingles; `None` if the full text of the page is not known.
    pub shingles: Option<ShinglePr>,
    /// The snippets that the text must have.
    pub with: Hits,
    /// The snippets that the text must not have.
    pub without: Hits,
}

impl PageScore {
    /// Measures the text extracted from a page. Time is linear in the text and the truth, plus the text times the
    /// number of snippets.
    #[must_use]
    pub fn of(text: &str, truth: &Truth) -> Self {
        let whole = truth.main_content.as_deref();
        let folded = fold(text);
        Self {
            id: truth.id.clone(),
            page_type: truth.page_type_or_default().to_owned(),
            words: whole.map(|whole| word_prf(&words(text), &words(whole))),
            shingles: whole.map(|whole| shingle_pr(text, whole)),
            with: snippet_hits(&folded, &truth.with),
            without: snippet_hits(&folded, &truth.without),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_main_content_only_snippets_count() {
        let truth = Truth {
            id: "7".into(),
            with: vec!["a b".into(), "x".into()],
            without: vec!["c".into()],
            ..Truth::default()
        };
        let score = PageScore::of("A  b c", &truth);
        assert_eq!((score.words, score.shingles), (None, None));
        assert_eq!(score.with, Hits { found: 1, sought: 2 });
        assert_eq!(score.without, Hits { found: 1, sought: 1 });
    }

    #[test]
    fn empty_main_content_wants_an_empty_text() {
        let truth = Truth { id: "7".into(), main_content: Some(String::new()), ..Truth::default() };
        assert_eq!(PageScore::of("", &truth).words.map(|words| words.f1), Some(1.0));
        assert_eq!(PageScore::of("something", &truth).words.map(|words| words.f1), Some(0.0));
    }
}
