//! Splits HTML into tags and texts for the builder: the HTML standard's tokenization, written for speed.
//!
//! html5ever's own tokenizer goes character by character through a state machine and builds every attribute, which
//! takes most of the parsing time. Here the whole page is in memory, so each construct is read by a search for its end:
//! text up to the next `<` or `&`, a value up to its quote, a script up to its end tag. Attributes that no stage reads
//! are skipped, and so is the text of scripts and styles. After a thousand names of custom elements, all further ones
//! share one name. Errors are not reported. Otherwise the trees are those of html5ever (`tests/it/differential.rs`).
//!
//! Every construct is read once, forwards, so time is linear in the size of the page.

mod attributes;
mod markup;
mod names;
mod raw_text;
mod references;
mod tags;

#[cfg(feature = "metadata")]
pub(crate) use references::decode_references;

use super::fast::builder::Builder;
use super::tree::{Origin, Tree};
use html5ever::tokenizer::Token;
use memchr::memchr3;
use names::TagNames;
use std::borrow::Cow;

/// Builds the tree of a page without carriage returns.
///
/// html5ever receives the first `max_attributes` attributes of a tag, and after those only the ones that are read.
pub(super) fn build(page: &str, builder: Builder<'_>, max_attributes: usize) -> Tree {
    let mut lexer = Lexer { page, at: 0, builder, names: TagNames::new(), max_attributes };
    while let Some(byte) = lexer.byte(lexer.at) {
        if byte == b'<' {
            lexer.markup();
        } else {
            lexer.text();
        }
    }
    lexer.end()
}

/// Where the lexer is in the page.
struct Lexer<'p, 'l> {
    page: &'p str,
    /// Everything before this byte has been read.
    at: usize,
    builder: Builder<'l>,
    names: TagNames,
    max_attributes: usize,
}

impl<'p> Lexer<'p, '_> {
    /// The bytes from `from` on.
    fn rest(&self, from: usize) -> &'p [u8] {
        self.page.as_bytes().get(from..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.page.as_bytes().get(at).copied()
    }

    /// Passes on a parse error. A line feed may follow: html5ever's tree builder drops it right after `<pre>`, but not if
    /// an error comes between. No other error matters.
    fn error(&mut self) {
        self.builder.other_token(Token::ParseError(Cow::Borrowed("")));
    }

    /// Passes on the text between two positions.
    fn emit(&mut self, from: usize, to: usize) {
        self.builder.text(&self.page[from..to], Origin::Verbatim(from));
    }

    /// Text up to the next `<`, reference or NUL (13.2.5.1).
    fn text(&mut self) {
        let len = memchr3(b'<', b'&', 0, self.rest(self.at)).unwrap_or(self.page.len() - self.at);
        self.emit(self.at, self.at + len);
        self.at += len;
        match self.byte(self.at) {
            Some(b'&') => self.reference(self.page.len()),
            Some(0) => {
                self.builder.nul();
                self.at += 1;
            }
            _ => {}
        }
    }

    /// A `<` that starts nothing.
    fn less_than_sign(&mut self) {
        self.builder.text("<", Origin::Verbatim(self.at));
        self.at += 1;
    }
}

/// Tab, line feed, form feed or space.
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b' ')
}

/// The text with each NUL replaced, as the standard requires in names, values and raw text (13.2.5.2 to 13.2.5.8).
fn without_nul(text: &str) -> Cow<'_, str> {
    match memchr::memchr(0, text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace('\0', "\u{fffd}")),
        None => Cow::Borrowed(text),
    }
}
