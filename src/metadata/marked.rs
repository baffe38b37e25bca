//! What a page marks in its text: `itemprop`, `<time>`, and elements whose class says that they are bylines or dates.

use super::byline;
use super::classes::{Hints, leads_to_author};
use super::date;
use super::nearest::Nearest;
use super::record::{Field, Records, Source};
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// Longer text is neither a name nor a date.
const MAX_TEXT: usize = 160;
/// Nor is text in more nodes.
const MAX_NODES: usize = 48;
/// How many bytes of text may stand between two authors of one text.
const MAX_BETWEEN_AUTHORS: usize = 100;
/// How many bytes of text after the title its byline or date may stand.
const MAX_AFTER: usize = 2000;
/// And a link to somebody's page, which may be anybody's.
const MAX_AFTER_LINK: usize = 400;

/// Adds what is marked on a page whose title is in the element `title`. Linear in the tree.
pub(super) fn read(tree: &Tree, title: Option<NodeId>, records: &mut Records) {
    let mut around_title = title.map_or_else(Vec::new, |title| tree.ancestors(title).collect());
    around_title.sort_unstable();
    let mut walk = Walk {
        tree,
        records,
        bylines: Nearest::new(title.is_some(), MAX_AFTER),
        links: Nearest::new(title.is_some(), MAX_AFTER_LINK),
        dates: Nearest::new(title.is_some(), MAX_AFTER),
        updates: Nearest::new(title.is_some(), MAX_AFTER),
        microdata_author: None,
        around_title,
        elsewhere: None,
        offset: 0,
    };
    for id in tree.descendants(tree.root()) {
        walk.leave(id);
        if Some(id) == title {
            walk.pass_title();
        }
        match tree.data(id) {
            NodeData::Text(span) if tree.keeps_text(tree.parent(id).unwrap_or(id)) => {
                walk.offset += tree.text(span).len();
            }
            NodeData::Element { tag, .. } => walk.element(id, tag),
            _ => {}
        }
    }
    walk.finish();
}

struct Walk<'t> {
    tree: &'t Tree,
    records: &'t mut Records,
    bylines: Nearest,
    /// Links that lead to authors.
    links: Nearest,
    dates: Nearest,
    updates: Nearest,
    /// Where the last author in microdata stands.
    microdata_author: Option<usize>,
    /// The elements around the title, in order of their ids.
    around_title: Vec<NodeId>,
    /// While inside an element that is about something else: the node after it, if any.
    elsewhere: Option<Option<NodeId>>,
    /// Bytes of text so far.
    offset: usize,
}

impl Walk<'_> {
    fn leave(&mut self, id: NodeId) {
        if self.elsewhere == Some(Some(id)) {
            self.elsewhere = None;
        }
    }

    fn pass_title(&mut self) {
        for nearest in [&mut self.bylines, &mut self.links, &mut self.dates, &mut self.updates] {
            nearest.pass_title(self.offset);
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        self.microdata(id);
        if self.elsewhere.is_none() {
            self.visible(id, tag);
        }
    }

    fn note(&mut self, source: Source, field: Field, value: Option<&str>) {
        if let Some(value) = value {
            self.records.add(source, field, value);
        }
    }

    /// Reads `itemprop`. To what item a property belongs is not known, so those that any item may have are not read.
    fn microdata(&mut self, id: NodeId) {
        let Some(properties) = self.tree.attribute(id, AttributeName::Itemprop) else { return };
        for property in properties.split_ascii_whitespace() {
            let field = match property {
                "author" | "creator" if self.elsewhere.is_none() && self.is_with_authors() => Field::Author,
                "datePublished" | "dateCreated" if self.elsewhere.is_none() => Field::Published,
                "dateModified" if self.elsewhere.is_none() => Field::Modified,
                "keywords" => Field::Keywords,
                _ => continue,
            };
            let value = match field {
                Field::Author => byline::of_element(self.tree, id),
                _ => self.value(id),
            };
            if field == Field::Author && value.is_some() {
                self.microdata_author = Some(self.offset);
            }
            self.note(Source::Microdata, field, value.as_deref());
        }
    }

    /// Whether an author in microdata stands beside those so far. Others wrote other parts of the page.
    fn is_with_authors(&self) -> bool {
        self.microdata_author.is_none_or(|offset| self.offset - offset <= MAX_BETWEEN_AUTHORS)
    }

    /// The value of a property: what is meant for machines, else the text.
    fn value(&self, id: NodeId) -> Option<String> {
        let attribute = |name| self.tree.attribute(id, name).filter(|value| !value.trim().is_empty());
        let given = attribute(AttributeName::Content).or(attribute(AttributeName::Datetime));
        given.map(str::to_owned).or_else(|| short_text(self.tree, id))
    }

    /// Reads what is meant for readers.
    fn visible(&mut self, id: NodeId, tag: Tag) {
        let hints = Hints::of(self.tree, id);
        let is_outer = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article);
        if (hints.is_elsewhere || tag == Tag::Nav)
            && !is_outer
            && self.around_title.binary_search(&id).is_err()
        {
            self.elsewhere = Some(self.tree.next_outside(id, self.tree.root()));
            return;
        }
        let names_author = self.has_rel_author(id) || (hints.is_author && !hints.is_about_author);
        if names_author && self.bylines.wants(self.offset) {
            self.bylines.add(self.offset, byline::of_element(self.tree, id));
        }
        if self.links.wants(self.offset) && self.leads_to_author(id, tag) {
            self.links.add(self.offset, byline::of_element(self.tree, id));
        }
        if tag == Tag::Time || hints.is_date || hints.is_update {
            self.date(id, hints);
        }
    }

    fn has_rel_author(&self, id: NodeId) -> bool {
        let rel = self.tree.attribute(id, AttributeName::Rel).unwrap_or_default();
        self.tree.tag(id) == Some(Tag::A)
            && rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("author"))
    }

    fn leads_to_author(&self, id: NodeId, tag: Tag) -> bool {
        tag == Tag::A && self.tree.attribute(id, AttributeName::Href).is_some_and(leads_to_author)
    }

    fn date(&mut self, id: NodeId, hints: Hints) {
        let is_update = hints.is_update && !hints.is_date;
        let nearest = if is_update { &self.updates } else { &self.dates };
        if !nearest.wants(self.offset) {
            return;
        }
        let date = self.value(id).and_then(|text| date::in_dateline(&text).map(str::to_owned));
        let nearest = if is_update { &mut self.updates } else { &mut self.dates };
        nearest.add(self.offset, date);
    }

    fn finish(self) {
        let byline = self.bylines.best().or_else(|| self.links.best());
        let marked = [
            (Field::Author, byline),
            (Field::Published, self.dates.best()),
            (Field::Modified, self.updates.best()),
        ];
        for (field, value) in marked {
            if let Some(value) = value {
                self.records.add(Source::Visible, field, &value);
            }
        }
    }
}

/// The text of a small element, its text nodes separated by line ends; `None` if there is much of it.
pub(super) fn short_text(tree: &Tree, id: NodeId) -> Option<String> {
    let mut text = String::new();
    for (count, inside) in tree.descendants(id).enumerate() {
        if count >= MAX_NODES || text.len() > MAX_TEXT {
            return None;
        }
        if let NodeData::Text(span) = tree.data(inside) {
            let part = tree.text(span).trim();
            if !part.is_empty() && tree.keeps_text(tree.parent(inside).unwrap_or(id)) {
                text.push_str(part.get(..part.len().min(MAX_TEXT + 1)).unwrap_or_default());
                text.push('\n');
            }
        }
    }
    (text.len() <= MAX_TEXT).then_some(text)
}
