//! Finds out what happened from pairs, and undoes it everywhere else.
//!
//! `cargo run --example learn_chain -- BAD GOOD [FILE]`: BAD and GOOD have the same lines, garbled and good (a few dozen
//! that somebody has corrected by hand will do). Prints the chains that explain most of them; with FILE, that file's
//! lines, each undone by the best chain where it reads better so.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use demojibake::{Chain, Fixer};

/// The lines that a chain explains.
struct Votes {
    lines: usize,
    /// How many chains are more usual, summed over the lines.
    ranks: usize,
    chain: Chain,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [bad, good, rest @ ..] = &args[..] else {
        return Err("usage: learn_chain BAD GOOD [FILE]".into());
    };
    let (bad, good) = (fs::read_to_string(bad)?, fs::read_to_string(good)?);
    let pairs = || bad.lines().zip(good.lines()).filter(|(bad, good)| bad != good);

    // one line fits many chains, a hundred lines fit one
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    for (bad, good) in pairs() {
        for (rank, chain) in Chain::learn(bad, good).into_iter().enumerate() {
            let votes = votes.entry(chain.to_string()).or_insert(Votes { lines: 0, ranks: 0, chain });
            votes.lines += 1;
            votes.ranks += rank;
        }
    }
    let mut votes: Vec<Votes> = votes.into_values().collect();
    votes.sort_by_key(|v| (std::cmp::Reverse(v.lines), v.ranks));
    let Some(Votes { chain: best, .. }) = votes.first() else {
        return Err("no chain leads from the bad lines to the good ones".into());
    };

    match rest {
        [] => {
            let all = pairs().count();
            for Votes { lines, chain, .. } in votes.iter().take(5) {
                println!("{lines} of {all} lines: {chain} ({})", chain.in_words());
            }
        }
        files => {
            let fixer = Fixer::bound_to(best.clone());
            for file in files {
                for line in fs::read_to_string(file)?.lines() {
                    println!("{}", fixer.fix(line));
                }
            }
        }
    }
    Ok(())
}
