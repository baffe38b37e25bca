//! Labels the blocks of a page by their scores.

mod chain;
mod comments;
mod context;
mod cut;
mod renditions;

use crate::comments::Comments;
use crate::features::PageAnnotations;
use crate::focus::Focus;
use crate::label::Label;
use crate::rule::Rule;
use crate::score::probability;
use crate::segment::Blocks;
use cut::Cut;

/// The input of [`select`].
#[derive(Clone, Copy, Debug)]
pub struct SelectionInput<'a> {
    /// The blocks of a page.
    pub blocks: &'a Blocks,
    /// For each block, the probability that it is body text.
    pub scores: &'a [f32],
    /// The log-odds that each block has the same label as the one above it; empty if that is unknown.
    pub bonds: &'a [f32],
    /// Findings about the page besides the features.
    pub annotations: &'a PageAnnotations,
}

impl SelectionInput<'_> {
    /// The score and the number of words of each block.
    fn words(&self) -> impl Iterator<Item = (f32, f32)> + Clone + '_ {
        self.scores.iter().zip(self.blocks.iter()).map(|(&score, block)| (score, block.words.max(1) as f32))
    }

    fn has_discussion(&self) -> bool {
        self.annotations.discussion.is_part.contains(&true)
    }

    fn is_discussed(&self, at: usize) -> bool {
        self.annotations.discussion.is_part.get(at).is_some_and(|&is| is)
    }
}

/// The labels of a page's blocks.
#[derive(Clone, Debug)]
pub struct Selection {
    /// One label for each block.
    pub labels: Vec<Label>,
    /// For each block, the rule that changed its label last.
    pub rules: Vec<Rule>,
    /// The score of each block, averaged with those of the blocks that it is bound to.
    pub smoothed: Vec<f32>,
    /// The lowest smoothed score that the cut keeps; `None` if it keeps nothing.
    pub threshold: Option<f32>,
    /// The F-measure of the body text that the scores predict, 0 to 1: F1, F0.5 or F2, as for the threshold.
    pub confidence: f32,
    /// Whether the page has comments; [`Comments`] decides whether they are kept.
    pub has_comments: bool,
}

impl Selection {
    /// Applies `change` and records `rule` for every label that it changed.
    fn apply(&mut self, rule: Rule, change: impl FnOnce(&mut [Label])) {
        let before = self.labels.clone();
        change(&mut self.labels);
        for ((last, before), after) in self.rules.iter_mut().zip(&before).zip(&self.labels) {
            if before != after {
                *last = rule;
            }
        }
    }

    /// Labels the blocks that are `kept` as body text, and no others.
    pub(crate) fn overrule(&mut self, kept: &[bool]) {
        self.apply(Rule::Retain, |labels| {
            for (label, &is_kept) in labels.iter_mut().zip(kept) {
                if is_kept != (*label == Label::Content) {
                    *label = self::label(is_kept);
                }
            }
        });
    }
}

/// Labels the blocks of a page by their scores.
///
/// 1. Each score is averaged with those of the blocks that it is bound to.
/// 2. The cut is the threshold with the highest expected F-measure over the words kept.
/// 3. The labelling that best fits scores and bonds is found, so that bound blocks are kept or dropped together.
/// 4. A heading slightly below the cut is kept if the block under it is kept.
/// 5. The comments under an article are labelled, and its other blocks are labelled again without them: the cut must
///    not depend on text that is set apart. The posts of a thread are body text if their own scores reach the cut.
/// 6. The title gets its own label, and copies of text that was kept are dropped.
///
/// Takes O(n log n) time.
pub fn select(page: &SelectionInput<'_>, focus: Focus, comments: Comments) -> Selection {
    let scored = Scored::new(page);
    let mut selection = scored.label(page, &scored.smoothed, focus);
    selection.has_comments = comments::are_comments(page, &selection.labels);
    if selection.has_comments {
        let of_article = |(at, &score)| if page.is_discussed(at) { 0.0 } else { score };
        let of_rest: Vec<f32> = scored.smoothed.iter().enumerate().map(of_article).collect();
        selection = Selection { has_comments: true, ..scored.label(page, &of_rest, focus) };
        selection.apply(Rule::Comments, |labels| comments::set_apart(page, comments, labels));
    } else if page.has_discussion() {
        let cut = selection.threshold.unwrap_or(f32::INFINITY);
        selection.apply(Rule::Threshold, |labels| comments::keep_posts(page, cut, labels));
    }
    selection.apply(Rule::Title, |labels| context::set_title_apart(page, labels));
    selection.apply(Rule::Duplicate, |labels| renditions::drop_renditions(page, labels));
    selection.smoothed = scored.smoothed;
    selection
}

