//! Tags.

use super::attributes::Wanted;
use super::{Lexer, is_white_space};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

impl<S: TokenSink> Lexer<'_, S> {
    /// The tag whose name starts at `name_start`; without its `>` it is dropped with all that follows.
    pub(super) fn tag(&mut self, kind: TagKind, name_start: usize) {
        let name_end = name_start + name_len(self.rest(name_start));
        let name = self.names.name(&self.page[name_start..name_end]);
        let wanted = if kind == TagKind::StartTag { Wanted::of(&name) } else { Wanted::Nothing };
        self.at = name_end;
        let Some((attrs, self_closing)) = self.attributes(wanted) else {
            self.at = self.page.len();
            return;
        };
        let tag = Tag { kind, name: name.clone(), self_closing, attrs, had_duplicate_attributes: false };
        match self.send(Token::TagToken(tag)) {
            TokenSinkResult::RawData(kind) => self.raw_text(kind, &name),
            TokenSinkResult::Plaintext => self.verbatim(self.page.len()),
            // Nobody runs scripts here, and the page is decoded already.
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }
}

/// The length of the tag name that `bytes` start with.
pub(super) fn name_len(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| is_white_space(*byte) || matches!(byte, b'/' | b'>');
    bytes.iter().position(ends).unwrap_or(bytes.len())
}
