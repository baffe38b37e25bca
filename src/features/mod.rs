//! Measures blocks. Each block has a row of numbers, and a table names every number.

mod alike;
mod ancestor_index;
mod ancestors;
mod characters;
#[cfg(any(test, feature = "_stages"))]
mod digest;
mod discussion;
mod enclosure;
mod hints;
mod landmarks;
mod letters;
mod neighbours;
mod page;
mod pair;
mod plain_text;
mod position;
mod relation;
mod repetition;
mod section_names;
mod section_phrases;
mod steps;
mod table;
mod text;
mod title;
mod word_set;

#[cfg(any(test, feature = "_stages"))]
pub use digest::{DIGEST_CASES, FNV_OFFSET, ValuesDigest, fnv1a, table_digest};
pub use discussion::Discussion;
#[cfg(any(test, feature = "_stages"))]
pub use pair::PAIR_TABLE;
pub use pair::{PAIR_FEATURES, measure_pair};
pub use relation::Relation;
#[cfg(feature = "_stages")]
pub use section_phrases::SECTION_PHRASES;
pub use table::Feature;

use crate::metadata::Head;
use crate::parse::{Tag, Tree};
use crate::segment::{Blocks, RawBlock};
use ancestor_index::{AncestorIndex, Sums};
use ancestors::{Ancestors, Containers};
use enclosure::Enclosure;
use landmarks::LANDMARKS;
use neighbours::{Neighbours, Windows};
use once_cell::sync::Lazy;
use page::{Measures, Page};
use plain_text::{Groups, PlainText};
use position::{Position, PositionIndex};
use repetition::{Repetition, SiblingGroups};
use section_names::{Named, SectionNames, Sections};
use steps::AncestorDistances;
use table::feature_group;
use text::Text;
use word_set::WordSet;

/// Features that HTML and plain text have in common.
const SHARED: usize = Text::LEN + Position::LEN + Neighbours::LEN + Page::LEN + SectionNames::LEN;

/// How many features a block of HTML has.
pub const HTML_FEATURES: usize = SHARED
    + Declared::LEN
    + Enclosure::LEN
    + Ancestors::LEN
    + LANDMARKS.len()
    + hints::GROUPS
    + Repetition::LEN;

/// How many features a block of plain text has.
pub const PLAIN_TEXT_FEATURES: usize = SHARED + PlainText::LEN;

/// The features of HTML, in the order of a row.
pub static HTML_TABLE: Lazy<Vec<Feature>> = Lazy::new(|| {
    let mut table = shared_table();
    table.extend(Declared::TABLE);
    table.extend(Enclosure::TABLE);
    table.extend(Ancestors::TABLE);
    table.extend(LANDMARKS.iter().map(|(name, _)| Feature::steps("landmarks", name)));
    table.extend(hints::TOKENS.iter().map(|(name, _)| Feature::steps("hints", name)));
    table.extend(Repetition::TABLE);
    table
});

/// The features of plain text, in the order of a row.
pub static PLAIN_TEXT_TABLE: Lazy<Vec<Feature>> = Lazy::new(|| {
    let mut table = shared_table();
    table.extend(PlainText::TABLE);
    table
});

fn shared_table() -> Vec<Feature> {
    [Text::TABLE, Position::TABLE, Neighbours::TABLE, Page::TABLE, SectionNames::TABLE].concat()
}

/// Findings about a page's blocks besides their features.
#[derive(Clone, Debug, Default)]
pub struct PageAnnotations {
    /// The block that is the page's title.
    pub title: Option<usize>,
    /// The comments and posts of readers; unknown in plain text.
    pub discussion: Discussion,
    /// For each block of HTML its position relative to the block above; empty for plain text.
    pub relations: Vec<Relation>,
}

/// Measures the blocks of a page, which is HTML if there is a tree and plain text otherwise, and passes the features of
/// each to `emit`.
pub fn measure(tree: Option<&Tree>, blocks: &Blocks, mut emit: impl FnMut(&[f32])) -> PageAnnotations {
    match tree {
        Some(tree) => measure_html(tree, blocks, &Head::read(tree), |row| emit(row)),
        None => measure_plain_text(blocks, |row| emit(row)),
    }
}

