//! The text of a block as a sequence of runs and marks.

use crate::parse::NodeId;
use crate::segment::{Atom, Format, Piece, Style};
use std::cmp::Reverse;
use std::ops::Range;

/// A mark around text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Link(NodeId),
    Code(NodeId),
    Format(Format),
}

/// The next thing in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// A range of the block's text. Together with the ranges of atoms, these ranges cover the whole text.
    Text(Range<usize>),
    /// A range of the block's text that represents an element.
    Atom(Range<usize>, Atom),
    Image(NodeId),
    Open(Mark),
    Close(Mark),
}

/// How many marks there are: a link, code and all formats.
const MARKS: usize = Format::ALL.len() + 2;

/// A run of text that is marked alike.
#[derive(Clone, Debug)]
struct Run {
    range: Range<usize>,
    style: Style,
    /// For each mark, the run where it ends.
    ends: [usize; MARKS],
}

impl Run {
    /// The marks of the run with their numbers, a link first.
    fn marks(&self) -> impl Iterator<Item = (usize, Mark)> + '_ {
        let link = self.style.link.map(|id| (0, Mark::Link(id)));
        let code = self.style.code.map(|id| (1, Mark::Code(id)));
        let formats = Format::ALL.into_iter().enumerate().filter(|&(_, format)| self.style.has(format));
        link.into_iter().chain(code).chain(formats.map(|(at, format)| (at + 2, Mark::Format(format))))
    }

    fn has(&self, mark: Mark) -> bool {
        has(self.style, mark)
    }
}

fn has(style: Style, mark: Mark) -> bool {
    match mark {
        Mark::Link(id) => style.link == Some(id),
        Mark::Code(id) => style.code == Some(id),
        Mark::Format(format) => style.has(format),
    }
}

/// A block's text, or the `range` of it, with its marks. The marks are balanced and start and end at visible
/// characters, and links are never split. `restyle` may change the styles first. Takes time linear in the number of
/// pieces.
pub(super) fn inlines(
    text: &str,
    range: Range<usize>,
    pieces: &[Piece],
    restyle: impl FnOnce(&str, &mut [(Range<usize>, Style)]),
) -> Vec<Inline> {
    if is_plain(&range, pieces) {
        return vec![Inline::Text(range)];
    }
    let mut styled: Vec<_> = pieces
        .iter()
        .filter(|piece| piece.image.is_none())
        .filter_map(|piece| visible(text, piece))
        .collect();
    part_touching_links(&mut styled);
    restyle(text, &mut styled);
    let runs = runs(&styled);
    let images = pieces.iter().filter_map(|piece| Some((piece.range.start, piece.image?, piece.style)));
    let mut writer = Writer { out: Vec::new(), open: Vec::new(), images: images.peekable(), at: range.start };
    for run in &runs {
        writer.close_for(run);
        writer.text_until(run.range.start);
        writer.images_before(run);
        writer.open(run);
        match run.style.atom {
            Some(atom) => writer.atom(&run.range, atom),
            None => writer.text_until(run.range.end),
        }
    }
    writer.close_down_to(0);
    writer.text_until(range.end);
    writer.images_until(range.end + 1);
    writer.out
}

/// Whether a text has no marks at all, like most texts.
fn is_plain(range: &Range<usize>, pieces: &[Piece]) -> bool {
    matches!(pieces, [Piece { range: piece, style, image: None }] if piece == range && *style == Style::default())
}

/// The part of a piece between its first and last visible characters.
fn visible(text: &str, piece: &Piece) -> Option<(Range<usize>, Style)> {
    let part = &text[piece.range.clone()];
    let start = piece.range.start + part.len() - part.trim_start().len();
    let end = piece.range.end - (part.len() - part.trim_end().len());
    (start < end).then_some((start..end, piece.style))
}

/// Two links with nothing in between would be read as two words, so the second one becomes text.
fn part_touching_links(styled: &mut [(Range<usize>, Style)]) {
    let mut dropped = None;
    for at in 1..styled.len() {
        let (before, link) = (styled[at - 1].1.link, styled[at].1.link);
        let touches = styled[at - 1].0.end == styled[at].0.start;
        if link.is_some() && (link == dropped || (touches && before.is_some() && before != link)) {
            dropped = link;
            styled[at].1.link = None;
        }
    }
}

