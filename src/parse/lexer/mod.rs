//! HTML text to the tokens that html5ever's tree builder takes: the HTML standard's tokenization, written for speed.
//!
//! html5ever's own tokenizer goes character by character through a state machine and builds every attribute; that is
//! most of the time of parsing. Here the page lies in memory as a whole, so each construct is read by a search for its
//! end: text up to the next `<` or `&`, a value up to its quote, a script up to its end tag. Attributes that no stage
//! reads are skipped without being built, so is the text of scripts and styles, and of more than a thousand names of
//! custom elements the rest are one. Errors are not reported; nothing else differs, which `tests/differential.rs` holds
//! against html5ever.
//!
//! Every construct is read once and forwards, so time is linear in the page.

mod attributes;
mod markup;
mod names;
mod raw_text;
mod references;
mod tags;

#[cfg(feature = "metadata")]
pub(crate) use references::decode_references;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use memchr::memchr3;
use names::Names;
use std::borrow::Cow;

/// Reads `page` to its end and hands its tokens to `sink`. `page` must have no carriage returns.
///
/// Of a tag's attributes no more than `max_attributes` are handed on.
pub(super) fn tokenize<S: TokenSink>(page: &StrTendril, sink: &S, max_attributes: usize) {
    let mut lexer = Lexer { page, text: page, at: 0, sink, names: Names::new(), max_attributes };
    while let Some(byte) = lexer.byte(lexer.at) {
        if byte == b'<' {
            lexer.markup();
        } else {
            lexer.text();
        }
    }
    lexer.emit(Token::EOFToken);
    sink.end();
}

/// Where the lexer is in the page.
struct Lexer<'p, 's, S> {
    /// The page, for parts of it that are handed on without a copy.
    page: &'p StrTendril,
    /// The same as plain text.
    text: &'p str,
    /// Everything before this byte has been read.
    at: usize,
    sink: &'s S,
    names: Names,
    max_attributes: usize,
}

impl<'p, S: TokenSink> Lexer<'p, '_, S> {
    /// The bytes from `from` on.
    fn rest(&self, from: usize) -> &'p [u8] {
        self.text.as_bytes().get(from..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The text between two positions, without a copy but where it is short.
    fn slice(&self, from: usize, to: usize) -> StrTendril {
        const SHORT: usize = 8;
        if to - from <= SHORT {
            return StrTendril::from_slice(&self.text[from..to]);
        }
        self.page.subtendril(from as u32, (to - from) as u32)
    }

    /// Hands a token on.
    fn send(&self, token: Token) -> TokenSinkResult<S::Handle> {
        // Lines are counted for error messages only.
        self.sink.process_token(token, 1)
    }

    /// Hands on a token that is no tag: what the tree builder answers to those does not matter.
    fn emit(&self, token: Token) {
        let _ = self.send(token);
    }

    /// Hands on an error before a line feed may follow: with one in between, html5ever's tree builder no longer drops
    /// the line feed right after `<pre>`. No other error matters.
    fn error(&self) {
        self.emit(Token::ParseError(Cow::Borrowed("")));
    }

    fn emit_text(&self, text: StrTendril) {
        if !text.is_empty() {
            self.emit(Token::CharacterTokens(text));
        }
    }

    /// Text up to the next `<`.
    fn text(&mut self) {
        let len = memchr3(b'<', b'&', 0, self.rest(self.at)).unwrap_or(self.text.len() - self.at);
        self.emit_text(self.slice(self.at, self.at + len));
        self.at += len;
        match self.byte(self.at) {
            Some(b'&') => self.reference(self.text.len()),
            Some(0) => {
                self.emit(Token::NullCharacterToken);
                self.at += 1;
            }
            _ => {}
        }
    }

    /// A `<` that starts nothing.
    fn less_than_sign(&mut self) {
        self.emit_text(StrTendril::from_char('<'));
        self.at += 1;
    }
}

/// Tab, line feed, form feed or space.
fn is_white_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b' ')
}

/// The text with each NUL replaced, as the standard wants it nearly everywhere.
fn without_nul(text: &str) -> StrTendril {
    if memchr::memchr(0, text.as_bytes()).is_some() {
        StrTendril::from_slice(&text.replace('\0', "\u{fffd}"))
    } else {
        StrTendril::from_slice(text)
    }
}
