//! Gradient boosted decision trees for a binary target with soft labels.
//!
//! The features are quantised once ([`Dataset`]), trees are grown on histograms of gradients ([`train`]), and the
//! result ([`Forest`]) is evaluated either in bins or on raw features, with the same result. The outcome depends on
//! the data, the [`Settings`] and their seed, but not on the number of threads: gradients are summed as integers.

mod bins;
mod boost;
mod columns;
mod dataset;
mod forest;
mod gain;
mod gradients;
mod grow;
mod histogram;
mod loss;
mod quantiles;
mod random;
mod settings;
mod split;
#[cfg(test)]
mod tests;
mod tree;

pub use boost::{Round, train, train_watched};
pub use dataset::Dataset;
pub use forest::Forest;
pub use loss::{cross_entropy, log_odds, probability};
pub use random::SplitMix64;
pub use settings::Settings;
pub use tree::{Split, Tree};
