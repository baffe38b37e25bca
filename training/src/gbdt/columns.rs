//! Random selections of columns.

use super::bins::WIDTH;
use super::random::SplitMix64;

/// Selected columns, as their places in every group of columns.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    places: Vec<Vec<u8>>,
}

impl Columns {
    /// All columns out of `total`.
    pub(super) fn all(total: usize) -> Self {
        Self::select(total, 0..total)
    }

    /// Draws a fraction of these columns, at least one of them.
    pub(super) fn draw(&self, fraction: f64, random: &mut SplitMix64) -> Self {
        if fraction >= 1.0 {
            return self.clone();
        }
        let columns: Vec<usize> = self.iter().collect();
        let amount = (columns.len() as f64 * fraction).round().max(1.0) as usize;
        let chosen = random.choose(columns.len(), amount);
        Self::select(self.places.len() * WIDTH, chosen.into_iter().map(|index| columns[index]))
    }

    /// The places of the selected columns in every group.
    pub(super) fn places(&self) -> &[Vec<u8>] {
        &self.places
    }

    /// The selected columns out of `total`.
    fn select(total: usize, columns: impl Iterator<Item = usize>) -> Self {
        let mut places = vec![Vec::new(); total.div_ceil(WIDTH)];
        for column in columns {
            places[column / WIDTH].push((column % WIDTH) as u8);
        }
        Self { places }
    }

    /// The selected columns.
    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let groups = self.places.iter().enumerate();
        groups.flat_map(|(group, places)| places.iter().map(move |&place| group * WIDTH + usize::from(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;
    use crate::gbdt::SplitMix64;

    #[test]
    fn draws_from_the_selection() {
        let mut random = SplitMix64::new(9);
        let half = Columns::all(100).draw(0.5, &mut random);
        let tenth = half.draw(0.1, &mut random);
        assert_eq!((half.iter().count(), tenth.iter().count()), (50, 5));
        assert!(tenth.iter().all(|column| half.iter().any(|other| other == column)));
        assert_eq!(tenth.draw(0.0, &mut random).iter().count(), 1);
    }
}
