//! The body text in sections, each under its headings.

use super::Article;
use super::Block;
use crate::kind::BlockKind;
use crate::parse::{NodeId, Tag, Tree};
use std::iter::FusedIterator;
use std::ops::Range;

impl Article {
    /// The kept blocks grouped into sections, in document order, for example to split a text for retrieval.
    ///
    /// Each kept heading starts a section, which ends at the next kept heading. Text before the first heading is a
    /// section without headings. A heading in a quote does not start a section, because it is part of the quoted text.
    /// A heading in a list item starts a section that ends with the item. Its path includes the headings around the
    /// list. The text after the list is a new section under those headings. Every kept block belongs to exactly one
    /// section, either as its last heading or as one of its blocks.
    ///
    /// Only positions are copied. Iterating over all sections and their blocks takes time linear in the size of the
    /// page.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<p>The old mill by the river stood empty for years, and nobody knew what to do with it.</p>
    ///     <h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley there.</p>
    ///     <h3>The fire</h3><p>In 1901 the roof burned down, and the miller rebuilt it with the help of the village.</p>";
    /// let article = bodytext::extract(page)?;
    /// let paths: Vec<Vec<&str>> = article.sections().map(|section| section.path().collect()).collect();
    /// assert_eq!(paths, [vec![], vec!["History"], vec!["History", "The fire"]]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn sections(&self) -> impl FusedIterator<Item = Section<'_>> + Clone {
        Sections { article: self, at: 0, open: Vec::new() }
    }
}

/// A part of the body text under its headings; see [`Article::sections`].
#[derive(Clone, Debug)]
pub struct Section<'a> {
    article: &'a Article,
    headings: Vec<Block<'a>>,
    /// The positions of its blocks, and of dropped blocks between them.
    positions: Range<usize>,
}

impl<'a> Section<'a> {
    /// The headings, outermost first. A heading may be on the path of many sections.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley.</p>";
    /// let article = bodytext::extract(page)?;
    /// let section = article.sections().next().unwrap();
    /// assert_eq!(section.headings()[0].kind(), bodytext::BlockKind::Heading(2));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn headings(&self) -> &[Block<'a>] {
        &self.headings
    }

    /// The texts of the [headings](Section::headings), outermost first.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley.</p>";
    /// let article = bodytext::extract(page)?;
    /// assert_eq!(article.sections().next().unwrap().path().collect::<Vec<_>>(), ["History"]);
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> impl ExactSizeIterator<Item = &'a str> + DoubleEndedIterator + Clone {
        self.headings.iter().map(Block::text)
    }

    /// The kept blocks below the last heading, without that heading. Empty if another heading follows directly.
    ///
    /// # Examples
    ///
    /// ```
    /// let page = "<h2>History</h2><p>It was built in 1820 by a farmer, who ground the corn of the whole valley.</p>";
    /// let article = bodytext::extract(page)?;
    /// let section = article.sections().next().unwrap();
    /// assert!(section.blocks().next().unwrap().text().starts_with("It was built"));
    /// # Ok::<(), bodytext::Error>(())
    /// ```
    #[must_use]
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'a>> + FusedIterator + Clone {
        let article = self.article;
        self.positions.clone().map(move |position| Block::new(article, position)).filter(Block::is_content)
    }
}

/// A heading whose section is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    position: usize,
    level: u8,
    /// The list item at whose end the section ends.
    item: Option<NodeId>,
}

#[derive(Clone, Debug)]
struct Sections<'a> {
    article: &'a Article,
    /// The next block.
    at: usize,
    open: Vec<Open>,
}

impl<'a> Sections<'a> {
    /// The first kept block at or after a position.
    fn next_kept(&self, from: usize) -> Option<Block<'a>> {
        let positions = from..self.article.blocks().len();
        positions.map(|at| Block::new(self.article, at)).find(Block::is_content)
    }

    /// The level of a heading, and the list item that it is in. A heading in a quote counts as text.
    fn heading(&self, block: Block<'_>) -> Option<(u8, Option<NodeId>)> {
        let BlockKind::Heading(level) = block.kind() else { return None };
        let Some((tree, element)) = self.article.element(block.position()) else {
            return Some((level, None));
        };
        let bounds = |id: &NodeId| matches!(tree.tag(*id), Some(Tag::Blockquote | Tag::Li | Tag::Dd));
        let around = tree.ancestors(element).find(bounds);
        let is_quoted = around.is_some_and(|id| tree.tag(id) == Some(Tag::Blockquote));
        (!is_quoted).then_some((level, around))
    }

    /// Whether a block has left the list item of the innermost heading.
    fn leaves_item(&self, block: Block<'_>) -> bool {
        let Some(item) = self.open.last().and_then(|open| open.item) else { return false };
        let is_inside = |(tree, element): (&Tree, NodeId)| tree.ancestors(element).any(|id| id == item);
        !self.article.element(block.position()).is_some_and(is_inside)
    }

    /// Opens the section that starts with a block. Returns the position of its first block.
    fn start(&mut self, block: Block<'_>) -> usize {
        while self.leaves_item(block) {
            self.open.pop();
        }
        let Some((level, item)) = self.heading(block) else { return block.position() };
        while self.open.last().is_some_and(|open| open.item == item && open.level >= level) {
            self.open.pop();
        }
        self.open.push(Open { position: block.position(), level, item });
        block.position() + 1
    }
}

impl<'a> Iterator for Sections<'a> {
    type Item = Section<'a>;

    fn next(&mut self) -> Option<Section<'a>> {
        let first = self.next_kept(self.at)?;
        let start = self.start(first);
        let mut end = first.position() + 1;
        self.at = self.article.blocks().len();
        while let Some(block) = self.next_kept(end) {
            if self.leaves_item(block) || self.heading(block).is_some() {
                self.at = block.position();
                break;
            }
            end = block.position() + 1;
        }
        let headings = self.open.iter().map(|open| Block::new(self.article, open.position)).collect();
        Some(Section { article: self.article, headings, positions: start..end })
    }
}

impl FusedIterator for Sections<'_> {}
