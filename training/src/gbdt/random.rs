//! A small pseudo-random generator with an explicit seed.

/// The `SplitMix64` generator: one word of state, the same sequence everywhere.
#[derive(Debug, Clone)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A generator whose sequence is determined by `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next word.
    pub fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number evenly distributed in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number evenly distributed in `0..bound` (0 for an empty range).
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.word()) * bound as u128) >> 64) as usize
    }

    /// `amount` distinct numbers of `0..total` in ascending order, every subset being equally likely.
    pub fn choose(&mut self, total: usize, amount: usize) -> Vec<usize> {
        let amount = amount.min(total);
        if amount == total {
            return (0..total).collect();
        }
        let mut chosen = Vec::with_capacity(amount);
        for number in 0..total {
            if self.below(total - number) < amount - chosen.len() {
                chosen.push(number);
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn known_sequence() {
        let mut random = SplitMix64::new(1_234_567);
        assert_eq!(random.word(), 6_457_827_717_110_365_317);
        assert_eq!(random.word(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn chooses_the_amount_in_ascending_order() {
        let chosen = SplitMix64::new(3).choose(1000, 137);
        assert_eq!(chosen.len(), 137);
        assert!(chosen.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(chosen[136] < 1000);
        assert_eq!(SplitMix64::new(3).choose(4, 9), [0, 1, 2, 3]);
    }
}
