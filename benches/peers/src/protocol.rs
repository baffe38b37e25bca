//! The protocol between the measuring process and the workers: lines of JSON.
//!
//! One worker runs one contestant. A page that hangs or overflows the stack ends only this worker, and the memory of
//! each contestant is measured separately. The worker sends [`Ready`]; then, for each page, it receives a [`Request`]
//! in one line and the HTML right behind it, and sends a [`Reply`].

use serde::{Deserialize, Serialize};

/// Sent once, when everything is loaded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ready {
    pub version: String,
    /// The most memory that the process has had so far.
    pub memory_kb: u64,
}

/// A page to extract; `bytes` of UTF-8 follow the line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub url: Option<String>,
    /// The maximum number of runs.
    pub rounds: u32,
    pub bytes: usize,
}

/// The result for a page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reply {
    /// The processor time of each round, from HTML in memory to text in memory.
    pub seconds: Vec<f64>,
    pub text: String,
    /// The contestant's message if there is no text.
    pub nothing: Option<String>,
    /// The message if the contestant panicked or threw an undocumented exception.
    pub panic: Option<String>,
    /// The most memory that the process has had so far.
    pub memory_kb: u64,
}

/// A page that has taken this long in total is not run again.
pub const REPEAT_SECONDS: f64 = 0.1;
