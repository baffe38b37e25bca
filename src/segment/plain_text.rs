//! Splits plain text into blocks: text without its markup, a WET record or a saved page.

use super::{Blocks, RawBlock, is_blank};
use crate::kind::BlockKind;

/// A line longer than this is a whole paragraph, so the text is not wrapped at a fixed width.
const MAX_WRAP: usize = 120;
/// A text whose longest line is shorter than this is not wrapped at a fixed width either.
const MIN_WRAP: usize = 40;
/// How many pairs of neighbouring lines must look wrapped before lines are joined.
const MIN_WRAPPED_PAIRS: usize = 4;
/// A longer word does not explain why a line ended early.
const MAX_WORD: usize = 15;
/// Spaces by which a bullet must be indented to count as one level deeper.
const INDENT: usize = 2;

/// Splits plain text into blocks.
///
/// Each line is a block, unless the text is hard-wrapped: then the lines of a paragraph are joined. A bullet (`-`, `*`,
/// `•` and similar) makes a list item and is removed. The text between two Markdown fences (lines of three or more
/// backticks or tildes) is one block of code. A line of bars, dashes and the like (`|`, `----`) is a separator: it
/// makes no block, but is recorded as the gap of the next one. Line ends may be `\n`, `\r\n` or `\r`.
///
/// Time and space are linear in the size of the text.
pub fn segment_plain_text(page: &str) -> Blocks {
    let text = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut lines: Vec<Line<'_>> =
        split_lines(text).enumerate().map(|(at, line)| Line::new(at, line)).collect();
    count_depths_from_the_outermost(&mut lines);
    let width = wrap_width(&lines);
    let mut blocks = Blocks::with_capacity(text.len());
    let mut joined = String::new();
    let mut gap = 0;
    let mut fences = Fences::default();
    let mut rest = lines.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if let Some(code) = first.fence().and_then(|fence| fences.close(fence, rest)) {
            push_code(&mut blocks, page, &rest[..code], std::mem::take(&mut gap));
            rest = &rest[code + 1..];
            continue;
        }
        if let Some(empty) = first.gap() {
            gap = empty.max(gap);
            continue;
        }
        joined.clear();
        joined.push_str(first.text);
        let mut last = first;
        while let Some((next, tail)) = rest.split_first().filter(|(next, _)| last.continues(next, width)) {
            join(&mut joined, next.text);
            (last, rest) = (next, tail);
        }
        push(&mut blocks, &joined, first, std::mem::take(&mut gap));
        blocks.push_source(page, first.text, last.text);
    }
    blocks.shrink();
    blocks
}

/// Fences known to be unclosed: otherwise each of them would cause a search to the end of the text.
#[derive(Debug, Default)]
struct Fences<'t> {
    unclosed: Vec<&'t str>,
}

impl<'t> Fences<'t> {
    /// How many lines come before the one that closes the fence.
    fn close(&mut self, fence: &'t str, lines: &[Line<'_>]) -> Option<usize> {
        if self.unclosed.iter().any(|unclosed| fence.starts_with(unclosed)) {
            return None;
        }
        let close = lines.iter().position(|line| line.closes(fence));
        if close.is_none() {
            self.unclosed.retain(|unclosed| !unclosed.starts_with(fence));
            self.unclosed.push(fence);
        }
        close
    }
}

/// Some pages indent the outermost list too.
fn count_depths_from_the_outermost(lines: &mut [Line<'_>]) {
    let outermost = lines.iter().filter_map(|line| line.item_depth).min().unwrap_or(1);
    for depth in lines.iter_mut().filter_map(|line| line.item_depth.as_mut()) {
        *depth = *depth - outermost + 1;
    }
}

/// One line of the text.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    number: u32,
    /// With indentation and bullet.
    whole: &'t str,
    /// Without indentation and bullet.
    text: &'t str,
    /// The width of the whole line in characters, indentation included.
    width: usize,
    /// The list level of a bullet, from 1.
    item_depth: Option<u8>,
}

impl<'t> Line<'t> {
    fn new(index: usize, line: &'t str) -> Line<'t> {
        let line = line.trim_end();
        let content = line.trim_start();
        let indent = &line[..line.len() - content.len()];
        let indent: usize = indent.chars().map(|c| if c == '\t' { INDENT } else { 1 }).sum();
        let (item_depth, text) = match strip_bullet(content) {
            Some(text) => (Some((1 + indent / INDENT).min(255) as u8), text),
            None => (None, content),
        };
        Line { number: index as u32 + 1, whole: line, text, width: line.chars().count(), item_depth }
    }

    /// The marks that open a block of code, if the line does so: at least three, and none after the language's name.
    fn fence(&self) -> Option<&'t str> {
        let line = self.whole.trim_start();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let name = line.trim_start_matches(mark);
        let fence = &line[..line.len() - name.len()];
        (fence.len() >= 3 && !name.contains(mark)).then_some(fence)
    }

