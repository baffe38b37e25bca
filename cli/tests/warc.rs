//! `bodytext warc` on valid and on damaged files.

mod programs;
mod records;

use programs::{Folder, PROGRAM, Run};
use records::{
    PATIENCE, SENTENCE, gzip, ids, lines, members, output, page, read_output, record, response, run, run_on,
    start,
};
use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// The ids in the output for these bytes as a file. On standard input, fewer may be found.
#[track_caller]
fn ids_of(name: &str, bytes: &[u8], summary: &str) -> Vec<String> {
    let folder = Folder::new(name);
    let from_file = ids(&output(run(&[&folder.add("x", bytes)]), summary));
    let from_stdin = ids(&output(run_on(bytes, &["-"]), "warc: "));
    // Standard input cannot seek back, so damage may hide the records after it.
    assert!(from_stdin == from_file || from_stdin.len() < from_file.len(), "{from_stdin:?}");
    from_file
}

// ---- Valid files ----

#[test]
fn pages_and_plain_texts_are_extracted() {
    let cyrillic = b"<p>\xcd\xe0 \xef\xe5\xf0\xe5\xe2\xe0\xeb\xe5 \xf1\xed\xe5\xe3.";
    let text = format!(
        "Home\nNews\nRain ends the drought\n{SENTENCE}\n\
         The farmers said that the rain came just in time for the harvest of the valley's famous apricots.\n\
         More rain is expected until the end of the week, when the sun will return, the weather service said.\n\
         - More news\n"
    );
    let records = [
        record("warcinfo", "info", b"software: x\r\n"),
        record("request", "q", b"GET / HTTP/1.1\r\n\r\n"),
        page("a"),
        response("b", "Content-Type: text/html; charset=windows-1251", cyrillic),
        response("c", "Content-Type: image/png", b"\x89PNG"),
        response(
            "d",
            "Content-Type: text/html\r\nContent-Encoding: gzip",
            &gzip(format!("<p>{SENTENCE}").as_bytes()),
        ),
        response("e", "Content-Type: text/html\r\nContent-Encoding: br", b"\x0b\x02\x80"),
        record("conversion", "f", text.as_bytes()),
        record("response", "g", b""),
        record("metadata", "m", b"x: y\r\n"),
    ];
    let (plain, packed, whole) = (records.concat(), members(&records), gzip(&records.concat()));
    for (name, bytes) in [("plain", plain), ("packed", packed), ("whole", whole)] {
        let summary = "10 records, 4 pages, 1 plain texts, 0 truncated, 0 corrupt";
        let folder = Folder::new(name);
        let out = output(run(&["--threads", "3", &folder.add("x", &bytes)]), summary);
        assert_eq!(ids(&out), ["a", "b", "d", "!e", "f"], "{name}");
        let lines = lines(&out);
        let text = |at: usize| lines[at]["text"].as_str().expect("a text");
        assert!(text(0).ends_with("This is page a.") && lines[0]["title"] == "Page a", "{out}");
        assert_eq!((text(1), text(2)), ("На перевале снег.", SENTENCE));
        assert_eq!(lines[3]["error"], "pages packed with br are not read");
        assert!(text(4).contains(SENTENCE) && lines[4]["url"] == "http://example.org/f", "{out}");
        assert_eq!(lines[0]["url"], "http://example.org/a");
        assert_eq!(output(run_on(&bytes, &["-"]), summary), out, "{name} from standard input");
    }
}

#[test]
fn several_files_are_one_after_the_other() {
    let folder = Folder::new("several");
    let (a, b) = (folder.add("a", &page("a")), folder.add("b.gz", &members(&[page("b"), page("c")])));
    let empty = folder.add("empty", b"");
    let out = output(run(&[&a, &empty, &b]), "3 records");
    assert_eq!(ids(&out), ["a", "b", "c"]);
}

#[test]
fn output_is_written_where_it_is_told() {
    let folder = Folder::new("output");
    let input = folder.add("x", &members(&[page("a"), page("b"), page("c")]));
    let expected = output(run(&[&input]), "3 records");
    let (plain, packed) = (folder.path("out.jsonl"), folder.path("out.jsonl.gz"));
    for path in [&plain, &packed] {
        // An old file is replaced.
        fs::write(path, "old").expect("written");
        assert_eq!(output(run(&["--output", path, "--checkpoint-every", "2", &input]), "3 records"), "");
        // The run was complete, so there is nothing left to do.
        assert_eq!(output(run(&["--output", path, "--resume", &input]), "3 records"), "");
        assert_eq!(read_output(path), expected, "{path}");
    }
    let other = folder.add("y", &page("z"));
    run(&["--output", &plain, "--resume", &other]).failed(1, "belongs to other inputs");
    fs::write(&plain, "").expect("written");
    run(&["--output", &plain, "--resume", &input]).failed(1, "shorter than its checkpoint");
}

