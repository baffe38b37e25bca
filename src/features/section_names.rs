//! Whether a short block contains the name of a boilerplate section, and how far below such a block another one is.

use super::page::{Measure, Measures, Words};
use super::section_phrases::{COMMENTS, SECTION_PHRASES};
use super::table::feature_group;
use super::text::{self, WordHash};
use crate::segment::RawBlock;
use once_cell::sync::Lazy;

feature_group! {
    /// Features of the names of sections. Kinds count from 1 in the order of the table of phrases.
    SectionNames "section_names" {
        own_section: "kind" 0.0..10.0 "kind of section that the block's text names, 0 for none",
        start_section: "kind" 0.0..10.0 "kind of section that the words at the start of the block name, 0 for none",
        section: "kind" 0.0..10.0 "kind of section that the nearest block above with such a name names, 0 for none",
        section_blocks: "blocks" 0.0..60.0 "blocks since the name above, 60 for none",
        section_prose: "blocks" 0.0..20.0 "long blocks since the name above, 20 for none",
        section_headings: "blocks" 0.0..10.0 "headings since the name above, 10 for none",
    }
}

/// A longer block names no section, whatever it says.
const MAX_WORDS: usize = 24;
/// The first words of a longer block name no section.
const MAX_WORDS_AFTER_START: usize = 40;
/// The words of the longest phrase.
const MAX_PHRASE: usize = 10;
/// A phrase with fewer words must be half of the block.
const LONG_PHRASE: usize = 3;
/// The same in scripts without spaces, where each character is a word.
const LONG_UNSPACED_PHRASE: usize = 6;
/// A phrase at the start of a longer block has at least this many words.
const START_PHRASE: usize = 2;
/// The same in scripts without spaces.
const START_UNSPACED_PHRASE: usize = 4;

/// The names of sections, seen while going down the page.
#[derive(Debug)]
pub(super) struct Sections {
    above: SectionNames,
}

impl Sections {
    pub(super) fn new() -> Sections {
        let nothing = SectionNames {
            section_blocks: 60.0,
            section_prose: 20.0,
            section_headings: 10.0,
            ..SectionNames::default()
        };
        Sections { above: nothing }
    }

    /// The features of the next block, whose section names are given.
    pub(super) fn next(&mut self, Named { own, start, .. }: Named, measure: &Measure) -> SectionNames {
        let features =
            SectionNames { own_section: f32::from(own), start_section: f32::from(start), ..self.above };
        if own > 0 {
            self.above = SectionNames { section: f32::from(own), ..SectionNames::default() };
        } else {
            self.above.section_blocks += 1.0;
            self.above.section_prose += f32::from(u8::from(measure.is_long));
            self.above.section_headings += f32::from(u8::from(measure.is_heading));
        }
        features
    }
}

/// The kinds of sections that a block names, from 1; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    /// The kind that the whole block names.
    pub(super) own: u8,
    /// The kind that its first words name.
    start: u8,
    /// Whether the block says how many comments there are: "46 comments", "All 46 comments".
    pub(super) counts_comments: bool,
}

impl Named {
    /// Whether the block names comments.
    pub(super) fn names_comments(self) -> bool {
        self.own == COMMENTS || self.counts_comments
    }
}

/// The sections that each block names.
pub(super) fn named(measures: &Measures, words: &Words) -> Vec<Named> {
    let named = |measure: &Measure| {
        let words = words.of(measure);
        let has_number = measure.text.digits > 0.0;
        let own = kind(words, has_number);
        let counts_comments = has_number && (own == COMMENTS || is_count(words));
        Named { own, start: kind_of_start(words), counts_comments }
    };
    measures.blocks.iter().map(named).collect()
}