    /// Whether the line closes a block of code opened by `fence`.
    fn closes(&self, fence: &str) -> bool {
        let line = self.whole.trim();
        line.len() >= fence.len() && line.chars().all(|c| fence.starts_with(c))
    }

    /// The gap that a line without text makes: blank (1) or a separator (2).
    fn gap(&self) -> Option<u8> {
        if is_blank(self.text) {
            Some(1 + u8::from(self.item_depth.is_some()))
        } else if self.text.chars().all(|c| c.is_whitespace() || is_ruling(c)) {
            Some(2)
        } else {
            None
        }
    }

    /// Whether `next` continues the paragraph of this line, in text wrapped at `width`.
    fn continues(&self, next: &Line<'_>, width: Option<usize>) -> bool {
        width.is_some_and(|width| self.is_full(next, width))
    }

    /// Whether the first word of `next` would not have fit on this line.
    fn is_full(&self, next: &Line<'_>, width: usize) -> bool {
        let first_word = next.text.split_whitespace().next().unwrap_or_default();
        // A line of ideographs breaks anywhere; a longer word is a URL, which would not decide the width.
        let first_word =
            if first_word.starts_with(is_wide) { 1 } else { first_word.chars().count().min(MAX_WORD) };
        next.item_depth.is_none()
            && next.gap().is_none()
            && self.gap().is_none()
            && self.width * 5 >= width * 4
            && self.width + 1 + first_word > width
    }
}

/// Characters that are used to draw lines between sections.
fn is_ruling(c: char) -> bool {
    matches!(
        c,
        '|' | '-'
            | '='
            | '_'
            | '*'
            | '+'
            | '~'
            | '#'
            | '·'
            | '•'
            | '–'
            | '—'
            | '─'
            | '━'
            | '═'
            | '｜'
            | '¦'
    )
}

/// The width at which the text is hard-wrapped, if it is: no line is longer, and most lines that are followed by
/// another are so full that its first word would not have fit.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let width = lines.iter().map(|line| line.width).max()?;
    if !(MIN_WRAP..=MAX_WRAP).contains(&width) {
        return None;
    }
    let wrapped = lines.windows(2).filter(|pair| pair[0].is_full(&pair[1], width)).count();
    let pairs = lines.windows(2).filter(|pair| pair.iter().all(|line| line.gap().is_none())).count();
    (wrapped >= MIN_WRAPPED_PAIRS && wrapped * 2 >= pairs).then_some(width)
}

fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// The text after a bullet.
fn strip_bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let is_bullet = matches!(
        chars.next()?,
        '-' | '*' | '+' | '•' | '◦' | '▪' | '▸' | '‣' | '●' | '○' | '■' | '–' | '·' | '»' | '›'
    );
    let text = chars.as_str();
    let is_apart = text.is_empty() || text.starts_with(char::is_whitespace);
    (is_bullet && is_apart).then(|| text.trim_start())
}

/// Ideographs, kana and full-width punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Appends the next line of a wrapped paragraph, without a space between two ideographs.
fn join(text: &mut String, next: &str) {
    if !(text.ends_with(is_wide) && next.starts_with(is_wide)) {
        text.push(' ');
    }
    text.push_str(next);
}

fn push(blocks: &mut Blocks, text: &str, first: &Line<'_>, gap: u8) {
    let kind = match first.item_depth {
        Some(depth) => BlockKind::ListItem { depth, ordered: false },
        None if ends_sentence(text) => BlockKind::Paragraph,
        None => BlockKind::Other,
    };
    let chars = text.split_ascii_whitespace().flat_map(str::chars).count() as u32;
    blocks.push(
        text,
        RawBlock {
            kind,
            chars,
            starts_item: first.item_depth.is_some(),
            line: first.number,
            gap,
            ..RawBlock::default()
        },
    );
}

