//! Names as atoms, looked up once for each that a page uses.

use crate::parse::names::TagName;
use html5ever::LocalName;
use std::collections::HashSet;

/// The names used last. Interning a name takes a hash over a table of all known ones, and a page uses few.
#[derive(Debug)]
pub(super) struct Names {
    slots: Vec<Slot>,
    /// A name being put into lower case.
    lower: String,
    /// The names of tags that html5ever does not know.
    custom: HashSet<LocalName>,
}

#[derive(Clone, Debug)]
struct Slot {
    atom: LocalName,
    key: u64,
    len: usize,
    /// What is known of a tag of this name, once there was one.
    tag: Option<TagName>,
}

/// What a byte can be in a name, as a set of bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes(u8);

impl Bytes {
    pub(super) const ENDS_TAG_NAME: Bytes = Bytes(1);
    pub(super) const ENDS_ATTRIBUTE_NAME: Bytes = Bytes(2);
    /// Capitals and NULs, in place of which something else stands in the name.
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

/// A name in the page, as it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// See [`key`].
    key: u64,
    /// Without capitals and NULs.
    is_plain: bool,
}

impl Span {
    /// The name that starts at `start`, whatever stands there, and lasts until a byte that ends it.
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
            key = add(key, byte);
        }
        Span { start, end: start + len, key, is_plain: bits & Bytes::REPLACED.0 == 0 }
    }

    /// Asks something of the name in lower case.
    pub(super) fn with_lower<T>(self, page: &str, ask: impl FnOnce(&str) -> T) -> T {
        let name = &page[self.start..self.end];
        if self.is_plain { ask(name) } else { ask(&name.to_ascii_lowercase()) }
    }
}

/// A name as a number: itself if it has at most eight bytes, none of them NUL, else a hash.
fn key(name: &str) -> u64 {
    name.bytes().fold(0, add)
}

fn add(key: u64, byte: u8) -> u64 {
    key.rotate_left(8) ^ u64::from(byte)
}

impl Names {
    const BITS: u32 = 8;
    /// So many names of tags that html5ever does not know are told apart: it keeps names in lists that are searched from
    /// end to end. All others are one.
    const MAX_CUSTOM: usize = 1024;
    const OTHER: &str = "other-custom-element";

    pub(super) fn new() -> Names {
        let empty = Slot { atom: LocalName::default(), key: 0, len: 0, tag: None };
        Names { slots: vec![empty; 1 << Names::BITS], lower: String::new(), custom: HashSet::new() }
    }

    /// The name in lower case, NULs replaced.
    pub(super) fn name(&mut self, page: &str, span: Span) -> LocalName {
        let at = self.slot(page, span);
        self.slots[at].atom.clone()
    }

    /// The same for a tag, with what becomes of it.
    pub(super) fn tag_name(&mut self, page: &str, span: Span) -> TagName {
        let at = self.slot(page, span);
        let Names { slots, custom, .. } = self;
        let Slot { atom, tag, .. } = &mut slots[at];
        tag.get_or_insert_with(|| TagName::new(Names::told_apart(atom, custom))).clone()
    }

    /// The name itself, or the one for all that are too many.
    fn told_apart(atom: &LocalName, custom: &mut HashSet<LocalName>) -> LocalName {
        let is_known = LocalName::try_static(atom).is_some() || custom.contains(atom);
        if is_known || (custom.len() < Names::MAX_CUSTOM && custom.insert(atom.clone())) {
            return atom.clone();
        }
        LocalName::from(Names::OTHER)
    }

    /// The slot that holds the name.
    fn slot(&mut self, page: &str, span: Span) -> usize {
        let len = span.end - span.start;
        let at = Names::slot_of(span.key);
        let slot = &self.slots[at];
        // Short names with one key and one length are one.
        if span.is_plain && slot.key == span.key && slot.len == len && len <= size_of::<u64>() {
            return at;
        }
        self.find(&page[span.start..span.end])
    }

    /// The slot for a name of any kind.
    #[cold]
    fn find(&mut self, name: &str) -> usize {
        self.lower.clear();
        let lower = name.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() });
        self.lower.extend(lower);
        let key = key(&self.lower);
        let at = Names::slot_of(key);
        if *self.slots[at].atom != *self.lower {
            let atom = LocalName::from(self.lower.as_str());
            self.slots[at] = Slot { atom, key, len: self.lower.len(), tag: None };
        }
        at
    }

    fn slot_of(key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - Names::BITS)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lowered_and_found_again() {
        let mut names = Names::new();
        for (name, atom) in [
            ("div", "div"),
            ("DIV", "div"),
            ("dIv\0", "div\u{fffd}"),
            ("ÄB", "Äb"),
            ("averylongname", "averylongname"),
        ] {
            let page = format!("<{name} x");
            let span = Span::read(page.as_bytes(), 1, Bytes::ENDS_TAG_NAME);
            assert_eq!(&page[span.start..span.end], name);
            assert_eq!(&*names.name(&page, span), atom);
            assert_eq!(&*names.name(&page, span), atom);
        }
    }
}
