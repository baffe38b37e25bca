//! The attributes of a tag.

use super::names::{Bytes, Span};
use super::{Lexer, is_white_space, without_nul};
use crate::parse::attribute::AttributeName;
use crate::parse::names::is_formatting;
use crate::parse::tag::Tag as Kind;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenSink;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memchr2};
use std::ops::Range;

/// Which attributes of a tag are built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// None: the tree builder reads no attributes of end tags.
    Nothing,
    /// Those that a later stage reads of such an element.
    Read(Kind),
    /// All, since the tree builder compares or reads them.
    All,
}

impl Wanted {
    /// What is wanted of a start tag.
    pub(super) fn of(name: &LocalName) -> Wanted {
        match *name {
            // Compared, attributes and all, before they are opened again.
            _ if is_formatting(name) => Wanted::All,
            // The tree builder decides by these.
            local_name!("annotation-xml") | local_name!("input") | local_name!("template") => Wanted::All,
            // The tree builder makes it an `img`.
            local_name!("image") => Wanted::Read(Kind::Img),
            _ => Wanted::Read(Kind::of(name)),
        }
    }

    /// Whether the attribute named by `span` is built, if `has_room` for those that no stage reads.
    fn wants(self, page: &str, span: Span, has_room: bool) -> bool {
        match self {
            Wanted::Nothing => false,
            Wanted::All if has_room => true,
            Wanted::All => span.with_lower(page, |name| AttributeName::kept(Kind::Unknown, name).is_some()),
            // In a drawing the tree builder makes `xlink:role` a `role` in a namespace of its own.
            Wanted::Read(tag) => {
                span.with_lower(page, |name| AttributeName::kept(tag, name).is_some() || name == "xlink:role")
            }
        }
    }
}

impl<S: TokenSink> Lexer<'_, '_, S> {
    /// Reads on to the end of a tag. Answers the attributes, and whether the tag closes itself; `None` if it has no
    /// end.
    pub(super) fn attributes(&mut self, wanted: Wanted) -> Option<(Vec<Attribute>, bool)> {
        let mut attributes: Vec<Attribute> = Vec::new();
        loop {
            match self.byte(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some((attributes, false));
                }
                b'/' if self.byte(self.at + 1) == Some(b'>') => {
                    self.at += 2;
                    return Some((attributes, true));
                }
                byte if is_white_space(byte) || byte == b'/' => self.at += 1,
                _ => self.attribute(wanted, &mut attributes)?,
            }
        }
    }

    /// Reads one attribute.
    fn attribute(&mut self, wanted: Wanted, attributes: &mut Vec<Attribute>) -> Option<()> {
        let span = Span::read(self.text.as_bytes(), self.at, Bytes::ENDS_ATTRIBUTE_NAME);
        self.at = span.end;
        let is_wanted = wanted.wants(self.text, span, attributes.len() < self.max_attributes);
        let name = is_wanted.then(|| self.names.name(self.text, span));
        let name = name.filter(|name| attributes.iter().all(|known| known.name.local != *name));
        let Range { start, end } = self.value()?;
        if let Some(name) = name {
            let value = self.attribute_value(start, end);
            attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        Some(())
    }

    /// Finds the value after a name: where it stands, empty if there is none.
    fn value(&mut self) -> Option<Range<usize>> {
        let mut at = self.at;
        while is_white_space(self.byte(at)?) {
            at += 1;
        }
        if self.byte(at)? != b'=' {
            self.at = at;
            return Some(at..at);
        }
        at += 1;
        while is_white_space(self.byte(at)?) {
            at += 1;
        }
        let quote = self.byte(at)?;
        let (start, len, after) = match quote {
            b'"' | b'\'' => (at + 1, memchr(quote, self.rest(at + 1))?, 1),
            b'>' => (at, 0, 0),
            _ => (at, self.rest(at).iter().position(|&byte| is_white_space(byte) || byte == b'>')?, 0),
        };
        self.at = start + len + after;
        Some(start..start + len)
    }

    fn attribute_value(&self, start: usize, end: usize) -> StrTendril {
        if memchr2(b'&', 0, &self.text.as_bytes()[start..end]).is_none() {
            return self.slice(start, end);
        }
        without_nul(&self.decoded_value(start, end))
    }
}
