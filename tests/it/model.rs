//! The committed models must match the current features.

use crate::case_pages::{case, cases};
use bodytext::Limits;
use bodytext::stages::{
    DIGEST_CASES, Digests, Feature, HTML_TABLE, Head, MODEL_DIGESTS, PAIR_TABLE, PLAIN_TEXT_TABLE,
    ValuesDigest, measure_html, measure_plain_text, parse, segment_html, segment_plain_text, table_digest,
};

#[test]
fn the_models_were_trained_on_these_features() {
    let (mut html, mut plain_text) = (ValuesDigest::default(), ValuesDigest::default());
    for name in DIGEST_CASES {
        let page = case(name);
        html.add_html(&page);
        plain_text.add_plain_text(&page);
    }
    let pairs = table_digest(PAIR_TABLE);
    let digests = [
        Digests { table: table_digest(&HTML_TABLE), values: html.finish() },
        Digests { table: pairs, values: html.finish() },
        Digests { table: table_digest(&PLAIN_TEXT_TABLE), values: plain_text.finish() },
        Digests { table: pairs, values: plain_text.finish() },
    ];
    assert_eq!(
        digests, MODEL_DIGESTS,
        "features have changed since the models were trained: train them again"
    );
}

/// The features that have the same value in all rows.
fn constant<'t>(table: &'t [Feature], rows: &[Vec<f32>]) -> Vec<&'t str> {
    let is_constant = |at: usize| rows.iter().all(|row| row[at].to_bits() == rows[0][at].to_bits());
    table.iter().enumerate().filter(|(at, _)| is_constant(*at)).map(|(_, feature)| feature.name).collect()
}

/// Values are clamped, so a feature with a wrong formula may always be at one end of its range. Plain text is not
/// checked: features of links, markup and hidden text are constant there.
#[test]
fn every_feature_of_html_takes_different_values() {
    // No case has an element with the class or id of a popup.
    let popup = "<div class=modal><p>Get our news by mail.</p></div><p>The harbour was empty.</p>".to_owned();
    let (mut html, mut plain_text) = (Vec::new(), Vec::new());
    for page in cases("html").into_iter().map(|(_, page)| page).chain([popup]) {
        let tree = parse(&page, &Limits::new()).expect("a page within the limits");
        measure_html(&tree, &segment_html(&tree), &Head::read(&tree), |row| html.push(row.to_vec()));
    }
    for (_, page) in cases("txt") {
        measure_plain_text(&segment_plain_text(&page), |row| plain_text.push(row.to_vec()));
    }
    assert!(html.iter().chain(&plain_text).flatten().all(|value| value.is_finite()));
    assert_eq!(constant(&HTML_TABLE, &html), [""; 0]);
}

/// The F1 in the header of a generated model for a corpus: of the words, or of the snippets if no full text is known.
/// The first table of a corpus is from the cross-validation. The second is from models that were not trained on it.
fn stated(model: &str, corpus: &str, table: usize) -> Option<f64> {
    let rows = model.lines().filter_map(|line| line.strip_prefix("// ")?.trim_end().strip_prefix(corpus));
    let row = rows.filter(|rest| rest.starts_with(' ')).nth(table)?;
    let fields: Vec<&str> = row.split_whitespace().collect();
    let value = if fields.get(1) == Some(&"-") { fields.last() } else { fields.get(1) };
    value?.parse().ok()
}

#[test]
fn the_readme_states_what_the_models_do() {
    let readme = include_str!("../../README.md");
    let (html, plain_text) =
        (include_str!("../../src/score/html_model.rs"), include_str!("../../src/score/plain_text_model.rs"));
    let mut checked = 0;
    for row in readme.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let Some((corpus, _)) = cells[0][1..].split_once('`') else { continue };
        let Some(first) = stated(html, corpus, 0) else { continue };
        let expected = [Some(first), stated(html, corpus, 1), stated(plain_text, corpus, 0)];
        let found = cells[2..5].iter().map(|cell| cell.parse().ok());
        for (found, expected) in found.zip(expected) {
            let same = |(found, expected): (f64, f64)| (found - expected).abs() <= 0.00051;
            assert!(found.zip(expected).is_none_or(same), "{row}: the models say {expected:?}");
            checked += usize::from(found.is_some() && expected.is_some());
        }
    }
    assert!(checked >= 15, "only {checked} figures found");
}
