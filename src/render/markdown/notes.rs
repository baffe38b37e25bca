//! Notes: which links refer to them, and which blocks they are.

use crate::kind::BlockKind;
use crate::parse::{NodeId, Tag, Tree};
use crate::render::inline::{Inline, Mark};
use crate::render::outline::Source;
use crate::segment::{Format, NotePairs, Style, fragment, note_reference, target_name};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How far above the target of a reference, and above a block of the note, the element of a note is searched for.
const MAX_STEPS: usize = 8;

/// The notes of a page that are kept and that kept text refers to.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// The note that a link refers to.
    references: HashMap<NodeId, usize>,
    /// The note that a block is part of.
    blocks: HashMap<usize, usize>,
}

#[derive(Debug)]
struct Note {
    element: NodeId,
    label: String,
    /// The first block, and where its text starts without the label.
    first: usize,
    start: usize,
    /// How many blocks there are.
    len: usize,
    /// Whether its blocks follow each other and are allowed in a note.
    is_sound: bool,
}

/// A link that may refer to a note.
struct Reference<'a> {
    link: NodeId,
    block: usize,
    label: &'a str,
    /// Whether its label marks it as a repeated reference to its note.
    is_repeated: bool,
    target: Cow<'a, str>,
}

impl Notes {
    /// Finds the notes. Takes time linear in the size of the page, and almost none if no link looks like a reference.
    pub(super) fn find(source: &Source<'_>) -> Notes {
        let references = references(source);
        let Some(tree) = source.tree.filter(|_| !references.is_empty()) else { return Notes::default() };
        let elements = elements(tree, &references);
        let mut notes = Notes::default();
        notes.find_blocks(source, tree, &elements);
        let numbers: HashMap<NodeId, usize> =
            (0..).zip(&notes.notes).map(|(at, note)| (note.element, at)).collect();
        let mut labels = HashSet::new();
        for Reference { link, block, label, is_repeated, target } in references {
            let Some(&number) = elements.get(&*target).and_then(|element| numbers.get(element)) else {
                continue;
            };
            let note = &mut notes.notes[number];
            // A link back to the text is not a reference.
            if !note.is_sound || note.first <= block {
                continue;
            }
            if note.label.is_empty() && !is_repeated && labels.insert(label.to_lowercase()) {
                label.clone_into(&mut note.label);
                note.start = text_start(source, note.first, label, note.len == 1);
            }
            if note.label == label {
                notes.references.insert(link, number);
            }
        }
        notes.blocks.retain(|_, number| !notes.notes[*number].label.is_empty());
        notes
    }

    /// The label of the note that a link refers to.
    pub(super) fn label(&self, link: NodeId) -> Option<&str> {
        self.references.get(&link).map(|&number| &*self.notes[number].label)
    }

    /// The note that a block is part of: its number and element.
    pub(super) fn of_block(&self, block: usize) -> Option<(usize, NodeId)> {
        let &number = self.blocks.get(&block)?;
        Some((number, self.notes[number].element))
    }

    /// The label of a note by its number.
    pub(super) fn label_of(&self, number: usize) -> &str {
        &self.notes[number].label
    }

    /// Where the text of a block starts: after the label where a note repeats it.
    pub(super) fn start(&self, block: usize) -> usize {
        let note = self.blocks.get(&block).map(|&number| &self.notes[number]);
        note.filter(|note| note.first == block).map_or(0, |note| note.start)
    }

    /// Records, for each kept block, which of the elements it is in.
    fn find_blocks(&mut self, source: &Source<'_>, tree: &Tree, elements: &HashMap<String, NodeId>) {
        let wanted: HashSet<NodeId> = elements.values().copied().collect();
        let (mut numbers, mut last) = (HashMap::new(), None);
        for (at, block) in source.blocks.iter().enumerate().filter(|&(at, _)| source.is_kept(at)) {
            let around = block.container.into_iter().flat_map(|id| tree.ancestors(id)).take(MAX_STEPS);
            let element = around.into_iter().find(|id| wanted.contains(id));
            if let Some(element) = element {
                let number = *numbers.entry(element).or_insert_with(|| {
                    let label = String::new();
                    self.notes.push(Note { element, label, first: at, start: 0, len: 0, is_sound: true });
                    self.notes.len() - 1
                });
                let note = &mut self.notes[number];
                note.len += 1;
                let is_prose = !block.kind.is_heading() && block.kind != BlockKind::TableRow;
                note.is_sound &= is_prose && source.markup(at).row.is_none();
                note.is_sound &= note.first == at || last == Some(element);
                self.blocks.insert(at, number);
            }
            last = element;
        }
    }
}

