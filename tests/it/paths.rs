//! Resolves the path of each block in an independently parsed tree of the same page.

use crate::case_pages::cases;
use bodytext::{Block, Extractor, Limits, Rule};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::HashSet;

fn parse(page: &str) -> RcDom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() }).one(page)
}

fn is_element(node: &Handle) -> bool {
    matches!(node.data, NodeData::Element { .. })
}

/// The child elements of `node` that a step of a path selects.
fn step(node: &Handle, step: &str) -> Vec<Handle> {
    let (step, place) = match step.split_once(":nth-child(") {
        Some((step, place)) => (step, place.strip_suffix(')').and_then(|place| place.parse::<usize>().ok())),
        None => (step, None),
    };
    let (tag, id) = step.split_once('#').map_or((step, None), |(tag, id)| (tag, Some(id)));
    let is_id =
        |attribute: &html5ever::Attribute| &*attribute.name.local == "id" && Some(&*attribute.value) == id;
    let matches = |(at, node): &(usize, Handle)| match &node.data {
        NodeData::Element { name, attrs, .. } => {
            (tag == "*" || &*name.local == tag)
                && (id.is_none() || attrs.borrow().iter().any(is_id))
                && place.is_none_or(|place| place == at + 1)
        }
        _ => false,
    };
    let children: Vec<_> = node.children.borrow().iter().filter(|node| is_element(node)).cloned().collect();
    children.into_iter().enumerate().filter(matches).map(|(_, node)| node).collect()
}

/// All elements that a path selects, as in a browser.
fn select(document: &Handle, path: &str) -> Vec<Handle> {
    path.split(" > ")
        .fold(vec![document.clone()], |found, part| found.iter().flat_map(|node| step(node, part)).collect())
}

/// Whether a character is visible and comes from the page. Brackets and quotation marks may have been added.
fn is_of_page(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '[' | ']' | '(' | ')' | '“' | '”' | '‘' | '’')
}

/// The visible characters of a node.
fn letters(node: &Handle) -> String {
    let (mut letters, mut pending) = (String::new(), vec![node.clone()]);
    while let Some(node) = pending.pop() {
        if let NodeData::Text { contents } = &node.data {
            letters.extend(contents.borrow().chars().filter(|&c| is_of_page(c)));
        }
        pending.extend(node.children.borrow().iter().rev().cloned());
    }
    letters
}

/// Asserts that the path of each block selects exactly one element: the innermost one with the block's text.
fn assert_paths(name: &str, page: &str) -> usize {
    let (dom, article) = (parse(page), bodytext::extract(page).expect("within the limits"));
    let page_letters = letters(&dom.document);
    // Blocks from structured data have no element.
    let is_stated = |block: &Block<'_>| block.is_content() && block.rule() == Rule::StructuredData;
    for block in article.blocks().filter(|block| !is_stated(block)) {
        let path = block.path().expect("a path");
        let found = select(&dom.document, &path);
        assert_eq!(found.len(), 1, "{name}: {path}");
        let text: String = block.text().chars().filter(|&c| is_of_page(c)).collect();
        assert!(letters(&found[0]).contains(&text), "{name}: {path} has no {text:?}");
        if page_letters.matches(&text).count() == 1 {
            let children = found[0].children.borrow();
            let is_inside = |child: &Handle| is_element(child) && letters(child).contains(&text);
            assert!(!children.iter().any(is_inside), "{name}: {path} is too wide");
        }
    }
    article.blocks().len()
}

#[test]
fn paths_select_the_element_of_a_block() {
    // Formulas are written as TeX, references to notes get brackets, and quotations get quotation marks.
    let others = ["formulas_", "docs_tables_notes", "inline_odd"];
    let is_verbatim = |name: &str| !others.iter().any(|other| name.contains(other));
    let mut blocks = 0;
    for (name, page) in cases("html").iter().filter(|(name, _)| is_verbatim(name)) {
        blocks += assert_paths(name, page);
    }
    assert!(blocks > 500, "only {blocks} blocks");
}

#[test]
fn paths_select_the_element_of_a_block_on_odd_pages() {
    let shapes = [
        ("same ids", "<div id=a>One</div><div id=a>Two<p id=a>Three</div><a id=a>Four</a>"),
        ("odd ids", "<p id=''>One<p id='a b'>Two<p id='a>b'>Three<p id=-1>Four<p id='\"'>Five<p id=a:b>Six"),
        ("own names", "<x-a>One</x-a><hr><x-b>Two</x-b><hr><x-a><p>Three</p></x-a><nobr>Four</nobr>"),
        ("foster parents", "<table>One<tr>Two<td>Three<p>Four</table>Five"),
        (
            "formulas",
            "<p>One<math><mi>Two</mi><mtext><a>Three</a><p>Four</p></mtext></math><svg><a></a></svg>",
        ),
        ("left open", "<b><p>One<p>Two</b><p>Three<i><ul><li>Four<li>Five"),
        ("nothing but text", "One"),
        ("frames", "<frameset><frame><noframes>One</noframes></frameset>Two"),
    ];
    for (name, page) in shapes {
        assert_paths(name, page);
    }
}

#[test]
fn paths_of_a_page_beyond_the_limits_are_bounded() {
    let page = "<div id=main><p>Text.".repeat(20_000);
    let article = bodytext::extract(&page).expect("within the limits");
    let paths: Vec<_> = article.blocks().filter_map(|block| block.path()).collect();
    assert!(article.is_flattened() && !paths.is_empty() && paths.len() < article.blocks().len());
    assert!(paths.iter().all(|path| path.len() <= 1_024));
    let deep = Extractor::new().limits(Limits::new().max_depth(2_000));
    let article = deep.extract(&format!("{}<p>Text.", "<div>".repeat(1_000))).expect("within the limits");
    assert_eq!(article.blocks().map(|block| block.path()).collect::<Vec<_>>(), [None]);
}

#[test]
fn each_of_many_siblings_has_a_path_of_its_own() {
    let page = "<p>Text.</p><x-y><p>Text.</p></x-y>".repeat(20_000);
    let article = bodytext::extract(&page).expect("within the limits");
    let paths: HashSet<_> = article.blocks().filter_map(|block| block.path()).collect();
    assert_eq!(paths.len(), 40_000);
}

#[test]
fn plain_text_has_no_paths() {
    let article = bodytext::extract_plain_text("One.\nTwo.").expect("within the limits");
    assert!(article.blocks().all(|block| block.path().is_none()));
}

#[test]
fn paths_start_with_the_node_that_was_given() {
    let dom = parse("<p>Outside.</p><div><p>Inside.</p></div>");
    let div = select(&dom.document, "html > body > div").remove(0);
    let article = Extractor::new().extract_rcdom(&div).expect("within the limits");
    assert_eq!(article.blocks().filter_map(|block| block.path()).collect::<Vec<_>>(), ["div > p"]);
}
