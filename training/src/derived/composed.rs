//! Small pages composed of parts: some consecutive blocks of the main content, and a few whole sections of the
//! boilerplate around it.

use super::escaped;
use super::forms::{self, Form};
use super::plain_text::{Line, LineStyle};
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
    let window = window(page, &content, random);
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
    if let Some(title) = page.annotations.title.filter(|&at| !page.is_content(at) && random.below(2) == 0) {
        parts.push(title..title + 1);
    }
    parts.sort_by_key(|part| part.start);
    parts.dedup();
    let mut parts: Vec<Part> =
        parts.into_iter().map(|blocks| Part::draw(page, blocks.collect(), random)).collect();
    let interruptions = match page.source {
        Source::Html => usize::from(random.below(4) > 0),
        Source::PlainText => random.below(3),
    };
    for _ in 0..interruptions {
        interrupt(&mut parts, page, &sections, random);
    }
    match page.source {
        Source::Html => html(page, source, &parts, random).zip(page.truth.main_content.clone()),
        Source::PlainText => {
            let mut style = LineStyle::draw(random);
            let lines: Vec<Line> = parts.iter().flat_map(|part| part.lines(page, &mut style)).collect();
            Some(style.text(&lines))
        }
    }
}

/// Some consecutive blocks of the main content: from its beginning, from anywhere, or a list, listing or table with the
/// text above it. Without these, the models would learn that everything between paragraphs is boilerplate.
fn window<'c>(page: &Page, content: &'c [usize], random: &mut SplitMix64) -> &'c [usize] {
    let kind = |at: usize| page.blocks.as_slice()[content[at]].kind;
    let is_other =
        |at: usize| !matches!(kind(at), BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Other);
    let begins = |at: &usize| is_other(*at) && (*at == 0 || kind(at - 1) != kind(*at));
    let others: Vec<usize> = (0..content.len()).filter(begins).collect();
    let choice = match page.source {
        Source::Html => random.below(3),
        Source::PlainText => 1 + random.below(2),
    };
    let start = match (choice, others.get(random.below(others.len()))) {
        (0, Some(&other)) => other.saturating_sub(1 + random.below(3)),
        (0 | 1, _) => random.below(content.len()),
        _ => 0,
    };
    &content[start..(start + 2 + random.below(12)).min(content.len())]
}

/// A part of a composed page.
struct Part {
    /// In ascending order.
    blocks: Vec<usize>,
    name: Name,
}

/// How a part without main content is introduced, in addition to its own text.
enum Name {
    Nothing,
    /// A list under a heading, whatever the blocks were, with or without links.
    List {
        name: String,
        has_links: bool,
    },
    /// Words before the text of its only block, as in "Also read: ..."
    LeadIn(String),
}

impl Part {
    /// Blocks as they are on the page.
    fn unchanged(blocks: Vec<usize>) -> Part {
        Part { blocks, name: Name::Nothing }
    }

    /// Three of four sections that could be a list of titles become such a list, under the name of such a section.
    fn draw(page: &Page, blocks: Vec<usize>, random: &mut SplitMix64) -> Part {
        let raw = page.blocks.as_slice();
        let is_item = |at: usize| matches!(raw[at].kind, BlockKind::ListItem { .. });
        // Plain text does not distinguish headings from other lines.
        let has_heading = match page.source {
            Source::Html => matches!(raw[blocks[0]].kind, BlockKind::Heading(_)),
            Source::PlainText => !is_item(blocks[0]) && blocks.len() > 1 && is_item(blocks[1]),
        };
        let list = &blocks[usize::from(has_heading)..];
        if list.len() > 1 && list.iter().all(|&at| is_title(page, at)) && random.below(4) > 0 {
            return Part::list(list.to_vec(), random);
        }
        Part::unchanged(blocks)
    }

    /// Blocks as a list under the name of a section.
    fn list(blocks: Vec<usize>, random: &mut SplitMix64) -> Part {
        Part { blocks, name: Name::List { name: section_name(random), has_links: random.below(3) == 0 } }
    }

    fn has_heading(&self, page: &Page) -> bool {
        matches!(page.blocks.as_slice()[self.blocks[0]].kind, BlockKind::Heading(_))
    }

