//! The position of a block: on the page, between long blocks, after the title.

use super::page::Measures;
use super::table::feature_group;

feature_group! {
    /// Features of a block's place on the page.
    Position "position" {
        place: "share" 0.0..1.0 "blocks before, of all blocks",
        mass_place: "share" 0.0..1.0 "word mass before, of the page's",
        blocks_above: "blocks" 0.0..1e9 "blocks before",
        blocks_below: "blocks" 0.0..1e9 "blocks after",
        mass_above: "words" 0.0..1e9 "word mass before",
        mass_below: "words" 0.0..1e9 "word mass after",
        from_first_big: "blocks" -99.0..99.0 "blocks since the first big block",
        from_last_big: "blocks" -99.0..99.0 "blocks since the last big block",
        since_big: "blocks" 0.0..50.0 "blocks since the big block before",
        until_big: "blocks" 0.0..50.0 "blocks until the big block after",
        long_above: "share" 0.0..1.0 "share of the page's long blocks' word mass that stands before",
        in_run: "flag" 0.0..1.0 "inside the best run: long blocks count up to 60 words each, all others -4",
        from_run: "blocks" -99.0..99.0 "blocks before (negative) or after the best run; 0 inside",
        run_place: "share" -1.0..2.0 "place within the best run, from 0 to 1; -1 before, 2 after",
        copies: "count" 1.0..20.0 "blocks on the page with the same words, itself included",
        copies_before: "count" 0.0..20.0 "blocks before with the same words",
        has_title: "flag" 0.0..1.0 "the page has a block that is its title",
        is_title: "flag" 0.0..1.0 "the block is the title",
        from_title: "blocks" -200.0..400.0 "blocks since the title",
        title_mass: "words" -1e9..1e9 "signed word mass between the title and the block",
        title_overlap: "share" 0.0..1.0 "share of the block's words that occur in the title",
    }
}

/// What [`PositionIndex::new`] finds out about the page as a whole.
#[derive(Debug)]
pub(super) struct PositionIndex<'m> {
    measures: &'m Measures,
    title: Option<usize>,
    title_counts: Vec<u32>,
    mass_before: Vec<f32>,
    long_before: Vec<f32>,
    first_big: Option<usize>,
    last_big: Option<usize>,
    since_big: Vec<u16>,
    until_big: Vec<u16>,
    run: std::ops::Range<usize>,
}

impl<'m> PositionIndex<'m> {
    /// `title` is the block that is the title; `title_counts` has the number of words of each block that are the
    /// title's.
    pub(super) fn new(
        measures: &'m Measures,
        title: Option<usize>,
        title_counts: Vec<u32>,
    ) -> PositionIndex<'m> {
        let blocks = &measures.blocks;
        let is_big = |at: &usize| blocks[*at].is_big;
        let until_big = {
            let mut steps: Vec<u16> = distances(blocks.iter().rev().map(|m| m.is_big));
            steps.reverse();
            steps
        };
        PositionIndex {
            measures,
            title,
            title_counts,
            mass_before: sums_before(blocks.iter().map(|m| m.mass)),
            long_before: sums_before(blocks.iter().map(super::page::Measure::long_mass)),
            first_big: (0..blocks.len()).find(is_big),
            last_big: (0..blocks.len()).rev().find(is_big),
            since_big: distances(blocks.iter().map(|m| m.is_big)),
            until_big,
            run: best_run(measures),
        }
    }

    /// The place of one block.
    pub(super) fn position(&self, at: usize) -> Position {
        let count = self.measures.blocks.len();
        let measure = &self.measures.blocks[at];
        let (above, below) = (self.mass_before[at], self.measures.mass - self.mass_before[at] - measure.mass);
        let since = |from: Option<usize>| from.map_or(99.0, |from| at as f32 - from as f32);
        Position {
            place: at as f32 / count as f32,
            mass_place: above / self.measures.mass.max(1.0),
            blocks_above: at as f32,
            blocks_below: ((count - at - 1) as f32),
            mass_above: above.max(0.0),
            mass_below: below.max(0.0),
            from_first_big: since(self.first_big),
            from_last_big: since(self.last_big),
            since_big: f32::from(self.since_big[at]),
            until_big: f32::from(self.until_big[at]),
            long_above: self.long_before[at] / self.measures.long_mass.max(1.0),
            in_run: f32::from(u8::from(self.run.contains(&at))),
            from_run: self.distance_to_run(at),
            run_place: self.run_place(at),
            copies: measure.copies as f32,
            copies_before: measure.copies_before as f32,
            has_title: f32::from(u8::from(self.title.is_some())),
            is_title: f32::from(u8::from(self.title == Some(at))),
            from_title: self.title.map_or(0.0, |title| at as f32 - title as f32),
            title_mass: self.title.map_or(0.0, |title| self.mass_between(title, at)),
            title_overlap: self.title_counts[at] as f32 / measure.stats.words.range().len().max(1) as f32,
        }
    }

    fn distance_to_run(&self, at: usize) -> f32 {
        if at < self.run.start {
            at as f32 - self.run.start as f32
        } else {
            (at + 1).saturating_sub(self.run.end) as f32
        }
    }

    fn run_place(&self, at: usize) -> f32 {
        if at < self.run.start {
            -1.0
        } else if at >= self.run.end {
            2.0
        } else {
            (at - self.run.start) as f32 / self.run.len() as f32
        }
    }

    fn mass_between(&self, title: usize, at: usize) -> f32 {
        self.mass_before[at] - self.mass_before[title]
    }
}

/// The sum of all values before each position.
fn sums_before(values: impl Iterator<Item = f32>) -> Vec<f32> {
    values.scan(0.0, |sum, value| Some(std::mem::replace(sum, *sum + value))).collect()
}

/// The steps since the last `true` before each position, 50 where there is none.
fn distances(marks: impl Iterator<Item = bool>) -> Vec<u16> {
    const NONE: u16 = 50;
    marks
        .scan(NONE, |since, is_mark| {
            let distance = *since;
            *since = if is_mark { 1 } else { (distance + 1).min(NONE) };
            Some(distance)
        })
        .collect()
}

/// The run of blocks with the largest sum, where prose counts and everything else costs.
pub(super) fn best_run(measures: &Measures) -> std::ops::Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, measure) in measures.blocks.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += if measure.is_long { measure.mass.min(60.0) } else { -4.0 };
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_from_the_last_mark() {
        assert_eq!(distances([false, true, false, false, true].into_iter()), [50, 50, 1, 2, 3]);
    }

    #[test]
    fn sums_leave_out_the_value_itself() {
        assert_eq!(sums_before([1.0, 2.0, 3.0].into_iter()), [0.0, 1.0, 3.0]);
    }
}
