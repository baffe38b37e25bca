//! The stack of open elements, as far as html5ever does not know of them, and what tags do to it.
//!
//! The rules are those of the HTML standard's "in body" insertion mode, for the cases in which nothing has to be mended:
//! no formatting element left open, no end tag out of place. All others get no answer here.

use super::names::TagName;
use super::rule::Rule;
use super::sink::Depth;
use super::tree::NodeId;
use html5ever::LocalName;

/// The elements that were opened without html5ever, above the one that is html5ever's current node.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    /// The first is html5ever's.
    stack: Vec<Open>,
    /// The names of html5ever's active formatting elements.
    formatting: Vec<LocalName>,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: NodeId,
    /// Where its tag's name starts in the page.
    pub(super) start: usize,
    /// The number of its name; of no matter where the element is html5ever's.
    pub(super) name: u16,
    pub(super) rule: Rule,
    pub(super) scope: Scope,
    pub(super) depth: Depth,
}

/// What is open around a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scope {
    /// A paragraph that the start of a block ends.
    pub(super) paragraph: bool,
    pub(super) button: bool,
    pub(super) anchor: bool,
    pub(super) form: bool,
}

impl Scope {
    /// The scope inside an element.
    pub(super) fn inside(self, rule: Rule) -> Scope {
        match rule {
            Rule::Paragraph => Scope { paragraph: true, ..self },
            Rule::Button => Scope { paragraph: false, button: true, ..self },
            Rule::Anchor => Scope { anchor: true, ..self },
            Rule::Form => Scope { form: true, ..self },
            _ => self,
        }
    }
}

impl OpenElements {
    /// html5ever compares formatting elements of one name once there are so many.
    const MAX_ALIKE: usize = 3;

    /// Starts on top of html5ever's current node, with the names of html5ever's active formatting elements.
    pub(super) fn stand_on(&mut self, current: Open, formatting: Vec<LocalName>) {
        self.stand_again_on(current);
        self.formatting = formatting;
    }

    /// The same where it stood on before: html5ever has not moved.
    pub(super) fn stand_again_on(&mut self, current: Open) {
        self.stack.clear();
        self.stack.push(current);
    }

    /// The innermost element; `None` if nothing is known of where html5ever is.
    pub(super) fn current(&self) -> Option<&Open> {
        self.stack.last()
    }

    /// Takes the elements that html5ever has not opened, outermost first. If there are any, it is no longer
    /// known where html5ever is.
    pub(super) fn take(&mut self) -> Vec<Open> {
        if self.is_ground() {
            return Vec::new();
        }
        let untold = self.stack.drain(1..).collect();
        self.stack.clear();
        untold
    }

    /// Forgets where html5ever is, which knows of all elements.
    pub(super) fn clear(&mut self) {
        self.stack.clear();
    }

    /// Whether there is nothing that html5ever does not know of.
    pub(super) fn is_ground(&self) -> bool {
        self.stack.len() <= 1
    }

    /// Opens an element.
    pub(super) fn push(&mut self, open: Open) {
        self.stack.push(open);
    }

    /// Ends the innermost `count` elements.
    pub(super) fn close(&mut self, count: usize) {
        self.stack.truncate(self.stack.len() - count);
    }

    /// The innermost element but for `count`.
    pub(super) fn below(&self, count: usize) -> Option<&Open> {
        self.stack.iter().nth_back(count)
    }

    /// How many elements a start tag ends; `None` if that is for html5ever to decide.
    pub(super) fn closed_by_start(&self, tag: &TagName) -> Option<usize> {
        let current = self.current()?;
        match current.rule {
            Rule::Raw(_) | Rule::DrawingTitle => return None,
            Rule::Head => return tag.may_stand_in_head().then_some(0),
            Rule::Svg | Rule::Drawing => return (tag.in_drawing != Rule::Unusual).then_some(0),
            _ => {}
        }
        let items = match tag.rule {
            Rule::Unusual | Rule::Cell | Rule::Body | Rule::Head => return None,
            Rule::ListItem | Rule::Description => self.closed_items(tag.rule)?,
            _ => 0,
        };
        let paragraphs = if tag.rule.ends_paragraph() { self.closed_paragraphs(items)? } else { 0 };
        let scope = current.scope;
        let is_usual = match tag.rule {
            Rule::Heading => self.below(items + paragraphs)?.rule != Rule::Heading,
            Rule::Form => !scope.form,
            Rule::Button => !scope.button,
            Rule::Anchor => !scope.anchor && self.has_few_alike(tag),
            Rule::Formatting => self.has_few_alike(tag),
            _ => true,
        };
        is_usual.then_some(items + paragraphs)
    }

    /// How many elements end with the list item that another one ends.
    fn closed_items(&self, rule: Rule) -> Option<usize> {
        let mut is_plain = true;
        for (above, open) in self.stack.iter().rev().enumerate() {
            if open.rule == rule {
                let is_ours = above + 1 < self.stack.len();
                return (is_plain && is_ours).then_some(above + 1);
            }
            if open.rule.bounds_items() {
                return Some(0);
            }
            is_plain &= open.rule == Rule::Paragraph;
        }
        None
    }

    /// How many paragraphs a block ends once the innermost `items` are closed.
    fn closed_paragraphs(&self, items: usize) -> Option<usize> {
        let open = self.below(items)?;
        if !open.scope.paragraph {
            return Some(0);
        }
        let is_ours = items + 1 < self.stack.len();
        (open.rule == Rule::Paragraph && is_ours).then_some(1)
    }

    fn has_few_alike(&self, tag: &TagName) -> bool {
        let [first, .., last] = self.stack.as_slice() else {
            return self.formatting.len() < OpenElements::MAX_ALIKE;
        };
        let ours = usize::from(last.depth.formatting.saturating_sub(first.depth.formatting));
        if ours + self.formatting.len() < OpenElements::MAX_ALIKE {
            return true;
        }
        let ours = self.stack.iter().skip(1).filter(|open| open.name == tag.number).count();
        let html5evers = self.formatting.iter().filter(|name| **name == tag.name).count();
        ours + html5evers < OpenElements::MAX_ALIKE
    }

    /// How many elements an end tag ends; `None` if that is for html5ever to decide.
    pub(super) fn closed_by_end(&self, tag: &TagName) -> Option<usize> {
        let ours = self.stack.get(1..)?;
        let may_pass = |open: &Open| open.rule.is_implied() && tag.rule.ends_implied();
        let passed = ours.iter().rev().take_while(|open| open.name != tag.number && may_pass(open)).count();
        let end = ours.iter().nth_back(passed)?;
        (end.name == tag.number).then_some(passed + 1)
    }
}
