//! The attributes of a tag.

use super::names::{Bytes, Span};
use super::{Lexer, is_white_space, without_nul};
use crate::parse::attribute::AttributeName;
use crate::parse::fast::rule::is_formatting;
use crate::parse::tag::Tag as Kind;
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memchr2};
use std::borrow::Cow;
use std::ops::Range;

/// Which attributes of a start tag html5ever gets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Those that a later stage reads of such an element.
    of: Kind,
    /// The others too, since html5ever compares or reads them.
    others: bool,
    /// Those by which a `font` element closes foreign content (13.2.6.5).
    of_font: bool,
}

impl Wanted {
    /// What is wanted of a start tag.
    pub(super) fn of(name: &LocalName) -> Wanted {
        match *name {
            // html5ever makes it an `img`.
            local_name!("image") => Wanted { of: Kind::Img, others: false, of_font: false },
            // html5ever decides by these.
            local_name!("annotation-xml") | local_name!("input") | local_name!("template") => {
                Wanted { of: known_as(name), others: true, of_font: false }
            }
            // Compared, attributes and all, before they are opened again.
            _ => Wanted {
                of: known_as(name),
                others: is_formatting(name),
                of_font: *name == local_name!("font"),
            },
        }
    }

    /// Whether html5ever gets the attribute, if it `has_room` for those that no stage reads.
    fn wants(self, name: &str, has_room: bool) -> bool {
        (self.others && has_room)
            || AttributeName::kept(self.of, name).is_some()
            || (self.of_font && matches!(name, "color" | "face" | "size"))
    }
}

/// What an element of this name is in HTML or, where HTML has none of the name, in a formula.
fn known_as(name: &LocalName) -> Kind {
    match Kind::of(name) {
        Kind::Unknown => Kind::in_formula(name),
        kind => kind,
    }
}

impl Lexer<'_, '_> {
    /// Reads on to the end of a tag and passes the name of each attribute and the range of its value to `take`. Returns
    /// whether the tag closes itself; `None` if it has no end.
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

    /// The value, its references replaced.
    pub(super) fn value_between(&self, Range { start, end }: Range<usize>) -> Cow<'_, str> {
        if memchr2(b'&', 0, &self.page.as_bytes()[start..end]).is_none() {
            return Cow::Borrowed(&self.page[start..end]);
        }
        Cow::Owned(without_nul(&self.decoded_value(start, end)).into_owned())
    }

    /// Adds an attribute to those of a tag for html5ever, if it is wanted and the first of its name.
    pub(super) fn attribute_for_html5ever(
        &self,
        wanted: Wanted,
        name: Span,
        value: Range<usize>,
        attributes: &mut Vec<Attribute>,
    ) {
        let has_room = attributes.len() < self.max_attributes;
        let name = name.lower(self.page);
        if !wanted.wants(&name, has_room) || attributes.iter().any(|known| *known.name.local == *name) {
            return;
        }
        let value = StrTendril::from_slice(&self.value_between(value));
        attributes.push(Attribute { name: QualName::new(None, ns!(), LocalName::from(&*name)), value });
    }
}
