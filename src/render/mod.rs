//! Kept blocks to output. What is kept was decided before.

mod text;

pub(crate) use text::text;
