//! The type that a page declares for itself.

use super::head::meta_name;
use crate::parse::{AttributeName, NodeId, Tag, Tree, is_json_ld};
use memchr::memmem;

/// The type that a page declares for itself, by its structured data, Open Graph type or generator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageType {
    /// None, or another type.
    #[default]
    Unknown,
    /// An article, a news item or a blog post.
    Article,
    /// Something for sale.
    Product,
    /// A discussion, or questions with answers.
    Thread,
}

/// No more of a script is read.
const MAX_BYTES: usize = 1 << 20;

/// Software that is used only for threads, by the names in its pages' generator tags.
const THREAD_SOFTWARE: [&str; 12] = [
    "discourse",
    "discuz",
    "flarum",
    "fluxbb",
    "invision",
    "mybb",
    "nodebb",
    "phpbb",
    "phpwind",
    "punbb",
    "vbulletin",
    "xenforo",
];

impl PageType {
    /// The type that the microdata of a page declares. Of several types, the most specific one counts, here and for the
    /// whole page.
    pub(super) fn of_items(tree: &Tree) -> PageType {
        let types = tree.values_of(AttributeName::Itemtype).map(PageType::of_schema_type);
        types.max().unwrap_or_default()
    }

    /// The type that an element declares: a `<meta>` or a script with JSON-LD.
    pub(super) fn of_element(tree: &Tree, id: NodeId, tag: Tag) -> PageType {
        match tag {
            Tag::Meta => PageType::of_meta(tree, id),
            Tag::Script if tree.attribute(id, AttributeName::Type).is_some_and(is_json_ld) => {
                PageType::of_json_ld(&tree.text_content(id))
            }
            _ => PageType::Unknown,
        }
    }

    fn of_meta(tree: &Tree, id: NodeId) -> PageType {
        let content =
            || tree.attribute(id, AttributeName::Content).unwrap_or_default().trim().to_ascii_lowercase();
        match meta_name(tree, id) {
            Some(name) if name.eq_ignore_ascii_case("og:type") => match content().as_str() {
                "article" | "news" | "blog_post" => PageType::Article,
                "product" | "product.item" | "og:product" => PageType::Product,
                _ => PageType::Unknown,
            },
            Some(name) if name.eq_ignore_ascii_case("generator") => {
                let content = content();
                let is_thread = THREAD_SOFTWARE.iter().any(|software| content.starts_with(software));
                if is_thread { PageType::Thread } else { PageType::Unknown }
            }
            _ => PageType::Unknown,
        }
    }

    /// Searches the text of a script for types. The script is not parsed, because most callers need only the body text.
    fn of_json_ld(script: &str) -> PageType {
        let script = &script.as_bytes()[..script.len().min(MAX_BYTES)];
        let keys = memmem::find_iter(script, "\"@type\"").map(|at| &script[at + "\"@type\"".len()..]);
        keys.filter_map(first_string).map(PageType::of_schema_type).max().unwrap_or_default()
    }

    /// The type for the name of a schema.org type, with or without the vocabulary before it.
    fn of_schema_type(name: &str) -> PageType {
        match name.trim().rsplit(['/', '#', ':']).next().unwrap_or_default() {
            "DiscussionForumPosting" | "QAPage" => PageType::Thread,
            "Product" | "ProductGroup" => PageType::Product,
            "Article"
            | "NewsArticle"
            | "BlogPosting"
            | "ReportageNewsArticle"
            | "OpinionNewsArticle"
            | "AnalysisNewsArticle"
            | "BackgroundNewsArticle"
            | "ReviewNewsArticle"
            | "ScholarlyArticle"
            | "TechArticle" => PageType::Article,
            _ => PageType::Unknown,
        }
    }
}

/// The first string after a key: the value, or the first of a list.
fn first_string(after_key: &[u8]) -> Option<&str> {
    let start = after_key.iter().position(|byte| !b": \t\r\n[".contains(byte))?;
    let value = after_key[start..].strip_prefix(b"\"")?;
    std::str::from_utf8(&value[..memchr::memchr(b'"', value)?]).ok()
}

#[cfg(test)]
mod tests {
    use super::PageType::{self, *};
    use crate::metadata::Head;

    fn of(page: &str) -> PageType {
        Head::read(&crate::parse::parse(page, &crate::Limits::new()).unwrap()).page_type()
    }

    fn json(types: &str) -> String {
        format!("<script type=application/ld+json>{types}</script>")
    }

    #[test]
    fn structured_data_names_the_type() {
        assert_eq!(of(&json(r#"{"@type": "NewsArticle"}"#)), Article);
        assert_eq!(
            of(&json(r#"{"@graph":[{"@type":"WebSite"},{"@type" : ["https://schema.org/QAPage","X"]}]}"#)),
            Thread
        );
        assert_eq!(of(&json(r#"{"@type": "NewsArticle""#)), Article);
        assert_eq!(of(&json(r#"{"@type":"#)), Unknown);
        assert_eq!(of(&json(r#"{"@type": "Product", "review": {"@type": "Article"}}"#)), Product);
        assert_eq!(of("<div itemscope itemtype='http://schema.org/DiscussionForumPosting'>"), Thread);
    }

    #[test]
    fn meta_elements_name_the_type() {
        assert_eq!(of("<meta property=og:type content=Article>"), Article);
        assert_eq!(of("<meta property=og:type content=website>"), Unknown);
        assert_eq!(
            of("<meta name=generator content='Discuz! X3.4'><meta property=og:type content=article>"),
            Thread
        );
        assert_eq!(of("<meta name=generator content='WordPress 6.4'>"), Unknown);
    }
}