#[test]
fn going_on_never_loses_an_output() {
    let folder = Folder::new("no-checkpoint");
    let input = folder.add("x", &page("a"));
    let out = folder.add("out", b"all of yesterday");
    let resume = ["--output", &out, "--resume", &input];
    run(&resume).failed(1, "no checkpoint; remove it to start over");
    assert_eq!(read_output(&out), "all of yesterday");
    // An empty or missing output has nothing to lose.
    fs::write(&out, "").expect("written");
    assert_eq!(output(run(&resume), "1 records"), "");
    assert_eq!(ids(&read_output(&out)), ["a"]);
    let new = folder.path("new");
    assert_eq!(output(run(&["--output", &new, "--resume", &input]), "1 records"), "");
    assert_eq!(ids(&read_output(&new)), ["a"]);
}

#[test]
fn a_new_output_has_a_checkpoint_from_the_start() {
    let folder = Folder::new("first-checkpoint");
    let out = folder.path("out");
    let mut child = start(&["--output", &out, "-"]);
    let begin = Instant::now();
    while fs::read(format!("{out}.checkpoint")).is_err() {
        assert!(begin.elapsed() < PATIENCE, "no checkpoint");
        thread::sleep(Duration::from_millis(1));
    }
    // The program has not had any input yet.
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert_eq!(output(run_on(&page("a"), &["--output", &out, "--resume", "-"]), "1 records"), "");
    assert_eq!(ids(&read_output(&out)), ["a"]);
}

#[test]
fn no_input_is_written_over() {
    let folder = Folder::new("same");
    let input = folder.add("x", &page("a"));
    let detour = folder.path("./x");
    for resume in [&[][..], &["--resume"]] {
        let arguments = [&["--output", &detour], resume, &[&input]].concat();
        run(&arguments).failed(1, "an input cannot be the output");
        assert_eq!(fs::read(&input).expect("the input"), page("a"));
    }
}

#[test]
fn a_checkpoint_is_only_good_for_the_same_task() {
    let folder = Folder::new("task");
    let input = folder.add("x", &page("a"));
    let out = folder.path("out");
    output(run(&["--output", &out, &input]), "1 records");
    let before = read_output(&out);
    run(&["--output", &out, "--resume", "--format", "markdown", &input])
        .failed(1, "the checkpoint is one of another format");
    fs::write(&input, [page("a"), page("b")].concat()).expect("written");
    run(&["--output", &out, "--resume", &input]).failed(1, "the inputs have changed since the checkpoint");
    assert_eq!(read_output(&out), before);
}

#[cfg(target_os = "linux")]
#[test]
fn inputs_need_no_names_in_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("names");
    let input = folder.0.join(OsStr::from_bytes(b"\xff"));
    fs::write(&input, page("a")).expect("written");
    let out = folder.path("out");
    for resume in [&[][..], &["--resume"]] {
        let mut command = Command::new(PROGRAM);
        let done = command.args(["warc", "--output", &out]).args(resume).arg(&input).output().expect("ended");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(ids(&read_output(&out)), ["a"]);
    }
}

#[test]
fn it_explains_itself() {
    let help = run(&["--help"]).passed();
    assert!(help.contains("Usage: bodytext warc") && help.contains("--checkpoint-every"), "{help}");
    let mistakes: [&[&str]; 5] =
        [&[], &["--output"], &["--resume", "x"], &["--threads", "0", "x"], &["--no", "x"]];
    for arguments in mistakes {
        run(arguments).failed(2, "error: ");
    }
    run(&["no/such/file"]).failed(1, "error: no/such/file: ");
    run(&["--output", "no/such/folder/out", "x"]).failed(1, "error: no/such/folder/out: ");
}

// ---- Damaged files ----

