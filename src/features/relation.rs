//! The position of a block in the tree relative to the block above it.

use super::ancestor_index::{AncestorIndex, Scope, ScopeId};
use super::enclosure::Enclosed;

/// The position of a block in the tree relative to the one above it in document order. Counts saturate at 255.
///
/// A *branch* is the child of the nearest element around both blocks that contains one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// The number of the parent of the block's container.
    pub parent: u32,
    /// The long blocks before and after this block that are directly inside one of the elements around it.
    pub enclosed: Option<(u32, u32)>,
    /// Steps from the element of the block above up to the element around both.
    pub up: u8,
    /// Steps from the element around both down to that of this block.
    pub down: u8,
    /// The tag of the element around both.
    pub around_tag: u8,
    /// The blocks in the element around both.
    pub around_blocks: u8,
    /// The share of the words of the element around both that are in links, in percent.
    pub around_links: u8,
    /// The tag of the branch of the block above; 0 for none.
    pub above_tag: u8,
    /// The tag of this block's branch; 0 for none.
    pub branch_tag: u8,
    /// The blocks in the branch of the block above.
    pub above_blocks: u8,
    /// The blocks in this block's branch.
    pub branch_blocks: u8,
    /// Whether both branches have the same tag and class.
    pub is_alike: bool,
    /// Landmarks and elements with a telling class or id that end between the blocks.
    pub left: u8,
    /// Those that start between the blocks.
    pub entered: u8,
}

/// The relations of all blocks, each to the one above it; the first block has none above. Takes time linear in the
/// number of blocks and elements.
pub(super) fn relations(scopes: &AncestorIndex, enclosed: &[Option<Enclosed>]) -> Vec<Relation> {
    let relation = |(at, enclosed): (usize, &Option<Enclosed>)| {
        let own = scopes.container(at);
        let above = at.checked_sub(1).map(|above| scopes.container(above));
        Relation {
            parent: scopes.scope(own).parent.map_or(0, |parent| parent.index() as u32),
            enclosed: enclosed.map(|Enclosed { above, below, .. }| (above, below)),
            ..above.map_or_else(Relation::default, |above| Relation::between(scopes, above, own))
        }
    };
    enclosed.iter().enumerate().map(relation).collect()
}

impl Relation {
    fn between(scopes: &AncestorIndex, above: ScopeId, below: ScopeId) -> Relation {
        let (mut relation, mut above, mut below) = (Relation::default(), Some(above), Some(below));
        let (mut above_branch, mut branch) = (None, None);
        // Parents have lower numbers than their children, so the higher one is not an ancestor of the other.
        while let (Some(a), Some(b)) = (above, below) {
            if a == b {
                return relation.around(scopes.scope(a), above_branch, branch);
            }
            if a > b {
                above_branch = Some(scopes.scope(a));
                (relation.up, relation.left) = step(scopes.scope(a), relation.up, relation.left);
                above = scopes.scope(a).parent;
            } else {
                branch = Some(scopes.scope(b));
                (relation.down, relation.entered) = step(scopes.scope(b), relation.down, relation.entered);
                below = scopes.scope(b).parent;
            }
        }
        relation
    }

    fn around(self, around: &Scope, above: Option<&Scope>, branch: Option<&Scope>) -> Relation {
        let tag = |branch: Option<&Scope>| branch.map_or(0, |branch| branch.tag.number());
        let blocks = |branch: Option<&Scope>| branch.map_or(1, |branch| byte(branch.sums.blocks));
        Relation {
            around_tag: around.tag.number(),
            around_blocks: byte(around.sums.blocks),
            around_links: (100.0 * around.sums.link_share()) as u8,
            above_tag: tag(above),
            branch_tag: tag(branch),
            above_blocks: blocks(above),
            branch_blocks: blocks(branch),
            is_alike: above.zip(branch).is_some_and(|(above, branch)| above.signature == branch.signature),
            ..self
        }
    }
}

/// One more step, and one more telling element if this is one.
fn step(scope: &Scope, steps: u8, telling: u8) -> (u8, u8) {
    let is_telling = scope.hints != 0 || scope.landmarks & super::landmarks::SECTIONS != 0;
    (steps.saturating_add(1), telling.saturating_add(u8::from(is_telling)))
}

fn byte(count: u32) -> u8 {
    count.min(255) as u8
}
