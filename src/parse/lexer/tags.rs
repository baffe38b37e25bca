//! Tags.

use super::attributes::Wanted;
use super::names::Span;
use super::{Lexer, is_white_space};
use crate::parse::tree::is_json_ld;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, local_name};

impl<S: TokenSink> Lexer<'_, S> {
    /// The tag whose name starts at `name_start`; without its `>` it is dropped with all that follows.
    pub(super) fn tag(&mut self, kind: TagKind, name_start: usize) {
        let ends = |byte| is_white_space(byte) || matches!(byte, b'/' | b'>');
        let span = Span::read(self.page.as_bytes(), name_start, ends);
        let (name, wanted) = self.names.tag_name(&self.page, span);
        let wanted = if kind == TagKind::StartTag { wanted } else { Wanted::Nothing };
        self.at = span.end;
        let Some((attrs, self_closing)) = self.attributes(wanted) else {
            self.at = self.page.len();
            return;
        };
        let is_read = is_text_read(&name, &attrs);
        let tag = Tag { kind, name: name.clone(), self_closing, attrs, had_duplicate_attributes: false };
        match self.send(Token::TagToken(tag)) {
            TokenSinkResult::RawData(kind) => self.raw_text(kind, &name, is_read),
            TokenSinkResult::Plaintext => self.verbatim(self.page.len()),
            // Nobody runs scripts here, and the page is decoded already.
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }
}

/// Whether a stage reads the text of such an element. Scripts and styles are much of most pages.
fn is_text_read(name: &LocalName, attributes: &[Attribute]) -> bool {
    match *name {
        local_name!("style") => false,
        local_name!("script") => {
            let script_type = attributes.iter().find(|a| a.name.local == local_name!("type"));
            script_type.is_some_and(|a| is_json_ld(&a.value))
        }
        _ => true,
    }
}
