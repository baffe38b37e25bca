//! Declarative shadow roots: a `template` with `shadowrootmode`, put together with the children of its host as a browser
//! renders them.
//!
//! ```text
//! <x-card><template shadowrootmode=open><h2><slot name=head></slot></h2></template><b slot=head>Hi</b></x-card>
//! <x-card><shadow root><h2><slot name=head><b slot=head>Hi</b></slot></h2></shadow root></x-card>
//! ```

use super::attribute::AttributeName;
use super::tag::Tag;
use super::tree::{NodeId, Tree};
use std::collections::{HashMap, HashSet};

/// Children of a host are not moved into deeper slots than this; they stay in the host, hidden.
const MAX_SLOT_DEPTH: usize = 512;

/// The shadow roots of a page, in the order of their templates.
#[derive(Clone, Debug, Default)]
pub(super) struct ShadowRoots {
    roots: Vec<NodeId>,
    hosts: HashSet<NodeId>,
}

impl ShadowRoots {
    /// Makes a shadow root of a `template` element if it declares one that its parent can have (HTML standard, section
    /// 13.2.6.4.4, and `attachShadow` of the DOM standard). Only the first one of each host counts. Returns whether it
    /// did so; the caller must then put the template's content into the element.
    pub(super) fn attach(&mut self, tree: &mut Tree, template: NodeId) -> bool {
        let is_declared = is_declared(tree, template);
        let host =
            tree.parent(template).filter(|&parent| is_declared && tree.tag(parent).is_some_and(may_host));
        let is_attached = host.is_some_and(|host| self.hosts.insert(host));
        if is_attached {
            tree.set_tag(template, Tag::Unknown);
            self.roots.push(template);
        }
        is_attached
    }

    /// Moves the children of each host into the slots of its shadow root. Children without a slot are not rendered, so
    /// they are put into a hidden element. Takes time linear in the size of the page.
    pub(super) fn fill_slots(&self, tree: &mut Tree) {
        // Outer hosts come before the hosts inside them, so the slots that they fill are still in their templates.
        for &root in &self.roots {
            if let Some(host) = tree.parent(root) {
                let slots = self.slots(tree, root);
                distribute(tree, host, root, &slots);
            }
        }
    }

    /// The first slot of each name in a shadow root. Shadow roots inside have slots of their own.
    fn slots(&self, tree: &Tree, root: NodeId) -> HashMap<String, NodeId> {
        let mut slots = HashMap::new();
        let mut at = tree.first_child(root);
        while let Some(id) = at {
            if tree.tag(id) == Some(Tag::Slot) {
                let name = tree.attribute(id, AttributeName::Name).unwrap_or_default();
                slots.entry(name.to_owned()).or_insert(id);
            }
            let is_nested = self.roots.binary_search(&id).is_ok();
            at = tree.first_child(id).filter(|_| !is_nested).or_else(|| tree.next_outside(id, root));
        }
        slots.retain(|_, slot| tree.ancestors(*slot).take(MAX_SLOT_DEPTH).count() < MAX_SLOT_DEPTH);
        slots
    }
}

/// Whether a `template` element declares a shadow root.
pub(super) fn is_declared(tree: &Tree, template: NodeId) -> bool {
    let mode = tree.attribute(template, AttributeName::Shadowrootmode).unwrap_or_default();
    mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed")
}

/// Whether an element may have a shadow root (DOM standard, 4.9, "valid shadow host name"). Custom elements are among the
/// unknown ones.
#[rustfmt::skip]
fn may_host(tag: Tag) -> bool {
    use Tag::*;
    matches!(
        tag,
        Article | Aside | Blockquote | Body | Div | Footer | H1 | H2 | H3 | H4 | H5 | H6 | Header | Main | Nav | P
            | Section | Span | Unknown
    )
}

/// Moves the children of a host, except its shadow root, into the slots that they name.
fn distribute(tree: &mut Tree, host: NodeId, root: NodeId, slots: &HashMap<String, NodeId>) {
    let children = tree.children(host);
    let children: Vec<NodeId> = children.filter(|&child| child != root).collect();
    let mut filled = HashSet::new();
    let mut unslotted = None;
    for child in children {
        let name = tree.attribute(child, AttributeName::Slot).unwrap_or_default();
        if let Some(&slot) = slots.get(name) {
            if filled.insert(slot) {
                // The content of a slot is only shown if nothing is put into it.
                while let Some(fallback) = tree.first_child(slot) {
                    tree.detach(fallback);
                }
            }
            tree.append(slot, child);
        } else if !tree.is_blank_text(child) {
            let hidden = *unslotted.get_or_insert_with(|| {
                let hidden = tree.push_element(Tag::Div, [("hidden", "")].into_iter());
                tree.append(host, hidden);
                hidden
            });
            tree.append(hidden, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::segment::segment_html;

    /// The blocks of a page; hidden ones are in brackets.
    fn blocks(page: &str) -> Vec<String> {
        let tree = crate::parse::parse(page, &crate::Limits::new()).unwrap();
        let blocks = segment_html(&tree);
        let text = |block: &crate::segment::RawBlock| {
            let text = blocks.text(block);
            if block.is_hidden { format!("[{text}]") } else { text.to_owned() }
        };
        blocks.iter().map(text).collect()
    }

    fn root(content: &str) -> String {
        format!("<template shadowrootmode=open>{content}</template>")
    }

    #[test]
    fn a_shadow_root_is_rendered_in_its_host() {
        assert_eq!(blocks(&format!("<x-a>{}</x-a>", root("<p>a<p>b"))), ["a", "b"]);
        assert_eq!(blocks(&format!("<div>{}<p>c</div>", root("<p>a<p>b"))), ["a", "b", "[c]"]);
        assert_eq!(blocks("<div><template shadowrootmode=CLOSED><p>a</template></div>"), ["a"]);
        assert_eq!(blocks("<div><template shadowrootmode=x><p>a</template>b</div>"), ["b"]);
    }

    #[test]
    fn children_go_to_the_slots_they_ask_for() {
        let card = root("<h2><slot name=head>none</slot></h2><p><slot>fallback</slot><p>end");
        let page = |inside: &str| blocks(&format!("<x-a>{card}{inside}</x-a>"));
        assert_eq!(page("text <b slot=head>Head</b>more"), ["Head", "text more", "end"]);
        assert_eq!(page(""), ["none", "fallback", "end"]);
        assert_eq!(page("<b slot=head>Head</b><i slot=foot>Foot</i>"), ["Head", "fallback", "end", "[Foot]"]);
    }

    #[test]
    fn hosts_stand_in_hosts() {
        let outer = root(&format!("<x-b>{}<slot></slot></x-b>", root("<p>b: <slot></slot></p>")));
        assert_eq!(blocks(&format!("<x-a>{outer}light</x-a>")), ["b: light"]);
        let inside = format!("<x-b>{}light</x-b>", root("<p>b: <slot></slot></p>"));
        assert_eq!(
            blocks(&format!("<x-a>{}{inside}</x-a>", root("<p>a</p><slot></slot>"))),
            ["a", "b: light"]
        );
    }

    #[test]
    fn only_the_first_template_of_a_host_that_may_have_one_counts() {
        assert_eq!(blocks(&format!("<div>{}{}</div>", root("a"), root("b"))), ["a"]);
        assert_eq!(blocks(&format!("<ul>{}<li>a</ul>", root("b"))), ["a"]);
        assert_eq!(blocks(&format!("<template><div>{}</div></template>a", root("b"))), ["a"]);
    }
}
