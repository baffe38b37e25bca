//! The names of a page's elements, each looked up once.

use super::rule::{Rule, is_formatting};
use super::tag::Tag;
use html5ever::tokenizer::states::RawKind;
use html5ever::{LocalName, QualName, ns};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

/// All names seen so far. They never move, so html5ever can hold one while others are added.
#[derive(Debug)]
pub(super) struct ElementNames {
    chunks: [OnceCell<Box<Chunk>>; ElementNames::CHUNKS],
    numbers: RefCell<HashMap<QualName, u16>>,
    /// The numbers of the names used last, by their hashes; 0 is no name.
    recent: Box<[Cell<u16>; ElementNames::RECENT]>,
}

type Chunk = [OnceCell<Known>; ElementNames::CHUNK];

/// What is known of a name.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) name: QualName,
    pub(super) tag: Tag,
    pub(super) rule: Rule,
    pub(super) is_formatting: bool,
}

/// The name of a tag, and what becomes of the tag.
#[derive(Clone, Debug)]
pub(super) struct TagName {
    pub(super) name: LocalName,
    /// The number of the name in its page.
    pub(super) number: u16,
    /// The name as that of an HTML element.
    pub(super) kind: Tag,
    pub(super) rule: Rule,
    /// The rule inside a drawing.
    pub(super) in_drawing: Rule,
}

impl TagName {
    pub(super) fn new(name: LocalName, number: u16) -> TagName {
        TagName {
            kind: Tag::of(&name),
            rule: Rule::of(&name),
            in_drawing: Rule::in_drawing(&name),
            name,
            number,
        }
    }

    /// Whether the tag does not end the head.
    pub(super) fn may_stand_in_head(&self) -> bool {
        matches!(self.rule, Rule::Metadata | Rule::Raw(RawKind::ScriptData | RawKind::Rcdata))
            || self.kind == Tag::Style
    }

    /// The rule for a start tag right inside an element of the rule `outer`, and what it opens there.
    pub(super) fn inside(&self, outer: Rule) -> (Rule, Tag) {
        if outer.is_foreign() { (self.in_drawing, self.kind.in_drawing()) } else { (self.rule, self.kind) }
    }
}

impl ElementNames {
    const CHUNK: usize = 32;
    /// Enough for all names that html5ever knows and the lexer lets through, in three namespaces.
    const CHUNKS: usize = 256;
    const RECENT: usize = 512;
    /// So many neighbouring slots may hold a name.
    const PROBES: usize = 4;

    pub(super) fn new() -> ElementNames {
        ElementNames {
            chunks: [const { OnceCell::new() }; ElementNames::CHUNKS],
            numbers: RefCell::default(),
            recent: Box::new([const { Cell::new(0) }; ElementNames::RECENT]),
        }
    }

    /// What is known of the name with a number; `None` of 0.
    pub(super) fn known(&self, number: u16) -> Option<&Known> {
        let at = number.checked_sub(1)? as usize;
        self.chunks.get(at / ElementNames::CHUNK)?.get()?[at % ElementNames::CHUNK].get()
    }

    /// The number of a name, from 1.
    pub(super) fn number(&self, name: QualName) -> u16 {
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
