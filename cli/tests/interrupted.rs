//! `bodytext warc`, killed repeatedly, loses no line and writes none twice.

mod programs;
mod records;

use programs::Folder;
use records::{PATIENCE, SENTENCE, gzip, ids, members, read_output, response, run, start};
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

const KILLS: usize = 10;
/// Starts a run and kills it some time after its next checkpoint. Returns whether it was still running.
fn run_and_kill(arguments: &[&str], out: &str, after: Duration) -> bool {
    let checkpoint = || fs::read(format!("{out}.checkpoint")).unwrap_or_default();
    let (before, begin) = (checkpoint(), Instant::now());
    let mut child = start(arguments);
    // Each run must get one checkpoint further, or the test would never end.
    while child.try_wait().expect("a status").is_none()
        && checkpoint() == before
        && begin.elapsed() < PATIENCE
    {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(after);
    let was_running = child.try_wait().expect("a status").is_none();
    child.kill().expect("killed");
    child.wait().expect("ended");
    was_running
}

/// Kills ten runs at arbitrary points, and then lets one finish.
fn survive_kills(name: &str, out_name: &str, input: &dyn Fn(&[Vec<u8>]) -> Vec<u8>) {
    let folder = Folder::new(name);
    // Pages of very different sizes.
    let pages: Vec<Vec<u8>> = (0..900)
        .map(|at: usize| {
            let rest = format!("<p>{SENTENCE}").repeat(at * at % 97);
            let body = format!("<title>{at}</title><p>{SENTENCE} This is page {at}.{rest}");
            response(&at.to_string(), "Content-Type: text/html", body.as_bytes())
        })
        .collect();
    let inputs: Vec<String> = pages
        .chunks(300)
        .enumerate()
        .map(|(at, part)| folder.add(&format!("in{at}"), &input(part)))
        .collect();
    let out = folder.path(out_name);
    let mut arguments = vec!["--resume", "--output", &out, "--checkpoint-every", "37"];
    arguments.extend(inputs.iter().map(String::as_str));
    let kill = |kill: &usize| run_and_kill(&arguments, &out, Duration::from_millis(*kill as u64 * 7 % 10));
    let killed = (0..KILLS).filter(kill).count();
    assert!(killed > KILLS / 2, "only {killed} runs were killed before they ended");
    let finished = run(&arguments);
    assert!(finished.stderr.contains("900 records, 900 pages"), "{}", finished.stderr);
    let text = read_output(&out);
    let expected: Vec<String> = (0..900).map(|at| at.to_string()).collect();
    assert_eq!(ids(&text), expected);
    let mut all = vec!["--output"];
    let whole = folder.path(&format!("whole-{out_name}"));
    all.push(&whole);
    all.extend(inputs.iter().map(String::as_str));
    run(&all);
    assert_eq!(read_output(&whole), text);
}

#[test]
fn killed_runs_lose_and_double_nothing() {
    survive_kills("killed", "out.jsonl", &|records| members(records));
}

#[test]
fn killed_runs_with_packed_output_lose_and_double_nothing() {
    survive_kills("killed-gz", "out.jsonl.gz", &|records| members(records));
}

#[test]
fn killed_runs_on_one_large_member_lose_and_double_nothing() {
    survive_kills("killed-whole", "out.jsonl.gz", &|records| gzip(&records.concat()));
}

#[test]
fn killed_runs_on_files_that_are_not_packed_lose_and_double_nothing() {
    survive_kills("killed-plain", "out.jsonl", &<[Vec<u8>]>::concat);
}
