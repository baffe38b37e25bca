//! Splits a [`Tree`] into blocks, in one walk in document order.

mod atoms;
mod context;
mod machinery;

use super::added::Signs;
use super::folding::{Pending, Style, trim};
use super::listing::{self, TableListing, ends_preformatted};
use super::markup::{Atom, Markup};
use super::note_pairs::NotePairs;
use super::recorder::{Place, Recorder};
use super::recording::Recording;
use super::rows::{Before, Rows};
use super::wanted::{Content, Contents};
use super::{Blocks, RawBlock, is_blank};
use crate::formula::Formulas;
use crate::kind::BlockKind;
use crate::parse::{NodeData, NodeId, Tag, Tree};
use context::Context;

/// Splits a page into blocks.
///
/// A block of text ends where a block-level element starts or ends and at two line breaks in a row. White space is
/// collapsed, and `<br>` becomes a line break, as in `innerText`; preformatted text is unchanged. Every visible text
/// node is in exactly one block, except in elements whose content is not text (script, style, media, values of
/// controls). Hidden text is in separate blocks. The cells of a row in a data table become one block. A formula becomes
/// TeX, and a superscript becomes text such as `10⁹`.
///
/// Time and space are linear in the size of the tree.
pub fn segment_html(tree: &Tree) -> Blocks {
    walk(tree, ()).0
}

/// The markup of the blocks that are `wanted`, among all `blocks` of the page. Other blocks may have no markup. Images
/// between blocks are recorded only if `with_images` is set, and only next to a wanted block.
pub(crate) fn read_markup(tree: &Tree, blocks: &Blocks, wanted: &[bool], with_images: bool) -> Markup {
    let contents = Contents::of(tree, blocks.as_slice(), wanted, with_images);
    let (walked, recording) = walk(tree, Recording::new(contents));
    recording.finish(walked.as_slice(), blocks.as_slice())
}

pub(super) fn walk<R: Recorder>(tree: &Tree, record: R) -> (Blocks, R) {
    let mut walk = Walk::new(tree, record);
    let mut at = tree.root();
    loop {
        let inside = match tree.data(at) {
            NodeData::Text(span) => {
                walk.record.node(Some(span));
                walk.text(tree.text(span));
                walk.record.node(None);
                None
            }
            NodeData::Element { tag, .. } => walk.enter(at, tag),
            NodeData::Document => tree.first_child(at),
            NodeData::Ignored => None,
        };
        if let Some(child) = inside {
            at = child;
            continue;
        }
        match walk.next(at) {
            Some(next) => at = next,
            None => return walk.finish(),
        }
    }
}

/// Where text goes.
fn place(is_aside: bool) -> Place {
    if is_aside { Place::Aside } else { Place::Block }
}

/// An element that the walk is inside.
#[derive(Debug)]
struct Frame {
    id: NodeId,
    tag: Tag,
    context: Context,
    signs: Signs,
    /// What had ended when the element started.
    before: Before,
}

#[derive(Debug)]
struct Walk<'t, R: Recorder> {
    tree: &'t Tree,
    record: R,
    formulas: Formulas,
    note_pairs: NotePairs,
    blocks: Blocks,
    path: Vec<Frame>,
    pending: Pending,
    /// Text of inline elements that are not shown. It becomes separate blocks after the block around them.
    aside: Pending,
    asides: Vec<(String, RawBlock, R::Block)>,
    images: u32,
    rows: Rows,
    /// No text since the end of a link.
    is_after_link: bool,
    /// How long the text was where the innermost block-level element started.
    line_start: usize,
}

