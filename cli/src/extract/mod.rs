//! Extraction of pages, the job of the program without a subcommand.

mod blocks;
mod files;
mod front_matter;
mod output;

pub use output::Format;

use crate::arguments::ExtractArguments;
use crate::page::Reader;
use crate::report::{self, Failure, Status};
use anstream::{AutoStream, ColorChoice};
use output::Style;
use std::io::{self, IsTerminal};
use std::path::Path;

pub fn run(arguments: &ExtractArguments) -> Result<Status, Failure> {
    check(arguments)?;
    let reader = Reader::new(&arguments.settings)
        .content_type(arguments.content_type.as_deref())
        .url(arguments.url.as_deref())?;
    match &arguments.output_dir {
        Some(folder) => files::run(reader, arguments, folder),
        None => print(&reader, arguments),
    }
}

fn check(arguments: &ExtractArguments) -> Result<(), Failure> {
    let ExtractArguments { pages, format, output_dir, .. } = arguments;
    for (flag, is_given) in [("--metadata", arguments.metadata), ("--images", arguments.images)] {
        if is_given && *format != Format::Markdown {
            return Err(Failure::usage(format!("{flag} needs --format markdown")));
        }
    }
    if pages.len() > 1 && output_dir.is_none() {
        return Err(Failure::usage("several pages need --output-dir, which gets a file for each"));
    }
    if pages.is_empty() && output_dir.is_none() && io::stdin().is_terminal() {
        return Err(Failure::usage("no page named; - reads standard input, --help lists the options"));
    }
    Ok(())
}

fn print(reader: &Reader, arguments: &ExtractArguments) -> Result<Status, Failure> {
    let page = arguments.pages.first().map_or(Path::new("-"), |page| page);
    let article = reader.read(page).map_err(|failure| with_hint(failure, page))?;
    let is_colored = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let output = Style::new(arguments, is_colored).write(&article)?;
    report::print(output.as_bytes())?;
    Ok(status(arguments, article.is_empty()))
}

/// A subcommand after an option is read as a page.
fn with_hint(failure: Failure, page: &Path) -> Failure {
    if page.exists() || !page.to_str().is_some_and(crate::is_subcommand) {
        return failure;
    }
    Failure { message: format!("{} (a subcommand must come first)", failure.message), ..failure }
}

fn status(arguments: &ExtractArguments, is_empty: bool) -> Status {
    if is_empty && arguments.fail_if_empty { Status::Empty } else { Status::Done }
}
