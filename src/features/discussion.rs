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
    /// For each block whether it is part of a discussion.
    pub is_part: Vec<bool>,
    /// What kind of page the page says it is.
    pub page_type: PageType,
    /// The share of the discussion's words that is in elements named after comments, 0 to 1.
    pub in_comments: f32,
    /// The share of the discussion's words that is in elements named after threads and posts, 0 to 1.
    pub in_posts: f32,
    /// Whether a heading above the discussion names comments, or one below it, in elements named after comments.
    pub is_titled: bool,
}

/// Marks the blocks that are part of a discussion, told by names or by structure alone.
///
/// By names: inside an element whose class or id says `comment` or the like. By structure: inside siblings that look
/// alike and of which most have a date and a sentence, hardly one a heading or a price, little in links, and that
/// differ in length as people's answers do and teasers do not; of siblings right below a heading that names comments
/// less is asked. An element around the title is the page, whatever its name. Linear in blocks and elements.
pub(super) fn read(
    scopes: &AncestorIndex,
    sets: &SiblingGroups<'_>,
    measures: &Measures,
    named: &[Named],
    title: Option<usize>,
    page_type: PageType,
) -> Discussion {
    let holds_title = chain(scopes, title);
    let first_blocks = first_blocks(scopes, measures.blocks.len());
    let mut is_titled_set = vec![false; sets.len()];
    let mut places: Vec<Place> = Vec::with_capacity(scopes.len());
    for (at, scope) in scopes.iter() {
        let above = scope.parent.map_or(Place::default(), |parent| places[parent.index()]);
        let may_start = !holds_title[at.index()];
        let is_named = may_start && has_hint(scope, hints::COMMENT);
        let is_titled = sets.number(at).is_some_and(|set| {
            let first = first_blocks[at.index()].min(named.len());
            let starts = named[first.saturating_sub(2)..first].iter().any(|named| named.own == COMMENTS);
            let is_counted = first.checked_sub(1).is_some_and(|above| {
                let heading = &measures.blocks[above];
                heading.is_heading && heading.text.digits > 0.0 && named[above].own == COMMENTS
            });
            is_titled_set[set] |= starts && sets.set(at).is_some_and(|set| set.may_be_talk(is_counted));
            is_titled_set[set]
        });
        let is_talk = is_titled || sets.set(at).is_some_and(SiblingGroup::is_talk);
        places.push(Place {
            is_inside: above.is_inside || is_named || (may_start && is_talk),
            in_comments: above.in_comments || is_named,
            in_posts: above.in_posts || has_hint(scope, hints::FORUM),
        });
    }
    let place = |block: usize| places[scopes.element(block).index()];
    let blocks = 0..measures.blocks.len();
    let is_part: Vec<bool> = blocks.clone().map(|block| place(block).is_inside).collect();
    let mass = |is: &dyn Fn(Place) -> bool| -> f32 {
        let counted = blocks.clone().filter(|&block| is_part[block] && is(place(block)));
        counted.map(|block| measures.blocks[block].mass).sum()
    };
    let total = mass(&|_| true).max(1.0);
    let (in_comments, in_posts) =
        (mass(&|place| place.in_comments) / total, mass(&|place| place.in_posts) / total);
    let is_titled = is_part.iter().position(|&is| is).is_some_and(|first| {
        let after = is_part.iter().rposition(|&is| is).map_or(0, |last| last + 1);
        let above = first.saturating_sub(TITLE_DISTANCE)..first + 1;
        let below = if in_comments > 0.5 { after..after + TITLE_DISTANCE } else { 0..0 };
        let is_title = |at: usize| named[at].own == COMMENTS && measures.blocks[at].is_heading;
        above.chain(below).any(|at| at < named.len() && is_title(at))
    });
    Discussion { is_part, page_type, in_comments, in_posts, is_titled }
}

/// The largest distance in blocks from a discussion up to its heading, or down to the heading of its comment form.
const TITLE_DISTANCE: usize = 4;

/// What an element is in.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    is_inside: bool,
    in_comments: bool,
    in_posts: bool,
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
        assert_eq!(discussed(&page("<h3>3 comments</h3>")), 6);
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
