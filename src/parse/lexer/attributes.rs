//! The attributes of a tag.

use super::names::{Bytes, Span};
use super::references::decoded;
use super::{Lexer, is_white_space, without_nul};
use crate::parse::attribute::AttributeName;
use crate::parse::tag::Tag as Kind;
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memchr2};
use std::borrow::Cow;
use std::ops::Range;

/// Whether html5ever or a later stage reads an attribute of a start tag.
fn is_read(tag: &LocalName, name: &str) -> bool {
    let element = match Kind::of(tag) {
        // html5ever makes it an `img`.
        Kind::Unknown if *tag == local_name!("image") => Kind::Img,
        Kind::Unknown => Kind::in_formula(tag),
        kind => kind,
    };
    // A `font` with one of these closes foreign content (13.2.6.5).
    let closes_foreign = *tag == local_name!("font") && matches!(name, "color" | "face" | "size");
    closes_foreign || AttributeName::kept(element, name).is_some()
}

impl Lexer<'_, '_> {
    /// Reads to the end of a tag (13.2.5.32 to 13.2.5.40) and passes the name of each attribute and the range of its value
    /// to `take`. Returns whether the tag is self-closing; `None` if it has no end.
    pub(super) fn attributes(&mut self, mut take: impl FnMut(&mut Self, Span, Range<usize>)) -> Option<bool> {
        loop {
            match self.byte(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(false);
                }
                b'/' if self.byte(self.at + 1) == Some(b'>') => {
                    self.at += 2;
                    return Some(true);
                }
                byte if is_white_space(byte) || byte == b'/' => self.at += 1,
                _ => {
                    let name = Span::read(self.page.as_bytes(), self.at, Bytes::ENDS_ATTRIBUTE_NAME);
                    self.at = name.end;
                    let value = self.value()?;
                    take(self, name, value);
                }
            }
        }
    }

    /// The range of the value after a name (13.2.5.34 to 13.2.5.39); empty if there is none.
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

    /// The value with its references and NULs replaced.
    pub(super) fn value_between(&self, Range { start, end }: Range<usize>) -> Cow<'_, str> {
        let value = &self.page[start..end];
        if memchr2(b'&', 0, value.as_bytes()).is_none() {
            return Cow::Borrowed(value);
        }
        Cow::Owned(without_nul(&decoded(value, true)).into_owned())
    }

    /// Adds an attribute to those of a tag for html5ever, if it is the first of its name. Once there are `max_attributes`,
    /// only those that are read are added.
    pub(super) fn attribute_for_html5ever(
        &self,
        tag: &LocalName,
        name: Span,
        value: Range<usize>,
        attributes: &mut Vec<Attribute>,
    ) {
        let name = name.lower(self.page);
        let is_wanted = attributes.len() < self.max_attributes || is_read(tag, &name);
        if is_wanted && attributes.iter().all(|known| *known.name.local != *name) {
            let value = StrTendril::from_slice(&self.value_between(value));
            attributes.push(Attribute { name: QualName::new(None, ns!(), LocalName::from(&*name)), value });
        }
    }
}
