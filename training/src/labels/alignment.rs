//! The longest common subsequence of two sequences of words, by bit-parallel dynamic programming.
//!
//! Hyyrö, "Bit-parallel LCS-length computation revisited" (2004), with all rows kept for backtracking.

use std::collections::HashMap;

/// A page whose matrix would be larger than this many 64-bit words is not aligned.
const MAX_MATRIX: usize = 1 << 27;

/// For each word of `page`, the position in `truth` that it is matched with.
///
/// Takes O(|page| · |truth| / 64) time and space. Nothing is matched if that would be more than 1 GiB.
pub(super) fn align(page: &[u32], truth: &[u32]) -> Vec<Option<u32>> {
    let width = truth.len().div_ceil(64);
    let mut matched = vec![None; page.len()];
    if width == 0 || page.len().saturating_mul(width) > MAX_MATRIX {
        return matched;
    }
    let matrix = Matrix::new(page, truth, width);
    let (mut row, mut column) = (page.len(), truth.len());
    while row > 0 && column > 0 {
        if matrix.is_set(row - 1, column - 1) {
            column -= 1;
            continue;
        }
        row -= 1;
        if row == 0 || matrix.is_set(row - 1, column - 1) {
            column -= 1;
            matched[row] = Some(column as u32);
        }
    }
    matched
}

/// The bit vectors of all rows. A bit is zero where a match ends a longer subsequence.
struct Matrix {
    bits: Vec<u64>,
    width: usize,
}

impl Matrix {
    fn new(page: &[u32], truth: &[u32], width: usize) -> Matrix {
        let mut places: HashMap<u32, Vec<u64>> = HashMap::new();
        for (at, &word) in truth.iter().enumerate() {
            places.entry(word).or_insert_with(|| vec![0; width])[at / 64] |= 1 << (at % 64);
        }
        let mut row = vec![u64::MAX; width];
        let mut bits = Vec::with_capacity(page.len() * width);
        for word in page {
            if let Some(matches) = places.get(word) {
                advance(&mut row, matches);
            }
            bits.extend_from_slice(&row);
        }
        Matrix { bits, width }
    }

    fn is_set(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.width + column / 64] >> (column % 64) & 1 == 1
    }
}

/// One step: `v = (v + (v & m)) | (v & !m)`, the sum over the whole width.
fn advance(row: &mut [u64], matches: &[u64]) {
    let mut carry = false;
    for (bits, matches) in row.iter_mut().zip(matches) {
        let (sum, first) = bits.overflowing_add(*bits & matches);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        carry = first || second;
        *bits = sum | (*bits & !matches);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(page: &[u32], truth: &[u32]) -> usize {
        let mut lengths = vec![vec![0; truth.len() + 1]; page.len() + 1];
        for (i, a) in page.iter().enumerate() {
            for (j, b) in truth.iter().enumerate() {
                lengths[i + 1][j + 1] =
                    if a == b { lengths[i][j] + 1 } else { lengths[i][j + 1].max(lengths[i + 1][j]) };
            }
        }
        lengths[page.len()][truth.len()]
    }

    #[test]
    fn alignments_are_longest_and_in_order() {
        let mut state = 7_u32;
        let mut word = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 28
        };
        for size in [1, 3, 40, 130, 200] {
            let (page, truth): (Vec<_>, Vec<_>) = (0..size).map(|_| (word(), word())).unzip();
            let pairs: Vec<(usize, u32)> =
                align(&page, &truth).iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))).collect();
            assert_eq!(pairs.len(), length(&page, &truth));
            assert!(pairs.windows(2).all(|pair| pair[0].1 < pair[1].1));
            assert!(pairs.iter().all(|&(i, j)| page[i] == truth[j as usize]));
        }
    }
}
