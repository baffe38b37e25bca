//! The scores of many pages, summarised in one row.

use crate::PageScore;
use crate::metrics::harmonic_mean;

/// The scores of some pages. A score is `None` if none of the pages has it.
///
/// All scores are in 0..=1. Means are over the pages that have the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The name of the group: a corpus or a page type.
    pub name: String,
    /// The number of pages.
    pub pages: usize,
    /// Mean F1 over words.
    pub f1: Option<f64>,
    /// Mean precision over words.
    pub precision: Option<f64>,
    /// Mean recall over words.
    pub recall: Option<f64>,
    /// Mean share of the must-have snippets that are present.
    pub with: Option<f64>,
    /// Mean share of the must-not-have snippets that are absent.
    pub without: Option<f64>,
    /// Harmonic mean of mean precision and mean recall over shingles; `None` also if either is zero.
    pub shingle_f1: Option<f64>,
    /// F1 over the snippets of all pages together.
    pub snippet_f1: Option<f64>,
}

impl Summary {
    /// Summarises some pages.
    #[must_use]
    pub fn of<'a>(name: &str, pages: impl IntoIterator<Item = &'a PageScore>) -> Self {
        let pages: Vec<_> = pages.into_iter().collect();
        let mean_of = |score: fn(&PageScore) -> Option<f64>| mean(pages.iter().copied().filter_map(score));
        Self {
            name: name.to_owned(),
            pages: pages.len(),
            f1: mean_of(|page| Some(page.words?.f1)),
            precision: mean_of(|page| Some(page.words?.precision)),
            recall: mean_of(|page| Some(page.words?.recall)),
            with: mean_of(|page| page.with.rate()),
            without: mean_of(|page| Some(1.0 - page.without.rate()?)),
            shingle_f1: shingle_f1(&pages),
            snippet_f1: snippet_f1(&pages),
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

fn shingle_f1(pages: &[&PageScore]) -> Option<f64> {
    let precision = mean(pages.iter().filter_map(|page| page.shingles?.precision))?;
    let recall = mean(pages.iter().filter_map(|page| page.shingles?.recall))?;
    (precision > 0.0 && recall > 0.0).then(|| harmonic_mean(precision, recall))
}

fn snippet_f1(pages: &[&PageScore]) -> Option<f64> {
    let wanted: usize = pages.iter().map(|page| page.with.sought).sum();
    let found: usize = pages.iter().map(|page| page.with.found).sum();
    let wrong: usize = pages.iter().map(|page| page.without.found).sum();
    (wanted > 0).then(|| 2.0 * found as f64 / (found + wrong + wanted) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Truth;

    fn score(text: &str, main_content: Option<&str>, with: &[&str], without: &[&str]) -> PageScore {
        let owned = |snippets: &[&str]| snippets.iter().map(|&snippet| snippet.to_owned()).collect();
        let truth = Truth {
            main_content: main_content.map(str::to_owned),
            with: owned(with),
            without: owned(without),
            ..Truth::default()
        };
        PageScore::of(text, &truth)
    }

    fn assert_close(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|value| (value - expected).abs() < 1e-12), "{value:?} for {expected}");
    }

    #[test]
    fn means_are_over_the_pages_that_have_the_score() {
        let pages = [
            score("a b c d e", Some("b c d e f"), &["a"], &[]),
            score("a", Some(""), &["b", "a"], &["a", "x"]),
            score("", None, &[], &["a"]),
        ];
        let summary = Summary::of("all", &pages);
        assert_eq!(summary.pages, 3);
        assert_close(summary.f1, 0.4);
        assert_close(summary.precision, 0.4);
        assert_close(summary.with, 0.75);
        assert_close(summary.without, 0.75);
        // Precision is (0.5 + 0) / 2. Recall is 0.5, because the second page has none.
        assert_close(summary.shingle_f1, 2.0 * 0.25 * 0.5 / 0.75);
        // Two snippets found, one wrongly present, three wanted.
        assert_close(summary.snippet_f1, 4.0 / 6.0);
    }

    #[test]
    fn no_page_no_score() {
        let summary = Summary::of("none", &[]);
        assert_eq!((summary.pages, summary.f1, summary.with, summary.snippet_f1), (0, None, None, None));
    }

    #[test]
    fn shingles_without_agreement_have_no_f1() {
        assert_eq!(Summary::of("all", &[score("a", Some("b"), &[], &[])]).shingle_f1, None);
    }
}
