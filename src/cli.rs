//! The command line: the only place that knows it.

use crate::check;
use crate::check::Input;
use crate::check::Project;
use crate::check::Tools;
use crate::config::Config;
use crate::config::FILE;
use crate::facts::dates::Days;
use crate::findings::Run;
use crate::listing;
use crate::report;
use crate::report::printable::defused;
use crate::text::Text;
use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Holds the quotations, dates, quantities and names of drafts against the sources they cite
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArgs,
}

#[derive(Subcommand)]
enum Command {
    /// Checks drafts against the sources they cite (the default)
    Check(CheckArgs),
    /// Prints a rule's page: what it finds, why it matters, its limits and examples
    Explain {
        /// The rule; all of them in a line each when left out
        rule: Option<String>,
    },
    /// Lists the rules with their levels here
    Rules,
    /// Prints a draft with what each of its citations covers
    Scope { path: PathBuf },
    /// Lists the source documents: key, format, date and where it came from, words, who cites them
    Seeds,
    /// Shows the facts seen in any text
    Facts {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The day that relative dates count from: 2008-10-17, 2008-10 or 2008
        #[arg(long, value_parser = days)]
        date: Option<Days>,
        #[arg(long, value_enum, default_value_t = ListFormat::Human)]
        format: ListFormat,
    },
    /// Says how the two names on each line of a file, a tab between them, relate
    Names {
        pairs: PathBuf,
        #[arg(long, value_enum, default_value_t = ListFormat::Human)]
        format: ListFormat,
    },
    /// Writes a commented sourceproof.toml and the folders for drafts and sources
    Init,
}

#[derive(Args)]
struct CheckArgs {
    /// Drafts or folders of drafts, `-` for standard input; the drafts of the configuration when left out
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
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
    /// The path that the draft on standard input stands for
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Runs the command line; gives the exit code: 0 nothing at error level, 1 something is, 2 could not check.
///
/// # Errors
/// What keeps the whole run from being done: a configuration, a path or an argument that does not hold.
pub fn run() -> Result<u8> {
    let cli = Cli::parse();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let code = match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) => check(&args, &mut out),
        Command::Explain { rule } => tools().and_then(|tools| {
            out.write_all(listing::explain(&tools.rules, rule.as_deref())?.as_bytes())?;
            Ok(0)
        }),
        Command::Rules => tools().and_then(|tools| {
            out.write_all(listing::rules(&tools.rules).as_bytes())?;
            Ok(0)
        }),
        Command::Scope { path } => project(std::slice::from_ref(&path)).and_then(|project| {
            let text = read(&project, &path)?;
            out.write_all(listing::scope(&project, text).as_bytes())?;
            Ok(0)
        }),
        Command::Seeds => project(&[]).and_then(|project| {
            let drafts = check::inputs(&project.config, &[])?;
            out.write_all(listing::seeds(&project, &drafts).as_bytes())?;
            Ok(0)
        }),
        Command::Facts { paths, date, format } => facts(&paths, date, format, &mut out),
        Command::Names { pairs, format } => names(&pairs, format, &mut out),
        Command::Init => init(&mut out),
    };
    match code.and_then(|code| out.flush().map(|()| code).map_err(Into::into)) {
        // A reader that has seen enough is no error.
        Err(error) if is_closed_pipe(&error) => Ok(0),
        result => result,
    }
}

/// An error for a person. It may hold words of a stranger: a configuration, the name of a file.
pub fn complain(error: &str) {
    let lines: Vec<String> = error.trim_end().lines().map(|line| defused(report::printable::line(line))).collect();
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(std::io::stderr(), "error: {}", lines.join("\n"));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn days(written: &str) -> Result<Days, String> {
    Days::parse(written).ok_or_else(|| "write a day, a month or a year: 2008-10-17, 2008-10 or 2008".to_owned())
}

/// The configuration of the working folder, or of the first path where that has none.
fn config(paths: &[PathBuf]) -> Result<Config> {
    let here = std::env::current_dir().context("cannot tell the working folder")?;
    let has_config = |folder: &Path| folder.ancestors().any(|folder| folder.join(FILE).is_file());
    let beside = paths
        .first()
        .map(|path| here.join(path))
        .and_then(|path| if path.is_dir() { Some(path) } else { path.parent().map(Path::to_owned) });
    let folder = match beside {
        Some(folder) if !has_config(&here) && has_config(&folder) => folder,
        _ => here,
    };
    Config::find(&folder)
}

fn project(paths: &[PathBuf]) -> Result<Project> {
    Project::new(config(paths)?)
}

fn tools() -> Result<Tools> {
    Tools::new(&config(&[])?)
}

fn read(project: &Project, path: &Path) -> Result<Text> {
    let whole = check::whole(path)?;
    let shown = check::shown(&project.config.root, &whole);
    Text::read(&whole, &shown).map_err(|error| anyhow::anyhow!("cannot read {}: {error}", path.display()))
}

fn check(args: &CheckArgs, out: &mut dyn Write) -> Result<u8> {
    let started = Instant::now();
    let from_input = args.paths.iter().any(|path| path.as_os_str() == "-");
    if from_input && args.paths.len() > 1 {
        bail!("`-` stands alone: standard input is one draft");
    }
    let mut project = project(if from_input { &[] } else { &args.paths })?;
    project.rules.narrow(&args.only, &args.skip)?;
    let inputs = if from_input {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        vec![Input::Bytes(bytes, args.stdin_filename.clone().unwrap_or_else(|| "claims/stdin.md".into()))]
    } else {
        check::inputs(&project.config, &args.paths)?
    };
    let progress = Progress::new(started, inputs.len());
    let (run, problems) = project.check(&inputs, matches!(args.format, Format::Json), &|done| progress.show(done));
    progress.clear();
    write(args, &run, out)?;
    out.flush()?;
    for problem in &problems {
        complain(problem);
    }
    if inputs.is_empty() && args.paths.is_empty() {
        let patterns = project.config.drafts.join(", ");
        complain(&format!("no draft matches {patterns} in {}", project.config.root.display()));
        return Ok(2);
    }
    let counts = run.counts();
    let fails = counts.errors > 0 || (args.deny.is_some() && counts.warnings > 0);
    Ok(if !problems.is_empty() { 2 } else { u8::from(fails) })
}

fn write(args: &CheckArgs, run: &Run, out: &mut dyn Write) -> Result<()> {
    match args.format {
        Format::Human => {
            let width = terminal_size::terminal_size().map_or(report::human::USUAL_WIDTH, |(width, _)| width.0.into());
            report::human::write(out, run, width, is_colored(args.color))
        }
        Format::Short => report::short::write(out, run),
        Format::Json => report::json::write(out, run),
        Format::Github => report::github::write(out, run),
    }
    .map_err(Into::into)
}

fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let asked = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
            let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            !asked("NO_COLOR") && (asked("CLICOLOR_FORCE") || (std::io::stdout().is_terminal() && !is_dumb))
        }
    }
}

