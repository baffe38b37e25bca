//! `<title>`, `<meta>`, `<link>` and `<html lang>`.

use super::one_line;
use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// What the head of a page says.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub(super) title: Option<String>,
    pub(super) og_title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) canonical_url: Option<String>,
    pub(super) image: Option<String>,
}

impl Head {
    /// Reads a page's head. Of several values for one thing the first counts.
    pub fn read(tree: &Tree) -> Head {
        let mut head = Head::default();
        for id in tree.descendants(tree.root()) {
            match tree.tag(id) {
                Some(Tag::Html) => fill(&mut head.language, tree.attribute(id, AttributeName::Lang)),
                Some(Tag::Title) => fill(&mut head.title, Some(tree.text_content(id).as_str())),
                Some(Tag::Meta) => head.read_meta(tree, id),
                Some(Tag::Link) => head.read_link(tree, id),
                _ => {}
            }
        }
        head
    }

    /// The page's title and `og:title`, where they are given.
    pub(crate) fn titles(&self) -> impl Iterator<Item = &str> {
        [self.title.as_deref(), self.og_title.as_deref()].into_iter().flatten()
    }

    fn read_meta(&mut self, tree: &Tree, id: NodeId) {
        let name = tree.attribute(id, AttributeName::Property).or(tree.attribute(id, AttributeName::Name));
        let field = match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "og:title" => &mut self.og_title,
            "og:site_name" => &mut self.site_name,
            "og:image" => &mut self.image,
            "og:url" => &mut self.canonical_url,
            "author" => &mut self.byline,
            "description" | "og:description" => &mut self.description,
            "article:published_time" => &mut self.published,
            _ => return,
        };
        fill(field, tree.attribute(id, AttributeName::Content));
    }

    fn read_link(&mut self, tree: &Tree, id: NodeId) {
        let rel = tree.attribute(id, AttributeName::Rel).unwrap_or_default();
        if rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("canonical")) {
            fill(&mut self.canonical_url, tree.attribute(id, AttributeName::Href));
        }
    }
}

/// Sets a field that is not set yet, unless the value is blank.
fn fill(field: &mut Option<String>, value: Option<&str>) {
    if field.is_none() {
        *field = value.map(one_line).filter(|value| !value.is_empty());
    }
}