/// The scores of a page's blocks and the bonds between neighbours.
#[derive(Debug)]
struct Scored {
    bonds: Vec<f32>,
    /// The log-odds of the scores, averaged over bound blocks.
    odds: Vec<f32>,
    /// The same as probabilities.
    smoothed: Vec<f32>,
}

impl Scored {
    fn new(page: &SelectionInput<'_>) -> Scored {
        let bonds = context::bonds(page);
        let odds = context::smoothed(page, &bonds);
        let smoothed = odds.iter().map(|&odds| probability(odds)).collect();
        Scored { bonds, odds, smoothed }
    }

    /// Labels the blocks; the cut is chosen from `scores`.
    fn label(&self, page: &SelectionInput<'_>, scores: &[f32], focus: Focus) -> Selection {
        let cut = Cut::new(&SelectionInput { scores, ..*page }, focus);
        let blocks = page.blocks.iter().zip(page.scores.iter().zip(&self.smoothed));
        let labels_and_rules = blocks.map(|(block, (&score, &smoothed))| cut.decide(block, score, smoothed));
        let (labels, rules) = labels_and_rules.unzip();
        let mut selection = Selection {
            labels,
            rules,
            smoothed: Vec::new(),
            threshold: cut.threshold.is_finite().then_some(cut.threshold),
            confidence: cut.expected,
            has_comments: false,
        };
        selection.apply(Rule::Context, |labels| context::bind(&self.odds, &self.bonds, &cut, labels));
        selection.apply(Rule::Heading, |labels| context::keep_headings(page, &cut, labels));
        selection
    }
}

