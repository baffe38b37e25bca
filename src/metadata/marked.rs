//! What a page marks in its text: `itemprop`, `<time>`, and elements whose class says that they are bylines or dates.

use super::classes::{Hints, leads_to_author};
use super::locale::Locale;
use super::nearest::{Nearest, Value};
use super::record::{Field, Records, Source};
use super::short_text::short_text;
use super::{byline, changed, date, timestamp};
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// Further properties of one element are not read.
const MAX_PROPERTIES: usize = 8;
/// The most bytes between two authors of one text.
const MAX_BETWEEN_AUTHORS: usize = 100;
/// Further elements that are marked as authors are not examined.
const MAX_AUTHORS: usize = 256;
/// How many bytes of text may be between the title and its byline or date.
const MAX_AFTER: usize = 1000;
/// The same for a link to a person's page, who may be anyone.
const MAX_AFTER_LINK: usize = 250;

/// Adds what is marked on a page whose title is in the element `title`. Takes time linear in the size of the tree.
pub(super) fn read(tree: &Tree, title: Option<NodeId>, locale: &Locale, records: &mut Records) {
    let mut around_title = title.map_or_else(Vec::new, |title| tree.ancestors(title).collect());
    around_title.sort_unstable();
    let mut walk = Walk {
        tree,
        locale,
        records,
        bylines: Nearest::new(title.is_some(), MAX_AFTER),
        links: Nearest::new(title.is_some(), MAX_AFTER_LINK),
        explicit: Nearest::new(title.is_some(), MAX_AFTER).or_only(),
        dates: Nearest::new(title.is_some(), MAX_AFTER).or_only(),
        updates: Nearest::new(title.is_some(), MAX_AFTER).or_only(),
        byline: None,
        has_left_byline: false,
        more_bylines: 0,
        microdata_author: None,
        microdata_authors: 0,
        around_title,
        elsewhere: Elsewhere::No,
        offset: 0,
    };
    for id in tree.descendants(tree.root()) {
        walk.leave(id);
        if Some(id) == title {
            walk.pass_title();
        }
        match tree.data(id) {
            NodeData::Text(span) if tree.keeps_text(tree.parent(id).unwrap_or(id)) => {
                walk.text(tree.text(span));
            }
            NodeData::Element { tag, .. } => walk.element(id, tag),
            _ => {}
        }
    }
    walk.finish();
}

/// Whether the walk is inside an element about something other than the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Elsewhere {
    No,
    /// Up to this node.
    Before(NodeId),
    ToTheEnd,
}

struct Walk<'t> {
    tree: &'t Tree,
    locale: &'t Locale,
    records: &'t mut Records,
    bylines: Nearest,
    /// Links that lead to authors.
    links: Nearest,
    /// Bylines that announce the author, such as "By Ada Brook". One of these counts anywhere, if it is the only one.
    explicit: Nearest,
    dates: Nearest,
    updates: Nearest,
    /// The position of the last byline that counts, and the node after it.
    byline: Option<(usize, Option<NodeId>)>,
    has_left_byline: bool,
    /// How many more bylines were examined.
    more_bylines: usize,
    /// The position of the last author in microdata.
    microdata_author: Option<usize>,
    /// How many authors in microdata were examined.
    microdata_authors: usize,
    /// The elements around the title, in order of their ids.
    around_title: Vec<NodeId>,
    elsewhere: Elsewhere,
    /// Bytes of text so far.
    offset: usize,
}

