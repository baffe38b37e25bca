//! The output lines, and the checkpoints from which a later run resumes.

use super::display::size;
use super::stream::Position;
use crate::pipeline::Format;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const BUFFER: usize = 1 << 14;

/// A fast level, because the single writer thread does the compression.
const LEVEL: Compression = Compression::new(3);

/// How far a run has got.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The index of the input that has the next record; `position` is the place in that input.
    pub input: usize,
    pub position: Position,
    pub counts: Counts,
}

/// Totals of a run, including the earlier runs that it resumes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    pub records: u64,
    pub pages: u64,
    pub plain_texts: u64,
    /// Output lines with an error.
    pub errors: u64,
    pub truncated: u64,
    pub corrupt: u64,
    /// Bytes of pages and plain texts.
    pub bytes: u64,
    pub words: u64,
    pub kept_words: u64,
}

/// The inputs and the format of a run. A checkpoint can only be resumed by a run with the same task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    inputs: Vec<Input>,
    format: Format,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Input {
    /// A lossy conversion if the path is not UTF-8.
    path: String,
    bytes: u64,
}

impl Task {
    pub fn new(inputs: &[PathBuf], format: Format) -> Task {
        let input = |path: &PathBuf| Input { path: path.to_string_lossy().into_owned(), bytes: size(path) };
        Task { inputs: inputs.iter().map(input).collect(), format }
    }

    fn check(&self, earlier: &Task) -> io::Result<()> {
        let paths =
            |task: &Task| -> Vec<String> { task.inputs.iter().map(|input| input.path.clone()).collect() };
        if paths(self) != paths(earlier) {
            return Err(io::Error::other("the checkpoint belongs to other inputs"));
        }
        if self.inputs != earlier.inputs {
            return Err(io::Error::other("the inputs have changed since the checkpoint"));
        }
        if self.format != earlier.format {
            return Err(io::Error::other("the checkpoint is one of another format"));
        }
        Ok(())
    }
}

/// The content of a checkpoint file.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    task: Task,
    /// The length of the output that is safely on disk.
    output_bytes: u64,
    progress: Progress,
}

/// Standard output, or a file with a checkpoint file next to it.
pub enum Output {
    Stdout(BufWriter<io::Stdout>),
    File(Box<OutputFile>),
}

pub struct OutputFile {
    sink: Option<Sink>,
    is_gzip: bool,
    checkpoint: PathBuf,
    task: Task,
}

enum Sink {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
}

impl Output {
    pub fn stdout() -> Output {
        Output::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))
    }

    pub fn write(&mut self, line: &[u8]) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.write_all(line),
            Output::File(file) => file.sink()?.write_all(line),
        }
    }

    /// Flushes standard output, so that its reader gets what has been written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.flush(),
            Output::File(_) => Ok(()),
        }
    }

    /// Writes a checkpoint, so that a later run can resume here.
    pub fn checkpoint(&mut self, progress: &Progress) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.flush(),
            Output::File(file) => file.checkpoint(progress),
        }
    }
}

impl OutputFile {
    /// Creates the file, replacing any existing one.
    pub fn create(path: &Path, task: Task) -> io::Result<OutputFile> {
        // An old checkpoint must never be applied to the new file.
        match fs::remove_file(checkpoint_path(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OutputFile::new(File::create(path)?, path, task);
        file.checkpoint(&Progress::default())?;
        Ok(file)
    }

    /// Opens the file, truncated to its last checkpoint, and returns the progress at that point. Creates a new file if
    /// there is neither output nor checkpoint.
    pub fn resume(path: &Path, task: Task) -> io::Result<(OutputFile, Progress)> {
        let text = match fs::read(checkpoint_path(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if size(path) > 0 {
                    return Err(io::Error::other("the output has no checkpoint; remove it to start over"));
                }
                return Ok((OutputFile::create(path, task)?, Progress::default()));
            }
            text => text?,
        };
        let checkpoint: Checkpoint = serde_json::from_slice(&text)?;
        task.check(&checkpoint.task)?;
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        if file.metadata()?.len() < checkpoint.output_bytes {
            return Err(io::Error::other("the output is shorter than its checkpoint says"));
        }
        file.set_len(checkpoint.output_bytes)?;
        file.seek(SeekFrom::End(0))?;
        Ok((OutputFile::new(file, path, task), checkpoint.progress))
    }

    fn new(file: File, path: &Path, task: Task) -> OutputFile {
        let is_gzip = path.extension().is_some_and(|extension| extension == "gz");
        let sink = Some(Sink::Plain(BufWriter::with_capacity(BUFFER, file)));
        OutputFile { sink, is_gzip, checkpoint: checkpoint_path(path), task }
    }

    /// The writer for lines. Starts a gzip member if necessary.
    fn sink(&mut self) -> io::Result<&mut dyn Write> {
        self.sink = match self.sink.take() {
            Some(Sink::Plain(file)) if self.is_gzip => {
                Some(Sink::Gzip(Box::new(GzEncoder::new(file, LEVEL))))
            }
            other => other,
        };
        match &mut self.sink {
            Some(Sink::Plain(file)) => Ok(file),
            Some(Sink::Gzip(file)) => Ok(file),
            None => Err(io::Error::other("an earlier write failed")),
        }
    }

    fn checkpoint(&mut self, progress: &Progress) -> io::Result<()> {
        let mut file = match self.sink.take() {
            Some(Sink::Plain(file)) => file,
            Some(Sink::Gzip(file)) => file.finish()?,
            None => return Err(io::Error::other("an earlier write failed")),
        };
        file.flush()?;
        file.get_ref().sync_data()?;
        let output_bytes = file.stream_position()?;
        self.sink = Some(Sink::Plain(file));
        let checkpoint = Checkpoint { task: self.task.clone(), output_bytes, progress: progress.clone() };
        // A rename is atomic.
        let draft = self.checkpoint.with_extension("draft");
        let mut written = File::create(&draft)?;
        written.write_all(&serde_json::to_vec(&checkpoint)?)?;
        written.sync_data()?;
        fs::rename(draft, &self.checkpoint)
    }
}

/// The checkpoint of `texts.jsonl.gz` is `texts.jsonl.gz.checkpoint`.
fn checkpoint_path(output: &Path) -> PathBuf {
    let mut path = output.as_os_str().to_owned();
    path.push(".checkpoint");
    path.into()
}
