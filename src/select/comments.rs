//! Distinguishes the comments under an article from the posts of a thread.

use super::{SelectionInput, label};
use crate::comments::Comments;
use crate::label::Label;
use crate::metadata::PageType;
use crate::segment::{RawBlock, ends_sentence};

/// With less text outside of it, a discussion is a thread, even if the page declares an article.
const DECLARED_ARTICLE_WORDS: f32 = 15.0;
/// Without a declaration, text shorter than this may be the first post of a thread.
const ARTICLE_WORDS: f32 = 250.0;
/// The same if most of the discussion is in elements named after comments.
const NAMED_ARTICLE_WORDS: f32 = 150.0;
/// The mean score of comments is lower than that of the article by more than this.
const LOWER: f32 = 0.2;
/// The same if most of the discussion is in elements named after comments.
const NAMED_LOWER: f32 = 0.15;

/// Whether the discussion of a page, if it has one, is the comments under an article rather than a thread.
pub(super) fn are_comments(page: &SelectionInput<'_>, labels: &[Label]) -> bool {
    page.annotations.discussion.is_part.contains(&true) && !is_thread(page, labels)
}

/// Labels the comments of an article.
pub(super) fn set_apart(page: &SelectionInput<'_>, comments: Comments, labels: &mut [Label]) {
    for (at, block) in page.blocks.iter().enumerate().filter(|(at, _)| page.is_discussed(*at)) {
        labels[at] = match comments {
            Comments::Exclude => Label::Comment,
            Comments::Include => label(is_speech(block, page.blocks.text(block))),
        };
    }
}

/// Whether the discussion is what the page is about.
///
/// Declarations of the page take precedence: its type, the names of its elements, the heading of the discussion.
/// Without them, the discussion is a thread if its scores are like those of the other text, or if there is little other
/// text.
fn is_thread(page: &SelectionInput<'_>, labels: &[Label]) -> bool {
    let discussion = &page.annotations.discussion;
    let kept = |is_discussed: bool| {
        let blocks = page
            .words()
            .enumerate()
            .filter(move |(at, _)| labels[*at] == Label::Content && page.is_discussed(*at) == is_discussed);
        blocks.fold((0.0, 0.0), |(hits, total), (_, (score, words))| (hits + score * words, total + words))
    };
    let ((hits, words), (article_hits, article_words)) = (kept(true), kept(false));
    if words == 0.0 {
        return false;
    }
    if discussion.page_type == PageType::Thread || article_words < DECLARED_ARTICLE_WORDS {
        return true;
    }
    let lower = article_hits / article_words - hits / words;
    if discussion.is_titled {
        return discussion.page_type != PageType::Article && lower <= 0.0;
    }
    let (are_comments, are_posts) = (discussion.in_comments > 0.5, discussion.in_posts > 0.5);
    match (are_comments, are_posts) {
        (true, _) if discussion.page_type == PageType::Article => are_posts && lower <= LOWER,
        (true, _) => article_words < NAMED_ARTICLE_WORDS || lower <= NAMED_LOWER,
        (false, _) => article_words < ARTICLE_WORDS || lower <= LOWER,
    }
}

/// Whether a block is the text of a comment, not a name, a date or a button beside it.
fn is_speech(block: &RawBlock, text: &str) -> bool {
    block.link_density() < 0.5 && !block.is_hidden && (block.words >= 8 || ends_sentence(text))
}
