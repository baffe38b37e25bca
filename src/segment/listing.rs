//! Code listings as highlighters write them: one element per line, line numbers next to them, buttons to copy them.

use super::inline_style::{declares, is_block};
use super::table::{is_cell, rows};
use crate::parse::{AttributeName, NodeData, NodeId, Tag, Tree};

/// At most this many nodes and bytes of text are examined to decide whether they are only line numbers.
const MAX_GUTTER: usize = 1 << 16;
/// How many children of an element are examined to find out what it contains.
const MAX_CHILDREN: usize = 8;

/// The class names that highlighters use for line numbers: Chroma, Docutils, GitHub, Highlight.js, Prism, Pygments,
/// Rouge, `SyntaxHighlighter`, and their successors.
const GUTTERS: &[&str] = &[
    "blob-num",
    "code-gutter",
    "codemirror-linenumber",
    "gutter",
    "hljs-ln-n",
    "hljs-ln-numbers",
    "line-num",
    "line-number",
    "line-numbers",
    "line-numbers-rows",
    "linenodiv",
    "lineno",
    "linenos",
    "linenumber",
    "linenumbers",
    "ln",
    "lnt",
    "lntd",
    "react-syntax-highlighter-line-number",
    "rouge-gutter",
];

/// The class names that they use for the cell of one line or of all lines.
const CODES: &[&str] =
    &["blob-code", "code", "hljs-ln-code", "js-file-line", "line-code", "lntd", "rouge-code"];

/// The class names that they use for an inline element around a line.
const LINES: &[&str] = &["code-line", "line", "token-line", "view-line"];

/// Elements that are not part of a listing of code, even inside it.
pub(super) fn ends_preformatted(tag: Tag) -> bool {
    use Tag::*;
    tag.heading_level().is_some()
        || matches!(
            tag,
            Article
                | Aside
                | Blockquote
                | Button
                | Figure
                | Footer
                | Form
                | Header
                | Label
                | Main
                | Nav
                | Section
        )
}

/// A table that contains a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableListing {
    /// Line numbers are next to a listing.
    Gutter,
    /// The same, and white space is preserved although no element says so.
    Preformatted,
}

/// Whether an element inside a listing is not part of its text: a line number, or a button.
pub(super) fn is_beside_code(tree: &Tree, id: NodeId, tag: Tag) -> bool {
    tag == Tag::Button || (is_named_gutter(tree, id) && gutter(tree, id).is_some())
}

/// Whether a `div` contains the line numbers of the listing next to it. Its class names are examined first, because a
/// page has many `div`s.
pub(super) fn is_gutter_beside_code(tree: &Tree, id: NodeId) -> bool {
    let starts = ["line-num", "lineno", "linenum"];
    let is_named = |class: &str| starts.iter().any(|start| class.starts_with(start));
    tree.attribute(id, AttributeName::Class).is_some_and(is_named)
        && gutter(tree, id).is_some_and(|numbers| numbers.len > 0)
}

/// Whether a cell contains nothing but line numbers. The last cell of a row contains the code, which may be a number
/// too.
pub(super) fn is_gutter(tree: &Tree, cell: NodeId) -> bool {
    let mut after = tree.siblings_after(cell);
    after.any(|at| is_cell(tree, at)) && gutter(tree, cell).is_some()
}

/// Whether an inline element inside a listing starts a new line.
pub(super) fn starts_line(tree: &Tree, id: NodeId) -> bool {
    tree.kept(id).iter().any(|kept| match kept.name {
        AttributeName::Class => has_name(tree.value(kept), LINES),
        AttributeName::Style => is_block(tree.value(kept)),
        _ => false,
    })
}

/// Whether a `code` inside a listing is one line of it: other `code` elements follow with nothing in between.
pub(super) fn is_line_of_code(tree: &Tree, code: NodeId) -> bool {
    let parent = tree.parent(code).and_then(|id| tree.tag(id));
    let next = tree.next_sibling(code).and_then(|id| tree.tag(id));
    parent == Some(Tag::Pre) && next == Some(Tag::Code)
}

