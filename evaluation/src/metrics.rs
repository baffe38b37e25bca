//! Measures of how well a text agrees with the truth.

mod overlap;
mod page_score;
mod prf;
mod shingles;
mod snippets;

pub use page_score::PageScore;
pub(crate) use prf::harmonic_mean;
pub use prf::{Prf, word_prf};
pub use shingles::{ShinglePr, shingle_pr};
pub use snippets::{Hits, fold, snippet_hits};
