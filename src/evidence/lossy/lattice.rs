//! Every way to read a region in which bytes were lost.
//!
//! As in [`super::super::viterbi`] each stretch stands as it is or is decoded, but what is decoded has many readings: a
//! lost byte may have been one of five or of sixty-four. The cheapest few ways so far are kept at each character, with
//! every step between them, so that in the end the probability of a restored character is the share of all ways on
//! which it stands.

use alloc::vec::Vec;

use super::likely::{Likely, against_behind, cost as restored_cost, is_mark, most_here, quote};
use super::{Beside, weight};
use crate::evidence::viterbi::{AsIs, EDGE};
use crate::hypothesis::Sym;
use crate::hypothesis::lossy::{MOST, Pending, Step, Vague, Way, take};
use crate::model::{self, BIT, Context, START};

/// What tells two ways to the same place apart for what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub(super) pending: Pending,
    pub(super) context: Context,
    pub(super) decoded: bool,
    /// Whether anything was decoded before.
    pub(super) opened: bool,
    /// The mark of a quotation that was begun and not ended.
    pub(super) quote: Option<char>,
    /// The last character if it is a quotation mark that was restored, an ending one behind a letter.
    pub(super) mark: Option<char>,
}

/// A state at a place, and the cheapest way to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) state: State,
    pub(super) cost: i32,
    /// The last edge of that way.
    pub(super) by: usize,
    /// All ways to it, as a multiple of the cheapest.
    pub(super) ways: f32,
}

/// A step from a node to another one over one character of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) cost: i32,
    /// What the loss itself cost, of that.
    pub(super) price: i32,
    pub(super) bold: bool,
    pub(super) chars: [char; MOST],
    pub(super) len: u8,
    pub(super) restored: u8,
    pub(super) decoded: bool,
}

impl Edge {
    pub(super) fn chars(&self) -> &[char] {
        self.chars.get(..usize::from(self.len)).unwrap_or_default()
    }
}

/// Ways that are kept at each place: decoded ones, those in the middle of a character, and those as it stands.
const KEPT: [usize; 3] = [32, 24, 6];
/// Characters behind the region that have a say in its last ones.
const BEHIND: usize = 3;
/// What dearer ways cost at the most beside the cheapest, in sixteenths of a bit.
const FAR: i32 = 40 * BIT;
/// Possibilities of one place, after what is pending, that are looked at with what stands around: the most usual ones.
const LOOKED_AT: usize = 96;
pub(super) struct Lattice<'l> {
    pub(super) syms: &'l [Sym],
    as_is: &'l AsIs,
    pub(super) ways: &'l [Vec<Way>],
    pub(super) likely: Likely,
    /// What stands behind the region: a few characters, or the end of the text.
    behind: Vec<char>,
    pub(super) nodes: Vec<Node>,
    /// Where the nodes of each place start; the edges to them start at the second number.
    pub(super) layers: Vec<(usize, usize)>,
    pub(super) edges: Vec<Edge>,
    /// The share of all ways to each place that was kept.
    pub(super) kept: Vec<f32>,
}

/// What a character can be, at what price, and what speaks against each of its characters wherever it stands.
struct Possible {
    step: Step,
    price: i32,
    bold: bool,
    /// Whether a run can begin with it.
    opens: bool,
    against: [i32; MOST],
}
type Steps = Vec<Possible>;
/// The same for what may be pending before it.
#[derive(Default)]
struct Known {
    made: Vec<(Pending, Steps)>,
    vague: Vague,
}

/// What characters cost roughly, whatever stands before them.
fn usual(chars: &[char]) -> i32 {
    let first = chars.first().map_or(0, |c| model::cost_alone(*c));
    first + chars.windows(2).map(|pair| model::rough_cost(pair[0], pair[1])).sum::<i32>()
}

/// A step that was thought of.
struct Try {
    state: State,
    cost: i32,
    edge: Edge,
}

/// Those to one place.
struct Tries {
    all: Vec<Try>,
    /// What a way may cost to be kept, or to count beside those that are.
    most: i32,
}

impl Tries {
    fn clear(&mut self) {
        self.all.clear();
        self.most = i32::MAX;
    }

    fn push(&mut self, new: Try) {
        self.most = self.most.min(new.cost + FAR);
        self.all.push(new);
    }
}

