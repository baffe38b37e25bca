//! The intersection of two bags.

use std::collections::HashMap;
use std::hash::Hash;

/// The number of items that two bags share, with multiplicity.
pub(super) fn overlap<T: Eq + Hash>(
    some: impl IntoIterator<Item = T>,
    others: impl IntoIterator<Item = T>,
) -> usize {
    let mut left: HashMap<T, usize> = HashMap::new();
    for item in others {
        *left.entry(item).or_default() += 1;
    }
    some.into_iter().filter(|item| take_one(&mut left, item)).count()
}

fn take_one<T: Eq + Hash>(left: &mut HashMap<T, usize>, item: &T) -> bool {
    match left.get_mut(item) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_counts_as_often_as_it_is_in_both() {
        let cases = [("", "", 0), ("a", "", 0), ("aab", "abb", 2), ("aaa", "aa", 2), ("abc", "cba", 3)];
        for (some, others, shared) in cases {
            assert_eq!(overlap(some.chars(), others.chars()), shared, "{some} {others}");
            assert_eq!(overlap(others.chars(), some.chars()), shared, "{others} {some}");
        }
    }
}
