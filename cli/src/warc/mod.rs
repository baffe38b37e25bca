//! Extracts the pages of WARC and WET files as JSON lines.

mod answers;
mod display;
mod http;
mod items;
mod output;
mod record;
mod source;
mod stream;

use crate::arguments::{WarcArguments, threads};
use crate::pipeline::{Event, map_in_order};
use crate::report::{Failure, Status};
use answers::Done;
use display::Display;
use items::{Item, Items, size};
use output::{Counts, Output, OutputFile, Progress, Task};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, Instant};

/// The longest time between two checkpoints.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(5);

pub fn run(arguments: &WarcArguments) -> Result<Status, Failure> {
    match extract_all(arguments) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(error.to_string())),
        _ => Ok(Status::Done),
    }
}

fn extract_all(arguments: &WarcArguments) -> io::Result<()> {
    let (mut output, start) = open_output(arguments)?;
    let mut display = Display::new(&arguments.inputs, &start);
    let (format, checkpoint_every) = (arguments.format, arguments.checkpoint_every);
    let items = Items::new(arguments.inputs.clone(), &start);
    let mut progress = start;
    let (mut unwritten, mut last) = (0, Instant::now());
    let work = move |item: io::Result<Item>| item.map(|item| answers::work(format, item));
    let done = map_in_order(items, size, threads(arguments.threads), work, |event| {
        let Event::Result(done) = event else { return output.flush() };
        let Done { line, counts, at, offset } = done?;
        if let Some(line) = line {
            output.write(&line)?;
            unwritten += 1;
        }
        progress.add(&counts, at);
        display.show(&progress.counts, offset);
        if unwritten >= checkpoint_every || last.elapsed() >= CHECKPOINT_EVERY {
            output.checkpoint(&progress)?;
            (unwritten, last) = (0, Instant::now());
        }
        Ok(())
    });
    // After an error the last line may be incomplete, so no new checkpoint is written.
    let saved = if done.is_ok() { output.checkpoint(&progress) } else { output.flush() };
    display.finish(&progress.counts);
    done.and(saved)
}

fn open_output(arguments: &WarcArguments) -> io::Result<(Output, Progress)> {
    let Some(path) = &arguments.output else { return Ok((Output::stdout(), Progress::default())) };
    if arguments.inputs.iter().any(|input| is_same_file(input, path)) {
        return Err(io::Error::other(format!("{}: an input cannot be the output", path.display())));
    }
    let task = Task::new(&arguments.inputs, arguments.format);
    let opened = if arguments.resume {
        OutputFile::resume(path, task)
    } else {
        OutputFile::create(path, task).map(|file| (file, Progress::default()))
    };
    let (file, progress) = opened.map_err(|error| named(path.display(), &error))?;
    Ok((Output::File(Box::new(file)), progress))
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}

fn named(name: impl std::fmt::Display, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}

impl Progress {
    fn add(&mut self, counts: &Counts, (input, position): (usize, stream::Position)) {
        (self.input, self.position) = (input, position);
        self.counts.add(counts);
    }
}
