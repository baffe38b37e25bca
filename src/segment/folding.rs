//! The text of the current block, with its white space collapsed.

use crate::kind::BlockKind;
use crate::parse::NodeId;

/// White space that is due before the next visible character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    /// The end of a line; a `<br>` next to it adds nothing.
    Line,
    /// A single `<br>`.
    Break,
}

/// How a run of text is marked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The innermost link around the text.
    pub(super) link: Option<NodeId>,
    pub(super) is_bold: bool,
    pub(super) is_preformatted: bool,
    /// Line feeds are line breaks, while other white space is folded.
    pub(super) keeps_lines: bool,
}

/// The text of a block so far, and the counts taken from it.
#[derive(Debug, Default)]
pub(super) struct Pending {
    text: String,
    gap: Gap,
    pub(super) chars: u32,
    pub(super) link_chars: u32,
    pub(super) bold_chars: u32,
    pub(super) links: u32,
    last_link: Option<NodeId>,
    /// The innermost element around all text so far and its depth.
    element: Option<(NodeId, usize)>,
    /// The smallest depth that the walk has returned to since the last text.
    lowest: usize,
}

impl Pending {
    /// Whether there is no text so far.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The innermost element around all text so far.
    pub(super) fn element(&self) -> Option<NodeId> {
        self.element.map(|(id, _)| id)
    }

    /// Starts the next block, keeping the buffer.
    pub(super) fn clear(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        *self = Pending { text, ..Pending::default() };
    }

    /// Appends a text node below `path`, the elements from the root down to its parent.
    pub(super) fn push(&mut self, text: &str, style: Style, path: impl Fn(usize) -> NodeId, depth: usize) {
        let before = self.chars;
        if style.is_preformatted {
            self.push_verbatim(text);
        } else {
            self.push_folded(text);
        }
        let added = self.chars - before;
        if added == 0 {
            return;
        }
        if style.link.is_some() {
            self.link_chars += added;
            self.links += u32::from(self.last_link != style.link);
            self.last_link = style.link;
        }
        if style.is_bold {
            self.bold_chars += added;
        }
        let around = self.element.map_or(depth, |(_, before)| before.min(self.lowest).min(depth));
        self.element = Some((path(around), around));
        self.lowest = depth;
    }

    /// Appends text with each run of white space as one space.
    fn push_folded(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let words = rest.trim_ascii_start();
            if words.len() < rest.len() {
                self.space();
            }
            if words.is_empty() {
                return;
            }
            let (words, tail) = words.split_at(folded_len(words.as_bytes()));
            self.push_words(words);
            rest = tail;
        }
    }

    /// Appends words with one space between each two.
    fn push_words(&mut self, words: &str) {
        match self.gap {
            Gap::None => {}
            Gap::Space => self.text.push(' '),
            Gap::Line | Gap::Break => self.text.push('\n'),
        }
        self.gap = Gap::None;
        self.text.push_str(words);
        self.chars += count_chars(words);
    }

    fn push_verbatim(&mut self, text: &str) {
        if self.gap >= Gap::Line && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.gap = Gap::None;
        self.text.push_str(text);
        self.chars += count_chars(text);
    }

    /// How many bytes of white space will precede the next text of a style.
    pub(super) fn due(&self, style: Style) -> usize {
        match self.gap {
            Gap::None => 0,
            Gap::Space => usize::from(!style.is_preformatted),
            Gap::Line | Gap::Break => 1,
        }
    }

    /// White space before whatever comes next; none at the start of a block.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() {
            self.gap = self.gap.max(Gap::Space);
        }
    }

    /// Ends the line, for text that keeps its line breaks.
    pub(super) fn end_line(&mut self) {
        if !self.text.is_empty() {
            self.gap = self.gap.max(Gap::Line);
        }
    }

    /// The text so far, if the next one follows without white space.
    pub(super) fn touching(&self) -> &str {
        if self.gap == Gap::None { &self.text } else { "" }
    }

    /// Whether text of a link was added last.
    pub(super) fn has_text_of(&self, link: NodeId) -> bool {
        self.last_link == Some(link)
    }

    /// A line break. Returns whether it is the second in a row, which ends the paragraph.
    pub(super) fn line_break(&mut self) -> bool {
        let is_second = self.gap == Gap::Break;
        if !self.text.is_empty() {
            self.gap = Gap::Break;
        }
        is_second
    }

    /// A line break in preformatted text.
    pub(super) fn verbatim_break(&mut self) {
        self.text.push('\n');
    }

    /// A new line in preformatted text, unless it is at the start of one.
    pub(super) fn fresh_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The same, unless there is only white space since the start of the line.
    pub(super) fn fresh_indented_line(&mut self) {
        /// At most this much is examined.
        const MAX_INDENT: usize = 256;
        let mut indent =
            self.text.bytes().rev().take(MAX_INDENT).skip_while(|&byte| byte == b' ' || byte == b'\t');
        if indent.next().is_some_and(|byte| byte != b'\n') {
            self.fresh_line();
        }
    }

    /// Records that the walk returned to an element at `depth`.
    pub(super) fn climb(&mut self, depth: usize) {
        self.lowest = self.lowest.min(depth);
    }
}

/// The text without white space at its ends. In code, only blank lines are removed.
pub(super) fn trim(text: &str, kind: BlockKind) -> &str {
    if kind != BlockKind::Code {
        return text.trim();
    }
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    let first_line = text[..blank].rfind('\n').map_or(0, |at| at + 1);
    &text[first_line..]
}

/// The length of the prefix in which words are separated by single spaces.
fn folded_len(text: &[u8]) -> usize {
    const CHUNK: usize = 16;
    let mut at = 0;
    // Without branches, so that it can be vectorised.
    while let (Some(chunk), Some(next)) = (text.get(at..at + CHUNK), text.get(at + 1..=at + CHUNK)) {
        if chunk.iter().zip(next).map(|(&byte, &next)| ends_words(byte, next)).fold(0, |any, ends| any | ends)
            == 1
        {
            break;
        }
        at += CHUNK;
    }
    for (end, &byte) in text.iter().enumerate().skip(at) {
        // As if a space followed the text.
        if byte <= b' ' && ends_words(byte, text.get(end + 1).copied().unwrap_or(b' ')) == 1 {
            return end;
        }
    }
    text.len()
}

/// 1 if a byte is white space other than a single space between words, given the next byte; else 0.
fn ends_words(byte: u8, next: u8) -> u8 {
    let is_space = u8::from(byte == b' ');
    (is_white_space(byte) & !is_space) | (is_space & is_white_space(next))
}

/// 1 for a space, tab, line feed, form feed or carriage return, else 0.
fn is_white_space(byte: u8) -> u8 {
    let is = |other| u8::from(byte == other);
    is(b' ') | is(b'\t') | is(b'\n') | is(0x0c) | is(b'\r')
}

/// The characters that are not ASCII white space.
fn count_chars(text: &str) -> u32 {
    /// The largest count that fits in one byte.
    const CHUNK: usize = 255;
    let counts = |&byte: &u8| u8::from(byte & 0xc0 != 0x80) & !is_white_space(byte);
    text.as_bytes().chunks(CHUNK).map(|chunk| u32::from(chunk.iter().map(counts).sum::<u8>())).sum()
}
