//! What applies to all text inside an element.

use super::super::folding::Style;
use super::super::inline_style::{hides, is_block, keeps_lines};
use super::super::listing::ends_preformatted;
use crate::kind::BlockKind;
use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// What the content of an element inherits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) kind: BlockKind,
    /// The innermost block-level element.
    pub(super) container: Option<NodeId>,
    pub(super) style: Style,
    pub(super) is_hidden: bool,
    /// Inside an element that screen readers skip; block-level elements in it count as hidden.
    pub(super) is_unspoken: bool,
    /// Inside an inline element that is not shown: its text must not end up within a sentence.
    pub(super) is_aside: bool,
    /// How many blocks there were when the innermost list item started.
    pub(super) item_start: Option<usize>,
    pub(super) list_depth: u8,
    pub(super) is_ordered: bool,
    /// In a table with line numbers in front of a listing.
    pub(super) has_gutter: bool,
    /// In a `q`.
    pub(super) is_quoted: bool,
    /// The innermost element is inline, but styled so that it starts and ends a line.
    pub(super) is_on_own_line: bool,
}

impl Context {
    pub(super) const ROOT: Context = Context {
        kind: BlockKind::Other,
        container: None,
        style: Style { link: None, is_bold: false, is_preformatted: false, keeps_lines: false },
        is_hidden: false,
        is_unspoken: false,
        is_aside: false,
        item_start: None,
        list_depth: 0,
        is_ordered: false,
        has_gutter: false,
        is_quoted: false,
        is_on_own_line: false,
    };

    /// The context inside an element.
    pub(super) fn within(&self, tree: &Tree, id: NodeId, tag: Tag) -> Context {
        let mut context = *self;
        context.hide(tree, id, tag);
        if context.style.is_preformatted && (ends_preformatted(tag) || context.is_hidden != self.is_hidden) {
            context.style.is_preformatted = false;
            context.kind = BlockKind::Other;
        }
        if tag.is_block_level() {
            context.container = Some(id);
            context.kind = context.kind_within(tag);
        }
        match tag {
            Tag::A => context.style.link = Some(id),
            Tag::B | Tag::Strong => context.style.is_bold = true,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir => {
                context.list_depth = context.list_depth.saturating_add(1);
                context.is_ordered = tag == Tag::Ol;
            }
            _ => {}
        }
        context.style.is_preformatted |= tag.is_preformatted();
        context
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

    /// Reads the attributes that hide an element, and the styles of its white space and of its lines.
    fn hide(&mut self, tree: &Tree, id: NodeId, tag: Tag) {
        let (mut is_shown, mut is_spoken) = (true, true);
        self.is_on_own_line = false;
        for kept in tree.kept(id) {
            match kept.name {
                AttributeName::Hidden => is_shown &= tree.value(kept).eq_ignore_ascii_case("until-found"),
                AttributeName::Style => {
                    let style = tree.value(kept);
                    is_shown &= !hides(style);
                    self.style.keeps_lines = keeps_lines(style).unwrap_or(self.style.keeps_lines);
                    self.is_on_own_line = !tag.is_block_level() && is_block(style);
                }
                AttributeName::AriaHidden => is_spoken &= !tree.value(kept).eq_ignore_ascii_case("true"),
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