/// The links of kept blocks that look like references. Their text is the label in brackets, and follows other text:
/// a label at the start of a line, with a colon after it, would itself be a note.
fn references<'a>(source: &'a Source<'_>) -> Vec<Reference<'a>> {
    let (mut found, pairs) = (Vec::new(), NotePairs::default());
    let Some(tree) = source.tree else { return found };
    for block in (0..source.blocks.len()).filter(|&block| source.is_kept(block)) {
        let text = source.text(block);
        for (link, range) in links(source, block) {
            let before = text[..range.start].trim_end_matches(' ');
            let starts_line = |before: &str| before.is_empty() || before.ends_with(['\n', '\t']);
            let label = &text[range.clone()];
            let (label, before) = match label.strip_prefix('[').and_then(|label| label.strip_suffix(']')) {
                Some(label) => (Some(label), before),
                None if has_brackets(text, &range) => (Some(label), before.trim_end_matches([' ', '['])),
                None => (None, before),
            };
            let repeated = label.and_then(label_of_repeated);
            let label = repeated
                .or(label)
                .filter(|label| label.chars().all(char::is_alphanumeric) && !starts_line(before));
            let (Some(label), Some(target)) = (label, fragment(tree, link)) else { continue };
            let is_repeated = repeated.is_some();
            if is_repeated || note_reference(tree, link, &pairs).is_some() {
                found.push(Reference { link, block, label, is_repeated, target: decoded(target) });
            }
        }
    }
    found
}

/// The label in `1:1`, as markdown-it marks the second reference to note 1.
fn label_of_repeated(label: &str) -> Option<&str> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (label, count) = label.split_once(':')?;
    (is_number(label) && is_number(count)).then_some(label)
}

/// Whether brackets directly enclose a part of a text.
fn has_brackets(text: &str, part: &Range<usize>) -> bool {
    text[..part.start].ends_with('[') && text[part.end..].starts_with(']')
}

/// Moves the brackets around references into the references, because Markdown's brackets replace them.
pub(super) fn take_brackets(notes: &Notes, text: &str, tokens: &mut Vec<Inline>) {
    for at in 0..tokens.len().saturating_sub(4) {
        let [
            Inline::Text(before),
            Inline::Open(Mark::Link(link)),
            Inline::Text(label),
            Inline::Close(_),
            Inline::Text(after),
        ] = &mut tokens[at..at + 5]
        else {
            continue;
        };
        if notes.label(*link).is_some() && has_brackets(text, label) {
            (before.end, after.start) = (before.end - 1, after.start + 1);
            *label = before.end..after.start;
        }
    }
    tokens.retain(|token| !matches!(token, Inline::Text(range) if range.is_empty()));
}

/// The links of a block and their texts' ranges.
fn links(source: &Source<'_>, block: usize) -> Vec<(NodeId, Range<usize>)> {
    let mut links: Vec<(NodeId, Range<usize>)> = Vec::new();
    for piece in source.markup(block).pieces.iter().filter(|piece| piece.image.is_none()) {
        let Some(link) = piece.style.link else { continue };
        match links.last_mut() {
            Some((last, range)) if *last == link => range.end = piece.range.end,
            _ => links.push((link, piece.range.clone())),
        }
    }
    links
}

/// The elements of notes by the ids that are referred to: the target, or the block around it.
fn elements(tree: &Tree, references: &[Reference<'_>]) -> HashMap<String, NodeId> {
    let targets: HashSet<&str> = references.iter().map(|reference| &*reference.target).collect();
    let mut elements = HashMap::new();
    for at in tree.descendants(tree.root()) {
        let Some(id) = target_name(tree, at).filter(|id| targets.contains(id)) else {
            continue;
        };
        let is_note = |at: &NodeId| {
            matches!(tree.tag(*at), Some(Tag::Li | Tag::P | Tag::Div | Tag::Dd | Tag::Aside | Tag::Section))
        };
        let is_block_level = |at: &NodeId| tree.is_block_level(*at);
        let block = tree.ancestors(at).take(MAX_STEPS).find(is_block_level);
        if let Some(element) = block.filter(is_note) {
            elements.entry(id.to_owned()).or_insert(element);
        }
    }
    elements
}

/// Where a note's text starts after its label. The label is a link or a superscript, or is followed by a bracket or
/// full stop. If the block contains only the label, but the note continues, the text starts at the end of the block.
fn text_start(source: &Source<'_>, block: usize, label: &str, is_all: bool) -> usize {
    let text = source.text(block);
    let opened = text.strip_prefix(['[', '(']).unwrap_or(text);
    let Some(after) = opened.strip_prefix(label) else { return 0 };
    let closed = after.strip_prefix([']', ')', '.', ':']).unwrap_or(after);
    let rest = closed.trim_start();
    let start = text.len() - rest.len();
    let is_marked = |style: Style| style.link.is_some() || style.has(Format::Superscript);
    let pieces = &source.markup(block).pieces;
    let first = pieces.first().map_or(Style::default(), |piece| piece.style);
    // A styled piece of text would lose its style if it were cut.
    let is_cut = |range: &Range<usize>| range.start < start && start < range.end;
    let is_plain = pieces.iter().all(|piece| !is_cut(&piece.range) || piece.style == Style::default());
    let has_end = closed.len() < after.len() || is_marked(first);
    if rest.is_empty() && has_end && !is_all {
        return text.len();
    }
    let has_words = rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '„' | '«' | '"'));
    if has_end && is_plain && has_words && rest.len() < closed.len() + usize::from(is_marked(first)) {
        start
    } else {
        0
    }
}

/// A fragment with its percent-encoded bytes decoded, as browsers look it up (HTML, section 7.4.6.3).
fn decoded(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(fragment.len()), fragment.as_bytes());
    while let Some((&byte, tail)) = rest.split_first() {
        let digits =
            tail.get(..2).filter(|_| byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => (bytes.push(byte), rest = &tail[2..]),
            None => (bytes.push(byte), rest = tail),
        };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}
