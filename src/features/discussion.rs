//! Where readers speak: the comments under an article, the posts of a thread.

use super::hints;
use super::repetition::{Set, Sets};
use super::scopes::{ScopeId, Scopes};
use crate::parse::Tag;

/// Marks the blocks that are part of a discussion, told by names or by structure alone.
///
/// By names: inside an element whose class or id says `comment` or the like. By structure: inside siblings that look
/// alike and of which most have a date and a sentence, hardly one a heading or a price, little in links, and that
/// differ in length as people's answers do and teasers do not. An element around the title is the page, whatever
/// its name. Linear in blocks and elements.
pub(super) fn discussed(scopes: &Scopes, sets: &Sets<'_>, blocks: usize, title: Option<usize>) -> Vec<bool> {
    let holds_title = chain(scopes, title);
    let mut is_inside: Vec<bool> = Vec::with_capacity(scopes.len());
    for (at, scope) in scopes.iter() {
        let is_above = scope.parent.is_some_and(|parent| is_inside[parent.index()]);
        let starts =
            !holds_title[at.index()] && (is_named(scopes, at) || sets.set(at).is_some_and(Set::is_talk));
        is_inside.push(is_above || starts);
    }
    (0..blocks).map(|block| is_inside[scopes.element(block).index()]).collect()
}

/// Which elements hold the title.
fn chain(scopes: &Scopes, title: Option<usize>) -> Vec<bool> {
    let mut holds = vec![false; scopes.len()];
    for at in title.into_iter().flat_map(|title| scopes.ancestors(scopes.element(title))) {
        holds[at.index()] = true;
    }
    holds
}

fn is_named(scopes: &Scopes, at: ScopeId) -> bool {
    let scope = scopes.scope(at);
    scope.hints >> hints::COMMENT & 1 == 1 && !matches!(scope.tag, Tag::Html | Tag::Body)
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
        marks.discussed.iter().filter(|&&is| is).count()
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
