//! The comments under an article, told from the posts of a thread.

use super::{Candidates, label};
use crate::comments::Comments;
use crate::label::Label;
use crate::segment::{RawBlock, ends_sentence};

/// An article has at least so many words; what is shorter may be the post that a thread starts with.
const ARTICLE_WORDS: f32 = 250.0;
/// How much lower than the article's the scores of its comments are at least.
const LOWER: f32 = 0.2;

/// Labels the comments of an article. The posts of a thread stay what they are.
pub(super) fn set_apart(page: &Candidates<'_>, comments: Comments, labels: &mut [Label]) {
    if !page.discussed.contains(&true) || is_thread(page, labels) {
        return;
    }
    for (at, block) in page.blocks.iter().enumerate().filter(|(at, _)| page.is_discussed(*at)) {
        labels[at] = match comments {
            Comments::Exclude => Label::Comment,
            Comments::Include => label(is_speech(block, page.blocks.text(block))),
        };
    }
}

/// Whether the discussion is what the page is about: nothing as long as an article is kept beside it, or it has
/// scores like the rest.
fn is_thread(page: &Candidates<'_>, labels: &[Label]) -> bool {
    let kept = |is_discussed: bool| {
        let blocks = page
            .words()
            .enumerate()
            .filter(move |(at, _)| labels[*at] == Label::Content && page.is_discussed(*at) == is_discussed);
        blocks.fold((0.0, 0.0), |(hits, total), (_, (score, words))| (hits + score * words, total + words))
    };
    let ((hits, words), (article_hits, article_words)) = (kept(true), kept(false));
    let is_kept = words > 0.0;
    is_kept && (article_words < ARTICLE_WORDS || hits / words >= article_hits / article_words - LOWER)
}

/// Whether a block is what somebody said, not a name, a date or a button beside it.
fn is_speech(block: &RawBlock, text: &str) -> bool {
    block.link_density() < 0.5 && !block.is_hidden && (block.words >= 8 || ends_sentence(text))
}
