//! Small pages composed of parts: some blocks of the main content in a row, and a few whole sections of what stands
//! around it.

use super::lines::{Line, LineStyle};
use crate::gbdt::SplitMix64;
use crate::page::{Page, Source};
use bodytext::BlockKind;
use bodytext::stages::{AttributeName, NodeId, SECTION_PHRASES, Tag, Tree, parse};
use std::fmt::Write as _;
use std::ops::Range;

/// A longer section is left out.
const MAX_SECTION: usize = 14;

/// A longer section does not interrupt a text.
const MAX_INTERRUPTION: usize = 3;

/// The source of a composed page, and the text whose blocks are main content.
pub(super) fn text(page: &Page, source: &str, random: &mut SplitMix64) -> Option<(String, String)> {
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
    let mut parts: Vec<Part> = parts.into_iter().map(|blocks| Part::draw(page, blocks, random)).collect();
    if random.below(4) > 0 {
        interrupt(&mut parts, page, &sections, random);
    }
    match page.source {
        Source::Html => html(page, source, &parts, random).zip(page.truth.main_content.clone()),
        Source::Lines => {
            let mut style = LineStyle::draw(random);
            let lines: Vec<Line> = parts.iter().flat_map(|part| part.lines(page, &mut style)).collect();
            Some(style.text(&lines))
        }
    }
}

/// A part of a composed page.
struct Part {
    blocks: Range<usize>,
    name: Name,
}

/// How a part without main content is introduced, beyond what the page has.
enum Name {
    Nothing,
    /// A list under a heading, whatever the blocks were, with links or without.
    List {
        name: String,
        has_links: bool,
    },
    /// Words before the text of its only block, as in "Also read: ..."
    LeadIn(String),
}

impl Part {
    /// Three of four sections that could be a list of titles become one under the name of such a section.
    fn draw(page: &Page, blocks: Range<usize>, random: &mut SplitMix64) -> Part {
        const TITLE_WORDS: Range<u32> = 2..15;
        let raw = page.blocks.as_slice();
        let is_item = |at: usize| matches!(raw[at].kind, BlockKind::ListItem { .. });
        // Plain text does not tell headings from other lines.
        let has_heading = match page.source {
            Source::Html => matches!(raw[blocks.start].kind, BlockKind::Heading(_)),
            Source::Lines => !is_item(blocks.start) && blocks.len() > 1 && is_item(blocks.start + 1),
        };
        let list = blocks.start + usize::from(has_heading)..blocks.end;
        let is_title = |at: usize| TITLE_WORDS.contains(&raw[at].words) && !page.is_content(at);
        if list.len() > 1 && list.clone().all(is_title) && random.below(4) > 0 {
            return Part {
                blocks: list,
                name: Name::List { name: section_name(random), has_links: random.below(3) == 0 },
            };
        }
        Part { blocks, name: Name::Nothing }
    }

    fn lines(&self, page: &Page, style: &mut LineStyle) -> Vec<Line> {
        let blocks: Vec<usize> = self.blocks.clone().collect();
        match &self.name {
            Name::Nothing => style.lines(page, &blocks),
            Name::List { name, .. } => [vec![Line::outside(name)], style.items(page, &blocks)].concat(),
            Name::LeadIn(name) => vec![Line::outside(&format!("{name}: {}", page.text(self.blocks.start)))],
        }
    }
}

/// What sections with popular or related articles are called in some language.
fn section_name(random: &mut SplitMix64) -> String {
    let (_, kinds) = SECTION_PHRASES[random.below(SECTION_PHRASES.len())];
    let phrases = kinds[POPULAR + random.below(2)];
    let mut name = phrases[random.below(phrases.len())].chars();
    name.next().map_or_else(String::new, |first| first.to_uppercase().chain(name).collect())
}

/// The index of popular articles in the table of section names, from 0; related articles come next.
const POPULAR: usize = 5;

/// Puts a short section that is not on the page yet between two blocks of the main content: a promotion, a teaser, a
/// form.
fn interrupt(parts: &mut Vec<Part>, page: &Page, sections: &[Range<usize>], random: &mut SplitMix64) {
    let is_long = |part: &Part| page.is_content(part.blocks.start) && part.blocks.len() > 1;
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let is_there = |section: &Range<usize>| parts.iter().any(|part| overlap(&part.blocks, section));
    let is_short = |section: &Range<usize>| section.len() <= MAX_INTERRUPTION && !is_there(section);
    let Some(index) = parts.iter().position(is_long) else { return };
    let Some(section) = draw(sections, is_short, 1, random).pop() else { return };
    let place = parts[index].blocks.clone();
    let at = place.start + 1 + random.below(place.len() - 1);
    let is_led_in = section.len() == 1 && random.below(2) == 0;
    let name = if is_led_in { Name::LeadIn(section_name(random)) } else { Name::Nothing };
    let content = |blocks: Range<usize>| Part { blocks, name: Name::Nothing };
    let pieces = [content(place.start..at), Part { blocks: section, name }, content(at..place.end)];
    parts.splice(index..=index, pieces);
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

fn html(page: &Page, source: &str, parts: &[Part], random: &mut SplitMix64) -> Option<String> {
    let tree = parse(source, &bodytext::Limits::new()).ok()?;
    let mut article = bodytext::extract(source).ok()?;
    let style = [Style::Flat, Style::Boxed, Style::Named, Style::Named][random.below(4)];
    let mut out = String::new();
    if random.below(2) == 0 {
        if let Some(title) = page.marks.title {
            let _ = write!(out, "<title>{}</title>", super::escaped(page.text(title)));
        }
    }
    for Part { blocks: part, name } in parts {
        let loses_links = !page.is_content(part.start) && random.below(3) == 0;
        let piece = match name {
            Name::List { name, has_links } => {
                out.push_str(&list(page, part.clone(), name, *has_links));
                continue;
            }
            Name::LeadIn(name) => format!("<p>{name}: {}</p>", super::escaped(page.text(part.start))),
            Name::Nothing => {
                article.retain(|block| part.contains(&block.position()));
                if loses_links { without_links(&article.html()) } else { article.html() }
            }
        };
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

/// Blocks as a list under a heading. Without links only its name tells it from a list that belongs to the text.
fn list(page: &Page, blocks: Range<usize>, name: &str, has_links: bool) -> String {
    let level = 2 + blocks.start % 3;
    let mut out = format!("<h{level}>{name}</h{level}><ul>");
    for at in blocks {
        let text = super::escaped(page.text(at));
        let (start, end) = if has_links { ("<a href=/>", "</a>") } else { ("", "") };
        let _ = write!(out, "<li>{start}{text}{end}</li>");
    }
    out + "</ul>"
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
