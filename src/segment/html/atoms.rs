//! Elements that are written as a whole: formulas as TeX, superscripts and subscripts as text.

use super::super::added::Signs;
use super::super::emoji::emoji;
use super::super::folding::Pending;
use super::super::markup::Atom;
use super::super::recorder::Recorder;
use super::super::shifted::notation;
use super::{Context, Walk};
use crate::formula::{Formula, Role, image_formula};
use crate::parse::{NodeData, NodeId, Tag};

impl<R: Recorder> Walk<'_, R> {
    /// Writes an element as a whole, or skips one that is written elsewhere. Returns whether it did so; if it did, the
    /// walk does not go inside.
    #[inline]
    pub(super) fn is_written_whole(&mut self, id: NodeId, tag: Tag) -> bool {
        match tag {
            Tag::Img => match image_formula(self.tree, id) {
                Some(formula) => self.formula(id, tag, formula),
                None => self.emoji(id, tag),
            },
            Tag::Sup | Tag::Sub => self.shifted(id, tag),
            _ => match self.formulas.role(id) {
                None => false,
                Some(Role::Formula(formula)) => self.formula(id, tag, formula),
                Some(Role::Rendering) => {
                    if tag.is_block_level() {
                        self.boundary();
                    }
                    true
                }
            },
        }
    }

    /// A formula in place of the element `root` around it. A display formula stays in its paragraph, because the
    /// sentence continues after it.
    fn formula(&mut self, root: NodeId, tag: Tag, formula: Formula) -> bool {
        let Some(context) = self.context_within(root, tag) else { return false };
        let tex = formula.tex(self.tree);
        if tex.is_empty() {
            return false;
        }
        let Formula { source, is_display } = formula;
        let is_block = tag.is_block_level();
        if is_block {
            self.boundary();
        }
        if is_display {
            self.pending(context.is_aside).end_line();
        }
        self.push(&tex, context.style, context.is_aside, Some(Atom { id: source, is_display }));
        if is_display {
            self.pending(context.is_aside).end_line();
        }
        if is_block {
            self.boundary();
        }
        true
    }

    /// An emoji in place of its image, if it comes after text; before text or alone, it is a picture.
    fn emoji(&mut self, id: NodeId, tag: Tag) -> bool {
        let Some(emoji) = emoji(self.tree, id) else { return false };
        let Some(context) = self.context_within(id, tag) else { return false };
        let is_after_text = !self.pending(context.is_aside).is_empty();
        if is_after_text {
            self.push(emoji, context.style, context.is_aside, None);
        }
        is_after_text
    }

    /// A superscript or subscript, unless its text is readable without notation.
    fn shifted(&mut self, id: NodeId, tag: Tag) -> bool {
        let Some(context) = self.context_within(id, tag) else { return false };
        let pending = self.pending(context.is_aside);
        // A link that starts with one is usually a reference to a note.
        if context.style.link.is_some_and(|link| !pending.has_text_of(link)) || self.is_in_reference() {
            return false;
        }
        let before = if context.is_aside { self.aside.touching() } else { self.pending.touching() };
        // At the start of a block it is the mark of a note, unless the next word follows directly, as in an isotope.
        if before.is_empty() && !self.touches_next(id) {
            return false;
        }
        let Some(text) = notation(self.tree, id, tag, before) else { return false };
        self.push(&text, context.style, context.is_aside, Some(Atom { id, is_display: false }));
        true
    }

    /// Whether the walk is inside a reference to a note, which has its brackets already.
    fn is_in_reference(&self) -> bool {
        /// How many elements there may be between the reference and its text.
        const MAX_DEPTH: usize = 8;
        self.path.iter().rev().take(MAX_DEPTH).any(|frame| frame.signs == Signs::Brackets)
    }

    /// Whether the text after an element continues without white space.
    fn touches_next(&self, id: NodeId) -> bool {
        self.tree.next_sibling(id).is_some_and(|next| match self.tree.data(next) {
            NodeData::Text(span) => !self.tree.text(span).starts_with(|c: char| c.is_whitespace()),
            _ => true,
        })
    }

    pub(super) fn pending(&mut self, is_aside: bool) -> &mut Pending {
        if is_aside { &mut self.aside } else { &mut self.pending }
    }

    /// The context inside an element; `None` if the element is hidden but its surroundings are not.
    fn context_within(&self, id: NodeId, tag: Tag) -> Option<Context> {
        let outer = self.context();
        let context = outer.within(self.tree, id, tag);
        let is_alike = context.is_aside == outer.is_aside && context.is_hidden == outer.is_hidden;
        is_alike.then_some(context)
    }
}
