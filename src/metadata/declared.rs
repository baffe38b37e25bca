//! What a page declares for machines: `<meta>`, `<link>`, `<html lang>`, `<title>` and JSON-LD.

#[cfg(feature = "metadata")]
use super::json_ld::Scripts;
use super::meta::{Labelled, read_link, read_meta};
use super::record::{Field, Records, Source};
#[cfg(feature = "metadata")]
use crate::parse::is_json_ld;
use crate::parse::{AttributeName, Tag, Tree};

/// The body text in a page's JSON-LD, unchanged. Takes time linear in the size of the tree.
#[cfg(feature = "metadata")]
pub(crate) fn article_body(tree: &Tree) -> Option<String> {
    let mut scripts = Scripts::default();
    for id in tree.descendants(tree.root()) {
        if tree.attribute(id, AttributeName::Type).is_some_and(is_json_ld) {
            scripts.read(&tree.text_content(id));
        }
    }
    scripts.article_body().map(str::to_owned)
}

/// Reads what a page declares, anywhere on the page. Takes time linear in the size of the tree.
pub(super) fn read(tree: &Tree) -> Records {
    let (mut records, mut labelled) = (Records::default(), Labelled::default());
    #[cfg(feature = "metadata")]
    let mut scripts = Scripts::default();
    for id in tree.descendants(tree.root()) {
        match tree.tag(id) {
            Some(Tag::Html) => {
                let language = tree.attribute(id, AttributeName::Lang).unwrap_or_default();
                records.add(Source::Standard, Field::Language, language);
            }
            Some(Tag::Title) => records.add(Source::Standard, Field::Title, &tree.text_content(id)),
            Some(Tag::Meta) => {
                read_meta(tree, id, &mut records);
                labelled.read(tree, id);
            }
            Some(Tag::Link) => read_link(tree, id, &mut records),
            #[cfg(feature = "metadata")]
            Some(Tag::Script) if tree.attribute(id, AttributeName::Type).is_some_and(is_json_ld) => {
                scripts.read(&tree.text_content(id));
            }
            _ => {}
        }
    }
    labelled.record(&mut records);
    #[cfg(feature = "metadata")]
    scripts.record(&mut records);
    records
}
