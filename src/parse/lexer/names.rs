//! Names as atoms, looked up once for each that a page uses.

use super::attributes::Wanted;
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
    wanted: Wanted,
    /// What a tag of this name is called, once there was one.
    tag: Option<LocalName>,
}

/// A name in the page, as it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    hash: u32,
    /// Without capitals and NULs.
    is_plain: bool,
}

impl Span {
    /// The name between two positions.
    pub(super) fn of(page: &str, start: usize, end: usize) -> Span {
        Span::read(&page.as_bytes()[..end], start, |_| false)
    }

    /// The name that starts at `start` and lasts until a byte that `ends` it.
    pub(super) fn read(page: &[u8], start: usize, ends: impl Fn(u8) -> bool) -> Span {
        let mut span = Span { start, end: page.len(), hash: 0, is_plain: true };
        for (at, &byte) in page.iter().enumerate().skip(start) {
            if ends(byte) {
                span.end = at;
                break;
            }
            span.is_plain &= byte != 0 && !byte.is_ascii_uppercase();
            span.hash = mix(span.hash, byte);
        }
        span
    }
}

fn mix(hash: u32, byte: u8) -> u32 {
    (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9e37_79b9)
}

impl Names {
    const BITS: u32 = 8;
    /// So many names of tags that html5ever does not know are told apart: it keeps names in lists that are searched from
    /// end to end. All others are one.
    const MAX_CUSTOM: usize = 1024;
    const OTHER: &str = "other-custom-element";

    pub(super) fn new() -> Names {
        let empty = Slot { atom: LocalName::default(), wanted: Wanted::Nothing, tag: None };
        Names { slots: vec![empty; 1 << Names::BITS], lower: String::new(), custom: HashSet::new() }
    }

    /// The name in lower case, NULs replaced.
    pub(super) fn name(&mut self, page: &str, span: Span) -> LocalName {
        let at = self.slot(page, span);
        self.slots[at].atom.clone()
    }

    /// The same for a tag, with the attributes that are wanted of it.
    pub(super) fn tag_name(&mut self, page: &str, span: Span) -> (LocalName, Wanted) {
        let at = self.slot(page, span);
        let Names { slots, custom, .. } = self;
        let Slot { atom, wanted, tag } = &mut slots[at];
        let tag = tag.get_or_insert_with(|| Names::told_apart(atom, custom));
        (tag.clone(), *wanted)
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
        let mut name = &page[span.start..span.end];
        let mut hash = span.hash;
        if !span.is_plain {
            self.lower.clear();
            let lower = name.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() });
            self.lower.extend(lower);
            hash = self.lower.bytes().fold(0, mix);
            name = &self.lower;
        }
        let at = (hash >> (u32::BITS - Names::BITS)) as usize;
        if *self.slots[at].atom != *name {
            let atom = LocalName::from(name);
            self.slots[at] = Slot { wanted: Wanted::of(&atom), atom, tag: None };
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lowered_and_found_again() {
        let mut names = Names::new();
        for (name, atom) in [("div", "div"), ("DIV", "div"), ("dIv\0", "div\u{fffd}"), ("ÄB", "Äb"), ("", "")]
        {
            let page = format!("<{name} x");
            let span = Span::read(page.as_bytes(), 1, |byte| byte == b' ');
            assert_eq!(&page[span.start..span.end], name);
            assert_eq!(&*names.name(&page, span), atom);
            assert_eq!(&*names.name(&page, span), atom);
        }
    }
}
