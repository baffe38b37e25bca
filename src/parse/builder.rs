//! Tree construction: what is usual in a page's body by few rules, all else by html5ever.
//!
//! html5ever's tree builder looks at a token from all sides before it appends a node: most of the time of parsing. In the
//! body of a page, nearly all tags open an element in the current one or close the current one, and nearly all text goes
//! into it. Those go straight into the tree, and html5ever does not hear of them: to it, elements that are open and closed
//! again never were. Where something unusual comes, it is first told of the elements that are still open, by their tags,
//! and adopts their nodes; then it decides. So its stack is always the right one whenever it is asked, which
//! `tests/differential.rs` holds against html5ever alone.

use super::guard::Guard;
use super::names::TagName;
use super::open::{Open, OpenElements, Scope};
use super::rule::Rule;
use super::sink::Handle;
use super::tag::Tag as Kind;
use super::tree::{Mark, NodeId, Tree};
use html5ever::interface::tree_builder::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};
use html5ever::{LocalName, local_name};
use std::cell::{RefCell, RefMut};

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
    handles: Handles,
}

/// What is known of where html5ever is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It has not been looked at.
    Unseen,
    /// Behind the start tag of a cell or caption.
    Cell,
    /// Where its next token is nobody else's.
    Its,
}

/// The nodes that html5ever holds.
#[derive(Debug, Default)]
struct Handles(RefCell<Vec<Handle>>);

impl Tracer for Handles {
    type Handle = Handle;

    fn trace_handle(&self, handle: &Handle) {
        self.0.borrow_mut().push(*handle);
    }
}

