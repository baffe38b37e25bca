//! Plain text as people write it: lists with bullets or numbers, headings with hash signs, numbers or nothing.

use crate::gbdt::SplitMix64;
use crate::page::Page;
use bodytext::BlockKind;

/// A longer line is no heading.
const MAX_HEADING_WORDS: u32 = 8;

/// How the lines of one text are written.
pub(super) struct LineStyle {
    /// What stands before an item; `None` for its number.
    bullet: Option<&'static str>,
    headings: Headings,
    /// What stands between two lines that are no items of one list.
    separator: &'static str,
    /// The headings of the main content so far.
    sections: usize,
}

/// What stands before a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Headings {
    Nothing,
    Hashes,
    /// A number, before those of the main content alone.
    Numbers,
}

/// A line of the text to be written.
#[derive(Clone)]
pub(super) struct Line {
    text: String,
    is_content: bool,
    /// Whether the line above is an item of the same list.
    continues_list: bool,
}

impl Line {
    /// A line that is no main content.
    pub(super) fn outside(text: &str) -> Line {
        Line { text: text.to_owned(), is_content: false, continues_list: false }
    }
}

impl LineStyle {
    pub(super) fn draw(random: &mut SplitMix64) -> LineStyle {
        LineStyle {
            bullet: [Some("- "), Some("- "), Some("* "), Some("• "), None][random.below(5)],
            headings: [Headings::Nothing, Headings::Nothing, Headings::Hashes, Headings::Numbers]
                [random.below(4)],
            separator: ["\n", "\n\n"][random.below(2)],
            sections: 0,
        }
    }

    /// Some blocks of a page as lines, after those so far.
    pub(super) fn lines(&mut self, page: &Page, blocks: &[usize]) -> Vec<Line> {
        let mut items = 0;
        let mut lines = Vec::with_capacity(blocks.len());
        for (index, &at) in blocks.iter().enumerate() {
            let (is_content, is_item) = (page.is_content(at), is_item(page, at));
            items = if is_item { items + 1 } else { 0 };
            let is_heading = blocks.get(index + 1).is_some_and(|&next| is_heading(page, at, next));
            let mark = match self.headings {
                _ if is_item => self.item_mark(items),
                Headings::Hashes if is_heading => "## ".to_owned(),
                Headings::Numbers if is_heading && is_content => {
                    self.sections += 1;
                    format!("{}. ", self.sections)
                }
                _ => String::new(),
            };
            lines.push(Line { text: mark + page.text(at), is_content, continues_list: items > 1 });
        }
        lines
    }

    /// What stands before the item with this number.
    fn item_mark(&self, number: usize) -> String {
        self.bullet.map_or_else(|| format!("{number}. "), str::to_owned)
    }

    /// Some blocks as items, whatever they were.
    pub(super) fn items(&self, page: &Page, blocks: &[usize]) -> Vec<Line> {
        let line = |(item, &at): (usize, &usize)| Line {
            text: self.item_mark(item) + page.text(at),
            is_content: false,
            continues_list: item > 1,
        };
        (1..).zip(blocks).map(line).collect()
    }

    /// The lines as one text, and those of the main content alone.
    pub(super) fn text(&self, lines: &[Line]) -> (String, String) {
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            text.push_str(match at {
                0 => "",
                _ if line.continues_list => "\n",
                _ => self.separator,
            });
            text.push_str(&line.text);
        }
        let main: Vec<&str> =
            lines.iter().filter(|line| line.is_content).map(|line| line.text.as_str()).collect();
        (text, main.join("\n"))
    }
}

fn is_item(page: &Page, at: usize) -> bool {
    matches!(page.blocks.as_slice()[at].kind, BlockKind::ListItem { .. })
}

/// Whether a line reads like a heading of the line after it: it is short, no sentence, and not marked as one.
fn is_heading(page: &Page, at: usize, next: usize) -> bool {
    let blocks = page.blocks.as_slice();
    let (block, next) = (&blocks[at], &blocks[next]);
    let is_marked = page.text(at).starts_with(|c: char| c == '#' || c.is_ascii_digit());
    let is_short = block.words <= MAX_HEADING_WORDS && !is_marked;
    block.kind == BlockKind::Other && is_short && next.kind != BlockKind::Other
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Source;

    #[test]
    fn items_and_headings_are_marked() {
        let page = Page { source: Source::Lines, ..Page::default() };
        let mut page =
            page.measure("Soup\n\nThis soup tastes best on the next day.\n- one onion\n- salt").unwrap();
        page.labels = vec![Some(1.0); page.blocks.len()];
        let lines = |mut style: LineStyle| {
            let lines = style.lines(&page, &[0, 1, 2, 3]);
            style.text(&lines).0
        };
        let style = LineStyle { bullet: None, headings: Headings::Hashes, separator: "\n\n", sections: 0 };
        let soup = "This soup tastes best on the next day.";
        assert_eq!(lines(style), format!("## Soup\n\n{soup}\n\n1. one onion\n2. salt"));
        let style =
            LineStyle { bullet: Some("* "), headings: Headings::Numbers, separator: "\n", sections: 0 };
        assert_eq!(lines(style), format!("1. Soup\n{soup}\n* one onion\n* salt"));
    }
}
