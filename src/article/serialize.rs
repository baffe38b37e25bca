//! `Serialize` for articles, metadata, blocks and explanations. A field has the name of the method that it comes from.

use super::Article;
use super::Block;
use super::Explanation;
use crate::kind::BlockKind;
use crate::metadata::{Date, Metadata};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The number of fields of [`Metadata`]. An [`Article`] starts with the same fields.
const METADATA_FIELDS: usize = 12;

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut article = serializer.serialize_struct("Article", METADATA_FIELDS + 7)?;
        serialize_metadata::<S>(&mut article, self.metadata())?;
        article.serialize_field("encoding", &self.encoding())?;
        article.serialize_field("confidence", &self.confidence())?;
        article.serialize_field("threshold", &self.threshold())?;
        article.serialize_field("is_flattened", &self.is_flattened())?;
        article.serialize_field("text_source", &self.text_source())?;
        article.serialize_field("text", &self.text())?;
        article.serialize_field("blocks", &self.blocks().collect::<Vec<_>>())?;
        article.end()
    }
}

impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut metadata = serializer.serialize_struct("Metadata", METADATA_FIELDS)?;
        serialize_metadata::<S>(&mut metadata, self)?;
        metadata.end()
    }
}

/// A date has two fields, so that a table of articles needs no nested columns.
fn serialize_metadata<S: Serializer>(fields: &mut S::SerializeStruct, of: &Metadata) -> Result<(), S::Error> {
    fields.serialize_field("title", &of.title())?;
    fields.serialize_field("byline", &of.byline())?;
    fields.serialize_field("published", &of.published().map(Date::text))?;
    fields.serialize_field("published_iso", &of.published().and_then(Date::iso))?;
    fields.serialize_field("modified", &of.modified().map(Date::text))?;
    fields.serialize_field("modified_iso", &of.modified().and_then(Date::iso))?;
    fields.serialize_field("language", &of.language())?;
    fields.serialize_field("site_name", &of.site_name())?;
    fields.serialize_field("description", &of.description())?;
    fields.serialize_field("canonical_url", &of.canonical_url())?;
    fields.serialize_field("image", &of.image())?;
    fields.serialize_field("keywords", &of.keywords().collect::<Vec<_>>())
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

/// A kind as an object that always has its name in `type`, so that readers need not handle both strings and objects.
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
