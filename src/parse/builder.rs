//! Tree construction: what is usual in a page's body by few rules, all else by html5ever.
//!
//! html5ever's tree builder looks at a token from all sides before it appends a node: most of the time of parsing. In the
//! body of a page, nearly all tags open an element in the current one or close the current one, and nearly all text goes
//! into it. Those go straight into the tree, and html5ever does not hear of them: to it, elements that are open and closed
//! again never were. Where something unusual comes, it is first told of the elements that are still open, by their tags,
//! and adopts their nodes; then it decides. So its stack is always the right one whenever it is asked, which
//! `tests/it/differential.rs` holds against html5ever alone.

use super::guard::{Guard, bare_tag};
use super::names::{Known, TagName};
use super::open::{Open, OpenElements};
use super::rule::{Rule, is_formatting};
use super::sink::Handle;
use super::survey::{Survey, Surveyor};
use super::tag::Tag as Kind;
use super::tree::{Mark, NodeId, Origin, Tree};
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};
use std::cell::RefMut;

/// Builds a tree out of tags and texts.
pub(super) struct Builder<'l> {
    guard: Guard<'l>,
    open: OpenElements,
    /// What is known of html5ever's place where `open` is empty.
    place: Place,
    /// Whether a line feed right at the start of a `pre` is dropped.
    drops_line_feed: bool,
    /// Whether html5ever knows that the page has a body, so that a `frameset` comes too late.
    has_body: bool,
    surveyor: Surveyor,
}

/// What is known of where html5ever is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It has not been looked at.
    Unseen,
    /// Behind the start tag of a cell or caption.
    Cell,
    /// Where nothing is done without it until it has seen another token.
    Its,
}

/// A start tag that html5ever need not see, and how many elements it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    closes: usize,
    mark: Mark,
    rule: Rule,
    pub(super) kind: Kind,
}

impl<'l> Builder<'l> {
    pub(super) fn new(guard: Guard<'l>) -> Builder<'l> {
        Builder {
            guard,
            open: OpenElements::default(),
            place: Place::Unseen,
            drops_line_feed: false,
            has_body: false,
            surveyor: Surveyor::default(),
        }
    }

    /// The end of the page, html5ever having been told of all elements.
    pub(super) fn end_of_page(mut self) -> Tree {
        let _ = self.pass(Token::EOFToken);
        self.guard.finish()
    }

    pub(super) fn tree(&self) -> RefMut<'_, Tree> {
        self.guard.sink().tree()
    }