/// A line on standard error that says how far the work is, when a person waits for it.
struct Progress {
    started: Instant,
    drafts: usize,
    is_seen: bool,
    /// Milliseconds from the start at which it was last shown; 0 for never.
    shown: AtomicU64,
}

impl Progress {
    fn new(started: Instant, drafts: usize) -> Progress {
        Progress { started, drafts, is_seen: std::io::stderr().is_terminal(), shown: AtomicU64::new(0) }
    }

    fn show(&self, done: usize) {
        let now = self.started.elapsed().as_millis() as u64;
        let last = self.shown.load(Ordering::Relaxed);
        if self.is_seen && now > 1000 && now >= last + 100 {
            self.shown.store(now, Ordering::Relaxed);
            let _ = write!(std::io::stderr(), "\rchecked {done} of {} drafts ", self.drafts);
        }
    }

    fn clear(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r{}\r", " ".repeat(60));
        }
    }
}

fn facts(paths: &[PathBuf], date: Option<Days>, format: ListFormat, out: &mut dyn Write) -> Result<u8> {
    let tools = Tools::new(&config(paths)?)?;
    let mut files = Vec::new();
    let mut code = 0;
    for path in paths {
        // Shown as it was asked for, so that whoever asked finds it again.
        match Text::read(path, &path.to_string_lossy()) {
            Ok(text) => files.push(listing::facts_of(&tools, text, date)),
            Err(error) => {
                complain(&format!("cannot read {}: {error}", report::printable::path(&path.to_string_lossy())));
                code = 2;
            }
        }
    }
    match format {
        ListFormat::Human => report::facts::write_human(out, &files)?,
        ListFormat::Json => report::facts::write_json(out, &files)?,
    }
    Ok(code)
}

fn names(path: &Path, format: ListFormat, out: &mut dyn Write) -> Result<u8> {
    let tools = Tools::new(&config(&[])?)?;
    let shown = path.to_string_lossy();
    let text = Text::read(path, &shown).map_err(|error| anyhow::anyhow!("cannot read {shown}: {error}"))?;
    let mut pairs = Vec::new();
    for (row, line) in text.content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((a, b)) = line.split_once('\t') else {
            bail!("{shown}, line {}: no tab between two names", row + 1);
        };
        pairs.push((a.to_owned(), b.to_owned(), listing::relation(&tools, a, b)));
    }
    match format {
        ListFormat::Human => {
            let rows: Vec<Vec<String>> =
                pairs.iter().map(|(a, b, relation)| vec![a.clone(), b.clone(), (*relation).to_owned()]).collect();
            out.write_all(report::listing::table(&["name", "other name", "relation"], &rows).as_bytes())?;
        }
        ListFormat::Json => report::facts::write_pairs(out, &pairs)?,
    }
    Ok(0)
}

/// What `init` writes.
const STARTER: &str = include_str!("starter.toml");

fn init(out: &mut dyn Write) -> Result<u8> {
    let path = Path::new(FILE);
    if path.exists() {
        bail!("{FILE} is there already; nothing was changed");
    }
    for folder in ["claims", "seeds"] {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {folder}"))?;
    }
    std::fs::write(path, STARTER).with_context(|| format!("cannot write {FILE}"))?;
    writeln!(out, "wrote {FILE}; drafts go into claims/, the sources they cite into seeds/")?;
    Ok(0)
}