/// The kind of section that the words at the start name. A single word is not enough.
fn kind_of_start(words: &[WordHash]) -> u8 {
    let table = &*TABLE;
    if words.len() > MAX_WORDS_AFTER_START || !words.first().is_some_and(|&word| table.may_start(word)) {
        return 0;
    }
    let mut key = 0;
    let mut found = 0;
    for &word in words.iter().take(MAX_PHRASE) {
        key = next_key(key, word);
        found = table.phrase(key).filter(|phrase| phrase.may_start_block).map_or(found, |phrase| phrase.kind);
        if !table.may_go_on(key) {
            break;
        }
    }
    found
}

/// The kind of section that some words name. The name must be half of the words, or long, or follow a number of
/// comments.
fn kind(words: &[WordHash], has_number: bool) -> u8 {
    let table = &*TABLE;
    if words.len() > MAX_WORDS {
        return 0;
    }
    let mut best = (0, 0);
    for start in 0..words.len() {
        if !table.may_start(words[start]) {
            continue;
        }
        let mut key = 0;
        for (len, &word) in (1..=MAX_PHRASE).zip(&words[start..]) {
            key = next_key(key, word);
            if let Some(phrase) = table.phrase(key).filter(|_| len > best.0) {
                let is_count = phrase.kind == COMMENTS && start == 1 && has_number;
                if phrase.is_long || is_count || len * 2 >= words.len() {
                    best = (len, phrase.kind);
                }
            }
            if !table.may_go_on(key) {
                break;
            }
        }
    }
    best.1
}

/// Whether a few words end with a name of comments.
fn is_count(words: &[WordHash]) -> bool {
    const MAX_WORDS: usize = 6;
    let is_name = |words: &[WordHash]| {
        let key = words.iter().fold(0, |key, &word| next_key(key, word));
        TABLE.phrase(key).is_some_and(|phrase| phrase.kind == COMMENTS)
    };
    words.len() <= MAX_WORDS && (1..words.len()).any(|start| is_name(&words[start..]))
}

