//! Renders the kept blocks. The labels are final before rendering starts.

mod atoms;
mod byte_set;
mod grid;
mod html;
mod html_escape;
mod images;
mod inline;
mod language;
mod markdown;
mod mathml;
mod outline;
mod srcset;
mod text;
mod urls;

pub use markdown::{Formulas, Images, Links, Options, Titles};

use crate::address::Address;
use crate::article::{Block, Page};
use crate::image::Image;
use crate::kind::BlockKind;
use crate::label::Label;
use crate::parse::Tree;
use crate::segment::{BlockMarkup, Markup, Piece, RawBlock, is_part_of_link, read_markup};
use outline::{MAX_CAPTIONS, Source, is_body};
use std::collections::HashMap;
use urls::Urls;

/// The body text, made of its blocks.
pub(crate) fn text<'a>(page: &Page, labels: &[Label], blocks: impl Iterator<Item = Block<'a>>) -> String {
    text::text(blocks, &rows(page, labels))
}

/// The kept rows of data tables, with the columns of their tables. Tables are not walked if all cells have text and
/// span one column and row, as in most tables.
fn rows(page: &Page, labels: &[Label]) -> HashMap<usize, String> {
    let blocks = page.blocks();
    let Some(tree) = page.tree() else { return HashMap::new() };
    let is_wanted =
        |(block, &label): (&RawBlock, &Label)| label == Label::Content && block.kind == BlockKind::TableRow;
    let mut kept = blocks.iter().zip(labels).filter(|&row| is_wanted(row));
    if kept.all(|(row, _)| outline::is_regular(tree, row.container, blocks.text(row))) {
        return HashMap::new();
    }
    let wanted: Vec<bool> = blocks.iter().zip(labels).map(is_wanted).collect();
    let markup = read_markup(tree, blocks, &wanted, false);
    text::rows(&Source { tree: Some(tree), blocks, labels, markup, urls: None })
}

/// The body text as HTML.
pub(crate) fn html(page: &Page, labels: &[Label], address: &Address) -> String {
    html::html(&source(page, labels, address, true))
}

/// The body text as Markdown, after a title.
pub(crate) fn markdown(
    page: &Page,
    labels: &[Label],
    address: &Address,
    title: Option<&str>,
    options: &Options,
) -> String {
    markdown::markdown(&source(page, labels, address, options.has_images()), title, options)
}

/// The images of the body text.
pub(crate) fn images(page: &Page, labels: &[Label], address: &Address) -> Vec<Image> {
    images::images(&source(page, labels, address, true))
}

fn source<'a>(page: &'a Page, labels: &'a [Label], address: &Address, with_images: bool) -> Source<'a> {
    let (tree, blocks) = (page.tree(), page.blocks());
    let mut markup = tree.map_or_else(
        || Markup::of_lines(blocks.as_slice()),
        |tree| read_markup(tree, blocks, &wanted(labels, with_images), with_images),
    );
    debug_assert_eq!(markup.blocks.len(), blocks.len());
    if let Some(tree) = tree {
        let is_kept = |(_, label): &(_, &Label)| **label == Label::Content;
        for ((block, markup), _) in blocks.iter().zip(&mut markup.blocks).zip(labels).filter(is_kept) {
            unlink_marks(tree, blocks.text(block), markup);
        }
    }
    Source { tree, blocks, labels, markup, urls: tree.map(|tree| Urls::new(tree, address)) }
}

/// Which blocks are rendered, or decide about an image between blocks. Such an image is between blocks of the body,
/// with only its captions in between.
fn wanted(labels: &[Label], with_images: bool) -> Vec<bool> {
    if !with_images {
        return labels.iter().map(|label| *label == Label::Content).collect();
    }
    let runs = labels.chunk_by(|a, b| is_body(*a) == is_body(*b));
    let is_wanted = |run: &[Label]| run.iter().any(|&label| is_body(label)) || run.len() < MAX_CAPTIONS;
    runs.flat_map(|run| std::iter::repeat_n(is_wanted(run), run.len())).collect()
}

/// Removes links within the page from short texts that are only a part of the link. When the output is segmented again,
/// an arrow from a longer link would count as a link back to the text.
fn unlink_marks(tree: &Tree, text: &str, markup: &mut BlockMarkup) {
    let is_one_cell = |between: &str| !between.contains('\t');
    let is_one = |a: &Piece, b: &Piece| {
        a.style.link == b.style.link && text.get(a.range.end..b.range.start).is_none_or(is_one_cell)
    };
    for pieces in markup.pieces.chunk_by_mut(is_one) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        let Some(link) = first.style.link else { continue };
        let part = text.get(first.range.start..last.range.end).unwrap_or_default();
        if is_part_of_link(tree, link, part) {
            for piece in pieces {
                piece.style.link = None;
            }
        }
    }
}
