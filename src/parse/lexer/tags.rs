//! Tags.

use super::Lexer;
use super::names::{Bytes, Span};
use crate::parse::attribute::is_data;
use crate::parse::fast::builder::Opening;
use crate::parse::fast::tag_name::TagName;
use crate::parse::html5ever::guard::bare_tag;
use crate::parse::tree::Tree;
use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind, TokenSinkResult};

impl Lexer<'_, '_> {
    /// The start tag whose name starts at `start`; without its `>` it is dropped with all that follows.
    pub(super) fn start_tag(&mut self, start: usize) {
        let name = self.tag_name(start);
        let read = match self.builder.opening(self.names.tag(name)) {
            Some(opening) => self.open(name, start, opening),
            None => self.pass_start(name, start),
        };
        if read.is_none() {
            self.at = self.page.len();
        }
    }

    /// The end tag whose name starts at `start`; without its `>` it is dropped with all that follows.
    pub(super) fn end_tag(&mut self, start: usize) {
        let name = self.tag_name(start);
        let Some(self_closing) = self.attributes(|_, _, _| {}) else {
            self.at = self.page.len();
            return;
        };
        if !self.builder.end(self.names.tag(name)) {
            self.replay_open();
            let TagName { name, rule, .. } = self.names.tag(name);
            let tag = Tag { self_closing, ..bare_tag(TagKind::EndTag, name.clone()) };
            let _ = self.builder.pass_tag(tag, *rule);
        }
    }

    /// The end of the page.
    pub(super) fn end(mut self) -> Tree {
        self.replay_open();
        self.builder.end_of_page()
    }

    /// The number of the name that starts at `start`.
    fn tag_name(&mut self, start: usize) -> u16 {
        let span = Span::read(self.page.as_bytes(), start, Bytes::ENDS_TAG_NAME);
        self.at = span.end;
        self.names.number(self.page, span)
    }

    /// Reads a tag that goes straight into the tree.
    fn open(&mut self, name: u16, start: usize, opening: Opening) -> Option<()> {
        let read = self.attributes(|lexer, attribute, value| {
            if let Some(kept) = attribute.kept(lexer.page, opening.kind) {
                let value = lexer.value_between(value);
                lexer.builder.tree().push_new_attribute(opening.mark, kept, &value);
            }
        });
        let Some(self_closing) = read else {
            self.builder.tree().drop_since(opening.mark);
            return None;
        };
        let raw = self.builder.start(self.names.tag(name), start, opening, self_closing);
        if let Some((kind, is_read)) = raw {
            let name = self.names.tag(name).name.clone();
            self.raw_text(kind, &name, is_read);
        }
        Some(())
    }

    /// Reads a tag for html5ever.
    fn pass_start(&mut self, number: u16, start: usize) -> Option<()> {
        self.replay_open();
        let tag = self.tag_for_html5ever(start)?;
        let (name, is_read) = (tag.name.clone(), is_text_read(&tag));
        match self.builder.pass_tag(tag, self.names.tag(number).rule) {
            TokenSinkResult::RawData(kind) => self.raw_text(kind, &name, is_read),
            TokenSinkResult::Plaintext => self.verbatim(self.page.len()),
            // Scripts are not run, and the page has already been decoded.
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => {}
        }
        Some(())
    }

    /// Replays the elements that were opened without html5ever.
    fn replay_open(&mut self) {
        let at = self.at;
        for open in self.builder.pending() {
            if let Some(tag) = self.tag_for_html5ever(open.start) {
                self.builder.replay(tag, open.id);
            }
        }
        self.at = at;
    }

    /// The start tag whose name starts at `start`, with everything that html5ever reads of it.
    fn tag_for_html5ever(&mut self, start: usize) -> Option<Tag> {
        let name = self.tag_name(start);
        let name = self.names.tag(name).name.clone();
        let mut attrs = Vec::new();
        let self_closing = self.attributes(|lexer, attribute, value| {
            lexer.attribute_for_html5ever(&name, attribute, value, &mut attrs);
        })?;
        Some(Tag { self_closing, attrs, ..bare_tag(TagKind::StartTag, name) })
    }
}

/// Whether a stage reads the text of such an element. Scripts and styles are a large part of most pages.
fn is_text_read(tag: &Tag) -> bool {
    match tag.name {
        local_name!("style") => false,
        local_name!("script") => {
            let script_type = tag.attrs.iter().find(|a| a.name.local == local_name!("type"));
            script_type.is_some_and(|a| is_data(&a.value))
        }
        _ => true,
    }
}
