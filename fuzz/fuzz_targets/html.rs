//! Any string as HTML: nothing panics, and the outputs are consistent.
#![no_main]

use bodytext::{Comments, Extractor, Focus};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    for (focus, comments) in [
        (Focus::Precision, Comments::Exclude),
        (Focus::Balanced, Comments::Include),
        (Focus::Recall, Comments::Exclude),
    ] {
        let extractor = Extractor::new().focus(focus).comments(comments);
        let article = extractor.extract(page).expect("a page within the limits");
        assert!((0.0..=1.0).contains(&article.confidence()));
        assert_eq!(article.is_empty(), article.text().is_empty());
        assert_eq!(article.is_empty(), article.markdown().is_empty());
        assert_eq!(article.is_empty(), article.html().is_empty());
        for block in article.blocks() {
            assert!((0.0..=1.0).contains(&block.score()) && !block.text().trim().is_empty());
        }
        assert!(article.title().is_none_or(|title| !title.is_empty()));
        if let Some(block) = article.blocks().next() {
            assert!(block.explain().log_odds().is_finite());
        }
    }
});
