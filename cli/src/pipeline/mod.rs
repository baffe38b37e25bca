//! What `pipe` and `warc` have in common: many threads, results in order, a line of JSON for each page.

mod answer;
mod ordered;

pub use answer::{Answer, Format, Page, extract};
pub use ordered::{Event, map_in_order};
