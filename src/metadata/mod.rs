//! What a page says about itself.

mod date;
mod head;

pub use head::Head;

use crate::segment::Blocks;

/// What is known of a page beside its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) site_name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) canonical_url: Option<String>,
    pub(crate) image: Option<String>,
}

impl Metadata {
    /// The metadata of an HTML page whose title is the block at `title`.
    pub(crate) fn of_html(head: Head, blocks: &Blocks, title: Option<usize>) -> Metadata {
        let heading = title.map(|at| one_line(blocks.text(&blocks.as_slice()[at])));
        Metadata {
            title: heading.or(head.og_title).or(head.title),
            byline: head.byline,
            published: head.published,
            language: head.language,
            site_name: head.site_name,
            description: head.description,
            canonical_url: head.canonical_url,
            image: head.image,
        }
    }

    /// The metadata of plain text: its headline, and the date in a short line near it.
    pub(crate) fn of_lines(blocks: &Blocks, title: Option<usize>) -> Metadata {
        let heading = title.map(|at| one_line(blocks.text(&blocks.as_slice()[at])));
        Metadata { title: heading, published: date::near(blocks, title.unwrap_or(0)), ..Metadata::default() }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
