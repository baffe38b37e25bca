//! What an article looks like written out: every field has the name of the method that it comes from.

use crate::article::Article;
use crate::block::Block;
use crate::explanation::Explanation;
use crate::kind::BlockKind;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut article = serializer.serialize_struct("Article", 19)?;
        article.serialize_field("title", &self.title())?;
        article.serialize_field("byline", &self.byline())?;
        article.serialize_field("published", &self.published())?;
        article.serialize_field("published_iso", &self.published_iso())?;
        article.serialize_field("modified", &self.modified())?;
        article.serialize_field("modified_iso", &self.modified_iso())?;
        article.serialize_field("language", &self.language())?;
        article.serialize_field("site_name", &self.site_name())?;
        article.serialize_field("description", &self.description())?;
        article.serialize_field("canonical_url", &self.canonical_url())?;
        article.serialize_field("image", &self.image())?;
        article.serialize_field("keywords", &Keywords(self))?;
        article.serialize_field("encoding", &self.encoding())?;
        article.serialize_field("confidence", &self.confidence())?;
        article.serialize_field("threshold", &self.threshold())?;
        article.serialize_field("is_flattened", &self.is_flattened())?;
        article.serialize_field("text_source", &self.text_source())?;
        article.serialize_field("text", &self.text())?;
        article.serialize_field("blocks", &Blocks(self))?;
        article.end()
    }
}

struct Keywords<'a>(&'a Article);

impl Serialize for Keywords<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.keywords())
    }
}

/// All blocks of an article, none of them copied.
struct Blocks<'a>(&'a Article);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.blocks())
    }
}

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut block = serializer.serialize_struct("Block", 13)?;
        block.serialize_field("position", &self.position())?;
        block.serialize_field("kind", &self.kind())?;
        block.serialize_field("label", &self.label())?;
        block.serialize_field("rule", &self.rule())?;
        block.serialize_field("score", &self.score())?;
        block.serialize_field("score_in_context", &self.score_in_context())?;
        block.serialize_field("link_density", &self.link_density())?;
        block.serialize_field("word_count", &self.word_count())?;
        block.serialize_field("is_hidden", &self.is_hidden())?;
        block.serialize_field("line", &self.line())?;
        block.serialize_field("path", &self.path())?;
        block.serialize_field("source", &self.source().map(|source| [source.start, source.end]))?;
        block.serialize_field("text", self.text())?;
        block.end()
    }
}

impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut explanation = serializer.serialize_struct("Explanation", 3)?;
        explanation.serialize_field("base", &self.base())?;
        explanation.serialize_field("log_odds", &self.log_odds())?;
        explanation.serialize_field("contributions", self.contributions())?;
        explanation.end()
    }
}

/// A kind as an object that always says its name under `type`, so that no reader has to tell strings from objects.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename = "BlockKind", rename_all = "snake_case")]
enum TaggedKind {
    Heading { level: u8 },
    Paragraph,
    ListItem { depth: u8, ordered: bool },
    Quote,
    Code,
    TableRow,
    Caption,
    Other,
}

impl Serialize for BlockKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tagged = match *self {
            BlockKind::Heading(level) => TaggedKind::Heading { level },
            BlockKind::Paragraph => TaggedKind::Paragraph,
            BlockKind::ListItem { depth, ordered } => TaggedKind::ListItem { depth, ordered },
            BlockKind::Quote => TaggedKind::Quote,
            BlockKind::Code => TaggedKind::Code,
            BlockKind::TableRow => TaggedKind::TableRow,
            BlockKind::Caption => TaggedKind::Caption,
            BlockKind::Other => TaggedKind::Other,
        };
        tagged.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BlockKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<BlockKind, D::Error> {
        Ok(match TaggedKind::deserialize(deserializer)? {
            TaggedKind::Heading { level } => BlockKind::Heading(level),
            TaggedKind::Paragraph => BlockKind::Paragraph,
            TaggedKind::ListItem { depth, ordered } => BlockKind::ListItem { depth, ordered },
            TaggedKind::Quote => BlockKind::Quote,
            TaggedKind::Code => BlockKind::Code,
            TaggedKind::TableRow => BlockKind::TableRow,
            TaggedKind::Caption => BlockKind::Caption,
            TaggedKind::Other => BlockKind::Other,
        })
    }
}
