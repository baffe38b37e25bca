//! The same [`Tree`] from a `markup5ever_rcdom` tree that the caller already has.

use super::shadow::ShadowRoots;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use crate::error::Error;
use crate::limits::Limits;
use markup5ever_rcdom::{Handle, NodeData};

/// Copies a tree. `node` is its document or any element.
///
/// As in [`super::parse`], some content is left out: comments, doctypes, the text of styles and of scripts (except
/// JSON-LD and formulas), the contents of templates (except shadow roots), and `selectedcontent` copies.
///
/// # Errors
///
/// [`Error::TooLarge`] when text and kept attributes exceed [`Limits::max_bytes`].
pub fn from_rcdom(node: &Handle, limits: &Limits) -> Result<Tree, Error> {
    let mut tree = Tree::with_capacity(0, 0);
    let mut shadow_roots = ShadowRoots::default();
    let mut bytes = 0;
    // Nodes still to be copied, the next one last, each with the copy of its parent.
    let mut pending = vec![(node.clone(), tree.root())];
    while let Some((node, parent)) = pending.pop() {
        bytes += size(&node);
        limits.check_bytes(bytes)?;
        let Some(copy) = copy(&node, parent, &mut tree) else { continue };
        let content = template_contents(&node).filter(|_| shadow_roots.attach(&mut tree, copy));
        let inside = content.as_ref().unwrap_or(&node);
        pending.extend(inside.children.borrow().iter().rev().map(|child| (child.clone(), copy)));
    }
    shadow_roots.fill_slots(&mut tree);
    Ok(tree)
}

/// Copies one node and returns where its children go; `None` if they are left out.
fn copy(node: &Handle, parent: NodeId, tree: &mut Tree) -> Option<NodeId> {
    match &node.data {
        NodeData::Document => Some(parent),
        NodeData::Element { name, attrs, .. } => {
            let tag = Tag::new(name);
            let attributes = attrs.borrow();
            let id = tree.push_element(tag, super::html5ever::sink::pairs(&attributes));
            tree.append(parent, id);
            (tag != Tag::Selectedcontent).then_some(id)
        }
        NodeData::Text { contents } => {
            if tree.keeps_text(parent) {
                tree.append_text(parent, &contents.borrow());
            }
            None
        }
        _ => None,
    }
}

fn template_contents(node: &Handle) -> Option<Handle> {
    match &node.data {
        NodeData::Element { template_contents, .. } => template_contents.borrow().clone(),
        _ => None,
    }
}

/// The bytes that a node adds to its page, roughly.
fn size(node: &Handle) -> usize {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().len(),
        NodeData::Element { attrs, .. } => 8 + attrs.borrow().iter().map(|a| a.value.len()).sum::<usize>(),
        _ => 0,
    }
}
