//! Extracts from a tree that the program has already parsed, here after changing the tree.
//!
//! ```text
//! cargo run --release --example rcdom -- CLASS < page.html
//! ```
//!
//! Removes all elements with the class, and prints the Markdown of the rest.

use bodytext::Extractor;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let class = std::env::args().nth(1).ok_or("usage: rcdom CLASS < page.html")?;
    let mut options = ParseOpts::default();
    // The library itself parses without scripting too, so that the content of noscript elements is part of the page.
    options.tree_builder.scripting_enabled = false;
    let dom = parse_document(RcDom::default(), options).from_utf8().read_from(&mut io::stdin())?;
    // A loop, because recursion could overflow the stack on a deep tree.
    let mut pending = vec![dom.document.clone()];
    while let Some(node) = pending.pop() {
        node.children.borrow_mut().retain(|child| !has_class(child, &class));
        pending.extend(node.children.borrow().iter().cloned());
    }
    let article = Extractor::new().extract_rcdom(&dom.document)?;
    io::stdout().write_all(article.markdown().as_bytes())?;
    Ok(())
}

fn has_class(node: &Handle, class: &str) -> bool {
    let NodeData::Element { attrs, .. } = &node.data else { return false };
    let attributes = attrs.borrow();
    let names = attributes.iter().find(|attribute| &*attribute.name.local == "class");
    names.is_some_and(|names| names.value.split_ascii_whitespace().any(|name| name == class))
}
