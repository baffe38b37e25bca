//! What html5ever has open around its current node.

use super::guard::Guard;
use super::open::Scope;
use super::rule::Rule;
use super::sink::{Handle, Sink};
use html5ever::interface::tree_builder::Tracer;
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// A place in which nothing is unusual.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) scope: Scope,
    /// The names of the active formatting elements.
    pub(super) formatting: Vec<LocalName>,
}

/// Looks at what html5ever has open, in time linear in that.
#[derive(Debug, Default)]
pub(super) struct Surveyor {
    held: RefCell<Vec<Handle>>,
}

impl Tracer for Surveyor {
    type Handle = Handle;

    fn trace_handle(&self, handle: &Handle) {
        self.held.borrow_mut().push(*handle);
    }
}

impl Survey {
    /// The place in a cell or caption just opened: nothing outside it matters inside but a form, of which nothing is known.
    pub(super) fn of_new_cell() -> Survey {
        Survey { scope: Scope { form: true, ..Scope::default() }, formatting: Vec::new() }
    }

    /// The place within `stack`, outermost first, `others` being what html5ever holds beside.
    fn new(sink: &Sink, stack: &[Handle], others: &[Handle]) -> Option<Survey> {
        let known = || others.iter().filter_map(|handle| Some((handle, sink.known(*handle)?)));
        let formatting = || known().filter(|(_, known)| known.is_formatting);
        // An element that is to be opened again is html5ever's affair.
        if let Some((last, _)) = formatting().last() {
            stack.iter().rfind(|open| open.id == last.id)?;
        }
        let mut scope = scope(sink, stack)?;
        let formatting: Vec<_> = formatting().map(|(_, known)| known.name.local.clone()).collect();
        scope.anchor = formatting.contains(&local_name!("a"));
        scope.form = known().any(|(_, known)| known.rule == Rule::Form);
        Some(Survey { scope, formatting })
    }
}

impl Surveyor {
    /// The place that html5ever is in; `None` if there is anything unusual about it.
    pub(super) fn survey(&self, guard: &Guard<'_>, current: Handle) -> Option<Survey> {
        self.held.borrow_mut().clear();
        guard.trace(self);
        // First the document, then the open elements down to the current node, then the others.
        let held = self.held.borrow();
        let last = held.iter().skip(1).position(|handle| handle.id == current.id)? + 1;
        Survey::new(guard.sink(), &held[1..=last], &held[last + 1..])
    }
}

/// The paragraphs and buttons around the innermost of the elements, up to the cell, body or head that bounds them.
fn scope(sink: &Sink, stack: &[Handle]) -> Option<Scope> {
    let mut scope = Scope::default();
    for (inside, handle) in stack.iter().rev().enumerate() {
        match sink.known(*handle)?.rule {
            Rule::Cell | Rule::Body => return Some(scope),
            // Elements that are open in a head have rules of their own.
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
