//! Serialised articles keep their schema, and settings survive a round trip.

use crate::snapshots::assert_snapshot;
use bodytext::{BlockKind, Comments, Extractor, Focus, Label, Limits, Rule, TextSource};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json, to_value};
use std::fmt::Debug;

const PAGE: &str = r#"<html lang="en"><title>Rain at last - The Farmer</title>
    <meta property="og:site_name" content="The Farmer"><meta name="author" content="Ada Brook">
    <nav><a href="/">Home</a></nav><main id="text"><h1>Rain at last</h1>
    <p>After nine dry weeks it rained on Sunday, and the farmers of the valley danced in their fields.</p></main>"#;

/// Replaces a number that depends on the models and is not part of the schema.
fn take_number(value: &mut Value) -> f64 {
    let number = value.as_f64().expect("a number");
    *value = json!("number");
    number
}

#[test]
fn an_article_keeps_its_shape() {
    let article = bodytext::extract(PAGE).expect("a small page");
    let mut value = to_value(&article).expect("JSON");
    assert!((take_number(&mut value["confidence"]) - f64::from(article.confidence())).abs() < 1e-9);
    take_number(&mut value["threshold"]);
    for (block, value) in article.blocks().zip(value["blocks"].as_array_mut().expect("blocks")) {
        assert!((take_number(&mut value["score"]) - f64::from(block.score())).abs() < 1e-9);
        let in_context = take_number(&mut value["score_in_context"]);
        assert!((in_context - f64::from(block.score_in_context())).abs() < 1e-9);
    }
    let written = serde_json::to_string_pretty(&value).expect("JSON") + "\n";
    assert_snapshot("article.json", &written);
}

#[test]
fn fields_come_in_the_order_of_the_documentation() {
    let article = bodytext::extract(PAGE).expect("a small page");
    let out = serde_json::to_string(&article).expect("JSON");
    let fields = ["title", "byline", "confidence", "threshold", "is_flattened", "text", "blocks", "position"];
    let places: Vec<_> = fields.iter().map(|field| out.find(&format!("\"{field}\":"))).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{out}");
}

/// Every field of articles, blocks and explanations is in the documentation of the crate.
#[test]
fn every_field_is_documented() {
    let documentation: String =
        include_str!("../../src/lib.rs").split("//! # JSON").nth(1).expect("the section on JSON").into();
    let article = bodytext::extract(PAGE).expect("a small page");
    let explanation = article.blocks().next().expect("a block").explain();
    let values = [
        to_value(&article).expect("JSON"),
        to_value(article.blocks().next()).expect("JSON"),
        to_value(&explanation).expect("JSON"),
        to_value(article.metadata()).expect("JSON"),
        to_value(explanation.contributions()[0]).expect("JSON"),
    ];
    for field in values.iter().flat_map(|value| value.as_object().expect("an object").keys()) {
        assert!(documentation.contains(&format!("`{field}`")), "{field} is not documented");
    }
}

#[test]
fn plain_text_has_lines_and_an_empty_page_no_threshold() {
    let article = bodytext::extract_plain_text("One.\n\nTwo.").expect("a small text");
    let value = to_value(&article).expect("JSON");
    let second = &value["blocks"][1];
    assert_eq!(
        (&second["line"], &second["path"], &second["source"]),
        (&json!(3), &Value::Null, &json!([6, 10]))
    );
    let value = to_value(bodytext::extract("").expect("an empty page")).expect("JSON");
    assert_eq!(
        (&value["threshold"], &value["blocks"], &value["text"]),
        (&Value::Null, &json!([]), &json!(""))
    );
}

#[test]
fn an_explanation_keeps_its_shape() {
    let article = bodytext::extract(PAGE).expect("a small page");
    let explanation = article.blocks().next().expect("a block").explain();
    let value = to_value(&explanation).expect("JSON");
    let fields = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&value), ["base", "contributions", "log_odds"]);
    let contributions = value["contributions"].as_array().expect("contributions");
    assert_eq!(contributions.len(), explanation.contributions().len());
    assert_eq!(fields(&contributions[0]), ["definition", "feature", "log_odds", "unit", "value"]);
    let sum: f64 = contributions.iter().map(|part| part["log_odds"].as_f64().expect("a number")).sum();
    let number = |field: &str| value[field].as_f64().expect("a number");
    assert!((number("base") + sum - number("log_odds")).abs() < 1e-3);
}

/// Asserts that a value is serialised as expected, and deserialised to the same value.
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, written: Value) {
    assert_eq!(to_value(value).expect("JSON"), written);
    assert_eq!(serde_json::from_value::<T>(written).expect("what was written"), *value);
}

#[test]
fn names_come_back() {
    round_trip(&Focus::Precision, json!("precision"));
    round_trip(&Focus::Balanced, json!("balanced"));
    round_trip(&Focus::Recall, json!("recall"));
    round_trip(&Comments::Exclude, json!("exclude"));
    round_trip(&Comments::Include, json!("include"));
    round_trip(&Label::Content, json!("content"));
    round_trip(&Label::Title, json!("title"));
    round_trip(&Label::Comment, json!("comment"));
    round_trip(&Label::Boilerplate, json!("boilerplate"));
    round_trip(&Rule::ProseOnly, json!("prose_only"));
    round_trip(&Rule::PostAuthor, json!("post_author"));
    round_trip(&Rule::StructuredData, json!("structured_data"));
    round_trip(&Rule::Retain, json!("retain"));
    round_trip(&TextSource::Page, json!("page"));
    round_trip(&TextSource::StructuredData, json!("structured_data"));
    round_trip(&BlockKind::Heading(3), json!({"type": "heading", "level": 3}));
    round_trip(
        &BlockKind::ListItem { depth: 2, ordered: true },
        json!({"type": "list_item", "depth": 2, "ordered": true}),
    );
    for (kind, name) in [
        (BlockKind::Paragraph, "paragraph"),
        (BlockKind::Quote, "quote"),
        (BlockKind::Code, "code"),
        (BlockKind::TableRow, "table_row"),
        (BlockKind::Caption, "caption"),
        (BlockKind::Other, "other"),
    ] {
        round_trip(&kind, json!({"type": name}));
    }
}

#[test]
fn limits_come_back_and_hold() {
    let limits = Limits::new().max_bytes(1_000).max_depth(20);
    let written = json!({
        "max_bytes": 1_000, "max_depth": 20, "max_elements": 1 << 20,
    });
    round_trip(&limits, written);
    let read = |value| serde_json::from_value::<Limits>(value);
    assert_eq!(read(json!({"max_depth": 20})).expect("the rest as ever"), Limits::new().max_depth(20));
    assert!(read(json!({"max_dept": 20})).is_err(), "a misspelt limit would not hold");
    let clamped = read(json!({"max_bytes": 1_u64 << 40})).expect("limits");
    assert_eq!(clamped, Limits::new().max_bytes(Limits::MAX_BYTES));
    let strict = Extractor::new().limits(read(json!({"max_bytes": 5})).expect("limits"));
    assert!(strict.extract("<p>Too long.").is_err());
}
