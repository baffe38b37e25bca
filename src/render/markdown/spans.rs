//! The text of a block as Markdown, with its marks.

use super::escape::{Place, Surroundings, escape, is_reference};
use super::options::{Images, Links, MarkdownOptions};
use crate::parse::NodeId;
use crate::render::inline::{Inline, Mark, inlines};
use crate::render::outline::Source;
use crate::segment::{Format, Style};
use std::fmt::Write;
use std::ops::Range;

/// The text of a block, or a range of it. Lines are separated by line feeds.
pub(super) fn spans(
    source: &Source<'_>,
    options: &MarkdownOptions,
    block: usize,
    range: Range<usize>,
    place: Place,
) -> String {
    let (text, markup) = (source.text(block), source.markup(block));
    let restyle = |text: &str, styled: &mut [(Range<usize>, Style)]| restyle(text, styled, place);
    let mut tokens = inlines(text, range.clone(), markup.pieces_within(&range), restyle);
    if options.images == Images::Drop {
        tokens.retain(|token| !matches!(token, Inline::Image(_)));
    }
    let is_kept = Flanks { text, range: &range, tokens: &tokens }.kept();
    let mut writer =
        Writer { source, options, text, place, out: String::new(), link: None, is_in_link: false };
    let (mut at, mut position) = (0, range.start);
    while let Some(token) = tokens.get(at) {
        match token {
            Inline::Text(piece) => {
                // Delimiters in between may be left out.
                let is_format = |token: &&Inline| {
                    matches!(token, Inline::Open(Mark::Format(_)) | Inline::Close(Mark::Format(_)))
                };
                let next = tokens[at + 1..].iter().find(|token| !is_format(token));
                let is_bracket = matches!(next, Some(Inline::Open(Mark::Link(_)) | Inline::Image(_)));
                writer.text(piece.clone(), is_bracket);
                position = piece.end;
            }
            &Inline::Image(id) => writer.image(id, text[position..range.end].chars().next()),
            &Inline::Open(Mark::Link(id)) => writer.open_link(id),
            Inline::Close(Mark::Link(_)) => writer.close_link(),
            &Inline::Open(Mark::Code(id)) => {
                let close = Inline::Close(Mark::Code(id));
                let inside = tokens[at + 1..].iter().position(|token| *token == close).unwrap_or(0);
                position = writer.code(&tokens[at + 1..][..inside], position);
                at += inside + 1;
            }
            Inline::Close(Mark::Code(_)) => {}
            Inline::Open(Mark::Format(format)) | Inline::Close(Mark::Format(format)) => {
                if is_kept[at] {
                    writer.out.push_str(delimiter(*format));
                }
            }
        }
        at += 1;
    }
    writer.out
}

/// What Markdown has no marks for is text. Code is marked alike from end to end: no mark can stand inside of it.
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
        let shared = code.iter().skip(1).fold(code[0].1, |shared, (_, style)| shared.shared(*style));
        for (_, style) in code {
            *style = shared;
        }
    }
}

fn delimiter(format: Format) -> &'static str {
    match format {
        Format::Strong => "**",
        Format::Emphasis => "*",
        Format::Deleted => "~~",
        Format::Subscript | Format::Superscript => "",
    }
}

/// Which delimiters are read as such: `CommonMark` asks for certain characters beside them (section 6.2). Where it is not
/// sure, the mark is left out: rather a word less stressed than a star that nobody wrote.
struct Flanks<'a> {
    text: &'a str,
    range: &'a Range<usize>,
    tokens: &'a [Inline],
}

impl Flanks<'_> {
    /// For each token whether it is a delimiter to be written.
    fn kept(&self) -> Vec<bool> {
        let mut kept = vec![false; self.tokens.len()];
        let (mut open, mut position) = (Vec::new(), self.range.start);
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Inline::Text(range) => position = range.end,
                Inline::Open(Mark::Format(_)) if self.is_delimiter(at) => {
                    open.push((
                        at,
                        self.opens(at, position) && (open.is_empty() || self.only_opens(position)),
                    ));
                }
                Inline::Close(Mark::Format(_)) if self.is_delimiter(at) => {
                    if let Some((start, true)) = open.pop() {
                        (kept[start], kept[at]) = (self.closes(at, position), self.closes(at, position));
                    }
                }
                _ => {}
            }
        }
        kept
    }

    fn is_delimiter(&self, at: usize) -> bool {
        self.delimiter(at).is_some()
    }

    /// The character that the delimiter is made of.
    fn delimiter(&self, at: usize) -> Option<char> {
        match self.tokens[at] {
            Inline::Open(Mark::Format(format)) | Inline::Close(Mark::Format(format)) => {
                delimiter(format).chars().next()
            }
            _ => None,
        }
    }

    fn opens(&self, at: usize, position: usize) -> bool {
        let after_another = at > 0 && self.is_delimiter(at - 1) && self.closes_before(at);
        let next = (at..self.tokens.len()).find(|&next| self.delimiter(next) != self.delimiter(at));
        let is_direct = next.is_some_and(|next| matches!(self.tokens[next], Inline::Text(_)));
        let inside = self.text[position..self.range.end].chars().next();
        !after_another && flanks(inside, is_direct, self.text[self.range.start..position].chars().next_back())
    }

    /// Whether a delimiter there can never be read as the end of what is open.
    fn only_opens(&self, position: usize) -> bool {
        self.text[self.range.start..position].chars().next_back().is_none_or(char::is_whitespace)
    }

    /// Whether the delimiters right before end something.
    fn closes_before(&self, at: usize) -> bool {
        let before = (0..at).rev().take_while(|&before| self.is_delimiter(before));
        before.into_iter().any(|before| matches!(self.tokens[before], Inline::Close(_)))
    }

    fn closes(&self, at: usize, position: usize) -> bool {
        let before = (0..at).rev().find(|&before| self.delimiter(before) != self.delimiter(at));
        let is_direct = before.is_some_and(|before| matches!(self.tokens[before], Inline::Text(_)));
        let inside = self.text[self.range.start..position].chars().next_back();
        flanks(inside, is_direct, self.text[position..self.range.end].chars().next())
    }
}