/// A start tag that html5ever need not see, and how many elements it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    closes: usize,
    mark: Mark,
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
            handles: Handles::default(),
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
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.drops_line_feed) {
            self.text(text.strip_prefix('\n').unwrap_or(text));
            return;
        }
        if !self.finds_ground() {
            self.pass_other(Token::CharacterTokens(StrTendril::from_slice(text)));
            return;
        }
        let Some(Open { id, rule, .. }) = self.open.current() else { return };
        let (id, rule) = (*id, *rule);
        if !self.has_body && !matches!(rule, Rule::Raw(_)) && text.chars().any(|c| !c.is_ascii_whitespace()) {
            self.rule_out_frames();
        }
        self.tree().append_text(id, text);
    }

    /// A NUL in text.
    pub(super) fn nul(&mut self) {
        self.drops_line_feed = false;
        match self.open.current() {
            None => self.pass_other(Token::NullCharacterToken),
            Some(open) if matches!(open.rule, Rule::Svg | Rule::Drawing) => {
                self.tree().append_text(open.id, "\u{fffd}");
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
        let kind = if outer.rule.is_foreign() { tag.kind.in_drawing() } else { tag.kind };
        let rule = if outer.rule.is_foreign() { tag.in_drawing } else { tag.rule };
        let has_room = self.guard.has_room(outer.depth, rule.is_formatting());
        has_room.then(|| Opening { closes, mark: self.tree().mark(), kind })
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
        let rule = if outer.rule.is_foreign() { tag.in_drawing } else { tag.rule };
        let depth = outer.depth.below(rule.is_formatting());
        let scope = outer.scope.inside(rule);
        let id = self.guard.sink().insert(outer.id, opening.kind, opening.mark, depth);
        if rule.rules_out_frames() && !self.has_body {
            self.rule_out_frames();
        }
        self.drops_line_feed = rule == Rule::Preformatted;
        if !rule.is_void() && !(self_closing && rule.is_foreign()) {
            self.open.push(Open { id, start, name: tag.name.clone(), rule, scope, depth });
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

    /// Hands a tag to html5ever, which has been told of all elements.
    pub(super) fn pass_tag(&mut self, tag: Tag, rule: Rule) -> TokenSinkResult<Handle> {
        self.place = Place::behind(&tag, rule);
        self.pass(Token::TagToken(tag))
    }

    /// Hands html5ever a token where there is no ground.
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
        self.guard.tell(start_tag(local_name!("body")));
    }
}

/// Where html5ever is.
impl Builder<'_> {
    /// Whether there is an element that tags and texts can go into without html5ever.
    fn finds_ground(&mut self) -> bool {
        self.open.current().is_some() || self.looks_for_ground()
    }

    fn looks_for_ground(&mut self) -> bool {
        if self.place == Place::Its || self.guard.is_in_use() {
            return false;
        }
        let Some(current) = self.guard.current() else { return false };
        let Some(known) = self.guard.sink().known(current).filter(|known| known.rule.is_ground()) else {
            return false;
        };
        let (name, rule) = (known.name.local.clone(), known.rule);
        let is_new_cell =
            self.place == Place::Cell && rule == Rule::Cell && self.guard.sink().is_newest(current);
        let survey = if is_new_cell { Some(Survey::of_new_cell()) } else { self.survey(current) };
        let Some(Survey { scope, formatting }) = survey else {
            self.place = Place::Its;
            return false;
        };
        let depth = self.guard.sink().depth(current);
        let open = Open { id: current.id, start: 0, name, rule, scope, depth };
        self.open.ground(open, formatting.into_iter());
        true
    }

    /// Looks at what html5ever has open around its current node; `None` if there is anything unusual about it.
    fn survey(&self, current: Handle) -> Option<Survey> {
        let sink = self.guard.sink();
        let mut handles = self.handles.0.borrow_mut();
        handles.clear();
        drop(handles);
        self.guard.trace(&self.handles);
        let handles = self.handles.0.borrow();
        // First the document, then the open elements down to the current node, then the others.
        let last = handles.iter().skip(1).position(|handle| handle.id == current.id)? + 1;
        let (stack, others) = (&handles[1..=last], &handles[last + 1..]);
        let mut survey = Survey::default();
        let mut is_in_paragraph_scope = true;
        for handle in stack.iter().rev() {
            match sink.known(*handle)?.rule {
                Rule::Cell | Rule::Body => {
                    let is_formatting =
                        |handle: &&Handle| sink.known(**handle).is_some_and(|known| known.is_formatting);
                    let formatting = others.iter().filter(is_formatting);
                    // An element that is to be opened again is html5ever's affair.
                    if let Some(last) = formatting.clone().next_back() {
                        stack.iter().find(|open| open.id == last.id)?;
                    }
                    survey.formatting = formatting
                        .filter_map(|handle| Some(sink.known(*handle)?.name.local.clone()))
                        .collect();
                    survey.scope.anchor = survey.formatting.contains(&local_name!("a"));
                    survey.scope.form = others
                        .iter()
                        .any(|handle| sink.known(*handle).is_some_and(|known| known.rule == Rule::Form));
                    return Some(survey);
                }
                Rule::Unusual | Rule::Raw(_) => return None,
                Rule::Paragraph => survey.scope.paragraph |= is_in_paragraph_scope,
                Rule::Button => {
                    survey.scope.button = true;
                    is_in_paragraph_scope = false;
                }
                _ => {}
            }
        }
        None
    }
}

/// What html5ever has open around its current node.
#[derive(Debug, Default)]
struct Survey {
    scope: Scope,
    formatting: Vec<LocalName>,
}

impl Survey {
    /// Nothing outside a cell matters inside but a form, which may be anywhere.
    fn of_new_cell() -> Survey {
        Survey { scope: Scope { form: true, ..Scope::default() }, ..Survey::default() }
    }
}

impl Place {
    /// Where html5ever is behind a tag.
    fn behind(tag: &Tag, rule: Rule) -> Place {
        match rule {
            Rule::Cell if tag.kind == TagKind::StartTag => Place::Cell,
            // A line feed may have to be dropped.
            Rule::Preformatted => Place::Its,
            _ if tag.name == local_name!("textarea") => Place::Its,
            _ => Place::Unseen,
        }
    }
}

/// A start tag without attributes.
fn start_tag(name: LocalName) -> Tag {
    Tag {
        kind: TagKind::StartTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}
