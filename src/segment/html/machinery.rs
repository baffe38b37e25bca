//! What the walk leaves out, and what it adds: lines of listings, signs around elements.

use super::super::added::{Signs, checkbox};
use super::super::listing;
use super::super::markup::Atom;
use super::super::notes::is_without_words;
use super::super::recorder::Recorder;
use super::{Context, Walk};
use crate::parse::{NodeId, Tag};

impl<R: Recorder> Walk<'_, R> {
    /// Whether an element is not part of the page's text: a control of a listing, or a link without information.
    pub(super) fn is_left_out(&self, id: NodeId, tag: Tag) -> bool {
        let outer = self.context();
        match tag {
            Tag::Td | Tag::Th if outer.has_gutter => listing::is_gutter(self.tree, id),
            _ if outer.style.is_preformatted => listing::is_beside_code(self.tree, id, tag),
            Tag::Div => listing::is_gutter_beside_code(self.tree, id),
            Tag::Button => listing::is_button_beside_code(self.tree, id),
            Tag::A | Tag::Span => is_without_words(self.tree, id, tag, outer.kind),
            _ => false,
        }
    }

    /// Ends an element inside a listing: an empty row or item is an empty line.
    pub(super) fn end_line_of_listing(&mut self, id: NodeId, tag: Tag) {
        if matches!(tag, Tag::Tr | Tag::Li) && self.pending.text().len() == self.line_start {
            self.pending.verbatim_break();
        } else if tag == Tag::Code && listing::is_line_of_code(self.tree, id) {
            self.pending.fresh_line();
        }
    }

    /// Whether text inside a listing is white space between rows, cells or items, which no browser shows.
    pub(super) fn is_between_lines(&self, text: &str) -> bool {
        use Tag::{Ol, Table, Tbody, Tfoot, Thead, Tr, Ul};
        let tag = self.path.last().map(|frame| frame.tag);
        matches!(tag, Some(Table | Tbody | Tfoot | Thead | Tr | Ol | Ul)) && text.trim_ascii().is_empty()
    }

    /// The signs around an element that starts. A listing has none, and no brackets are put within brackets.
    pub(super) fn signs(&self, id: NodeId, tag: Tag) -> Signs {
        let outer = self.context();
        if outer.style.is_preformatted {
            return Signs::None;
        }
        let pending = if outer.is_aside { &self.aside } else { &self.pending };
        match Signs::of(self.tree, id, tag, outer.is_quoted, &self.note_pairs) {
            Signs::Brackets if pending.text().ends_with(['[', '(']) => Signs::None,
            signs => signs,
        }
    }

    /// Writes a sign for the box in front of a task.
    pub(super) fn input(&mut self, id: NodeId) {
        let starts_item = self.context().item_start == Some(self.blocks.len());
        let sign = checkbox(self.tree, id).filter(|_| starts_item && self.pending.is_empty());
        if let Some(sign) = sign {
            let &Context { is_aside, style, .. } = self.context();
            self.push(sign, style, is_aside, Some(Atom { id, is_display: false }));
        }
    }
}
