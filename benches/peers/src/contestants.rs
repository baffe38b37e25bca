//! The contestants, and the call for each.

use std::collections::HashSet;
use std::sync::LazyLock;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use serde::{Deserialize, Serialize};
use url::Url;

#[path = "../../sinks/mod.rs"]
#[allow(dead_code)]
mod sinks;

/// What a contestant does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It returns the body text of a page.
    Extractor,
    /// It only parses, as a baseline.
    Parser,
}

/// The language of a contestant, which determines its worker process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    Rust,
    Python,
    JavaScript,
}

/// Takes HTML and the page's URL, if it is known; returns the text, or the reason why there is none.
pub type Extract = fn(&str, Option<&str>) -> Result<String, String>;

/// An extractor or parser that is measured.
#[derive(Debug, Clone, Copy)]
pub struct Contestant {
    pub name: &'static str,
    pub kind: Kind,
    pub language: Language,
    /// The version in `Cargo.toml`. Contestants in other languages report theirs when they start.
    pub version: &'static str,
    /// The call, for contestants in Rust.
    pub extract: Option<Extract>,
}

/// The contestant that the others are compared with.
pub const OURS: &str = "bodytext";

/// All contestants, in the order of unsorted tables.
pub const CONTESTANTS: &[Contestant] = &[
    rust(OURS, "this one", bodytext),
    rust("dom_smoothie", "0.19.0", dom_smoothie),
    rust("legible", "0.5.1", legible),
    rust("libreadability", "0.3.0", libreadability),
    rust("readabilityrs", "0.1.4", readabilityrs),
    rust("dom-content-extraction", "0.4.5", dom_content_extraction),
    rust("justext", "0.3.0", justext),
    rust("justext, any language", "0.3.0", justext_any_language),
    rust("trafilatura", "0.6.0", trafilatura),
    rust("trafilatura, fallback", "0.6.0", trafilatura_fallback),
    rust("rs-trafilatura", "0.2.2", rs_trafilatura),
    other("trafilatura (Python)", Kind::Extractor, Language::Python),
    other("resiliparse", Kind::Extractor, Language::Python),
    other("pagesift", Kind::Extractor, Language::Python),
    other("Readability.js, jsdom", Kind::Extractor, Language::JavaScript),
    other("Readability.js, linkedom", Kind::Extractor, Language::JavaScript),
    parser("html5ever into nothing", "0.40.1", html5ever_into_nothing),
    parser("html5ever into rcdom", "0.40.1", html5ever_into_rcdom),
    other("lexbor", Kind::Parser, Language::Python),
];

const fn rust(name: &'static str, version: &'static str, extract: Extract) -> Contestant {
    Contestant { name, kind: Kind::Extractor, language: Language::Rust, version, extract: Some(extract) }
}

const fn parser(name: &'static str, version: &'static str, extract: Extract) -> Contestant {
    Contestant { kind: Kind::Parser, ..rust(name, version, extract) }
}

const fn other(name: &'static str, kind: Kind, language: Language) -> Contestant {
    Contestant { name, kind, language, version: "", extract: None }
}

// ---- Calls as documented, with comments off if there is an option ----

fn bodytext(html: &str, _: Option<&str>) -> Result<String, String> {
    Ok(bodytext::Extractor::new().extract(html).map_err(message)?.text())
}

fn dom_smoothie(html: &str, url: Option<&str>) -> Result<String, String> {
    // Raw text, the default, joins words across blocks.
    let text_mode = dom_smoothie::TextMode::Formatted;
    let config = dom_smoothie::Config { text_mode, ..dom_smoothie::Config::default() };
    let mut readability = dom_smoothie::Readability::new(html, url, Some(config)).map_err(message)?;
    Ok(readability.parse().map_err(message)?.text_content.to_string())
}

fn legible(html: &str, url: Option<&str>) -> Result<String, String> {
    Ok(legible::parse(html, url, None).map_err(message)?.text_content)
}

fn libreadability(html: &str, url: Option<&str>) -> Result<String, String> {
    Ok(libreadability::extract(html, url).map_err(message)?.text_content)
}

