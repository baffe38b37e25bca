//! What `pipe` and `warc` share: many threads, results in order, one line of JSON per page.

mod answer;
mod ordered;

pub use answer::{Answer, Format, Page, extract};
pub use ordered::{Event, map_in_order};