/// The runs, with adjacent ones of the same style joined, and the ends of their marks.
fn runs(styled: &[(Range<usize>, Style)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (range, style) in styled.iter().cloned() {
        match runs.last_mut() {
            Some(last) if last.style == style && last.range.end == range.start => last.range.end = range.end,
            _ => runs.push(Run { range, style, ends: [0; MARKS] }),
        }
    }
    for at in (0..runs.len()).rev() {
        let mut ends = [at + 1; MARKS];
        if let Some(next) = runs.get(at + 1) {
            for (number, mark) in runs[at].marks() {
                ends[number] = if next.has(mark) { next.ends[number] } else { at + 1 };
            }
        }
        runs[at].ends = ends;
    }
    runs
}

struct Writer<I: Iterator<Item = (usize, NodeId, Style)>> {
    out: Vec<Inline>,
    /// The open marks with their numbers and the runs where they end.
    open: Vec<(usize, Mark, usize)>,
    images: std::iter::Peekable<I>,
    at: usize,
}

impl<I: Iterator<Item = (usize, NodeId, Style)>> Writer<I> {
    /// Closes the marks that a run does not have, and those that must not be around the marks of the run: a link is
    /// never split, and code is inside all other marks.
    fn close_for(&mut self, run: &Run) {
        let link_starts = run.style.link.is_some_and(|id| !self.is_open(Mark::Link(id)));
        let is_changed = run.marks().any(|(_, mark)| !self.is_open(mark));
        let ends = |&(_, mark, end): &(usize, Mark, usize)| {
            !run.has(mark) || (link_starts && end < run.ends[0]) || (is_changed && is_code(mark))
        };
        let kept = self.open.iter().position(ends).unwrap_or(self.open.len());
        self.close_down_to(kept);
    }

    fn close_down_to(&mut self, kept: usize) {
        for (_, mark, _) in self.open.drain(kept..).rev() {
            self.out.push(Inline::Close(mark));
        }
    }

    /// Opens the marks of a run that are not open, with those that end last outermost.
    fn open(&mut self, run: &Run) {
        let mut missing: Vec<_> = run.marks().filter(|&(_, mark)| !self.is_open(mark)).collect();
        missing.sort_by_key(|&(number, mark)| (is_code(mark), Reverse(run.ends[number]), number));
        for (number, mark) in missing {
            self.out.push(Inline::Open(mark));
            self.open.push((number, mark, run.ends[number]));
        }
    }

    fn is_open(&self, mark: Mark) -> bool {
        self.open.iter().any(|&(_, open, _)| open == mark)
    }

    fn text_until(&mut self, end: usize) {
        self.images_until(end);
        self.push_text(end);
    }

    /// The images before `end`, and the text before each.
    fn images_until(&mut self, end: usize) {
        while let Some((at, id, _)) = self.images.next_if(|&(at, ..)| at < end) {
            self.push_text(at);
            self.out.push(Inline::Image(id));
        }
    }

    /// The images right before a run that do not have all of its marks.
    fn images_before(&mut self, run: &Run) {
        let is_before = |&(at, _, style): &(usize, NodeId, Style)| {
            at == run.range.start && run.marks().any(|(_, mark)| !has(style, mark))
        };
        while let Some((_, id, _)) = self.images.next_if(is_before) {
            self.out.push(Inline::Image(id));
        }
    }

    fn atom(&mut self, range: &Range<usize>, atom: Atom) {
        self.images_until(range.start + 1);
        self.out.push(Inline::Atom(range.clone(), atom));
        self.at = range.end;
    }

    fn push_text(&mut self, end: usize) {
        if self.at < end {
            self.out.push(Inline::Text(self.at..end));
            self.at = end;
        }
    }
}

fn is_code(mark: Mark) -> bool {
    matches!(mark, Mark::Code(_))
}
