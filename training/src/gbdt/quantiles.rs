//! Cuts the values of a column into bins of about equal weight.

/// A value and the weight of the rows that have it.
type Weighted = (f32, f64);

/// The ascending thresholds between at most `max_bins` bins for the given values and weights.
///
/// Every threshold lies between two neighbouring distinct values `a < b` such that `a <= threshold < b`.
pub(super) fn thresholds(values: &mut [Weighted], max_bins: usize) -> Vec<f32> {
    for (value, _) in values.iter_mut() {
        *value = tame(*value);
    }
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let distinct = merge_equal(values);
    if distinct.len() <= max_bins {
        return distinct.windows(2).map(|pair| between(pair[0].0, pair[1].0)).collect();
    }
    cut(&distinct, max_bins)
}

/// The index of the bin of `value`: the number of thresholds it exceeds.
pub(super) fn bin_of(value: f32, thresholds: &[f32]) -> u8 {
    thresholds.partition_point(|&threshold| value > threshold) as u8
}

/// Infinite values become finite, and what is not a number the smallest one.
fn tame(value: f32) -> f32 {
    if value.is_nan() { f32::MIN } else { value.clamp(f32::MIN, f32::MAX) + 0.0 }
}

/// Joins equal neighbours and adds their weights up.
fn merge_equal(sorted: &[Weighted]) -> Vec<Weighted> {
    let mut distinct: Vec<Weighted> = Vec::new();
    for &(value, weight) in sorted {
        match distinct.last_mut() {
            Some(last) if last.0.to_bits() == value.to_bits() => last.1 += weight,
            _ => distinct.push((value, weight)),
        }
    }
    distinct
}

/// Closes a bin when it has its share of the weight. Heavy values get a bin alone and do not count for the shares.
fn cut(distinct: &[Weighted], max_bins: usize) -> Vec<f32> {
    let mut thresholds = Vec::with_capacity(max_bins);
    let mut rest = Rest::new(distinct, max_bins);
    let mut filled = 0.0;
    for pair in distinct.windows(2) {
        if thresholds.len() + 1 == max_bins {
            break;
        }
        let (value, next) = (pair[0], pair[1]);
        filled += value.1;
        let heavy = rest.is_heavy(value);
        let share = rest.share();
        if heavy || filled >= share || (rest.is_heavy(next) && filled >= share / 2.0) {
            thresholds.push(between(value.0, next.0));
            rest.take(if heavy { 0.0 } else { filled });
            filled = 0.0;
        }
    }
    thresholds
}

/// The weight and the bins that are left for values that share bins.
struct Rest {
    heavy: f64,
    weight: f64,
    bins: usize,
}

impl Rest {
    /// Sets the bins of heavy values aside.
    fn new(distinct: &[Weighted], max_bins: usize) -> Self {
        let heavy = distinct.iter().map(|value| value.1).sum::<f64>() / max_bins as f64;
        let light = || distinct.iter().filter(|value| value.1 < heavy);
        let weight = light().map(|value| value.1).sum();
        Self { heavy, weight, bins: max_bins - (distinct.len() - light().count()) }
    }

    /// Whether the value has a bin to itself.
    fn is_heavy(&self, value: Weighted) -> bool {
        value.1 >= self.heavy
    }

    /// The weight of the next bin.
    fn share(&self) -> f64 {
        self.weight / self.bins.max(1) as f64
    }

    /// Closes a bin that took `weight` from the rest (nothing: the bin of a heavy value).
    fn take(&mut self, weight: f64) {
        if weight > 0.0 {
            self.weight -= weight;
            self.bins = self.bins.saturating_sub(1);
        }
    }
}

/// The middle of `low < high`, or `low` where rounding would reach `high`.
fn between(low: f32, high: f32) -> f32 {
    let middle = f64::midpoint(f64::from(low), f64::from(high)) as f32;
    if middle < high { middle } else { low }
}

#[cfg(test)]
mod tests {
    use super::{bin_of, thresholds};

    fn cuts(values: &[f32], max_bins: usize) -> Vec<f32> {
        let mut weighted: Vec<_> = values.iter().map(|&value| (value, 1.0)).collect();
        thresholds(&mut weighted, max_bins)
    }

    #[test]
    fn few_values_get_a_bin_each() {
        assert_eq!(cuts(&[3.0, 1.0, 1.0, 2.0], 63), [1.5, 2.5]);
        assert!(cuts(&[-0.0, 0.0, 0.0], 63).is_empty());
        assert!(cuts(&[], 63).is_empty());
    }

    #[test]
    fn neighbouring_floats_are_separated() {
        let low = 1.0_f32;
        let high = low.next_up();
        let found = cuts(&[low, high], 63);
        assert_eq!((bin_of(low, &found), bin_of(high, &found)), (0, 1));
        let above = cuts(&[high, high.next_up()], 63);
        assert_eq!((bin_of(high, &above), bin_of(high.next_up(), &above)), (0, 1));
    }

    #[test]
    fn bins_have_about_equal_weight() {
        let values: Vec<f32> = (0..10_000_u16).map(|number| f32::from(number) * f32::from(number)).collect();
        let found = cuts(&values, 63);
        assert_eq!(found.len(), 62);
        let mut sizes = vec![0; 63];
        for &value in &values {
            sizes[usize::from(bin_of(value, &found))] += 1;
        }
        assert!(sizes.iter().all(|size| (155..=163).contains(size)), "{sizes:?}");
    }

    #[test]
    fn heavy_value_does_not_use_up_the_bins() {
        for heavy in [0.0, 500.5, 5000.0] {
            let mut values = vec![heavy; 9000];
            values.extend((1..1000_u16).map(f32::from));
            let found = cuts(&values, 63);
            assert!((60..=62).contains(&found.len()), "{found:?}");
            assert_eq!(
                values.iter().filter(|&&value| bin_of(value, &found) == bin_of(heavy, &found)).count(),
                9000
            );
        }
    }

    #[test]
    fn odd_values_are_binned_like_comparisons() {
        let odd = [f32::NAN, f32::NEG_INFINITY, -1.0, 0.0, f32::INFINITY, f32::MAX];
        let found = cuts(&odd, 63);
        assert!(found.iter().all(|threshold| threshold.is_finite()));
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        let bins: Vec<u8> = odd.iter().map(|&value| bin_of(value, &found)).collect();
        assert_eq!(bins, [0, 0, 1, 2, 3, 3]);
    }
}
