//! Shows why each block of a page was kept or dropped, as one HTML page. It needs no network and runs no script.

mod markup;
mod page;
mod plot;
mod reasons;

use crate::arguments::ExplainArguments;
use crate::page::{self as pages, Page, Reader};
use crate::report::{self, Failure, Status};
use std::fs;
use std::path::Path;

pub fn run(arguments: &ExplainArguments) -> Result<Status, Failure> {
    let source = arguments.page.as_deref().unwrap_or(Path::new("-"));
    if arguments.page.is_none() {
        pages::refuse_terminal()?;
    }
    let Page { article, note } = Reader::new(&arguments.settings).read(source)?;
    if let Some(note) = note {
        report::note(note);
    }
    let html = page::render(&article);
    let Some(path) = &arguments.output else { return report::print(html.as_bytes()) };
    fs::write(path, html)
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))?;
    Ok(Status::Done)
}
