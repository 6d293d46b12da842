//! Generates the tables of the library.
fn main() {}