/// Adds the lines between two fences as one block, unless they are blank.
fn push_code(blocks: &mut Blocks, page: &str, lines: &[Line<'_>], gap: u8) {
    let mut seen = lines.iter().filter(|line| !is_blank(line.whole));
    let Some(first) = seen.next() else { return };
    let last = seen.next_back().unwrap_or(first);
    let text = lines.iter().map(|line| line.whole).collect::<Vec<_>>().join("\n");
    let chars = text.split_ascii_whitespace().flat_map(str::chars).count() as u32;
    let block = RawBlock { kind: BlockKind::Code, chars, line: first.number, gap, ..RawBlock::default() };
    blocks.push(&text, block);
    blocks.push_source(page, first.whole.trim_start(), last.whole);
}

/// The number of an item such as `1. Peel`, `1) Peel` or `(1) Peel`. It has at most three digits.
pub(crate) fn item_number(text: &str) -> Option<u32> {
    let number = text.strip_prefix('(').unwrap_or(text);
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &number[..number.len() - after.len()];
    let text = after.strip_prefix(['.', ')'])?;
    let is_item = digits.len() <= 3 && text.starts_with(char::is_whitespace);
    if is_item { digits.parse().ok() } else { None }
}

/// Whether the text ends as a sentence does, in any script.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let is_closing =
        |c: char| matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '“' | '』' | '」' | '）' | '›');
    text.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace()).ends_with(is_terminal)
}

/// Whether the text ends with a colon, so that it announces the next block.
pub fn is_lead_in(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// Punctuation that ends a sentence: Latin, CJK, Arabic, Devanagari, Armenian, Ethiopic, Burmese.
pub(crate) fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '။'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(input: &str) -> Vec<String> {
        let blocks = segment_plain_text(input);
        blocks.iter().map(|block| blocks.text(block).to_owned()).collect()
    }

    #[test]
    fn numbered_items_have_a_number_of_up_to_three_digits() {
        assert_eq!(["1. Peel", "(12) Peel", "3) Peel"].map(item_number), [Some(1), Some(12), Some(3)]);
        assert_eq!(["1.5 kg", "2024. It rained", "Peel", "1."].map(item_number), [None; 4]);
    }

    #[test]
    fn each_line_is_a_block() {
        assert_eq!(texts("One.\r\nTwo.\rThree\n\n"), ["One.", "Two.", "Three"]);
    }

    #[test]
    fn bullets_go_and_their_depth_stays() {
        let blocks = segment_plain_text("  • one\n  • two\n    • three\n-dash");
        let kinds: Vec<_> = blocks.iter().map(|block| block.kind).collect();
        let item = |depth| BlockKind::ListItem { depth, ordered: false };
        assert_eq!(kinds, [item(1), item(1), item(2), BlockKind::Other]);
        assert_eq!(texts("- one\n* two\n-dash"), ["one", "two", "-dash"]);
    }

    #[test]
    fn fences_hold_code() {
        let text = "Run:\n```sh\n  - one\n\ntwo\n```\nDone.\n~~~~\n\n~~~~\n```\nnot closed";
        let blocks = segment_plain_text(text);
        let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.line, blocks.text(block))).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Other, 1, "Run:"),
                (BlockKind::Code, 3, "  - one\n\ntwo"),
                (BlockKind::Paragraph, 7, "Done."),
                (BlockKind::Other, 11, "```"),
                (BlockKind::Other, 12, "not closed"),
            ]
        );
    }

    #[test]
    fn separators_are_no_blocks_but_leave_a_gap() {
        let blocks = segment_plain_text("a\n|\n||||||||\nb\n\nc\n- - -\nd");
        let gaps: Vec<_> = blocks.iter().map(|block| block.gap).collect();
        assert_eq!(gaps, [0, 2, 1, 2]);
    }

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let wrapped = "It was the custom of the house to open all\nthe windows at dawn, whatever the weather\n\
                       was, and to keep them open until somebody\nspoke of it, which nobody ever did in all\n\
                       of the years that I had lived there with\nthem.\n\nA second paragraph.";
        let blocks = texts(wrapped);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].ends_with("with them."));
    }

    #[test]
    fn headlines_are_not_joined() {
        let headlines =
            "A first headline\nAnother one that is longer than the first\nShort one\nThe last headline";
        assert_eq!(texts(headlines).len(), 4);
    }

    #[test]
    fn sentences_end_in_every_script() {
        assert!(ends_sentence("He said \u{201c}no.\u{201d}"));
        assert!(ends_sentence("天气很好。"));
        assert!(ends_sentence("هل هذا صحيح؟"));
        assert!(!ends_sentence("Most viewed"));
    }
}
