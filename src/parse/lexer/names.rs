//! The names of tags, numbered for a page.

use super::without_nul;
use crate::parse::attribute::AttributeName;
use crate::parse::fast::tag_name::TagName;
use crate::parse::tag::Tag;
use html5ever::LocalName;
use std::borrow::Cow;
use std::collections::HashMap;

/// The names of a page's tags. A cache holds the most recently used names, in slots by their keys.
#[derive(Debug)]
pub(super) struct TagNames {
    slots: Vec<Slot>,
    tags: Vec<TagName>,
    numbers: HashMap<LocalName, u16>,
    /// How many of the names html5ever does not know.
    custom: usize,
}

/// A name that was used.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    number: u16,
    /// See [`Span::is_its_key`].
    is_its_key: bool,
}

/// The roles of a byte in a name, as a set of bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes(u8);

impl Bytes {
    pub(super) const ENDS_TAG_NAME: Bytes = Bytes(1);
    pub(super) const ENDS_ATTRIBUTE_NAME: Bytes = Bytes(2);
    /// Capitals and NULs, which are replaced.
    const REPLACED: Bytes = Bytes(4);

    const OF: [u8; 256] = {
        let mut bits = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            bits[byte] = match byte as u8 {
                b'\t' | b'\n' | 0x0c | b' ' | b'/' | b'>' => {
                    Bytes::ENDS_TAG_NAME.0 | Bytes::ENDS_ATTRIBUTE_NAME.0
                }
                b'=' => Bytes::ENDS_ATTRIBUTE_NAME.0,
                0 | b'A'..=b'Z' => Bytes::REPLACED.0,
                _ => 0,
            };
            byte += 1;
        }
        bits
    };
}

/// A name in the page, with its key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    key: u64,
    /// Without capitals and NULs.
    is_plain: bool,
}

impl Span {
    /// The name that starts at `start` and ends before the first byte in `ends` (13.2.5.8, 13.2.5.33). The first byte is
    /// always part of it.
    pub(super) fn read(page: &[u8], start: usize, ends: Bytes) -> Span {
        let name = page.get(start..).unwrap_or_default();
        let (mut len, mut key, mut bits) = (0, 0, 0);
        for &byte in name {
            let of_byte = Bytes::OF[usize::from(byte)];
            if of_byte & ends.0 != 0 && len > 0 {
                break;
            }
            len += 1;
            bits |= of_byte;
            key = add_to_key(key, byte);
        }
        Span { start, end: start + len, key, is_plain: bits & Bytes::REPLACED.0 == 0 }
    }

    /// Whether no other name of at most eight bytes has its key.
    fn is_its_key(self) -> bool {
        self.is_plain && self.end - self.start <= size_of::<u64>()
    }

    /// The attribute of `tag` that has this name, if a later stage reads it.
    pub(super) fn kept(self, page: &str, tag: Tag) -> Option<AttributeName> {
        AttributeName::kept(tag, &self.lower(page))
    }

    /// The name in lower case, NULs replaced.
    pub(super) fn lower(self, page: &str) -> Cow<'_, str> {
        let name = &page[self.start..self.end];
        if self.is_plain {
            return Cow::Borrowed(name);
        }
        Cow::Owned(without_nul(&name.to_ascii_lowercase()).into_owned())
    }
}

impl TagNames {
    const BITS: u32 = 8;
    /// The most names that html5ever does not know. It searches lists of names linearly, so all further names share one.
    const MAX_CUSTOM: usize = 1024;
    const OTHER: &str = "other-custom-element";

    pub(super) fn new() -> TagNames {
        TagNames {
            slots: vec![Slot::default(); 1 << TagNames::BITS],
            tags: Vec::new(),
            numbers: HashMap::new(),
            custom: 0,
        }
    }

    /// What is known about the name with a number.
    pub(super) fn tag(&self, number: u16) -> &TagName {
        &self.tags[usize::from(number)]
    }

    /// The number of a tag's name.
    #[inline]
    pub(super) fn number(&mut self, page: &str, span: Span) -> u16 {
        let slot = self.slots[TagNames::slot_of(span.key)];
        let is_sure = span.is_its_key() && slot.is_its_key;
        if slot.key == span.key && (is_sure || self.is_name_of(slot.number, &span.lower(page))) {
            return slot.number;
        }
        self.find(page, span)
    }

    /// Whether a number is that of a name.
    fn is_name_of(&self, number: u16, name: &str) -> bool {
        self.tags.get(usize::from(number)).is_some_and(|tag| *tag.name == *name)
    }

    #[cold]
    fn find(&mut self, page: &str, span: Span) -> u16 {
        let number = self.look_up(LocalName::from(&*span.lower(page)));
        let slot = &mut self.slots[TagNames::slot_of(span.key)];
        *slot = Slot { key: span.key, number, is_its_key: span.is_its_key() };
        number
    }

    fn look_up(&mut self, name: LocalName) -> u16 {
        if let Some(&number) = self.numbers.get(&name) {
            return number;
        }
        let is_custom = LocalName::try_static(&name).is_none();
        if is_custom && self.custom >= TagNames::MAX_CUSTOM && *name != *TagNames::OTHER {
            return self.look_up(LocalName::from(TagNames::OTHER));
        }
        self.custom += usize::from(is_custom);
        // There are at most as many as html5ever knows, `MAX_CUSTOM` and `OTHER`.
        let number = self.tags.len() as u16;
        self.tags.push(TagName::new(name.clone(), number));
        self.numbers.insert(name, number);
        number
    }

    fn slot_of(key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - TagNames::BITS)) as usize
    }
}

/// The key of a name with one more byte. No two names of at most eight bytes, none of them NUL, have the same.
fn add_to_key(key: u64, byte: u8) -> u64 {
    key.rotate_left(8) ^ u64::from(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lowered_and_found_again() {
        let mut names = TagNames::new();
        for (name, atom) in [
            ("div", "div"),
            ("DIV", "div"),
            ("dIv\0", "div\u{fffd}"),
            ("ÄB", "Äb"),
            ("averylongname", "averylongname"),
            // These have the key 0, and those that follow one key.
            ("abcdefghabcdefgh", "abcdefghabcdefgh"),
            ("hgfedcbahgfedcba", "hgfedcbahgfedcba"),
            ("p", "p"),
            ("\0p", "\u{fffd}p"),
            ("abcdefghabcdefghp", "abcdefghabcdefghp"),
            ("p", "p"),
        ] {
            let page = format!("<{name} x");
            let span = Span::read(page.as_bytes(), 1, Bytes::ENDS_TAG_NAME);
            assert_eq!(&page[span.start..span.end], name);
            for _ in 0..2 {
                let number = names.number(&page, span);
                assert_eq!(&*names.tag(number).name, atom);
            }
        }
    }
}
