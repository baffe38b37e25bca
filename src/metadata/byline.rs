//! Names of authors.

use super::classes::{Hints, leads_to_author};
use super::in_address::{is_of_host, letters};
use super::locale::Locale;
use super::near::Near;
use super::record::{Field, Records, Source, precedence};
use super::roles::is_preposition;
use super::short_text::{MAX_NODES, short_text};
use super::{date, one_line, roles};
use crate::parse::{AttributeName, NodeId, Tag, Tree};

/// The words that join two names, in the same languages and some more.
const CONJUNCTIONS: [&str; 15] =
    ["and", "und", "et", "y", "e", "en", "og", "och", "i", "ja", "ve", "и", "та", "και", "و"];

/// The words between a name and the paper that the author writes for.
const FOR: [&str; 5] = ["for", "für", "pour", "för", "voor"];
/// Suffixes that are part of a name after a comma.
const SUFFIXES: [&str; 4] = ["jr", "sr", "ii", "iii"];

/// The separators between the parts of a byline.
const BETWEEN: [char; 10] = ['\n', '|', '·', '•', '●', '—', '–', '/', '›', '»'];
/// A longer part of a byline is not a name.
const MAX_WORDS: usize = 6;
const MAX_CHARS: usize = 60;
/// The preposition is one of the first words, as in "Written by".
const MAX_WORDS_BEFORE: usize = 3;
/// A longer word between a name and a date is not a preposition.
const MAX_LETTERS: usize = 4;
/// The words for "on" before a weekday, without those that also occur in names.
const BEFORE_DAYS: [&str; 6] = ["on", "am", "op", "em", "på", "den"];
/// How many blocks after the title may be the byline.
const NEAR: usize = 5;
/// A longer line is not a byline.
const MAX_LINE: u32 = 14;

/// The names in an element that is marked as a byline: those of marked elements inside it, those of links to authors,
/// else the name in its text.
pub(super) fn of_element(tree: &Tree, id: NodeId) -> Option<String> {
    let text = short_text(tree, id).filter(|text| !text.is_empty())?;
    let inside = || std::iter::once(id).chain(tree.descendants(id)).take(MAX_NODES);
    let named = names(tree, inside().filter(|&at| is_name(tree, at)));
    let credited = || names(tree, inside().filter(|&at| at != id && is_credit(tree, at)));
    let linked = || names(tree, inside().filter(|&at| is_link_to_author(tree, at)));
    let hinted = || alike(tree, inside().filter(|&at| at != id && Hints::of(tree, at).names_author()));
    named.or_else(credited).or_else(linked).or_else(hinted).or_else(|| in_text(&text))
}

/// The name of an author in an element that only machines read: `<meta itemprop="name" content="Ada Brook">`.
pub(super) fn hidden_in(tree: &Tree, id: NodeId) -> Option<String> {
    let mut inside = tree.descendants(id).take(MAX_NODES).filter(|&at| is_name(tree, at));
    inside.find_map(|at| of_data(tree.attribute(at, AttributeName::Content)?))
}

/// The names in several elements of the same class: a list of authors.
fn alike(tree: &Tree, elements: impl Iterator<Item = NodeId>) -> Option<String> {
    let elements: Vec<NodeId> = elements.collect();
    let mut classes = elements.iter().map(|&at| tree.attribute(at, AttributeName::Class));
    let first = classes.next()?;
    let are_alike = elements.len() > 1 && first.is_some() && classes.all(|class| class == first);
    names(tree, elements.into_iter()).filter(|_| are_alike)
}

/// Whether an element is marked as one author, by `rel` or microdata.
fn is_credit(tree: &Tree, id: NodeId) -> bool {
    let has = |name| {
        tree.attribute(id, name).is_some_and(|value| {
            value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case("author"))
        })
    };
    has(AttributeName::Rel) || has(AttributeName::Itemprop)
}

