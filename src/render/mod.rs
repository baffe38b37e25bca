//! Kept blocks to output. What is kept was decided before.

mod html;
mod inline;
mod language;
mod markdown;
mod outline;
mod text;
mod urls;

pub use markdown::{Images, Links, MarkdownOptions, Titles};
pub(crate) use text::text;

use crate::address::Address;
use crate::label::Label;
use crate::page::Page;
use crate::segment::{Markup, read_markup};
use markdown::Notes;
use outline::Source;
use urls::Urls;

/// The body text as HTML.
pub(crate) fn html(page: &Page, labels: &[Label], address: &Address) -> String {
    html::html(&source(page, labels, address))
}

/// The body text as Markdown, after the title where the options ask for it.
pub(crate) fn markdown(
    page: &Page,
    labels: &[Label],
    address: &Address,
    title: Option<&str>,
    options: &MarkdownOptions,
) -> String {
    let mut source = source(page, labels, address);
    source.notes = Notes::find(&source);
    markdown::markdown(&source, title, options)
}

fn source<'a>(page: &'a Page, labels: &'a [Label], address: &Address) -> Source<'a> {
    let (tree, blocks) = (page.tree(), page.blocks());
    let markup = tree.map_or_else(|| Markup::of_lines(blocks.as_slice()), read_markup);
    debug_assert_eq!(markup.blocks.len(), blocks.len());
    Source {
        tree,
        blocks,
        labels,
        markup,
        urls: tree.map(|tree| Urls::new(tree, address)),
        notes: Notes::default(),
    }
}
