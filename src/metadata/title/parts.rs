//! The parts of a title in the head, and how titles are compared.

/// The articles that names of sites start with.
const ARTICLES: [&str; 13] =
    ["the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "de", "het", "o"];

/// A title without the name of the site before or after it: its first part that is not the site, or all but the last
/// part if the first is a single word.
pub(super) fn main_part<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let site = site.map(folded);
    let is_site = |part: &str| site.as_ref().is_some_and(|site| is_name_of(&folded(part), site));
    let all: Vec<&str> = parts(title).collect();
    // "Rain at last · Weather | The Farmer": only the part after the other separator is the site.
    if let Some((rest, end)) = before_last(title) {
        let is_among_parts = all.len() > 2 || title.contains('|') && all.len() > 1;
        if is_site(end) && is_among_parts && !is_site(all[0]) {
            return rest;
        }
    }
    // In some scripts, a colon without a space comes before the name.
    if let Some((rest, end)) = title.rsplit_once('：') {
        if is_site(end) && has_letters(rest) {
            return rest.trim();
        }
    }
    let first = usize::from(all.len() > 1 && is_site(all[0]));
    match all[first.min(all.len())..] {
        [] => title,
        [only] => only,
        [main, ..] if folded(main).len() > 1 => main,
        [start, .., end] => {
            // One word is more often a product or a site than a title.
            let title = title.find(start).map_or(title, |at| &title[at..]);
            let head = title.rfind(end).map_or(title, |at| &title[..at]);
            let head = head.trim_end_matches(|c: char| !c.is_alphanumeric());
            if folded(head).len() >= folded(end).len() { head } else { title }
        }
    }
}

/// The parts of a title between separators, without parts that have no letters.
pub(super) fn parts(title: &str) -> impl Iterator<Item = &str> {
    let mut rest = title;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = rest.char_indices().find(|&(at, c)| is_separator(rest, at, c));
        let (part, after) = cut.map_or((rest, ""), |(at, c)| (&rest[..at], &rest[at + c.len_utf8()..]));
        rest = after;
        Some(part.trim())
    })
    .filter(|part| has_letters(part))
}

/// The text before and after the last separator of a title, if no other separator is the same character.
fn before_last(title: &str) -> Option<(&str, &str)> {
    let mut separators = title.char_indices().filter(|&(at, c)| is_separator(title, at, c));
    let (at, mark) = separators.next_back()?;
    let rest = &title[..at];
    let is_other = rest.char_indices().all(|(at, c)| c != mark || !is_separator(title, at, c));
    is_other.then(|| (rest.trim(), title[at + mark.len_utf8()..].trim()))
}

/// Whether a text is the name of a site, with or without an article before it.
pub(super) fn is_name_of(text: &[String], site: &[String]) -> bool {
    fn bare(words: &[String]) -> &[String] {
        words
            .split_first()
            .filter(|(first, rest)| rest.len() > 1 && ARTICLES.contains(&first.as_str()))
            .map_or(words, |(_, rest)| rest)
    }
    bare(text) == bare(site)
}

/// Whether the character at `at` separates parts of a title: a bar, or a dash, dot, arrow or colon with space around it.
fn is_separator(title: &str, at: usize, c: char) -> bool {
    let is_mark = matches!(c, '-' | '–' | '—' | '·' | '•' | '»' | '«' | '›' | '‹' | '/' | '~' | ':');
    let has_space = title[..at].ends_with(char::is_whitespace);
    let is_double = matches!(c, '-' | ':') && title[..at].ends_with(c);
    let is_followed = title[at + c.len_utf8()..].starts_with(|next: char| next.is_whitespace() || next == c);
    matches!(c, '|' | '｜' | '丨') || (is_mark && (has_space || is_double) && is_followed)
}

pub(super) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The words of a text in lower case, without punctuation.
pub(super) fn folded(text: &str) -> Vec<String> {
    let is_within = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}');
    let words = text.split(|c: char| !is_within(c)).map(|word| {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether the first part, or several first parts together, are a text.
pub(super) fn is_start(parts: &[Vec<String>], text: &[String]) -> bool {
    let mut rest = text;
    for part in parts {
        match rest.strip_prefix(part.as_slice()) {
            Some([]) => return true,
            Some(after) => rest = after,
            None => return false,
        }
    }
    false
}

/// The Jaccard index of the words of two texts.
pub(super) fn overlap(one: &[String], other: &[String]) -> f32 {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (one, other) = (sorted(one), sorted(other));
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    shared as f32 / (one.len() + other.len() - shared).max(1) as f32
}
