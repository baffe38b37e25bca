//! Tree construction: a few rules for the usual content of a page's body. html5ever handles everything else.
//!
//! html5ever's tree builder checks many conditions before it appends a node, which takes most of the parsing time. In
//! the body of a page, nearly all tags open an element in the current one or close the current one, and nearly all text
//! goes into it. These tokens change the tree directly, and html5ever never receives them. In any other context the
//! builder falls back to html5ever: it replays the start tags of the elements that are still open, html5ever reuses
//! their nodes, and then receives the token. So its stack of open elements is complete whenever it decides something.
//! `tests/it/differential.rs` compares the trees with those of html5ever alone.

use super::context::{ContextTracer, InsertionContext};
use super::open::{Open, OpenElements};
use super::rule::Rule;
use super::tag_name::TagName;
use crate::parse::html5ever::guard::{Guard, bare_tag};
use crate::parse::html5ever::sink::Handle;
use crate::parse::tag::Tag as Kind;
use crate::parse::tree::{Mark, NodeId, Origin, Tree};
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};
use std::cell::RefMut;

/// Builds a tree from tags and text.
pub(in crate::parse) struct Builder<'l> {
    guard: Guard<'l>,
    open: OpenElements,
    /// Whether only html5ever can decide until it has seen another token.
    is_opaque: bool,
    /// Whether a line feed is dropped if it comes next: right after the start tag of `pre` or `listing` (13.2.6.4.7).
    drops_line_feed: bool,
    /// Whether the frameset-ok flag is "not ok" in html5ever (13.2.4.5): a `frameset` comes too late.
    has_body: bool,
    tracer: ContextTracer,
}

/// A start tag that html5ever need not receive, and how many elements it closes.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse) struct Opening {
    closes: usize,
    /// Where the attributes of its element start.
    pub(in crate::parse) mark: Mark,
    rule: Rule,
    pub(in crate::parse) kind: Kind,
}

impl<'l> Builder<'l> {
    pub(in crate::parse) fn new(guard: Guard<'l>) -> Builder<'l> {
        Builder {
            guard,
            open: OpenElements::default(),
            is_opaque: false,
            drops_line_feed: false,
            has_body: false,
            tracer: ContextTracer::default(),
        }
    }

    /// The end of the page. All open elements must have been replayed.
    pub(in crate::parse) fn end_of_page(mut self) -> Tree {
        let _ = self.pass(Token::EOFToken);
        self.guard.finish()
    }

    pub(in crate::parse) fn tree(&self) -> RefMut<'_, Tree> {
        self.guard.sink().tree()
    }