    fn is_content(&self, page: &Page) -> bool {
        page.is_content(self.blocks[0])
    }

    fn lines(&self, page: &Page, style: &mut LineStyle) -> Vec<Line> {
        match &self.name {
            Name::Nothing => style.lines(page, &self.blocks),
            Name::List { name, .. } => [vec![Line::outside(name)], style.items(page, &self.blocks)].concat(),
            Name::LeadIn(name) => vec![Line::outside(&format!("{name}: {}", page.text(self.blocks[0])))],
        }
    }
}

/// Whether a block could be the headline of another page. A shorter block could just as well be an item of a list in
/// the text.
fn is_headline(page: &Page, at: usize) -> bool {
    const MIN_WORDS: u32 = 4;
    is_title(page, at) && page.blocks.as_slice()[at].words >= MIN_WORDS
}

/// Whether a block could be the title of another page.
fn is_title(page: &Page, at: usize) -> bool {
    const WORDS: Range<u32> = 2..15;
    !page.is_content(at) && WORDS.contains(&page.blocks.as_slice()[at].words)
}

/// The name of a section with popular or related articles, in a random language.
fn section_name(random: &mut SplitMix64) -> String {
    let (_, kinds) = SECTION_PHRASES[random.below(SECTION_PHRASES.len())];
    let phrases = kinds[POPULAR + random.below(2)];
    let mut name = phrases[random.below(phrases.len())].chars();
    name.next().map_or_else(String::new, |first| first.to_uppercase().chain(name).collect())
}

/// The index of popular articles in the table of section names, from 0; related articles come next.
const POPULAR: usize = 5;

/// Puts an interruption that is not on the page yet between two blocks of the main content.
fn interrupt(parts: &mut Vec<Part>, page: &Page, sections: &[Range<usize>], random: &mut SplitMix64) {
    let is_long = |part: &Part| part.is_content(page) && part.blocks.len() > 1;
    let places: Vec<usize> = (0..parts.len()).filter(|&at| is_long(&parts[at])).collect();
    let Some(&index) = places.get(random.below(places.len())) else { return };
    let Some(interruption) = interruption(parts, page, sections, random) else { return };
    let place = &parts[index].blocks;
    let (above, below) = place.split_at(1 + random.below(place.len() - 1));
    let pieces = [Part::unchanged(above.to_vec()), interruption, Part::unchanged(below.to_vec())];
    parts.splice(index..=index, pieces);
}

/// What interrupts a text: a title after words such as "Read also", a list of titles under the name of a section, or an
/// unchanged short section.
fn interruption(
    parts: &[Part],
    page: &Page,
    sections: &[Range<usize>],
    random: &mut SplitMix64,
) -> Option<Part> {
    let is_there = |at: usize| parts.iter().any(|part| part.blocks.contains(&at));
    let is_free =
        |at: &usize| is_headline(page, *at) && !is_there(*at) && page.annotations.title != Some(*at);
    let titles: Vec<usize> = sections.iter().flat_map(Range::clone).filter(is_free).collect();
    let list_length = 2 + random.below(4);
    match random.below(4) {
        0 => {
            let title = *titles.get(random.below(titles.len()))?;
            Some(Part { blocks: vec![title], name: Name::LeadIn(section_name(random)) })
        }
        1 if titles.len() >= list_length => {
            let chosen = random.choose(titles.len(), list_length);
            Some(Part::list(chosen.into_iter().map(|at| titles[at]).collect(), random))
        }
        _ => {
            let is_told = |at: usize| page.source == Source::PlainText || is_told_by_itself(page, at);
            let is_short = |section: &Range<usize>| {
                section.len() <= MAX_INTERRUPTION
                    && !section.clone().any(is_there)
                    && section.clone().any(is_told)
            };
            Some(Part::unchanged(draw(sections, is_short, 1, random).pop()?.collect()))
        }
    }
}

/// Whether a block has a link or is the name of a boilerplate section. Other blocks cannot be distinguished from the
/// text that they interrupt.
fn is_told_by_itself(page: &Page, at: usize) -> bool {
    let table = page.source.table();
    let row = &page.rows[at * table.len()..][..table.len()];
    let names = ["own_section", "start_section"];
    let is_named =
        table.iter().zip(row).any(|(feature, &value)| value > 0.0 && names.contains(&feature.name));
    is_named || page.blocks.as_slice()[at].links > 0
}

