//! The command line.

use crate::gbdt::Settings;
use crate::model_file::DEPTH;
use crate::page::Source;

/// How to call the program.
pub const USAGE: &str = "usage: bodytext-training [--plain-text] [--trees N] [--seed N] [--without GROUP]... \
                         [--write FOLDER] [--scores PATH] [--worst PATH] [--leave-one-corpus-out] CORPUS...";

/// The options of the command line.
#[derive(Clone, Debug)]
pub struct Options {
    /// What of the pages is read.
    pub source: Source,
    /// How the trees are grown.
    pub settings: Settings,
    /// Groups of features that are left out.
    pub without: Vec<String>,
    /// The folder that the models go to.
    pub write: Option<String>,
    /// Where cross-validated scores are kept: read if the file is there, else written. For work on the selection.
    pub scores: Option<String>,
    /// Where the worst pages are listed: by models that saw nothing of the corpus if those are trained, otherwise
    /// cross-validated.
    pub worst: Option<String>,
    /// Whether each corpus is measured by a model that saw nothing of it.
    pub leave_one_corpus_out: bool,
    /// The corpora's folders.
    pub corpora: Vec<String>,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// A message when it cannot be understood.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            source: Source::Html,
            settings: settings(Source::Html),
            without: Vec::new(),
            write: None,
            scores: None,
            worst: None,
            leave_one_corpus_out: false,
            corpora: Vec::new(),
        };
        let (mut trees, mut seed) = (None, None);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value\n{USAGE}"));
            match argument.as_str() {
                "--leave-one-corpus-out" => options.leave_one_corpus_out = true,
                "--plain-text" => options.source = Source::PlainText,
                "--trees" => trees = Some(number(&value()?)?),
                "--seed" => seed = Some(number(&value()?)?),
                "--without" => options.without.push(value()?),
                "--write" => options.write = Some(value()?),
                "--worst" => options.worst = Some(value()?),
                "--scores" => options.scores = Some(value()?),
                flag if flag.starts_with("--") => return Err(format!("unknown option {flag}\n{USAGE}")),
                _ => options.corpora.push(argument),
            }
        }
        options.settings = settings(options.source);
        if let Some(trees) = trees {
            options.settings = options.settings.with_trees(trees);
        }
        if let Some(seed) = seed {
            options.settings.seed = seed as u64;
        }
        if options.corpora.is_empty() { Err(USAGE.to_owned()) } else { Ok(options) }
    }
}

/// How the crate's models are trained: chosen by cross-validation on wcxb-dev, aeb-dev, magic-dev and
/// trafilatura-dev. Plain text has fewer features, and gains nothing from more trees.
pub fn settings(source: Source) -> Settings {
    let (forests, trees) = match source {
        Source::Html => (2, 400),
        Source::PlainText => (1, 300),
    };
    let settings = Settings {
        forests,
        depth: DEPTH,
        lambda: 5.0,
        row_fraction: 0.8,
        tree_columns: 0.4,
        ..Settings::default()
    };
    settings.with_trees(trees)
}

/// How the models of the bonds are trained.
pub fn bond_settings() -> Settings {
    Settings {
        rounds: 100,
        learning_rate: 0.15,
        depth: DEPTH,
        lambda: 5.0,
        row_fraction: 0.8,
        tree_columns: 0.5,
        ..Settings::default()
    }
}

impl Settings {
    /// The settings for this many trees in all forests, with a learning rate to match.
    fn with_trees(self, trees: usize) -> Settings {
        let rounds = (trees / self.forests).max(1);
        Settings { rounds, learning_rate: (40.0 / rounds as f64).min(0.2), ..self }
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{text} is not a number\n{USAGE}"))
}
