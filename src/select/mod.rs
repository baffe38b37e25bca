//! Scores of a whole page to labels.

mod comments;
mod context;
mod cut;

use crate::comments::Comments;
use crate::focus::Focus;
use crate::label::Label;
use crate::rule::Rule;
use crate::segment::Blocks;
use cut::Cut;

/// What is selected from.
#[derive(Clone, Copy, Debug)]
pub struct Candidates<'a> {
    /// The blocks of a page.
    pub blocks: &'a Blocks,
    /// The probability of each that it is body text.
    pub scores: &'a [f32],
    /// The block that is the page's title.
    pub title: Option<usize>,
    /// For each block whether it is part of a discussion; empty where that is unknown.
    pub discussed: &'a [bool],
}

impl Candidates<'_> {
    /// Score and words of each block.
    fn words(&self) -> impl Iterator<Item = (f32, f32)> + Clone + '_ {
        self.scores.iter().zip(self.blocks.iter()).map(|(&score, block)| (score, block.words.max(1) as f32))
    }

    fn is_discussed(&self, at: usize) -> bool {
        self.discussed.get(at).is_some_and(|&is| is)
    }
}

/// What became of a page's blocks.
#[derive(Clone, Debug)]
pub struct Selection {
    /// One label for each block.
    pub labels: Vec<Label>,
    /// For each block what had the last word on its label.
    pub rules: Vec<Rule>,
    /// The lowest score that the cut keeps; `None` where it keeps nothing.
    pub threshold: Option<f32>,
    /// The F1 of the body text that the scores let expect, 0 to 1.
    pub confidence: f32,
}

impl Selection {
    /// Lets `change` loose on the labels and notes whom it was that changed them.
    fn apply(&mut self, rule: Rule, change: impl FnOnce(&mut [Label])) {
        let before = self.labels.clone();
        change(&mut self.labels);
        for ((last, before), after) in self.rules.iter_mut().zip(&before).zip(&self.labels) {
            if before != after {
                *last = rule;
            }
        }
    }

