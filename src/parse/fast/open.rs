//! The stack of open elements (HTML standard, 13.2.4.2) that html5ever does not know, and what tags do to it.
//!
//! The rules are those of the "in body" insertion mode (13.2.6.4.7), for the cases in which nothing has to be repaired: no
//! formatting element is left open, no end tag is misplaced. For all others the methods return `None`.

use super::rule::Rule;
use super::tag_name::TagName;
use crate::parse::html5ever::sink::Depth;
use crate::parse::tree::NodeId;
use html5ever::LocalName;

/// The elements that were opened without html5ever, above the one that is html5ever's current node.
#[derive(Debug, Default)]
pub(in crate::parse) struct OpenElements {
    /// The first one is html5ever's.
    stack: Vec<Open>,
    /// The names of html5ever's active formatting elements.
    formatting: Vec<LocalName>,
}

/// An open element.
#[derive(Clone, Copy, Debug)]
pub(in crate::parse) struct Open {
    pub(in crate::parse) id: NodeId,
    /// Where its tag's name starts in the page.
    pub(in crate::parse) start: usize,
    /// The number of its name; not used for the element of html5ever.
    pub(in crate::parse) name: u16,
    pub(in crate::parse) rule: Rule,
    pub(in crate::parse) scope: Scope,
    pub(in crate::parse) depth: Depth,
}

/// What is open around an insertion point: "has an element in scope" (13.2.4.2) for a few elements.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::parse) struct Scope {
    /// A `p` in button scope, which the start of a block closes.
    pub(in crate::parse) paragraph: bool,
    pub(in crate::parse) button: bool,
    pub(in crate::parse) anchor: bool,
    pub(in crate::parse) form: bool,
}

impl Scope {
    /// The scope inside an element.
    pub(in crate::parse) fn inside(self, rule: Rule) -> Scope {
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
    /// Noah's Ark clause (13.2.4.3): from this number of equal formatting elements on, the earliest is dropped.
    const MAX_ALIKE: usize = 3;

    /// Starts with html5ever's current node, and the names of its active formatting elements.
    pub(in crate::parse) fn resume_at(&mut self, current: Open, formatting: Vec<LocalName>) {
        self.stack.clear();
        self.stack.push(current);
        self.formatting = formatting;
    }

    /// The current node (13.2.4.2); `None` if there is no insertion point.
    pub(in crate::parse) fn current(&self) -> Option<&Open> {
        self.stack.last()
    }

    /// Takes the elements that html5ever does not know, outermost first. If there are any, there is no insertion point
    /// after that.
    pub(in crate::parse) fn take(&mut self) -> Vec<Open> {
        if self.is_replayed() {
            return Vec::new();
        }
        let pending = self.stack.drain(1..).collect();
        self.stack.clear();
        pending
    }

    /// Gives up the insertion point. html5ever must know all elements.
    pub(in crate::parse) fn clear(&mut self) {
        self.stack.clear();
    }

    /// Whether html5ever knows all open elements.
    pub(in crate::parse) fn is_replayed(&self) -> bool {
        self.stack.len() <= 1
    }

    /// Opens an element.
    pub(in crate::parse) fn push(&mut self, open: Open) {
        self.stack.push(open);
    }

    /// Closes the innermost `count` elements.
    pub(in crate::parse) fn close(&mut self, count: usize) {
        self.stack.truncate(self.stack.len() - count);
    }

    /// The innermost element, not counting the innermost `count`.
    pub(in crate::parse) fn below(&self, count: usize) -> Option<&Open> {
        self.stack.iter().nth_back(count)
    }

    /// How many elements a start tag closes; `None` if html5ever must decide.
    pub(in crate::parse) fn closed_by_start(&self, tag: &TagName) -> Option<usize> {
        let current = self.current()?;
        match current.rule {
            Rule::Raw(_) | Rule::SvgIntegrationPoint => return None,
            // "in head" (13.2.6.4.4): any other tag closes the head.
            Rule::Head => return tag.is_head_content().then_some(0),
            // Foreign content (13.2.6.5): some HTML tags close it.
            Rule::Svg | Rule::SvgChild => return (tag.in_svg != Rule::Unusual).then_some(0),
            _ => {}
        }
        let items = match tag.rule {
            Rule::Unusual | Rule::Cell | Rule::Body | Rule::Head => return None,
            Rule::ListItem | Rule::Description => self.closed_items(tag.rule)?,
            _ => 0,
        };
        let paragraphs = if tag.rule.ends_paragraph() { self.closed_paragraphs(items)? } else { 0 };
        let scope = current.scope;
        // All of 13.2.6.4.7.
        let is_usual = match tag.rule {
            // A heading closes one that is the current node.
            Rule::Heading => self.below(items + paragraphs)?.rule != Rule::Heading,
            // A form in a form is ignored.
            Rule::Form => !scope.form,
            // A button closes one in scope, an `a` one among the active formatting elements.
            Rule::Button => !scope.button,
            Rule::Anchor => !scope.anchor && self.has_few_alike(tag),
            Rule::Formatting => self.has_few_alike(tag),
            _ => true,
        };
        is_usual.then_some(items + paragraphs)
    }

    /// How many elements the start of an `li`, `dd` or `dt` closes: the loop in 13.2.6.4.7 that goes up to the next
    /// such element, or to a special element other than `address`, `div` and `p`.
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

    /// How many paragraphs a block closes once the innermost `items` are closed: "close a p element" (13.2.6.4.7).
    fn closed_paragraphs(&self, items: usize) -> Option<usize> {
        let open = self.below(items)?;
        if !open.scope.paragraph {
            return Some(0);
        }
        let is_ours = items + 1 < self.stack.len();
        (open.rule == Rule::Paragraph && is_ours).then_some(1)
    }

    /// Whether a further formatting element cannot be subject to the Noah's Ark clause (13.2.4.3).
    fn has_few_alike(&self, tag: &TagName) -> bool {
        let ours = self.stack.iter().skip(1).filter(|open| open.name == tag.number).count();
        let html5evers = self.formatting.iter().filter(|name| **name == tag.name).count();
        ours + html5evers < OpenElements::MAX_ALIKE
    }

    /// How many elements an end tag closes, those with implied end tags included (13.2.6.3); `None` if html5ever must
    /// decide.
    pub(in crate::parse) fn closed_by_end(&self, tag: &TagName) -> Option<usize> {
        let ours = self.stack.get(1..)?;
        let may_pass = |open: &Open| open.rule.is_implied() && tag.rule.ends_implied();
        let passed = ours.iter().rev().take_while(|open| open.name != tag.number && may_pass(open)).count();
        let end = ours.iter().nth_back(passed)?;
        (end.name == tag.number).then_some(passed + 1)
    }
}
