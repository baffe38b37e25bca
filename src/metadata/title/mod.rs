//! The title of a page, without the name of its site.

mod parts;

use super::in_address::is_of_host;
use super::record::{Field, Records, Source};
use super::short_text::short_text;
use super::{in_address, one_line};
use crate::kind::BlockKind;
use crate::parse::{AttributeName, Tag, Tree};
use crate::segment::Blocks;
use parts::{folded, has_letters, is_name_of, is_start, main_part, overlap, parts};

/// Further top headings are not examined.
const MAX_HEADINGS: usize = 8;
/// A longer heading is not a title.
const MAX_WORDS: u32 = 40;
/// A longer title is not split.
const MAX_BYTES: usize = 1024;
/// A longer end of a title is not the name of the site, unless it is a heading.
const MAX_SITE: usize = 3;
/// Further parts of a title are not compared.
const MAX_PARTS: usize = 16;
/// How many blocks are searched for the name of the site.
const MAX_LOGO: usize = 40;
/// How many elements around the text of a heading are searched for a link.
const MAX_AROUND: usize = 4;
/// Further nodes of a heading are not compared.
const MAX_LINES: usize = 8;
/// The share of words in common with both titles in the head below which a heading is a slogan.
const SLOGAN: f32 = 0.2;
/// From this share on, author and date are searched for near a top heading even if another block agrees better.
const ALIKE: f32 = 0.3;

/// The title of a page, and the block that contains it.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    /// The block near which author and date are searched for.
    pub(super) block: Option<usize>,
}

/// The page's title, given the block at `heading` that the features identify as the title. The first of these that
/// exists:
///
/// 1. the first top heading, if the head has only the name of the site, except on a front page;
/// 2. the title in JSON-LD, if the given heading contains it next to a label;
/// 3. a top heading that is part of the title in the head, word by word;
/// 4. the given heading, without a kicker, if it is a top heading that shares words with the head, or if the head has
///    hardly any words;
/// 5. a top heading that shares words with the head, if the given block is not a heading;
/// 6. the given block, if it is part of the title in the head;
/// 7. the title in the head.
pub(super) fn choose(
    tree: &Tree,
    blocks: &Blocks,
    heading: Option<usize>,
    records: &Records,
    is_front: bool,
) -> Title {
    let mut page = Page { tree, blocks, head: Head::new(records, is_front) };
    if page.head.site.is_none() {
        page.head.set_site(page.logo());
    }
    // The name of the site is the title only of its front page.
    let is_bare = !is_front && page.head.title().is_some_and(|title| page.head.is_named(title));
    if let Some(block) = page.top().find(|&at| is_bare && !page.is_site(at)) {
        return Title { text: Some(page.text(block)), block: Some(block) };
    }
    let stated = || page.head.title().map(str::to_owned).or_else(|| records.best(Field::Title));
    let Some(heading) = heading.filter(|&at| page.text(at).len() <= MAX_BYTES) else {
        return Title { text: stated().or(heading.map(|at| page.text(at))), block: heading };
    };
    // "News Rain at last" where JSON-LD says "Rain at last": forums put the label of a thread into its heading.
    let headlines = page.head.headlines.iter().copied();
    if let Some(headline) = page.without_kicker(heading, headlines).filter(|_| page.is_heading(heading)) {
        return Title { text: Some(headline.to_owned()), block: Some(heading) };
    }
    if let Some(block) = page.exact(heading) {
        return Title { text: Some(page.head.shortened(page.text(block))), block: Some(block) };
    }
    let text = page.text(heading);
    let is_end = || page.head.is_site(&text) && (page.is_top(heading) || page.head.is_short_end(&text));
    let is_logo = page.links_home(heading) || is_end();
    if page.is_top(heading) && !is_logo {
        let better =
            page.without_kicker(heading, page.head.whole_and_main()).or_else(|| page.head.better_than(&text));
        return Title { text: Some(better.unwrap_or(&text).to_owned()), block: Some(heading) };
    }
    let top = page.top().find(|&at| page.is_alike(at));
    let is_title = page.head.has_part(&text) && !is_logo;
    let better = top.filter(|&at| !page.is_heading(heading) && !page.is_site(at)).map(|at| page.text(at));
    let text = better.or_else(|| if is_title { None } else { stated() }).unwrap_or(text);
    Title { text: Some(text), block: top.or(Some(heading)) }
}

