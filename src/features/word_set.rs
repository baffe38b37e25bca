//! Sets of words, by their hashes.

use super::text::WordHash;

/// A set of words that does not contain most words of a page.
#[derive(Clone, Debug)]
pub(super) struct WordSet {
    /// In order, each once.
    words: Vec<WordHash>,
    /// Whether a word of the set has this remainder. Most words outside the set have another.
    remainders: [bool; WordSet::REMAINDERS],
}

impl WordSet {
    /// Many more than a title has words.
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

    /// How many of the words are in the set. A repeated word counts each time.
    pub(super) fn count(&self, words: &[WordHash]) -> usize {
        words.iter().filter(|&&word| self.contains(word)).count()
    }
}
