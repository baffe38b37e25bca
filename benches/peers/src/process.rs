//! Controls a worker from the measuring process.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::contestants::{Contestant, Language};
use crate::protocol::{Ready, Reply, Request};

/// If a page takes more processor time, it has failed, and its worker is killed.
pub const TIME_LIMIT: Duration = Duration::from_secs(10);

/// The wall-clock limit is this many times as long, because the machine may be busy.
const PATIENCE: u32 = 6;

/// How often to check the time limit.
const GLANCE: Duration = Duration::from_millis(200);

/// The unit in which Linux reports processor time.
const TICK: Duration = Duration::from_millis(10);

/// The environment of the contestants.
#[derive(Debug, Clone)]
pub struct Setup {
    /// A Python interpreter with the Python packages.
    pub python: Option<PathBuf>,
    /// The folder whose `node_modules` has the JavaScript packages.
    pub node: Option<PathBuf>,
    /// The stack size for contestants in Rust, in bytes.
    pub stack: usize,
}

/// The ways in which a page can fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    TooSlow,
    StackOverflow,
    Panic(String),
    /// The process ended, with its exit status and last message.
    Died(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSlow => write!(f, "killed after {} s", TIME_LIMIT.as_secs()),
            Self::StackOverflow => f.write_str("stack overflow"),
            Self::Panic(_) => f.write_str("panic"),
            Self::Died(reason) => write!(f, "died: {reason}"),
        }
    }
}

/// A running process with one contestant.
#[derive(Debug)]
pub struct Worker {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    complaints: Option<JoinHandle<String>>,
    pub ready: Ready,
}

impl Setup {
    /// Whether the interpreter or folder for the contestant was given.
    pub fn has(&self, contestant: &Contestant) -> bool {
        match contestant.language {
            Language::Rust => true,
            Language::Python => self.python.is_some(),
            Language::JavaScript => self.node.is_some(),
        }
    }

    fn command(&self, contestant: &Contestant) -> Result<Command, String> {
        let name = contestant.name;
        let missing = || format!("nothing to run {name} with");
        match contestant.language {
            Language::Rust => {
                let mut command = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
                command.args(["--worker", name, "--stack", &self.stack.to_string()]);
                Ok(command)
            }
            Language::Python => {
                let mut command = Command::new(self.python.as_ref().ok_or_else(missing)?);
                command.args([concat!(env!("CARGO_MANIFEST_DIR"), "/others/worker.py"), name]);
                Ok(command)
            }
            Language::JavaScript => {
                let mut command = Command::new("node");
                command.args([concat!(env!("CARGO_MANIFEST_DIR"), "/others/worker.mjs"), name]);
                command.arg(self.node.as_ref().ok_or_else(missing)?);
                Ok(command)
            }
        }
    }
}

impl Worker {
    /// Starts the contestant and waits until it is ready.
    pub fn start(contestant: &Contestant, setup: &Setup) -> Result<Self, String> {
        let mut command = setup.command(contestant)?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child =
            command.spawn().map_err(|error| format!("cannot start {}: {error}", contestant.name))?;
        let (input, output, errors) = match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(input), Some(output), Some(errors)) => (input, output, errors),
            _ => return Err("no pipes".into()),
        };
        let (sender, lines) = channel();
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let complaints = Some(thread::spawn(move || last_words(errors)));
        let ready = Ready { version: String::new(), memory_kb: 0 };
        let mut worker = Self { child, input, lines, complaints, ready };
        let line = worker.line().map_err(|failure| format!("{}: {failure}", contestant.name))?;
        worker.ready = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        Ok(worker)
    }

    /// Sends a page to the worker and waits for the reply. After a failure, the worker cannot be used again.
    pub fn extract(&mut self, html: &str, url: Option<&str>, rounds: u32) -> Result<Reply, Failure> {
        let request = Request { url: url.map(str::to_owned), rounds, bytes: html.len() };
        if self.send(&request, html).is_err() {
            return Err(self.autopsy());
        }
        let line = self.line()?;
        let reply: Reply = serde_json::from_str(&line).map_err(|error| Failure::Died(error.to_string()))?;
        match reply.panic {
            Some(message) => Err(Failure::Panic(message)),
            None => Ok(reply),
        }
    }

    fn send(&mut self, request: &Request, html: &str) -> io::Result<()> {
        writeln!(self.input, "{}", serde_json::to_string(request)?)?;
        self.input.write_all(html.as_bytes())?;
        self.input.flush()
    }

    fn line(&mut self) -> Result<String, Failure> {
        let (start, used) = (Instant::now(), self.processor_time());
        loop {
            match self.lines.recv_timeout(GLANCE) {
                Ok(line) => return Ok(line),
                Err(RecvTimeoutError::Disconnected) => return Err(self.autopsy()),
                Err(RecvTimeoutError::Timeout) if start.elapsed() > PATIENCE * TIME_LIMIT => {
                    return Err(Failure::TooSlow);
                }
                Err(RecvTimeoutError::Timeout) => {
                    if self.processor_time().saturating_sub(used) > TIME_LIMIT {
                        return Err(Failure::TooSlow);
                    }
                }
            }
        }
    }

    /// The processor time of all threads of the process, on Linux; zero elsewhere.
    fn processor_time(&self) -> Duration {
        let path = format!("/proc/{}/stat", self.child.id());
        let stat = std::fs::read_to_string(path).unwrap_or_default();
        // The name, in parentheses, may contain spaces. User and system time are the 12th and 13th fields after it.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: u32 = fields.skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
        TICK * ticks
    }

    /// Why the process ended.
    fn autopsy(&mut self) -> Failure {
        let status = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        let complaints = self.complaints.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        let last = complaints.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if complaints.contains("overflowed its stack")
            || complaints.contains("Maximum call stack size exceeded")
        {
            return Failure::StackOverflow;
        }
        Failure::Died(format!("{status} {last}").trim_end().to_owned())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads to the end and keeps the last few kilobytes, so that the worker never blocks on a full pipe.
fn last_words(mut errors: impl Read) -> String {
    const KEPT: usize = 8_192;
    let (mut kept, mut buffer) = (Vec::new(), [0; 4_096]);
    while let Ok(count @ 1..) = errors.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..count]);
        let surplus = kept.len().saturating_sub(KEPT);
        kept.drain(..surplus);
    }
    String::from_utf8_lossy(&kept).into_owned()
}