/// The headings of a page, and what its head says.
struct Page<'p> {
    tree: &'p Tree,
    blocks: &'p Blocks,
    head: Head<'p>,
}

impl<'p> Page<'p> {
    fn text(&self, at: usize) -> String {
        // Documentation puts permalinks after its headings.
        one_line(self.blocks.text(&self.blocks.as_slice()[at]).trim_end_matches('¶'))
    }

    fn is_top(&self, at: usize) -> bool {
        self.blocks.as_slice()[at].kind == BlockKind::Heading(1)
    }

    fn is_heading(&self, at: usize) -> bool {
        matches!(self.blocks.as_slice()[at].kind, BlockKind::Heading(_))
    }

    /// The first top headings.
    fn top(&self) -> impl Iterator<Item = usize> {
        let is_short =
            |at: &usize| self.blocks.as_slice()[*at].words <= MAX_WORDS && self.text(*at).len() <= MAX_BYTES;
        (0..self.blocks.len()).filter(|at| self.is_top(*at)).take(MAX_HEADINGS).filter(is_short)
    }

    /// The top heading that is part of the title in the head: the given one, or another one if the given one is not
    /// part of it or if only the other one starts it.
    fn exact(&self, heading: usize) -> Option<usize> {
        let is_exact = |at: &usize| self.head.has_part(&self.text(*at)) && !self.is_site(*at);
        let starts = |at: &usize| is_exact(at) && self.head.has_start(&self.text(*at));
        if self.is_top(heading) && is_exact(&heading) {
            // "Rain at last" next to "Rain at last | Forum" or next to "Forum".
            let is_better = |at: &usize| {
                let is_own_start = || is_part_before(&self.text(*at), &self.text(heading));
                starts(at) && (is_own_start() || !starts(&heading))
            };
            return self.top().find(is_better).or(Some(heading));
        }
        if self.is_top(heading) && self.is_alike(heading) {
            return self.top().find(starts);
        }
        self.top().find(is_exact)
    }

    /// Whether a block names the site.
    fn is_site(&self, at: usize) -> bool {
        self.links_home(at) || self.head.is_site(&self.text(at))
    }

    /// The part of a title in the head that is the text of a link to the front page, near the top of the page.
    fn logo(&self) -> Option<&'p str> {
        let near_top = 0..self.blocks.len().min(MAX_LOGO);
        let logos: Vec<Vec<String>> =
            near_top.filter(|&at| self.links_home(at)).map(|at| folded(&self.text(at))).collect();
        if logos.is_empty() {
            return None;
        }
        let mut all = self.head.titles.iter().filter(|title| parts(title).nth(1).is_some());
        all.find_map(|title| parts(title).take(MAX_PARTS).find(|part| logos.contains(&folded(part))))
    }

    /// Whether the whole block is a link to the front page of the site, like a logo. On the front page, such a block
    /// may be the title.
    fn links_home(&self, at: usize) -> bool {
        let block = &self.blocks.as_slice()[at];
        if self.head.is_front || block.link_chars < block.chars {
            return false;
        }
        let mut around = block.element.into_iter().flat_map(|id| self.tree.ancestors(id)).take(MAX_AROUND);
        let link = around.find(|&id| self.tree.tag(id) == Some(Tag::A));
        let address = link.and_then(|id| self.tree.attribute(id, AttributeName::Href));
        address.is_some_and(|address| self.is_home(address.trim()))
    }

    fn is_home(&self, address: &str) -> bool {
        let is_own = |host| self.head.host.is_some_and(|own| in_address::without_subdomains(host) == own);
        address == "/" || (in_address::is_front(address) && in_address::host(address).is_some_and(is_own))
    }

    fn is_alike(&self, at: usize) -> bool {
        self.head.overlap(&self.text(at)) >= ALIKE
    }

    /// The first of some titles that is in a heading next to a kicker, each in an element of its own.
    fn without_kicker<'t>(
        &self,
        heading: usize,
        mut titles: impl Iterator<Item = &'t str>,
    ) -> Option<&'t str> {
        let lines = short_text(self.tree, self.blocks.as_slice()[heading].element?)?;
        let lines: Vec<&str> = lines.lines().collect();
        if lines.len() < 2 || lines.len() > MAX_LINES {
            return None;
        }
        let all = folded(&lines.join(" ")).len();
        let runs = (1..lines.len()).flat_map(|at| [&lines[at..], &lines[..at]]);
        let runs = runs.map(|run| folded(&run.join(" "))).filter(|run| 2 * run.len() >= all);
        let runs: Vec<Vec<String>> = runs.collect();
        titles.find(|title| runs.contains(&folded(title)))
    }
}

