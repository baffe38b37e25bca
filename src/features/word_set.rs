//! Sets of words, by their hashes.

use super::text::WordHash;

/// A set of words that most words of a page are not in.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    /// In order, each once.
    words: Vec<WordHash>,
    /// Whether a word has this remainder: most words that are not in the set have another.
    remainders: [bool; WordSet::REMAINDERS],
}

impl WordSet {
    /// Many beside the words of a title.
    const REMAINDERS: usize = 512;

    pub(super) fn new(mut words: Vec<WordHash>) -> WordSet {
        words.sort_unstable();
        words.dedup();
        let mut remainders = [false; WordSet::REMAINDERS];
        for &word in &words {
            remainders[word as usize % WordSet::REMAINDERS] = true;
        }
        WordSet { words, remainders }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn contains(&self, word: WordHash) -> bool {
        self.remainders[word as usize % WordSet::REMAINDERS] && self.words.binary_search(&word).is_ok()
    }

    /// How many of the words are in the set, each as often as it is there.
    pub(super) fn count(&self, words: &[WordHash]) -> usize {
        words.iter().filter(|&&word| self.contains(word)).count()
    }
}
