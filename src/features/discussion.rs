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
    for (at, scope) in scopes.iter().enumerate() {
        let is_above = scope.parent.is_some_and(|parent| is_inside[parent]);
        let starts = !holds_title[at] && (is_named(scopes, at) || sets.set(at).is_some_and(Set::is_talk));
        is_inside.push(is_above || starts);
    }
    (0..blocks).map(|block| is_inside[scopes.element(block)]).collect()
}

/// Which elements hold the title.
fn chain(scopes: &Scopes, title: Option<usize>) -> Vec<bool> {
    let mut holds = vec![false; scopes.len()];
    for at in title.into_iter().flat_map(|title| scopes.ancestors(scopes.element(title))) {
        holds[at] = true;
    }
    holds
}

fn is_named(scopes: &Scopes, at: ScopeId) -> bool {
    let scope = scopes.scope(at);
    scope.hints[hints::COMMENT] == 0 && !matches!(scope.tag, Tag::Html | Tag::Body)
}
