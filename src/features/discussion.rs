//! The text of readers: the comments under an article, the posts of a thread.

use super::ancestor_index::{AncestorIndex, Scope};
use super::hints;
use super::page::Measures;
use super::repetition::{SiblingGroup, SiblingGroups};
use super::section_names::Named;
use super::section_phrases::COMMENTS;
use crate::metadata::PageType;
use crate::parse::Tag;

/// The blocks written by readers, and what the page says about them.
#[derive(Clone, Debug, Default)]
pub struct Discussion {
    /// For each block, whether it is part of a discussion.
    pub is_part: Vec<bool>,
    /// The type that the page declares for itself.
    pub page_type: PageType,
    /// The share of the discussion's words that is in elements named after comments, 0 to 1.
    pub in_comments: f32,
    /// The share of the discussion's words that is in elements named after threads and posts, 0 to 1.
    pub in_posts: f32,
    /// The share of the discussion's words that is in elements of software that is used only for comments, 0 to 1.
    pub in_service: f32,
    /// The share of the discussion's words that is in elements named after reviews, 0 to 1.
    pub in_reviews: f32,
    /// Whether a heading above the discussion names comments. In elements named after comments, it may also be below
    /// the discussion.
    pub is_titled: bool,
    /// Whether the heading or line right above it says how many comments follow.
    pub is_counted: bool,
}

/// Marks the blocks that are part of a discussion, recognised by names or by structure alone.
///
/// By names: inside an element whose class or id says `comment` or similar. By structure: inside siblings that look
/// alike but differ in length, as answers do and teasers do not. Most of them have a date and a sentence, and hardly
/// any has a heading, a price or many links. Siblings right below a heading that names comments need to meet fewer
/// conditions. An element around the title is the whole page, whatever its name. Takes time linear in the number of
/// blocks and elements.
pub(super) fn read(
    scopes: &AncestorIndex,
    sets: &SiblingGroups<'_>,
    measures: &Measures,
    named: &[Named],
    title: Option<usize>,
    page_type: PageType,
) -> Discussion {
    let places = places(scopes, sets, measures, named, title);
    let place = |block: usize| places[scopes.element(block).index()];
    let blocks = 0..measures.blocks.len();
    let mut is_part: Vec<bool> = blocks.clone().map(|block| place(block).is_inside).collect();
    let is_counted = include_count(&mut is_part, measures, named);
    let mass = |is: &dyn Fn(Place) -> bool| -> f32 {
        let counted = blocks.clone().filter(|&block| is_part[block] && is(place(block)));
        counted.map(|block| measures.blocks[block].mass).sum()
    };
    let total = mass(&|_| true).max(1.0);
    let share = |is: &dyn Fn(Place) -> bool| mass(is) / total;
    let in_comments = share(&|place| place.in_comments);
    Discussion {
        is_titled: is_titled(&is_part, in_comments > 0.5, measures, named),
        is_counted,
        in_comments,
        in_posts: share(&|place| place.in_posts),
        in_service: share(&|place| place.in_service),
        in_reviews: share(&|place| place.in_reviews),
        page_type,
        is_part,
    }
}

/// For each element, the elements with a telling name that it is in.
fn places(
    scopes: &AncestorIndex,
    sets: &SiblingGroups<'_>,
    measures: &Measures,
    named: &[Named],
    title: Option<usize>,
) -> Vec<Place> {
    let holds_title = chain(scopes, title);
    let is_talk = talk(scopes, sets, measures, named);
    let mut places: Vec<Place> = Vec::with_capacity(scopes.len());
    for (at, scope) in scopes.iter() {
        let above = scope.parent.map_or(Place::default(), |parent| places[parent.index()]);
        let may_start = !holds_title[at.index()];
        let has = |hint: usize| may_start && has_hint(scope, hint);
        places.push(Place {
            is_inside: above.is_inside || has(hints::COMMENT) || (may_start && is_talk[at.index()]),
            in_comments: above.in_comments || has(hints::COMMENT),
            in_service: above.in_service || has(hints::COMMENT_SERVICE),
            in_posts: above.in_posts || has_hint(scope, hints::FORUM),
            in_reviews: above.in_reviews || has(hints::REVIEW),
        });
    }
    places
}

/// Which elements look like posts of readers, alone or under a name of comments.
fn talk(scopes: &AncestorIndex, sets: &SiblingGroups<'_>, measures: &Measures, named: &[Named]) -> Vec<bool> {
    let first_blocks = first_blocks(scopes, measures.blocks.len());
    let mut is_titled_set = vec![false; sets.len()];
    let is_talk = scopes.iter().map(|(at, _)| {
        let Some(number) = sets.number(at) else { return false };
        let first = first_blocks[at.index()].min(named.len());
        let starts = named[first.saturating_sub(2)..first].iter().any(|named| named.names_comments());
        let is_counted = first.checked_sub(1).is_some_and(|above| counts_comments(measures, named, above));
        let may_be_talk = |set: &SiblingGroup| set.may_be_talk(is_counted);
        is_titled_set[number] |= starts && sets.set(at).is_some_and(may_be_talk);
        is_titled_set[number] || sets.set(at).is_some_and(SiblingGroup::is_talk)
    });
    is_talk.collect()
}