impl<'t, R: Recorder> Walk<'t, R> {
    fn new(tree: &'t Tree, record: R) -> Walk<'t, R> {
        Walk {
            tree,
            record,
            formulas: Formulas::of(tree),
            note_pairs: NotePairs::default(),
            blocks: Blocks::with_capacity(tree.len() * 8),
            path: Vec::with_capacity(64),
            pending: Pending::default(),
            aside: Pending::default(),
            asides: Vec::new(),
            images: 0,
            rows: Rows::default(),
            is_after_link: false,
            line_start: 0,
        }
    }

    fn context(&self) -> &Context {
        self.path.last().map_or(&Context::ROOT, |frame| &frame.context)
    }

    /// Starts an element. Returns its first child, if there is anything to walk inside.
    fn enter(&mut self, id: NodeId, tag: Tag) -> Option<NodeId> {
        if self.is_written_whole(id, tag) {
            return None;
        }
        match tag {
            Tag::Br => self.line_break(),
            Tag::Img => self.image(id),
            Tag::Input => self.input(id),
            _ => {}
        }
        if self.is_left_out(id, tag) {
            return None;
        }
        let first_child = self.tree.first_child(id);
        if tag == Tag::Noscript && is_without_text(self.tree, id) {
            self.record_image(id);
            return None;
        }
        if first_child.is_none() || tag.is_without_text() {
            self.pass(tag);
            return None;
        }
        if tag.is_block_level() && self.is_skipped(id, tag) {
            return None;
        }
        let outer = *self.context();
        let mut context = self.context_inside(id, tag);
        if tag.is_block_level() {
            self.border(context.style.is_preformatted);
            self.line_start = self.pending.text().len();
        } else if outer.style.is_preformatted && listing::starts_line(self.tree, id) {
            self.pending.fresh_indented_line();
        }
        if context.is_aside && !outer.is_aside {
            self.aside.space();
        }
        if context.is_on_own_line && !outer.style.is_preformatted {
            self.end_line();
        }
        if tag == Tag::A && self.is_after_link {
            self.pending.space();
        }
        if tag == Tag::Li {
            context.item_start = Some(self.blocks.len());
        }
        let before = self.rows.ended(&self.blocks);
        let signs = self.signs(id, tag);
        context.is_quoted ^= tag == Tag::Q;
        self.path.push(Frame { id, tag, context, signs, before });
        self.record.enter(self.tree, id, tag);
        if let Some((opening, _)) = signs.pair() {
            self.text(opening);
        }
        first_child
    }

    /// Skips a block-level element that the recorder does not need. One block takes the place of the blocks inside.
    ///
    /// Such an element starts and ends with a boundary, unless it is inside a listing or an element that is not shown.
    fn is_skipped(&mut self, id: NodeId, tag: Tag) -> bool {
        let Some(content) = self.record.skips(id, tag) else { return false };
        let outer = self.context();
        if outer.is_aside || outer.style.is_preformatted {
            return false;
        }
        self.boundary();
        self.line_start = 0;
        if content == Content::Unwanted {
            self.blocks.blocks.push(RawBlock::default());
            self.record.push(R::Block::default());
        }
        true
    }

    /// Passes over an element without text.
    fn pass(&mut self, tag: Tag) {
        if !tag.is_block_level() {
            return;
        }
        let is_in_listing = self.context().style.is_preformatted && !ends_preformatted(tag);
        self.border(is_in_listing);
        if is_in_listing && matches!(tag, Tag::Li | Tag::Tr) {
            self.pending.verbatim_break();
        }
    }

    /// The context inside an element that starts; a table may be a listing.
    fn context_inside(&self, id: NodeId, tag: Tag) -> Context {
        let outer = self.context();
        let mut context = outer.within(self.tree, id, tag);
        if tag == Tag::Table {
            let listing = listing::of_table(self.tree, id, outer.style.is_preformatted);
            context.has_gutter = listing.is_some();
            if listing == Some(TableListing::Preformatted) {
                (context.style.is_preformatted, context.kind) = (true, BlockKind::Code);
            }
        }
        context
    }

    /// Ends the innermost element.
    fn leave(&mut self) {
        let Some(frame) = self.path.last() else { return };
        let &Frame { id, tag, context, signs, before } = frame;
        if let Some((_, closing)) = signs.pair() {
            self.text(closing);
        }
        if tag.is_block_level() {
            let outer = self.path.iter().rev().nth(1);
            self.border(outer.is_some_and(|outer| outer.context.style.is_preformatted));
        }
        if context.style.is_preformatted {
            self.end_line_of_listing(id, tag);
        } else if context.is_on_own_line {
            self.end_line();
        }
        let joined = match tag {
            Tag::Td | Tag::Th => {
                self.rows.end_cell(id, before, &self.blocks);
                None
            }
            Tag::Tr => self.rows.end_row(self.tree, id, before, &mut self.blocks),
            Tag::Table => self.rows.end_table(self.tree, id, before, &mut self.blocks),
            _ => None,
        };
        if let Some(joined) = joined {
            self.record.join(&joined);
        }
        self.is_after_link |= tag == Tag::A;
        self.path.pop();
        self.record.leave();
        let depth = self.path.len().saturating_sub(1);
        self.pending.climb(depth);
        self.aside.climb(depth);
    }

    /// The next node outside `at`, in document order; ends the elements on the way.
    fn next(&mut self, at: NodeId) -> Option<NodeId> {
        let mut at = at;
        loop {
            if let Some(next) = self.tree.next_sibling(at) {
                return Some(next);
            }
            at = self.tree.parent(at)?;
            if self.path.last().is_some_and(|frame| frame.id == at) {
                self.leave();
            }
        }
    }

    fn text(&mut self, text: &str) {
        let &Context { is_aside, style, .. } = self.context();
        if style.is_preformatted && self.is_between_lines(text) {
            return;
        }
        if !style.keeps_lines || style.is_preformatted {
            return self.push(text, style, is_aside, None);
        }
        let mut start = 0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.line_break();
            }
            self.record.line(start..start + line.len());
            self.push(line, style, is_aside, None);
            start += line.len() + 1;
        }
    }

    /// Adds text to the current block; it may represent an element.
    fn push(&mut self, text: &str, style: Style, is_aside: bool, atom: Option<Atom>) {
        let depth = self.path.len().saturating_sub(1);
        let root = self.tree.root();
        let path = &self.path;
        let ancestor = |depth: usize| path.get(depth).map_or(root, |frame| frame.id);
        let pending = if is_aside { &mut self.aside } else { &mut self.pending };
        let (before, start) = (pending.chars, pending.text().len() + pending.due(style));
        pending.push(text, style, ancestor, depth);
        self.is_after_link &= pending.chars == before;
        self.record.text(place(is_aside), start..pending.text().len(), atom);
    }

    fn image(&mut self, id: NodeId) {
        self.images += 1;
        self.record_image(id);
    }

    /// Records an image, or a `noscript` that may replace one.
    fn record_image(&mut self, id: NodeId) {
        let &Context { is_aside, style, .. } = self.context();
        let pending = if is_aside { &self.aside } else { &self.pending };
        let at = pending.text().len();
        self.record.image(place(is_aside), id, at..at + pending.due(style));
    }

    fn line_break(&mut self) {
        let &Context { is_aside, style, .. } = self.context();
        let pending = if is_aside { &mut self.aside } else { &mut self.pending };
        if style.is_preformatted {
            pending.verbatim_break();
        } else if pending.line_break() {
            self.boundary();
        }
    }

    /// Ends the line in the current block: what comes next is on a new line.
    fn end_line(&mut self) {
        let is_aside = self.context().is_aside;
        self.pending(is_aside).end_line();
    }

    /// A border of a block-level element: a new line within a listing, else the end of a block.
    fn border(&mut self, continues_listing: bool) {
        if continues_listing && self.context().style.is_preformatted {
            self.pending.fresh_line();
        } else {
            self.boundary();
        }
    }

    /// Ends the current block. Inside an inline element that is not shown, the sentence around it continues.
    fn boundary(&mut self) {
        self.is_after_link = false;
        if self.pending.is_empty() && self.aside.is_empty() && self.asides.is_empty() {
            self.record.end_blank(Place::Aside);
            self.record.end_blank(Place::Block);
            return;
        }
        let context = *self.context();
        self.end_aside(context);
        if !context.is_aside {
            self.end_block(context);
        }
    }

    /// Sets hidden text aside until the block around it has ended.
    fn end_aside(&mut self, context: Context) {
        let text = trim(self.aside.text(), context.kind);
        if !is_blank(text) {
            let block = RawBlock { is_hidden: true, ..raw_block(&self.aside, context) };
            let markup = self.record.end(Place::Aside, self.aside.text(), text);
            self.asides.push((text.to_owned(), block, markup));
        }
        self.record.end_blank(Place::Aside);
        self.aside.clear();
    }

    /// Adds the current block, if it has visible text, and then the hidden text that was set aside.
    fn end_block(&mut self, context: Context) {
        let text = trim(self.pending.text(), context.kind);
        let starts_item = |blocks: &Blocks| context.item_start == Some(blocks.len());
        if !is_blank(text) {
            let images = std::mem::take(&mut self.images);
            let starts_item = starts_item(&self.blocks);
            let words = self.record.words(text);
            self.blocks.push_counted(
                text,
                RawBlock { starts_item, images, words, ..raw_block(&self.pending, context) },
            );
            let markup = self.record.end(Place::Block, self.pending.text(), text);
            self.record.push(markup);
        }
        self.record.end_blank(Place::Block);
        self.pending.clear();
        for (text, block, markup) in self.asides.drain(..) {
            let starts_item = starts_item(&self.blocks);
            let words = self.record.words(&text);
            self.blocks.push_counted(&text, RawBlock { starts_item, words, ..block });
            self.record.push(markup);
        }
    }

    fn finish(mut self) -> (Blocks, R) {
        self.boundary();
        self.blocks.shrink();
        (self.blocks, self.record)
    }
}

/// A block in the making, without its text.
fn raw_block(pending: &Pending, context: Context) -> RawBlock {
    RawBlock {
        kind: context.kind,
        container: context.container,
        element: pending.element(),
        is_hidden: context.is_hidden,
        chars: pending.chars,
        link_chars: pending.link_chars,
        bold_chars: pending.bold_chars,
        links: pending.links,
        ..RawBlock::default()
    }
}

/// Whether a `noscript` only replaces an image or a script. Only a few nodes are examined: if there are more, it has
/// content.
fn is_without_text(tree: &Tree, noscript: NodeId) -> bool {
    const MAX_NODES: usize = 16;
    let mut nodes = tree.descendants(noscript);
    let has_text = |id| match tree.data(id) {
        NodeData::Text(span) => !is_blank(tree.text(span)),
        _ => false,
    };
    !nodes.by_ref().take(MAX_NODES).any(has_text) && nodes.next().is_none()
}
