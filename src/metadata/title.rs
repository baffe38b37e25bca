//! The title of a page, without the name of its site.

use super::one_line;
use super::record::{Field, Records};
use crate::kind::BlockKind;
use crate::segment::Blocks;

/// More top headings are not looked at.
const MAX_HEADINGS: usize = 8;
/// A longer heading is not a title.
const MAX_WORDS: u32 = 40;
/// A longer title is taken as it is.
const MAX_BYTES: usize = 1024;
/// A longer end of a title is not taken for the name of the site where it is no heading.
const MAX_SITE: usize = 3;
/// More parts of a title are not compared.
const MAX_PARTS: usize = 16;
/// The share of words in common with both titles in the head below which a heading is a slogan.
const SLOGAN: f32 = 0.2;
/// The share from which on a top heading is where author and date stand, though another block agrees better.
const ALIKE: f32 = 0.3;

/// What a page's title is, and the block that has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    /// The block near which author and date are looked for.
    pub(super) block: Option<usize>,
}

/// The page's title, where the features take the block at `heading` for it.
///
/// A top heading that is part of the title in the head, word by word, is the title; else the heading given, if it is a top
/// heading that has more than hardly a word in common with the head, or is part of the title there; else the title in
/// the head.
pub(super) fn choose(blocks: &Blocks, heading: Option<usize>, records: &Records) -> Title {
    let page = Page { blocks, head: Head::new(records) };
    let stated = || page.head.title().map(str::to_owned).or_else(|| records.best(Field::Title));
    let Some(heading) = heading.filter(|&at| page.text(at).len() <= MAX_BYTES) else {
        return Title { text: stated().or(heading.map(|at| page.text(at))), block: heading };
    };
    if let Some(block) = page.exact(heading) {
        return Title { text: Some(page.text(block)), block: Some(block) };
    }
    let text = page.text(heading);
    let is_logo = page.head.is_site(&text) && (page.is_top(heading) || page.head.is_short_end(&text));
    if page.is_top(heading) && !is_logo {
        let text = page.head.better_than(&text).unwrap_or(&text).to_owned();
        return Title { text: Some(text), block: Some(heading) };
    }
    let is_title = page.head.has_part(&text) && !is_logo;
    let text = if is_title { Some(text) } else { stated().or(Some(text)) };
    Title { text, block: page.top().find(|&at| page.is_alike(at)).or(Some(heading)) }
}

/// The headings of a page, and what its head says.
struct Page<'p> {
    blocks: &'p Blocks,
    head: Head<'p>,
}

impl Page<'_> {
    fn text(&self, at: usize) -> String {
        // Documentation puts links to its headings behind them.
        one_line(self.blocks.text(&self.blocks.as_slice()[at]).trim_end_matches('¶'))
    }

    fn is_top(&self, at: usize) -> bool {
        self.blocks.as_slice()[at].kind == BlockKind::Heading(1)
    }

    /// The first top headings.
    fn top(&self) -> impl Iterator<Item = usize> {
        let is_short =
            |at: &usize| self.blocks.as_slice()[*at].words <= MAX_WORDS && self.text(*at).len() <= MAX_BYTES;
        (0..self.blocks.len()).filter(|at| self.is_top(*at)).take(MAX_HEADINGS).filter(is_short)
    }

    /// The top heading that is part of the title in the head: the one given, or another if that is unlike it.
    fn exact(&self, heading: usize) -> Option<usize> {
        let is_exact = |at: &usize| {
            let text = self.text(*at);
            self.head.has_part(&text) && !self.head.is_site(&text)
        };
        if self.is_top(heading) && (is_exact(&heading) || self.is_alike(heading)) {
            return Some(heading).filter(is_exact);
        }
        self.top().find(is_exact)
    }

    fn is_alike(&self, at: usize) -> bool {
        self.head.overlap(&self.text(at)) >= ALIKE
    }
}

/// What the head says of the title.
struct Head<'r> {
    /// The titles there, best first.
    titles: Vec<&'r str>,
    site: Option<&'r str>,
}

impl<'r> Head<'r> {
    fn new(records: &'r Records) -> Head<'r> {
        /// Only adversarial pages have more titles.
        const MAX_TITLES: usize = 4;
        let titles =
            records.ranked(Field::Title).filter(|title| title.len() <= MAX_BYTES && has_letters(title));
        Head { titles: titles.take(MAX_TITLES).collect(), site: records.ranked(Field::SiteName).next() }
    }

    /// The best title without the name of the site.
    fn title(&self) -> Option<&'r str> {
        self.titles.first().map(|title| main_part(title, self.site))
    }

