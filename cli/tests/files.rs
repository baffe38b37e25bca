//! `--output-dir`: several pages, one output file for each.

mod programs;

use programs::{Folder, case, run, run_in, run_on};

fn page(number: usize) -> Vec<u8> {
    format!("<h1>Boat {number}</h1><p>The boat with the number {number} came in late, and its nets were as good as empty.</p>")
        .into_bytes()
}

#[test]
fn every_page_gets_a_file() {
    let folder = Folder::new("files");
    let paths: Vec<String> = (0..40).map(|at| folder.add(&format!("{at}.html"), &page(at))).collect();
    let extensions =
        [("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json"), ("blocks", "blocks")];
    for (format, extension) in extensions {
        let out = folder.path(format!("new/{format}").as_str());
        let mut arguments = vec!["--format", format, "--threads", "3", "--output-dir", &out];
        arguments.extend(paths.iter().map(String::as_str));
        assert_eq!(run(&arguments).passed(), "");
        assert_eq!(folder.names(&format!("new/{format}")).len(), 40);
        for (at, path) in paths.iter().enumerate() {
            let written = folder.read(&format!("new/{format}/{at}.{extension}"));
            assert_eq!(written, run(&["--format", format, path]).passed(), "{path}");
        }
    }
}

#[test]
fn a_page_that_fails_does_not_stop_the_others() {
    let folder = Folder::new("some-fail");
    folder.add("a.html", &page(1));
    folder.add("empty.html", b"");
    folder.add("z.html", &page(2));
    let run = run_in(&folder.0, &["--output-dir", "out", "a.html", "missing.html", "empty.html", "z.html"]);
    run.failed(1, "error: cannot read missing.html: ");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert_eq!(folder.names("out"), ["a.txt", "empty.txt", "z.txt"]);
    assert!(folder.read("out/z.txt").contains("number 2"));
}

#[test]
fn empty_pages_count_less_than_failures() {
    let folder = Folder::new("empty");
    folder.add("a.html", &page(1));
    folder.add("empty.html", b"");
    let status = |pages: &[&str]| {
        run_in(&folder.0, &[&["--fail-if-empty", "--output-dir", "out"], pages].concat()).code
    };
    assert_eq!(status(&["a.html"]), Some(0));
    assert_eq!(status(&["empty.html", "a.html"]), Some(3));
    assert_eq!(status(&["empty.html", "missing.html", "a.html"]), Some(1));
    assert_eq!(status(&["missing.html", "empty.html"]), Some(1));
}

#[test]
fn two_pages_never_share_a_file() {
    let folder = Folder::new("collision");
    for name in ["a/index.html", "b/INDEX.htm", "c/other.html"] {
        folder.add(name, &page(1));
    }
    let run = run_in(&folder.0, &["--output-dir", "out", "c/other.html", "a/index.html", "b/INDEX.htm"]);
    run.failed(2, "a/index.html and b/INDEX.htm would both be written to out/INDEX.txt; nothing was written");
    assert!(!folder.0.join("out").exists());
}

#[test]
fn no_page_is_written_over() {
    let folder = Folder::new("own");
    folder.add("page.html", &page(1));
    let arguments = ["--format", "html", "--output-dir", ".", "page.html"];
    run_in(&folder.0, &arguments).failed(2, "page.html is one of the pages; nothing was written");
    assert_eq!(folder.read("page.html").as_bytes(), page(1));
    run_in(&folder.0, &["--output-dir", ".", "page.html"]).passed();
    assert_eq!(folder.names("."), ["page.html", "page.txt"]);
}

#[test]
fn standard_input_is_one_of_the_pages() {
    let folder = Folder::new("stdin");
    let out = folder.path("out");
    let file = case("press_release.html");
    for arguments in [&["--output-dir", &out, "-", &file][..], &["--output-dir", &out]] {
        assert_eq!(run_on(&page(7), arguments).passed(), "");
        assert!(folder.read("out/stdin.txt").contains("number 7"));
    }
    assert_eq!(folder.names("out"), ["press_release.txt", "stdin.txt"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = Folder::new("no-folder");
    folder.add("file", b"");
    run_in(&folder.0, &["--output-dir", "file/out", "file"]).failed(1, "error: cannot create file/out: ");
    folder.add("page.html", &page(1));
    std::fs::create_dir_all(folder.0.join("out/page.txt")).expect("a folder");
    run_in(&folder.0, &["--output-dir", "out", "page.html"]).failed(1, "error: cannot write out/page.txt: ");
}
