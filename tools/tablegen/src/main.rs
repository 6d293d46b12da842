//! Generates the tables of the library.

mod charsets;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Generates the tables of the library.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the charset tables under src/charset/tables, or check them.
    Charsets(charsets::Args),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Charsets(args) => charsets::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("tablegen: {message}");
            ExitCode::FAILURE
        }
    }
}