/// The runs of blocks without main content, split at headings and where a part of the page begins.
fn sections(page: &Page) -> Vec<Range<usize>> {
    let blocks = page.blocks.as_slice();
    let mut sections: Vec<Range<usize>> = Vec::new();
    for at in
        (0..blocks.len()).filter(|&at| page.labels[at] == Some(0.0) && page.annotations.title != Some(at))
    {
        let begins = match page.annotations.relations.get(at) {
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
    // A heading stays with the blocks under it.
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

/// Draws some of the sections that `is` selects.
fn draw(
    sections: &[Range<usize>],
    is: impl Fn(&Range<usize>) -> bool,
    amount: usize,
    random: &mut SplitMix64,
) -> Vec<Range<usize>> {
    let picked: Vec<&Range<usize>> = sections.iter().filter(|section| is(section)).collect();
    random.choose(picked.len(), amount).into_iter().map(|at| picked[at].clone()).collect()
}

/// Ascending numbers as ranges of consecutive ones.
fn runs(numbers: &[usize]) -> Vec<Range<usize>> {
    numbers.chunk_by(|a, b| a + 1 == *b).map(|run| run[0]..run[run.len() - 1] + 1).collect()
}

/// How the parts of a page are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// One after the other.
    Flat,
    /// Each in a new element without a name.
    Boxed,
    /// Each in the element that it was in, with its names.
    Named,
}

fn html(page: &Page, source: &str, parts: &[Part], random: &mut SplitMix64) -> Option<String> {
    let tree = parse(source, &bodytext::Limits::new()).ok()?;
    let mut article = bodytext::extract(source).ok()?;
    let style = [Style::Flat, Style::Boxed, Style::Named, Style::Named][random.below(4)];
    let form = Form::draw(random);
    let mut out = String::new();
    if random.below(2) == 0 {
        if let Some(title) = page.annotations.title {
            let _ = write!(out, "<title>{}</title>", escaped(page.text(title)));
        }
    }
    for part in parts {
        let loses_links = part.has_heading(page) && !part.is_content(page) && random.below(3) == 0;
        let piece = match &part.name {
            Name::List { name, has_links } => {
                out.push_str(&list(page, &part.blocks, name, *has_links));
                continue;
            }
            Name::LeadIn(name) => promotion(name, page.text(part.blocks[0]), random),
            Name::Nothing => {
                let piece = forms::html(page, &mut article, &part.blocks, form);
                if loses_links { without_links(&piece) } else { piece }
            }
        };
        let container = page.blocks.as_slice()[part.blocks[0]].container;
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

/// Blocks as a list under a heading. Without links, only the heading distinguishes it from a list that belongs to the
/// text.
fn list(page: &Page, blocks: &[usize], name: &str, has_links: bool) -> String {
    let level = 2 + blocks[0] % 3;
    let mut out = format!("<h{level}>{name}</h{level}><ul>");
    for &at in blocks {
        let text = escaped(page.text(at));
        let (start, end) = if has_links { ("<a href=/>", "</a>") } else { ("", "") };
        let _ = write!(out, "<li>{start}{text}{end}</li>");
    }
    out + "</ul>"
}

/// A paragraph such as "Read also: ...", as pages emphasise and link it.
fn promotion(name: &str, title: &str, random: &mut SplitMix64) -> String {
    let name = if random.below(4) == 0 { name.to_uppercase() } else { name.to_owned() };
    let title = escaped(title);
    let linked = format!("<a href=/>{title}</a>");
    let text = match random.below(4) {
        0 => format!("{name}: {title}"),
        1 => format!("<a href=/>{name}: {title}</a>"),
        _ => format!("{name}: {linked}"),
    };
    match random.below(5) {
        0 => format!("<p><strong>{text}</strong></p>"),
        1 => format!("<p><em>{text}</em></p>"),
        2 => format!("<p><strong>{name}</strong> {linked}</p>"),
        _ => format!("<p>{text}</p>"),
    }
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

/// The nearest enclosing element that divides the page, and the nearest class and id.
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
