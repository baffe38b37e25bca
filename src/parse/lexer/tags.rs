//! Tags.

use super::Lexer;
use super::attributes::Wanted;
use super::names::{Bytes, Span};
use crate::parse::attribute::is_json_ld;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, local_name};

impl<S: TokenSink> Lexer<'_, '_, S> {
    /// The tag whose name starts at `name_start`; without its `>` it is dropped with all that follows.
    pub(super) fn tag(&mut self, kind: TagKind, name_start: usize) {
        let span = Span::read(self.text.as_bytes(), name_start, Bytes::ENDS_TAG_NAME);
        let (name, wanted) = self.names.tag_name(self.text, span);
        let wanted = if kind == TagKind::StartTag { wanted } else { Wanted::Nothing };
        self.at = span.end;
        let Some((attrs, self_closing)) = self.attributes(wanted) else {
            self.at = self.text.len();
            return;
        };
        let is_read = is_text_read(&name, &attrs);
        let tag = Tag { kind, name: name.clone(), self_closing, attrs, had_duplicate_attributes: false };
        match self.send(Token::TagToken(tag)) {
            TokenSinkResult::RawData(kind) => self.raw_text(kind, &name, is_read),
            TokenSinkResult::Plaintext => self.verbatim(self.text.len()),
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
