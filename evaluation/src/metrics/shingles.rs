//! Precision and recall over runs of four words, which are sensitive to word order, unlike bags of words.

use super::overlap::overlap;
use crate::words::runs;

const SHINGLE: usize = 4;

/// Precision and recall over shingles, each in 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShinglePr {
    /// The share of the extracted shingles that are wanted; `None` if nothing was extracted.
    pub precision: Option<f64>,
    /// The share of the wanted shingles that were extracted; `None` if nothing is wanted.
    pub recall: Option<f64>,
}

/// Compares the bags of shingles of two texts. A shingle is four successive words, with their case.
///
/// A text of fewer than four words is one shingle. This is the measure of the article-extraction-benchmark.
#[must_use]
pub fn shingle_pr(got: &str, want: &str) -> ShinglePr {
    let (got, want) = (runs(got), runs(want));
    let (got, want) = (shingles(&got), shingles(&want));
    let shared = overlap(got.clone(), want.clone());
    ShinglePr { precision: share(shared, got.len()), recall: share(shared, want.len()) }
}

fn shingles<'a, 'text>(
    words: &'a [&'text str],
) -> impl ExactSizeIterator<Item = &'a [&'text str]> + Clone + use<'a, 'text> {
    // Without words there is no shingle.
    words.windows(words.len().clamp(1, SHINGLE))
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_of_shingles() {
        let cases = [
            ("a b c d e", "b c d e f", Some(0.5), Some(0.5)),
            ("a b c d a b c d", "a b c d", Some(0.2), Some(1.0)),
            ("中文 字 x y", "中文 字 x y z", Some(1.0), Some(0.5)),
            ("A b c d", "a b c d", Some(0.0), Some(0.0)),
            ("a b c d e", "x", Some(0.0), Some(0.0)),
            ("a b c", "a b c", Some(1.0), Some(1.0)),
            ("a b", "a b c", Some(0.0), Some(0.0)),
            ("a", "", Some(0.0), None),
            ("...", "a b c d", None, Some(0.0)),
            ("...", "", None, None),
        ];
        for (got, want, precision, recall) in cases {
            assert_eq!(shingle_pr(got, want), ShinglePr { precision, recall }, "{got:?} for {want:?}");
        }
    }
}
