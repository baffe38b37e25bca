//! Compares bodytext with other extractors: speed, memory, accuracy, and adversarial pages.

mod contestants;
mod hostile;
mod measure;
mod plot;
mod process;
mod protocol;
mod results;
mod table;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bodytext_evaluation::Corpus;

use contestants::{CONTESTANTS, Contestant};
use measure::Plan;
use process::Setup;
use results::{Results, Scores};

const USAGE: &str = "\
Usage: bodytext-peers CORPUS... [--step N] [--rounds N] [--cross-validated CORPUS=F1,...] [--output FILE.json]
       bodytext-peers --hostile
       bodytext-peers --plot SPEED.json --accuracy ACCURACY.json --corpus NAME --output FILE.svg
       bodytext-peers --table FILE.json

  CORPUS             a folder with truth.jsonl and html/<id>.html.gz
  --step N           every Nth page alone (1)
  --rounds N         the best of N for each page; what takes over 0.1 s is not run again (3)
  --cross-validated  scores of bodytext by models that saw no page of the site
  --output FILE      where to write what was found out
  --hostile          pages made to hurt, each in a process of its own
  --plot             draws accuracy against speed, from the results of two runs (or of one, named twice)
  --table            prints the tables of a run again

  --only NAME        this contestant alone; may be given again
  --python PROGRAM   a Python interpreter with the Python peers; without it they are left out
  --node FOLDER      a folder whose node_modules has the JavaScript peers; without it they are left out";

/// The stack size for real pages, in bytes: large enough for every contestant.
const STACK: usize = 1 << 30;

fn main() -> ExitCode {
    let done = Arguments::parse(std::env::args().skip(1)).and_then(|arguments| arguments.run());
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("bodytext-peers: {message}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, Default)]
struct Arguments {
    corpora: Vec<PathBuf>,
    step: Option<usize>,
    rounds: Option<u32>,
    cross_validated: Scores,
    output: Option<PathBuf>,
    only: Vec<String>,
    python: Option<PathBuf>,
    node: Option<PathBuf>,
    is_hostile: bool,
    plot: Option<PathBuf>,
    accuracy: Option<PathBuf>,
    corpus: Option<String>,
    table: Option<PathBuf>,
    /// The name of the contestant to run. This option and `stack` are only for worker processes.
    worker: Option<String>,
    stack: Option<usize>,
}

impl Arguments {
    fn parse(mut rest: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self::default();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--step" => arguments.step = Some(number(&value()?)?),
                "--rounds" => arguments.rounds = Some(number(&value()?)?),
                "--cross-validated" => arguments.cross_validated = scores(&value()?)?,
                "--output" => arguments.output = Some(value()?.into()),
                "--only" => arguments.only.push(value()?),
                "--python" => arguments.python = Some(value()?.into()),
                "--node" => arguments.node = Some(value()?.into()),
                "--hostile" => arguments.is_hostile = true,
                "--plot" => arguments.plot = Some(value()?.into()),
                "--accuracy" => arguments.accuracy = Some(value()?.into()),
                "--corpus" => arguments.corpus = Some(value()?),
                "--table" => arguments.table = Some(value()?.into()),
                "--worker" => arguments.worker = Some(value()?),
                "--stack" => arguments.stack = Some(number(&value()?)?),
                option if option.starts_with('-') => return Err(format!("{option}?\n\n{USAGE}")),
                _ => arguments.corpora.push(argument.into()),
            }
        }
        Ok(arguments)
    }

    fn run(self) -> Result<(), String> {
        if let Some(name) = &self.worker {
            return worker::serve(contestants::find(name)?, self.stack.unwrap_or(STACK));
        }
        if let Some(path) = &self.table {
            print!("{}", Results::read(path)?);
            return Ok(());
        }
        if let Some(speed) = &self.plot {
            return self.plot(speed);
        }
        if self.is_hostile {
            return hostile::print(
                &self.contestants(&self.setup(hostile::STACK))?,
                &self.setup(hostile::STACK),
            );
        }
        if self.corpora.is_empty() {
            return Err(format!("no corpus named\n\n{USAGE}"));
        }
        self.measure()
    }

    fn measure(&self) -> Result<(), String> {
        let corpora: Result<Vec<_>, _> = self.corpora.iter().map(Corpus::open).collect();
        let plan = Plan {
            corpora: corpora.map_err(|error| error.to_string())?,
            step: self.step.unwrap_or(1).max(1),
            rounds: self.rounds.unwrap_or(3).max(1),
            cross_validated: self.cross_validated.clone(),
        };
        let setup = self.setup(STACK);
        let results = measure::measure(&plan, &self.contestants(&setup)?, &setup)?;
        print!("{results}");
        self.output.as_deref().map_or(Ok(()), |path| results.write(path))
    }

    fn plot(&self, speed: &Path) -> Result<(), String> {
        let speed_results = Results::read(speed)?;
        let accuracy = Results::read(self.accuracy.as_deref().unwrap_or(speed))?;
        let corpus = self.corpus.as_ref().or_else(|| accuracy.corpora.first()).ok_or("no corpus")?;
        let output = self.output.as_deref().ok_or("--plot needs --output")?;
        let drawing = plot::draw(&speed_results, &accuracy, corpus)?;
        std::fs::write(output, drawing).map_err(|error| format!("{}: {error}", output.display()))
    }

    fn setup(&self, stack: usize) -> Setup {
        Setup { python: self.python.clone(), node: self.node.clone(), stack }
    }

    /// The requested contestants that can be run.
    fn contestants(&self, setup: &Setup) -> Result<Vec<&'static Contestant>, String> {
        if !self.only.is_empty() {
            return self.only.iter().map(|name| contestants::find(name)).collect();
        }
        let (able, unable): (Vec<&Contestant>, Vec<&Contestant>) =
            CONTESTANTS.iter().partition(|contestant| setup.has(contestant));
        for contestant in unable {
            eprintln!("left out, without --python or --node: {}", contestant.name);
        }
        Ok(able)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is no number"))
}

/// Reads `wcxb-dev=0.879,aeb-dev=0.967`.
fn scores(text: &str) -> Result<Scores, String> {
    let score = |part: &str| {
        let (corpus, f1) = part.split_once('=').ok_or_else(|| format!("{part:?} is not CORPUS=F1"))?;
        Ok((corpus.to_owned(), number(f1)?))
    };
    text.split(',').map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_by_corpus() {
        let read = scores("wcxb-dev=0.879,aeb-dev=0.967").expect("scores");
        assert_eq!(read, Scores::from([("wcxb-dev".into(), 0.879), ("aeb-dev".into(), 0.967)]));
        assert!(scores("wcxb-dev").is_err() && scores("wcxb-dev=good").is_err());
    }
}