/// Whether a text is the part of the other text before one of its separators.
fn is_part_before(text: &str, other: &str) -> bool {
    let (text, parts) = (folded(text), parts(other).take(MAX_PARTS).map(folded).collect::<Vec<_>>());
    parts.len() > 1 && is_start(&parts[..parts.len() - 1], &text)
}

/// What the head says about the title.
struct Head<'r> {
    /// The titles in the head, best first.
    titles: Vec<&'r str>,
    /// The text of `<title>`.
    plain: Option<&'r str>,
    /// The titles that JSON-LD states.
    headlines: Vec<&'r str>,
    site: Option<&'r str>,
    /// The words of the name of the site.
    site_words: Option<Vec<String>>,
    host: Option<&'r str>,
    is_front: bool,
}

impl<'r> Head<'r> {
    fn new(records: &'r Records, is_front: bool) -> Head<'r> {
        /// Only adversarial pages have more titles.
        const MAX_TITLES: usize = 4;
        /// The most bytes of a domain name (RFC 1035, section 2.3.4).
        const MAX_HOST: usize = 255;
        let is_title = |title: &&str| title.len() <= MAX_BYTES && has_letters(title);
        let titles = records.ranked(Field::Title).filter(is_title);
        let all = |source| records.all(source, Field::Title).iter().map(String::as_str).filter(is_title);
        let site = records.ranked(Field::SiteName).next();
        let host = records.ranked(Field::Url).find_map(in_address::host).map(in_address::without_subdomains);
        Head {
            titles: titles.take(MAX_TITLES).collect(),
            plain: all(Source::Standard).next(),
            headlines: all(Source::JsonLdWork).take(MAX_TITLES).collect(),
            site,
            site_words: site.map(folded),
            host: host.filter(|host| host.len() <= MAX_HOST),
            is_front,
        }
    }

    fn set_site(&mut self, site: Option<&'r str>) {
        self.site = site;
        self.site_words = site.map(folded);
    }

    /// The best title without the name of the site. A title that is that name counts only if there is no other, or on the
    /// front page.
    fn title(&self) -> Option<&'r str> {
        let other = self.titles.iter().find(|title| self.is_front || !self.is_named(title));
        let title = other.or(self.titles.first())?;
        Some(if self.is_whole(title) { title } else { main_part(title, self.site) })
    }

    /// Whether another title is the same with the name of the site after it, so that this title is without it. Text
    /// after a bar is a label in any case.
    fn is_whole(&self, title: &str) -> bool {
        let words = folded(title);
        let is_longer = |other: &&str| {
            let end = parts(other).last().filter(|end| self.is_named(end));
            end.and_then(|end| other.rfind(end)).is_some_and(|at| folded(&other[..at]) == words)
        };
        !title.contains('|') && self.titles.iter().any(is_longer)
    }

