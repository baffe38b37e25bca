//! The command line.

use crate::extract::Format;
use crate::pipeline;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use std::path::PathBuf;

const EXIT_STATUS: &str = "\
Exit status:
  0  done, also if a page has no body text
  1  a page could not be read or extracted, or an output could not be written
  2  wrong usage; nothing was done
  3  a page has no body text, with --fail-if-empty

A subcommand must come first. A file with the name of one is read as ./warc.";

/// Extracts the body text of web pages and drops their boilerplate.
#[derive(Debug, Parser)]
#[command(
    name = "bodytext",
    version,
    after_help = EXIT_STATUS,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub extract: ExtractArguments,
}

const PIPE_PROTOCOL: &str = "\
A line in, with one of html, html_base64 and text, and the line out for it:
  {\"id\": .., \"html\" | \"html_base64\" | \"text\": .., \"content_type\": .., \"url\": ..}
  {\"id\": .., \"title\": .., \"text\": .., \"confidence\": .., \"language\": .., \"error\": ..}

  html          a page as text
  html_base64   a page as it was fetched, in any encoding; content_type (optional) is its Content-Type header
  text          plain text without markup, such as a WET record
  url           the address of the page; Markdown resolves links against it
  error         what is wrong with the line or the page; the text is empty then

Ends at the end of the input, or when the reader of the output ends, with a summary on standard error.
Exit status: 0 whatever the lines were, 1 if input or output fails, 2 on wrong usage.";

const WARC_LINES: &str = "\
A line out for each HTML response of WARC files and each plain text of WET files:
  {\"id\": .., \"url\": .., \"title\": .., \"text\": .., \"confidence\": .., \"language\": .., \"error\": ..}

Damaged records are counted, and have a line with an error if their id is known. They never end the run.
Exit status: 0 whatever the records were, 1 if input or output fails, 2 on wrong usage.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write an HTML report with the reason for each block
    Explain(ExplainArguments),
    /// Extract pages from JSON lines on standard input, a line out for each line in
    #[command(after_help = PIPE_PROTOCOL)]
    Pipe(PipeArguments),
    /// Extract the pages of WARC and WET files as JSON lines
    #[command(after_help = WARC_LINES)]
    Warc(WarcArguments),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Args, Debug)]
pub struct ExtractArguments {
    /// Pages to extract; standard input if there is none, or for -
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub pages: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub settings: SettingArguments,
    /// The address of the page, against which relative links are resolved
    #[arg(long, value_hint = ValueHint::Url)]
    pub url: Option<String>,
    /// The Content-Type header that came with the page
    #[arg(long, value_name = "TYPE", conflicts_with = "plain_text")]
    pub content_type: Option<String>,
    /// Start Markdown with title, author, date and other metadata as YAML, in place of the title's heading
    #[arg(long)]
    pub metadata: bool,
    /// Keep the images of the body in Markdown
    #[arg(long)]
    pub images: bool,
    /// Write a file for each page into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output_dir: Option<PathBuf>,
    /// How many pages to extract at once with --output-dir; all cores by default
    #[arg(long, value_name = "N", value_parser = thread_count(), requires = "output_dir")]
    pub threads: Option<u32>,
    /// End with status 3 if a page has no body text
    #[arg(long)]
    pub fail_if_empty: bool,
}

#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// The page to explain; standard input if there is none, or for -
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub page: Option<PathBuf>,
    /// Write the report to this file, not to standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingArguments,
}

#[derive(Args, Debug)]
pub struct PipeArguments {
    /// The form of the texts
    #[arg(long, value_enum, default_value_t = pipeline::Format::Text)]
    pub format: pipeline::Format,
    /// How many pages to extract at once; all cores by default
    #[arg(long, value_name = "N", value_parser = thread_count())]
    pub threads: Option<u32>,
    /// A longer line is an error and is not kept in memory
    // Room for a page of 64 MiB in base64, or as text with every other character escaped.
    #[arg(long, value_name = "BYTES", value_parser = positive(), default_value_t = 128 << 20)]
    pub max_line: u32,
}

#[derive(Args, Debug)]
pub struct WarcArguments {
    /// Files, compressed with gzip or not; - is standard input
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::FilePath)]
    pub inputs: Vec<PathBuf>,
    /// Write to this file, not to standard output; compressed if its name ends in .gz
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Continue an earlier run with the same inputs and format that was interrupted
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// The form of the texts
    #[arg(long, value_enum, default_value_t = pipeline::Format::Text)]
    pub format: pipeline::Format,
    /// How many pages to extract at once; all cores by default
    #[arg(long, value_name = "N", value_parser = thread_count())]
    pub threads: Option<u32>,
    /// How many lines an interruption may cost; 5 seconds of work at most
    #[arg(long, value_name = "LINES", value_parser = positive(), default_value_t = 1_000)]
    pub checkpoint_every: u32,
}

/// The settings of an extraction.
#[derive(Args, Debug)]
pub struct SettingArguments {
    /// Which mistake is worse: keeping boilerplate (precision) or losing text (recall)
    #[arg(long, value_enum, default_value_t = Focus::Balanced)]
    pub focus: Focus,
    /// What to do with readers' comments under an article
    #[arg(long, value_enum, default_value_t = Comments::Exclude)]
    pub comments: Comments,
    /// Keep the line with author and date above each post of a thread
    #[arg(long)]
    pub authors: bool,
    /// Read pages as plain text without markup
    #[arg(long)]
    pub plain_text: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Focus {
    Precision,
    Balanced,
    Recall,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Comments {
    Exclude,
    Include,
}

impl From<Focus> for bodytext::Focus {
    fn from(focus: Focus) -> bodytext::Focus {
        match focus {
            Focus::Precision => bodytext::Focus::Precision,
            Focus::Balanced => bodytext::Focus::Balanced,
            Focus::Recall => bodytext::Focus::Recall,
        }
    }
}

impl From<Comments> for bodytext::Comments {
    fn from(comments: Comments) -> bodytext::Comments {
        match comments {
            Comments::Exclude => bodytext::Comments::Exclude,
            Comments::Include => bodytext::Comments::Include,
        }
    }
}

/// A positive number.
fn positive() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=1 << 30)
}

/// A number of threads that a system can start.
fn thread_count() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=1024)
}

/// The number of threads; by default one per core.
pub fn threads(number: Option<u32>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    number.map_or_else(cores, |number| number as usize)
}
