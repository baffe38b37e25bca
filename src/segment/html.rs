//! A [`Tree`] to blocks, by one walk in document order.

use super::folding::{Pending, Style};
use super::rows::join_row;
use super::{Blocks, RawBlock, is_blank};
use crate::block::BlockKind;
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// Cuts a page into blocks.
///
/// A block of text ends where a block-level element starts or ends and at two line breaks in a row. White space
/// is folded, and `<br>` kept as a line break, as a browser's `innerText` does; preformatted text stays as it is.
/// Every text node that can be seen lands in exactly one block, except in elements whose content is no text
/// (script, style, media, values of controls). What is hidden makes blocks of its own. Cells of a row of data
/// become one block.
///
/// Time and space are linear in the tree.
pub fn segment_html(tree: &Tree) -> Blocks {
    let mut walk = Walk::new(tree);
    let mut at = tree.root();
    loop {
        let inside = match tree.data(at) {
            NodeData::Text(span) => {
                walk.text(tree.text(span));
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

/// What an element hands down to what is inside it.
#[derive(Clone, Copy, Debug)]
struct Context {
    kind: BlockKind,
    /// The innermost block-level element.
    container: Option<NodeId>,
    style: Style,
    is_hidden: bool,
    /// Inside an inline element that is not shown: its text must not end up within a sentence.
    is_aside: bool,
    list_depth: u8,
    is_ordered: bool,
}

impl Context {
    const ROOT: Context = Context {
        kind: BlockKind::Other,
        container: None,
        style: Style { link: None, is_bold: false, is_preformatted: false },
        is_hidden: false,
        is_aside: false,
        list_depth: 0,
        is_ordered: false,
    };

    /// The context inside an element.
    fn within(mut self, tree: &Tree, id: NodeId, tag: Tag) -> Context {
        if tag.is_block_level() {
            self.container = Some(id);
            self.kind = self.kind_within(tag);
        }
        match tag {
            Tag::A => self.style.link = Some(id),
            Tag::B | Tag::Strong => self.style.is_bold = true,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => {
                self.list_depth = self.list_depth.saturating_add(1);
                self.is_ordered = tag == Tag::Ol;
            }
            Tag::Noscript => self.is_hidden = true,
            _ => {}
        }
        if self.style.is_preformatted && ends_preformatted(tag) {
            self.style.is_preformatted = false;
            self.kind = BlockKind::Other;
        }
        self.style.is_preformatted |= tag.is_preformatted();
        self.hide(tree, id, tag);
        self
    }

    /// The kind of a block whose innermost block-level element is `tag`.
    fn kind_within(&self, tag: Tag) -> BlockKind {
        if let Some(level) = tag.heading_level() {
            return BlockKind::Heading(level);
        }
        match tag {
            Tag::Li => BlockKind::ListItem { depth: self.list_depth.max(1), ordered: self.is_ordered },
            Tag::Blockquote => BlockKind::Quote,
            Tag::Figcaption | Tag::Caption => BlockKind::Caption,
            Tag::Td | Tag::Th => BlockKind::Other,
            Tag::P if self.kind == BlockKind::Other => BlockKind::Paragraph,
            _ if tag.is_preformatted() => BlockKind::Code,
            _ => self.kind,
        }
    }

    fn hide(&mut self, tree: &Tree, id: NodeId, tag: Tag) {
        let (mut is_shown, mut is_spoken) = (true, true);
        for (name, value) in tree.attributes(id) {
            match name {
                AttributeName::Hidden => is_shown &= value.eq_ignore_ascii_case("until-found"),
                AttributeName::Style => is_shown &= !hides(value),
                AttributeName::AriaHidden => is_spoken &= !value.eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
        let is_block = tag.is_block_level();
        self.is_aside |= !is_shown && !is_block;
        // `aria-hidden` on an inline element only keeps visible text, an icon mostly, from being read out.
        self.is_hidden |= !is_shown || (!is_spoken && is_block);
    }
}

/// Elements that are no part of a listing of code: an unclosed `pre` ends at them.
fn ends_preformatted(tag: Tag) -> bool {
    use Tag::*;
    tag.heading_level().is_some()
        || matches!(
            tag,
            Article | Aside | Footer | Form | Header | Main | Nav | Section | Blockquote | Figure
        )
}

/// Whether an inline style takes the element off the page.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
        match property.trim() {
            p if p.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
            p if p.eq_ignore_ascii_case("visibility") => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// An element that the walk is inside of.
#[derive(Debug)]
struct Frame {
    id: NodeId,
    tag: Tag,
    context: Context,
    /// How many blocks there were when the element started.
    blocks_before: usize,
}

#[derive(Debug)]
struct Walk<'t> {
    tree: &'t Tree,
    blocks: Blocks,
    path: Vec<Frame>,
    pending: Pending,
    /// Text of inline elements that are not shown; a block of its own after the one around it.
    aside: Pending,
    images: u32,
    /// No text since the end of a link.
    is_after_link: bool,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree) -> Walk<'t> {
        Walk {
            tree,
            blocks: Blocks::with_capacity(tree.len() * 16),
            path: Vec::with_capacity(64),
            pending: Pending::default(),
            aside: Pending::default(),
            images: 0,
            is_after_link: false,
        }
    }

    fn context(&self) -> Context {
        self.path.last().map_or(Context::ROOT, |frame| frame.context)
    }

    /// Starts an element. Answers its first child, if there is something to walk inside.
    fn enter(&mut self, id: NodeId, tag: Tag) -> Option<NodeId> {
        match tag {
            Tag::Br => self.line_break(),
            Tag::Img => self.images += 1,
            _ => {}
        }
        let first_child = self.tree.first_child(id);
        if first_child.is_none() || tag.is_without_text() {
            if tag.is_block_level() {
                self.boundary();
            }
            return None;
        }
        let context = self.context().within(self.tree, id, tag);
        if tag.is_block_level() {
            self.border(context.style.is_preformatted);
        }
        if tag == Tag::A && self.is_after_link {
            self.pending.space();
        }
        self.path.push(Frame { id, tag, context, blocks_before: self.blocks.len() });
        first_child
    }

    /// Ends the innermost element.
    fn leave(&mut self) {
        let Some(frame) = self.path.last() else { return };
        let (id, tag, blocks_before) = (frame.id, frame.tag, frame.blocks_before);
        let outer = self.path.iter().rev().nth(1).map_or(Context::ROOT, |outer| outer.context);
        if tag.is_block_level() {
            self.border(outer.style.is_preformatted);
        }
        if tag == Tag::Tr {
            join_row(self.tree, id, &mut self.blocks, blocks_before);
        }
        self.is_after_link |= tag == Tag::A;
        self.path.pop();
        let depth = self.path.len().saturating_sub(1);
        self.pending.climb(depth);
        self.aside.climb(depth);
    }

    /// The next node after `at` and what is inside it; ends the elements on the way.
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
        let context = self.context();
        let depth = self.path.len().saturating_sub(1);
        let root = self.tree.root();
        let path = &self.path;
        let ancestor = |depth: usize| path.get(depth).map_or(root, |frame| frame.id);
        let pending = if context.is_aside { &mut self.aside } else { &mut self.pending };
        let before = pending.chars;
        pending.push(text, context.style, ancestor, depth);
        self.is_after_link &= pending.chars == before;
    }

    fn line_break(&mut self) {
        let context = self.context();
        let pending = if context.is_aside { &mut self.aside } else { &mut self.pending };
        if context.style.is_preformatted {
            pending.verbatim_break();
        } else if pending.line_break() {
            self.boundary();
        }
    }

    /// A border of a block-level element: a new line within a listing, else the end of a block.
    fn border(&mut self, continues_listing: bool) {
        if continues_listing && self.context().style.is_preformatted {
            self.pending.fresh_line();
        } else {
            self.boundary();
        }
    }

    /// Ends the current block.
    fn boundary(&mut self) {
        let context = self.context();
        self.is_after_link = false;
        Walk::flush(&mut self.blocks, &mut self.pending, &mut self.images, context);
        let hidden = Context { is_hidden: true, ..context };
        Walk::flush(&mut self.blocks, &mut self.aside, &mut self.images, hidden);
    }

    fn flush(blocks: &mut Blocks, pending: &mut Pending, images: &mut u32, context: Context) {
        let text = trim(pending.text(), context.kind);
        if !is_blank(text) {
            blocks.push(
                text,
                RawBlock {
                    kind: context.kind,
                    container: context.container,
                    element: pending.element(),
                    is_hidden: context.is_hidden,
                    chars: pending.chars,
                    link_chars: pending.link_chars,
                    bold_chars: pending.bold_chars,
                    links: pending.links,
                    images: std::mem::take(images),
                    ..RawBlock::default()
                },
            );
        }
        pending.clear();
    }

    fn finish(mut self) -> Blocks {
        self.boundary();
        self.blocks
    }
}

/// The text without white space at its ends; of code only blank lines go.
fn trim(text: &str, kind: BlockKind) -> &str {
    if kind != BlockKind::Code {
        return text.trim();
    }
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let first_line = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    &text[first_line..]
}
