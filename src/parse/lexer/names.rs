//! Names as atoms, looked up once for each that a page uses.

use html5ever::LocalName;

/// The names used last. Interning a name takes a hash over a table of all known ones, and a page uses few.
#[derive(Debug)]
pub(super) struct Names {
    slots: Vec<Option<LocalName>>,
    /// A name being put into lower case.
    lower: String,
}

impl Names {
    const SLOTS: usize = 256;

    pub(super) fn new() -> Names {
        Names { slots: vec![None; Names::SLOTS], lower: String::new() }
    }

    /// The name in lower case, NULs replaced.
    pub(super) fn name(&mut self, name: &str) -> LocalName {
        let is_plain = name.bytes().all(|byte| byte != 0 && !byte.is_ascii_uppercase());
        if is_plain {
            return Names::atom(&mut self.slots, name);
        }
        self.lower.clear();
        let lower = name.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() });
        self.lower.extend(lower);
        Names::atom(&mut self.slots, &self.lower)
    }

    fn atom(slots: &mut [Option<LocalName>], name: &str) -> LocalName {
        let bytes = name.as_bytes();
        let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
        let hash = usize::from(first) * 7 + usize::from(last) * 31 + bytes.len() * 3;
        let slot = &mut slots[hash % Names::SLOTS];
        match slot {
            Some(atom) if **atom == *name => atom.clone(),
            _ => slot.insert(LocalName::from(name)).clone(),
        }
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
            assert_eq!(&*names.name(name), atom);
            assert_eq!(&*names.name(name), atom);
        }
    }
}
