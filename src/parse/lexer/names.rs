//! Names as atoms, looked up once for each that a page uses.

use super::attributes::Wanted;
use html5ever::LocalName;

/// The names used last. Interning a name takes a hash over a table of all known ones, and a page uses few.
#[derive(Debug)]
pub(super) struct Names {
    slots: Vec<Slot>,
    /// A name being put into lower case.
    lower: String,
}

#[derive(Clone, Debug)]
struct Slot {
    atom: LocalName,
    wanted: Wanted,
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

    pub(super) fn new() -> Names {
        let empty = Slot { atom: LocalName::default(), wanted: Wanted::Nothing };
        Names { slots: vec![empty; 1 << Names::BITS], lower: String::new() }
    }

    /// The name in lower case, NULs replaced.
    pub(super) fn name(&mut self, page: &str, span: Span) -> LocalName {
        self.slot(page, span).atom.clone()
    }

    /// The same for a tag, with the attributes that are wanted of it.
    pub(super) fn tag_name(&mut self, page: &str, span: Span) -> (LocalName, Wanted) {
        let slot = self.slot(page, span);
        (slot.atom.clone(), slot.wanted)
    }

    fn slot(&mut self, page: &str, span: Span) -> &Slot {
        let mut name = &page[span.start..span.end];
        let mut hash = span.hash;
        if !span.is_plain {
            self.lower.clear();
            let lower = name.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() });
            self.lower.extend(lower);
            hash = self.lower.bytes().fold(0, mix);
            name = &self.lower;
        }
        let slot = &mut self.slots[(hash >> (u32::BITS - Names::BITS)) as usize];
        if *slot.atom != *name {
            let atom = LocalName::from(name);
            *slot = Slot { wanted: Wanted::of(&atom), atom };
        }
        slot
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
