//! What the features need to know about a page besides its blocks: its titles and its declared type.

use super::{PageType, one_line};
use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// What a page says about itself, as far as features of its blocks depend on it.
#[derive(Clone, Debug, Default)]
pub struct Head {
    title: Option<String>,
    og_title: Option<String>,
    page_type: PageType,
}

impl Head {
    /// Reads a page in one walk. If there are several titles, the first counts.
    pub fn read(tree: &Tree) -> Head {
        let mut head = Head { page_type: PageType::of_items(tree), ..Head::default() };
        for id in tree.descendants(tree.root()) {
            let Some(tag) = tree.tag(id) else { continue };
            head.page_type = head.page_type.max(PageType::of_element(tree, id, tag));
            match tag {
                Tag::Title => fill(&mut head.title, || Some(tree.text_content(id))),
                Tag::Meta if is_og_title(tree, id) => {
                    fill(&mut head.og_title, || {
                        tree.attribute(id, AttributeName::Content).map(str::to_owned)
                    });
                }
                _ => {}
            }
        }
        head
    }

    /// The type that the page declares for itself.
    pub(crate) fn page_type(&self) -> PageType {
        self.page_type
    }

    /// The page's title and `og:title`, if they are given.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        [self.title.as_deref(), self.og_title.as_deref()].into_iter().flatten()
    }
}

fn is_og_title(tree: &Tree, id: NodeId) -> bool {
    meta_name(tree, id).is_some_and(|name| name.eq_ignore_ascii_case("og:title"))
}

/// What a `<meta>` element is about.
pub(super) fn meta_name(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.attribute(id, AttributeName::Property).or(tree.attribute(id, AttributeName::Name))
}

/// Sets a title that is not set yet, unless the value is blank.
fn fill(title: &mut Option<String>, value: impl Fn() -> Option<String>) {
    if title.is_none() {
        *title = value().map(|value| one_line(&value)).filter(|value| !value.is_empty());
    }
}