/// Measures the blocks of an HTML page and passes the features of each to `emit`. Takes time linear in the size of tree
/// and text, except for sorting.
pub fn measure_html(
    tree: &Tree,
    blocks: &Blocks,
    head: &Head,
    mut emit: impl FnMut(&[f32; HTML_FEATURES]),
) -> PageAnnotations {
    let (measures, words) = Measures::new(blocks);
    let titles: Vec<_> = head.titles().map(|title| title::words(title, &RawBlock::default())).collect();
    let title_counts = title::counts(&measures, &words, &WordSet::new(titles.concat()));
    let titles: Vec<_> = titles.into_iter().map(WordSet::new).collect();
    let title = title::of_html(blocks, &measures, &words, &titles, &title_counts);
    let sections = section_names::named(&measures, &words);
    drop((words, titles));
    let scopes =
        AncestorIndex::new(tree, blocks, |at, block, container| sums(&measures, at, block, container));
    let containers = Containers::new(&scopes, &measures);
    let sets = SiblingGroups::new(&scopes, &measures);
    let enclosed = enclosure::enclosed(&scopes, &measures);
    let mut distances = AncestorDistances::new(&scopes);
    let mut shared = Shared::new(blocks, &measures, title, title_counts, sections);
    let declared = Declared { page_type: f32::from(head.page_type() as u8) }.values();
    let mut values = [0.0; HTML_FEATURES];
    for (at, block) in blocks.iter().enumerate() {
        let mut row = Row { values: &mut values, len: 0 };
        shared.write(at, &mut row);
        row.write(&declared);
        row.write(&Enclosure::new(at, enclosed[at], &shared.windows).values());
        row.write(&containers.ancestors(at, block).values());
        row.write(&distances.steps(scopes.element(at)));
        row.write(&sets.repetition(at).values());
        emit(&values);
    }
    PageAnnotations {
        title,
        discussion: discussion::read(&scopes, &sets, &measures, &shared.named, title, head.page_type()),
        relations: relation::relations(&scopes, &enclosed),
    }
}

/// Measures the blocks of plain text, as [`measure_html`] does.
pub fn measure_plain_text(
    blocks: &Blocks,
    mut emit: impl FnMut(&[f32; PLAIN_TEXT_FEATURES]),
) -> PageAnnotations {
    let (measures, words) = Measures::new(blocks);
    let title = title::of_plain_text(blocks, &measures, &words);
    let title_words = title.map_or_else(Vec::new, |at| {
        let block = &blocks.as_slice()[at];
        title::words(blocks.text(block), block)
    });
    let title_counts = title::counts(&measures, &words, &WordSet::new(title_words));
    let sections = section_names::named(&measures, &words);
    drop(words);
    let mut shared = Shared::new(blocks, &measures, title, title_counts, sections);
    let groups = Groups::new(blocks, &measures);
    let mut values = [0.0; PLAIN_TEXT_FEATURES];
    for at in 0..blocks.len() {
        let mut row = Row { values: &mut values, len: 0 };
        shared.write(at, &mut row);
        row.write(&groups.plain_text(at).values());
        emit(&values);
    }
    PageAnnotations { title, ..PageAnnotations::default() }
}

feature_group! {
    /// Features of what the page declares about itself.
    Declared "declared" {
        page_type: "index" 0.0..3.0 "what the page says it is: an article (1), a product (2), a thread (3), nothing (0)",
    }
}

/// What a block adds to the elements around it.
fn sums(measures: &Measures, at: usize, block: &RawBlock, container: Tag) -> Sums {
    let measure = &measures.blocks[at];
    let is_paragraph = matches!(container, Tag::P | Tag::Blockquote) || container.is_preformatted();
    Sums {
        blocks: 1,
        mass: measure.mass,
        link_mass: measure.mass * block.link_density(),
        paragraph_mass: if is_paragraph { measure.mass } else { 0.0 },
        long_mass: measure.long_mass(),
        sentences: measure.stats.sentences,
        dates: u32::from(measure.mass < 12.0 && measure.stats.has_date),
        headings: u32::from(measure.is_heading),
        prices: u32::from(measure.mass < 6.0 && measure.stats.has_price),
    }
}

/// The groups of features that need no tree.
struct Shared<'m> {
    measures: &'m Measures,
    places: PositionIndex<'m>,
    windows: Windows<'m>,
    page: [f32; Page::LEN],
    named: Vec<Named>,
    sections: Sections,
}

