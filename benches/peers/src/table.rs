//! Results as Markdown tables.

use std::fmt;

use crate::contestants::Kind;
use crate::results::{Results, Row};

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} pages, {:.1} MB, of {}; one page in {}; best of {} for each page\n",
            self.pages,
            self.megabytes,
            self.corpora.join(", "),
            self.step,
            self.rounds
        )?;
        self.write_speed(f)?;
        self.write_accuracy(f)?;
        self.write_failures(f)
    }
}

impl Results {
    fn write_speed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ours = self.contestants.iter().find(|row| row.is_ours()).map(Row::pages_per_second);
        writeln!(f, "| | version | pages/s | MB/s | time, ours = 1 | memory, MB | nothing | failed |")?;
        writeln!(f, "|---|---|---|---|---|---|---|---|")?;
        let mut rows: Vec<&Row> = self.contestants.iter().collect();
        rows.sort_by(|a, b| b.pages_per_second().total_cmp(&a.pages_per_second()));
        for row in rows {
            let times =
                ours.map_or_else(|| "-".into(), |ours| format!("{:.2}", ours / row.pages_per_second()));
            let nothing = if row.kind == Kind::Parser { "-".into() } else { row.nothing.to_string() };
            let rate = format!("{:.0} | {:.0}", row.pages_per_second(), row.megabytes / row.seconds);
            let name =
                if row.kind == Kind::Parser { format!("{}, parse only", row.name) } else { row.name.clone() };
            writeln!(
                f,
                "| {name} | {} | {rate} | {times} | {:.0} | {nothing} | {} |",
                row.version,
                row.memory_mb,
                row.failures.len()
            )?;
        }
        writeln!(f)
    }

    fn write_accuracy(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| F1 | {} |", self.corpora.join(" | "))?;
        writeln!(f, "|---|{}", "---|".repeat(self.corpora.len()))?;
        let mut rows: Vec<&Row> = self.contestants.iter().filter(|row| row.kind == Kind::Extractor).collect();
        let first = |row: &Row| self.corpora.first().and_then(|name| self.fair_score(row, name));
        // Contestants without a score come last.
        rows.sort_by(|a, b| first(b).unwrap_or(-1.0).total_cmp(&first(a).unwrap_or(-1.0)));
        for row in rows {
            let cells = |score: &dyn Fn(&str) -> Option<f64>| -> String {
                self.corpora
                    .iter()
                    .map(|name| score(name).map_or_else(|| " - |".into(), |f1| format!(" {f1:.3} |")))
                    .collect()
            };
            if row.is_ours() {
                writeln!(
                    f,
                    "| {}, cross-validated |{}",
                    row.name,
                    cells(&|name| self.fair_score(row, name))
                )?;
                writeln!(f, "| ({}, in sample) |{}", row.name, cells(&|name| row.scores.get(name).copied()))?;
            } else {
                writeln!(f, "| {} |{}", row.name, cells(&|name| row.scores.get(name).copied()))?;
            }
        }
        writeln!(f)
    }

    fn write_failures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.contestants {
            row.failures.iter().try_for_each(|failure| writeln!(f, "{}: {failure}", row.name))?;
        }
        Ok(())
    }
}
