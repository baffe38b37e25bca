//! Extracts a page into a line of JSON.

use bodytext::{Article, Extractor};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::panic;

/// A page to extract.
pub enum Page<'a> {
    /// Decoded HTML.
    Html(&'a str),
    /// HTML as it was fetched, and its `Content-Type` header.
    Bytes(&'a [u8], Option<&'a str>),
    /// Plain text without markup.
    PlainText(&'a str),
}

/// The form of the text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ValueEnum)]
pub enum Format {
    /// The body text
    Text,
    /// The body as Markdown; links are resolved against the address of the page
    Markdown,
}

impl Format {
    fn write(self, article: &Article) -> String {
        match self {
            Format::Text => article.text(),
            Format::Markdown => article.markdown(),
        }
    }

    /// Sets the URL of the page if the format has links. An invalid URL is ignored.
    fn set_url(self, article: &mut Article, url: Option<&str>) {
        if let (Format::Markdown, Some(url)) = (self, url) {
            let _ = article.set_url(url);
        }
    }
}

/// The result for a page.
#[derive(Debug, Default, Serialize)]
pub struct Answer {
    /// The id exactly as it was given; `null` if it could not be read.
    pub id: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub title: Option<String>,
    pub text: String,
    pub confidence: f32,
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The number of words of the page, and of those kept.
    #[serde(skip)]
    pub words: (u64, u64),
}

impl Answer {
    pub fn failed(id: Option<Box<RawValue>>, error: impl Into<String>) -> Answer {
        Answer { id, error: Some(error.into()), ..Answer::default() }
    }

    /// The answer as a line, with its line break.
    pub fn to_line(&self) -> Vec<u8> {
        let mut line = Vec::with_capacity(self.text.len() + 256);
        // Serialising strings and numbers to memory cannot fail.
        let _ = serde_json::to_writer(&mut line, self);
        line.push(b'\n');
        line
    }

    fn of(article: &Article, format: Format) -> Answer {
        Answer {
            title: article.title().map(str::to_owned),
            text: format.write(article),
            confidence: article.confidence(),
            language: article.metadata().language().map(str::to_owned),
            words: words(article),
            ..Answer::default()
        }
    }
}

fn words(article: &Article) -> (u64, u64) {
    article.blocks().fold((0, 0), |(all, kept), block| {
        let words = block.word_count() as u64;
        (all + words, kept + if block.is_content() { words } else { 0 })
    })
}

/// Extracts a page. There is always an answer: a panic is a bug, but it must not affect the other pages.
pub fn extract(format: Format, id: Option<Box<RawValue>>, url: Option<&str>, page: &Page<'_>) -> Answer {
    let extracted = panic::catch_unwind(|| {
        let extractor = Extractor::new();
        let extracted = match *page {
            Page::Html(html) => extractor.extract(html),
            Page::Bytes(bytes, content_type) => extractor.extract_bytes(bytes, content_type),
            Page::PlainText(text) => extractor.extract_plain_text(text),
        };
        let mut article = extracted.map_err(|error| error.to_string())?;
        format.set_url(&mut article, url);
        Ok::<_, String>(Answer::of(&article, format))
    });
    match extracted {
        Ok(Ok(answer)) => Answer { id, ..answer },
        Ok(Err(error)) => Answer::failed(id, error),
        Err(_) => Answer::failed(id, "the extraction panicked"),
    }
}