    /// The titles, and what remains of each without the name of the site.
    fn whole_and_main(&self) -> impl Iterator<Item = &'r str> {
        let mains = self.titles.iter().map(|title| main_part(title, self.site));
        self.titles.iter().copied().chain(mains)
    }

    /// Whether a text names the site: the page says so, or the text is the end of every title that contains it, and
    /// `<title>` contains it. If another part of a title is known to name the site, the end does not name it, except on
    /// the front page.
    fn is_site(&self, text: &str) -> bool {
        let words = folded(text);
        let ends = |title: &&str| {
            parts(title).count() > 1 && parts(title).last().is_some_and(|end| folded(end) == words)
        };
        let has = |title: &&str| parts(title).any(|part| folded(part) == words);
        let named = |title: &&str| parts(title).take(MAX_PARTS).any(|part| self.is_named(part));
        let mut having = self.titles.iter().filter(|title| has(title)).peekable();
        // A title after the name of its site is an end too, but it is much longer than the text before it.
        let is_short = |title: &&str| {
            self.is_front || words.len() <= 2 * folded(title).len().saturating_sub(words.len())
        };
        let is_end = having.peek().is_some()
            && having.all(|title| ends(title) && is_short(title))
            && self.plain.is_none_or(|title| has(&title));
        self.is_named(text) || (is_end && (self.is_front || !self.titles.iter().any(named)))
    }

    /// Whether a text is the name of the site as the page says, or that of its host.
    fn is_named(&self, text: &str) -> bool {
        self.site_words.as_ref().is_some_and(|site| is_name_of(&folded(text), site))
            || is_of_host(text, self.host)
    }

    /// Whether a text that names the site is known to do so, or is shorter than the rest of the title.
    fn is_short_end(&self, text: &str) -> bool {
        let words = folded(text);
        let title = self.titles.first().map_or(0, |title| folded(title).len());
        self.is_named(text) || (words.len() <= MAX_SITE && title > 2 * words.len())
    }

    /// Whether a text is one or several consecutive parts of a title, word by word. The name of the site does not count
    /// as a part.
    fn has_part(&self, text: &str) -> bool {
        let text = folded(text);
        let is_run = |title: &&str| {
            let parts = parts(title).take(MAX_PARTS).filter(|part| !self.is_named(part));
            let parts: Vec<Vec<String>> = parts.map(folded).collect();
            (0..parts.len()).any(|first| is_start(&parts[first..], &text))
        };
        !text.is_empty() && self.titles.iter().any(is_run)
    }

    /// Whether a text is the first part or parts of a title, word by word.
    fn has_start(&self, text: &str) -> bool {
        let text = folded(text);
        let starts = |title: &&str| {
            let parts: Vec<Vec<String>> = parts(title).take(MAX_PARTS).map(folded).collect();
            is_start(&parts, &text)
        };
        !text.is_empty() && self.titles.iter().any(starts)
    }

    /// A heading without the name of the site, if the rest is a title in the head; else without a label after a bar.
    fn shortened(&self, heading: String) -> String {
        let main = main_part(&heading, self.site);
        let is_title = |title: &&str| folded(title) == folded(main);
        if main.len() < heading.len() && self.titles.iter().any(is_title) {
            return main.to_owned();
        }
        let Some((rest, label)) = heading.rsplit_once('|') else { return heading };
        let words = folded(label).len();
        let is_label = (1..=MAX_SITE).contains(&words) && folded(rest).len() >= 2 * words;
        // "Part 2" distinguishes the page from others.
        if is_label && !label.contains(char::is_numeric) { rest.trim_end().to_owned() } else { heading }
    }

    /// A better title than a top heading: its own main part, if that is a title in the head; or the title in the head,
    /// if the heading has hardly a word of it.
    fn better_than<'t>(&self, heading: &'t str) -> Option<&'t str>
    where
        'r: 't,
    {
        let main = main_part(heading, self.site);
        let is_title = || self.titles.iter().any(|title| folded(main_part(title, self.site)) == folded(main));
        if main.len() < heading.len() && is_title() {
            return Some(main);
        }
        self.title().filter(|_| self.overlap(heading) < SLOGAN && !self.is_vague(heading))
    }

    /// Whether the head has only a few words that do not name a site, such as "Untitled document", and a heading has
    /// more.
    fn is_vague(&self, heading: &str) -> bool {
        const MAX_WORDS: usize = 2;
        let words = self.titles.first().map_or(0, |title| folded(title).len());
        !self.is_front && self.titles.len() == 1 && words <= MAX_WORDS && folded(heading).len() > 2 * words
    }

    /// The share of words that a heading has in common with the most similar title.
    fn overlap(&self, heading: &str) -> f32 {
        let words = folded(heading);
        let in_common = self.titles.iter().map(|title| overlap(&words, &folded(main_part(title, self.site))));
        in_common.fold(0.0, f32::max)
    }
}
