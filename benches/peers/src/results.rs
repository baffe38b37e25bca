//! The results of a run, as written to a file and read by the plot.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::contestants::{Contestant, Kind, Language, OURS};

/// Scores by the name of the corpus: mean word F1, or F1 of snippets if the corpus has only those.
pub type Scores = BTreeMap<String, f64>;

/// The results of a run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Results {
    pub corpora: Vec<String>,
    /// Every `step`th page was measured.
    pub step: usize,
    pub pages: usize,
    pub megabytes: f64,
    pub rounds: u32,
    pub contestants: Vec<Row>,
    /// Our scores by models that were not trained on the site of the page. Our scores in `contestants` are in-sample.
    pub cross_validated: Scores,
}

/// The results of one contestant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    pub name: String,
    pub version: String,
    pub kind: Kind,
    pub language: Language,
    /// The number of completed pages. `megabytes` is their total size, and `seconds` the sum of their best times.
    pub pages: usize,
    pub megabytes: f64,
    pub seconds: f64,
    /// The growth of the process's peak memory after it was ready.
    pub memory_mb: f64,
    /// The number of pages with an empty text, or with an error that says so.
    pub nothing: usize,
    pub failures: Vec<String>,
    pub scores: Scores,
}

impl Row {
    pub fn new(contestant: &Contestant) -> Self {
        Self {
            name: contestant.name.to_owned(),
            version: String::new(),
            kind: contestant.kind,
            language: contestant.language,
            pages: 0,
            megabytes: 0.0,
            seconds: 0.0,
            memory_mb: 0.0,
            nothing: 0,
            failures: Vec::new(),
            scores: Scores::new(),
        }
    }

    pub fn is_ours(&self) -> bool {
        self.name == OURS
    }

    pub fn pages_per_second(&self) -> f64 {
        self.pages as f64 / self.seconds
    }
}

impl Results {
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    pub fn write(&self, path: &Path) -> Result<(), String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        fs::write(path, text + "\n").map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The score to compare with the others. Ours is from the cross-validation, or missing.
    pub fn fair_score(&self, row: &Row, corpus: &str) -> Option<f64> {
        let scores = if row.is_ours() { &self.cross_validated } else { &row.scores };
        scores.get(corpus).copied()
    }
}
