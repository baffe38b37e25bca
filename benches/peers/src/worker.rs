//! The process that runs one contestant.

use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::thread;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::contestants::{Contestant, Extract};
use crate::protocol::{REPEAT_SECONDS, Ready, Reply, Request};

/// Answers requests on standard input until it ends, on a thread with `stack` bytes.
pub fn serve(contestant: &Contestant, stack: usize) -> Result<(), String> {
    let extract = contestant.extract.ok_or("this contestant has a process of its own")?;
    let version = contestant.version.to_owned();
    let serve = move || answer_all(extract, version);
    let thread = thread::Builder::new().stack_size(stack).spawn(serve).map_err(|error| error.to_string())?;
    thread.join().map_err(|_| "the worker panicked")?.map_err(|error| error.to_string())
}

fn answer_all(extract: Extract, version: String) -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    say(&mut output, &Ready { version, memory_kb: peak_memory_kb() })?;
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let request: Request = serde_json::from_str(&line)?;
        let mut html = vec![0; request.bytes];
        input.read_exact(&mut html)?;
        let html = String::from_utf8(html).map_err(io::Error::other)?;
        say(&mut output, &answer(extract, &request, &html))?;
        line.clear();
    }
    Ok(())
}

fn say(output: &mut impl Write, message: &impl serde::Serialize) -> io::Result<()> {
    writeln!(output, "{}", serde_json::to_string(message)?)?;
    output.flush()
}

fn answer(extract: Extract, request: &Request, html: &str) -> Reply {
    let mut reply = Reply::default();
    for _ in 0..request.rounds {
        let start = processor_time();
        let result = panic::catch_unwind(AssertUnwindSafe(|| extract(html, request.url.as_deref())));
        reply.seconds.push((processor_time() - start).as_secs_f64());
        match result {
            Ok(Ok(text)) => reply.text = text,
            Ok(Err(reason)) => reply.nothing = Some(reason),
            Err(cause) => reply.panic = Some(said_by(cause.as_ref())),
        }
        if reply.panic.is_some() || reply.seconds.iter().sum::<f64>() > REPEAT_SECONDS {
            break;
        }
    }
    reply.memory_kb = peak_memory_kb();
    reply
}

/// The processor time of this thread. Wall-clock time would include the other programs on a busy machine.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

fn said_by(cause: &(dyn std::any::Any + Send)) -> String {
    let text =
        cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    text.unwrap_or("panicked").to_owned()
}

/// The peak memory of this process, from `VmHWM` on Linux; 0 elsewhere.
fn peak_memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
