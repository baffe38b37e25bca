//! Measures all contestants on the same pages, page by page in turn.

use bodytext_evaluation::{Corpus, CorpusError, PageScore, Summary, Truth};

use crate::contestants::{Contestant, Kind};
use crate::process::{Failure, Setup, Worker};
use crate::protocol::Reply;
use crate::results::{Results, Row, Scores};

/// The pages and settings of a run.
#[derive(Debug, Clone)]
pub struct Plan {
    pub corpora: Vec<Corpus>,
    pub step: usize,
    pub rounds: u32,
    pub cross_validated: Scores,
}

/// A contestant while it is measured.
struct Entry<'a> {
    contestant: &'a Contestant,
    worker: Option<Worker>,
    row: Row,
    /// The scores on the current corpus.
    scores: Vec<PageScore>,
    /// The peak memory of the first worker of this contestant when it was ready.
    baseline_kb: u64,
}

struct Page {
    html: String,
    truth: Truth,
}

/// Runs all `contestants` on every `step`th page of each corpus.
pub fn measure(plan: &Plan, contestants: &[&Contestant], setup: &Setup) -> Result<Results, String> {
    let mut entries =
        contestants.iter().map(|one| Entry::start(one, setup)).collect::<Result<Vec<_>, _>>()?;
    let (mut pages, mut bytes) = (0, 0);
    for corpus in &plan.corpora {
        for truth in corpus.pages().iter().step_by(plan.step) {
            let page = Page::read(corpus, truth).map_err(|error| error.to_string())?;
            // The order rotates, because each contestant leaves the caches in a state that may favour the next one.
            entries.rotate_left(1);
            for entry in &mut entries {
                entry.take(&page, plan.rounds, setup)?;
            }
            pages += 1;
            bytes += page.html.len();
            if pages % 100 == 0 {
                eprintln!("{}, {pages} pages", corpus.name());
            }
        }
        entries.iter_mut().for_each(|entry| entry.close(corpus.name()));
    }
    let mut rows: Vec<Row> = entries.into_iter().map(|entry| entry.row).collect();
    rows.sort_by_key(|row| contestants.iter().position(|contestant| contestant.name == row.name));
    Ok(Results {
        corpora: plan.corpora.iter().map(|corpus| corpus.name().to_owned()).collect(),
        step: plan.step,
        pages,
        megabytes: bytes as f64 / 1e6,
        rounds: plan.rounds,
        contestants: rows,
        cross_validated: plan.cross_validated.clone(),
    })
}

impl Page {
    /// Bytes that are not UTF-8 become U+FFFD, for every contestant.
    fn read(corpus: &Corpus, truth: &Truth) -> Result<Self, CorpusError> {
        let html = String::from_utf8_lossy(&corpus.html(truth)?).into_owned();
        Ok(Self { html, truth: truth.clone() })
    }

    /// The URL, if it is known. Some contestants refuse an empty one.
    fn url(&self) -> Option<&str> {
        self.truth.url.as_deref().filter(|url| !url.is_empty())
    }
}

impl<'a> Entry<'a> {
    fn start(contestant: &'a Contestant, setup: &Setup) -> Result<Self, String> {
        let worker = Worker::start(contestant, setup)?;
        let mut row = Row::new(contestant);
        row.version.clone_from(&worker.ready.version);
        let baseline_kb = worker.ready.memory_kb;
        Ok(Self { contestant, worker: Some(worker), row, scores: Vec::new(), baseline_kb })
    }

    fn take(&mut self, page: &Page, rounds: u32, setup: &Setup) -> Result<(), String> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => Worker::start(self.contestant, setup)?,
        };
        let text = match worker.extract(&page.html, page.url(), rounds) {
            Ok(reply) => {
                self.worker = Some(worker);
                self.note(&reply, page.html.len());
                reply.text
            }
            Err(failure) => {
                self.row.failures.push(format!("page {}: {}", page.truth.id, told(&failure)));
                String::new()
            }
        };
        if self.contestant.kind == Kind::Extractor {
            self.scores.push(PageScore::of(&text, &page.truth));
        }
        Ok(())
    }

    fn note(&mut self, reply: &Reply, bytes: usize) {
        self.row.pages += 1;
        self.row.megabytes += bytes as f64 / 1e6;
        self.row.seconds += reply.seconds.iter().copied().fold(f64::INFINITY, f64::min);
        self.row.nothing += usize::from(reply.text.trim().is_empty());
        let grown = reply.memory_kb.saturating_sub(self.baseline_kb) as f64 / 1e3;
        self.row.memory_mb = self.row.memory_mb.max(grown);
    }

    /// Summarises a corpus.
    fn close(&mut self, corpus: &str) {
        let summary = Summary::of(corpus, &self.scores);
        if let Some(f1) = summary.f1.or(summary.snippet_f1) {
            self.row.scores.insert(corpus.to_owned(), f1);
        }
        self.scores.clear();
    }
}

fn told(failure: &Failure) -> String {
    match failure {
        Failure::Panic(message) => format!("panic: {message}"),
        other => other.to_string(),
    }
}