fn next_key(key: u64, word: WordHash) -> u64 {
    (key ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

static TABLE: Lazy<Table> = Lazy::new(Table::new);

/// All phrases, by linear probing.
#[derive(Debug)]
struct Table {
    slots: Vec<Slot>,
    /// A bit for each first word of a phrase, indexed by the lowest bits of the word.
    first_words: [u64; Table::BITS / 64],
    /// A bit for each group of words that a longer phrase starts with, indexed by bits of their key.
    starts: [u64; Table::BITS / 64],
}

/// One phrase.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    /// The kind; 0 if the slot is free.
    kind: u8,
    /// Whether the phrase may be less than half of a block.
    is_long: bool,
    /// Whether the phrase names a section at the start of a longer block.
    may_start_block: bool,
}

impl Table {
    const SLOTS: usize = 1 << 13;
    const BITS: usize = 1 << 14;

    fn new() -> Table {
        let none = [0; Table::BITS / 64];
        let mut table = Table { slots: vec![Slot::default(); Table::SLOTS], first_words: none, starts: none };
        for (_, kinds) in &SECTION_PHRASES {
            for (kind, phrases) in (1..).zip(kinds) {
                phrases.iter().for_each(|phrase| table.add(phrase, kind));
            }
        }
        table
    }

    fn add(&mut self, phrase: &str, kind: u8) {
        let mut words = Vec::new();
        text::read(phrase, &RawBlock::default(), &mut words);
        let Some((&first, others)) = words.split_first() else { return };
        set(&mut self.first_words, first as usize);
        let is_spaced = phrase.split_whitespace().count() * 2 > words.len();
        let (long, start) = if is_spaced {
            (LONG_PHRASE, START_PHRASE)
        } else {
            (LONG_UNSPACED_PHRASE, START_UNSPACED_PHRASE)
        };
        let (is_long, may_start_block) = (words.len() >= long, words.len() >= start);
        let mut key = next_key(0, first);
        for &word in others {
            set(&mut self.starts, Table::bit_of(key));
            key = next_key(key, word);
        }
        let slot = self.slot(key);
        if self.slots[slot].kind == 0 {
            self.slots[slot] = Slot { key, kind, is_long, may_start_block };
        }
    }

    /// The slot of a phrase, or the free slot where it would be.
    fn slot(&self, key: u64) -> usize {
        let mut slot = (key >> 20) as usize % Table::SLOTS;
        while self.slots[slot].kind != 0 && self.slots[slot].key != key {
            slot = (slot + 1) % Table::SLOTS;
        }
        slot
    }

    fn phrase(&self, key: u64) -> Option<Slot> {
        Some(self.slots[self.slot(key)]).filter(|slot| slot.kind != 0)
    }

    /// Whether a phrase may start with this word.
    fn may_start(&self, word: WordHash) -> bool {
        is_set(&self.first_words, word as usize)
    }

    /// Whether a phrase may start with the words of this key and continue after them.
    fn may_go_on(&self, key: u64) -> bool {
        is_set(&self.starts, Table::bit_of(key))
    }

    /// The bit of a key. The slot depends on other bits of the key.
    fn bit_of(key: u64) -> usize {
        (key >> 40) as usize
    }
}

/// Sets the bit of a number, indexed by its lowest bits.
fn set(bits: &mut [u64; Table::BITS / 64], number: usize) {
    let bit = number % Table::BITS;
    bits[bit / 64] |= 1 << (bit % 64);
}

/// Whether the bit of a number is set.
fn is_set(bits: &[u64; Table::BITS / 64], number: usize) -> bool {
    let bit = number % Table::BITS;
    bits[bit / 64] >> (bit % 64) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::super::section_phrases::KINDS;
    use super::*;

    fn kind_of(text: &str) -> u8 {
        let mut words = Vec::new();
        text::read(text, &RawBlock::default(), &mut words);
        kind(&words, text.contains(|c: char| c.is_ascii_digit()))
    }

    #[test]
    fn every_phrase_is_found_under_its_kind() {
        let mut all = 0;
        for (language, kinds) in &SECTION_PHRASES {
            for (kind, phrases) in (1..).zip(kinds) {
                for phrase in *phrases {
                    assert!(phrase.chars().flat_map(char::to_lowercase).eq(phrase.chars()), "{phrase}");
                    assert!((1..=KINDS as u8).contains(&kind_of(phrase)), "{language} {kind} {phrase}");
                    all += 1;
                }
            }
        }
        // Half of the slots stay free.
        assert!((400..Table::SLOTS / 2).contains(&all), "{all}");
    }

    #[test]
    fn names_are_found_in_short_blocks() {
        let popular = kind_of("most viewed");
        assert_ne!(popular, 0);
        assert_eq!(kind_of("MOST VIEWED:"), popular);
        assert_eq!(kind_of("Editor’s Picks"), popular);
        assert_eq!(
            kind_of("Copyright 2024 Local News. All rights reserved."),
            kind_of("all rights reserved")
        );
        assert_eq!(kind_of("热门文章"), popular);
        assert_eq!(kind_of("46 Responses to “The bridge that nobody wanted to build”"), COMMENTS);
    }

    #[test]
    fn the_first_words_name_something_too() {
        let kind_of_start = |text: &str| {
            let mut words = Vec::new();
            text::read(text, &RawBlock::default(), &mut words);
            kind_of_start(&words)
        };
        let related = "ALSO READ: Who will pay for the new bridge when the old one is gone, and how much";
        assert_eq!(kind_of_start(related), kind_of("related articles"));
        assert_eq!(kind_of(related), 0);
        assert_eq!(kind_of_start("Search the whole house"), 0);
        assert_eq!(kind_of("分享"), kind_of("share"));
        assert_eq!(kind_of_start("分享一下我的经验"), 0);
        assert_eq!(kind_of_start("相关文章：新桥由谁出钱"), kind_of("related articles"));
        assert_eq!(kind_of_start(""), 0);
    }

    #[test]
    fn sentences_name_nothing() {
        assert_eq!(kind_of("She asked them to share the bread with everybody at the table."), 0);
        assert_eq!(kind_of(&"all rights reserved ".repeat(9)), 0);
        assert_eq!(kind_of(""), 0);
    }
}
