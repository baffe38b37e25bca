//! How far above a block the nearest elements of each kind are.

use super::ancestor_index::{AncestorIndex, Scope, ScopeId};
use super::hints;
use super::landmarks::LANDMARKS;

/// The distance if there is no such ancestor.
pub(super) const FAR: u8 = 30;

/// How many kinds of elements there are: landmarks, then groups of hints.
const KINDS: usize = LANDMARKS.len() + hints::GROUPS;

/// Counts the steps above each element in turn, in time linear in the number of elements between one and the next.
#[derive(Debug)]
pub(super) struct AncestorDistances<'s> {
    scopes: &'s AncestorIndex,
    /// The last queried element and its ancestors, outermost first, with what was `covered` above each.
    path: Vec<(ScopeId, usize)>,
    /// The length of the path.
    depth: i32,
    /// For each kind, the length of the path down to its last element.
    depths: [i32; KINDS],
    /// The kinds of each element of the path, and what `depths` were before it.
    covered: Vec<(u8, i32)>,
    /// The ancestors of the next element that are not on the path, nearest first.
    branch: Vec<ScopeId>,
}

impl<'s> AncestorDistances<'s> {
    pub(super) fn new(scopes: &'s AncestorIndex) -> AncestorDistances<'s> {
        let depths = [-i32::from(FAR); KINDS];
        AncestorDistances {
            scopes,
            path: Vec::new(),
            depth: 0,
            depths,
            covered: Vec::new(),
            branch: Vec::new(),
        }
    }

    /// The steps from an element up to the nearest element of each kind, itself included.
    pub(super) fn steps(&mut self, element: ScopeId) -> [f32; KINDS] {
        self.go_to(element);
        self.depths.map(|depth| (self.depth - depth).min(i32::from(FAR)) as f32)
    }

    fn go_to(&mut self, element: ScopeId) {
        for at in self.scopes.ancestors(element) {
            // Parents have lower numbers than their children.
            while self.path.last().is_some_and(|(last, _)| *last > at) {
                self.go_up();
            }
            if self.path.last().is_some_and(|(last, _)| *last == at) {
                break;
            }
            self.branch.push(at);
        }
        while let Some(at) = self.branch.pop() {
            self.go_down(at);
        }
    }

    fn go_down(&mut self, scope: ScopeId) {
        self.path.push((scope, self.covered.len()));
        self.depth += 1;
        for kind in kinds(self.scopes.scope(scope)) {
            self.covered.push((kind as u8, self.depths[kind]));
            self.depths[kind] = self.depth;
        }
    }

    fn go_up(&mut self) {
        let Some((_, covered)) = self.path.pop() else { return };
        self.depth -= 1;
        for &(kind, depth) in &self.covered[covered..] {
            self.depths[usize::from(kind)] = depth;
        }
        self.covered.truncate(covered);
    }
}

/// The kinds that an element has.
fn kinds(scope: &Scope) -> impl Iterator<Item = usize> {
    let mut bits = u64::from(scope.landmarks) | u64::from(scope.hints) << LANDMARKS.len();
    std::iter::from_fn(move || {
        let kind = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (kind < KINDS).then_some(kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::ancestor_index::Sums;

    /// The steps, counted one by one.
    fn count(scopes: &AncestorIndex, element: ScopeId, kind: usize) -> usize {
        let is_kind = |at: ScopeId| kinds(scopes.scope(at)).any(|of_it| of_it == kind);
        scopes.ancestors(element).position(is_kind).unwrap_or(30).min(30)
    }

    #[test]
    fn steps_are_those_to_the_nearest_ancestor_of_a_kind() {
        let page = format!(
            "<nav class=menu>a<ul><li>b<li>c<li><b>d<i hidden>e</i>f</b></ul>g</nav><main role=search id=content>h\
             <section><p class=comment>i<p>j</section><div class=comments><p>k<div class=related><p>l</div>m</div>\
             {}<p>n{}o",
            "<div>".repeat(40),
            "</div>".repeat(39),
        );
        let tree = crate::parse::parse(&page, &crate::Limits::new()).unwrap();
        let blocks = crate::segment::segment_html(&tree);
        let scopes = AncestorIndex::new(&tree, &blocks, |_, _, _| Sums::default());
        let mut distances = AncestorDistances::new(&scopes);
        let there_and_back = (0..blocks.len()).chain((0..blocks.len()).rev());
        let mut found = 0;
        for element in there_and_back.map(|block| scopes.element(block)) {
            for (kind, steps) in distances.steps(element).into_iter().enumerate() {
                assert_eq!(steps as usize, count(&scopes, element, kind), "kind {kind}");
                found += usize::from(steps < 30.0);
            }
        }
        assert!(blocks.len() > 12 && found > 50);
    }
}