impl Walk<'_> {
    fn leave(&mut self, id: NodeId) {
        self.has_left_byline |= self.byline.is_some_and(|(_, next)| next == Some(id));
        if self.elsewhere == Elsewhere::Before(id) {
            self.elsewhere = Elsewhere::No;
        }
    }

    fn text(&mut self, text: &str) {
        self.offset += text.trim().len();
        // A name after "Reviewed by" is not an author.
        if self.has_left_byline && text.len() <= MAX_BETWEEN_AUTHORS && byline::is_of_other_part(text) {
            self.byline = None;
        }
    }

    fn pass_title(&mut self) {
        for nearest in
            [&mut self.explicit, &mut self.bylines, &mut self.links, &mut self.dates, &mut self.updates]
        {
            nearest.pass_title(self.offset);
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        self.microdata(id);
        if self.elsewhere == Elsewhere::No {
            self.visible(id, tag);
        }
    }

    /// Reads `itemprop`. The item that a property belongs to is not known, so properties that any item may have are not
    /// read.
    fn microdata(&mut self, id: NodeId) {
        let Some(properties) = self.tree.attribute(id, AttributeName::Itemprop) else { return };
        for property in properties.split_ascii_whitespace().take(MAX_PROPERTIES) {
            let field = match property {
                "keywords" => Field::Keywords,
                // Comments have authors and dates too.
                _ if self.elsewhere != Elsewhere::No => continue,
                "author" | "creator" if self.is_with_authors() => Field::Author,
                "datePublished" | "dateCreated" => Field::Published,
                "dateModified" => Field::Modified,
                _ => continue,
            };
            let value = if field == Field::Author { self.author(id) } else { self.value(id) };
            if let Some(value) = value {
                self.records.add(Source::Microdata, field, &value);
            }
        }
    }

    fn author(&mut self, id: NodeId) -> Option<String> {
        self.microdata_authors += 1;
        let given = self.tree.attribute(id, AttributeName::Content).filter(|name| !name.trim().is_empty());
        let visible = || byline::of_element(self.tree, id);
        let author =
            given.map(str::to_owned).or_else(visible).or_else(|| byline::hidden_in(self.tree, id))?;
        self.microdata_author = Some(self.offset);
        Some(author)
    }

    /// Whether an author in microdata is next to those found so far. Other authors wrote other parts of the page.
    fn is_with_authors(&self) -> bool {
        let is_beside = |offset: usize| self.offset - offset <= MAX_BETWEEN_AUTHORS;
        self.microdata_authors < MAX_AUTHORS && self.microdata_author.is_none_or(is_beside)
    }

    /// The value of a property: the machine-readable value, else the text.
    fn value(&self, id: NodeId) -> Option<String> {
        let attribute = |name| self.tree.attribute(id, name).filter(|value| !value.trim().is_empty());
        let given = attribute(AttributeName::Content).or(attribute(AttributeName::Datetime));
        given.map(str::to_owned).or_else(|| short_text(self.tree, id))
    }

    /// The `datetime` of the first `<time>` in an element that has a short text and states no value itself. Within a
    /// date of publication, dates of changes do not count.
    fn time_inside(&self, id: NodeId, hints: Hints) -> Option<String> {
        let states = |name| self.tree.attribute(id, name).is_some_and(|value| !value.trim().is_empty());
        if states(AttributeName::Content) || states(AttributeName::Datetime) {
            return None;
        }
        short_text(self.tree, id)?;
        let times = self.tree.descendants(id).filter(|&at| self.tree.tag(at) == Some(Tag::Time));
        let mut values = times.filter_map(|at| {
            let inside = Hints::of(self.tree, at);
            let is_of_change = hints.is_date && inside.is_update && !inside.is_date;
            self.tree.attribute(at, AttributeName::Datetime).filter(|_| !is_of_change)
        });
        values.find(|value| timestamp::iso(value, self.locale).is_some()).map(str::to_owned)
    }

    /// Reads an element that is meant for readers.
    fn visible(&mut self, id: NodeId, tag: Tag) {
        let hints = Hints::of(self.tree, id);
        let is_outer = matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article);
        if (hints.is_elsewhere || tag == Tag::Nav)
            && !is_outer
            && self.around_title.binary_search(&id).is_err()
        {
            let next = self.tree.next_outside(id, self.tree.root());
            self.elsewhere = next.map_or(Elsewhere::ToTheEnd, Elsewhere::Before);
            return;
        }
        let names_author = self.has_rel_author(id) || hints.names_author();
        if names_author {
            self.credit(id);
            if self.explicit.wants(self.offset)
                && short_text(self.tree, id).is_some_and(|text| byline::is_label(&text))
            {
                self.explicit.add(self.offset, self.byline(id));
            }
        }
        if self.links.wants(self.offset) && self.leads_to_author(id, tag) {
            self.links.add(self.offset, self.byline(id));
        }
        if tag == Tag::Time || hints.is_date || hints.is_update {
            self.date(id, hints);
        }
    }

    /// Reads a byline: the one nearest to the title, and bylines right after it that each name one more author.
    fn credit(&mut self, id: NodeId) {
        if self.bylines.wants(self.offset) {
            let byline = self.byline(id);
            self.byline =
                byline.is_some().then(|| (self.offset, self.tree.next_outside(id, self.tree.root())));
            self.has_left_byline = false;
            self.bylines.add(self.offset, byline);
            return;
        }
        let Some((offset, Some(_))) = self.byline else { return };
        let is_beside = self.has_left_byline && self.offset - offset <= MAX_BETWEEN_AUTHORS;
        self.more_bylines += usize::from(is_beside);
        if !is_beside || self.more_bylines > MAX_AUTHORS {
            return;
        }
        let is_other = short_text(self.tree, id).is_none_or(|text| byline::is_of_other_part(&text));
        if let Some(value) = self.byline(id).filter(|_| !is_other) {
            self.bylines.join(&value.text);
            let after = self.tree.next_outside(id, self.tree.root());
            self.byline = Some((self.offset, after));
            self.has_left_byline = false;
        }
    }

    fn byline(&self, id: NodeId) -> Option<Value> {
        byline::of_element(self.tree, id).map(|text| Value { meaning: text.clone(), text })
    }

    fn has_rel_author(&self, id: NodeId) -> bool {
        let rel = self.tree.attribute(id, AttributeName::Rel).unwrap_or_default();
        self.tree.tag(id) == Some(Tag::A)
            && rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("author"))
    }

    fn leads_to_author(&self, id: NodeId, tag: Tag) -> bool {
        tag == Tag::A && self.tree.attribute(id, AttributeName::Href).is_some_and(leads_to_author)
    }

    /// Reads a date of publication or of the last change, or a line with both.
    fn date(&mut self, id: NodeId, hints: Hints) {
        let is_update = hints.is_update && !hints.is_date;
        let nearest = if is_update { &self.updates } else { &self.dates };
        if !nearest.wants(self.offset) {
            return;
        }
        let value = self.time_inside(id, hints).or_else(|| self.value(id)).unwrap_or_default();
        let (published, changed) =
            if is_update { ("", value.as_str()) } else { changed::parts(&value, self.locale) };
        let (published, changed) = (self.value_of_date(published), self.value_of_date(changed));
        if !is_update {
            self.dates.add(self.offset, published);
        }
        if is_update || (changed.is_some() && self.updates.wants(self.offset)) {
            self.updates.add(self.offset, changed);
        }
    }

    fn value_of_date(&self, text: &str) -> Option<Value> {
        let text = date_of(text, self.locale)?;
        let day = timestamp::iso(&text, self.locale).and_then(|iso| Some(iso.get(..10)?.to_owned()));
        Some(Value { meaning: day.unwrap_or_else(|| text.clone()), text })
    }

    fn finish(self) {
        let byline = self.bylines.best().or_else(|| self.links.best()).or_else(|| self.explicit.best());
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

/// The whole text if it is a date, else the date in it.
fn date_of(text: &str, locale: &Locale) -> Option<String> {
    let is_whole = timestamp::iso(text, locale).is_some();
    if is_whole { Some(text.to_owned()) } else { date::in_dateline(text, locale).map(str::to_owned) }
}
