//! The text of a block as Markdown, with its marks.

use super::destination::push_destination;
use super::escape::{MAX_NAME, Next, Surroundings, escape, is_part_of_reference};
use super::flanks::{Place, delimiter, kept_delimiters};
use super::formulas::{Dollars, formula};
use super::notes::{Notes, take_brackets};
use super::options::{Formulas, Images, Links, Options};
use crate::parse::{NodeId, Tag, Tree};
use crate::render::atoms::{Part, parts};
use crate::render::inline::{Inline, Mark, inlines};
use crate::render::outline::Source;
use crate::segment::{Atom, Format, Style};
use std::fmt::Write;
use std::ops::Range;

/// The text of a block, or a range of it. Lines are separated by line feeds.
pub(super) fn spans(
    source: &Source<'_>,
    notes: &Notes,
    options: &Options,
    block: usize,
    range: Range<usize>,
    place: Place,
) -> String {
    let (text, markup) = (source.text(block), source.markup(block));
    let mut links = Vec::new();
    let mut tokens = inlines(text, range.clone(), markup.pieces_within(&range), |text, styled| {
        links = keep_links(source, notes, options, styled);
        keep_atoms(source.tree, options, text, styled);
        restyle(text, styled, place);
    });
    take_brackets(notes, text, &mut tokens);
    let images = keep_images(source, options, &mut tokens, place);
    let kept = kept_delimiters(text, place, &tokens);
    let mut writer = Writer {
        notes,
        text,
        tree: source.tree,
        place,
        dollars: Dollars::of(options, text, place, &tokens),
        links: links.into_iter(),
        images: images.into_iter(),
        // Room for some marks and escapes.
        out: String::with_capacity(range.len() + range.len() / 8 + 16),
        before_image: if options.images == Images::Alt { Next::Unknown } else { Next::Bracket },
        image_at: None,
        at: range.start,
        start: range.start,
        end: range.end,
        display_end: None,
        display_start: None,
        is_in_link: false,
        is_marked: false,
    };
    writer.tokens(&tokens, &kept);
    writer.out
}

/// The images of a text. Images that are not written, or are in code, are removed from the tokens.
fn keep_images(
    source: &Source<'_>,
    options: &Options,
    tokens: &mut Vec<Inline>,
    place: Place,
) -> Vec<String> {
    let (mut images, mut is_in_code) = (Vec::new(), false);
    tokens.retain(|token| match token {
        &Inline::Image(id) => {
            let image = image(source, options, id, place, Next::Unknown).filter(|_| !is_in_code);
            let is_kept = image.is_some();
            images.extend(image);
            is_kept
        }
        Inline::Open(Mark::Code(_)) | Inline::Close(Mark::Code(_)) => {
            is_in_code = matches!(token, Inline::Open(_));
            true
        }
        _ => true,
    });
    images
}

/// The addresses of the links, in order. Links without an address, and links that the options exclude, are removed from
/// the styles.
fn keep_links(
    source: &Source<'_>,
    notes: &Notes,
    options: &Options,
    styled: &mut [(Range<usize>, Style)],
) -> Vec<(NodeId, String)> {
    let urls = source.urls.as_ref().filter(|_| options.links == Links::Keep);
    let (mut links, mut last) = (Vec::new(), None);
    for (_, style) in styled {
        let Some(id) = style.link.filter(|&id| notes.label(id).is_none()) else { continue };
        if last != Some(id) {
            last = Some(id);
            links.extend(urls.and_then(|urls| Some((id, urls.link(id)?))));
        }
        style.link = style.link.filter(|id| links.last().is_some_and(|(last, _)| last == id));
    }
    links
}

/// Elements for which Markdown has no marks become text: formulas if the options exclude them, and superscripts and
/// subscripts in Unicode characters.
fn keep_atoms(tree: Option<&Tree>, options: &Options, text: &str, styled: &mut [(Range<usize>, Style)]) {
    for (range, style) in styled {
        style.atom = style.atom.filter(|atom| match tree.and_then(|tree| tree.tag(atom.id)) {
            Some(Tag::Sup | Tag::Sub) => text[range.clone()].starts_with(['^', '_']),
            Some(Tag::Input) => true,
            _ => options.formulas == Formulas::Dollars,
        });
    }
}

