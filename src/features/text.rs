//! Measures of a block's text, from one pass over its characters.

use super::characters::{is_currency, is_mark, is_separator, unspaced_mass};
use super::letters::{EACH, byte_at, bytes_from, leading_letters};
use super::table::feature_group;
use crate::parse::Span;
use crate::segment::{RawBlock, ends_sentence, is_terminal};
use crate::words::is_letter_or_digit;

feature_group! {
    /// Features of a block's own text.
    Text "text" {
        mass: "words" 0.0..1e9 "word mass: words, with ideographs 0.6, kana 0.4, Thai and its like 0.2",
        chars: "chars" 0.0..1e9 "characters that are not white space",
        word_length: "chars" 0.0..50.0 "characters by word mass",
        sentences: "count" 0.0..1e9 "sentence ends",
        words_by_sentence: "words" 0.0..200.0 "word mass by sentence, at least one",
        is_sentence: "flag" 0.0..1.0 "ends as a sentence does",
        ends_colon: "flag" 0.0..1.0 "ends with a colon or semicolon",
        is_question: "flag" 0.0..1.0 "ends with a question mark",
        commas: "by word" 0.0..1.0 "commas by word mass",
        digits: "share" 0.0..1.0 "share of the characters that are digits",
        capitals: "share" 0.0..1.0 "share of the words that start with a capital",
        shouting: "share" 0.0..1.0 "share of the words in capitals alone",
        starts_lower: "flag" 0.0..1.0 "starts with a small letter",
        punctuation: "share" 0.0..1.0 "share of the characters that are neither letter nor digit",
        separators: "count" 0.0..50.0 "bars, bullets, arrows and slashes",
        has_year: "flag" 0.0..1.0 "holds a number from 1900 to 2099 of four digits",
        has_time: "flag" 0.0..1.0 "holds digits, a colon and digits",
        has_price: "flag" 0.0..1.0 "holds a currency sign and a digit",
        non_ascii: "share" 0.0..1.0 "share of the characters outside ASCII",
        distinct: "share" 0.0..1.0 "share of the first 64 words that occur there for the first time",
        link_density: "share" 0.0..1.0 "share of the characters that stands in links",
        links: "count" 0.0..100.0 "links",
        bold: "share" 0.0..1.0 "share of the characters in bold",
        images: "count" 0.0..20.0 "images since the block before",
        line_breaks: "count" 0.0..50.0 "line breaks in the block",
    }
}

/// A hash of one word, in lower case.
pub(super) type WordHash = u32;

/// What the other groups need to know about a block's text.
#[derive(Clone, Debug, Default)]
pub(super) struct TextStats {
    pub(super) sentences: u32,
    pub(super) is_sentence: bool,
    pub(super) has_date: bool,
    pub(super) has_price: bool,
    /// A hash of all words.
    pub(super) hash: u64,
    /// Where the block's words are in the page's list.
    pub(super) words: Span,
}

/// Reads a block's text; appends its words to `words`.
pub(super) fn read(text: &str, block: &RawBlock, words: &mut Vec<WordHash>) -> (Text, TextStats) {
    let mut reader = Reader { first_word: words.len(), words, counts: Counts::default(), word: Word::new() };
    reader.text(text);
    let stats = reader.stats(text);
    (reader.features(text, block, &stats), stats)
}

/// Running counts of the pass.
#[derive(Debug, Default)]
struct Counts {
    mass: f32,
    words: u32,
    /// A hash of all words.
    hash: u64,
    sentences: u32,
    commas: u32,
    digits: u32,
    capitals: u32,
    shouting: u32,
    punctuation: u32,
    separators: u32,
    non_ascii: u32,
    line_breaks: u32,
    has_year: bool,
    has_time: bool,
    has_currency: bool,
    /// A sentence ends here if white space follows.
    is_after_terminal: bool,
    /// Preceded by a number and a colon.
    is_after_hour: bool,
}

