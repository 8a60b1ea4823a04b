//! The command line: the only place that knows it.

use crate::facts::Language;
use crate::facts::dates;
use crate::facts::names;
use crate::facts::quantities;
use crate::report;
use crate::text::Lists;
use crate::text::Prose;
use crate::text::Text;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use serde_json::json;
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the facts seen in any text
    Facts {
        paths: Vec<PathBuf>,
        /// The day that relative dates count from
        #[arg(long)]
        date: Option<String>,
        #[arg(long, default_value = "human")]
        format: String,
    },
    /// Says how the two names on each line relate
    Names {
        pairs: PathBuf,
        #[arg(long, default_value = "human")]
        format: String,
    },
}

/// Runs the command line; the exit code.
pub fn run() -> Result<u8> {
    let language = Language::new(&Lists::default())?;
    match Cli::parse().command {
        Command::Facts { paths, date, .. } => {
            let anchor = date.as_deref().and_then(dates::Days::parse);
            let mut files = Vec::new();
            for path in paths {
                let text = Text::read(&path, &path.to_string_lossy()).context("cannot read")?;
                let prose = Prose::plain(&text.content, &language.splitter);
                let dates = dates::dates(&prose, &language.dates, anchor);
                let taken: Vec<_> = dates.iter().map(|date| date.range.clone()).collect();
                let mut facts = Vec::new();
                let mut fact = |kind: &str, range: &std::ops::Range<usize>, value| {
                    let span = prose.span(range);
                    facts.push(json!({"kind": kind, "start": text.disk_byte(span.start()), "end": text.disk_byte(span.end()), "text": text.slice(span), "value": value}));
                };
                for date in &dates {
                    fact("date", &date.range, report::facts::dates::value(&date.value));
                }
                for quantity in quantities::quantities(&prose, &language.quantities, &taken) {
                    fact("quantity", &quantity.range, report::facts::quantities::value(&quantity.value));
                }
                for name in names::names(&prose, &language.names) {
                    fact("name", &name.range, report::facts::names::value(&name));
                }
                files.push(json!({"path": text.path, "facts": facts}));
            }
            println!("{}", json!({"version": 1, "files": files}));
        }
        Command::Names { pairs, .. } => {
            let content = std::fs::read_to_string(pairs)?;
            let rows = content.lines().filter_map(|line| line.split_once('\t'));
            let pairs: Vec<_> = rows
                .map(|(a, b)| {
                    let relation = format!("{:?}", names::relation(a, b, &language.names)).to_lowercase();
                    json!({"a": a, "b": b, "relation": relation})
                })
                .collect();
            println!("{}", json!({"version": 1, "pairs": pairs}));
        }
    }
    Ok(0)
}
