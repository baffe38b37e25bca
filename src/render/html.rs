//! Kept blocks as HTML: few tags, fewer attributes, everything else escaped.

use super::atoms::{Part, parts};
use super::html_escape::{escape, escape_value};
use super::inline::{Inline, Mark, inlines};
use super::language::language;
use super::mathml;
use super::outline::{Leaf, Row, Source, Spanning};
use crate::parse::{NodeData, NodeId, Tag};
use crate::segment::{Atom, ContainerKind, Format, MAX_CELL_WORDS, number_after};
use crate::words;
use std::fmt::Write;
use std::ops::Range;

/// How many elements around an image are checked for white space after them.
const MAX_STEPS: usize = 4;

/// The body text as a fragment of HTML.
pub(super) fn html(source: &Source<'_>) -> String {
    let mut writer =
        Writer { source, out: String::new(), path: Vec::new(), is_at_item: false, figure: Figure::None };
    for part in source.parts(true) {
        let is_figure = matches!(part.leaf, Leaf::Image(_) | Leaf::Caption(_));
        if !is_figure {
            writer.end_figure();
        }
        writer.go_to(&source.path(&part));
        writer.leaf(&part.leaf);
    }
    writer.end_figure();
    writer.go_to(&[]);
    writer.out
}

/// The content of the open figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    None,
    Images,
}

struct Writer<'a> {
    source: &'a Source<'a>,
    out: String,
    /// The open containers.
    path: Vec<(usize, ContainerKind)>,
    /// Nothing was written since an item was opened.
    is_at_item: bool,
    figure: Figure,
}

