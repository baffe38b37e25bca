//! All integration tests of the library in one binary, so that it is linked only once.
//!
//! Module names serve as filters: `cargo test --test it cases`, `cargo test --release --test it hostile`.

mod case_pages;
mod snapshots;

mod api;
mod authors;
mod hostile;
mod images;
mod metadata;
mod model;
mod odd_inputs;
mod sections;
mod segmentation;
mod sources;

#[cfg(feature = "encoding")]
mod encoding;
#[cfg(feature = "serde")]
mod serde;
// One of the cases has its text in JSON-LD.
#[cfg(feature = "metadata")]
mod cases;
#[cfg(feature = "metadata")]
mod structured_data;

#[cfg(feature = "rcdom")]
mod corpora;
#[cfg(feature = "rcdom")]
mod differential;
#[cfg(feature = "rcdom")]
mod formulas;
#[cfg(feature = "rcdom")]
mod generated;
#[cfg(all(feature = "rcdom", feature = "url"))]
mod outputs;
#[cfg(feature = "rcdom")]
mod paths;
#[cfg(feature = "rcdom")]
mod readback;
#[cfg(feature = "rcdom")]
mod trees;
