//! Text that a page contains more than once: tabs, layouts for small screens, hidden copies.

use super::SelectionInput;
use crate::kind::BlockKind;
use crate::label::Label;

/// The minimum number of words of a twin that is dropped because it is hidden.
const MIN_TWIN_WORDS: u32 = 8;
/// The minimum number of words of a repeated stretch.
const MIN_STRETCH_WORDS: u32 = 40;

/// Drops copies of kept text.
///
/// A copy is dropped in two cases: a stretch (several kept blocks in a row, with at least as many words as a paragraph)
/// is repeated in another element, or one of the two is hidden. Other repetitions are intended: refrains, steps,
/// clauses, quotations. Copies of the title are always dropped.
pub(super) fn drop_renditions(page: &SelectionInput<'_>, labels: &mut [Label]) {
    drop_title_again(page, labels);
    let kept: Vec<usize> = (0..labels.len()).filter(|&at| labels[at] == Label::Content).collect();
    let twins = twins(page, &kept);
    let mut at = 0;
    while at < kept.len() {
        let Some(twin) = twins[at] else {
            at += 1;
            continue;
        };
        let goes_on = |len: &usize| twins.get(at + len).is_some_and(|next| *next == Some(twin + len));
        // A stretch whose copy follows directly must not overlap it.
        let len = 1 + (1..at - twin).take_while(goes_on).count();
        let (first, second) = (&kept[twin..twin + len], &kept[at..at + len]);
        if let Some(dropped) = rendition(page, first, second) {
            for &block in dropped {
                labels[block] = Label::Boilerplate;
            }
        }
        at += len;
    }
}

/// Which of two equal stretches to drop, if any.
fn rendition<'k>(page: &SelectionInput<'_>, first: &'k [usize], second: &'k [usize]) -> Option<&'k [usize]> {
    let blocks = page.blocks.as_slice();
    let words: u32 = first.iter().map(|&at| blocks[at].words).sum();
    let is_hidden = |stretch: &[usize]| stretch.iter().any(|&at| blocks[at].is_hidden);
    let parent =
        |stretch: &[usize]| page.annotations.relations.get(stretch[0]).map(|relation| relation.parent);
    let is_elsewhere = parent(first).is_none_or(|of_first| Some(of_first) != parent(second));
    match (is_hidden(first), is_hidden(second)) {
        (true, false) if words >= MIN_TWIN_WORDS => Some(first),
        (false, true) if words >= MIN_TWIN_WORDS => Some(second),
        _ => (first.len() > 1 && is_elsewhere && words >= MIN_STRETCH_WORDS).then_some(second),
    }
}

/// For each kept block, the last one before it with the same text, as an index into `kept`.
fn twins(page: &SelectionInput<'_>, kept: &[usize]) -> Vec<Option<usize>> {
    let blocks = page.blocks.as_slice();
    let text = |place: usize| page.blocks.text(&blocks[kept[place]]);
    let may_repeat =
        |kind: BlockKind| matches!(kind, BlockKind::Code | BlockKind::TableRow | BlockKind::Quote);
    let mut order: Vec<usize> =
        (0..kept.len()).filter(|&place| !may_repeat(blocks[kept[place]].kind)).collect();
    // By length first, because most texts differ in length.
    order.sort_unstable_by_key(|&place| (text(place).len(), text(place), place));
    let mut twins = vec![None; kept.len()];
    for pair in order.windows(2) {
        let [before, after] = [pair[0], pair[1]];
        if text(before) == text(after) {
            twins[after] = Some(before);
        }
    }
    twins
}

/// Drops all other blocks whose text is that of the title.
fn drop_title_again(page: &SelectionInput<'_>, labels: &mut [Label]) {
    let Some(title) = page.annotations.title.filter(|&at| labels.get(at) == Some(&Label::Title)) else {
        return;
    };
    let text = |at: usize| page.blocks.text(&page.blocks.as_slice()[at]);
    for at in (0..labels.len()).filter(|&at| at != title) {
        if labels[at] == Label::Content && text(at) == text(title) {
            labels[at] = Label::Boilerplate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{PageAnnotations, measure_html};
    use crate::metadata::Head;
    use crate::segment::segment_html;

    /// Marks the blocks of a page that are kept.
    fn left(page: &str) -> String {
        let tree = crate::parse::parse(page, &crate::Limits::new()).unwrap();
        let blocks = segment_html(&tree);
        let found = measure_html(&tree, &blocks, &Head::read(&tree), |_| ());
        let annotations = PageAnnotations { title: None, ..found };
        let scores = vec![1.0; blocks.len()];
        let mut labels = vec![Label::Content; blocks.len()];
        drop_renditions(
            &SelectionInput { blocks: &blocks, scores: &scores, bonds: &[], annotations: &annotations },
            &mut labels,
        );
        labels.iter().map(|label| if *label == Label::Content { '+' } else { '-' }).collect()
    }

    fn stretch(first: &str) -> String {
        let words = |word: &str| format!("{word} ").repeat(14);
        format!("<p>{first}<p>{}<p>{}<p>{}", words("a"), words("b"), words("c"))
    }

    #[test]
    fn a_stretch_in_another_element_is_kept_once() {
        assert_eq!(left(&format!("<div>{0}</div><div>{0}</div>", stretch("of four"))), "++++----");
        assert_eq!(left(&format!("<div>{}</div><div>{}</div>", stretch("one"), stretch("two"))), "+++++---");
        assert_eq!(
            left(&format!("<div>{0}</div><div>{0}</div><div>{0}</div>", stretch("x"))),
            "++++--------"
        );
    }

    #[test]
    fn a_hidden_twin_is_dropped() {
        let text = "<p>a b c d e f g h";
        assert_eq!(left(&format!("{text}<div hidden>{text}</div>")), "+-");
        assert_eq!(left(&format!("<div hidden>{text}</div>{text}")), "-+");
    }

    #[test]
    fn intended_repetitions_are_kept() {
        let refrain = "<p>a b c d e f g h<p>i j k l m n o p q r s t";
        assert_eq!(left(&format!("{refrain}<p>verse{refrain}<p>another{refrain}")), "++++++++");
        assert_eq!(left(&"<p>the same words in every paragraph of the text ".repeat(9)), "+++++++++");
        let quoted = format!("<blockquote>{}</blockquote>", stretch("x"));
        assert_eq!(left(&format!("<div>{}</div>{quoted}", stretch("x"))), "++++++++");
    }
}