/// The word being read.
#[derive(Debug)]
struct Word {
    /// The hash of the letters mixed so far.
    key: u64,
    letters: u64,
    chars: u32,
    capitals: u32,
    digits: u32,
    value: u32,
    starts_capital: bool,
}

impl Word {
    fn new() -> Word {
        Word { key: 0, letters: 0, chars: 0, capitals: 0, digits: 0, value: 0, starts_capital: false }
    }

    /// The number of letters in one 8-byte word. They are mixed into the key together, because one multiplication per
    /// letter would take longer than everything else.
    const FULL: u32 = u64::BITS / u8::BITS;

    fn push(&mut self, c: char) {
        self.letters = self.letters.rotate_left(8) ^ u64::from(c);
        self.chars += 1;
        if self.chars % Word::FULL == 0 {
            self.key = mixed(self.key, self.letters);
            self.letters = 0;
        }
    }

    /// Consumes as many of the first `letters` as fit in the current 8-byte word; returns the count.
    fn push_ascii(&mut self, bytes: u64, letters: u32) -> u32 {
        let taken = letters.min(Word::FULL - self.chars % Word::FULL);
        let cut = u64::BITS - u8::BITS * taken;
        let capitals = (!bytes >> 5 & EACH) >> cut;
        self.starts_capital |= self.chars == 0 && !bytes >> 61 & 1 == 1;
        // The multiplication leaves the sum of all bytes in the highest byte.
        self.capitals += (capitals.wrapping_mul(EACH) >> 56) as u32;
        self.letters = self.letters.rotate_left(u8::BITS * taken) ^ ((bytes | EACH << 5) >> cut);
        self.chars += taken;
        if self.chars % Word::FULL == 0 {
            self.key = mixed(self.key, self.letters);
            self.letters = 0;
        }
        taken
    }

    fn hash(&self) -> WordHash {
        folded(mixed(self.key, self.letters))
    }
}

