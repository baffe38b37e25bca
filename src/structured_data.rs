//! Body text from JSON-LD, for pages that have none of their own because a script would fill them.
//!
//! The text is added to the end of the page's tree as elements, so that all outputs treat it like any other text.

use crate::kind::BlockKind;
use crate::label::Label;
use crate::limits::Limits;
use crate::metadata::article_body;
use crate::parse::{self, NodeData, NodeId, Tag, Tree, decode_references};
use crate::rule::Rule;
use crate::segment::{Blocks, RawBlock, segment_html};
use crate::select::Selection;
use crate::words;
use html5ever::LocalName;

/// A page with fewer visible words than this has no body text, only a notice that it is loading.
const MIN_WORDS: usize = 4;
/// Hidden text (a request to enable scripts) is not body text if the text in the data is at least this many times as
/// long.
const MIN_RATIO: usize = 2;

/// A paragraph, heading or list item. Its lines are separated by line feeds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The element that it becomes.
    tag: Tag,
    text: String,
}

/// The paragraphs of the body text in a page's data; `None` if the page has body text of its own. Takes time linear in
/// the size of the page.
pub(crate) fn missing_body(
    tree: &Tree,
    blocks: &Blocks,
    selection: &Selection,
    limits: &Limits,
) -> Option<Vec<Paragraph>> {
    let kept = blocks.iter().zip(&selection.labels).filter(|(_, label)| **label == Label::Content);
    let (mut shown, mut own) = (0, 0);
    for (block, _) in kept {
        let words = block.words as usize;
        own += words;
        shown += if block.is_hidden { 0 } else { words };
        if shown >= MIN_WORDS {
            return None;
        }
    }
    let paragraphs = paragraphs(&article_body(tree)?, limits);
    let words: usize = paragraphs.iter().map(|paragraph| words::count(&paragraph.text)).sum();
    (words > 0 && words >= MIN_RATIO * own).then_some(paragraphs)
}

/// Labels the blocks in `container`, the last element of its page, as the only body text. Returns the first of them.
pub(crate) fn keep_alone(blocks: &Blocks, selection: &mut Selection, container: NodeId) -> usize {
    // Nodes are numbered in the order in which they are created, and those in the container were created last.
    let is_stated = |block: &RawBlock| block.container.is_some_and(|id| id >= container);
    let first = blocks.iter().position(is_stated).unwrap_or(blocks.len());
    for (position, (label, rule)) in selection.labels.iter_mut().zip(&mut selection.rules).enumerate() {
        match (position >= first, *label) {
            (true, Label::Title) => {}
            (true, _) => (*label, *rule) = (Label::Content, Rule::StructuredData),
            (false, Label::Content) => (*label, *rule) = (Label::Boilerplate, Rule::StructuredData),
            (false, _) => {}
        }
    }
    first
}

/// Adds paragraphs to the end of a page. Returns the element around them.
pub(crate) fn append(tree: &mut Tree, paragraphs: &[Paragraph]) -> NodeId {
    let element = |tree: &mut Tree, parent: NodeId, tag: Tag| {
        let id = tree.push_element(tag, std::iter::empty());
        tree.append(parent, id);
        id
    };
    let body = body(tree);
    let container = element(tree, body, Tag::Div);
    for Paragraph { tag, text } in paragraphs {
        let paragraph = element(tree, container, *tag);
        for (number, line) in text.lines().enumerate() {
            if number > 0 {
                element(tree, paragraph, Tag::Br);
            }
            tree.append_text(paragraph, line);
        }
    }
    container
}

/// The `body` element; the root if there is none.
fn body(tree: &Tree) -> NodeId {
    let child = |id, tag| {
        let children = tree.children(id);
        children.filter(|&id| tree.tag(id) == Some(tag)).last()
    };
    child(tree.root(), Tag::Html).and_then(|html| child(html, Tag::Body)).unwrap_or_else(|| tree.root())
}

/// The paragraphs of a text that may be HTML. Its tags may be escaped as character references.
fn paragraphs(text: &str, limits: &Limits) -> Vec<Paragraph> {
    if has_markup(text) {
        return of_html(text, limits);
    }
    let decoded = decode_references(text);
    if has_markup(&decoded) { of_html(&decoded, limits) } else { of_plain_text(&decoded) }
}