/// Whether an element is marked as a name.
fn is_name(tree: &Tree, id: NodeId) -> bool {
    let has = |name, token: &str| {
        tree.attribute(id, name)
            .is_some_and(|value| value.split_ascii_whitespace().any(|found| found == token))
    };
    has(AttributeName::Itemprop, "name") || has(AttributeName::Class, "fn")
}

fn is_link_to_author(tree: &Tree, id: NodeId) -> bool {
    tree.tag(id) == Some(Tag::A) && tree.attribute(id, AttributeName::Href).is_some_and(leads_to_author)
}

/// The names in several elements, if there are any.
fn names(tree: &Tree, elements: impl Iterator<Item = NodeId>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in elements.filter_map(|id| in_text(&short_text(tree, id)?)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name in the text of a byline, whose nodes are separated by line ends.
fn in_text(text: &str) -> Option<String> {
    let parts = || text.split(" - ").flat_map(|text| text.split(BETWEEN)).map(one_line);
    let after_preposition = parts().scan(false, |was_preposition, part| {
        let (rest, has_preposition) =
            after_preposition(&part).map_or((part.clone(), false), |rest| (rest, true));
        let is_found = *was_preposition || has_preposition;
        *was_preposition = is_found && rest.is_empty();
        Some((is_found && !rest.is_empty()).then_some(rest))
    });
    let found = after_preposition.flatten().next();
    let (part, name) =
        found.into_iter().chain(parts()).find_map(|part| clean(&part).map(|name| (part, name)))?;
    // Names joined to the first one, each in its own node.
    let mut rest = parts().skip_while(|other| !other.ends_with(&part)).skip(1);
    let mut names = vec![name];
    while let (true, Some(next)) = (rest.next().is_some_and(|joint| is_joint(&joint)), rest.next()) {
        names.extend(clean(&next));
    }
    Some(names.join(", "))
}

/// Whether a text is a separator between two names.
fn is_joint(text: &str) -> bool {
    !text.is_empty()
        && text.split(' ').all(|word| {
            let word = word.trim_matches([',', ';', '&', '+']).to_lowercase();
            word.is_empty() || CONJUNCTIONS.contains(&word.as_str())
        })
}

/// The names in a list such as "Ada Brook, Ben Marsh and Cy Dale"; `None` if the text is not a list.
fn listed(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_end = |word: &&str| CONJUNCTIONS.contains(word) || *word == "&";
    let last = words.iter().rposition(is_end).filter(|_| words.len() <= 4 * MAX_WORDS)?;
    let (first, last) = (words[..last].join(" "), words[last + 1..].join(" "));
    let mut names: Vec<String> = Vec::new();
    for part in first.split(',').chain([last.as_str()]).map(str::trim) {
        let is_suffix = SUFFIXES.contains(&part.trim_end_matches('.').to_lowercase().as_str());
        match names.last_mut().filter(|_| is_suffix) {
            Some(name) => *name = format!("{name} {part}"),
            None => names.push(part.to_owned()),
        }
    }
    let is_full = |name: &String| (2..=MAX_WORDS).contains(&name.split(' ').count()) && is_last_capital(name);
    names.iter().all(is_full).then(|| names.join(", "))
}

/// Whether a label announces the author: "Written by", "Autor".
pub(super) fn is_label(text: &str) -> bool {
    let mut words = text.split_whitespace().take(MAX_WORDS_BEFORE);
    words.any(|word| is_preposition(word) || roles::is_nothing_else(word))
}

/// Whether a byline is about a contribution other than writing: its preposition comes later, as in "Reviewed by".
pub(super) fn is_of_other_part(text: &str) -> bool {
    text.split_whitespace().skip(1).take(MAX_WORDS_BEFORE).any(is_preposition)
}

/// The text after a preposition among the first words.
fn after_preposition(text: &str) -> Option<String> {
    let mut words = text.split(' ');
    words.by_ref().take(MAX_WORDS_BEFORE).find(|word| is_preposition(word))?;
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The name before a date, as in "Ada Brook on 3 May 2021", without the preposition of the date.
fn before_date(text: &str) -> Option<String> {
    let date = date::in_dateline(text, &Locale::default())?;
    let is_end = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = text[..text.find(date)?].trim_end_matches(is_end).split(' ').collect();
    let is_small = |word: &str| word.chars().count() <= MAX_LETTERS && word.chars().all(char::is_lowercase);
    let name = match words.as_slice() {
        [name @ .., last] if is_small(last) => name,
        // "on Tuesday, 3 May 2021"
        [name @ .., last, _] if BEFORE_DAYS.contains(last) => name,
        name => name,
    };
    clean(name.join(" ").trim_end_matches(is_end))
}

/// A name, or several, without a remark after it: "Ada Brook, with help from others", "Ada Brook for The Farmer".
fn without_remark(text: &str) -> &str {
    let is_full = |name: &str| name.trim().contains(' ') && name.split(' ').next().is_some_and(is_capital);
    let is_small = |word: &str| {
        let is_joint = CONJUNCTIONS.contains(&word) || is_preposition(word);
        !word.is_empty() && word.chars().all(char::is_lowercase) && !is_joint
    };
    let starts_small = |text: &str| text.trim_start().split(' ').next().is_some_and(is_small);
    let remark = text.match_indices([',', ';']).map(|(at, _)| at).find(|&at| starts_small(&text[at + 1..]));
    let employer = text.match_indices(' ').map(|(at, _)| at).find(|&at| {
        let (word, rest) = text[at + 1..].split_once(' ').unwrap_or_default();
        FOR.contains(&word) && is_capital(rest)
    });
    let cut = remark.into_iter().chain(employer).min().filter(|&at| is_full(&text[..at]));
    cut.map_or(text, |at| text[..at].trim_end())
}

/// A name without the text around it; `None` if the text cannot be a name.
fn clean(text: &str) -> Option<String> {
    let text = text.rsplit_once(": ").or(text.rsplit_once('：')).map_or(text, |(_, rest)| rest);
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ':' | ';' | '-' | '(' | ')' | '@' | '"')
    });
    let text = without_remark(roles::without(text));
    if let Some(names) = listed(text).filter(|_| text.split(' ').count() > MAX_WORDS) {
        return Some(names);
    }
    let starts = text.chars().next().is_some_and(char::is_alphabetic)
        && !text.contains('@')
        && !roles::is_nothing_else(text);
    let is_short = text.chars().count() <= MAX_CHARS && text.split(' ').count() <= MAX_WORDS;
    // A text that ends with a preposition, such as "Written by", has its name elsewhere.
    let is_open = text.rsplit(' ').next().is_some_and(is_preposition);
    let is_dated = || date::in_dateline(text, &Locale::default()).is_some();
    let is_name = starts && is_short && !is_open && text.chars().count() > 1 && !is_dated();
    is_name.then(|| text.to_owned())
}

