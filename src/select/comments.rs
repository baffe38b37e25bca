//! The comments under an article, told from the posts of a thread.

use super::{SelectionInput, label};
use crate::comments::Comments;
use crate::label::Label;
use crate::metadata::PageType;
use crate::segment::{RawBlock, ends_sentence};

/// What stands beside a discussion is an article from so many words on, if the page says so.
const DECLARED_ARTICLE_WORDS: f32 = 15.0;
/// Without a word from the page it may be the post that a thread starts with, if it has fewer words than that.
const ARTICLE_WORDS: f32 = 250.0;
/// The same beside elements that are named after comments.
const NAMED_ARTICLE_WORDS: f32 = 150.0;
/// How much lower than the article's the mean score of comments is at least.
const LOWER: f32 = 0.2;
/// The same in elements that are named after comments.
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
/// What the page says about itself counts most: that it is a thread or an article, how its elements are named, what
/// stands above the discussion. Where it says nothing, posts are told from comments by their scores, which are like
/// those of the rest, and by there being hardly anything else.
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

/// Whether a block is what somebody said, not a name, a date or a button beside it.
fn is_speech(block: &RawBlock, text: &str) -> bool {
    block.link_density() < 0.5 && !block.is_hidden && (block.words >= 8 || ends_sentence(text))
}
