//! Elements whose content is text up to their end tag: scripts, styles, titles.

use super::{Lexer, is_white_space, without_nul};
use crate::parse::tree::Origin;
use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use memchr::memchr;
use memchr::memmem;
use std::borrow::Cow;

impl Lexer<'_, '_> {
    /// The content of the element `name` that just started, skipped unless it `is_read`. Its end tag is not read yet.
    pub(super) fn raw_text(&mut self, kind: RawKind, name: &LocalName, is_read: bool) {
        let text = &self.page[self.at..];
        let end = match kind {
            RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => script_end(text.as_bytes()),
            RawKind::Rcdata | RawKind::Rawtext => end_tag(text.as_bytes(), name.as_bytes()),
        };
        let end = self.at + end.unwrap_or(text.len());
        if !is_read {
            self.at = end;
            return;
        }
        if kind == RawKind::Rcdata {
            self.references(end);
        }
        self.verbatim(end);
    }

    /// Text up to its last reference before `end`.
    fn references(&mut self, end: usize) {
        while let Some(len) = memchr(b'&', &self.page.as_bytes()[self.at..end]) {
            self.verbatim(self.at + len);
            self.reference(end);
        }
    }

    /// Text up to `end`, in which only NULs are replaced.
    pub(super) fn verbatim(&mut self, end: usize) {
        let text = without_nul(&self.page[self.at..end]);
        let origin = match text {
            Cow::Borrowed(_) => Origin::Verbatim(self.at),
            Cow::Owned(_) => Origin::Unknown,
        };
        self.builder.text(&text, origin);
        self.at = end;
    }
}

/// Where the "appropriate end tag" of `name` starts (13.2.5.11, 13.2.5.14).
fn end_tag(text: &[u8], name: &[u8]) -> Option<usize> {
    memmem::find_iter(text, b"</").find(|&at| is_tag(&text[at + 2..], name))
}

/// Whether the bytes are the name of a tag, in any case, and its end.
fn is_tag(bytes: &[u8], name: &[u8]) -> bool {
    let Some((start, rest)) = bytes.split_at_checked(name.len()) else { return false };
    start.eq_ignore_ascii_case(name)
        && rest.first().is_some_and(|&byte| is_white_space(byte) || matches!(byte, b'/' | b'>'))
}

/// The state within a script: `<!--` hides the end tags of scripts inside (13.2.5.18 to 13.2.5.31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    /// After `<!--`: "script data escaped".
    Comment,
    /// After another `<script` inside: "script data double escaped". The next end tag belongs to it.
    Script,
}

/// Where the end tag of a script starts.
fn script_end(text: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"script";
    let mut escape = Escape::None;
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let step =
            if escape == Escape::None { memchr(b'<', rest) } else { memchr::memchr2(b'<', b'>', rest) };
        at += step?;
        let rest = &text[at..];
        match (escape, rest.get(..2)) {
            (Escape::None, Some(b"<!")) if rest.starts_with(b"<!--") => {
                escape = Escape::Comment;
                // `<!-->` and `<!--->` are complete.
                at += 2;
            }
            (Escape::Comment | Escape::Script, _) if rest[0] == b'>' && text[..at].ends_with(b"--") => {
                escape = Escape::None;
            }
            (Escape::None | Escape::Comment, Some(b"</")) if is_tag(&rest[2..], NAME) => return Some(at),
            (Escape::Script, Some(b"</")) if is_tag(&rest[2..], NAME) => escape = Escape::Comment,
            (Escape::Comment, _) if rest[0] == b'<' && is_tag(&rest[1..], NAME) => escape = Escape::Script,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{end_tag, script_end};

    #[test]
    fn end_tags_are_found() {
        assert_eq!(end_tag(b"a</b></TITLE >", b"title"), Some(5));
        assert_eq!(end_tag(b"a</titles></title", b"title"), None);
    }

    #[test]
    fn escapes_hide_end_tags_of_scripts() {
        let cases: [(&[u8], Option<usize>); 8] = [
            (b"a</script>", Some(1)),
            (b"<!-- </script>", Some(5)),
            (b"<!-- <script></script> --></script>", Some(26)),
            (b"<!-- <script></script></script>", Some(22)),
            (b"<!--> <script></script>", Some(14)),
            (b"<!-- --> <script></script>", Some(17)),
            (b"<!-- <scripts></script>", Some(14)),
            (b"<!-- <script> </script>", None),
        ];
        for (script, end) in cases {
            assert_eq!(script_end(script), end, "{}", String::from_utf8_lossy(script));
        }
    }
}
