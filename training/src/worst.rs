//! The pages with the worst results, with the blocks that are wrong, as a starting point for improvements.

use crate::page::Page;
use crate::validation::{Judged, Study, selected_text};
use bodytext::{Focus, Label};
use bodytext_evaluation::PageScore;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many pages of each corpus are listed.
const PAGES: usize = 40;

/// How many characters of a block are shown.
const CHARACTERS: usize = 90;

/// The worst pages of each corpus with a known main content, worst first. A line for each block that is wrong says
/// whether it is missing (`-`) or superfluous (`+`), its score and its words.
pub fn worst_pages(study: &Study, judged: &Judged) -> String {
    let judge = |at: usize| {
        let (page, selection) = (&study.pages[at], study.selection(judged, at, Focus::Balanced));
        let f1 = PageScore::of(&selected_text(page, &selection), &page.truth).words?.f1;
        Some((f1, at, selection.labels))
    };
    let judgements: Vec<_> = (0..study.pages.len()).into_par_iter().filter_map(judge).collect();
    let mut corpora: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for judgement in judgements {
        corpora.entry(&study.pages[judgement.1].corpus).or_default().push(judgement);
    }
    let mut out = String::new();
    for (corpus, mut pages) in corpora {
        pages.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (f1, at, labels) in pages.into_iter().take(PAGES) {
            let page = &study.pages[at];
            let _ = writeln!(
                out,
                "{corpus} {} F1 {f1:.3} {}",
                page.truth.id,
                page.truth.url.as_deref().unwrap_or("")
            );
            list_wrong_blocks(&mut out, page, &judged.scores[at], &labels);
        }
    }
    out
}

fn list_wrong_blocks(out: &mut String, page: &Page, scores: &[f32], labels: &[Label]) {
    for (at, block) in page.blocks.iter().enumerate() {
        let is_kept = labels[at] == Label::Content;
        if is_kept != page.is_content(at) && page.labels[at].is_some() {
            let sign = if is_kept { '+' } else { '-' };
            let text: String = page.text(at).chars().take(CHARACTERS).collect();
            let _ = writeln!(out, "  {sign} {:.2} {:4} {text}", scores[at], block.words);
        }
    }
}
