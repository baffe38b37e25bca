//! Units that a reader needs as a whole, and how many of them a selection splits.

use crate::page::Page;
use bodytext::stages::is_lead_in;
use bodytext::{BlockKind, Label};
use std::ops::Range;

/// How many units there are, and how many of them are torn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Torn {
    /// Units that are main content as a whole, or not at all.
    pub units: usize,
    /// How many of these units a selection keeps only in part.
    pub torn: usize,
}

impl Torn {
    /// Counts the units of a page.
    pub fn count(page: &Page, labels: &[Label]) -> Torn {
        let mut count = Torn::default();
        for unit in units(page) {
            let is_whole = |is: &dyn Fn(usize) -> bool| {
                let mut blocks = unit.clone().map(is);
                let first = blocks.next();
                blocks.all(|is| Some(is) == first)
            };
            if is_whole(&|at| page.is_content(at)) {
                count.units += 1;
                count.torn += usize::from(!is_whole(&|at| labels[at] == Label::Content));
            }
        }
        count
    }
}

impl std::ops::Add for Torn {
    type Output = Torn;

    fn add(self, other: Torn) -> Torn {
        Torn { units: self.units + other.units, torn: self.torn + other.torn }
    }
}

/// The lists, tables, headings with the block below, and lead-ins that end in a colon with the block below.
fn units(page: &Page) -> Vec<Range<usize>> {
    let blocks = page.blocks.as_slice();
    let mut units = Vec::new();
    let is_item = |at: usize| matches!(blocks[at].kind, BlockKind::ListItem { .. });
    let is_row = |at: usize| blocks[at].kind == BlockKind::TableRow;
    let mut start = 0;
    for at in 1..=blocks.len() {
        let goes_on = at < blocks.len()
            && ((is_item(at) && is_item(at - 1) && !is_new_list(page, at)) || (is_row(at) && is_row(at - 1)));
        if !goes_on {
            if at - start > 1 {
                units.push(start..at);
            }
            start = at;
        }
    }
    for at in 0..blocks.len().saturating_sub(1) {
        let leads_in = is_lead_in(page.blocks.text(&blocks[at]));
        let is_heading = matches!(blocks[at].kind, BlockKind::Heading(_));
        if is_heading && page.annotations.title == Some(at) || page.annotations.title == Some(at + 1) {
            continue;
        }
        if leads_in || (is_heading && !matches!(blocks[at + 1].kind, BlockKind::Heading(_))) {
            units.push(at..at + 2);
        }
    }
    units
}

/// Whether a list item starts a new list: it has no list element in common with the item above.
fn is_new_list(page: &Page, at: usize) -> bool {
    page.lists.get(at).is_some_and(|list| Some(list) != page.lists.get(at - 1))
}
