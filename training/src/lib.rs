//! Trains the models of `bodytext` on labelled pages, and cross-validates them by host.

pub mod bonds;
pub mod derived;
pub mod gbdt;
pub mod labels;
pub mod model_file;
pub mod options;
pub mod page;
pub mod quality;
pub mod units;
pub mod validation;
pub mod worst;