/// Formats for which Markdown has no marks are removed. Code has one style from end to end, because no mark can be
/// inside it.
fn restyle(text: &str, styled: &mut [(Range<usize>, Style)], place: Place) {
    for (_, style) in styled.iter_mut() {
        *style = style.without(Format::Subscript).without(Format::Superscript);
        if place == Place::Heading {
            *style = style.without(Format::Strong);
        }
    }
    let is_one = |a: &(Range<usize>, Style), b: &(Range<usize>, Style)| {
        let is_code = a.1.code.is_some() && b.1.code.is_some();
        let is_joined =
            a.0.end == b.0.start || (a.1.code == b.1.code && !text[a.0.end..b.0.start].contains('\n'));
        is_code && is_joined && a.1.link == b.1.link
    };
    for code in styled.chunk_by_mut(is_one).filter(|code| code[0].1.code.is_some()) {
        let mut shared = code.iter().skip(1).fold(code[0].1, |shared, (_, style)| shared.shared(*style));
        shared.atom = None;
        for (_, style) in code {
            *style = shared;
        }
    }
}

struct Writer<'a> {
    notes: &'a Notes,
    text: &'a str,
    tree: Option<&'a Tree>,
    place: Place,
    dollars: Dollars,
    /// The link written last, and the links after it.
    links: std::vec::IntoIter<(NodeId, String)>,
    /// The images that have not been written yet.
    images: std::vec::IntoIter<String>,
    before_image: Next,
    /// Where the last image was written.
    image_at: Option<usize>,
    out: String,
    /// How much of the text has been written, and the range to be written.
    at: usize,
    start: usize,
    end: usize,
    /// Where the last display formula ended, and where the next one starts.
    display_end: Option<usize>,
    display_start: Option<usize>,
    is_in_link: bool,
    /// Whether a mark was written on this line, so that none of its text can start a block.
    is_marked: bool,
}