    /// Text in the current element.
    pub(in crate::parse) fn text(&mut self, text: &str, origin: Origin) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.drops_line_feed) {
            let rest = text.strip_prefix('\n').unwrap_or(text);
            self.text(rest, origin.after(text.len() - rest.len()));
            return;
        }
        if !self.find_insertion_point() {
            self.pass_text(text, origin);
            return;
        }
        let Some(&Open { id, rule, .. }) = self.open.current() else { return };
        let matters = rule == Rule::Head || (!self.has_body && !matches!(rule, Rule::Raw(_)));
        if matters && text.chars().any(|c| !c.is_ascii_whitespace()) {
            if rule == Rule::Head {
                // Text in "in head" closes the head and opens the body (13.2.6.4.4, anything else).
                self.pass_text(text, origin);
                return;
            }
            self.rule_out_frames();
        }
        let mut tree = self.tree();
        tree.note_origin(&origin);
        tree.append_text(id, text);
    }

    /// A NUL in text.
    pub(in crate::parse) fn nul(&mut self) {
        self.drops_line_feed = false;
        match self.open.current() {
            // It closes the head (13.2.6.4.4).
            None | Some(Open { rule: Rule::Head, .. }) => self.pass_other(Token::NullCharacterToken),
            Some(Open { rule: Rule::Svg | Rule::SvgChild, id, .. }) => {
                // In foreign content it is replaced (13.2.6.5); in the body it is ignored (13.2.6.4.7).
                let mut tree = self.tree();
                tree.note_origin(&Origin::Unknown);
                tree.append_text(*id, "\u{fffd}");
            }
            Some(_) => {}
        }
    }

    /// A comment, a doctype or an error, none of which becomes part of the tree.
    pub(in crate::parse) fn other_token(&mut self, token: Token) {
        self.drops_line_feed = false;
        if self.open.current().is_none() {
            self.pass_other(token);
        }
    }

    /// Whether the current element is foreign content: SVG or `MathML`.
    pub(in crate::parse) fn is_in_foreign(&self) -> bool {
        match self.open.current() {
            Some(open) => open.rule.is_foreign(),
            None => self.guard.is_in_foreign(),
        }
    }

    /// How to read a start tag whose element html5ever need not open; `None` if it must.
    pub(in crate::parse) fn opening(&mut self, tag: &TagName) -> Option<Opening> {
        if !self.find_insertion_point() {
            return None;
        }
        // These set the frameset-ok flag depending on their attributes, which are not read yet (13.2.6.4.7).
        let needs_frames_settled = tag.rule == Rule::Input || tag.kind == Kind::Iframe;
        if needs_frames_settled && !self.has_body {
            return None;
        }
        let closes = self.open.closed_by_start(tag)?;
        let outer = self.open.below(closes)?;
        let (rule, kind) = tag.inside(outer.rule);
        let has_room = self.guard.has_room(outer.depth, rule.is_formatting());
        has_room.then(|| Opening { closes, mark: self.tree().mark(), rule, kind })
    }

    /// Opens an element. If its content is raw text, returns how it is tokenized and whether a later stage reads it.
    pub(in crate::parse) fn start(
        &mut self,
        tag: &TagName,
        start: usize,
        opening: Opening,
        self_closing: bool,
    ) -> Option<(RawKind, bool)> {
        self.open.close(opening.closes);
        let outer = self.open.current()?;
        let Opening { rule, kind, mark, .. } = opening;
        let depth = outer.depth.below(rule.is_formatting());
        let scope = outer.scope.inside(rule);
        let id = self.guard.sink().insert(outer.id, kind, mark);
        if rule.rules_out_frames() && !self.has_body {
            self.rule_out_frames();
        }
        self.drops_line_feed = rule == Rule::Preformatted;
        // A self-closing tag closes foreign elements only (13.2.6.5).
        let is_empty = rule.is_void() || (self_closing && rule.is_foreign());
        if !is_empty {
            self.open.push(Open { id, start, name: tag.number, rule, scope, depth });
        }
        let Rule::Raw(kind) = rule else { return None };
        Some((kind, self.tree().keeps_text(id)))
    }

    /// Closes elements; `false` if html5ever must decide.
    pub(in crate::parse) fn end(&mut self, tag: &TagName) -> bool {
        let Some(count) = self.open.closed_by_end(tag) else { return false };
        self.drops_line_feed = false;
        self.open.close(count);
        true
    }

    /// The elements to replay before html5ever receives a token, outermost first.
    pub(in crate::parse) fn pending(&mut self) -> Vec<Open> {
        self.open.take()
    }

    /// Replays an element to html5ever.
    pub(in crate::parse) fn replay(&mut self, tag: Tag, id: NodeId) {
        self.guard.reuse_node(tag, id);
    }

    /// Passes a tag to html5ever. All open elements must have been replayed.
    pub(in crate::parse) fn pass_tag(&mut self, tag: Tag, rule: Rule) -> TokenSinkResult<Handle> {
        // html5ever drops a line feed that comes next (13.2.6.4.7).
        let may_drop = rule == Rule::Preformatted || tag.name == local_name!("textarea");
        self.is_opaque = may_drop && tag.kind == TagKind::StartTag;
        self.pass(Token::TagToken(tag))
    }

    #[cold]
    fn pass_text(&mut self, text: &str, origin: Origin) {
        let text = StrTendril::from_slice(text);
        self.guard.sink().start_text(&text, origin);
        self.pass_other(Token::CharacterTokens(text));
        self.guard.sink().end_text();
    }

    /// Passes a token that is not a tag to html5ever, where there is no insertion point.
    #[cold]
    fn pass_other(&mut self, token: Token) {
        self.is_opaque = false;
        let _ = self.pass(token);
    }

    fn pass(&mut self, token: Token) -> TokenSinkResult<Handle> {
        debug_assert!(self.open.is_replayed());
        self.open.clear();
        self.drops_line_feed = false;
        self.guard.process_token(token)
    }

    /// Sets the frameset-ok flag to "not ok" in html5ever: a second `body` tag does just that (13.2.6.4.7).
    fn rule_out_frames(&mut self) {
        self.has_body = true;
        self.guard.pass_unchecked(bare_tag(TagKind::StartTag, local_name!("body")));
    }
}

/// The insertion point (HTML standard, 13.2.6.1).
impl Builder<'_> {
    /// Whether there is an element into which tags and text can be inserted without html5ever.
    #[inline]
    fn find_insertion_point(&mut self) -> bool {
        self.open.current().is_some() || self.search_insertion_point()
    }

    #[cold]
    fn search_insertion_point(&mut self) -> bool {
        if self.is_opaque || self.guard.is_in_use() {
            return false;
        }
        let current = self.guard.current().filter(|current| current.rule.may_be_insertion_point());
        let Some(current) = current else { return false };
        let Some(InsertionContext { scope, formatting }) = self.tracer.context(&self.guard, current) else {
            self.is_opaque = true;
            return false;
        };
        let (rule, depth) = (current.rule, self.guard.sink().depth(current));
        let point = Open { id: current.id, start: 0, name: 0, rule, scope, depth };
        self.open.resume_at(point, formatting);
        true
    }
}
