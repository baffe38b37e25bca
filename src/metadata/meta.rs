//! The dialects of `<meta>` and `<link>`.

use super::byline;
use super::head::meta_name;
use super::record::{Field, Records, Source};
use crate::parse::{AttributeName, NodeId, Tree};
use Field::*;
use Source::*;

/// Reads a `<meta>` element.
pub(super) fn read_meta(tree: &Tree, id: NodeId, records: &mut Records) {
    let Some(content) = tree.attribute(id, AttributeName::Content) else { return };
    // Some pages mix up the two attributes, so both are read.
    for attribute in [AttributeName::Property, AttributeName::Name] {
        let Some(names) = tree.attribute(id, attribute) else { continue };
        if let Some((source, field)) = meaning(&names.trim_ascii().to_ascii_lowercase()) {
            records.add(source, field, content);
            return;
        }
    }
}

/// Pairs of a label and its value, `twitter:label1` and `twitter:data1`, as previews show them.
#[derive(Debug, Default)]
pub(super) struct Labelled<'t> {
    /// Label and value of the first two pairs; no preview shows more.
    pairs: [[Option<&'t str>; 2]; 2],
}

impl<'t> Labelled<'t> {
    /// Reads a `<meta>` element.
    pub(super) fn read(&mut self, tree: &'t Tree, id: NodeId) {
        let Some(name) = meta_name(tree, id).and_then(|name| name.strip_prefix("twitter:")) else { return };
        let (pair, side) = match name {
            "label1" => (0, 0),
            "data1" => (0, 1),
            "label2" => (1, 0),
            "data2" => (1, 1),
            _ => return,
        };
        self.pairs[pair][side] = tree.attribute(id, AttributeName::Content);
    }

    /// Records the author of the page, if a label says "Written by" or similar.
    pub(super) fn record(&self, records: &mut Records) {
        for pair in &self.pairs {
            if let [Some(label), Some(value)] = pair {
                if byline::is_label(label) {
                    records.add(Twitter, Author, value);
                }
            }
        }
    }
}

/// Reads a `<link>` element.
pub(super) fn read_link(tree: &Tree, id: NodeId, records: &mut Records) {
    let rel = tree.attribute(id, AttributeName::Rel).unwrap_or_default();
    let Some(href) = tree.attribute(id, AttributeName::Href) else { return };
    for (known, field) in [("canonical", Url), ("image_src", Image)] {
        if rel.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case(known)) {
            records.add(Standard, field, href);
        }
    }
}

/// The source and field of a `<meta>` with this name, in lower case.
fn meaning(name: &str) -> Option<(Source, Field)> {
    for (prefix, source) in [("citation_", Citation), ("parsely-", Publisher), ("sailthru.", Publisher)] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return Some((source, publishers_field(rest)?));
        }
    }
    for prefix in ["dc.", "dc:", "dcterms.", "dcterms:", "dcterm.", "dcterm:"] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return Some((DublinCore, dublin_core_field(rest)?));
        }
    }
    if let Some(rest) = name.strip_prefix("twitter:") {
        return Some((Twitter, twitter_field(rest)?));
    }
    open_graph_field(name).map(|field| (OpenGraph, field)).or_else(|| Some((Standard, standard_field(name)?)))
}

fn open_graph_field(name: &str) -> Option<Field> {
    // `og:article:author` is a common mistake.
    let name = name.strip_prefix("og:article:").map_or(name, |_| &name["og:".len()..]);
    Some(match name {
        "og:title" => Title,
        "og:site_name" => SiteName,
        "og:locale" => Language,
        "og:description" => Description,
        "og:url" => Url,
        "og:image" | "og:image:url" | "og:image:secure_url" => Image,
        "article:author" | "article:author_name" | "article:author:name" | "book:author" => Author,
        "article:published_time"
        | "article:published"
        | "og:published_time"
        | "og:pubdate"
        | "book:release_date"
        | "video:release_date" => Published,
        "article:modified_time" | "article:modified" | "og:updated_time" | "og:modified_time" => Modified,
        "article:tag" | "book:tag" | "video:tag" => Keywords,
        _ => return None,
    })
}

/// The fields of publishers' tags, by their name after the prefix.
fn publishers_field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Title,
        "author" | "authors" => Author,
        "publication_date" | "online_date" | "date" | "pub-date" => Published,
        "language" => Language,
        "description" => Description,
        "link" => Url,
        "image" | "image-url" | "image.full" => Image,
        "keywords" | "tags" => Keywords,
        _ => return None,
    })
}

fn dublin_core_field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Title,
        "creator" | "creator.personalname" | "contributor.author" => Author,
        "date" | "date.issued" | "date.created" | "issued" | "created" | "available" => Published,
        "date.modified" | "modified" => Modified,
        "language" => Language,
        "description" | "abstract" => Description,
        "subject" => Keywords,
        _ => return None,
    })
}

fn twitter_field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Title,
        "description" => Description,
        "image" | "image:src" => Image,
        _ => return None,
    })
}

#[rustfmt::skip]
fn standard_field(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Title,
        "author" | "authors" | "byl" | "byline" | "article.author" | "article_author" | "author_name" => Author,
        "date" | "pubdate" | "publishdate" | "publish-date" | "publish_date" | "publication_date" | "publication-date"
        | "published" | "published_date" | "published-date" | "published_time" | "date_published" | "datepublished"
        | "article.published" | "article_date_original" | "release_date" | "originalpublicationdate" => Published,
        "last-modified" | "lastmod" | "modified" | "modified_date" | "revised" | "article.updated" | "date_modified"
        | "datemodified" | "updated_time" => Modified,
        "application-name" | "cre" => SiteName,
        "language" => Language,
        "description" => Description,
        "thumbnail" => Image,
        "keywords" | "news_keywords" => Keywords,
        _ if tells_publication(name) => Published,
        _ => return None,
    })
}

/// Whether an unusual name means the date of publication, such as `w-published-date`.
fn tells_publication(name: &str) -> bool {
    let words = || name.split(|c: char| !c.is_ascii_alphabetic());
    let has = |known: &[&str]| words().any(|word| known.contains(&word));
    has(&["publishdate", "publishtime", "pubdate"])
        || (has(&["pub", "publish", "published", "publication"]) && has(&["date", "time"]))
}
