//! The protocol between the process that measures and the one that extracts: lines of JSON.
//!
//! One worker runs one contestant. A page that hangs or overflows the stack ends only this worker, and the memory of
//! each contestant is measured separately. The worker sends [`Ready`]; then, for each page, it receives a [`Request`]
//! in one line and the HTML right behind it, and sends a [`Reply`].

use serde::{Deserialize, Serialize};

/// Said once, when everything is loaded.
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
    /// How often at most.
    pub rounds: u32,
    pub bytes: usize,
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reply {
    /// The processor time that each round took, from HTML in memory to text in memory.
    pub seconds: Vec<f64>,
    pub text: String,
    /// Why there is no text, by the contestant's message.
    pub nothing: Option<String>,
    /// Set if it panicked or threw what it does not document.
    pub panic: Option<String>,
    /// The most memory that the process has had so far.
    pub memory_kb: u64,
}

/// A page that has taken this long altogether is not run again.
pub const REPEAT_SECONDS: f64 = 0.1;