impl Writer<'_> {
    /// Writes all tokens; of the delimiters, only those that are `kept`.
    fn tokens(&mut self, tokens: &[Inline], kept: &[bool]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                Inline::Text(piece) => {
                    self.display_start = tokens.get(at + 1).and_then(display_start);
                    self.text(piece.clone(), self.next(&tokens[at + 1..], &kept[at + 1..]));
                }
                Inline::Atom(range, atom) => self.atom(range.clone(), *atom),
                Inline::Image(_) => self.image(),
                Inline::Open(Mark::Link(id)) if self.notes.label(*id).is_some() => {
                    let close = Inline::Close(Mark::Link(*id));
                    let inside = tokens[at + 1..].iter().position(|token| *token == close).unwrap_or(0);
                    self.note(*id, &tokens[at + 1..][..inside]);
                    at += inside + 1;
                }
                Inline::Open(Mark::Link(_)) => {
                    self.is_in_link = true;
                    self.mark("[");
                }
                Inline::Close(Mark::Link(id)) => self.close_link(*id),
                &Inline::Open(Mark::Code(id)) => {
                    let close = Inline::Close(Mark::Code(id));
                    let inside = tokens[at + 1..].iter().position(|token| *token == close).unwrap_or(0);
                    self.code(&tokens[at + 1..][..inside]);
                    at += inside + 1;
                }
                Inline::Open(Mark::Format(format)) | Inline::Close(Mark::Format(format)) if kept[at] => {
                    self.mark(delimiter(*format));
                }
                Inline::Open(_) | Inline::Close(_) => {}
            }
            at += 1;
        }
    }

    /// The kind of the first token that writes anything, not counting text that may be within a character reference.
    fn next(&self, tokens: &[Inline], kept: &[bool]) -> Next {
        let is_written = |&(token, kept): &(&Inline, &bool)| *kept || !is_format(token);
        let mut written = tokens.iter().zip(kept).filter(is_written).map(|(token, _)| token).take(MAX_NAME);
        let is_part = |token: &&Inline| match token {
            Inline::Text(range) => is_part_of_reference(&self.text[range.clone()]),
            _ => false,
        };
        match written.find(|token| !is_part(token)) {
            Some(Inline::Open(Mark::Link(_))) => Next::Bracket,
            Some(Inline::Image(_)) => self.before_image,
            _ => Next::Other,
        }
    }

    fn mark(&mut self, mark: &str) {
        self.out.push_str(mark);
        self.is_marked = true;
    }

    fn text(&mut self, range: Range<usize>, next: Next) {
        for line in self.text[range.clone()].split_inclusive('\n') {
            let (end, is_line) = (self.at + line.len(), line.ends_with('\n'));
            let around = Surroundings {
                place: self.place,
                is_in_link: self.is_in_link,
                next: if end == range.end { next } else { Next::Other },
                after_mark: self.is_marked,
                dollars: self.dollars,
            };
            escape(&mut self.out, self.text, self.at..end - usize::from(is_line), around);
            self.at = end;
            if is_line {
                self.line_break();
            }
        }
    }

    /// A formula, superscript, subscript or checkbox.
    fn atom(&mut self, range: Range<usize>, atom: Atom) {
        let text = &self.text[range.clone()];
        let tag = self.tree.and_then(|tree| tree.tag(atom.id));
        match (tag, formula(text, atom.is_display, self.place)) {
            (Some(Tag::Sup | Tag::Sub), _) => self.shifted(atom.id),
            (Some(Tag::Input), _) => return self.checkbox(range),
            (_, Some(formula)) if !self.defines_link(text) => self.mark(&formula),
            _ => return self.code(&[Inline::Text(range)]),
        }
        self.at = range.end;
        if atom.is_display {
            self.display_end = Some(range.end);
        }
    }

    /// The checkbox of a task, at the start of a paragraph and before its text (GitHub Flavored Markdown, section 5.3).
    fn checkbox(&mut self, range: Range<usize>) {
        let is_before_text = self.text[range.end..self.end].starts_with(' ');
        if range.start > 0 || !is_before_text || self.is_in_link || self.place != Place::Paragraph {
            return self.text(range, Next::Unknown);
        }
        self.mark(&self.text[range.clone()]);
        self.at = range.end;
    }

    /// A superscript or subscript as HTML, which Markdown may contain.
    fn shifted(&mut self, id: NodeId) {
        let Some(tree) = self.tree else { return };
        let around = Surroundings {
            place: self.place,
            is_in_link: self.is_in_link,
            next: Next::Unknown,
            after_mark: true,
            dollars: Dollars::All,
        };
        for part in parts(tree, id) {
            match part {
                Part::Text(text) => escape(&mut self.out, &text, 0..text.len(), around),
                Part::Start(name) if is_shift(name) => _ = write!(self.out, "<{name}>"),
                Part::End(name) if is_shift(name) => _ = write!(self.out, "</{name}>"),
                Part::Start(_) | Part::End(_) => {}
            }
        }
        self.is_marked = true;
    }

    /// Ends a line, whose line feed was passed.
    fn line_break(&mut self) {
        let next_line = self.text[self.at..].split('\n').next().unwrap_or_default();
        // A display formula needs no mark for its line breaks.
        let is_beside_display =
            self.display_start == Some(self.at) || self.display_end.is_some_and(|end| end + 1 == self.at);
        self.out.push_str(match self.place {
            Place::Paragraph if is_beside_display => "\n",
            Place::Paragraph if !next_line.trim().is_empty() => "\\\n",
            Place::Cell => "<br>",
            Place::Paragraph | Place::Heading => " ",
        });
        self.is_marked = false;
    }

    /// A reference to a note in place of the texts of `tokens`.
    fn note(&mut self, link: NodeId, tokens: &[Inline]) {
        for token in tokens {
            match token {
                Inline::Text(range) => self.at = range.end,
                Inline::Image(_) => _ = self.images.next(),
                _ => {}
            }
        }
        let label = self.notes.label(link).unwrap_or_default();
        self.mark(&format!("[^{label}]"));
        // Otherwise it would be read as a link.
        if self.text[self.at..].starts_with('(') {
            self.out.push('\\');
        }
    }

    fn close_link(&mut self, id: NodeId) {
        self.is_in_link = false;
        self.out.push_str("](");
        while self.links.as_slice().first().is_some_and(|(link, _)| *link != id) {
            self.links.next();
        }
        if let Some((_, url)) = self.links.as_slice().first() {
            push_destination(&mut self.out, url);
        }
        self.out.push(')');
    }

    fn image(&mut self) {
        let Some(image) = self.images.next() else { return };
        let starts_apart = |text: &str| text.chars().next().is_none_or(char::is_whitespace);
        let ends_apart = |text: &str| text.chars().next_back().is_none_or(char::is_whitespace);
        // Marks may be between the space and the image.
        let is_first = self.image_at != Some(self.at);
        let is_after_space =
            ends_apart(&self.out) || (is_first && ends_apart(&self.text[self.start..self.at]));
        let is_before_space = starts_apart(&self.text[self.at..self.end]);
        self.image_at = Some(self.at);
        // An image within a word does not split it; any other image is separated by spaces.
        if !is_after_space && is_before_space && !self.is_in_link {
            self.out.push(' ');
        }
        self.out.push_str(&image);
        // Digits alone may be the number of an item.
        self.is_marked |= self.before_image == Next::Bracket || image.contains(char::is_alphabetic);
        if is_after_space && !is_before_space {
            self.out.push(' ');
        }
    }

    /// The texts of `tokens` as code, with one code span per line.
    fn code(&mut self, tokens: &[Inline]) {
        let mut ends = tokens.iter().rev().filter_map(|token| match token {
            Inline::Text(range) => Some(range.end),
            _ => None,
        });
        let end = ends.next().unwrap_or(self.at);
        let code = &self.text[self.at..end];
        let is_divided = self.place == Place::Cell && code.contains('|') && code.contains('\\');
        if self.out.ends_with('`') || is_divided || self.defines_link(code) {
            return self.text(self.at..end, Next::Unknown);
        }
        for (number, line) in code.split('\n').enumerate() {
            if number > 0 {
                self.at += 1;
                self.line_break();
            }
            self.code_line(line);
            self.at += line.len();
        }
    }

    /// Whether the link around a code or formula would be read as the definition of one.
    fn defines_link(&self, inside: &str) -> bool {
        self.is_in_link && inside.contains("]:")
    }

    fn code_line(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let fence = "`".repeat(longest_run(line) + 1);
        let padding = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
        let line = if self.place == Place::Cell { line.replace('|', "\\|") } else { line.to_owned() };
        self.mark(&format!("{fence}{padding}{line}{padding}{fence}"));
    }
}

