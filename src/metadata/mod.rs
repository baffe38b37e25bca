//! What a page says about itself.

mod article;
mod byline;
mod classes;
mod date;
mod declared;
mod head;
#[cfg(feature = "metadata")]
mod json_ld;
#[cfg(feature = "metadata")]
mod json_repair;
mod marked;
mod meta;
mod near;
mod nearest;
mod page_type;
mod record;
mod timestamp;
mod title;

pub use head::Head;
pub use page_type::PageType;

use crate::parse::Tree;
use crate::segment::Blocks;
use near::Near;
use record::{Field, Records};

/// More keywords are not kept.
const MAX_KEYWORDS: usize = 256;

/// What is known of a page beside its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Stamp,
    pub(crate) modified: Stamp,
    pub(crate) language: Option<String>,
    pub(crate) site_name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) canonical_url: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) keywords: Vec<String>,
}

/// A date.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stamp {
    pub(crate) as_found: Option<String>,
    /// In ISO 8601, where that is certain.
    pub(crate) iso: Option<String>,
}

impl Stamp {
    fn new(as_found: Option<String>) -> Stamp {
        Stamp { iso: as_found.as_deref().and_then(timestamp::iso), as_found }
    }

    /// The best that is said of a field and is a date.
    fn of(records: &Records, field: Field) -> Option<Stamp> {
        let mut stamps = records.ranked(field).map(|text| Stamp::new(Some(text.to_owned())));
        stamps.find(|stamp| stamp.iso.is_some() || stamp.as_found.as_deref().is_some_and(date::is_date))
    }
}

impl Metadata {
    /// The metadata of an HTML page whose title is the block at `title`.
    pub(crate) fn of_html(tree: &Tree, blocks: &Blocks, title: Option<usize>) -> Metadata {
        let mut records = declared::read(tree);
        let title = title::choose(blocks, title, &records);
        marked::read(tree, title.block.and_then(|at| blocks.as_slice()[at].element), &mut records);
        let near = title.block.map(|at| Near { tree: Some(tree), blocks, title: at });
        let published = Stamp::of(&records, Field::Published);
        Metadata {
            title: title.text.filter(|text| !text.is_empty()),
            byline: byline::choose(&records, || byline::near(near?)),
            published: published.unwrap_or_else(|| Stamp::new(near.and_then(date::near))),
            modified: Stamp::of(&records, Field::Modified).unwrap_or_default(),
            language: records.best(Field::Language),
            site_name: records.best(Field::SiteName),
            description: records.best(Field::Description),
            canonical_url: records.best(Field::Url),
            image: records.best(Field::Image),
            keywords: keywords(&records),
        }
    }

    /// The metadata of plain text: its headline, and the date in a short line near it.
    pub(crate) fn of_lines(blocks: &Blocks, title: Option<usize>) -> Metadata {
        let heading = title.map(|at| one_line(blocks.text(&blocks.as_slice()[at])));
        let near = Near { tree: None, blocks, title: title.unwrap_or(0) };
        let published = Stamp::new(date::near(near));
        Metadata { title: heading, published, ..Metadata::default() }
    }
}

/// The keywords of the best source, each once.
fn keywords(records: &Records) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    let given = records.best_all(Field::Keywords).iter().flat_map(|list| list.split([',', ';', '，', '、']));
    for keyword in given.map(str::trim).filter(|keyword| !keyword.is_empty()) {
        if keywords.len() < MAX_KEYWORDS && !keywords.iter().any(|known| known == keyword) {
            keywords.push(keyword.to_owned());
        }
    }
    keywords
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
