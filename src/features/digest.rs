//! Digests of the features. A test uses them to check that the committed models were trained on these features.

use super::table::Feature;
use super::{measure_html, measure_plain_text};
use crate::Limits;
use crate::metadata::Head;
use crate::parse::parse;
use crate::segment::{segment_html, segment_plain_text};

/// The case files whose features are digested.
pub const DIGEST_CASES: [&str; 10] = [
    "blog_comments.html",
    "div_soup.html",
    "docs_code.html",
    "forum_thread.html",
    "listing_cards.html",
    "news_zh.html",
    "product_page.html",
    "recipe.html",
    "report_tables.html",
    "txt_wet_dump.txt",
];

/// A digest of a table: names, groups, units, ranges and definitions.
pub fn table_digest(table: &[Feature]) -> u64 {
    table.iter().fold(FNV_OFFSET, |digest, feature| fnv1a(digest, format!("{feature:?}").as_bytes()))
}

/// A digest of features' values.
#[derive(Clone, Copy, Debug)]
pub struct ValuesDigest(u64);

impl Default for ValuesDigest {
    fn default() -> ValuesDigest {
        ValuesDigest(FNV_OFFSET)
    }
}

impl ValuesDigest {
    /// Adds the features of a page.
    pub fn add_html(&mut self, page: &str) {
        let Ok(tree) = parse(page, &Limits::new()) else { return };
        measure_html(&tree, &segment_html(&tree), &Head::read(&tree), |row| self.add(row));
    }

    /// Adds the features of a page read as plain text.
    pub fn add_plain_text(&mut self, page: &str) {
        measure_plain_text(&segment_plain_text(page), |row| self.add(row));
    }

    /// Adds a row. Its values are rounded, because logarithms may differ in the last bit between machines.
    fn add(&mut self, row: &[f32]) {
        self.0 = row
            .iter()
            .fold(self.0, |digest, value| fnv1a(digest, &((value * 64.0).round() as i64).to_le_bytes()));
    }

    /// The digest of all that was added.
    pub fn finish(self) -> u64 {
        self.0
    }
}

/// The hash of no bytes.
pub const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: extends the hash `digest` by more bytes.
pub fn fnv1a(digest: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(digest, |digest, &byte| (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