/// Whether a delimiter counts between the characters inside and outside of it. `is_direct` if nothing stands between
/// it and the one inside.
fn flanks(inside: Option<char>, is_direct: bool, outside: Option<char>) -> bool {
    let is_open = outside.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    inside.is_some_and(|c| !c.is_whitespace() && (is_open || (is_direct && c.is_alphanumeric())))
}

struct Writer<'a> {
    source: &'a Source<'a>,
    options: &'a MarkdownOptions,
    text: &'a str,
    place: Place,
    out: String,
    /// Where the open link goes.
    link: Option<String>,
    is_in_link: bool,
}

impl Writer<'_> {
    fn text(&mut self, range: Range<usize>, before_bracket: bool) {
        let mut at = range.start;
        for line in self.text[range.clone()].split_inclusive('\n') {
            let (end, is_line) = (at + line.len(), line.ends_with('\n'));
            let around = Surroundings {
                place: self.place,
                is_in_link: self.is_in_link,
                before_bracket: before_bracket && end == range.end && self.options.links == Links::Keep,
            };
            escape(&mut self.out, self.text, at..end - usize::from(is_line), around);
            at = end;
            if is_line {
                self.line_break(at);
            }
        }
    }

    fn line_break(&mut self, next: usize) {
        let next_line = self.text[next..].split('\n').next().unwrap_or_default();
        self.out.push_str(match self.place {
            Place::Paragraph if !next_line.trim().is_empty() => "\\\n",
            Place::Cell => "<br>",
            Place::Paragraph | Place::Heading => " ",
        });
    }

    fn open_link(&mut self, id: NodeId) {
        let urls = self.source.urls.as_ref().filter(|_| self.options.links == Links::Keep);
        self.link = urls.and_then(|urls| urls.link(id));
        self.is_in_link = self.link.is_some();
        if self.is_in_link {
            self.out.push('[');
        }
    }

    fn close_link(&mut self) {
        self.is_in_link = false;
        if let Some(url) = self.link.take() {
            self.out.push_str("](");
            push_destination(&mut self.out, &url);
            self.out.push(')');
        }
    }

    /// An image before the character `next`.
    fn image(&mut self, id: NodeId, next: Option<char>) {
        let Some(image) = image(self.source, self.options, id, self.place) else { return };
        let is_after_space = self.out.chars().next_back().is_none_or(char::is_whitespace);
        let is_before_space = next.is_none_or(char::is_whitespace);
        // Words that an image stands between stay one word; else it stands apart.
        if !is_after_space && is_before_space && !self.is_in_link {
            self.out.push(' ');
        }
        self.out.push_str(&image);
        if is_after_space && !is_before_space {
            self.out.push(' ');
        }
    }

    /// Code from `start` on with the texts of `tokens`, a span for each line. Answers where it ends.
    fn code(&mut self, tokens: &[Inline], start: usize) -> usize {
        let mut ends = tokens.iter().rev().filter_map(|token| match token {
            Inline::Text(range) => Some(range.end),
            _ => None,
        });
        let end = ends.next().unwrap_or(start);
        let code = &self.text[start..end];
        let is_divided = self.place == Place::Cell && code.contains('|') && code.contains('\\');
        if self.out.ends_with('`') || is_divided {
            self.text(start..end, false);
            return end;
        }
        let mut at = start;
        for (number, line) in code.split('\n').enumerate() {
            if number > 0 {
                self.line_break(at);
            }
            self.code_line(line);
            at += line.len() + 1;
        }
        end
    }

    fn code_line(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let fence = "`".repeat(longest_run(line) + 1);
        let padding = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
        let line = if self.place == Place::Cell { line.replace('|', "\\|") } else { line.to_owned() };
        let _ = write!(self.out, "{fence}{padding}{line}{padding}{fence}");
    }
}

/// An image as the options want it.
pub(super) fn image(
    source: &Source<'_>,
    options: &MarkdownOptions,
    id: NodeId,
    place: Place,
) -> Option<String> {
    let urls = source.urls.as_ref()?;
    let (alt, mut out) = (urls.alt(id), String::new());
    let around = Surroundings { place, is_in_link: true, before_bracket: false };
    let (url, start) = match options.images {
        Images::Keep => (Some(urls.image(id)?), "!["),
        Images::Alt => (None, ""),
        Images::Drop => return None,
    };
    out.push_str(start);
    escape(&mut out, &alt, 0..alt.len(), around);
    if let Some(url) = url {
        out.push_str("](");
        push_destination(&mut out, &url);
        out.push(')');
    }
    (!out.is_empty()).then_some(out)
}

/// How many backticks stand in a row at most.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The address of a link or image. What could end it early is percent-encoded.
fn push_destination(out: &mut String, url: &str) {
    for (at, c) in url.char_indices() {
        match c {
            '&' if is_reference(&url[at..]) => out.push_str("&amp;"),
            '(' | ')' | '<' | '>' | '"' | '\\' | '`' | '|' => _ = write!(out, "%{:02X}", c as u32),
            _ if c.is_whitespace() || c.is_control() => {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| _ = write!(out, "%{byte:02X}"));
            }
            _ => out.push(c),
        }
    }
}
