//! Kept blocks as Markdown: `CommonMark`, with the tables, the strikethrough and the footnotes of GitHub
//! Flavored Markdown.

mod destination;
mod escape;
mod flanks;
mod formulas;
mod notes;
mod options;
mod spans;
mod table;

pub use options::{Formulas, Images, Links, Options, Titles};

use super::language::language;
use super::outline::{Leaf, Part, Row, Source, Spanning};
use crate::parse::NodeId;
use crate::segment::ContainerKind;
use escape::{Next, Surroundings, escape};
use flanks::Place;
use formulas::Dollars;
use notes::Notes;
use spans::{image, longest_run, spans};

/// The maximum total width of the marks of all containers around a line; containers that do not fit have no marks.
const MAX_PREFIX: usize = 48;
/// The largest number of an item in `CommonMark`.
const MAX_NUMBER: i64 = 999_999_999;

/// The body text as Markdown, after a title.
pub(super) fn markdown(source: &Source<'_>, title: Option<&str>, options: &Options) -> String {
    let notes = Notes::find(source);
    let mut writer =
        Writer { source, notes, options, out: String::new(), path: Vec::new(), last: Last::Nothing };
    let parts = source.parts(options.has_images());
    if let Some(title) = title {
        let has_title = |block: usize| source.text(block).split_whitespace().eq(title.split_whitespace());
        let mut blocks = parts.iter().filter_map(|part| match part.leaf {
            Leaf::Heading(_, block) | Leaf::Paragraph(block) => Some(block),
            _ => None,
        });
        if !blocks.any(has_title) {
            writer.title(title);
        }
    }
    for part in &parts {
        writer.part(part);
    }
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

/// An open container.
#[derive(Debug)]
struct Open {
    id: (usize, ContainerKind),
    /// The last character of the mark.
    sign: char,
    /// In front of the first line: `-` or `2.` of an item, `>` of a quote. Empty if there was no room.
    mark: String,
    /// The prefix of the container on the lines after its first.
    prefix: String,
}

/// What was written last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Nothing,
    Paragraph,
    Other,
}

struct Writer<'a> {
    source: &'a Source<'a>,
    notes: Notes,
    options: &'a Options,
    out: String,
    path: Vec<Open>,
    last: Last,
}

impl Writer<'_> {
    fn title(&mut self, title: &str) {
        let around = Surroundings {
            place: Place::Heading,
            is_in_link: false,
            next: Next::Other,
            after_mark: false,
            dollars: Dollars::of_text(self.options, title),
        };
        self.out.push_str("# ");
        escape(&mut self.out, title, 0..title.len(), around);
        self.last = Last::Other;
    }

    fn part(&mut self, part: &Part) {
        let Some(text) = self.text(&part.leaf) else { return };
        self.go_to(&self.path(part));
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.out.push('\n');
                self.push_prefix(self.path.len(), line.is_empty());
            }
            self.out.push_str(line);
        }
        self.last = if matches!(part.leaf, Leaf::Paragraph(_)) { Last::Paragraph } else { Last::Other };
    }

    /// The containers around a part; a note takes the place of those around it.
    fn path(&self, part: &Part) -> Vec<(usize, ContainerKind)> {
        let note = block_of(&part.leaf).and_then(|block| self.notes.of_block(block));
        let Some(((number, element), tree)) = note.zip(self.source.tree) else {
            return self.source.path(part);
        };
        let mut path = self.source.markup.path_inside(part.container, tree, element);
        path.insert(0, (number, ContainerKind::Note));
        path
    }

    /// The text of a part without the marks of the containers around it; `None` if nothing is written.
    fn text(&self, leaf: &Leaf) -> Option<String> {
        match leaf {
            &Leaf::Heading(level, block) => {
                let level = usize::from(level.clamp(1, 6));
                Some(format!("{} {}", &"######"[..level], self.block(block, Place::Heading)))
            }
            &Leaf::Paragraph(block) if self.notes.start(block) == self.source.text(block).len() => None,
            &(Leaf::Paragraph(block) | Leaf::Caption(block)) => {
                Some(with_line_feeds(self.block(block, Place::Paragraph)))
            }
            &Leaf::Code(block) => Some(self.code(block)),
            Leaf::Table(rows) => Some(self.table(rows)),
            &Leaf::Image(id) => image(self.source, self.options, id, Place::Paragraph, Next::Other),
        }
    }

    fn block(&self, block: usize, place: Place) -> String {
        let text = self.notes.start(block)..self.source.text(block).len();
        spans(self.source, &self.notes, self.options, block, text, place)
    }

    fn code(&self, block: usize) -> String {
        let text = self.source.text(block);
        let fence = "`".repeat((longest_run(text) + 1).max(3));
        let container = self.source.blocks.as_slice()[block].container;
        let language = self.source.tree.zip(container).and_then(|(tree, id)| language(tree, id));
        with_line_feeds(format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default()))
    }

    fn table(&self, rows: &[Row]) -> String {
        table::table(rows, |block, cell| self.cell(block, cell))
    }

    /// The content of a cell, with images outside the text.
    fn cell(&self, block: usize, cell: &Spanning) -> String {
        let text = spans(self.source, &self.notes, self.options, block, cell.range.clone(), Place::Cell);
        let image = |&id: &NodeId| image(self.source, self.options, id, Place::Cell, Next::Other);
        let mut parts: Vec<_> = cell.before.iter().filter_map(image).collect();
        parts.extend(Some(text).filter(|text| !text.is_empty()));
        parts.extend(cell.after.iter().filter_map(image));
        parts.join(" ")
    }

    /// Ends what was written last, and closes and opens containers until those of `path` are open.
    fn go_to(&mut self, path: &[(usize, ContainerKind)]) {
        let shared = self.path.iter().zip(path).take_while(|(open, next)| open.id == **next).count();
        let added = &path[shared..];
        let sibling =
            self.path.get(shared).zip(added.first()).and_then(|(open, next)| Sibling::of(open, next.1));
        self.separate(shared, added.first().map(|next| next.1), sibling);
        self.path.truncate(shared);
        self.push_prefix(shared, false);
        for (number, &next) in added.iter().enumerate() {
            let mut next = open(next, sibling.filter(|_| number == 0), &self.notes);
            let width: usize = self.path.iter().map(|open| open.prefix.len()).sum();
            if width + next.prefix.len() > MAX_PREFIX {
                (next.mark, next.prefix) = (String::new(), String::new());
            } else {
                self.out.push_str(&next.mark);
                self.out.push(' ');
            }
            self.path.push(next);
        }
    }

    /// Ends the line, and leaves a blank one unless an item may follow at once.
    fn separate(&mut self, shared: usize, first: Option<ContainerKind>, sibling: Option<Sibling>) {
        if self.last == Last::Nothing {
            return;
        }
        self.out.push('\n');
        let is_in_item = self.path.len() == shared && self.path.last().is_some_and(|open| is_item(open.id.1));
        let is_tight = match sibling {
            Some(sibling) => sibling.is_same_list,
            None => is_in_item && first.is_some_and(interrupts),
        };
        if !(first.is_some_and(is_item) && is_tight && self.last == Last::Paragraph) {
            self.push_prefix(shared, true);
            self.out.push('\n');
        }
    }

    /// The start of a line inside the first `depth` open containers. A blank line has only the marks that it needs.
    fn push_prefix(&mut self, depth: usize, is_blank: bool) {
        let start = self.out.len();
        self.path[..depth].iter().for_each(|open| self.out.push_str(&open.prefix));
        if is_blank {
            let end = self.out[start..].trim_end_matches(' ').len();
            self.out.truncate(start + end);
        }
    }
}

