//! Declarations of an encoding: in a `Content-Type`, in `<meta>`, in an XML declaration.
//!
//! The algorithms are those of the [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding)
//! (13.2.3.2), except that labels without a decoder (`hz-gb-2312`, `iso-2022-kr`, ...) are ignored: browsers show no
//! text of such a page.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

/// The encoding that a caller names: the `charset` of a `Content-Type` header, or a bare label.
pub(super) fn content_type(value: &str) -> Option<&'static Encoding> {
    label(charset(value.as_bytes()).unwrap_or(value.as_bytes()))
}

/// The encoding that a page names before its bytes run out.
pub(super) fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    markup(bytes).or_else(|| xml_declaration(bytes))
}

fn label(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(bytes)
}

/// The encoding for a label in the page (13.2.3.2, "prescan", steps on UTF-16 and x-user-defined). A page whose
/// declaration could be read is not in UTF-16.
fn label_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let encoding = label(bytes)?;
    let is_utf_16 = encoding == UTF_16BE || encoding == UTF_16LE;
    Some(match encoding {
        _ if is_utf_16 => UTF_8,
        _ if encoding == X_USER_DEFINED => WINDOWS_1252,
        _ => encoding,
    })
}

/// The label after the first `charset=` ("extracting a character encoding from a `meta` element").
fn charset(value: &[u8]) -> Option<&[u8]> {
    const NAME: &[u8] = b"charset";
    let mut rest = value;
    loop {
        let at = rest.windows(NAME.len()).position(|word| word.eq_ignore_ascii_case(NAME))?;
        rest = &rest[at + NAME.len()..];
        if let Some(label) = rest.trim_ascii_start().strip_prefix(b"=") {
            return unquote(label.trim_ascii_start());
        }
    }
}

/// The text in quotes, or up to a space or semicolon; `None` if a quote is left open.
fn unquote(value: &[u8]) -> Option<&[u8]> {
    match value {
        [quote @ (b'"' | b'\''), rest @ ..] => Some(&rest[..memchr(*quote, rest)?]),
        _ => value.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next(),
    }
}

/// The encoding of the first `<meta>` that names one (13.2.3.2, "prescan"). Comments and other tags are skipped.
fn markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes;
    loop {
        rest = &rest[memchr(b'<', rest)?..];
        rest = match rest {
            // The dashes of `<!--` may be those of `-->`: `<!-->` is a comment.
            [b'<', b'!', b'-', b'-', ..] => &rest[2 + memmem::find(&rest[2..], b"-->")? + 3..],
            [b'<', b'!' | b'?', ..] => after_tag_end(rest)?,
            [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic() => {
                let mut tag = Attributes::of(rest)?;
                if let Some(encoding) = tag.encoding().filter(|_| is_meta(rest)) {
                    return Some(encoding);
                }
                tag.0
            }
            [b'<', b'/', ..] => after_tag_end(rest)?,
            _ => &rest[1..],
        };
    }
}

fn after_tag_end(tag: &[u8]) -> Option<&[u8]> {
    Some(&tag[memchr(b'>', tag)? + 1..])
}

fn is_name_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'>'
}

fn is_meta(tag: &[u8]) -> bool {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
    tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"<meta")) && tag.get(5).is_some_and(is_end)
}

/// The rest of a tag after its name.
struct Attributes<'a>(&'a [u8]);

struct Attribute<'a> {
    name: &'a [u8],
    value: &'a [u8],
}

impl<'a> Attributes<'a> {
    fn of(tag: &'a [u8]) -> Option<Attributes<'a>> {
        let end = if is_meta(tag) { 5 } else { tag.iter().position(|byte| is_name_end(*byte))? };
        Some(Attributes(&tag[end..]))
    }

    /// The next attribute (13.2.3.2, "get an attribute"). After the last one, `>` is left, or nothing if the bytes ran out.
    fn next(&mut self) -> Option<Attribute<'a>> {
        let attribute = self.read();
        if attribute.is_none() && !self.0.starts_with(b">") {
            self.0 = &[];
        }
        attribute
    }

    fn read(&mut self) -> Option<Attribute<'a>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/')?;
        if self.0[0] == b'>' {
            return None;
        }
        let rest = self.0;
        // A leading `=` is part of the name.
        let end = 1 + rest[1..].iter().position(|byte| is_name_end(*byte) || matches!(byte, b'=' | b'/'))?;
        self.0 = &rest[end..];
        self.skip(|byte| byte.is_ascii_whitespace())?;
        let value = if self.0[0] == b'=' { self.value()? } else { &[] };
        Some(Attribute { name: &rest[..end], value })
    }

    fn value(&mut self) -> Option<&'a [u8]> {
        self.0 = &self.0[1..];
        self.skip(|byte| byte.is_ascii_whitespace())?;
        let (rest, quote) = (self.0, self.0[0]);
        let is_quoted = quote == b'"' || quote == b'\'';
        let start = usize::from(is_quoted);
        let end = if is_quoted {
            start + memchr(quote, &rest[start..])?
        } else {
            rest.iter().position(|byte| is_name_end(*byte))?
        };
        self.0 = &rest[end + start..];
        Some(&rest[start..end])
    }

    /// Skips bytes; `None` if there is none after them.
    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) -> Option<()> {
        self.0 = &self.0[self.0.iter().position(|byte| !is_skipped(*byte))?..];
        Some(())
    }

    /// The encoding that a `<meta>` with these attributes names, if it is complete. The first attribute of a name counts.
    fn encoding(&mut self) -> Option<&'static Encoding> {
        let (mut pragma, mut content, mut label) = (None, None, None);
        while let Some(Attribute { name, value }) = self.next() {
            let known: [(&[u8], &mut Option<&[u8]>); 3] =
                [(b"http-equiv", &mut pragma), (b"content", &mut content), (b"charset", &mut label)];
            for (_, slot) in known.into_iter().filter(|(known, _)| name.eq_ignore_ascii_case(known)) {
                slot.get_or_insert(value);
            }
        }
        let is_content_type = pragma.is_some_and(|pragma| pragma.eq_ignore_ascii_case(b"content-type"));
        let content = content.filter(|_| is_content_type).and_then(charset);
        label.or(content).filter(|_| !self.0.is_empty()).and_then(label_in_page)
    }
}

/// The encoding that an XML declaration at the start names (13.2.3.2, "get an XML encoding").
fn xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"encoding";
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr(b'>', declaration)?];
    let after = &declaration[memmem::find(declaration, NAME)? + NAME.len()..];
    let value = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    label_in_page(value.first().filter(|quote| matches!(quote, b'"' | b'\'')).and_then(|_| unquote(value))?)
}