/// The name in a line right after the title that starts with a preposition, or that follows a line which is only a
/// preposition.
pub(super) fn near(near: Near<'_>) -> Option<String> {
    let mut was_preposition = false;
    let title = one_line(near.blocks.text(&near.blocks.as_slice()[near.title]));
    let whole = letters(&title);
    // A copy of the title, with or without a kicker.
    let is_title = |line: &str| {
        let line = letters(line);
        whole.contains(&line) || (title.split(' ').count() > 2 && line.contains(&whole))
    };
    for block in near.after(NEAR, MAX_LINE) {
        let line = one_line(near.blocks.text(block));
        // The letters of "By" are part of many titles.
        if !is_preposition(&line) && is_title(&line) {
            continue;
        }
        if let Some(name) = was_preposition.then(|| clean(&line)).flatten() {
            return Some(name);
        }
        was_preposition = is_preposition(&line);
        let name =
            near.readings(block).find_map(|text| in_reading(&text, &line).or_else(|| after_date(&text)));
        if name.is_some() {
            return name;
        }
    }
    None
}

/// The name after a preposition in a line.
fn in_reading(text: &str, line: &str) -> Option<String> {
    let after = after_preposition(&one_line(text))?;
    in_text(text).or_else(|| before_date(&after)).filter(|name| is_proper(name, line))
}

