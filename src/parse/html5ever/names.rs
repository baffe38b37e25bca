//! The names of the elements that html5ever creates, each looked up once.
//!
//! html5ever borrows a name while it adds others, so names must not move. The lexer has a table of its own, by the bytes of
//! the tag.

use crate::parse::fast::rule::{Rule, is_formatting};
use crate::parse::tag::Tag;
use html5ever::{QualName, ns};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

/// All names seen so far. They never move, so html5ever can hold one while others are added.
#[derive(Debug)]
pub(in crate::parse) struct ElementNames {
    chunks: [OnceCell<Box<Chunk>>; ElementNames::CHUNKS],
    numbers: RefCell<HashMap<QualName, u16>>,
    /// The numbers of the names used last, by their hashes; 0 means none.
    recent: Box<[Cell<u16>; ElementNames::RECENT]>,
}

type Chunk = [OnceCell<Known>; ElementNames::CHUNK];

/// What is known of a name.
#[derive(Debug)]
pub(in crate::parse) struct Known {
    pub(in crate::parse) name: QualName,
    pub(in crate::parse) tag: Tag,
    pub(in crate::parse) rule: Rule,
    pub(in crate::parse) is_formatting: bool,
}

impl ElementNames {
    const CHUNK: usize = 32;
    /// Enough for all names that html5ever knows and the lexer lets through, in three namespaces.
    const CHUNKS: usize = 256;
    const RECENT: usize = 512;
    /// The number of neighbouring slots that may hold a name.
    const PROBES: usize = 4;

    pub(in crate::parse) fn new() -> ElementNames {
        ElementNames {
            chunks: [const { OnceCell::new() }; ElementNames::CHUNKS],
            numbers: RefCell::default(),
            recent: Box::new([const { Cell::new(0) }; ElementNames::RECENT]),
        }
    }

    /// What is known of the name with a number; `None` of 0.
    pub(in crate::parse) fn known(&self, number: u16) -> Option<&Known> {
        let at = number.checked_sub(1)? as usize;
        self.chunks.get(at / ElementNames::CHUNK)?.get()?[at % ElementNames::CHUNK].get()
    }

    /// The number of a name, from 1.
    pub(in crate::parse) fn number(&self, name: QualName) -> u16 {
        let start = (name.local.get_hash().wrapping_mul(0x9e37_79b9) >> 16) as usize;
        let mut slot = &self.recent[start % ElementNames::RECENT];
        for probe in 0..ElementNames::PROBES {
            slot = &self.recent[(start + probe) % ElementNames::RECENT];
            match self.known(slot.get()) {
                Some(known) if known.name == name => return slot.get(),
                Some(_) => {}
                None => break,
            }
        }
        slot.set(self.look_up(name));
        slot.get()
    }

    fn look_up(&self, name: QualName) -> u16 {
        let mut numbers = self.numbers.borrow_mut();
        let next = (numbers.len() + 1).min(ElementNames::CHUNK * ElementNames::CHUNKS) as u16;
        let number = *numbers.entry(name.clone()).or_insert(next);
        let at = number as usize - 1;
        let chunk = self.chunks[at / ElementNames::CHUNK]
            .get_or_init(|| Box::new([const { OnceCell::new() }; ElementNames::CHUNK]));
        chunk[at % ElementNames::CHUNK].get_or_init(|| Known {
            tag: Tag::new(&name),
            rule: if name.ns == ns!(html) { Rule::of(&name.local) } else { Rule::Unusual },
            is_formatting: name.ns == ns!(html) && is_formatting(&name.local),
            name,
        });
        number
    }
}