/// Whether a text has an HTML end tag, a line break or a paragraph, rather than just something that looks like a tag.
fn has_markup(text: &str) -> bool {
    let is_tag = |rest: &str| {
        let is_end = rest.starts_with('/');
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let len = name.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = name.split_at(len);
        let tag = Tag::of(&LocalName::from(name.to_ascii_lowercase()));
        rest.starts_with(['>', ' ', '/'])
            && tag != Tag::Unknown
            && (is_end || matches!(tag, Tag::Br | Tag::P))
    };
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| is_tag(&text[at + 1..]))
}

/// No name of an HTML element is longer.
const MAX_NAME: usize = 16;

/// The blocks of a text in HTML. If it has only inline elements, its line feeds separate paragraphs.
fn of_html(html: &str, limits: &Limits) -> Vec<Paragraph> {
    let Ok(tree) = parse::parse(html, limits) else { return Vec::new() };
    let is_layout =
        |tag: Tag| tag == Tag::Br || (tag.is_block_level() && !matches!(tag, Tag::Html | Tag::Body));
    if tree.descendants(tree.root()).filter_map(|id| tree.tag(id)).any(is_layout) {
        let blocks = segment_html(&tree);
        let paragraph =
            |block: &RawBlock| Paragraph { tag: tag_of(block.kind), text: blocks.text(block).to_owned() };
        return blocks.iter().map(paragraph).collect();
    }
    let mut text = String::new();
    for id in tree.descendants(tree.root()) {
        let is_seen = |parent| tree.tag(parent).is_none_or(|tag| !tag.is_without_text());
        if let (NodeData::Text(span), true) = (tree.data(id), tree.parent(id).is_some_and(is_seen)) {
            text.push_str(tree.text(span));
        }
    }
    of_plain_text(&text)
}

/// The element that a block becomes.
fn tag_of(kind: BlockKind) -> Tag {
    match kind {
        BlockKind::Heading(1) => Tag::H1,
        BlockKind::Heading(2) => Tag::H2,
        BlockKind::Heading(3) => Tag::H3,
        BlockKind::Heading(4) => Tag::H4,
        BlockKind::Heading(5) => Tag::H5,
        BlockKind::Heading(_) => Tag::H6,
        BlockKind::ListItem { .. } => Tag::Li,
        _ => Tag::P,
    }
}

/// The paragraphs of a plain text: separated by blank lines, or each line if there are none.
fn of_plain_text(text: &str) -> Vec<Paragraph> {
    let has_blank = text.trim().lines().any(|line| line.trim().is_empty());
    let mut texts = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let Some(last) = texts.last_mut() else { break };
        if !last.is_empty() && (line.is_empty() || !has_blank) {
            texts.push(line.to_owned());
        } else if !line.is_empty() {
            last.push_str(if last.is_empty() { "" } else { "\n" });
            last.push_str(line);
        }
    }
    texts.retain(|text| !text.is_empty());
    texts.into_iter().map(|text| Paragraph { tag: Tag::P, text }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_found_in_text_and_html() {
        let cases: &[(&str, &[&str])] = &[
            ("a\n\nb\nc\r\n \r\n\nd", &["a", "b\nc", "d"]),
            ("a\nb\n", &["a", "b"]),
            ("a &amp; b &lt; c", &["a & b < c"]),
            ("if a<b and c>d", &["if a<b and c>d"]),
            ("<p>a <b>b</b></p>\n<p>c<br>d<script>e</script></p>", &["a b", "c\nd"]),
            ("&lt;p&gt;a&lt;/p&gt;&lt;ul&gt;&lt;li&gt;b &amp;amp; c", &["a", "b & c"]),
            ("a <a href='x'>b</a>\n\nc<style>d</style>", &["a b", "c"]),
            (" \n\n", &[]),
        ];
        for (text, expected) in cases {
            let found = paragraphs(text, &Limits::new());
            assert_eq!(found.iter().map(|found| &found.text).collect::<Vec<_>>(), *expected, "{text:?}");
        }
    }
}