fn readabilityrs(html: &str, url: Option<&str>) -> Result<String, String> {
    let readability = readabilityrs::Readability::new(html, url, None).map_err(message)?;
    readability.parse().and_then(|article| article.text_content).ok_or_else(|| "no article".into())
}

fn dom_content_extraction(html: &str, _: Option<&str>) -> Result<String, String> {
    let document = dom_content_extraction::scraper::Html::parse_document(html);
    dom_content_extraction::get_article(&document).map_err(message)
}

fn justext(html: &str, _: Option<&str>) -> Result<String, String> {
    static ENGLISH: LazyLock<HashSet<String>> =
        LazyLock::new(|| justext::get_stoplist("English").expect("a list that comes with the crate"));
    Ok(justext::extract_text(html, &ENGLISH, &justext::Config::default()))
}

fn justext_any_language(html: &str, _: Option<&str>) -> Result<String, String> {
    let config = justext::Config::default().with_stopwords_low(0.0).with_stopwords_high(0.0);
    Ok(justext::extract_text(html, &HashSet::new(), &config))
}

fn trafilatura(html: &str, url: Option<&str>) -> Result<String, String> {
    run_trafilatura(html, url, false)
}

fn trafilatura_fallback(html: &str, url: Option<&str>) -> Result<String, String> {
    run_trafilatura(html, url, true)
}

fn run_trafilatura(html: &str, url: Option<&str>, fallback: bool) -> Result<String, String> {
    let options = trafilatura::Options::default().with_exclude_comments(true).with_fallback(fallback);
    let options = match url.and_then(|url| Url::parse(url).ok()) {
        Some(url) => options.with_url(url),
        None => options,
    };
    Ok(trafilatura::extract(html, &options).map_err(message)?.content_text)
}

fn rs_trafilatura(html: &str, url: Option<&str>) -> Result<String, String> {
    let options =
        rs_trafilatura::Options { url: url.map(str::to_owned), ..rs_trafilatura::Options::default() };
    Ok(rs_trafilatura::extract_with_options(html, &options).map_err(message)?.content_text)
}

fn html5ever_into_nothing(html: &str, _: Option<&str>) -> Result<String, String> {
    drop(std::hint::black_box(sinks::parse(html, false)));
    Ok(String::new())
}

fn html5ever_into_rcdom(html: &str, _: Option<&str>) -> Result<String, String> {
    drop(std::hint::black_box(parse_document(RcDom::default(), ParseOpts::default()).one(html)));
    Ok(String::new())
}

fn message(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The contestant of that name.
pub fn find(name: &str) -> Result<&'static Contestant, String> {
    let known = CONTESTANTS.iter().find(|contestant| contestant.name == name);
    known.ok_or_else(|| {
        let names: Vec<&str> = CONTESTANTS.iter().map(|contestant| contestant.name).collect();
        format!("no contestant is called {name:?}; there are {}", names.join("; "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_that_are_built() {
        let manifest = include_str!("../Cargo.toml");
        let peers = CONTESTANTS.iter().filter(|contestant| {
            contestant.language == Language::Rust
                && contestant.kind == Kind::Extractor
                && contestant.name != OURS
        });
        for Contestant { name, version, .. } in peers {
            let package = name.split(',').next().expect("a name");
            assert!(manifest.contains(&format!("\n{package} = \"={version}\"\n")), "{name} {version}");
        }
    }

    #[test]
    fn all_find_the_text_of_a_plain_article() {
        let sentence = "It had not rained in the valley for nine weeks, and the farmers, who were used to a lot, \
            had begun to talk of selling their cattle, and then of the price that they would get. ";
        let page = format!(
            "<html lang=en><title>Rain</title><nav><a href=/>Home</a></nav><article><h1>Rain</h1>{}</article>",
            format!("<p>{}</p>", sentence.repeat(2)).repeat(8)
        );
        for contestant in CONTESTANTS.iter().filter(|contestant| contestant.kind == Kind::Extractor) {
            let Some(extract) = contestant.extract else { continue };
            let text = extract(&page, Some("https://example.org/rain")).expect(contestant.name);
            assert!(text.contains("It had not rained in the valley"), "{}: {text}", contestant.name);
        }
    }
}
