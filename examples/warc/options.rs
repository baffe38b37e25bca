//! The command line.

use crate::pipeline::Format;
use std::ffi::OsString;
use std::path::PathBuf;
use std::thread;

pub const USAGE: &str = "\
Usage: warc [--output FILE [--resume]] [--format text|markdown] [--threads N] [--checkpoint-every LINES] INPUT...

Extracts every HTML response of WARC files and every plain text of WET files, and writes a JSON object a line:

  {\"id\": .., \"url\": .., \"title\": .., \"text\": .., \"confidence\": .., \"language\": .., \"error\": ..}

  INPUT                     a file, gzip or not, or - for standard input
  --output FILE             write there and not to standard output; packed if the name ends in .gz
  --resume                  go on where an earlier run with the same inputs and format was interrupted
  --format                  of the text; the links of Markdown are relative to the address in the record
  --threads N               how many pages are worked on at once; all cores by default
  --checkpoint-every LINES  how much work an interruption may cost; 1000 by default, and 5 seconds at most

Damaged records are counted, and have a line with an error where their id is known; they are never the end.
Exit status: 0 whatever the records were, 1 if input or output fails, 2 on bad usage.";

pub struct Options {
    pub inputs: Vec<PathBuf>,
    pub output: Option<PathBuf>,
    pub resume: bool,
    pub format: Format,
    pub threads: usize,
    pub checkpoint_every: usize,
}

impl Options {
    /// The options, unless help is asked for.
    pub fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>, String> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let mut options = Options {
            inputs: Vec::new(),
            output: None,
            resume: false,
            format: Format::Text,
            threads,
            checkpoint_every: 1_000,
        };
        while let Some(argument) = arguments.next() {
            match argument.to_string_lossy().as_ref() {
                "-h" | "--help" => return Ok(None),
                "--output" => {
                    let path = arguments.next().ok_or("--output needs the name of a file")?;
                    options.output = Some(path.into());
                }
                "--format" => options.format = Format::parse(arguments.next().as_deref())?,
                "--resume" => options.resume = true,
                "--threads" => options.threads = number("--threads", arguments.next())?,
                "--checkpoint-every" => {
                    options.checkpoint_every = number("--checkpoint-every", arguments.next())?;
                }
                option if option.starts_with('-') && option != "-" => {
                    return Err(format!("unknown option {option}"));
                }
                _ => options.inputs.push(argument.into()),
            }
        }
        if options.inputs.is_empty() {
            return Err("no input named".into());
        }
        if options.resume && options.output.is_none() {
            return Err("--resume needs --output".into());
        }
        Ok(Some(options))
    }
}

fn number(name: &str, value: Option<OsString>) -> Result<usize, String> {
    let number = value.and_then(|value| value.to_str()?.parse().ok());
    let number = number.filter(|number| (1..=1 << 30).contains(number));
    number.ok_or_else(|| format!("{name} needs a number from 1 on"))
}
