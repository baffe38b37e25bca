//! A [`Tree`] to blocks, by one walk in document order.

use super::folding::{Pending, Style};
use super::rows::join_row;
use super::{Blocks, RawBlock, is_blank};
use crate::kind::BlockKind;
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
    /// Inside an element that is not to be read out, which hides what is block-level.
    is_unspoken: bool,
    /// Inside an inline element that is not shown: its text must not end up within a sentence.
    is_aside: bool,
    /// How many blocks there were when the innermost list item started.
    item_start: Option<usize>,
    list_depth: u8,
    is_ordered: bool,
}

impl Context {
    const ROOT: Context = Context {
        kind: BlockKind::Other,
        container: None,
        style: Style { link: None, is_bold: false, is_preformatted: false },
        is_hidden: false,
        is_unspoken: false,
        is_aside: false,
        item_start: None,
        list_depth: 0,
        is_ordered: false,
    };

    /// The context inside an element.
    fn within(mut self, tree: &Tree, id: NodeId, tag: Tag) -> Context {
        let was_hidden = self.is_hidden;
        self.hide(tree, id, tag);
        if self.style.is_preformatted && (ends_preformatted(tag) || self.is_hidden != was_hidden) {
            self.style.is_preformatted = false;
            self.kind = BlockKind::Other;
        }
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
            _ => {}
        }
        self.style.is_preformatted |= tag.is_preformatted();
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
        self.is_unspoken |= !is_spoken;
        // `aria-hidden` around inline text only keeps what is visible, an icon mostly, from being read out.
        self.is_hidden |= is_block && (!is_shown || self.is_unspoken || tag == Tag::Noscript);
    }
}

/// Elements that are no part of a listing of code, even inside it.
fn ends_preformatted(tag: Tag) -> bool {
    use Tag::*;
    tag.heading_level().is_some()
        || matches!(
            tag,
            Article
                | Aside
                | Blockquote
                | Button
                | Figure
                | Footer
                | Form
                | Header
                | Label
                | Main
                | Nav
                | Section
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
    /// How many blocks there were, and how many tables had ended, when the element started.
    blocks_before: usize,
    tables_before: usize,
}

#[derive(Debug)]
struct Walk<'t> {
    tree: &'t Tree,
    blocks: Blocks,
    path: Vec<Frame>,
    pending: Pending,
    /// Text of inline elements that are not shown; blocks of their own after the one around them.
    aside: Pending,
    asides: Vec<(String, RawBlock)>,
    images: u32,
    /// Tables that ended.
    tables: usize,
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
            asides: Vec::new(),
            images: 0,
            tables: 0,
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
        if tag == Tag::Noscript && is_without_text(self.tree, id) {
            return None;
        }
        if first_child.is_none() || tag.is_without_text() {
            if tag.is_block_level() {
                self.boundary();
            }
            return None;
        }
        let outer = self.context();
        let mut context = outer.within(self.tree, id, tag);
        if tag.is_block_level() {
            self.border(context.style.is_preformatted);
        }
        if context.is_aside && !outer.is_aside {
            self.aside.space();
        }
        if tag == Tag::A && self.is_after_link {
            self.pending.space();
        }
        if tag == Tag::Li {
            context.item_start = Some(self.blocks.len());
        }
        let (blocks_before, tables_before) = (self.blocks.len(), self.tables);
        self.path.push(Frame { id, tag, context, blocks_before, tables_before });
        first_child
    }

    /// Ends the innermost element.
    fn leave(&mut self) {
        let Some(frame) = self.path.last() else { return };
        let &Frame { id, tag, blocks_before, tables_before, .. } = frame;
        let outer = self.path.iter().rev().nth(1).map_or(Context::ROOT, |outer| outer.context);
        if tag.is_block_level() {
            self.border(outer.style.is_preformatted);
        }
        self.tables += usize::from(tag == Tag::Table);
        if tag == Tag::Tr && self.tables == tables_before {
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

    /// Ends the current block. Inside an inline element that is not shown, the sentence around it goes on.
    fn boundary(&mut self) {
        let context = self.context();
        self.is_after_link = false;
        let aside = Walk::take(&mut self.aside, &mut 0, Context { is_hidden: true, ..context });
        self.asides.extend(aside);
        if context.is_aside {
            return;
        }
        let block = Walk::take(&mut self.pending, &mut self.images, context);
        for (text, mut block) in block.into_iter().chain(std::mem::take(&mut self.asides)) {
            block.starts_item = context.item_start == Some(self.blocks.len());
            self.blocks.push(&text, block);
        }
    }

    /// The block that was put together, if there is anything to be seen in it.
    fn take(pending: &mut Pending, images: &mut u32, context: Context) -> Option<(String, RawBlock)> {
        let text = trim(pending.text(), context.kind);
        let block = (!is_blank(text)).then(|| {
            let block = RawBlock {
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
            };
            (text.to_owned(), block)
        });
        pending.clear();
        block
    }

    fn finish(mut self) -> Blocks {
        self.boundary();
        self.blocks
    }
}

/// Whether a `noscript` only stands in for an image or a script. Only a few nodes are looked at: more are content.
fn is_without_text(tree: &Tree, noscript: NodeId) -> bool {
    const MAX_NODES: usize = 16;
    let mut nodes = tree.descendants(noscript);
    let has_text = |id| match tree.data(id) {
        NodeData::Text(span) => !is_blank(tree.text(span)),
        _ => false,
    };
    !nodes.by_ref().take(MAX_NODES).any(has_text) && nodes.next().is_none()
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
