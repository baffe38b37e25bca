//! What is open in html5ever around its current node.

use super::open::Scope;
use super::rule::Rule;
use crate::parse::html5ever::guard::Guard;
use crate::parse::html5ever::sink::{Handle, Held};
use html5ever::interface::tree_builder::Tracer;
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// The context of an insertion point around which nothing is unusual.
#[derive(Debug, Default)]
pub(in crate::parse) struct InsertionContext {
    pub(in crate::parse) scope: Scope,
    /// The names of the active formatting elements.
    pub(in crate::parse) formatting: Vec<LocalName>,
}

/// A node that html5ever holds, with its name if it is a formatting element.
type Seen = (Held, Option<LocalName>);

/// Reads the open elements of html5ever, in time linear in their number.
#[derive(Debug, Default)]
pub(in crate::parse) struct ContextTracer {
    held: RefCell<Vec<Seen>>,
}

impl Tracer for ContextTracer {
    type Handle = Handle;

    fn trace_handle(&self, handle: &Handle) {
        let name = handle.held.is_formatting.then(|| handle.name.local.clone());
        self.held.borrow_mut().push((handle.held, name));
    }
}

impl InsertionContext {
    /// The context within `stack`, outermost first. `others` is what else html5ever holds.
    fn new(stack: &[Seen], others: &[Seen]) -> Option<InsertionContext> {
        let formatting = others.iter().filter_map(|(held, name)| Some((held.id, name.clone()?)));
        // If the last active formatting element is not open, html5ever must reconstruct it (13.2.4.3).
        if let Some((last, _)) = formatting.clone().next_back() {
            stack.iter().rfind(|(open, _)| open.id == last)?;
        }
        let mut scope = scope(stack)?;
        let formatting: Vec<_> = formatting.map(|(_, name)| name).collect();
        scope.anchor = formatting.contains(&local_name!("a"));
        scope.form = others.iter().any(|(held, _)| held.rule == Rule::Form);
        Some(InsertionContext { scope, formatting })
    }
}

impl ContextTracer {
    /// The context that html5ever is in; `None` if anything about it is unusual.
    pub(in crate::parse) fn context(&self, guard: &Guard<'_>, current: Held) -> Option<InsertionContext> {
        self.held.borrow_mut().clear();
        guard.trace(self);
        // First the document, then the open elements down to the current node, then the others.
        let held = self.held.borrow();
        let last = held.iter().skip(1).position(|(held, _)| held.id == current.id)? + 1;
        InsertionContext::new(&held[1..=last], &held[last + 1..])
    }
}

/// The paragraphs and buttons around the innermost of the elements, up to the cell, body or head that bounds them.
fn scope(stack: &[Seen]) -> Option<Scope> {
    let mut scope = Scope::default();
    for (inside, (open, _)) in stack.iter().rev().enumerate() {
        match open.rule {
            Rule::Cell | Rule::Body => return Some(scope),
            // Elements open in a head have other rules (13.2.6.4.4, 13.2.6.4.5).
            Rule::Head => return (inside == 0).then_some(scope),
            Rule::Unusual | Rule::Raw(_) => return None,
            // A button hides the paragraphs around it.
            Rule::Paragraph => scope.paragraph |= !scope.button,
            Rule::Button => scope.button = true,
            _ => {}
        }
    }
    None
}
