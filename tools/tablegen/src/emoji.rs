//! What emoji cost in their classes, by how usual they are: a list that was written down, as no training text has enough.

/// The costs of the emoji of a list, in eighths of a bit: those of each line go from the most usual one to the rarest.
///
/// The first of a line is one in eight of what its writers use, and the one after it at any rank half as usual as that at
/// half the rank, as 😂 and 👍 are.
pub fn costs(list: &str) -> impl Iterator<Item = (char, u8)> {
    const FIRST: f64 = 3.0;
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let ranked = lines.flat_map(|line| line.trim().chars().zip(1u32..));
    ranked.map(|(c, rank)| (c, (8.0 * (FIRST + f64::from(rank).log2())).round() as u8))
}
