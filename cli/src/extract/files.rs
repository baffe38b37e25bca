//! `--output-dir`: one output file per page.

use super::output::{Format, Style};
use super::status;
use crate::arguments::{ExtractArguments, threads};
use crate::page::{self, Page, Reader};
use crate::pipeline::{Event, map_in_order};
use crate::report::{self, Failure, Status};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The result for a page whose file has been written.
#[derive(Debug)]
struct Done {
    is_empty: bool,
    note: Option<String>,
}

/// A page and its output file.
#[derive(Debug)]
struct Job {
    page: PathBuf,
    output: PathBuf,
}

pub fn run(reader: Reader, arguments: &ExtractArguments, folder: &Path) -> Result<Status, Failure> {
    let jobs = jobs(&arguments.pages, folder, arguments.format)?;
    fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("cannot create {}: {error}", folder.display())))?;
    let bar = progress_bar(jobs.len());
    let style = Style::new(arguments, false);
    let work = move |job: Job| job.extract(&reader, &style);
    let mut worst = Status::Done;
    let done = map_in_order(
        jobs.into_iter(),
        |_| 0,
        threads(arguments.threads),
        work,
        |event| {
            let Event::Result(result) = event else { return Ok(()) };
            bar.inc(1);
            let status = match result {
                Ok(Done { is_empty, note }) => {
                    if let Some(note) = note {
                        bar.suspend(|| report::note(note));
                    }
                    status(arguments, is_empty)
                }
                Err(failure) => bar.suspend(|| failed(&failure)),
            };
            worst = worse(worst, status);
            Ok(())
        },
    );
    bar.finish_and_clear();
    done.map_err(|error| Failure::new(error.to_string())).map(|()| worst)
}

fn failed(failure: &Failure) -> Status {
    report::error(&failure.message);
    failure.status
}

/// A failure takes precedence over a page without text.
fn worse(one: Status, other: Status) -> Status {
    if one == Status::Failed || other == Status::Done { one } else { other }
}

fn progress_bar(pages: usize) -> ProgressBar {
    if pages < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len} pages, {eta} left");
    ProgressBar::new(pages as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl Job {
    fn extract(&self, reader: &Reader, style: &Style) -> Result<Done, Failure> {
        let Page { article, note } = reader.read(&self.page)?;
        let text = style.write(&article)?;
        fs::write(&self.output, text)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", self.output.display())))?;
        Ok(Done { is_empty: article.is_empty(), note })
    }
}

/// All pages with their output files. Fails if two pages share a file, or if a file is itself one of the pages.
fn jobs(pages: &[PathBuf], folder: &Path, format: Format) -> Result<Vec<Job>, Failure> {
    let stdin = [PathBuf::from("-")];
    let pages = if pages.is_empty() { &stdin } else { pages };
    let job = |page: &PathBuf| Job { page: page.clone(), output: folder.join(file_name(page, format)) };
    let jobs: Vec<Job> = pages.iter().map(job).collect();
    let mut owners = HashMap::new();
    for job in &jobs {
        // Some file systems ignore case.
        let key = job.output.to_string_lossy().to_lowercase();
        if let Some(other) = owners.insert(key, &job.page) {
            return Err(clash(other, job));
        }
    }
    refuse_pages(&jobs)?;
    Ok(jobs)
}

fn clash(other: &Path, job: &Job) -> Failure {
    Failure::usage(format!(
        "{} and {} would both be written to {}; nothing was written",
        page::name(other),
        page::name(&job.page),
        job.output.display()
    ))
}

/// Fails if an output would overwrite one of the pages, even under another path.
fn refuse_pages(jobs: &[Job]) -> Result<(), Failure> {
    let pages: HashSet<PathBuf> = jobs.iter().filter_map(|job| fs::canonicalize(&job.page).ok()).collect();
    for Job { output, .. } in jobs {
        if fs::canonicalize(output).is_ok_and(|output| pages.contains(&output)) {
            return Err(Failure::usage(format!(
                "{} is one of the pages; nothing was written",
                output.display()
            )));
        }
    }
    Ok(())
}

/// `news/page.html` becomes `page.txt`.
fn file_name(page: &Path, format: Format) -> PathBuf {
    let stem = if page::is_stdin(page) { Path::new("stdin") } else { page };
    let mut name = stem.file_stem().unwrap_or_default().to_owned();
    name.push(".");
    name.push(format.extension());
    name.into()
}
