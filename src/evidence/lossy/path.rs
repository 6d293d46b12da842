//! The cheapest way of a lattice, and how much of all ways goes along with it.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::lattice::Lattice;
use super::{Restored, Stretch, trim, weight};
use crate::model::language::has_languages;

/// The cheapest way through a lattice.
pub(super) struct Cheapest {
    /// Its edges.
    path: Vec<usize>,
    /// How sure each of them is.
    sure: Vec<f32>,
    pub(super) total: i32,
}

/// Restored characters that are surer than this are in no doubt.
const CERTAIN: f32 = 0.98;

impl Lattice<'_> {
    pub(super) fn cheapest(&self) -> Option<Cheapest> {
        let last = self.layers.last().map_or(0, |l| l.0)..self.nodes.len();
        let ends = |n: &usize| self.nodes[*n].state.pending.is_empty();
        let mut at = last.filter(ends).min_by_key(|n| self.nodes[*n].cost)?;
        let total = self.nodes[at].cost;
        let mut path: Vec<usize> = Vec::with_capacity(self.ways.len());
        for _ in 0..self.ways.len() {
            path.push(self.nodes[at].by);
            at = self.edges[self.nodes[at].by].from;
        }
        path.reverse();
        let restores = path.iter().any(|e| self.edges[*e].restored != 0);
        let sure = if restores { self.sure(&path) } else { alloc::vec![1.0; path.len()] };
        Some(Cheapest { path, sure, total })
    }

    /// Whether a restored letter is in doubt that languages tell apart.
    pub(super) fn in_doubt(&self, way: &Cheapest) -> bool {
        way.path.iter().zip(&way.sure).any(|(e, sure)| {
            let edge = &self.edges[*e];
            *sure < CERTAIN && edge.restored != 0 && edge.chars().iter().any(|c| has_languages(*c))
        })
    }

    /// What a way reads.
    pub(super) fn read(&self, way: &Cheapest) -> impl Iterator<Item = char> {
        way.path.iter().flat_map(|e| self.edges[*e].chars().iter().copied())
    }

    /// The stretches of a way in which something is restored.
    pub(super) fn cut(&self, way: &Cheapest) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        let mut open = false;
        for (i, (e, sure)) in way.path.iter().zip(&way.sure).enumerate() {
            let edge = &self.edges[*e];
            if !edge.decoded {
                open = false;
                continue;
            }
            if !open {
                out.push(Stretch {
                    syms: i..i,
                    after: String::new(),
                    restored: Vec::new(),
                    price: 0,
                    bold: false,
                });
                open = true;
            }
            let Some(s) = out.last_mut() else { continue };
            s.syms.end = (i + 1).min(self.syms.len());
            s.price += edge.price;
            s.bold |= edge.bold;
            let mut restored: Option<Range<usize>> = None;
            for (k, c) in edge.chars().iter().enumerate() {
                let start = s.after.len();
                s.after.push(*c);
                if edge.restored >> k & 1 == 1 {
                    let from = restored.map_or(start, |r| r.start);
                    restored = Some(from..s.after.len());
                }
            }
            s.restored.extend(restored.map(|range| Restored { range, sure: *sure }));
        }
        out.iter_mut().for_each(|s| trim(s, self.syms));
        out.retain(|s| !s.restored.is_empty() && !s.syms.is_empty());
        out
    }

    /// For each edge of a way, the share of all ways that read the same there.
    fn sure(&self, path: &[usize]) -> Vec<f32> {
        // The cost of the cheapest way on from each node, and all ways on as a multiple of it.
        let mut rest: Vec<(i32, f32)> = alloc::vec![(i32::MAX / 2, 0.0); self.nodes.len()];
        let last = self.layers.last().map_or(0, |l| l.0);
        for (node, rest) in self.nodes.iter().zip(&mut rest).skip(last) {
            if node.state.pending.is_empty() {
                *rest = (0, 1.0);
            }
        }
        let mut sure = alloc::vec![1.0; path.len()];
        for i in (0..path.len()).rev() {
            let end = self.layers.get(i + 2).map_or(self.edges.len(), |l| l.1);
            let edges = &self.edges[self.layers[i + 1].1..end];
            for e in edges {
                let cost = e.cost + rest[e.to].0;
                rest[e.from].0 = rest[e.from].0.min(cost);
            }
            let chosen = &self.edges[path[i]];
            let total = self.nodes[chosen.from].cost + chosen.cost + rest[chosen.to].0;
            let (mut same, mut all) = (0.0, 0.0);
            for e in edges {
                let cost = e.cost + rest[e.to].0;
                let ways = weight(cost - rest[e.from].0) * rest[e.to].1;
                rest[e.from].1 += ways;
                let share = self.nodes[e.from].ways
                    * rest[e.to].1
                    * weight((self.nodes[e.from].cost + cost - total).max(0));
                // whether anything is garbled here is judged elsewhere
                all += if e.decoded { share } else { 0.0 };
                if e.decoded == chosen.decoded && e.chars() == chosen.chars() {
                    same += share;
                }
            }
            let most = edges.iter().fold(1.0, |most: f32, e| most.max(rest[e.from].1));
            rest[self.layers[i].0..self.layers[i + 1].0].iter_mut().for_each(|r| r.1 /= most);
            let kept = self.kept.get(i + 1).copied().unwrap_or(1.0);
            sure[i] = if all > 0.0 { (same / all).min(1.0) * kept } else { 0.0 };
        }
        sure
    }
}
