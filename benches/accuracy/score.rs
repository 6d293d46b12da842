//! Suite → verdicts, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use demojibake::{Fixer, Repair};

use crate::calibration::Calibration;
use crate::cases::{Case, Suite};

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Exact,
    Kept,
    Wrong,
}

/// A case that didn't come out as expected.
pub struct Failure {
    /// The case's index in the suite.
    pub case: usize,
    pub got: String,
    pub repairs: Vec<Repair>,
}

/// A suite with what became of each of its cases.
pub struct Scored {
    pub suite: Suite,
    /// One for each case, in order.
    pub verdicts: Vec<Verdict>,
    /// In the order of the cases.
    pub failures: Vec<Failure>,
    pub calibration: Calibration,
}

/// Runs the fixer with its default settings on every case.
pub fn score(suite: Suite) -> Scored {
    // taken in blocks because a case is too short to be worth an atomic of its own
    const BLOCK: usize = 64;
    let next = AtomicUsize::new(0);
    let cores = thread::available_parallelism().map_or(1, |n| n.get());
    let work = || {
        let fixer = Fixer::new();
        let (mut verdicts, mut failures) = (Vec::new(), Vec::new());
        let mut calibration = Calibration::default();
        loop {
            let start = BLOCK * next.fetch_add(1, Ordering::Relaxed);
            let Some(rest) = suite.cases.get(start..).filter(|rest| !rest.is_empty()) else {
                return (verdicts, failures, calibration);
            };
            for (i, case) in (start..).zip(rest.iter().take(BLOCK)) {
                let (verdict, got, repairs) = judge(&fixer, case);
                calibration.add(case, &got, &repairs);
                verdicts.push((i, verdict));
                if verdict != Verdict::Exact {
                    failures.push(Failure { case: i, got, repairs });
                }
            }
        }
    };
    let parts: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|w| w.join().expect("the fixer panicked on a case")).collect()
    });
    let (mut verdicts, mut failures) = (Vec::new(), Vec::new());
    let mut calibration = Calibration::default();
    for (v, f, c) in parts {
        verdicts.extend(v);
        failures.extend(f);
        calibration.merge(&c);
    }
    verdicts.sort_by_key(|(i, _)| *i);
    failures.sort_by_key(|f: &Failure| f.case);
    let verdicts = verdicts.into_iter().map(|(_, v)| v).collect();
    Scored { suite, verdicts, failures, calibration }
}

fn judge(fixer: &Fixer, case: &Case) -> (Verdict, String, Vec<Repair>) {
    let plan = fixer.plan(&case.text);
    let got = plan.apply(&case.text).expect("a plan applies to the text it was made for");
    let verdict = if got == case.expected {
        Verdict::Exact
    } else if got == case.text {
        Verdict::Kept
    } else {
        Verdict::Wrong
    };
    (verdict, got, plan.repairs().to_vec())
}