    /// Text in the current element.
    pub(super) fn text(&mut self, text: &str, origin: Origin) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.drops_line_feed) {
            let rest = text.strip_prefix('\n').unwrap_or(text);
            self.text(rest, origin.after(text.len() - rest.len()));
            return;
        }
        if !self.finds_ground() {
            self.pass_text(text, origin);
            return;
        }
        let Some(&Open { id, rule, .. }) = self.open.current() else { return };
        let matters = rule == Rule::Head || (!self.has_body && !matches!(rule, Rule::Raw(_)));
        if matters && text.chars().any(|c| !c.is_ascii_whitespace()) {
            if rule == Rule::Head {
                // It is the start of the body.
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
    pub(super) fn nul(&mut self) {
        self.drops_line_feed = false;
        match self.open.current() {
            // It ends the head.
            None | Some(Open { rule: Rule::Head, .. }) => self.pass_other(Token::NullCharacterToken),
            Some(Open { rule: Rule::Svg | Rule::Drawing, id, .. }) => {
                let mut tree = self.tree();
                tree.note_origin(&Origin::Unknown);
                tree.append_text(*id, "\u{fffd}");
            }
            Some(_) => {}
        }
    }

    /// A comment, a doctype or an error: nothing that becomes part of the tree.
    pub(super) fn aside(&mut self, token: Token) {
        self.drops_line_feed = false;
        if self.open.current().is_none() {
            self.pass_other(token);
        }
    }

    /// Whether the current element is part of a drawing or a formula.
    pub(super) fn is_in_foreign(&self) -> bool {
        match self.open.current() {
            Some(open) => open.rule.is_foreign(),
            None => self.guard.is_in_foreign(),
        }
    }

    /// How a start tag is read whose element html5ever need not open; `None` if it must.
    pub(super) fn opening(&mut self, tag: &TagName) -> Option<Opening> {
        if !self.finds_ground() {
            return None;
        }
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

    /// Adds an attribute to the element about to be opened.
    pub(super) fn attribute(&self, opening: Opening, name: super::AttributeName, value: &str) {
        self.tree().push_new_attribute(opening.mark, name, value);
    }

    /// Gives up on a start tag that has no end.
    pub(super) fn drop_opening(&self, opening: Opening) {
        self.tree().drop_since(opening.mark);
    }

    /// Opens an element. Answers how its content is read, and whether a later stage reads it, if it is no markup.
    pub(super) fn start(
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
        let id = self.guard.sink().insert(outer.id, kind, mark, depth);
        if rule.rules_out_frames() && !self.has_body {
            self.rule_out_frames();
        }
        self.drops_line_feed = rule == Rule::Preformatted;
        let is_empty = rule.is_void() || (self_closing && rule.is_foreign());
        if !is_empty {
            self.open.push(Open { id, start, name: tag.number, rule, scope, depth });
        }
        let Rule::Raw(kind) = rule else { return None };
        Some((kind, self.tree().keeps_text(id)))
    }

    /// Closes elements. Answers whether html5ever need not.
    pub(super) fn end(&mut self, tag: &TagName) -> bool {
        let Some(count) = self.open.closed_by_end(tag) else { return false };
        self.drops_line_feed = false;
        self.open.close(count);
        true
    }

    /// The elements that html5ever must be told of before it gets a tag, outermost first.
    pub(super) fn untold(&mut self) -> Vec<Open> {
        self.open.take()
    }

    /// Tells html5ever of an element.
    pub(super) fn tell(&mut self, tag: Tag, id: NodeId) {
        self.guard.adopt(tag, id);
    }

    /// Hands an end tag to html5ever, which has been told of all elements.
    pub(super) fn pass_end(&mut self, tag: Tag, rule: Rule) {
        let ground = self.open.current().copied();
        let created = self.guard.sink().created();
        // The other end tags change nothing beside the elements that are open.
        let may_be_ignored = rule != Rule::Form && !is_formatting(&tag.name);
        let _ = self.pass_tag(tag, rule);
        let is_unmoved = |ground: &Open| {
            may_be_ignored
                && created == self.guard.sink().created()
                && self.guard.current().is_some_and(|current| current.id == ground.id)
        };
        if let Some(ground) = ground.filter(is_unmoved) {
            self.open.stand_again_on(ground);
        }
    }

    /// Hands a tag to html5ever, which has been told of all elements.
    pub(super) fn pass_tag(&mut self, tag: Tag, rule: Rule) -> TokenSinkResult<Handle> {
        self.place = Place::behind(&tag, rule);
        self.pass(Token::TagToken(tag))
    }

    #[cold]
    fn pass_text(&mut self, text: &str, origin: Origin) {
        let text = StrTendril::from_slice(text);
        self.guard.sink().start_text(&text, origin);
        self.pass_other(Token::CharacterTokens(text));
        self.guard.sink().end_text();
    }

    /// Hands html5ever a token where there is no ground.
    #[cold]
    fn pass_other(&mut self, token: Token) {
        self.place = Place::Unseen;
        let _ = self.pass(token);
    }

    fn pass(&mut self, token: Token) -> TokenSinkResult<Handle> {
        debug_assert!(self.open.is_ground());
        self.open.clear();
        self.drops_line_feed = false;
        self.guard.process_token(token)
    }

    /// Tells html5ever that the page has a body.
    fn rule_out_frames(&mut self) {
        self.has_body = true;
        self.guard.tell(bare_tag(TagKind::StartTag, local_name!("body")));
    }
}

/// Where html5ever is.
impl Builder<'_> {
    /// Whether there is an element that tags and texts can go into without html5ever.
    #[inline]
    fn finds_ground(&mut self) -> bool {
        self.open.current().is_some() || self.looks_for_ground()
    }

    #[cold]
    fn looks_for_ground(&mut self) -> bool {
        if self.place == Place::Its || self.guard.is_in_use() {
            return false;
        }
        let Some(current) = self.guard.current() else { return false };
        let sink = self.guard.sink();
        let Some(&Known { rule, .. }) = sink.known(current).filter(|known| known.rule.is_ground()) else {
            return false;
        };
        let is_new_cell = self.place == Place::Cell && rule == Rule::Cell && sink.is_newest(current);
        let survey = if is_new_cell {
            Some(Survey::of_new_cell())
        } else {
            self.surveyor.survey(&self.guard, current)
        };
        let Some(Survey { scope, formatting }) = survey else {
            self.place = Place::Its;
            return false;
        };
        let depth = sink.depth(current);
        let ground = Open { id: current.id, start: 0, name: 0, rule, scope, depth };
        self.open.stand_on(ground, formatting);
        true
    }
}

impl Place {
    /// Where html5ever is behind a tag.
    fn behind(tag: &Tag, rule: Rule) -> Place {
        match rule {
            _ if tag.kind == TagKind::EndTag => Place::Unseen,
            Rule::Cell => Place::Cell,
            // A line feed may have to be dropped.
            Rule::Preformatted => Place::Its,
            _ if tag.name == local_name!("textarea") => Place::Its,
            _ => Place::Unseen,
        }
    }
}