fn label(is_content: bool) -> Label {
    if is_content { Label::Content } else { Label::Boilerplate }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Discussion;
    use crate::metadata::PageType;
    use crate::segment::segment_html;

    /// The blocks of a page.
    fn blocks(html: &str) -> Blocks {
        segment_html(&crate::parse::parse(html, &crate::Limits::new()).unwrap())
    }

    /// The input for a page whose blocks are not bound to each other.
    fn input<'a>(
        blocks: &'a Blocks,
        scores: &'a [f32],
        annotations: &'a PageAnnotations,
    ) -> SelectionInput<'a> {
        SelectionInput { blocks, scores, bonds: &[], annotations }
    }

    fn marks(html: &str, scores: &[f32], focus: Focus) -> String {
        let (blocks, annotations) = (blocks(html), PageAnnotations::default());
        let selection = select(&input(&blocks, scores, &annotations), focus, Comments::Exclude);
        selection.labels.iter().map(|label| if *label == Label::Content { '+' } else { '-' }).collect()
    }

    #[test]
    fn the_cut_follows_the_scores() {
        let page = "<p>a b c d e<p>f g h i j<p>k l m n o";
        assert_eq!(marks(page, &[0.9, 0.6, 0.1], Focus::Balanced), "++-");
        assert_eq!(marks(page, &[0.9, 0.6, 0.1], Focus::Precision), "+--");
        assert_eq!(marks(page, &[0.9, 0.3, 0.22], Focus::Recall), "+++");
        assert_eq!(marks(page, &[0.05, 0.05, 0.05], Focus::Balanced), "---");
    }

    #[test]
    fn every_rule_is_recorded() {
        let words = |word: &str| format!("{word} ").repeat(100);
        let page = format!(
            "<h1>A title</h1><p>{0}<h2>Head</h2><p>{1}<p>an end<table><tr><td>a<td>b<tr><td>c<td>d</table>\
             <p hidden>{0}<div>Ann</div>",
            words("v"),
            words("w"),
        );
        let blocks = blocks(&page);
        let is_part = vec![false, false, false, false, false, false, false, false, true];
        let annotations = PageAnnotations {
            title: Some(0),
            discussion: Discussion { is_part, ..Discussion::default() },
            ..PageAnnotations::default()
        };
        let scores = [0.1, 0.99, 0.3, 0.99, 0.55, 0.9, 0.2, 0.99, 0.1];
        // The heading's bond to the paragraph is weak, so that only the rule for headings keeps it.
        let bonds = [0.0, 0.0, 0.0, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let page = SelectionInput { bonds: &bonds, ..input(&blocks, &scores, &annotations) };
        let mut selection = select(&page, Focus::Balanced, Comments::Exclude);
        let of_neighbours = [
            Rule::Heading,
            Rule::Threshold,
            Rule::Threshold,
            Rule::Threshold,
            Rule::Context,
            Rule::Duplicate,
            Rule::Comments,
        ];
        assert_eq!(selection.rules[..2], [Rule::Title, Rule::Threshold]);
        assert_eq!(selection.rules[2..], of_neighbours);
        selection.overrule(&[true, false, true, true, true, true, true, false, false]);
        assert_eq!(selection.rules[..2], [Rule::Retain, Rule::Retain]);
        assert_eq!(selection.rules[2..], of_neighbours);
        assert_eq!(selection.labels[..2], [Label::Content, Label::Boilerplate]);
        assert_eq!(selection.labels[8], Label::Comment, "dropped, and still labelled as a comment");
    }

    #[test]
    fn bound_blocks_stay_together() {
        let blocks = blocks(&format!("<p>{}<p>You need:<pre>a b c d</pre><p>Some more.", "w ".repeat(100)));
        let (annotations, scores) = (PageAnnotations::default(), [0.99, 0.8, 0.2, 0.05]);
        let kept = |bonds: &[f32]| -> Vec<bool> {
            let page = SelectionInput { bonds, ..input(&blocks, &scores, &annotations) };
            let labels = select(&page, Focus::Balanced, Comments::Exclude).labels;
            labels.iter().map(|label| *label == Label::Content).collect()
        };
        assert_eq!(kept(&[]), [true, true, false, false]);
        assert_eq!(kept(&[0.0, 4.0, 4.0, -4.0]), [true, true, true, false]);
    }

    #[test]
    fn prose_is_kept_even_if_all_scores_are_low() {
        let page = |words: usize| format!("<p>{}<p>a teaser<p>{}", "w ".repeat(words), "v ".repeat(words));
        assert_eq!(marks(&page(200), &[0.04, 0.02, 0.04], Focus::Balanced), "+-+");
        assert_eq!(marks(&page(200), &[0.04, 0.6, 0.03], Focus::Balanced), "+-+");
        assert_eq!(marks(&page(200), &[0.001, 0.9, 0.0], Focus::Balanced), "-+-");
        assert_eq!(marks(&page(100), &[0.04, 0.02, 0.04], Focus::Balanced), "---");
    }

    /// The labels of an article of `words` words with three comments, which the page describes as in `discussion`.
    #[allow(clippy::needless_pass_by_value)] // Made where it is called.
    fn labels_of_comments(
        words: usize,
        scores: &[f32],
        discussion: Discussion,
        comments: Comments,
    ) -> String {
        let blocks = blocks(&format!(
            "<p>{}<div><b>Ann</b></div><div>I think that it is not so at all.</div><div>Yes!</div>",
            "w ".repeat(words)
        ));
        let discussion = Discussion { is_part: vec![false, true, true, true], ..discussion };
        let annotations = PageAnnotations { discussion, ..PageAnnotations::default() };
        let mark = |label: &Label| match label {
            Label::Content => '+',
            Label::Comment => '~',
            _ => '-',
        };
        let selection = select(&input(&blocks, scores, &annotations), Focus::Balanced, comments);
        selection.labels.iter().map(mark).collect()
    }

    #[test]
    fn scores_distinguish_comments_from_threads() {
        let marks =
            |words, scores| labels_of_comments(words, scores, Discussion::default(), Comments::Exclude);
        assert_eq!(marks(300, &[0.95, 0.1, 0.65, 0.65]), "+~~~");
        assert_eq!(marks(300, &[0.95, 0.1, 0.9, 0.9]), "+-++");
        assert_eq!(marks(100, &[0.95, 0.1, 0.65, 0.65]), "+-++");
        assert_eq!(marks(100, &[0.95, 0.1, 0.1, 0.1]), "+~~~");
        let included =
            labels_of_comments(300, &[0.95, 0.1, 0.65, 0.65], Discussion::default(), Comments::Include);
        assert_eq!(included, "+-++");
    }

    #[test]
    fn declarations_distinguish_comments_from_threads() {
        let marks =
            |discussion| labels_of_comments(30, &[0.95, 0.5, 0.9, 0.9], discussion, Comments::Exclude);
        let unknown = Discussion::default();
        assert_eq!(marks(unknown.clone()), "++++");
        assert_eq!(marks(Discussion { is_titled: true, ..unknown.clone() }), "+~~~");
        let article = Discussion { page_type: PageType::Article, in_comments: 1.0, ..unknown.clone() };
        assert_eq!(marks(article.clone()), "+~~~");
        assert_eq!(marks(Discussion { in_posts: 1.0, ..article.clone() }), "++++");
        assert_eq!(marks(Discussion { in_posts: 1.0, in_service: 1.0, ..article.clone() }), "+~~~");
        assert_eq!(marks(Discussion { in_posts: 1.0, is_counted: true, ..article.clone() }), "+~~~");
        assert_eq!(marks(Discussion { in_reviews: 1.0, ..article.clone() }), "++++");
        assert_eq!(marks(Discussion { is_counted: true, ..unknown.clone() }), "+~~~");
        assert_eq!(marks(Discussion { is_counted: true, in_posts: 1.0, ..unknown.clone() }), "++++");
        assert_eq!(marks(Discussion { page_type: PageType::Thread, is_titled: true, ..unknown }), "++++");
    }

    #[test]
    fn a_short_article_is_kept_whatever_its_comments_score() {
        let article = Discussion { page_type: PageType::Article, in_comments: 1.0, ..Discussion::default() };
        let marks = |scores| labels_of_comments(20, scores, article.clone(), Comments::Exclude);
        assert_eq!(marks(&[0.35, 0.1, 0.95, 0.95]), "+~~~");
        assert_eq!(marks(&[0.01, 0.1, 0.95, 0.95]), "--++", "the discussion is all that there is");
    }

    /// Whether a post slightly above the threshold is kept, among neighbours with low scores that it is bound to.
    fn is_bound_post_kept(discussion: Discussion) -> bool {
        let post = "<p>I think that it is not so at all.";
        let blocks = blocks(&format!("<p>{}{post}<p>Ann{post}<p>Reply", "w ".repeat(100)));
        let annotations = PageAnnotations { discussion, ..PageAnnotations::default() };
        let (scores, bonds) = ([0.95, 0.95, 0.001, 0.4, 0.001], [0.0, 0.0, 0.9, 0.9, 0.9]);
        let page = SelectionInput { bonds: &bonds, ..input(&blocks, &scores, &annotations) };
        select(&page, Focus::Balanced, Comments::Exclude).labels[3] == Label::Content
    }

    #[test]
    fn posts_above_the_threshold_stay_in_threads() {
        let of = |is_part: [bool; 5]| Discussion {
            page_type: PageType::Thread,
            is_part: is_part.to_vec(),
            ..Discussion::default()
        };
        assert!(is_bound_post_kept(of([false, true, true, true, true])));
        assert!(!is_bound_post_kept(of([false; 5])));
    }

    #[test]
    fn reviews_stay_although_all_were_dropped_with_their_neighbours() {
        let of = |in_reviews| Discussion {
            in_reviews,
            is_part: vec![false, false, true, true, true],
            ..Discussion::default()
        };
        assert!(is_bound_post_kept(of(1.0)));
        assert!(!is_bound_post_kept(of(0.0)));
    }

    #[test]
    fn a_title_without_other_text_is_kept() {
        let marks = |html: &str, scores: &[f32]| {
            let (blocks, annotations) =
                (blocks(html), PageAnnotations { title: Some(0), ..PageAnnotations::default() });
            select(&input(&blocks, scores, &annotations), Focus::Balanced, Comments::Exclude).labels
        };
        let page = "<h1>Five words in this title</h1><p>a b c</p>";
        assert_eq!(marks(page, &[0.9, 0.1]), [Label::Content, Label::Boilerplate]);
        assert_eq!(marks(page, &[0.05, 0.01]), [Label::Title, Label::Boilerplate]);
        let page = "<h1>Five words in this title</h1><p>a b c d e f</p>";
        assert_eq!(marks(page, &[0.9, 0.9]), [Label::Title, Label::Content]);
        let page = "<div>Five words in a line:<br><br>a b c d e f</div>";
        assert_eq!(marks(page, &[0.9, 0.9]), [Label::Content, Label::Content]);
        assert_eq!(marks(page, &[0.9, 0.1]), [Label::Content, Label::Boilerplate]);
    }

    #[test]
    fn a_heading_stays_with_its_section() {
        let page = "<h2>Head</h2><p>a b c d e f g h i j k l</p><h2>Other</h2><h2>Last</h2>";
        assert_eq!(marks(page, &[0.3, 0.9, 0.3, 0.3], Focus::Precision), "-+--");
        assert_eq!(marks(page, &[0.3, 0.9, 0.2, 0.2], Focus::Balanced), "++--");
    }
}
