//! Distinguishes the comments under an article from the posts of a thread.

use super::{SelectionInput, label};
use crate::comments::Comments;
use crate::label::Label;
use crate::metadata::PageType;
use crate::segment::{RawBlock, ends_sentence};

/// With fewer words than this outside it, a discussion is a thread, even if the page declares an article.
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
    page.has_discussion() && !is_thread(page, labels)
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

/// Keeps the posts of a thread whose own scores reach the cut. The low scores of the names and buttons between posts
/// are ignored.
pub(super) fn keep_posts(page: &SelectionInput<'_>, cut: f32, labels: &mut [Label]) {
    for (at, block) in page.blocks.iter().enumerate().filter(|(at, _)| page.is_discussed(*at)) {
        if page.scores[at] >= cut && is_speech(block, page.blocks.text(block)) {
            labels[at] = Label::Content;
        }
    }
}

/// Whether the discussion is a thread, so that its posts are the body text of the page.
///
/// Declarations of the page take precedence: its type, the names of its elements, the heading of the discussion.
/// Without them, the discussion is a thread if its scores are like those of the other text, or if there is little other
/// text.
fn is_thread(page: &SelectionInput<'_>, labels: &[Label]) -> bool {
    let discussion = &page.annotations.discussion;
    let mostly = |share: f32| share > 0.5;
    if mostly(discussion.in_reviews) {
        return true;
    }
    let (posts, article) = (
        Mass::of(page, |at, _| page.is_discussed(at) && labels[at] == Label::Content),
        Mass::of(page, |at, block| {
            !page.is_discussed(at) && (labels[at] == Label::Content || may_be_article(page, at, block))
        }),
    );
    if posts.words == 0.0 {
        return false;
    }
    if discussion.page_type == PageType::Thread || article.words < DECLARED_ARTICLE_WORDS {
        return true;
    }
    let (are_comments, are_posts) = (mostly(discussion.in_comments), mostly(discussion.in_posts));
    let are_titled = if are_comments {
        discussion.is_titled || discussion.is_counted
    } else {
        discussion.is_counted && !are_posts
    };
    if are_titled || mostly(discussion.in_service) {
        return false;
    }
    let lower = article.score() - posts.score();
    if discussion.page_type == PageType::Article {
        are_posts && lower <= LOWER
    } else if discussion.is_titled {
        lower <= 0.0
    } else if are_comments {
        article.words < NAMED_ARTICLE_WORDS || lower <= NAMED_LOWER
    } else {
        article.words < ARTICLE_WORDS || lower <= LOWER
    }
}

/// Whether a block may be part of a short article that was dropped because its comments have higher scores.
fn may_be_article(page: &SelectionInput<'_>, at: usize, block: &RawBlock) -> bool {
    const LOWEST: f32 = 0.1;
    page.scores[at] >= LOWEST && is_speech(block, page.blocks.text(block))
}

/// The number of words in some blocks, and the sum of the scores of these words.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    words: f32,
    hits: f32,
}

impl Mass {
    fn of(page: &SelectionInput<'_>, is_in: impl Fn(usize, &RawBlock) -> bool) -> Mass {
        let blocks =
            page.words().zip(page.blocks.iter()).enumerate().filter(|(at, (_, block))| is_in(*at, block));
        blocks.fold(Mass::default(), |mass, (_, ((score, words), _))| Mass {
            words: mass.words + words,
            hits: mass.hits + score * words,
        })
    }

    /// The mean score per word.
    fn score(self) -> f32 {
        self.hits / self.words.max(1.0)
    }
}

/// Whether a block is the text of a comment rather than a name, a date or a button next to it.
fn is_speech(block: &RawBlock, text: &str) -> bool {
    block.link_density() < 0.5 && !block.is_hidden && (block.words >= 8 || ends_sentence(text))
}