    /// Makes body text of the blocks that are `kept`, and of no others.
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
/// The cut is the one with the highest expected F-measure over the words kept, then the other blocks have a say: the
/// rows of a table go together, a heading not far below the cut stays with what is kept under it, comments are told
/// from threads, and a text that was kept before is not kept again. Time O(n log n).
pub fn select(page: &Candidates<'_>, focus: Focus, comments: Comments) -> Selection {
    let cut = Cut::new(page, focus);
    let blocks = page.blocks.iter().zip(page.scores);
    let labels_and_rules = blocks.map(|(block, &score)| cut.decide(block, score));
    let (labels, rules) = labels_and_rules.unzip();
    let threshold = cut.threshold.is_finite().then_some(cut.threshold);
    let mut selection = Selection { labels, rules, threshold, confidence: cut.expected };
    selection.apply(Rule::Table, |labels| context::settle_tables(page, &cut, labels));
    selection.apply(Rule::Heading, |labels| context::keep_headings(page, &cut, labels));
    selection.apply(Rule::Comments, |labels| comments::set_apart(page, comments, labels));
    selection.apply(Rule::Title, |labels| context::set_title_apart(page, labels));
    selection.apply(Rule::Copy, |labels| context::drop_copies(page, labels));
    selection
}

fn label(is_content: bool) -> Label {
    if is_content { Label::Content } else { Label::Boilerplate }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment_html;

    fn marks(html: &str, scores: &[f32], focus: Focus) -> String {
        let tree = crate::parse::parse(html, &crate::Limits::new()).unwrap();
        let page = Candidates { blocks: &segment_html(&tree), scores, title: None, discussed: &[] };
        let selection = select(&page, focus, Comments::Exclude);
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
    fn every_rule_is_noted() {
        let words = |word: &str| format!("{word} ").repeat(100);
        let page = format!(
            "<h1>A title</h1><p>{0}<h2>Head</h2><p>{1}<p>loose end<table><tr><td>a<td>b<tr><td>c<td>d</table><p>{0}\
             <div>Ann</div>",
            words("v"),
            words("w"),
        );
        let tree = crate::parse::parse(&page, &crate::Limits::new()).unwrap();
        let discussed = [false, false, false, false, false, false, false, false, true];
        let scores = [0.1, 0.99, 0.4, 0.99, 0.55, 0.9, 0.4, 0.99, 0.1];
        let page = Candidates {
            blocks: &segment_html(&tree),
            scores: &scores,
            title: Some(0),
            discussed: &discussed,
        };
        let mut selection = select(&page, Focus::Balanced, Comments::Exclude);
        let of_neighbours =
            [Rule::Heading, Rule::Cut, Rule::LooseEnd, Rule::Cut, Rule::Table, Rule::Copy, Rule::Comments];
        assert_eq!(selection.rules[..2], [Rule::Title, Rule::Cut]);
        assert_eq!(selection.rules[2..], of_neighbours);
        selection.overrule(&[true, false, true, true, false, true, true, false, false]);
        assert_eq!(selection.rules[..2], [Rule::Retain, Rule::Retain]);
        assert_eq!(selection.rules[2..], of_neighbours);
        assert_eq!(selection.labels[..2], [Label::Content, Label::Boilerplate]);
        assert_eq!(selection.labels[8], Label::Comment, "dropped before, and still told apart");
    }

    #[test]
    fn loose_ends_of_a_sure_page_go() {
        let words = "w ".repeat(100);
        let page = format!("<p>{words}<p>loose end<ul><li>an item</ul>");
        assert_eq!(marks(&page, &[0.95, 0.55, 0.55], Focus::Balanced), "+-+");
        assert_eq!(marks(&page, &[0.7, 0.55, 0.55], Focus::Balanced), "+++");
        assert_eq!(marks(&page, &[0.95, 0.55, 0.55], Focus::Recall), "+++");
    }

    #[test]
    fn a_page_of_prose_never_comes_out_empty() {
        let page = |words: usize| format!("<p>{}<p>a teaser<p>{}", "w ".repeat(words), "v ".repeat(words));
        assert_eq!(marks(&page(200), &[0.04, 0.02, 0.04], Focus::Balanced), "+-+");
        assert_eq!(marks(&page(200), &[0.04, 0.6, 0.03], Focus::Balanced), "+-+");
        assert_eq!(marks(&page(200), &[0.001, 0.9, 0.0], Focus::Balanced), "-+-");
        assert_eq!(marks(&page(100), &[0.04, 0.02, 0.04], Focus::Balanced), "---");
    }

    /// The labels of an article of so many words and three comments.
    fn discussion(article_words: usize, scores: &[f32], comments: Comments) -> String {
        let page = format!(
            "<p>{}<div><b>Ann</b></div><div>I think that it is not so at all.</div><div>Yes!</div>",
            "w ".repeat(article_words)
        );
        let tree = crate::parse::parse(&page, &crate::Limits::new()).unwrap();
        let discussed = [false, true, true, true];
        let page = Candidates { blocks: &segment_html(&tree), scores, title: None, discussed: &discussed };
        let mark = |label: &Label| match label {
            Label::Content => '+',
            Label::Comment => '~',
            _ => '-',
        };
        select(&page, Focus::Balanced, comments).labels.iter().map(mark).collect()
    }

    #[test]
    fn comments_are_told_from_threads() {
        let marks = |words, scores| discussion(words, scores, Comments::Exclude);
        assert_eq!(marks(300, &[0.95, 0.1, 0.65, 0.65]), "+~~~");
        assert_eq!(marks(300, &[0.95, 0.1, 0.9, 0.9]), "+-++");
        assert_eq!(marks(100, &[0.95, 0.1, 0.65, 0.65]), "+-++");
        assert_eq!(marks(100, &[0.95, 0.1, 0.1, 0.1]), "+~~~");
        assert_eq!(discussion(300, &[0.95, 0.1, 0.65, 0.65], Comments::Include), "+-++");
    }

    #[test]
    fn a_title_that_is_all_there_is_stays() {
        let marks = |html: &str, scores: &[f32]| {
            let tree = crate::parse::parse(html, &crate::Limits::new()).unwrap();
            let blocks = segment_html(&tree);
            let page = Candidates { blocks: &blocks, scores, title: Some(0), discussed: &[] };
            select(&page, Focus::Balanced, Comments::Exclude).labels
        };
        let page = "<h1>Five words in this title</h1><p>a b c</p>";
        assert_eq!(marks(page, &[0.9, 0.1]), [Label::Content, Label::Boilerplate]);
        assert_eq!(marks(page, &[0.05, 0.01]), [Label::Title, Label::Boilerplate]);
        let page = "<h1>Five words in this title</h1><p>a b c d e f</p>";
        assert_eq!(marks(page, &[0.9, 0.9]), [Label::Title, Label::Content]);
    }

    #[test]
    fn a_text_is_kept_once() {
        assert_eq!(marks("<p>a b c d e f g h<p>a b c d e f g h", &[0.9, 0.9], Focus::Balanced), "+-");
        assert_eq!(
            marks("<pre>a b c d e f g h</pre><pre>a b c d e f g h</pre>", &[0.9, 0.9], Focus::Balanced),
            "++"
        );
    }

    #[test]
    fn rows_of_a_table_go_together() {
        let page = "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>";
        assert_eq!(marks(page, &[0.9, 0.2, 0.9], Focus::Balanced), "+++");
        assert_eq!(marks(page, &[0.9, 0.1, 0.1], Focus::Balanced), "---");
    }

    #[test]
    fn a_heading_stays_with_its_section() {
        let page = "<h2>Head</h2><p>a b c d e f g h i j k l</p><h2>Other</h2><h2>Last</h2>";
        assert_eq!(marks(page, &[0.3, 0.9, 0.3, 0.3], Focus::Precision), "-+--");
        assert_eq!(marks(page, &[0.3, 0.9, 0.2, 0.2], Focus::Balanced), "++--");
    }
}
