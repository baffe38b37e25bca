//! Which delimiters of emphasis are recognised: `CommonMark` requires certain characters next to them (section 6.2). In
//! doubt, the mark is left out, because missing emphasis is better than a stray asterisk.

use crate::render::inline::{Inline, Mark};
use crate::segment::Format;

/// Where the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a paragraph, whose lines could start a block of another kind.
    Paragraph,
    Heading,
    /// In the cell of a table.
    Cell,
}

/// The character next to a delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Space,
    Punctuation,
    Word,
    /// Code, an image, or a character that parsers do not classify alike.
    Unsure,
}

impl Beside {
    fn of(c: Option<char>, place: Place) -> Beside {
        match c {
            None => Beside::Space,
            // Written as an element.
            Some('\n') if place == Place::Cell => Beside::Punctuation,
            Some(c) if is_space(c) => Beside::Space,
            Some(c) if c.is_ascii_punctuation() => Beside::Punctuation,
            Some(c) if c.is_alphanumeric() => Beside::Word,
            Some(_) => Beside::Unsure,
        }
    }
}

/// White space of `CommonMark`, which has less of it than Unicode.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The characters of a format; empty if Markdown has no marks for it.
pub(super) fn delimiter(format: Format) -> &'static str {
    match format {
        Format::Strong => "**",
        Format::Emphasis => "*",
        Format::Deleted => "~~",
        Format::Subscript | Format::Superscript => "",
    }
}

/// For each token, whether it is a delimiter to be written. Every token other than a delimiter must write something.
pub(super) fn kept_delimiters(text: &str, place: Place, tokens: &[Inline]) -> Vec<bool> {
    let flanks = Flanks { text, place, tokens };
    let mut kept = vec![false; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Inline::Open(Mark::Format(_)) => {
                open.push((at, flanks.opens(at) && (open.is_empty() || flanks.only_opens(at))));
            }
            Inline::Close(Mark::Format(_)) => {
                if let Some((start, true)) = open.pop() {
                    kept[at] = flanks.closes(at);
                    kept[start] = kept[at];
                }
            }
            _ => {}
        }
    }
    kept
}

struct Flanks<'a> {
    text: &'a str,
    place: Place,
    tokens: &'a [Inline],
}

impl Flanks<'_> {
    fn opens(&self, at: usize) -> bool {
        !self.follows_an_end(at) && counts(self.inside(at, self.after(at)), self.before(at).0)
    }

    fn closes(&self, at: usize) -> bool {
        counts(self.inside(at, self.before(at)), self.after(at).0)
    }

    /// Whether a delimiter can never close an open one.
    fn only_opens(&self, at: usize) -> bool {
        let (beside, next) = self.before(at);
        beside == Beside::Space && self.is_run(at, next)
    }

    /// Whether the delimiters right before close something.
    fn follows_an_end(&self, at: usize) -> bool {
        let before = self.tokens[..at].iter().rev();
        before.take_while(|token| format(token).is_some()).any(|token| matches!(token, Inline::Close(_)))
    }

    /// What is before a run of delimiters, and the first token of the run.
    fn before(&self, at: usize) -> (Beside, usize) {
        let start = self.tokens[..at].iter().rposition(|token| format(token).is_none());
        let beside = start.map_or(Beside::Space, |start| self.beside(start, |text| text.chars().next_back()));
        (beside, start.map_or(0, |start| start + 1))
    }

    /// What is after a run of delimiters, and the last token of the run.
    fn after(&self, at: usize) -> (Beside, usize) {
        let end = (at..self.tokens.len()).find(|&end| format(&self.tokens[end]).is_none());
        let beside = end.map_or(Beside::Space, |end| self.beside(end, |text| text.chars().next()));
        (beside, end.unwrap_or(self.tokens.len()) - 1)
    }

    fn beside(&self, at: usize, character: impl Fn(&str) -> Option<char>) -> Beside {
        match &self.tokens[at] {
            Inline::Text(range) => Beside::of(character(&self.text[range.clone()]), self.place),
            Inline::Open(Mark::Link(_)) | Inline::Close(Mark::Link(_)) => Beside::Punctuation,
            _ => Beside::Unsure,
        }
    }

    /// What is inside a delimiter. If that is another delimiter that may be left out, it is uncertain.
    fn inside(&self, at: usize, (beside, end): (Beside, usize)) -> Beside {
        if self.is_run(at, end) { beside } else { Beside::Unsure }
    }

    /// Whether all delimiters between two are of the same character, so that they are read as one run.
    fn is_run(&self, at: usize, end: usize) -> bool {
        let first = |at: usize| format(&self.tokens[at]).and_then(|format| delimiter(format).chars().next());
        (at.min(end)..=at.max(end)).all(|other| first(other) == first(at))
    }
}

fn format(token: &Inline) -> Option<Format> {
    match token {
        &(Inline::Open(Mark::Format(format)) | Inline::Close(Mark::Format(format))) => Some(format),
        _ => None,
    }
}

/// Whether a delimiter is recognised with these neighbours.
fn counts(inside: Beside, outside: Beside) -> bool {
    match inside {
        Beside::Word => true,
        Beside::Space => false,
        Beside::Punctuation | Beside::Unsure => matches!(outside, Beside::Space | Beside::Punctuation),
    }
}