/// Extends a hash by one number.
fn mixed(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

/// A hash folded to half its size.
fn folded(hash: u64) -> WordHash {
    (hash >> 32) as WordHash ^ hash as WordHash
}

#[derive(Debug)]
struct Reader<'w> {
    words: &'w mut Vec<WordHash>,
    first_word: usize,
    counts: Counts,
    word: Word,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        loop {
            if self.word.chars == 0 {
                rest = self.short_words(rest);
            }
            let mut chars = self.ascii_letters(rest).chars();
            let Some(c) = chars.next() else { break };
            self.char(c);
            rest = chars.as_str();
        }
        self.end_word();
        self.end_sentence();
    }

    /// Reads the leading words of `text` that have up to seven ASCII letters and end at a space or the end of the text:
    /// most words of most pages. Returns the rest. Equivalent to [`Reader::char`] for each character.
    fn short_words<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
            let bytes = bytes_from(rest.as_bytes(), 0);
            let letters = leading_letters(bytes);
            let ends = byte_at(bytes, letters % Word::FULL) == b' ' || letters as usize == rest.len();
            if !ends || !(1..Word::FULL).contains(&letters) {
                return rest;
            }
            self.short_word(bytes, letters);
            rest = rest.get(letters as usize + 1..).unwrap_or_default();
        }
    }

    /// Reads a whole word, the first `letters` of eight bytes.
    fn short_word(&mut self, bytes: u64, letters: u32) {
        let cut = u64::BITS - u8::BITS * letters;
        let capitals = !bytes >> 5 & EACH;
        self.push_hash(folded(mixed(0, (bytes | EACH << 5) >> cut)));
        self.counts.mass += 1.0;
        self.counts.capitals += (capitals >> 56) as u32;
        self.counts.shouting += u32::from(letters > 1 && capitals >> cut == EACH >> cut);
        self.counts.is_after_terminal = false;
        self.counts.is_after_hour = false;
    }

    /// Reads the leading ASCII letters of `text`, up to eight at a time; returns the rest, which does not start with an
    /// ASCII letter. Equivalent to [`Reader::letter`] for each.
    fn ascii_letters<'t>(&mut self, text: &'t str) -> &'t str {
        let mut rest = text;
        loop {
            let bytes = bytes_from(rest.as_bytes(), 0);
            let letters = leading_letters(bytes);
            if letters == 0 {
                return rest;
            }
            let taken = self.word.push_ascii(bytes, letters);
            self.counts.is_after_terminal = false;
            self.counts.is_after_hour = false;
            rest = &rest[taken as usize..];
            if taken == letters && letters < Word::FULL {
                return rest;
            }
        }
    }

    fn char(&mut self, c: char) {
        self.counts.non_ascii += u32::from(!c.is_ascii());
        if c == ' ' {
            self.white_space(c);
        } else if c.is_ascii_digit() {
            self.digit(c);
        } else if c.is_ascii_punctuation() && c != '_' {
            self.punctuation(c);
        } else if let Some(mass) = unspaced_mass(c) {
            self.unspaced(c, mass);
        } else if is_letter_or_digit(c) || c == '_' {
            self.letter(c);
        } else if c.is_whitespace() {
            self.white_space(c);
        } else if !is_mark(c) {
            self.punctuation(c);
        }
    }

    fn letter(&mut self, c: char) {
        let is_capital = if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
        self.word.starts_capital |= is_capital && self.word.chars == 0;
        self.word.capitals += u32::from(is_capital);
        let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
        self.word.push(lower);
        self.counts.is_after_terminal = false;
        self.counts.is_after_hour = false;
    }

    fn digit(&mut self, c: char) {
        self.counts.digits += 1;
        self.counts.has_time |= std::mem::take(&mut self.counts.is_after_hour);
        self.word.digits += 1;
        self.word.value = self.word.value.saturating_mul(10).saturating_add(c as u32 - '0' as u32);
        self.word.push(c);
        self.counts.is_after_terminal = false;
    }

    /// A character of a script without spaces between words: a word by itself in comparisons.
    fn unspaced(&mut self, c: char, mass: f32) {
        self.end_word();
        self.word.push(c);
        self.push_word();
        self.counts.mass += mass;
        self.counts.is_after_terminal = false;
        self.counts.is_after_hour = false;
    }

    fn white_space(&mut self, c: char) {
        self.end_word();
        self.end_sentence();
        self.counts.is_after_hour = false;
        self.counts.line_breaks += u32::from(c == '\n');
    }

    fn punctuation(&mut self, c: char) {
        self.counts.is_after_hour = c == ':' && self.word.digits > 0 && self.word.digits == self.word.chars;
        // An apostrophe does not end a word.
        if !matches!(c, '\'' | '’') {
            self.end_word();
        }
        self.counts.punctuation += 1;
        self.counts.commas += u32::from(matches!(c, ',' | '，' | '、' | '،' | '､'));
        self.counts.separators += u32::from(is_separator(c));
        self.counts.has_currency |= is_currency(c);
        if is_terminal(c) {
            self.counts.is_after_terminal = true;
            // Full-width punctuation needs no white space after it.
            if matches!(c, '。' | '！' | '？' | '．' | '｡') {
                self.end_sentence();
            }
        }
    }

    fn end_sentence(&mut self) {
        self.counts.sentences += u32::from(std::mem::take(&mut self.counts.is_after_terminal));
    }

    fn push_word(&mut self) -> Word {
        let word = std::mem::replace(&mut self.word, Word::new());
        self.push_hash(word.hash());
        word
    }

    fn push_hash(&mut self, hash: WordHash) {
        self.words.push(hash);
        self.counts.words += 1;
        self.counts.hash = mixed(self.counts.hash, u64::from(hash));
    }

    fn end_word(&mut self) {
        if self.word.chars == 0 {
            return;
        }
        let word = self.push_word();
        // A word as long as a sentence is a URL or code, and counts as one word.
        self.counts.mass += 1.0;
        self.counts.capitals += u32::from(word.starts_capital);
        self.counts.shouting += u32::from(word.chars > 1 && word.capitals == word.chars);
        self.counts.has_year |= word.digits == 4 && word.chars == 4 && (1900..2100).contains(&word.value);
    }

    fn stats(&self, text: &str) -> TextStats {
        TextStats {
            sentences: self.counts.sentences,
            is_sentence: ends_sentence(text),
            has_date: self.counts.has_year || self.counts.has_time,
            has_price: self.counts.has_currency && self.counts.digits > 0,
            hash: self.counts.hash,
            words: Span::new(self.first_word, self.words.len()),
        }
    }

    fn features(&self, text: &str, block: &RawBlock, stats: &TextStats) -> Text {
        let counts = &self.counts;
        let (chars, words) = (block.chars.max(1) as f32, counts.words.max(1) as f32);
        let flag = |is: bool| f32::from(u8::from(is));
        Text {
            mass: counts.mass,
            chars,
            word_length: chars / counts.mass.max(1.0),
            sentences: counts.sentences as f32,
            words_by_sentence: counts.mass / counts.sentences.max(1) as f32,
            is_sentence: flag(stats.is_sentence),
            ends_colon: flag(text.ends_with([':', '：', ';', '；'])),
            is_question: flag(text.ends_with(['?', '？', '؟'])),
            commas: counts.commas as f32 / counts.mass.max(1.0),
            digits: counts.digits as f32 / chars,
            capitals: counts.capitals as f32 / words,
            shouting: counts.shouting as f32 / words,
            starts_lower: flag(text.starts_with(char::is_lowercase)),
            punctuation: counts.punctuation as f32 / chars,
            separators: counts.separators as f32,
            has_year: flag(counts.has_year),
            has_time: flag(counts.has_time),
            has_price: flag(stats.has_price),
            non_ascii: counts.non_ascii as f32 / chars,
            distinct: self.distinct_share(),
            link_density: block.link_density(),
            links: block.links as f32,
            bold: block.bold_chars as f32 / chars,
            images: block.images as f32,
            line_breaks: counts.line_breaks as f32,
        }
    }

    fn distinct_share(&self) -> f32 {
        const SAMPLE: usize = 64;
        const SLOTS: usize = 4 * SAMPLE;
        let words = &self.words[self.first_word..];
        let sample = &words[..words.len().min(SAMPLE)];
        let mut seen = [0; SLOTS];
        let mut distinct = 0;
        for &word in sample {
            // A hash of 0 matches none of a hundred words.
            let mut slots = (0..SLOTS).map(|probe| (word as usize + probe) % SLOTS);
            let slot = slots.find(|&slot| seen[slot] == 0 || seen[slot] == word).unwrap_or(0);
            distinct += u32::from(seen[slot] != word);
            seen[slot] = word;
        }
        distinct as f32 / sample.len().max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text by the fast paths or character by character.
    fn reading(text: &str, is_at_once: bool) -> (Vec<WordHash>, String) {
        let mut words = Vec::new();
        let counts = Counts::default();
        let mut reader = Reader { words: &mut words, first_word: 0, counts, word: Word::new() };
        if is_at_once {
            reader.text(text);
        } else {
            text.chars().for_each(|c| reader.char(c));
            reader.end_word();
            reader.end_sentence();
        }
        let counts = format!("{:?}", reader.counts);
        (words, counts)
    }

    #[test]
    fn letters_taken_at_once_count_as_one_by_one() {
        for times in 1..20 {
            for part in [
                "x",
                "x ",
                "A bc Def GHIJ ",
                "Xyzabcd efghijkl ",
                "Xy",
                "YZ",
                "NASA ",
                "@[`{",
                "don't ",
                "ab1C",
                "aé",
                "Ab. cd",
                "9:3",
                "天a",
            ] {
                for text in [part.repeat(times), format!("{}Q{}", part.repeat(times), "k".repeat(times))] {
                    assert_eq!(reading(&text, true), reading(&text, false), "{text}");
                }
            }
        }
    }
}
