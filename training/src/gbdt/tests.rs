//! The trainer as a whole, on made up data.

use std::ops::ControlFlow;

use super::{Dataset, Forest, Settings, SplitMix64, Tree, cross_entropy, probability, train, train_watched};

const COLUMNS: usize = 6;

/// Rows whose label depends on the exclusive or of two features and on the size of a third one.
struct Synthetic {
    features: Vec<f32>,
    labels: Vec<f32>,
}

impl Synthetic {
    /// Draws rows and labels them with the probability of `target`.
    fn new(rows: usize, seed: u64, target: impl Fn(&[f32]) -> f32) -> Self {
        let mut random = SplitMix64::new(seed);
        let features: Vec<f32> = (0..rows * COLUMNS).map(|_| random.unit() as f32 * 2.0 - 1.0).collect();
        let labels = features.chunks(COLUMNS).map(target).collect();
        Self { features, labels }
    }

    fn dataset(&self, max_bins: usize) -> Dataset {
        Dataset::new(&self.features, COLUMNS, &self.labels, &vec![1.0; self.labels.len()], max_bins)
    }

    fn row(&self, row: usize) -> &[f32] {
        &self.features[row * COLUMNS..][..COLUMNS]
    }
}

fn exclusive(row: &[f32]) -> f32 {
    f32::from(u8::from((row[0] > 0.1) != (row[4] > -0.2)))
}

fn smooth(row: &[f32]) -> f32 {
    probability(3.0 * (4.0 * row[1]).sin() * row[2] + row[3])
}

fn settings(rounds: usize) -> Settings {
    Settings { rounds, depth: 4, ..Settings::default() }
}

fn range(rows: std::ops::Range<u32>) -> Vec<u32> {
    rows.collect()
}

fn accuracy(data: &Synthetic, forest: &Forest, rows: std::ops::Range<usize>) -> f64 {
    let right = |row: &usize| (forest.log_odds(data.row(*row)) > 0.0) == (data.labels[*row] > 0.5);
    let total = rows.len();
    rows.filter(right).count() as f64 / total as f64
}

/// The bits of all that a forest predicts with.
fn bits(forest: &Forest) -> Vec<u32> {
    let tree = |tree: &Tree| -> Vec<u32> {
        let splits = tree.splits().iter().flat_map(|split| [split.column.into(), split.threshold.to_bits()]);
        splits.chain(tree.leaves().iter().map(|leaf| leaf.to_bits())).collect()
    };
    forest.trees().iter().flat_map(tree).chain([forest.base().to_bits()]).collect()
}

#[test]
fn learns_exclusive_or() {
    let data = Synthetic::new(6000, 1, exclusive);
    let forest = train(&data.dataset(63), &range(0..4000), &settings(40));
    let held_out = accuracy(&data, &forest, 4000..6000);
    assert!(held_out > 0.98, "{held_out}");
    let importance = forest.importance();
    assert!(importance[0].min(importance[4]) > 5.0 * importance[1].max(importance[5]), "{importance:?}");
}

#[test]
fn soft_labels_are_calibrated() {
    let data = Synthetic::new(12_000, 2, smooth);
    let dataset = data.dataset(255);
    let forest = train(&dataset, &range(0..8000), &settings(300));
    let held_out = range(8000..12_000);
    let estimates = forest.predict_rows(&dataset, &held_out).into_iter().map(probability);
    let pairs: Vec<(f32, f32)> =
        estimates.zip(&held_out).map(|(estimate, &row)| (estimate, data.labels[row as usize])).collect();
    let error = pairs.iter().map(|(estimate, label)| (estimate - label).abs()).sum::<f32>() / 4000.0;
    assert!(error < 0.04, "{error}");
    for tenth in 0..10_u8 {
        let low = f32::from(tenth) / 10.0;
        let inside: Vec<_> = pairs.iter().filter(|pair| (low..low + 0.1).contains(&pair.0)).collect();
        let bias = inside.iter().map(|pair| pair.0 - pair.1).sum::<f32>() / inside.len().max(1) as f32;
        assert!(bias.abs() < 0.03, "{bias} from {low}");
    }
}

#[test]
fn number_of_threads_makes_no_difference() {
    let data = Synthetic::new(5000, 3, smooth);
    for max_bins in [63, 127, 255] {
        let drawing = Settings { depth: 5, row_fraction: 0.7, tree_columns: 0.8, seed: 5, ..settings(15) };
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| bits(&train(&data.dataset(max_bins), &range(0..5000), &drawing)))
        };
        let single = run(1);
        assert_eq!(single, run(1));
        assert_eq!(single, run(2));
        let other = Settings { seed: 6, ..drawing };
        assert_ne!(single, bits(&train(&data.dataset(max_bins), &range(0..5000), &other)));
    }
}

#[test]
fn evaluators_agree_exactly() {
    let mut data = Synthetic::new(4000, 4, smooth);
    for (index, odd) in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -0.0].into_iter().enumerate() {
        (index..4000 * COLUMNS).step_by(97).for_each(|place| data.features[place] = odd);
    }
    for place in (3..4000 * COLUMNS).step_by(COLUMNS) {
        data.features[place] = (data.features[place] * 5.0).round();
    }
    for max_bins in [2, 63, 64, 65, 128, 255, 256] {
        let dataset = data.dataset(max_bins);
        let forest = train(&dataset, &range(0..3000), &settings(20));
        let binned = forest.predict_rows(&dataset, &range(0..4000));
        for (row, binned) in binned.into_iter().enumerate() {
            assert_eq!(
                binned.to_bits(),
                forest.log_odds(data.row(row)).to_bits(),
                "row {row}, {max_bins} bins"
            );
        }
    }
}

