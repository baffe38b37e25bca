//! Plots accuracy against speed, as an SVG with a light and a dark colour scheme.

use std::fmt::Write;

use crate::contestants::{Kind, Language};
use crate::results::{Results, Row};

const WIDTH: f64 = 700.0;
const HEIGHT: f64 = 460.0;
/// The edges of the plot area: left, right, top and bottom.
const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - 20.0;
const TOP: f64 = 62.0;
const BOTTOM: f64 = HEIGHT - 56.0;

/// Metrics of the labels, in a 12-pixel sans-serif font: mean width of a character, and height of a line.
const CHARACTER: f64 = 6.6;
const LINE: f64 = 13.0;

const STYLE: &str = "
  svg { background: #ffffff; font: 12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
  text { fill: #24292f; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
  .quiet { fill: #57606a; }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: #d8dee4; }
  .limit { stroke: #8c959f; stroke-dasharray: 4 3; }
  .rust { fill: #57606a; }
  .python { fill: #0969da; }
  .javascript { fill: #bc4c00; }
  .ours { fill: #1a7f37; }
  text.ours { font-size: 14px; font-weight: 700; }
  @media (prefers-color-scheme: dark) {
    svg { background: #0d1117; }
    text { fill: #e6edf3; stroke: #0d1117; }
    .quiet { fill: #9198a1; }
    .grid { stroke: #262c36; }
    .limit { stroke: #656c76; }
    .rust { fill: #9198a1; }
    .python { fill: #58a6ff; }
    .javascript { fill: #f0883e; }
    .ours { fill: #3fb950; }
  }
";

/// The ranges of the axes: pages per second on a logarithmic x axis, F1 on the y axis.
#[derive(Debug)]
struct Scale {
    speed: (f64, f64),
    score: (f64, f64),
}

/// A rectangle that no label may cover.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[derive(Debug)]
struct Point<'a> {
    row: &'a Row,
    x: f64,
    y: f64,
}

/// Draws the extractors that have both a speed and a score. Parsers are vertical lines.
pub fn draw(speed: &Results, accuracy: &Results, corpus: &str) -> Result<String, String> {
    let scored = |row: &Row| {
        let there = accuracy.contestants.iter().find(|other| other.name == row.name)?;
        accuracy.fair_score(there, corpus)
    };
    let extractors = speed.contestants.iter().filter(|row| row.kind == Kind::Extractor && row.pages > 0);
    let pairs: Vec<(&Row, f64)> = extractors.filter_map(|row| Some((row, scored(row)?))).collect();
    if pairs.is_empty() {
        return Err(format!("nobody has both a speed and a score on {corpus}"));
    }
    let parsers: Vec<&Row> =
        speed.contestants.iter().filter(|row| row.kind == Kind::Parser && row.pages > 0).collect();
    let speeds = pairs.iter().map(|(row, _)| *row).chain(parsers.iter().copied()).map(Row::pages_per_second);
    let scale = Scale::of(speeds, pairs.iter().map(|(_, score)| *score));
    let points: Vec<Point<'_>> = pairs
        .iter()
        .map(|&(row, score)| Point { row, x: scale.x(row.pages_per_second()), y: scale.y(score) })
        .collect();

    let mut svg = String::new();
    open(&mut svg, corpus, accuracy);
    grid(&mut svg, &scale);
    let mut taken: Vec<Area> = points.iter().map(Point::area).collect();
    limits(&mut svg, &parsers, &scale, &mut taken);
    dots(&mut svg, &points);
    for (row, area) in labels(&points, taken) {
        text(&mut svg, area.left, area.bottom - 3.0, if row.is_ours() { "ours" } else { "" }, &row.name);
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn open(svg: &mut String, corpus: &str, accuracy: &Results) {
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-label=\"Accuracy against speed of extractors on {corpus}\">\n\
         <style>{STYLE}</style>"
    );
    let ours = if accuracy.cross_validated.contains_key(corpus) { "; bodytext cross-validated" } else { "" };
    text(svg, 20.0, 26.0, "title", &format!("Accuracy and speed on {corpus}"));
    text(svg, 20.0, 44.0, "quiet", &format!("word F1, mean over pages{ours}; HTML in, text out, one thread"));
    let mut x = RIGHT - 190.0;
    for (class, name) in [("rust", "Rust"), ("python", "Python"), ("javascript", "JavaScript")] {
        let _ = writeln!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"22\" r=\"4.5\"/>");
        text(svg, x + 9.0, 26.0, "", name);
        x += 24.0 + name.len() as f64 * CHARACTER;
    }
}

fn grid(svg: &mut String, scale: &Scale) {
    let (lowest, highest) = scale.score;
    let steps = ((highest - lowest) / 0.05).round() as u32;
    for step in 0..=steps {
        let score = lowest + f64::from(step) * 0.05;
        let y = scale.y(score);
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>");
        anchored(svg, LEFT - 8.0, y + 4.0, "quiet", "end", &format!("{score:.2}"));
    }
    for speed in [1.0, 2.0, 5.0].iter().flat_map(|digit| (0..5).map(move |power| digit * 10_f64.powi(power)))
    {
        if (scale.speed.0..=scale.speed.1).contains(&speed) {
            let x = scale.x(speed);
            let _ = writeln!(svg, "<path class=\"grid\" d=\"M{x:.1} {TOP}V{BOTTOM}\"/>");
            anchored(svg, x, BOTTOM + 18.0, "quiet", "middle", &format!("{speed:.0}"));
        }
    }
    anchored(
        svg,
        f64::midpoint(LEFT, RIGHT),
        HEIGHT - 14.0,
        "",
        "middle",
        "pages per second, logarithmic; faster to the right",
    );
}

/// Draws the speed of the parsers as vertical lines, with their names at the bottom.
fn limits(svg: &mut String, parsers: &[&Row], scale: &Scale, taken: &mut Vec<Area>) {
    for (index, row) in parsers.iter().enumerate() {
        let x = scale.x(row.pages_per_second());
        let y = BOTTOM - 8.0 - index as f64 * (LINE + 2.0);
        let _ = writeln!(svg, "<path class=\"limit\" d=\"M{x:.1} {TOP}V{BOTTOM}\"/>");
        let label = format!("{}, parse only", row.name);
        anchored(svg, x - 5.0, y, "quiet", "end", &label);
        let width = label.len() as f64 * CHARACTER;
        taken.push(Area { left: x - 5.0 - width, top: y - LINE, right: x, bottom: y + 3.0 });
    }
}

fn dots(svg: &mut String, points: &[Point<'_>]) {
    for point in points {
        let Point { x, y, .. } = point;
        let _ = writeln!(
            svg,
            "<circle class=\"{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{}\"/>",
            point.class(),
            point.radius()
        );
    }
}

/// Finds a place for each name that avoids the areas in `taken`: ours first, then from the top.
fn labels<'a>(points: &[Point<'a>], mut taken: Vec<Area>) -> Vec<(&'a Row, Area)> {
    let mut order: Vec<&Point<'a>> = points.iter().collect();
    order.sort_by(|a, b| b.row.is_ours().cmp(&a.row.is_ours()).then(a.y.total_cmp(&b.y)));
    let mut labels = Vec::new();
    for point in order {
        let places = point.places();
        let crossings = |area: &Area| taken.iter().filter(|other| area.meets(other)).count();
        // `min_by_key` returns the first minimum, and the places are in order of preference.
        let best = places.iter().filter(|area| area.is_inside()).min_by_key(|area| crossings(area));
        if let Some(&area) = best.or(places.first()) {
            taken.push(area);
            labels.push((point.row, area));
        }
    }
    labels
}

impl Scale {
    fn of(speeds: impl Iterator<Item = f64>, scores: impl Iterator<Item = f64>) -> Self {
        let (slowest, fastest) = ends(speeds);
        let (lowest, highest) = ends(scores);
        Self {
            speed: (slowest * 0.75, fastest * 1.15),
            score: ((lowest * 20.0 - 0.6).floor() / 20.0, (highest * 20.0 + 0.2).ceil() / 20.0),
        }
    }

    fn x(&self, speed: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * (speed / self.speed.0).ln() / (self.speed.1 / self.speed.0).ln()
    }

    fn y(&self, score: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (score - self.score.0) / (self.score.1 - self.score.0)
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

impl Point<'_> {
    fn radius(&self) -> f64 {
        if self.row.is_ours() { 7.0 } else { 4.5 }
    }

    fn class(&self) -> &'static str {
        match self.row.language {
            _ if self.row.is_ours() => "ours",
            Language::Rust => "rust",
            Language::Python => "python",
            Language::JavaScript => "javascript",
        }
    }

    fn area(&self) -> Area {
        let radius = self.radius() + 1.0;
        Area { left: self.x - radius, top: self.y - radius, right: self.x + radius, bottom: self.y + radius }
    }

    /// Candidate positions of the name, the best first: right, left, above, below, then the same farther away.
    fn places(&self) -> Vec<Area> {
        let size = if self.row.is_ours() { 1.25 } else { 1.0 };
        let (width, height) = (self.row.name.chars().count() as f64 * CHARACTER * size, LINE * size);
        let near = self.radius() + 3.0;
        let at = |left: f64, middle: f64| Area {
            left,
            top: middle - height / 2.0 - 1.0,
            right: left + width,
            bottom: middle + height / 2.0 + 1.0,
        };
        let mut places = Vec::new();
        for far in [0.0, 5.0, 10.0] {
            for rise in [0.0, -far, far] {
                places.push(at(self.x + near, self.y + rise));
                places.push(at(self.x - near - width, self.y + rise));
            }
            for left in [self.x - width / 2.0, self.x - width * 0.2, self.x - width * 0.8] {
                places.push(at(left, self.y - near - height / 2.0 - far));
                places.push(at(left, self.y + near + height / 2.0 + far));
            }
        }
        places
    }
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_inside(&self) -> bool {
        self.left > LEFT && self.right < RIGHT && self.top > TOP - LINE && self.bottom < BOTTOM
    }
}

fn text(svg: &mut String, x: f64, y: f64, class: &str, content: &str) {
    anchored(svg, x, y, class, "start", content);
}

fn anchored(svg: &mut String, x: f64, y: f64, class: &str, anchor: &str, content: &str) {
    let content = content.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{content}</text>"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contestants::find;

    fn row(name: &str, speed: f64) -> Row {
        Row { pages: 1, seconds: 1.0 / speed, ..Row::new(find(name).expect("a contestant")) }
    }

    /// Speeds and scores that are close together, as in reality.
    fn rows() -> Vec<(Row, f64)> {
        let all = [
            ("bodytext", 900.0, 0.879),
            ("resiliparse", 550.0, 0.787),
            ("dom_smoothie", 290.0, 0.776),
            ("legible", 283.0, 0.758),
            ("dom-content-extraction", 359.0, 0.745),
            ("libreadability", 207.0, 0.782),
            ("justext, any language", 228.0, 0.727),
            ("justext", 230.0, 0.684),
            ("trafilatura", 117.0, 0.786),
            ("trafilatura, fallback", 66.0, 0.831),
            ("rs-trafilatura", 61.0, 0.847),
            ("trafilatura (Python)", 25.0, 0.823),
            ("Readability.js, linkedom", 26.0, 0.764),
        ];
        all.into_iter().map(|(name, speed, score)| (row(name, speed), score)).collect()
    }

    #[test]
    fn no_label_covers_a_label_or_a_dot() {
        let rows = rows();
        let speeds = rows.iter().map(|(row, _)| row.pages_per_second());
        let scale = Scale::of(speeds, rows.iter().map(|(_, score)| *score));
        let points: Vec<Point<'_>> = rows
            .iter()
            .map(|(row, score)| Point { row, x: scale.x(row.pages_per_second()), y: scale.y(*score) })
            .collect();
        let dots: Vec<Area> = points.iter().map(Point::area).collect();
        let labels = labels(&points, dots.clone());
        assert_eq!(labels.len(), rows.len());
        for (at, (row, area)) in labels.iter().enumerate() {
            assert!(area.is_inside(), "{}", row.name);
            assert!(!dots.iter().any(|dot| dot.meets(area)), "{} covers a dot", row.name);
            let covered = labels[at + 1..].iter().find(|(_, other)| other.meets(area));
            assert!(covered.is_none(), "{} covers {covered:?}", row.name);
        }
    }

    #[test]
    fn what_has_no_fair_score_is_not_drawn() {
        let contestants: Vec<Row> = rows()
            .into_iter()
            .map(|(row, score)| Row { scores: [("c".to_owned(), score)].into(), ..row })
            .collect();
        let mut results = Results {
            corpora: vec!["c".into()],
            step: 1,
            pages: 1,
            megabytes: 1.0,
            rounds: 1,
            contestants,
            cross_validated: [("c".to_owned(), 0.8)].into(),
        };
        let names =
            |results: &Results| draw(results, results, "c").expect("a plot").matches(">bodytext<").count();
        assert_eq!(names(&results), 1);
        results.cross_validated.clear();
        assert_eq!(names(&results), 0);
        assert!(draw(&results, &results, "another").is_err());
    }
}
