//! Extracts pages from standard input to standard output, one JSON object per line: a protocol that any data-processing
//! engine can use.

mod lines;
mod request;

use crate::arguments::{PipeArguments, threads};
use crate::pipeline::{Event, Format, map_in_order};
use crate::report::{Failure, Status, say};
use lines::{Line, Lines, size};
use std::io::{self, BufReader, BufWriter, ErrorKind, Write};
use std::time::Instant;

const BUFFER: usize = 1 << 18;

pub fn run(arguments: &PipeArguments) -> Result<Status, Failure> {
    let (mut counts, start) = (Counts::default(), Instant::now());
    let done = answer_all(arguments, &mut counts);
    say(counts.summary(start));
    match done {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(error.to_string())),
        _ => Ok(Status::Done),
    }
}

fn answer_all(arguments: &PipeArguments, counts: &mut Counts) -> io::Result<()> {
    let format = arguments.format;
    let input = BufReader::with_capacity(BUFFER, io::stdin());
    let lines = Lines { input, max: arguments.max_line as usize };
    let mut output = BufWriter::with_capacity(BUFFER, io::stdout());
    let work = move |line: io::Result<Line>| line.map(|line| answer(format, &line));
    map_in_order(lines, size, threads(arguments.threads), work, |event| {
        let Event::Result(done) = event else { return output.flush() };
        let (line, more) = done?;
        output.write_all(&line)?;
        counts.add(&more);
        Ok(())
    })
}

fn answer(format: Format, line: &Line) -> (Vec<u8>, Counts) {
    let answer = request::answer(format, line);
    let (words, kept_words) = answer.words;
    (answer.to_line(), Counts { lines: 1, errors: u64::from(answer.error.is_some()), words, kept_words })
}

#[derive(Default)]
struct Counts {
    lines: u64,
    errors: u64,
    words: u64,
    kept_words: u64,
}

impl Counts {
    fn add(&mut self, more: &Counts) {
        self.lines += more.lines;
        self.errors += more.errors;
        self.words += more.words;
        self.kept_words += more.kept_words;
    }

    fn summary(&self, start: Instant) -> String {
        let seconds = start.elapsed().as_secs_f64();
        let rate = self.lines as f64 / seconds.max(1e-9);
        let kept = 100.0 * self.kept_words as f64 / self.words.max(1) as f64;
        let Counts { lines, errors, .. } = self;
        format!(
            "pipe: {lines} lines, {errors} errors, {kept:.0}% of words kept; {seconds:.1} s, {rate:.1} lines/s"
        )
    }
}
