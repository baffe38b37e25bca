//! The lines that come out, and the checkpoints that a later run goes on from.

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

/// Packing is done by the one thread that writes.
const LEVEL: Compression = Compression::new(3);

/// How far a run has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// Which of the inputs, and where in it, the next record is.
    pub input: usize,
    pub position: Position,
    pub counts: Counts,
}

/// What a run has seen and done, with those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    pub records: u64,
    pub pages: u64,
    pub plain_texts: u64,
    /// Lines with an error.
    pub errors: u64,
    pub truncated: u64,
    pub corrupt: u64,
    /// Bytes of pages and plain texts.
    pub bytes: u64,
    pub words: u64,
    pub kept_words: u64,
}

/// What a run is to do. A checkpoint is of use only to a run that is to do the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    inputs: Vec<Input>,
    format: Format,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Input {
    /// Not quite the path where that is not UTF-8.
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
            return Err(io::Error::other("the checkpoint is one of other inputs"));
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

/// What stands in a checkpoint.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    task: Task,
    /// How much of the output is safely written.
    output_bytes: u64,
    progress: Progress,
}

/// Standard output, or a file with a checkpoint beside it.
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

    /// Lets a reader of standard output have what there is.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.flush(),
            Output::File(_) => Ok(()),
        }
    }

    /// Makes sure that a later run can go on from here.
    pub fn checkpoint(&mut self, progress: &Progress) -> io::Result<()> {
        match self {
            Output::Stdout(stdout) => stdout.flush(),
            Output::File(file) => file.checkpoint(progress),
        }
    }
}

impl OutputFile {
    /// A new file, in place of any that is there.
    pub fn create(path: &Path, task: Task) -> io::Result<OutputFile> {
        // An old checkpoint must never be taken for one of the new file.
        match fs::remove_file(checkpoint_path(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OutputFile::new(File::create(path)?, path, task);
        file.checkpoint(&Progress::default())?;
        Ok(file)
    }

    /// The file as it was at its last checkpoint, and how far the run had come; a new one if there is neither.
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

    /// Where lines go; starts a gzip member if need be.
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
            None => Err(io::Error::other("writing has failed before")),
        }
    }

    fn checkpoint(&mut self, progress: &Progress) -> io::Result<()> {
        let mut file = match self.sink.take() {
            Some(Sink::Plain(file)) => file,
            Some(Sink::Gzip(file)) => file.finish()?,
            None => return Err(io::Error::other("writing has failed before")),
        };
        file.flush()?;
        file.get_ref().sync_data()?;
        let output_bytes = file.stream_position()?;
        self.sink = Some(Sink::Plain(file));
        let checkpoint = Checkpoint { task: self.task.clone(), output_bytes, progress: progress.clone() };
        // Renaming is all or nothing.
        let draft = self.checkpoint.with_extension("draft");
        let mut written = File::create(&draft)?;
        written.write_all(&serde_json::to_vec(&checkpoint)?)?;
        written.sync_data()?;
        fs::rename(draft, &self.checkpoint)
    }
}

/// `texts.jsonl.gz` has its checkpoint in `texts.jsonl.gz.checkpoint`.
fn checkpoint_path(output: &Path) -> PathBuf {
    let mut path = output.as_os_str().to_owned();
    path.push(".checkpoint");
    path.into()
}