/// The name after a date: "Posted on 3 May 2021 by Ada Brook".
fn after_date(text: &str) -> Option<String> {
    let date = date::in_dateline(text, &Locale::default())?;
    let start = text.find(date)?;
    let rest = text[start + date.len()..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_byline = text[..start].split_whitespace().count() <= MAX_WORDS_BEFORE
        && rest.split_whitespace().next().is_some_and(is_preposition);
    in_reading(rest, &one_line(rest)).filter(|_| is_byline)
}

fn is_last_capital(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(is_capital)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// Whether a name that was found after a preposition looks like one: it starts with a capital, or has no case. If the
/// preposition is not the first word, as in "Sorted by", several words of the name must do so.
fn is_proper(name: &str, line: &str) -> bool {
    let words = || name.split(' ');
    let is_first = line.split(' ').next().is_some_and(is_preposition);
    words().next().is_some_and(is_capital)
        && (is_first || words().filter(|word| is_capital(word)).count() > 1)
}

/// The authors that the best source names. The site itself, an organisation or an email address counts as an author
/// only if no other author is named.
pub(super) fn choose(
    records: &Records,
    host: Option<&str>,
    near: impl FnOnce() -> Option<String>,
) -> Option<String> {
    let is_mail = |name: &str| name.contains('@') && !name.contains(' ');
    let is_site = |name: &str| {
        let mut known =
            records.ranked(Field::SiteName).chain(records.ranked(Field::Organisation)).map(letters);
        is_mail(name) || is_of_host(name, host) || known.any(|known| known == letters(name))
    };
    let mut site = None;
    for &source in precedence(Field::Author) {
        let names = names_of(source, records.all(source, Field::Author));
        if names.iter().any(|name| !is_site(name)) {
            return Some(names.join(", "));
        }
        site = site.or(names.into_iter().next());
    }
    near().map(|names| listed(&names).unwrap_or(names)).or(site)
}

/// The names in one source, each once.
fn names_of(source: Source, values: &[String]) -> Vec<String> {
    let is_catalogue = matches!(source, Source::Citation | Source::DublinCore);
    let mut names: Vec<String> = Vec::new();
    for name in values.iter().filter_map(|value| of_data(value)) {
        let name = if is_catalogue { in_order(name) } else { name };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// "Brook, Ada" as "Ada Brook". Two full names with a comma between them stay as they are.
fn in_order(name: String) -> String {
    let Some((last, first)) = name.split_once(',') else { return name };
    let (last, first) = (last.trim(), first.trim());
    let are_full_names = last.contains(' ') && first.contains(' ');
    let is_inverted = !first.is_empty() && !first.contains(',') && !are_full_names;
    if is_inverted { format!("{first} {last}") } else { name }
}

/// An author from machine-readable data: without a preposition, and not an address.
fn of_data(value: &str) -> Option<String> {
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|'));
    let is_address = value.contains("://") || value.starts_with("www.") || value.starts_with('/');
    let is_nothing = matches!(value, "undefined" | "null" | "[object Object]");
    // "By Ada Brook", "Posted by Ada Brook".
    let value = match value.split_once(' ') {
        Some((first, rest)) if is_preposition(first) => rest,
        Some((_, rest)) => match rest.split_once(' ') {
            Some((second, rest)) if second.eq_ignore_ascii_case("by") => rest,
            _ => value,
        },
        None => value,
    };
    let value = roles::without(value.trim());
    let is_nothing = is_nothing || roles::is_nothing_else(value);
    let is_name = value.chars().any(char::is_alphabetic) && value.chars().count() <= 2 * MAX_CHARS;
    (is_name && !is_address && !is_nothing).then(|| listed(value).unwrap_or_else(|| value.to_owned()))
}