/// An image as the options specify; `next` comes after it.
pub(super) fn image(
    source: &Source<'_>,
    options: &Options,
    id: NodeId,
    place: Place,
    next: Next,
) -> Option<String> {
    let urls = source.urls.as_ref()?;
    let (alt, mut out) = (urls.alt(id), String::new());
    let (url, start, next) = match options.images {
        Images::Keep => (Some(urls.image(id)?), "![", Next::Other),
        Images::Alt => (None, "", next),
        Images::Drop => return None,
    };
    let dollars = if options.formulas == Formulas::Dollars { Dollars::All } else { Dollars::Before(0) };
    let around = Surroundings { place, is_in_link: true, next, after_mark: false, dollars };
    out.push_str(start);
    escape(&mut out, &alt, 0..alt.len(), around);
    if let Some(url) = url {
        out.push_str("](");
        push_destination(&mut out, &url);
        out.push(')');
    }
    (!out.is_empty()).then_some(out)
}

fn is_shift(name: &str) -> bool {
    matches!(name, "sup" | "sub")
}

/// Where a display formula starts in the text.
fn display_start(token: &Inline) -> Option<usize> {
    match token {
        Inline::Atom(range, atom) if atom.is_display => Some(range.start),
        _ => None,
    }
}

fn is_format(token: &Inline) -> bool {
    matches!(token, Inline::Open(Mark::Format(_)) | Inline::Close(Mark::Format(_)))
}

/// The length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