#[test]
fn a_damaged_member_costs_one_record() {
    let packed: Vec<Vec<u8>> = ["a", "b", "c", "d"].iter().map(|id| gzip(&page(id))).collect();
    let folder = Folder::new("flipped");
    let whole = run(&[&folder.add("x", &packed.concat())]).stdout;
    // Corrupts the bytes of the second member, one at a time.
    for at in (0..packed[1].len()).step_by(7) {
        let mut records = packed.clone();
        records[1][at] ^= 0x55;
        let run = run(&[&folder.add("x", &records.concat())]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let ids = ids(&run.stdout);
        // The time in the gzip header and the padding bits before the checksum may have any value.
        let is_padding = (4..10).contains(&at) || at + 9 == packed[1].len();
        let is_harmless = is_padding && run.stdout == whole;
        assert!(
            is_harmless || ids == ["a", "c", "d"] || ids == ["a", "!b", "c", "d"],
            "byte {at} of {}: {ids:?} {}",
            packed[1].len(),
            run.stdout
        );
        assert!(is_harmless || run.stderr.contains(" 1 corrupt"), "byte {at}: {}", run.stderr);
    }
}

#[test]
fn what_is_no_record_is_passed_over() {
    let (a, b, c) = (page("a"), page("b"), page("c"));
    let bad_length =
        String::from_utf8(b.clone()).expect("text").replace("Content-Length: ", "Content-Length: x");
    let garbage = b"no record\r\n\r\nnone either\n";
    let long = vec![b'x'; 300_000];
    let packed = |middle: &[u8]| members(&[a.clone(), middle.to_owned(), c.clone()]);
    let plain = |middle: &[u8]| [&a[..], middle, b"\r\n", &c].concat();
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("garbage", plain(garbage), "2 pages, 0 plain texts, 0 truncated, 1 corrupt"),
        ("garbage-gz", packed(garbage), "0 truncated, 1 corrupt"),
        ("long", plain(&long), "0 truncated, 1 corrupt"),
        ("long-gz", packed(&long), "0 truncated, 1 corrupt"),
        ("length", plain(bad_length.as_bytes()), " corrupt"),
        ("length-gz", packed(bad_length.as_bytes()), " corrupt"),
        ("zeros-gz", [gzip(&a), vec![0; 5_000], gzip(&c)].concat(), "0 truncated, 1 corrupt"),
        ("blank", plain(b"\r\n\r\n\n\n\n"), "0 truncated, 0 corrupt"),
    ];
    for (name, bytes, summary) in cases {
        let ids: Vec<_> =
            ids_of(name, &bytes, summary).into_iter().filter(|id| !id.starts_with('!')).collect();
        assert_eq!(ids, ["a", "c"], "{name}");
    }
}

#[test]
fn a_length_that_is_too_small_costs_no_text() {
    let (a, b) = (page("a"), page("b"));
    let length = b.len() - 4 - b.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") - 4;
    for missing in [1, 10, length / 2] {
        let text = String::from_utf8(b.clone()).expect("text");
        let short = text.replace(&format!("Length: {length}"), &format!("Length: {}", length - missing));
        assert_ne!(short, text);
        for bytes in
            [[&a[..], short.as_bytes(), &a].concat(), members(&[a.clone(), short.into_bytes(), a.clone()])]
        {
            let folder = Folder::new("short");
            let out =
                output(run(&[&folder.add("x", &bytes)]), "3 pages, 0 plain texts, 0 truncated, 1 corrupt");
            assert_eq!(ids(&out), ["a", "b", "a"]);
            assert!(out.contains("This is page b."), "{out}");
        }
    }
}

#[test]
fn a_record_cut_off_is_told_from_the_others() {
    let (a, b, c) = (page("a"), page("b"), page("c"));
    let cut = &b[..b.len() - 20];
    let truncated = "1 truncated, 0 corrupt";
    assert_eq!(ids_of("cut", &[&a[..], cut].concat(), truncated), ["a", "!b"]);
    let packed = gzip(&b);
    assert_eq!(
        ids_of("cut-gz", &[gzip(&a), packed[..packed.len() - 20].to_owned()].concat(), truncated).len(),
        2
    );
    // The member is complete, but the record in it is truncated.
    assert_eq!(ids_of("cut-in-gz", &members(&[a, cut.to_owned(), c]), truncated), ["a", "!b", "c"]);
}

#[test]
fn what_looks_like_many_members_is_passed_over_fast() {
    let folder = Folder::new("many");
    let noise = |member: &[u8]| member.repeat((1 << 20) / member.len());
    // Each is a gzip header with an unterminated field, or a member that is damaged from the start.
    for member in [&b"\x1f\x8b\x08"[..], b"\x1f\x8b\x08\x08x", b"\x1f\x8b\x08\x00"] {
        let bytes = [gzip(&page("a")), noise(member), gzip(&page("b"))].concat();
        let path = folder.add("x", &bytes);
        let begin = Instant::now();
        let out = output(run(&[&path]), "3 records, 2 pages, 0 plain texts, 0 truncated, 1 corrupt");
        assert_eq!(ids(&out), ["a", "b"]);
        assert!(begin.elapsed() < PATIENCE / 4, "{member:?} took {:?}", begin.elapsed());
    }
}

#[test]
fn no_bytes_are_too_odd() {
    // Pseudo-random noise, the same on every run.
    let mut state = 7_u64;
    let mut noise = |length: usize| -> Vec<u8> {
        let mut byte = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        };
        (0..length).map(|_| byte()).collect()
    };
    for start in [
        &b""[..],
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ] {
        for length in [0, 1, 100, 10_000] {
            let bytes = [start, &noise(length)].concat();
            output(run_on(&bytes, &["-"]), "warc: ");
        }
    }
}

#[test]
fn it_ends_when_nobody_reads() {
    let records: Vec<Vec<u8>> = (0..2_000).map(|at| page(&at.to_string())).collect();
    let folder = Folder::new("unread");
    let mut child = start(&[&folder.add("x", &records.concat())]);
    drop(child.stdout.take());
    let run = Run::new(child);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}
