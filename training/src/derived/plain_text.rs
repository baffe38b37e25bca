//! Plain text as people write it: lists with bullets or numbers, headings with hash signs, numbers or nothing.

use super::forms::halves;
use crate::gbdt::SplitMix64;
use crate::page::Page;
use bodytext::BlockKind;

/// A longer line is not a heading.
const MAX_HEADING_WORDS: u32 = 8;

/// How the lines of a text are written.
pub(super) struct LineStyle {
    items: Items,
    headings: Headings,
    /// The separator of two lines that are not items of one list.
    separator: &'static str,
    /// The headings of the main content so far.
    sections: usize,
}

/// How the items of a list are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Items {
    /// After a bullet.
    Bullets(&'static str),
    Numbers,
    /// As rows of a table in Markdown.
    Rows,
}

/// What comes before a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Headings {
    Nothing,
    Hashes,
    Capitals,
    /// A number, only before headings of the main content.
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
    /// A line that is not main content.
    pub(super) fn outside(text: &str) -> Line {
        Line { text: text.to_owned(), is_content: false, continues_list: false }
    }
}

/// The common ones are listed more than once.
const ITEMS: [Items; 8] = [
    Items::Bullets("- "),
    Items::Bullets("- "),
    Items::Bullets("- "),
    Items::Bullets("* "),
    Items::Bullets("• "),
    Items::Numbers,
    Items::Numbers,
    Items::Rows,
];

/// The common ones are listed more than once.
const HEADINGS: [Headings; 5] =
    [Headings::Nothing, Headings::Nothing, Headings::Hashes, Headings::Numbers, Headings::Capitals];

impl LineStyle {
    pub(super) fn draw(random: &mut SplitMix64) -> LineStyle {
        LineStyle {
            items: ITEMS[random.below(ITEMS.len())],
            headings: HEADINGS[random.below(HEADINGS.len())],
            separator: ["\n", "\n\n"][random.below(2)],
            sections: 0,
        }
    }

    /// Some blocks of a page as lines that follow the lines so far.
    pub(super) fn lines(&mut self, page: &Page, blocks: &[usize]) -> Vec<Line> {
        let mut items = 0;
        let mut lines = Vec::with_capacity(blocks.len());
        for (index, &at) in blocks.iter().enumerate() {
            let (is_content, is_item) = (page.is_content(at), is_item(page, at));
            items = if is_item { items + 1 } else { 0 };
            let is_heading = blocks.get(index + 1).is_some_and(|&next| is_heading(page, at, next));
            let text = page.text(at);
            let text = match self.headings {
                _ if is_item => self.item(items, text),
                Headings::Hashes if is_heading => format!("## {text}"),
                Headings::Capitals if is_heading => text.to_uppercase(),
                Headings::Numbers if is_heading && is_content => {
                    self.sections += 1;
                    format!("{}. {text}", self.sections)
                }
                _ => text.to_owned(),
            };
            lines.push(Line { text, is_content, continues_list: items > 1 });
        }
        lines
    }

    /// The item with this number.
    fn item(&self, number: usize, text: &str) -> String {
        match self.items {
            Items::Bullets(bullet) => format!("{bullet}{text}"),
            Items::Numbers => format!("{number}. {text}"),
            Items::Rows => {
                let (term, rest) = halves(text);
                let row = format!("| {term} | {rest} |");
                if number == 1 { row + "\n|---|---|" } else { row }
            }
        }
    }

    /// Some blocks as items, whatever they were: written like the items of the main content, or without a bullet, or
    /// with a bar after each.
    pub(super) fn items(&self, page: &Page, blocks: &[usize]) -> Vec<Line> {
        let line = |(item, &at): (usize, &usize)| {
            let text = page.text(at);
            let text = match blocks[0] % 5 {
                0 => text.to_owned(),
                1 => format!("{text} |"),
                _ => self.item(item, text),
            };
            Line { text, is_content: false, continues_list: item > 1 }
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

/// Whether a line reads like a heading of the line after it: it is short, not a sentence, and not marked as a heading.
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
        let page = Page { source: Source::PlainText, ..Page::default() };
        let mut page =
            page.measure("Soup\n\nThis soup tastes best on the next day.\n- one onion\n- salt").unwrap();
        page.labels = vec![Some(1.0); page.blocks.len()];
        let lines = |mut style: LineStyle| {
            let lines = style.lines(&page, &[0, 1, 2, 3]);
            style.text(&lines).0
        };
        let style =
            LineStyle { items: Items::Numbers, headings: Headings::Hashes, separator: "\n\n", sections: 0 };
        let soup = "This soup tastes best on the next day.";
        assert_eq!(lines(style), format!("## Soup\n\n{soup}\n\n1. one onion\n2. salt"));
        let style = LineStyle {
            items: Items::Bullets("* "),
            headings: Headings::Numbers,
            separator: "\n",
            sections: 0,
        };
        assert_eq!(lines(style), format!("1. Soup\n{soup}\n* one onion\n* salt"));
    }
}