    /// Whether a text names the site: as the page says, or since it is the end of each title that has it.
    fn is_site(&self, text: &str) -> bool {
        let text = folded(text);
        let ends = |title: &&str| {
            parts(title).count() > 1 && parts(title).last().is_some_and(|end| folded(end) == text)
        };
        let has = |title: &&str| parts(title).any(|part| folded(part) == text);
        let mut having = self.titles.iter().filter(|title| has(title)).peekable();
        self.site.is_some_and(|site| folded(site) == text) || (having.peek().is_some() && having.all(ends))
    }

    /// Whether a text that names the site is known to do so, or is shorter than what the title has beside it.
    fn is_short_end(&self, text: &str) -> bool {
        let words = folded(text);
        let is_known = self.site.is_some_and(|site| folded(site) == words);
        let title = self.titles.first().map_or(0, |title| folded(title).len());
        is_known || (words.len() <= MAX_SITE && title > 2 * words.len())
    }

    /// Whether a text is a part of a title or several in a row, word by word.
    fn has_part(&self, text: &str) -> bool {
        let text = folded(text);
        let is_run = |title: &&str| {
            let parts: Vec<Vec<String>> = parts(title).take(MAX_PARTS).map(folded).collect();
            (0..parts.len()).any(|first| is_start(&parts[first..], &text))
        };
        !text.is_empty() && self.titles.iter().any(is_run)
    }

    /// What is better than a top heading: its own main part, where that is a title in the head; or the title in the head,
    /// where the heading has hardly a word of it.
    fn better_than<'t>(&self, heading: &'t str) -> Option<&'t str>
    where
        'r: 't,
    {
        let main = main_part(heading, self.site);
        let is_title = || self.titles.iter().any(|title| folded(main_part(title, self.site)) == folded(main));
        if main.len() < heading.len() && is_title() {
            return Some(main);
        }
        (self.overlap(heading) < SLOGAN).then(|| self.title()).flatten()
    }

    /// The share of words that a heading has in common with the title that is most like it.
    fn overlap(&self, heading: &str) -> f32 {
        let words = folded(heading);
        let in_common = self.titles.iter().map(|title| overlap(&words, &folded(main_part(title, self.site))));
        in_common.fold(0.0, f32::max)
    }
}

/// Whether the first parts, one or more of them, are a text.
fn is_start(parts: &[Vec<String>], text: &[String]) -> bool {
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

/// A title without the name of the site before or after it: its first part that is not the site, or all but the last
/// part where the first is a single word.
fn main_part<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let site = site.map(folded);
    let is_site = |part: &str| site.as_ref().is_some_and(|site| *site == folded(part));
    let all: Vec<&str> = parts(title).collect();
    // "Rain at last · Weather | The Farmer": only the part after the bar is the site.
    if let Some((rest, end)) = title.rsplit_once('|').filter(|(rest, _)| !rest.contains('|')) {
        if is_site(end) && all.len() > 1 && !is_site(all[0]) {
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

/// The parts of a title between separators, those without letters left out.
fn parts(title: &str) -> impl Iterator<Item = &str> {
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

/// Whether the character at `at` separates parts of a title: a bar, or a dash, dot, arrow or colon with space around it.
fn is_separator(title: &str, at: usize, c: char) -> bool {
    let is_mark = matches!(c, '-' | '–' | '—' | '·' | '•' | '»' | '«' | '›' | '‹' | '/' | '~' | ':');
    let has_space = title[..at].ends_with(char::is_whitespace);
    let is_double = matches!(c, '-' | ':') && title[..at].ends_with(c);
    let is_followed = title[at + c.len_utf8()..].starts_with(|next: char| next.is_whitespace() || next == c);
    matches!(c, '|' | '｜' | '丨') || (is_mark && (has_space || is_double) && is_followed)
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The words of a text in small letters, without punctuation.
fn folded(text: &str) -> Vec<String> {
    let is_within = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}');
    let words = text.split(|c: char| !is_within(c)).map(|word| {
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// The share of the words of either text that both have.
fn overlap(one: &[String], other: &[String]) -> f32 {
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
