//! What a `<` starts: tags, comments, doctypes, sections of character data.

use super::{Lexer, is_white_space, without_nul};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token};
use memchr::{memchr, memchr_iter, memmem};

impl Lexer<'_, '_> {
    /// The `<` at the current position and what it starts (13.2.5.6).
    pub(super) fn markup(&mut self) {
        match self.byte(self.at + 1) {
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(self.at + 1),
            Some(b'/') => self.solidus(),
            Some(b'!') => self.declaration(),
            Some(b'?') => self.bogus_comment(self.at + 1),
            _ => self.less_than_sign(),
        }
    }

    /// A `</` and what it starts (13.2.5.7).
    fn solidus(&mut self) {
        match self.byte(self.at + 2) {
            Some(byte) if byte.is_ascii_alphabetic() => self.end_tag(self.at + 2),
            Some(b'>') => {
                self.error();
                self.at += 3;
            }
            Some(_) => self.bogus_comment(self.at + 2),
            None => {
                self.emit(self.at, self.at + 2);
                self.at += 2;
            }
        }
    }

    /// A `<!` and what it starts (13.2.5.42).
    fn declaration(&mut self) {
        const CDATA: &[u8] = b"[CDATA[";
        let start = self.at + 2;
        let rest = self.rest(start);
        if rest.starts_with(b"--") {
            self.comment(start + 2);
        } else if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            self.doctype(start + 7);
        } else if rest.starts_with(CDATA) && self.builder.is_in_foreign() {
            self.character_data(start + CDATA.len());
        } else {
            self.bogus_comment(start);
        }
    }

    /// A comment whose text starts at `start` (13.2.5.43 to 13.2.5.52). html5ever receives a comment without its text.
    fn comment(&mut self, start: usize) {
        let text = self.rest(start);
        let len = if text.starts_with(b">") {
            Some(1)
        } else if text.starts_with(b"->") {
            Some(2)
        } else {
            let ends = |at: &usize| text[..*at].ends_with(b"--") || text[..*at].ends_with(b"--!");
            memchr_iter(b'>', text).find(ends).map(|at| at + 1)
        };
        self.end_comment(start + len.unwrap_or(text.len()));
    }

    /// Anything other than a tag, comment or doctype ends at the next `>` (13.2.5.41).
    fn bogus_comment(&mut self, start: usize) {
        let text = self.rest(start);
        let len = memchr(b'>', text).map_or(text.len(), |at| at + 1);
        self.end_comment(start + len);
    }

    fn end_comment(&mut self, end: usize) {
        self.builder.other_token(Token::CommentToken(StrTendril::new()));
        self.at = end;
    }

    /// A CDATA section, which is recognised only in foreign content (13.2.5.69).
    fn character_data(&mut self, start: usize) {
        let text = self.rest(start);
        let found = memmem::find(text, b"]]>");
        let end = start + found.unwrap_or(text.len());
        let mut at = start;
        for nul in memchr_iter(0, &self.page.as_bytes()[start..end]) {
            self.emit(at, start + nul);
            self.builder.nul();
            at = start + nul + 1;
        }
        self.emit(at, end);
        self.at = end + if found.is_some() { 3 } else { 0 };
    }

    /// A doctype after its keyword (13.2.5.53). The tree builder derives the quirks mode from it.
    fn doctype(&mut self, start: usize) {
        let text = self.rest(start);
        // A `>` ends a doctype even in a quoted identifier (13.2.5.59, 13.2.5.60).
        let found = memchr(b'>', text);
        let end = start + found.unwrap_or(text.len());
        let doctype = read_doctype(&self.page[start..end], found.is_some());
        self.builder.other_token(Token::DoctypeToken(doctype));
        self.at = end + usize::from(found.is_some());
    }
}

/// Reads the text between the keyword and the `>`, which may be missing (13.2.5.54 to 13.2.5.56).
fn read_doctype(text: &str, is_closed: bool) -> Doctype {
    let text = skip_white_space(text);
    let name_len = text.bytes().position(is_white_space).unwrap_or(text.len());
    if text.is_empty() {
        return Doctype { force_quirks: true, ..Doctype::default() };
    }
    let (name, rest) = text.split_at(name_len);
    let mut doctype = Doctype {
        name: Some(tendril(&name.to_ascii_lowercase())),
        force_quirks: !is_closed,
        ..Doctype::default()
    };
    doctype.force_quirks |= read_identifiers(skip_white_space(rest), is_closed, &mut doctype).is_none();
    doctype
}

/// Reads the identifiers after the name (13.2.5.56 to 13.2.5.67); `None` if they force quirks.
fn read_identifiers(text: &str, is_closed: bool, doctype: &mut Doctype) -> Option<()> {
    let keyword = text.get(..6).unwrap_or(text);
    let is_public = keyword.eq_ignore_ascii_case("public");
    if !is_public && !keyword.eq_ignore_ascii_case("system") {
        return text.is_empty().then_some(());
    }
    let rest = skip_white_space(&text[6..]);
    let first = if is_public { &mut doctype.public_id } else { &mut doctype.system_id };
    let rest = skip_white_space(read_quoted(rest, is_closed, first)?);
    if is_public && !rest.is_empty() {
        // Text after the second identifier is ignored (13.2.5.67, 13.2.5.68).
        read_quoted(rest, is_closed, &mut doctype.system_id)?;
    }
    Some(())
}

/// Reads a quoted identifier into `id`; `None` if it has no quotes or is not closed.
fn read_quoted<'t>(text: &'t str, is_closed: bool, id: &mut Option<StrTendril>) -> Option<&'t str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = &text[1..];
    let len = text.find(quote);
    *id = Some(tendril(&text[..len.unwrap_or(text.len())]));
    let rest = &text[len? + 1..];
    (is_closed || !rest.is_empty()).then_some(rest)
}

fn tendril(text: &str) -> StrTendril {
    StrTendril::from_slice(&without_nul(text))
}

fn skip_white_space(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii() && is_white_space(c as u8))
}