impl<'m> Shared<'m> {
    fn new(
        blocks: &Blocks,
        measures: &'m Measures,
        title: Option<usize>,
        title_counts: Vec<u32>,
        named: Vec<Named>,
    ) -> Shared<'m> {
        Shared {
            measures,
            places: PositionIndex::new(measures, title, title_counts),
            windows: Windows::new(measures),
            page: page::page(blocks, measures).values(),
            named,
            sections: Sections::new(),
        }
    }

    /// Writes the features of the next block, the one at `at`.
    fn write(&mut self, at: usize, row: &mut Row<'_>) {
        row.write(&self.measures.blocks[at].text.values());
        row.write(&self.places.position(at).values());
        row.write(&self.windows.neighbours(at).values());
        row.write(&self.page);
        row.write(&self.sections.next(self.named[at], &self.measures.blocks[at]).values());
    }
}

/// A row that is written group by group.
struct Row<'r> {
    values: &'r mut [f32],
    len: usize,
}

impl Row<'_> {
    fn write<const N: usize>(&mut self, group: &[f32; N]) {
        if let Some(values) = self.values[self.len..].first_chunk_mut() {
            *values = *group;
        }
        self.len += N;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_feature_has_a_name_of_its_own() {
        for table in [&*HTML_TABLE, &*PLAIN_TEXT_TABLE] {
            let names: HashSet<_> = table.iter().map(|feature| feature.name).collect();
            assert_eq!(names.len(), table.len());
        }
        assert_eq!((HTML_TABLE.len(), PLAIN_TEXT_TABLE.len()), (HTML_FEATURES, PLAIN_TEXT_FEATURES));
    }

    /// The values of one feature, block by block.
    fn values<const N: usize>(rows: &[[f32; N]], table: &[Feature], name: &str) -> Vec<f32> {
        let at = table.iter().position(|feature| feature.name == name).unwrap();
        rows.iter().map(|row| row[at]).collect()
    }

    /// One feature of each group, so that no group is written in the place of another.
    #[test]
    fn values_of_html_are_in_the_order_of_the_table() {
        let page = "<meta property=og:type content=article><title>A day</title><nav class=menu><a href=/>Home</a></nav>\
                    <h1>A day</h1><p>It began at 9:30, and cost $5.<ul><li>x<li>y<li>z</ul>";
        let tree = crate::parse::parse(page, &crate::Limits::new()).unwrap();
        let blocks = crate::segment::segment_html(&tree);
        let mut rows = Vec::new();
        measure_html(&tree, &blocks, &Head::read(&tree), |row| rows.push(*row));
        let values = |name: &str| values(&rows, &HTML_TABLE, name);
        assert_eq!(values("has_time"), [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(values("blocks_above"), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(values("wide_links"), values("page_link_density"));
        assert_eq!(values("page_blocks"), [6.0; 6]);
        assert_eq!(values("section_blocks"), [60.0, 0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(values("page_type"), [1.0; 6]);
        assert_eq!(values("enclosed_links"), [-1.0; 6]);
        assert_eq!(values("heading"), [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(values("to_nav"), [1.0, 30.0, 30.0, 30.0, 30.0, 30.0]);
        assert_eq!(values("hint_nav"), [1.0, 30.0, 30.0, 30.0, 30.0, 30.0]);
        assert_eq!(values("set_size"), [-1.0, -1.0, -1.0, 3.0, 3.0, 3.0]);
    }

    #[test]
    fn values_of_plain_text_are_in_the_order_of_the_table() {
        let blocks = crate::segment::segment_plain_text("A day\n\nIt began at 9:30.\n- x\n- y");
        let mut rows = Vec::new();
        measure_plain_text(&blocks, |row| rows.push(*row));
        let values = |name: &str| values(&rows, &PLAIN_TEXT_TABLE, name);
        assert_eq!(values("has_time"), [0.0, 1.0, 0.0, 0.0]);
        assert_eq!(values("blocks_above"), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(values("wide_links"), [0.0; 4]);
        assert_eq!(values("page_blocks"), [4.0; 4]);
        assert_eq!(values("section_blocks"), [60.0; 4]);
        assert_eq!(values("gap_before"), [3.0, 1.0, 0.0, 0.0]);
        assert_eq!(values("bullet"), [0.0, 0.0, 1.0, 1.0]);
    }
}
