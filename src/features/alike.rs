//! Equal items, found by their hashes.

/// Positions by the hashes of their items.
#[derive(Debug)]
pub(super) struct Alike {
    /// The hashes, with the position itself in the low bits; in order. Sorting numbers takes half as long as sorting
    /// pairs.
    order: Vec<u64>,
    /// The mask of the bits that hold the position.
    positions: u64,
}

impl Alike {
    /// Sorts the hashes of all positions. With a million positions, 44 bits of each hash remain, which is enough.
    pub(super) fn new(hashes: impl ExactSizeIterator<Item = u64>) -> Alike {
        let positions = hashes.len().next_power_of_two() as u64 - 1;
        let key = |(at, hash): (usize, u64)| {
            // The remaining bits depend on all bits of the hash.
            hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) & !positions | at as u64
        };
        let mut order: Vec<u64> = hashes.enumerate().map(key).collect();
        order.sort_unstable();
        Alike { order, positions }
    }

    /// The positions of each hash, in order.
    pub(super) fn groups(
        &self,
    ) -> impl Iterator<Item = impl ExactSizeIterator<Item = usize> + Clone + '_> + '_ {
        let hash = |key: u64| key & !self.positions;
        let groups = self.order.chunk_by(move |&a, &b| hash(a) == hash(b));
        groups.map(|group| group.iter().map(|key| (key & self.positions) as usize))
    }
}