impl Writer<'_> {
    /// Closes and opens containers until those of `path` are open.
    fn go_to(&mut self, path: &[(usize, ContainerKind)]) {
        let shared = self.path.iter().zip(path).take_while(|(open, next)| open == next).count();
        if self.path.len() > shared || path.len() > shared {
            self.end_figure();
        }
        let next = path.get(shared).map(|&(_, kind)| kind);
        // The previous item in the list of the next one.
        let mut before = None;
        while self.path.len() > shared {
            let Some((_, kind)) = self.path.pop() else { break };
            let goes_on = self.path.len() == shared && next.is_some_and(|next| is_same_list(kind, next));
            before = goes_on.then_some(kind);
            self.close(kind, goes_on);
        }
        for &(number, kind) in &path[shared..] {
            self.open(kind, before.take());
            self.path.push((number, kind));
        }
    }

    fn close(&mut self, kind: ContainerKind, goes_on: bool) {
        self.is_at_item = false;
        self.out.push_str(match kind {
            ContainerKind::Quote => "</blockquote>\n",
            ContainerKind::Note => "",
            ContainerKind::Item { .. } if goes_on => "</li>\n",
            ContainerKind::Item { is_ordered: true, .. } => "</li>\n</ol>\n",
            ContainerKind::Item { .. } => "</li>\n</ul>\n",
        });
    }

    fn open(&mut self, kind: ContainerKind, before: Option<ContainerKind>) {
        self.is_at_item = matches!(kind, ContainerKind::Item { .. });
        let ContainerKind::Item { is_ordered, number, is_reversed, .. } = kind else {
            self.out.push_str(if kind == ContainerKind::Quote { "<blockquote>\n" } else { "" });
            return;
        };
        let follows = match before {
            Some(ContainerKind::Item { number: before, is_reversed, .. }) => {
                number == number_after(before, is_reversed)
            }
            _ => true,
        };
        let _ = match (before, is_ordered) {
            (Some(_), true) if !follows => write!(self.out, "<li value=\"{number}\">"),
            (Some(_), _) => write!(self.out, "<li>"),
            (None, false) => write!(self.out, "<ul>\n<li>"),
            (None, true) if is_reversed => write!(self.out, "<ol reversed start=\"{number}\">\n<li>"),
            (None, true) if number == 1 => write!(self.out, "<ol>\n<li>"),
            (None, true) => write!(self.out, "<ol start=\"{number}\">\n<li>"),
        };
    }

    fn leaf(&mut self, leaf: &Leaf) {
        let is_at_item = std::mem::take(&mut self.is_at_item);
        match leaf {
            &Leaf::Heading(level, block) => {
                let level = level.clamp(1, 6);
                let _ = write!(self.out, "<h{level}>");
                self.block(block);
                let _ = writeln!(self.out, "</h{level}>");
            }
            // The first text of an item is right inside it.
            &Leaf::Paragraph(block) if is_at_item => self.block(block),
            &Leaf::Paragraph(block) => {
                self.out.push_str("<p>");
                self.block(block);
                self.out.push_str("</p>\n");
            }
            &Leaf::Caption(block) => self.caption(block),
            &Leaf::Code(block) => self.code(block),
            Leaf::Table(rows) => self.table(rows),
            &Leaf::Image(id) => self.is_at_item = !self.figure(id) && is_at_item,
        }
    }

    fn block(&mut self, block: usize) {
        self.inlines(block, 0..self.source.text(block).len());
    }

    /// Returns whether the image was written.
    fn figure(&mut self, id: NodeId) -> bool {
        let length = self.out.len();
        if self.figure == Figure::None {
            self.out.push_str("<figure>");
        }
        let is_written = self.image(id);
        if is_written {
            self.figure = Figure::Images;
        } else {
            self.out.truncate(length);
        }
        is_written
    }

    fn caption(&mut self, block: usize) {
        self.out.push_str(if self.figure == Figure::None { "<figure><figcaption>" } else { "<figcaption>" });
        self.block(block);
        self.out.push_str("</figcaption></figure>\n");
        self.figure = Figure::None;
    }

    fn end_figure(&mut self) {
        if std::mem::replace(&mut self.figure, Figure::None) == Figure::Images {
            self.out.push_str("</figure>\n");
        }
    }

    fn code(&mut self, block: usize) {
        let container = self.source.blocks.as_slice()[block].container;
        let language = self.source.tree.zip(container).and_then(|(tree, id)| language(tree, id));
        match language {
            Some(language) => {
                let _ = write!(self.out, "<pre><code class=\"language-{language}\">");
            }
            None => self.out.push_str("<pre><code>"),
        }
        escape(&mut self.out, self.source.text(block));
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, rows: &[Row]) {
        let header = rows.iter().take_while(|row| row.is_header).count();
        // When the output is segmented again, long cells are data only if the table is marked as data.
        let has_long = rows.iter().any(|row| self.has_long_cell(row));
        self.out.push_str(if has_long { "<table role=\"table\">\n" } else { "<table>\n" });
        for (name, rows) in [("thead", &rows[..header]), ("tbody", &rows[header..])] {
            if !rows.is_empty() {
                let _ = writeln!(self.out, "<{name}>");
                for row in rows {
                    self.row(row);
                }
                let _ = writeln!(self.out, "</{name}>");
            }
        }
        self.out.push_str("</table>\n");
    }

    fn has_long_cell(&self, row: &Row) -> bool {
        let (text, max) = (self.source.text(row.block), MAX_CELL_WORDS as usize);
        self.source.blocks.as_slice()[row.block].words as usize > max
            && row.cells.iter().any(|cell| words::count(&text[cell.range.clone()]) > max)
    }

    fn row(&mut self, row: &Row) {
        self.out.push_str("<tr>");
        for cell in &row.cells {
            let Spanning { is_header, columns, rows, .. } = cell;
            let name = if *is_header { "th" } else { "td" };
            let _ = write!(self.out, "<{name}");
            for (attribute, span) in [("colspan", columns), ("rowspan", rows)] {
                if *span > 1 {
                    let _ = write!(self.out, " {attribute}=\"{span}\"");
                }
            }
            self.out.push('>');
            self.cell(row.block, cell);
            let _ = write!(self.out, "</{name}>");
        }
        self.out.push_str("</tr>\n");
    }

    /// The content of a cell, with images outside the text.
    fn cell(&mut self, block: usize, cell: &Spanning) {
        let start = self.out.len();
        self.images(&cell.before, start);
        if !cell.range.is_empty() {
            self.out.push_str(if self.out.len() > start { " " } else { "" });
            self.inlines(block, cell.range.clone());
        }
        self.images(&cell.after, start);
    }

    /// Images, with a space before each one, except one that comes first after `start`.
    fn images(&mut self, ids: &[NodeId], start: usize) {
        for &id in ids {
            let end = self.out.len();
            self.out.push_str(if end > start { " " } else { "" });
            if !self.image(id) {
                self.out.truncate(end);
            }
        }
    }

    fn inlines(&mut self, block: usize, range: Range<usize>) {
        let text = self.source.text(block);
        let pieces = self.source.markup(block).pieces_within(&range);
        let (start, mut at) = (range.start, range.start);
        // The end tag of a link is left out if its start tag was.
        let mut is_linked = false;
        let mut inlines = inlines(text, range, pieces, |_, _| {}).into_iter().peekable();
        // Where a formula ended that a browser shows on lines of its own.
        let mut display_end = None;
        while let Some(inline) = inlines.next() {
            if let Inline::Text(range) | Inline::Atom(range, _) = &inline {
                at = range.end;
            }
            match inline {
                Inline::Text(range) => {
                    let mut part = &text[range.clone()];
                    if display_end == Some(range.start) {
                        part = part.strip_prefix('\n').unwrap_or(part);
                    }
                    if inlines.peek().is_some_and(|next| self.is_display_math(next)) {
                        part = part.strip_suffix('\n').unwrap_or(part);
                    }
                    self.text(part);
                }
                Inline::Atom(range, atom) => {
                    let has_lines = self.atom(&text[range.clone()], atom);
                    display_end = has_lines.then_some(range.end);
                }
                Inline::Image(id) => {
                    if self.image(id) && is_apart(&text[start..at]) && self.is_before_space(id) {
                        self.out.push(' ');
                    }
                }
                Inline::Open(Mark::Link(id)) => is_linked = self.open_link(id),
                Inline::Close(Mark::Link(_)) if !is_linked => {}
                Inline::Close(Mark::Link(_)) => self.out.push_str("</a>"),
                Inline::Open(Mark::Code(_)) => self.out.push_str("<code>"),
                Inline::Close(Mark::Code(_)) => self.out.push_str("</code>"),
                Inline::Open(Mark::Format(format)) => _ = write!(self.out, "<{}>", tag(format)),
                Inline::Close(Mark::Format(format)) => _ = write!(self.out, "</{}>", tag(format)),
            }
        }
    }

    fn tag(&self, atom: Atom) -> Option<Tag> {
        self.source.tree.and_then(|tree| tree.tag(atom.id))
    }

    /// Whether the next thing is written as `math` on lines of its own.
    fn is_display_math(&self, inline: &Inline) -> bool {
        matches!(inline, &Inline::Atom(_, atom) if atom.is_display && self.has_math(atom))
    }

    fn has_math(&self, atom: Atom) -> bool {
        self.source
            .tree
            .is_some_and(|tree| tree.tag(atom.id) == Some(Tag::Math) && mathml::is_shallow(tree, atom.id))
    }

    /// A formula, superscript, subscript or checkbox, given as `text` in its block. Returns whether a browser shows it
    /// on lines of its own.
    fn atom(&mut self, text: &str, atom: Atom) -> bool {
        let Some(tree) = self.source.tree else { return false };
        match self.tag(atom) {
            Some(Tag::Sup | Tag::Sub) => self.shifted(&parts(tree, atom.id)),
            Some(Tag::Input) => self.text(text),
            Some(Tag::Math) if self.has_math(atom) => {
                mathml::write(&mut self.out, tree, atom, text);
                return atom.is_display;
            }
            _ => self.tex(text, atom.is_display),
        }
        false
    }

    fn shifted(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Start(name) => _ = write!(self.out, "<{name}>"),
                Part::Text(text) => escape(&mut self.out, text),
                Part::End(name) => _ = write!(self.out, "</{name}>"),
            }
        }
    }

    /// TeX for which the page has no `MathML`. It is written as code, which is readable if nothing renders it, with the
    /// classes that renderers of Markdown formulas recognise.
    fn tex(&mut self, tex: &str, is_display: bool) {
        let style = if is_display { "display" } else { "inline" };
        let _ = write!(self.out, "<code class=\"language-math math-{style}\">");
        escape(&mut self.out, tex);
        self.out.push_str("</code>");
    }

    fn text(&mut self, text: &str) {
        let mut lines = text.split('\n');
        escape(&mut self.out, lines.next().unwrap_or_default());
        for line in lines {
            self.out.push_str("<br>");
            escape(&mut self.out, line);
        }
    }

    fn open_link(&mut self, id: NodeId) -> bool {
        let Some(href) = self.source.urls.as_ref().and_then(|urls| urls.link(id)) else { return false };
        self.out.push_str("<a href=\"");
        escape_value(&mut self.out, &href);
        self.out.push_str("\">");
        true
    }

    /// Whether white space directly follows an image. In the text, white space at this position comes before the image.
    fn is_before_space(&self, image: NodeId) -> bool {
        let Some(tree) = self.source.tree else { return false };
        let is_inline = |&at: &NodeId| !tree.is_block_level(at);
        let mut around = tree.ancestors(image).take(MAX_STEPS).take_while(is_inline);
        let next = around.find_map(|at| tree.next_sibling(at));
        next.is_some_and(|next| match tree.data(next) {
            NodeData::Text(span) => tree.text(span).starts_with(|c: char| c.is_ascii_whitespace()),
            _ => false,
        })
    }

    /// Returns whether the image has a URL.
    fn image(&mut self, id: NodeId) -> bool {
        let Some(urls) = &self.source.urls else { return false };
        let Some(src) = urls.image(id) else { return false };
        self.out.push_str("<img src=\"");
        escape_value(&mut self.out, &src);
        self.out.push_str("\" alt=\"");
        escape_value(&mut self.out, &urls.alt(id));
        self.out.push_str("\">");
        true
    }
}

/// Whether a text ends with a space, or has not started.
fn is_apart(text: &str) -> bool {
    text.is_empty() || text.ends_with(' ')
}

fn is_same_list(a: ContainerKind, b: ContainerKind) -> bool {
    match (a, b) {
        (ContainerKind::Item { list: a, .. }, ContainerKind::Item { list: b, .. }) => a == b,
        _ => false,
    }
}

fn tag(format: Format) -> &'static str {
    match format {
        Format::Strong => "strong",
        Format::Emphasis => "em",
        Format::Deleted => "del",
        Format::Subscript => "sub",
        Format::Superscript => "sup",
    }
}
