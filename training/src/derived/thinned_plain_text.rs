//! Plain text with most of its lines removed, several consecutive ones at a time.

use super::thinned::SIZE;
use crate::gbdt::SplitMix64;
use crate::page::Page;

pub(super) fn text(page: &Page, random: &mut SplitMix64) -> Option<String> {
    const LONGEST: usize = 12;
    let wanted = SIZE.start + random.below(SIZE.len());
    let mut left: Vec<usize> = (0..page.blocks.len()).collect();
    if left.len() <= wanted {
        return None;
    }
    while left.len() > wanted {
        let length = 1 + random.below(LONGEST.min(left.len() - wanted));
        let start = random.below(left.len() - length + 1);
        left.drain(start..start + length);
    }
    let separator = if random.below(3) == 0 { "\n\n" } else { "\n" };
    Some(left.into_iter().map(|at| page.line(at)).collect::<Vec<_>>().join(separator))
}
