//! JSON-LD, as far as it describes the page.
//!
//! Nothing is fetched and no context is resolved: the terms of schema.org are recognised by their names.

use super::json_repair::{json_of, repaired};
use super::record::{Field, Records, Source};
use crate::parse::decode_references;
use serde_json::{Deserializer, Map, Value};
use std::collections::HashMap;

/// Scripts are read up to this total length.
const MAX_BYTES: usize = 1 << 20;
/// Further nodes are not examined.
const MAX_NODES: usize = 1 << 14;
/// How many values are searched for those of one property.
const MAX_STEPS: usize = 256;

type Object = Map<String, Value>;

/// The scripts of a page.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    values: Vec<Value>,
    bytes: usize,
}

impl Scripts {
    /// Reads a script. A broken script is read as far as it can be repaired.
    pub(super) fn read(&mut self, script: &str) {
        self.bytes = self.bytes.saturating_add(script.len());
        if self.bytes > MAX_BYTES {
            return;
        }
        let json = json_of(script);
        match values_of(json).collect::<serde_json::Result<Vec<_>>>() {
            Ok(values) => self.values.extend(values),
            Err(_) => self.values.extend(values_of(&repaired(json)).map_while(Result::ok)),
        }
    }

    /// Records what the scripts say about the page.
    pub(super) fn record(&self, records: &mut Records) {
        let graph = Graph::new(&self.values);
        if let Some(work) = graph.first(Class::Work) {
            graph.record(Source::JsonLdWork, work, records);
        }
        if let Some(site) = graph.first(Class::Site) {
            graph.add(Source::JsonLdPage, Field::SiteName, site.get("name"), records);
        }
        if let Some(page) = graph.first(Class::Page) {
            graph.record(Source::JsonLdPage, page, records);
        }
    }

    /// The text of the work on the page. If several works have a text, none of them is known to be the one on the page.
    pub(super) fn article_body(&self) -> Option<&str> {
        let graph = Graph::new(&self.values);
        let works = graph.nodes.iter().filter(|node| Class::of(node) == Some(Class::Work));
        let mut bodies = works.filter_map(|node| body_of(node));
        let body = bodies.next()?;
        bodies.all(|other| other == body).then_some(body)
    }
}

/// The text of a work: the `articleBody` of an article, or the `text` of a posting. The `text` of a question or a
/// recipe is only a part of the work.
fn body_of(node: &Object) -> Option<&str> {
    let is_posting = || strings(node.get("@type")?).find(|name| name.ends_with("Posting"));
    let text = |property: &str| node.get(property)?.as_str().filter(|text| !text.trim().is_empty());
    text("articleBody").or_else(|| is_posting().and_then(|_| text("text")))
}

/// The values in a script, usually one.
fn values_of(json: &str) -> impl Iterator<Item = serde_json::Result<Value>> {
    Deserializer::from_str(json).into_iter()
}

/// What a node describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// The work on the page: an article, a post, a question.
    Work,
    /// The page, or the thing it is about.
    Page,
    /// The site.
    Site,
}

impl Class {
    fn of(node: &Object) -> Option<Class> {
        strings(node.get("@type")?).find_map(Class::of_type)
    }

    /// The class of a type, by its name with or without the vocabulary before it.
    fn of_type(name: &str) -> Option<Class> {
        let name = name.rsplit(['/', '#', ':']).next()?;
        match name {
            "WebSite" => Some(Class::Site),
            "Question" | "Recipe" | "HowTo" | "Review" | "Report" | "Book" | "Chapter" | "Thesis"
            | "Course" | "LearningResource" | "CreativeWork" => Some(Class::Work),
            "JobPosting"
            | "Product"
            | "ProductGroup"
            | "Event"
            | "VideoObject"
            | "SoftwareApplication"
            | "Dataset"
            | "PodcastEpisode"
            | "Movie"
            | "Blog" => Some(Class::Page),
            _ if name.ends_with("Article") || name.ends_with("Posting") => Some(Class::Work),
            _ if name.ends_with("Page") => Some(Class::Page),
            _ => None,
        }
    }
}

/// The nodes that may describe the page, in document order.
#[derive(Debug)]
struct Graph<'v> {
    nodes: Vec<&'v Object>,
    by_id: HashMap<&'v str, &'v Object>,
}

