//! Bounds what a hostile page can make html5ever do.
//!
//! html5ever's tree builder takes time quadratic in the depth of open elements, and reconstructs formatting elements
//! that are left open, in each block that follows (HTML standard, 13.2.4.3): 80 KB of `<b n><i n></b>` become millions
//! of elements. The guard drops the tags that would exceed the limits: their text is kept, their structure is
//! flattened. Real pages are far below the limits.

use super::sink::{Depth, Handle, Held, Sink};
use crate::limits::Limits;
use crate::parse::fast::rule::Rule;
use crate::parse::tag::{Tag as Kind, is_formatting, rule_of};
use crate::parse::tree::{NodeId, Tree};
use html5ever::interface::tree_builder::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};
use std::cell::{Cell, RefCell};

/// A tree builder behind the limits.
pub(in crate::parse) struct Guard<'l> {
    builder: TreeBuilder<Handle, Sink>,
    limits: &'l Limits,
    /// The start tags left out whose end tags are still to come, by name.
    left_out: RefCell<Vec<(LocalName, usize)>>,
    /// The dropped element whose content is not text of the page, and how many of its name are open.
    muted: RefCell<Option<(LocalName, usize)>>,
    /// How many elements were created besides that of the tag, mostly reconstructed formatting elements.
    reconstructed: Cell<usize>,
    /// Whether a tag was ever left out. Until then most checks are unnecessary.
    is_in_use: Cell<bool>,
}

