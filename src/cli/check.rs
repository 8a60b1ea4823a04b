//! `sourceproof check`: drafts in, findings out.

use super::fix::Fixing;
use super::history::HistoryArgs;
use super::outputs;
use super::outputs::Output;
use super::project;
use super::terminal::{Color, Progress, complain, is_colored};
use crate::check;
use crate::check::Input;
use crate::report;
use crate::report::Screen;
use anyhow::{Context, Result, bail};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;
use std::time::Instant;

#[derive(Args)]
pub(super) struct CheckArgs {
    /// Drafts or folders of drafts, `-` for standard input; the drafts of the configuration when left out
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = "human")]
    format: String,
    /// Writes the run to a file too, in any of these formats; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = Output::parse)]
    output: Vec<Output>,
    /// Runs only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Leaves these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    skip: Vec<String>,
    /// Makes warnings fail the run as errors do
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    history: HistoryArgs,
    /// The path that the draft on standard input stands for
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<String>,
    #[command(flatten)]
    fixing: Fixing,
    /// Checks again whenever a draft, a source or the configuration changes
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes"])]
    pub(super) watch: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

/// The names of the formats, for the command line.
fn formats() -> PossibleValuesParser {
    report::FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect::<Vec<_>>().into()
}

/// Checks drafts and writes what was found; gives the exit code.
///
/// # Errors
/// What keeps the whole run from being done.
pub(super) fn check(args: &CheckArgs, out: &mut dyn Write) -> Result<u8> {
    let started = Instant::now();
    let (paths, since) = args.history.paths_and_revision(&args.paths)?;
    let from_input = paths.iter().any(|path| path.as_os_str() == "-");
    if from_input && paths.len() > 1 {
        bail!("`-` stands alone: standard input is one draft");
    }
    let format = report::format(&args.format).with_context(|| format!("there is no format `{}`", args.format))?;
    outputs::distinct(&args.output)?;
    let mut project = project(if from_input { &[] } else { &paths })?;
    project.rules.narrow(&args.only, &args.skip)?;
    let known = args.history.known()?;
    let inputs = if from_input {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        vec![Input::Bytes(bytes, args.stdin_filename.clone().unwrap_or_else(|| "claims/stdin.md".into()))]
    } else {
        check::inputs(&project.config, &paths)?
    };
    outputs::spare(&args.output, &project, &inputs)?;
    project.since = since.map(|since| super::history::since(&project, &since, &inputs)).transpose()?;
    let progress = Progress::new(started, inputs.len());
    let in_full = format.in_full || args.output.iter().any(|output| output.format.in_full);
    let mut stale = Vec::new();
    let mut checked = |inputs: &[Input]| {
        let mut run = project.check(inputs, in_full, &|done| progress.show(done));
        // What is lived with is not mended either.
        if let Some(known) = &known {
            stale = super::history::accept(known, &mut run, &project, paths.is_empty());
        }
        run
    };
    if args.fixing.shows() && !inputs.is_empty() {
        return args.fixing.show(&inputs, &mut checked, out);
    }
    let mut run = match args.fixing.writes() {
        true => args.fixing.fix(&project, &inputs, &mut checked, out)?,
        false => checked(&inputs),
    };
    progress.clear();
    run.denies_warnings = args.deny.is_some();
    if inputs.is_empty() && paths.is_empty() {
        let patterns = project.config.drafts.join(", ");
        run.problems.push(format!("no draft matches {patterns} in {}", project.config.root.display()));
    }
    let mut problems = run.problems.clone();
    // Files first: whoever reads standard output may have seen enough before its end.
    let colored = matches!(args.color, Color::Always);
    problems.extend(
        args.output.iter().filter_map(|output| output.write(&run, colored).err()).map(|error| format!("{error:#}")),
    );
    let mut beside = std::io::stderr();
    let out = if from_input && args.fixing.writes() { &mut beside } else { out };
    let width = terminal_size::terminal_size().map_or(report::human::USUAL_WIDTH, |(width, _)| width.0.into());
    let printed = (format.write)(out, &run, Screen { width, color: is_colored(args.color) }).and_then(|()| out.flush());
    for problem in &problems {
        complain(problem);
    }
    args.history.tell(&stale);
    match printed {
        // A reader that has seen enough is no error, but a file that was not written is.
        Err(error) if error.kind() != ErrorKind::BrokenPipe || problems.is_empty() => Err(error.into()),
        _ if !problems.is_empty() => Ok(2),
        _ => Ok(u8::from(run.fails())),
    }
}
