//! The output formats.

use super::{blocks, front_matter};
use crate::arguments::ExtractArguments;
use crate::report::Failure;
use bodytext::Article;
use bodytext::markdown::{self, Images, Titles};
use clap::ValueEnum;

/// The output for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Title and body text
    Text,
    /// Title and body as Markdown
    Markdown,
    /// The body as an HTML fragment
    Html,
    /// Metadata, text and blocks as one JSON object
    Json,
    /// A line for each block: +, =, ~ or - (kept, title, comment, dropped), score, rule, kind, text
    Blocks,
}

impl Format {
    /// The file extension of this format.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Json => "json",
            Format::Blocks => "blocks",
        }
    }
}

/// A format with its options.
#[derive(Debug)]
pub struct Style {
    format: Format,
    has_metadata: bool,
    markdown: markdown::Options,
    url: Option<String>,
    is_colored: bool,
}

impl Style {
    pub fn new(arguments: &ExtractArguments, is_colored: bool) -> Style {
        let titles = if arguments.metadata { Titles::Omit } else { Titles::Heading };
        let images = if arguments.images { Images::Keep } else { Images::Drop };
        Style {
            format: arguments.format,
            has_metadata: arguments.metadata,
            markdown: markdown::Options::new().titles(titles).images(images),
            url: arguments.url.clone(),
            is_colored,
        }
    }

    pub fn write(&self, article: &Article) -> Result<String, Failure> {
        Ok(match self.format {
            Format::Text => text(article),
            Format::Markdown => self.markdown(article),
            Format::Html => article.html(),
            Format::Json => json(article)?,
            Format::Blocks => blocks::lines(article, self.is_colored),
        })
    }

    fn markdown(&self, article: &Article) -> String {
        let body = article.markdown_with(&self.markdown);
        if !self.has_metadata {
            return body;
        }
        let head = front_matter::write(article, self.url.as_deref());
        let gap = if body.is_empty() { "" } else { "\n" };
        head + gap + &body
    }
}

fn text(article: &Article) -> String {
    let (title, body) = (article.title().unwrap_or_default(), article.text());
    let parts: Vec<&str> = [title, &body].into_iter().filter(|part| !part.is_empty()).collect();
    let end = if parts.is_empty() { "" } else { "\n" };
    parts.join("\n\n") + end
}

fn json(article: &Article) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(article);
    json.map(|json| json + "\n").map_err(|error| Failure::new(format!("cannot write: {error}")))
}