impl<'l> Guard<'l> {
    pub(in crate::parse) fn new(builder: TreeBuilder<Handle, Sink>, limits: &'l Limits) -> Guard<'l> {
        Guard {
            builder,
            limits,
            left_out: RefCell::new(Vec::new()),
            muted: RefCell::new(None),
            reconstructed: Cell::new(0),
            is_in_use: Cell::new(false),
        }
    }

    pub(in crate::parse) fn finish(self) -> Tree {
        self.builder.end();
        self.builder.sink.finish()
    }

    pub(in crate::parse) fn sink(&self) -> &Sink {
        &self.builder.sink
    }

    /// Whether a tag was ever left out.
    pub(in crate::parse) fn is_in_use(&self) -> bool {
        self.is_in_use.get()
    }

    /// Whether an element may be opened in one of this depth.
    pub(in crate::parse) fn has_room(&self, outer: Depth, is_formatting: bool) -> bool {
        self.builder.sink.created.get() < self.limits.elements() && !self.exceeds(outer, is_formatting)
    }

    fn exceeds(&self, depth: Depth, is_formatting: bool) -> bool {
        depth.elements >= self.limits.depth()
            || (is_formatting && depth.formatting >= self.limits.formatting())
    }

    /// html5ever's current node.
    pub(in crate::parse) fn current(&self) -> Option<Held> {
        self.builder.sink.last_queried.take();
        // This queries the name of its current node, and has no other effect.
        self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        self.builder.sink.last_queried.take()
    }

    /// Whether html5ever's current node is foreign content: SVG or `MathML`.
    pub(in crate::parse) fn is_in_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Shows all nodes that html5ever holds.
    pub(in crate::parse) fn trace(&self, tracer: &dyn Tracer<Handle = Handle>) {
        self.builder.trace_handles(tracer);
    }

    /// Passes on the start tag of an element that is in the tree already.
    pub(in crate::parse) fn reuse_node(&self, tag: Tag, id: NodeId) {
        self.builder.sink.reused.set(Some(id));
        self.pass_unchecked(tag);
        let is_reused = self.builder.sink.reused.take().is_none();
        debug_assert!(is_reused, "html5ever made no element of a tag that is usual");
    }

    /// Passes on a tag that is known to be within the limits.
    pub(in crate::parse) fn pass_unchecked(&self, tag: Tag) {
        let _ = self.builder.process_token(Token::TagToken(tag), 1);
    }

    /// Passes on a token, unless it would exceed the limits.
    pub(in crate::parse) fn process_token(&self, token: Token) -> TokenSinkResult<Handle> {
        if self.holds_back(&token) {
            return TokenSinkResult::Continue;
        }
        self.builder.sink.names.borrow_mut().clear();
        // Lines are counted for error messages only.
        let result = self.builder.process_token(token, 1);
        self.close_reconstructed_formatting();
        result
    }

    /// Whether a token is dropped.
    fn holds_back(&self, token: &Token) -> bool {
        if self.is_in_use.get() && self.is_muted(token) {
            return true;
        }
        let Token::TagToken(tag) = token else { return false };
        let leaves_out = match tag.kind {
            TagKind::StartTag => self.leaves_out_start(tag),
            TagKind::EndTag => self.is_in_use.get() && self.leaves_out_end(&tag.name),
        };
        if leaves_out {
            self.is_in_use.set(true);
            self.builder.sink.tree().set_flattened();
            self.part_words(&tag.name);
        }
        leaves_out
    }

    fn leaves_out_start(&self, tag: &Tag) -> bool {
        let name = &tag.name;
        let is_full = self.builder.sink.created.get() >= self.limits.elements();
        let leaves_out = (is_full || (self.is_too_deep(name) && !is_void(name))) && !holds_raw_text(name);
        if leaves_out && !is_void(name) {
            if Kind::of(name).is_without_text() && !tag.self_closing {
                self.muted.replace(Some((name.clone(), 1)));
            } else {
                self.count(name);
            }
        }
        leaves_out
    }

    /// Whether a token is inside a dropped element whose content is not text of the page.
    fn is_muted(&self, token: &Token) -> bool {
        let mut muted = self.muted.borrow_mut();
        let Some((name, depth)) = muted.as_mut() else { return false };
        match token {
            Token::EOFToken => *depth = 0,
            // The start of a block closes foreign content (13.2.6.5).
            Token::TagToken(tag) if *name == local_name!("svg") && starts_block(tag) => {
                *muted = None;
                return false;
            }
            Token::TagToken(tag) if tag.name == *name && !tag.self_closing => match tag.kind {
                TagKind::StartTag => *depth += 1,
                TagKind::EndTag => *depth -= 1,
            },
            _ => {}
        }
        if *depth == 0 {
            *muted = None;
        }
        !matches!(token, Token::EOFToken)
    }

    /// Inserts white space where the start or end of a block was dropped, so that its words stay apart.
    fn part_words(&self, name: &LocalName) {
        let kind = Kind::of(name);
        if kind.is_block_level() || kind == Kind::Br {
            let space = StrTendril::from_char(if kind == Kind::Br { '\n' } else { ' ' });
            let _ = self.builder.process_token(Token::CharacterTokens(space), 1);
        }
    }

    /// Whether an element would be too deep in the current node.
    fn is_too_deep(&self, name: &LocalName) -> bool {
        self.exceeds(self.current_depth(), is_formatting(name))
    }

    fn count(&self, name: &LocalName) {
        let mut left_out = self.left_out.borrow_mut();
        if let Some((_, count)) = left_out.iter_mut().find(|(known, _)| known == name) {
            *count += 1;
        } else if left_out.len() < MAX_NAMES {
            // The page chooses the names, so their number is bounded.
            left_out.push((name.clone(), 1));
        }
    }

    /// Whether the start tag that an end tag belongs to was left out.
    fn leaves_out_end(&self, name: &LocalName) -> bool {
        if self.left_out.borrow().is_empty() {
            return false;
        }
        if self.is_far_from_limits() {
            // The missing end tags will not come any more.
            self.left_out.borrow_mut().clear();
            return false;
        }
        let mut left_out = self.left_out.borrow_mut();
        let Some(at) = left_out.iter().position(|(known, _)| known == name) else { return false };
        left_out[at].1 -= 1;
        if left_out[at].1 == 0 {
            left_out.swap_remove(at);
        }
        true
    }

    fn is_far_from_limits(&self) -> bool {
        let depth = self.current_depth();
        self.builder.sink.created.get() < self.limits.elements()
            && 2 * depth.elements < self.limits.depth()
            && depth.formatting < self.limits.formatting() / 2
    }

    fn current_depth(&self) -> Depth {
        self.current().map(|current| self.builder.sink.depth(current)).unwrap_or_default()
    }

    /// Closes the formatting elements that html5ever reconstructed for one token, if there are too many at once or too
    /// many on the page.
    fn close_reconstructed_formatting(&self) {
        let created = self.builder.sink.names.borrow().len();
        if created < 2 {
            return;
        }
        self.reconstructed.set(self.reconstructed.get() + created);
        let is_over = self.reconstructed.get() > self.limits.elements() / RECONSTRUCTED_SHARE;
        if created <= self.limits.formatting() as usize && !is_over {
            return;
        }
        for name in self.builder.sink.names.take().into_iter().rev().filter(is_formatting) {
            self.builder.sink.tree().set_flattened();
            self.pass_unchecked(bare_tag(TagKind::EndTag, name));
        }
    }
}

/// At most this share (one in 16) of the elements that a page may have can be reconstructed ones.
const RECONSTRUCTED_SHARE: usize = 16;

/// How many names of dropped start tags are counted.
const MAX_NAMES: usize = 64;

fn starts_block(tag: &Tag) -> bool {
    tag.kind == TagKind::StartTag && Kind::of(&tag.name).is_block_level()
}

/// A tag without attributes.
pub(in crate::parse) fn bare_tag(kind: TagKind, name: LocalName) -> Tag {
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}

/// Elements whose content is not markup. Without their tags it would be parsed as text of the page. They do not nest.
fn holds_raw_text(name: &LocalName) -> bool {
    matches!(rule_of(name), Rule::Raw(_))
        || matches!(
            *name,
            local_name!("noframes") | local_name!("plaintext") | local_name!("textarea") | local_name!("xmp")
        )
}

/// Elements without content.
fn is_void(name: &LocalName) -> bool {
    rule_of(name).is_void() || *name == local_name!("col")
}