/// Whether a button is next to a listing: in the parent or the grandparent of the listing.
pub(super) fn is_button_beside_code(tree: &Tree, button: NodeId) -> bool {
    let holds_code = |id| tree.children(id).take(MAX_CHILDREN).any(|at| tree.tag(at) == Some(Tag::Pre));
    tree.ancestors(button).skip(1).take(2).any(holds_code)
}

/// Whether a table contains a listing with its line numbers, inside a listing or not. Takes time linear in its rows and
/// in the content of the cells with numbers.
pub(super) fn of_table(tree: &Tree, table: NodeId, is_in_listing: bool) -> Option<TableListing> {
    let mut rows = rows(tree, table);
    let first = numbered(tree, rows.next()?)?;
    let (mut last, mut is_single) = (first.numbers, true);
    let mut has_numbers = first.numbers.len > 0;
    for row in rows {
        let next = numbered(tree, row)?.numbers;
        let is_gap = last.next.zip(next.first).is_some_and(|(due, found)| due != found);
        if is_gap || last.len > 1 || next.len > 1 {
            return None;
        }
        (last, is_single) = (next, false);
        has_numbers |= next.len > 0;
    }
    let has_pre = || tree.descendants(first.code).take(MAX_CHILDREN).any(|at| tree.tag(at) == Some(Tag::Pre));
    let is_beside_pre = is_single && first.numbers.len > usize::from(!first.is_named) && has_pre();
    match (is_in_listing, is_beside_pre, first.is_named) {
        (true, _, false) if !has_numbers => None,
        (true, ..) | (_, true, _) => Some(TableListing::Gutter),
        (_, _, true) => Some(TableListing::Preformatted),
        _ => None,
    }
}

/// A row with numbers before code.
struct Numbered {
    numbers: Numbers,
    code: NodeId,
    /// Whether both cells have class names that highlighters use.
    is_named: bool,
}

/// Reads a row of line numbers and one more cell. In a diff, there are old and new line numbers.
fn numbered(tree: &Tree, row: NodeId) -> Option<Numbered> {
    let mut cells = tree.children(row).filter(|&at| is_cell(tree, at));
    let (first, mut code) = (cells.next()?, cells.next()?);
    let numbers = gutter(tree, first)?;
    if let Some(last) = cells.next() {
        gutter(tree, code)?;
        code = last;
    }
    let class = tree.attribute(code, AttributeName::Class).unwrap_or_default();
    let is_named = has_name(class, CODES) && is_named_gutter(tree, first);
    cells.next().is_none().then_some(Numbered { numbers, code, is_named })
}

/// Consecutive numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    len: usize,
    first: Option<u32>,
    /// The number that would come next.
    next: Option<u32>,
}

/// The numbers that an element contains, if it contains nothing else and the numbers are consecutive.
fn gutter(tree: &Tree, id: NodeId) -> Option<Numbers> {
    let (mut numbers, mut bytes) = (Numbers::default(), 0);
    for (nodes, at) in tree.descendants(id).enumerate() {
        let text = match tree.data(at) {
            NodeData::Text(span) => tree.text(span),
            _ => "",
        };
        bytes += text.len();
        if nodes + bytes > MAX_GUTTER {
            return None;
        }
        for word in text.split_whitespace() {
            let number: u32 = word.strip_suffix(['.', ':']).unwrap_or(word).parse().ok()?;
            if numbers.next.is_some_and(|next| next != number) {
                return None;
            }
            numbers.first = numbers.first.or(Some(number));
            numbers.next = number.checked_add(1);
            numbers.len += 1;
        }
    }
    Some(numbers)
}

/// Whether an element has the class name of a gutter, or cannot be selected.
fn is_named_gutter(tree: &Tree, id: NodeId) -> bool {
    tree.kept(id).iter().any(|kept| match kept.name {
        AttributeName::Class => has_name(tree.value(kept), GUTTERS),
        AttributeName::AriaHidden => tree.value(kept).eq_ignore_ascii_case("true"),
        AttributeName::Style => {
            let properties = ["user-select", "-webkit-user-select"];
            properties.iter().any(|property| declares(tree.value(kept), property, &["none"]))
        }
        _ => false,
    })
}

fn has_name(class: &str, names: &[&str]) -> bool {
    class.split_ascii_whitespace().any(|name| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}