#[test]
fn rows_without_weight_do_not_count() {
    let data = Synthetic::new(4000, 5, smooth);
    let weights: Vec<f32> = (0..4000_u16).map(|row| f32::from(row % 3)).collect();
    let drawing = Settings { row_fraction: 0.6, ..settings(15) };
    let whole = Dataset::new(&data.features, COLUMNS, &data.labels, &weights, 63);
    let counting: Vec<usize> = (0..4000).filter(|&row| weights[row] > 0.0).collect();
    let pick = |values: &[f32]| counting.iter().map(|&row| values[row]).collect::<Vec<f32>>();
    let features: Vec<f32> = counting.iter().flat_map(|&row| data.row(row)).copied().collect();
    let part = Dataset::new(&features, COLUMNS, &pick(&data.labels), &pick(&weights), 63);
    let expected = bits(&train(&part, &range(0..counting.len() as u32), &drawing));
    assert_eq!(bits(&train(&whole, &range(0..4000), &drawing)), expected);
    let rows: Vec<u32> = counting.iter().map(|&row| row as u32).collect();
    assert_eq!(bits(&train(&whole, &rows, &drawing)), expected);
}

#[test]
fn weight_counts_like_repetition() {
    let data = Synthetic::new(3000, 6, smooth);
    let weights: Vec<f32> = (0..3000_u16).map(|row| if row % 2 == 0 { 2.0 } else { 1.0 }).collect();
    let weighted = Dataset::new(&data.features, COLUMNS, &data.labels, &weights, 63);
    let equal = Dataset::new(&data.features, COLUMNS, &data.labels, &vec![2.0; 3000], 63);
    let repeated: Vec<u32> =
        (0..3000).flat_map(|row| if row % 2 == 0 { vec![row; 2] } else { vec![row] }).collect();
    let (weighted_forest, repeated_forest) =
        (train(&weighted, &range(0..3000), &settings(10)), train(&equal, &repeated, &settings(10)));
    let difference = |row| weighted_forest.log_odds(data.row(row)) - repeated_forest.log_odds(data.row(row));
    let mean = (0..3000).map(|row| difference(row).abs()).sum::<f32>() / 3000.0;
    // The weights cut the bins elsewhere, and a symmetric tree asks one question of all its nodes.
    assert!(mean < 0.08, "{mean}");
}

#[test]
fn several_forests_give_their_mean() {
    let data = Synthetic::new(2000, 4, smooth);
    let (dataset, rows) = (data.dataset(63), range(0..2000));
    let of = |forests, seed| {
        train(&dataset, &rows, &Settings { forests, seed, row_fraction: 0.5, ..settings(10) })
            .log_odds(data.row(7))
    };
    let (first, second) = (of(1, 3), of(1, 4));
    assert!((first - second).abs() > 1e-3);
    assert!((of(2, 3) - f32::midpoint(first, second)).abs() < 1e-5);
}

#[test]
fn nothing_to_ask_makes_a_single_leaf() {
    let labels: Vec<f32> = (0..500_u16).map(|row| f32::from(row % 4) / 4.0).collect();
    let dataset = Dataset::new(&vec![1.5; 500 * COLUMNS], COLUMNS, &labels, &vec![1.0; 500], 63);
    let forest = train(&dataset, &range(0..500), &settings(3));
    for tree in forest.trees() {
        assert!(tree.splits().is_empty() && tree.leaves()[0].abs() < 1e-6, "{tree:?}");
    }
    assert!((probability(forest.log_odds(&[0.0; COLUMNS])) - 0.375).abs() < 1e-5);
    assert!(forest.importance().iter().all(|&gain| gain == 0.0));
}

#[test]
fn degenerate_trainings_end_well() {
    let data = Synthetic::new(300, 7, |_| 1.0);
    let dataset = data.dataset(63);
    for rows in [range(0..0), range(0..1), range(0..300)] {
        for depth in [0, 3] {
            let bare = Settings { depth, lambda: 0.0, ..settings(3) };
            let forest = train(&dataset, &rows, &bare);
            assert!(forest.predict_rows(&dataset, &range(0..300)).iter().all(|score| score.is_finite()));
        }
    }
}

#[test]
fn no_tree_is_deeper_than_it_may_be() {
    let data = Synthetic::new(3000, 8, smooth);
    for depth in [1, 2, 6] {
        let forest = train(&data.dataset(63), &range(0..3000), &Settings { depth, ..settings(5) });
        assert!(forest.trees().iter().all(|tree| tree.splits().len() == depth as usize));
    }
}

#[test]
fn watched_loss_is_the_loss_of_the_forest() {
    let data = Synthetic::new(3000, 9, smooth);
    let dataset = data.dataset(63);
    let (rows, held_out) = (range(0..2000), range(2000..3000));
    let mut losses = Vec::new();
    let forest = train_watched(&dataset, &rows, &held_out, &settings(30), |round| {
        losses.push(round.loss);
        if round.trees == 12 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((forest.trees().len(), losses.len()), (12, 12));
    assert!(losses[11] < losses[0]);
    let scores = forest.first(7).predict_rows(&dataset, &held_out);
    let sum: f64 = scores
        .iter()
        .zip(&held_out)
        .map(|(&score, &row)| cross_entropy(data.labels[row as usize], score))
        .sum();
    assert!((sum / 1000.0 - losses[6]).abs() < 1e-12);
}
