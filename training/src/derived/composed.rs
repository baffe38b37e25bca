//! Small pages composed of parts: some blocks of the main content in a row, and a few whole sections of what stands
//! around it.

use crate::gbdt::SplitMix64;
use crate::page::{Page, Source};
use bodytext::BlockKind;
use bodytext::stages::{AttributeName, NodeId, Tag, Tree, parse};
use std::fmt::Write as _;
use std::ops::Range;

/// A longer section is left out.
const MAX_SECTION: usize = 14;

/// The source of a composed page.
pub(super) fn text(page: &Page, source: &str, random: &mut SplitMix64) -> Option<String> {
    let content: Vec<usize> = (0..page.labels.len()).filter(|&at| page.is_content(at)).collect();
    if content.is_empty() {
        return None;
    }
    let length = 2 + random.below(12);
    let start = if random.below(2) == 0 { 0 } else { random.below(content.len()) };
    let window = &content[start..(start + length).min(content.len())];
    let (first, last) = (window[0], window[window.len() - 1]);
    let sections = sections(page);
    let is_before = |section: &Range<usize>| section.end <= first;
    let is_after = |section: &Range<usize>| section.start > last;
    let is_between = |section: &Range<usize>| section.start > first && section.end <= last;
    let mut parts: Vec<Range<usize>> = Vec::new();
    parts.extend(draw(&sections, is_before, random.below(3), random));
    parts.extend(draw(&sections, is_between, random.below(3), random));
    parts.extend(draw(&sections, is_after, random.below(5), random));
    parts.extend(runs(window));
    if let Some(title) = page.marks.title.filter(|&at| !page.is_content(at) && random.below(2) == 0) {
        parts.push(title..title + 1);
    }
    parts.sort_by_key(|part| part.start);
    parts.dedup();
    match page.source {
        Source::Html => html(page, source, &parts, random),
        Source::Lines => {
            let separator = if random.below(2) == 0 { "\n" } else { "\n\n" };
            let lines = parts.into_iter().flatten().map(|at| page.line(at));
            Some(lines.collect::<Vec<_>>().join(separator))
        }
    }
}

/// The stretches of a page without main content, cut where a heading stands or a part of the page begins.
fn sections(page: &Page) -> Vec<Range<usize>> {
    let blocks = page.blocks.as_slice();
    let mut sections: Vec<Range<usize>> = Vec::new();
    for at in (0..blocks.len()).filter(|&at| page.labels[at] == Some(0.0) && page.marks.title != Some(at)) {
        let begins = match page.marks.relations.get(at) {
            Some(relation) => relation.left + relation.entered > 0 || relation.up + relation.down > 5,
            None => blocks[at].gap > 0,
        };
        match sections.last_mut() {
            Some(last) if last.end == at && !begins && !matches!(blocks[at].kind, BlockKind::Heading(_)) => {
                last.end = at + 1;
            }
            _ => sections.push(at..at + 1),
        }
    }
    // A heading stands with what is under it.
    let mut joined: Vec<Range<usize>> = Vec::new();
    for section in sections {
        match joined.last_mut() {
            Some(last)
                if last.end == section.start
                    && last.len() == 1
                    && matches!(blocks[last.start].kind, BlockKind::Heading(_)) =>
            {
                last.end = section.end;
            }
            _ => joined.push(section),
        }
    }
    joined.retain(|section| section.len() <= MAX_SECTION);
    joined
}

/// Draws some of the sections that `is` picks.
fn draw(
    sections: &[Range<usize>],
    is: impl Fn(&Range<usize>) -> bool,
    amount: usize,
    random: &mut SplitMix64,
) -> Vec<Range<usize>> {
    let picked: Vec<&Range<usize>> = sections.iter().filter(|section| is(section)).collect();
    random.choose(picked.len(), amount).into_iter().map(|at| picked[at].clone()).collect()
}

/// Ascending numbers as ranges of neighbours.
fn runs(numbers: &[usize]) -> Vec<Range<usize>> {
    numbers.chunk_by(|a, b| a + 1 == *b).map(|run| run[0]..run[run.len() - 1] + 1).collect()
}

/// How the parts of a page are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// One after the other.
    Flat,
    /// Each in an element of its own without a name.
    Boxed,
    /// Each in the element that it was in, with its names.
    Named,
}

fn html(page: &Page, source: &str, parts: &[Range<usize>], random: &mut SplitMix64) -> Option<String> {
    let tree = parse(source, &bodytext::Limits::new()).ok()?;
    let mut article = bodytext::extract(source).ok()?;
    let style = [Style::Flat, Style::Boxed, Style::Named, Style::Named][random.below(4)];
    let mut out = String::new();
    if random.below(2) == 0 {
        if let Some(title) = page.marks.title {
            let _ = write!(out, "<title>{}</title>", super::escaped(page.text(title)));
        }
    }
    for part in parts {
        article.retain(|block| part.contains(&block.position()));
        let mut piece = article.html();
        if !page.is_content(part.start) && random.below(3) == 0 {
            piece = without_links(&piece);
        }
        let container = page.blocks.as_slice()[part.start].container;
        match style {
            Style::Flat => out.push_str(&piece),
            Style::Boxed => {
                let _ = writeln!(out, "<div>{piece}</div>");
            }
            Style::Named => {
                let (tag, names) = surroundings(&tree, container);
                let _ = writeln!(out, "<{tag}{names}>{piece}</{tag}>");
            }
        }
    }
    Some(out)
}

fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<a ") {
        out.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("</a>", "")
}

/// The nearest element around that divides a page, and the nearest class and id.
fn surroundings(tree: &Tree, container: Option<NodeId>) -> (&'static str, String) {
    let around: Vec<NodeId> = container.into_iter().flat_map(|id| tree.ancestors(id)).collect();
    let tag = around.iter().find_map(|&id| match tree.tag(id)? {
        Tag::Nav => Some("nav"),
        Tag::Header => Some("header"),
        Tag::Footer => Some("footer"),
        Tag::Aside => Some("aside"),
        Tag::Main => Some("main"),
        Tag::Article => Some("article"),
        Tag::Section => Some("section"),
        _ => None,
    });
    let value = |name: AttributeName| {
        let mut values = around.iter().filter_map(|&id| tree.attribute(id, name));
        values.find(|value| !value.trim().is_empty())
    };
    let attribute = |name: &str, value: Option<&str>| {
        value.map_or_else(String::new, |value| format!(" {name}=\"{}\"", value.replace(['"', '&', '<'], "")))
    };
    let names = attribute("class", value(AttributeName::Class)) + &attribute("id", value(AttributeName::Id));
    (tag.unwrap_or("div"), names)
}
