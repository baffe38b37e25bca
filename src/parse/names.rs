//! The names of a page's elements, each looked up once.

use super::tag::Tag;
use html5ever::{LocalName, QualName, local_name};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

/// All names seen so far. They never move, so html5ever can hold one while others are added.
#[derive(Debug)]
pub(super) struct Names {
    chunks: [OnceCell<Box<Chunk>>; Names::CHUNKS],
    numbers: RefCell<HashMap<QualName, u16>>,
    /// The numbers of the names used last, by their hashes; 0 is no name.
    recent: Box<[Cell<u16>; Names::RECENT]>,
}

type Chunk = [OnceCell<Known>; Names::CHUNK];

/// What is known of a name.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: QualName,
    pub(super) tag: Tag,
    pub(super) is_formatting: bool,
}

impl Names {
    const CHUNK: usize = 32;
    /// Enough for all names that html5ever knows and the lexer lets through, in three namespaces.
    const CHUNKS: usize = 256;
    const RECENT: usize = 512;
    /// So many neighbouring slots may hold a name.
    const PROBES: usize = 4;

    pub(super) fn new() -> Names {
        Names {
            chunks: [const { OnceCell::new() }; Names::CHUNKS],
            numbers: RefCell::default(),
            recent: Box::new([const { Cell::new(0) }; Names::RECENT]),
        }
    }

    /// What is known of the name with a number; `None` of 0.
    pub(super) fn known(&self, number: u16) -> Option<&Known> {
        let at = number.checked_sub(1)? as usize;
        self.chunks.get(at / Names::CHUNK)?.get()?[at % Names::CHUNK].get()
    }

    /// The number of a name, from 1.
    pub(super) fn number(&self, name: QualName) -> u16 {
        let start = (name.local.get_hash().wrapping_mul(0x9e37_79b9) >> 16) as usize;
        let mut slot = &self.recent[start % Names::RECENT];
        for probe in 0..Names::PROBES {
            slot = &self.recent[(start + probe) % Names::RECENT];
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
        let next = (numbers.len() + 1).min(Names::CHUNK * Names::CHUNKS) as u16;
        let number = *numbers.entry(name.clone()).or_insert(next);
        let at = number as usize - 1;
        let chunk = self.chunks[at / Names::CHUNK]
            .get_or_init(|| Box::new([const { OnceCell::new() }; Names::CHUNK]));
        let (tag, is_formatting) = (Tag::new(&name), is_formatting(&name.local));
        chunk[at % Names::CHUNK].get_or_init(|| Known { name, tag, is_formatting });
        number
    }
}

/// Whether html5ever opens such an element again after a block that it was left open in.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}