impl Lattice<'_> {
    pub(super) fn new<'l>(
        syms: &'l [Sym],
        as_is: &'l AsIs,
        ways: &'l [Vec<Way>],
        likely: Likely,
        beside: Beside,
    ) -> Lattice<'l> {
        let (nodes, layers, edges, kept) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut behind: Vec<char> = beside.behind.chars().take(BEHIND).collect();
        if behind.is_empty() {
            behind.push('\n');
        }
        Lattice { syms, as_is, ways, likely, behind, nodes, layers, edges, kept }
    }

    pub(super) fn build(&mut self, beside: Beside, open: i32, next_open: i32) {
        let state = State {
            pending: Pending::default(),
            context: self.as_is.contexts[0],
            decoded: false,
            opened: false,
            quote: beside.before.chars().fold(None, quote),
            mark: None,
        };
        self.layers.push((0, 0));
        self.kept.push(1.0);
        self.nodes.push(Node { state, cost: 0, by: 0, ways: 1.0 });
        let (mut known, mut tries) = (Known::default(), Tries { all: Vec::new(), most: i32::MAX });
        for i in 0..self.ways.len() {
            let from = self.layers[i].0..self.nodes.len();
            tries.clear();
            known.made.clear();
            for node in from {
                self.as_it_stands(i, node, &mut tries);
                self.decoded(i, node, [open, next_open], &mut known, &mut tries);
            }
            self.keep(&tries.all);
        }
    }

    /// Whether a character could be decoded too.
    fn could(&self, i: usize) -> bool {
        self.syms.get(i).is_some_and(|s| !s.c.is_ascii())
            && self.ways.get(i).is_some_and(|w| w.iter().any(|w| !w.lossy))
    }

    /// What it costs to leave a character as it is.
    fn against_left(&self, i: usize) -> i32 {
        let blank = self.syms.get(i + 1).is_some_and(|s| s.c == ' ');
        if blank && self.ways[i].iter().any(Way::wants_no_break) { self.likely.against_left() } else { 0 }
    }

    fn as_it_stands(&self, i: usize, from: usize, tries: &mut Tries) {
        let Node { state, cost, .. } = self.nodes[from];
        if !state.pending.is_empty() {
            return;
        }
        let close = if state.decoded && self.could(i) { EDGE } else { 0 };
        let mut edge = Edge {
            from,
            to: 0,
            cost: close,
            price: 0,
            bold: false,
            chars: ['\0'; MOST],
            len: 0,
            restored: 0,
            decoded: false,
        };
        let mut state = State { decoded: false, ..state };
        if let Some(s) = self.syms.get(i) {
            let (step, context) = if state.context == self.as_is.contexts[i] {
                (self.as_is.costs[i], self.as_is.contexts[i + 1])
            } else {
                let (step, context) = state.context.step(s.c);
                (step, if s.c == '\n' { START } else { context })
            };
            edge.cost += step;
            (edge.chars[0], edge.len) = (s.c, 1);
            state.context = context;
            edge.cost += against_behind(&state, s.c);
            edge.cost += self.against_left(i);
            state.quote = quote(state.quote, s.c);
            state.mark = None;
        } else {
            edge.cost += self.cost_behind(state.context);
        }
        tries.push(Try { state, cost: cost + edge.cost, edge });
    }

    fn decoded(
        &self,
        i: usize,
        from: usize,
        [open, next_open]: [i32; 2],
        known: &mut Known,
        tries: &mut Tries,
    ) {
        let Node { state, cost, .. } = self.nodes[from];
        let mut opening = 0;
        if !state.decoded {
            opening = if state.opened { next_open } else { open };
            if i > 0 && self.could(i - 1) {
                opening += EDGE;
            }
        }
        let place = known.made.iter().position(|k| k.0 == state.pending).unwrap_or_else(|| {
            known.made.push((state.pending, self.steps(i, &state.pending, &mut known.vague)));
            known.made.len() - 1
        });
        for Possible { step, price, bold, opens, against } in &known.made[place].1 {
            if !state.decoded && !opens || cost + opening + price > tries.most {
                continue;
            }
            let mut next = State { pending: step.pending, decoded: true, opened: true, ..state };
            let mut edge = Edge {
                from,
                to: 0,
                cost: opening + price,
                price: *price,
                bold: *bold,
                chars: ['\0'; MOST],
                len: step.chars().len() as u8,
                restored: step.restored,
                decoded: true,
            };
            if step.restored & 1 == 1 && i > 0 {
                edge.price -= self.against_left(i - 1);
            }
            for (k, c) in step.chars().iter().enumerate() {
                let (mut cost, context) = next.context.step(*c);
                edge.chars[k] = *c;
                if step.restored >> k & 1 == 1 {
                    let more = against[k] + Likely::against_here(*c, &next);
                    edge.price += more;
                    cost = (restored_cost(*c, cost, &next) + more).min(most_here(*c, &next));
                }
                edge.cost += cost + against_behind(&next, *c);
                let restored = step.restored >> k & 1 == 1;
                next.mark = restored.then_some(*c).filter(|c| is_mark(*c, &next));
                next.context = if *c == '\n' { START } else { context };
                next.quote = quote(next.quote, *c);
            }
            if i == self.syms.len() && next.pending.is_empty() {
                edge.cost += self.cost_behind(next.context);
            }
            let cost = cost + edge.cost;
            if cost <= tries.most {
                tries.push(Try { state: next, cost, edge });
            }
        }
    }

    /// What the characters behind the region cost; of a line's end half, as many a string is cut off anywhere.
    fn cost_behind(&self, mut context: Context) -> i32 {
        let mut sum = 0;
        for c in &self.behind {
            let (cost, after) = context.step(*c);
            sum += cost;
            if *c == '\n' {
                return sum - cost / 2;
            }
            context = after;
        }
        sum
    }

    /// What the character at a place can be after what is pending, with the price and whether a run can begin so.
    fn steps(&self, i: usize, pending: &Pending, vague: &mut Vague) -> Steps {
        let mut all: Steps = Vec::new();
        let mut steps: Vec<Step> = Vec::new();
        for way in self.ways[i].iter().filter(|w| !w.inside || !pending.is_empty()) {
            steps.clear();
            take(pending, way, vague, &mut steps);
            let Way { price, bold, .. } = *way;
            let opens = way.opens && pending.is_empty();
            all.extend(steps.iter().map(|s| Possible { step: *s, price, bold, opens, against: [0; MOST] }));
        }
        if all.len() > LOOKED_AT {
            all.sort_by_cached_key(|p| usual(p.step.chars()) + p.price);
            all.truncate(LOOKED_AT);
        }
        for p in &mut all {
            p.against = self.against(&p.step);
        }
        all
    }

    fn against(&self, step: &Step) -> [i32; MOST] {
        let mut against = [0; MOST];
        for (k, (against, c)) in against.iter_mut().zip(step.chars()).enumerate() {
            if step.restored >> k & 1 == 1 {
                *against = self.likely.against(*c);
            }
        }
        against
    }

    /// Makes the nodes of the next place of the best tries, and edges of all tries that lead to them.
    fn keep(&mut self, tries: &[Try]) {
        let start = self.nodes.len();
        self.layers.push((start, self.edges.len()));
        let mut order: Vec<&Try> = tries.iter().collect();
        order.sort_by_key(|t| t.cost);
        let Some(best) = order.first().map(|t| t.cost) else { return };
        let mut left = KEPT;
        let (mut all, mut gone) = (0.0, 0.0);
        for t in order {
            let Try { state, cost, mut edge } = *t;
            // what isn't complete has not been paid for yet
            let kind = if !state.decoded { 2 } else { usize::from(!state.pending.is_empty()) };
            let known = self.nodes[start..].iter().position(|n| n.state == state);
            let to = match known {
                Some(k) => start + k,
                None if left[kind] == 0 || kind < 2 && cost > best + FAR => {
                    gone += self.nodes[edge.from].ways * weight(cost - best);
                    continue;
                }
                None => {
                    left[kind] -= 1;
                    self.nodes.push(Node { state, cost, by: self.edges.len(), ways: 0.0 });
                    self.nodes.len() - 1
                }
            };
            edge.to = to;
            let ways = self.nodes[edge.from].ways;
            self.nodes[to].ways += ways * weight(cost - self.nodes[to].cost);
            all += ways * weight(cost - best);
            self.edges.push(edge);
        }
        self.kept.push(all / (all + gone));
        let most = self.nodes[start..].iter().fold(1.0, |most: f32, n| most.max(n.ways));
        self.nodes[start..].iter_mut().for_each(|n| n.ways /= most);
    }
}