/// The block of a part that is neither a table nor an image.
fn block_of(leaf: &Leaf) -> Option<usize> {
    match *leaf {
        Leaf::Heading(_, block) | Leaf::Paragraph(block) | Leaf::Caption(block) | Leaf::Code(block) => {
            Some(block)
        }
        Leaf::Table(_) | Leaf::Image(_) => None,
    }
}

fn is_item(kind: ContainerKind) -> bool {
    matches!(kind, ContainerKind::Item { .. })
}

/// The item that is left for another one at the same depth, if it has a mark.
#[derive(Clone, Copy)]
struct Sibling {
    sign: char,
    is_same_list: bool,
}

impl Sibling {
    fn of(open: &Open, next: ContainerKind) -> Option<Sibling> {
        let ContainerKind::Item { list: before, .. } = open.id.1 else { return None };
        let ContainerKind::Item { list, .. } = next else { return None };
        (!open.mark.is_empty()).then_some(Sibling { sign: open.sign, is_same_list: list == before })
    }
}

/// A container with its marks.
fn open(id: (usize, ContainerKind), sibling: Option<Sibling>, notes: &Notes) -> Open {
    let sign = sign(id.1, sibling);
    let mark = match id.1 {
        ContainerKind::Note => format!("[^{}]{sign}", notes.label_of(id.0)),
        ContainerKind::Item { is_ordered: true, number, .. } => format!("{}{sign}", written(number)),
        ContainerKind::Item { .. } | ContainerKind::Quote => sign.to_string(),
    };
    let prefix = match id.1 {
        ContainerKind::Quote => "> ".to_owned(),
        ContainerKind::Note => "    ".to_owned(),
        ContainerKind::Item { .. } => " ".repeat(mark.len() + 1),
    };
    Open { id, sign, mark, prefix }
}

/// The last character of a container's mark. Adjacent lists have different characters, because otherwise they would be
/// one list.
fn sign(kind: ContainerKind, sibling: Option<Sibling>) -> char {
    let [usual, other] = match kind {
        ContainerKind::Quote => return '>',
        ContainerKind::Note => return ':',
        ContainerKind::Item { is_ordered: true, .. } => ['.', ')'],
        ContainerKind::Item { .. } => ['-', '*'],
    };
    match sibling {
        Some(Sibling { sign, is_same_list: true }) => sign,
        Some(Sibling { sign, .. }) if sign == usual => other,
        _ => usual,
    }
}

/// The number of an item, or 1 if `CommonMark` has no such number.
fn written(number: i64) -> i64 {
    if (0..=MAX_NUMBER).contains(&number) { number } else { 1 }
}

/// Whether an item may follow a paragraph at once (`CommonMark`, section 5.3).
fn interrupts(kind: ContainerKind) -> bool {
    matches!(kind, ContainerKind::Item { is_ordered, number, .. } if !is_ordered || written(number) == 1)
}

/// A text whose lines end with line feeds, however they ended before.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