impl<'v> Graph<'v> {
    fn new(values: &'v [Value]) -> Graph<'v> {
        let mut graph = Graph { nodes: Vec::new(), by_id: HashMap::new() };
        let mut open: Vec<&Value> = values.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(node) if graph.nodes.len() < MAX_NODES => {
                    graph.push(node);
                    open.extend(inner(node));
                }
                _ => {}
            }
        }
        graph
    }

    fn push(&mut self, node: &'v Object) {
        if let Some(id) = node.get("@id").and_then(Value::as_str).filter(|_| node.len() > 1) {
            self.by_id.entry(id).or_insert(node);
        }
        self.nodes.push(node);
    }

    fn first(&self, class: Class) -> Option<&'v Object> {
        self.nodes.iter().copied().find(|node| Class::of(node) == Some(class))
    }

    /// Records what a node says.
    fn record(&self, source: Source, node: &'v Object, records: &mut Records) {
        use Field::*;
        #[rustfmt::skip]
        let properties = [
            (Title, "headline"), (Title, "name"), (Author, "author"), (Author, "creator"), (Published, "datePublished"),
            (Published, "dateCreated"), (Published, "uploadDate"), (Modified, "dateModified"), (SiteName, "publisher"),
            (Language, "inLanguage"), (Description, "description"), (Url, "mainEntityOfPage"), (Url, "url"), (Image, "image"),
            (Keywords, "keywords"),
        ];
        let properties = properties.into_iter().filter(|(field, _)| *field != Published || is_dated(node));
        for (field, property) in properties {
            if records.all(source, field).is_empty() {
                self.add(source, field, node.get(property), records);
            }
        }
        for property in ["author", "creator"] {
            self.add_organisations(source, node.get(property), records);
        }
    }

    /// Records which of the authors are not persons.
    fn add_organisations(&self, source: Source, value: Option<&'v Value>, records: &mut Records) {
        let list = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for node in value.into_iter().chain(list).filter_map(Value::as_object).take(MAX_STEPS) {
            let known = node.get("@id").and_then(|id| self.by_id.get(id.as_str()?));
            let types = node.get("@type").or_else(|| known?.get("@type"));
            let is_one = |name: &str| name.ends_with("Organization") || name.ends_with("Corporation");
            if types.is_some_and(|types| strings(types).any(is_one)) {
                let name = self.named(node, Field::Organisation);
                self.add(source, Field::Organisation, name, records);
            }
        }
    }

    /// Records the values of a property.
    fn add(&self, source: Source, field: Field, value: Option<&'v Value>, records: &mut Records) {
        let mut open: Vec<&Value> = value.into_iter().collect();
        for _ in 0..MAX_STEPS {
            match open.pop() {
                Some(Value::String(text)) => records.add(source, field, &decode_references(text)),
                Some(Value::Array(values)) => open.extend(values.iter().take(MAX_STEPS).rev()),
                Some(Value::Object(node)) => open.extend(self.named(node, field)),
                Some(_) => {}
                None => return,
            }
        }
    }

    /// The text of an object where a text is expected: its name or URL, here or in the node with its id.
    fn named(&self, node: &'v Object, field: Field) -> Option<&'v Value> {
        let properties: &[&str] = match field {
            Field::Image => &["url", "contentUrl"],
            Field::Url => &["@id", "url"],
            Field::Language => &["alternateName", "name"],
            _ => &["name", "@value"],
        };
        let in_node = |node: &'v Object| properties.iter().find_map(|&property| node.get(property));
        in_node(node).or_else(|| in_node(self.by_id.get(node.get("@id")?.as_str()?)?))
    }
}

/// Whether the dates of a node are those of a publication. The dates of a page without an author say when its record
/// was made: sites also state them for shops, forms and front pages.
fn is_dated(node: &Object) -> bool {
    let is_page = node.get("@type").is_some_and(|types| strings(types).any(|name| name.ends_with("Page")));
    !is_page || ["author", "creator"].iter().any(|property| node.contains_key(*property))
}

/// The values inside a node that may also describe the page. The questions of a page with many answers do not.
fn inner(node: &Object) -> impl Iterator<Item = &Value> {
    let is_list = node.get("@type").is_some_and(|types| strings(types).any(|name| name.ends_with("FAQPage")));
    let main = ["mainEntityOfPage", "mainEntity"].into_iter().filter(move |_| !is_list);
    main.chain(["@graph"]).filter_map(|property| node.get(property))
}

/// A string, or the strings of a list.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value.as_str().into_iter().chain(list.iter().filter_map(Value::as_str))
}