/// Whether the text around a discussion says that it is comments.
fn is_titled(is_part: &[bool], is_named: bool, measures: &Measures, named: &[Named]) -> bool {
    let Some(first) = is_part.iter().position(|&is| is) else { return false };
    let after = is_part.iter().rposition(|&is| is).map_or(0, |last| last + 1);
    let above = first.saturating_sub(TITLE_DISTANCE)..first + 1;
    let below = if is_named { after..after + TITLE_DISTANCE } else { 0..0 };
    let is_heading = |at: usize| named[at].names_comments() && measures.blocks[at].is_heading;
    above.chain(below).any(|at| at < named.len() && is_heading(at))
}

/// Whether the text right above a discussion, or its first block, says how many comments there are. If it does, it is
/// made part of the discussion.
fn include_count(is_part: &mut [bool], measures: &Measures, named: &[Named]) -> bool {
    let Some(first) = is_part.iter().position(|&is| is) else { return false };
    let count = (first.saturating_sub(1)..=first).find(|&at| counts_comments(measures, named, at));
    if let Some(at) = count {
        is_part[at] = true;
    }
    count.is_some()
}

/// Whether a heading, or a line that is not a link, says how many comments there are.
fn counts_comments(measures: &Measures, named: &[Named], at: usize) -> bool {
    let (measure, named) = (&measures.blocks[at], named[at]);
    named.counts_comments && (measure.is_heading || (named.own == COMMENTS && measure.link_density == 0.0))
}

/// The largest distance in blocks from a discussion up to its heading, or down to the heading of its comment form.
const TITLE_DISTANCE: usize = 4;

/// What an element is in.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    is_inside: bool,
    in_comments: bool,
    in_service: bool,
    in_posts: bool,
    in_reviews: bool,
}

fn has_hint(scope: &Scope, group: usize) -> bool {
    scope.hints >> group & 1 == 1 && !matches!(scope.tag, Tag::Html | Tag::Body)
}

/// The first block of each element.
fn first_blocks(scopes: &AncestorIndex, blocks: usize) -> Vec<usize> {
    let mut first = vec![usize::MAX; scopes.len()];
    for block in 0..blocks {
        for at in scopes.ancestors(scopes.element(block)) {
            if first[at.index()] != usize::MAX {
                break;
            }
            first[at.index()] = block;
        }
    }
    first
}

/// Which elements hold the title.
fn chain(scopes: &AncestorIndex, title: Option<usize>) -> Vec<bool> {
    let mut holds = vec![false; scopes.len()];
    for at in title.into_iter().flat_map(|title| scopes.ancestors(scopes.element(title))) {
        holds[at.index()] = true;
    }
    holds
}

#[cfg(test)]
mod tests {
    use crate::features::measure_html;
    use crate::metadata::Head;
    use crate::parse::parse;
    use crate::segment::segment_html;

    /// How many of a page's blocks are part of a discussion.
    fn discussed(page: &str) -> usize {
        let tree = parse(page, &crate::Limits::new()).unwrap();
        let marks = measure_html(&tree, &segment_html(&tree), &Head::read(&tree), |_| ());
        marks.discussion.is_part.iter().filter(|&&is| is).count()
    }

    const ARTICLE: &str =
        "<h1>The mill</h1><p>The old mill at the river will become a library, it was decided.</p>";

    #[test]
    fn talk_is_told_by_its_structure() {
        let says = |words: usize| {
            format!("<div class=q><b>Ann</b> 12:30<p>I {}think so.</p></div>", "really ".repeat(words))
        };
        let page = format!("{ARTICLE}<div>{}{}{}</div>", says(2), says(30), says(9));
        assert_eq!(discussed(&page), 6);
        assert_eq!(discussed(ARTICLE), 0);
    }

    #[test]
    fn undated_posts_are_told_by_a_heading_that_counts_them() {
        let post = "<div class=q><b>Ann</b><p>I think so, too.</p></div>";
        let page = |heading: &str| format!("{ARTICLE}{heading}<div>{}</div>", post.repeat(3));
        assert_eq!(discussed(&page("<h3>3 comments</h3>")), 7);
        assert_eq!(discussed(&page("<h3>All 3 comments</h3>")), 7);
        assert_eq!(discussed(&page("<p>3 comments</p>")), 7);
        assert_eq!(discussed(&page("<a href=#c>3 comments</a>")), 0);
        assert_eq!(discussed(&page("<h3>Comments</h3>")), 0);
        assert_eq!(discussed(&page("<h3>3 visitors</h3>")), 0);
    }

    #[test]
    fn teasers_are_no_talk() {
        let teaser = "<div class=q><a href=x>The bridge was closed again on Sunday</a> 12:30<p>It will open soon.</p></div>";
        assert_eq!(discussed(&format!("{ARTICLE}<div>{}</div>", teaser.repeat(4))), 0);
    }

    #[test]
    fn what_holds_the_title_is_no_comment_whatever_its_name() {
        assert_eq!(discussed(&format!("<div class=comments>{ARTICLE}</div>")), 0);
        assert_eq!(discussed(&format!("{ARTICLE}<div class=comments><p>I think so, too.</p></div>")), 1);
    }
}
