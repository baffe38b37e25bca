//! Work on many threads, with results in order.

mod ordered;

pub use ordered::{Event, map_in_order};
