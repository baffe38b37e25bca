//! Metadata as YAML front matter, before the Markdown.

mod programs;

use programs::{case, run, run_on};
use yaml_rust2::{Yaml, YamlLoader};

/// The metadata and the Markdown after it.
fn front_matter(page: &str, arguments: &[&str]) -> (Yaml, String) {
    let out =
        run_on(page.as_bytes(), &[&["--format", "markdown", "--metadata"], arguments].concat()).passed();
    let (yaml, body) =
        out.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).expect("two lines of ---");
    let mut documents = YamlLoader::load_from_str(yaml).expect("YAML");
    assert!(documents.len() < 2, "{yaml}");
    (documents.pop().unwrap_or(Yaml::Null), body.to_owned())
}

const BODY: &str =
    "<p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p>";

#[test]
fn metadata_comes_before_the_body() {
    let page = format!(
        "<html lang=en><title>Rain at last - The Farmer</title>\
         <meta property='article:published_time' content='2021-05-03 10:12 +0200'>\
         <meta property='article:modified_time' content='2021-05-04'>\
         <meta property='og:site_name' content='The Farmer'><meta name=description content='It rained.'>\
         <meta property='og:url' content='https://farmer.example/rain'>\
         <meta property='og:image' content='https://farmer.example/rain.jpg'>\
         <meta name=keywords content='rain, harvest'>\
         <h1>Rain at last</h1><p class=byline>By Ada Brook</p>{BODY}"
    );
    let (yaml, body) = front_matter(&page, &[]);
    let fields = [
        ("title", "Rain at last"),
        ("author", "Ada Brook"),
        ("date", "2021-05-03T10:12+02:00"),
        ("modified", "2021-05-04"),
        ("language", "en"),
        ("site_name", "The Farmer"),
        ("description", "It rained."),
        ("url", "https://farmer.example/rain"),
        ("image", "https://farmer.example/rain.jpg"),
    ];
    for (name, value) in fields {
        assert_eq!(yaml[name].as_str(), Some(value), "{name}");
    }
    let keywords: Vec<_> = yaml["keywords"].as_vec().expect("a list").iter().map(Yaml::as_str).collect();
    assert_eq!(keywords, [Some("rain"), Some("harvest")]);
    // The title is not repeated as a heading.
    assert!(body.contains("\nAfter nine dry weeks") && !body.contains("Rain at last"), "{body}");
}

#[test]
fn odd_titles_stay_one_string() {
    let titles = [
        "A \"quoted\" title: with a colon # and a hash",
        "C:\\new\\table",
        "- not a list",
        "2021-05-03",
        "no",
        "null",
        "---",
        "{a: b}",
        "*alias &anchor !tag %directive",
        "'single'",
        "Ünïcödé 漢字 🌧",
        "bell\u{7}escape\u{1b}delete\u{7f}next\u{85}line",
        "separators\u{2028}of\u{2029}lines\u{feff}",
    ];
    for title in titles {
        let escaped = title.replace('&', "&amp;").replace('"', "&quot;").replace('\u{7}', "&#7;");
        let page = format!("<title>x</title><meta property=\"og:title\" content=\"{escaped}\">{BODY}");
        let (yaml, _) = front_matter(&page, &[]);
        let article = bodytext::extract(&page).expect("a small page");
        assert_eq!(yaml["title"].as_str(), article.title(), "{title}");
    }
}

#[test]
fn metadata_that_a_page_lacks_is_left_out() {
    let (yaml, body) = front_matter("", &[]);
    assert_eq!((yaml, body.as_str()), (Yaml::Null, ""));
    let (yaml, _) = front_matter(BODY, &["--url", "https://farmer.example/"]);
    assert_eq!(yaml["url"].as_str(), Some("https://farmer.example/"));
    assert_eq!(yaml.as_hash().expect("fields").len(), 1, "{yaml:?}");
}

#[test]
fn the_body_is_that_without_metadata() {
    let path = case("docs_code.html");
    let plain = run(&["--format", "markdown", &path]).passed();
    let page = std::fs::read_to_string(&path).expect("a case");
    let (yaml, body) = front_matter(&page, &[]);
    assert_eq!(format!("# {}\n{body}", yaml["title"].as_str().expect("a title")), plain);
}

#[test]
fn other_formats_have_no_front_matter() {
    for format in ["text", "html", "json", "blocks"] {
        run(&["--metadata", "--format", format, "x"]).failed(2, "--metadata needs --format markdown");
    }
}
