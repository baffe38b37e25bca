//! Sets of words, by their hashes.

use super::text::WordHash;

/// A set of words that most words of a page are not in.
#[derive(Clone, Debug, Default)]
pub(super) struct WordSet {
    /// In order, each once.
    words: Vec<WordHash>,
    /// A bit for each word, by the first bits of its hash: most others meet none.
    bits: u64,
}

impl WordSet {
    pub(super) fn new(mut words: Vec<WordHash>) -> WordSet {
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, &word| bits | WordSet::bit(word));
        WordSet { words, bits }
    }

    fn bit(word: WordHash) -> u64 {
        1 << (word >> (WordHash::BITS - 6))
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn contains(&self, word: WordHash) -> bool {
        self.bits & WordSet::bit(word) != 0 && self.words.binary_search(&word).is_ok()
    }

    /// How many of the words are in the set, each as often as it is there.
    pub(super) fn count(&self, words: &[WordHash]) -> usize {
        words.iter().filter(|&&word| self.contains(word)).count()
    }

    /// How many words the sets share.
    pub(super) fn shared(&self, other: &WordSet) -> usize {
        other.count(&self.words)
    }
}
