//! The ground truth of a page.

use serde::{Deserialize, Deserializer};

/// The ground truth of a page: one line of `truth.jsonl`.
///
/// Only the id is required. A missing field is the same as `null`. Unknown fields are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Truth {
    /// The id of the page, and the name of its files: `html/<id>.html.gz` and `lines/<id>.txt.gz`.
    pub id: String,
    /// The URL of the page.
    #[serde(default)]
    pub url: Option<String>,
    /// The type of the page, such as `article` or `forum`.
    #[serde(default)]
    pub page_type: Option<String>,
    /// The full text that should be extracted. `Some("")` means that the page has none.
    #[serde(default)]
    pub main_content: Option<String>,
    /// Snippets that the extracted text must have.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub with: Vec<String>,
    /// Snippets that the extracted text must not have.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub without: Vec<String>,
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
    /// The author or authors, as the page names them.
    #[serde(default)]
    pub author: Option<String>,
    /// The day of publication, as the corpus writes it (mostly `YYYY-MM-DD`).
    #[serde(default)]
    pub publish_date: Option<String>,
}

impl Truth {
    /// The page type, or `page` if it is unknown.
    #[must_use]
    pub fn page_type_or_default(&self) -> &str {
        self.page_type.as_deref().filter(|name| !name.is_empty()).unwrap_or("page")
    }
}

fn null_as_empty<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(value)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Truth {
        serde_json::from_str(json).expect("the truth of a page")
    }

    #[test]
    fn only_the_id_is_required() {
        assert_eq!(parse(r#"{"id": "7"}"#), Truth { id: "7".into(), ..Truth::default() });
        assert!(serde_json::from_str::<Truth>(r#"{"url": "https://example.org/"}"#).is_err());
    }

    #[test]
    fn null_is_the_same_as_missing() {
        let nulls = r#"{"id": "7", "url": null, "page_type": null, "main_content": null, "with": null,
            "without": null, "title": null, "author": null, "publish_date": null, "licence": null}"#;
        assert_eq!(parse(nulls), parse(r#"{"id": "7"}"#));
    }

    #[test]
    fn empty_main_content_is_not_unknown_main_content() {
        assert_eq!(parse(r#"{"id": "7", "main_content": ""}"#).main_content.as_deref(), Some(""));
    }

    #[test]
    fn a_page_without_a_type_is_a_page() {
        assert_eq!(parse(r#"{"id": "7"}"#).page_type_or_default(), "page");
        assert_eq!(parse(r#"{"id": "7", "page_type": ""}"#).page_type_or_default(), "page");
        assert_eq!(parse(r#"{"id": "7", "page_type": "forum"}"#).page_type_or_default(), "forum");
    }
}
