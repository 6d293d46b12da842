//! Generates the tables that are compiled into demojibake.

mod charsets;
mod chart;
mod count;
mod emoji;
mod estimate;
mod evaluate;
mod features;
mod fit;
mod fuse;
mod language;
mod model;
mod pack;
mod picture;
mod prune;
mod quiet;
mod text;
mod unicode;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Generates the tables that are compiled into demojibake.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the charset tables under src/charset/tables, or check them.
    Charsets(charsets::Args),
    /// Train the character model on texts and write tools/tablegen/data/model.tsv.
    Train(model::TrainArgs),
    /// Pack tools/tablegen/data/model.tsv into src/model/tables, or check that they are what it gives.
    Model(model::PackArgs),
    /// Pack tools/tablegen/data/language.tsv into src/model/tables, or check it; with folders of texts, make it first.
    Language(language::LanguageArgs),
    /// Write the table of pairs that are good text whatever mix-ups there are, or check it: after `model`.
    Quiet(quiet::Args),
    /// Print what the judge measures of the repairs of cases: what its weights are fitted to.
    Features(features::Args),
    /// Fit the judge's weights to cases and write them into src/evidence/weights.rs.
    Fit(fit::Args),
    /// Draw docs/pipeline.svg and, from the numbers in benches, docs/accuracy.svg; or check them.
    Picture(picture::Args),
    /// Print how many bits a character the committed model needs for texts that it wasn't trained on.
    Evaluate(evaluate::EvaluateArgs),
    /// Print what the characters of standard input's lines cost in the committed model, in bits.
    Bits(model::BitsArgs),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Charsets(args) => charsets::run(&args),
        Command::Train(args) => model::train(&args),
        Command::Model(args) => model::pack(&args),
        Command::Language(args) => language::run(&args),
        Command::Quiet(args) => quiet::run(&args),
        Command::Features(args) => features::run(&args),
        Command::Fit(args) => fit::run(&args),
        Command::Picture(args) => picture::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Bits(args) => model::bits(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("tablegen: {message}");
            ExitCode::FAILURE
        }
    }
}
