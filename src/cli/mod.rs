//! The command line: the only place that knows it.

mod check;
mod clock;
mod fix;
mod history;
mod outputs;
mod terminal;
mod texts;
mod watch;

pub use terminal::complain;

use crate::check::Project;
use crate::check::Tools;
use crate::config::Config;
use crate::config::FILE;
use crate::facts::dates::Days;
use crate::listing;
use crate::lsp;
use crate::text::Text;
use anyhow::{Context, Result, bail};
use check::CheckArgs;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};

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
    /// Writes down the findings to live with, for `check --baseline`; run again, takes out what is no longer found
    Baseline(history::BaselineArgs),
    /// Writes sourceproof.lock: the hashes of cited sources and the passages that claims rest on, so that a check says
    /// which of them changed
    Lock {
        /// Drafts or folders of drafts whose claims were read again; all of the configuration when left out
        paths: Vec<PathBuf>,
    },
    /// Serves an editor over standard input and output (Language Server Protocol)
    Lsp,
    /// Writes a commented sourceproof.toml and the folders for drafts and sources
    Init,
    /// Prints the completions of a shell, for it to read when it starts
    Completions { shell: clap_complete::Shell },
    /// Prints the manual page of `sourceproof`, or of one of its commands
    Man { command: Option<String> },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Human,
    Json,
}

/// Runs the command line; gives the exit code: 0 nothing at error level, 1 something is, 2 could not check.
///
/// # Errors
/// What keeps the whole run from being done: a configuration, a path or an argument that does not hold.
pub fn run() -> Result<u8> {
    let cli = Cli::parse();
    // Not locked: the language server writes from a thread of its own.
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let code = match cli.command.unwrap_or(Command::Check(cli.check)) {
        Command::Check(args) if args.watch => watch::watch(&args, &mut out),
        Command::Check(args) => check::check(&args, &mut out),
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
            let drafts = crate::check::inputs(&project.config, &[])?;
            out.write_all(listing::seeds(&project, &drafts).as_bytes())?;
            Ok(0)
        }),
        Command::Facts { paths, date, format } => texts::facts(&paths, date, format, &mut out),
        Command::Names { pairs, format } => texts::names(&pairs, format, &mut out),
        Command::Baseline(args) => history::baseline(&args, &mut out),
        Command::Lock { paths } => history::lock(&paths, &mut out),
        Command::Lsp => Ok(lsp::serve(std::io::stdin(), std::io::stdout(), || clock::today().ok())),
        Command::Init => init(&mut out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut out);
            Ok(0)
        }
        Command::Man { command } => man(command.as_deref(), &mut out),
    };
    match code.and_then(|code| out.flush().map(|()| code).map_err(Into::into)) {
        // A reader that has seen enough is no error.
        Err(error) if is_closed_pipe(&error) => Ok(0),
        result => result,
    }
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
    let mut project = Project::new(config(paths)?)?;
    project.today = Some(clock::today()?);
    Ok(project)
}

fn tools() -> Result<Tools> {
    Tools::new(&config(&[])?)
}

fn read(project: &Project, path: &Path) -> Result<Text> {
    let whole = crate::check::whole(path)?;
    let shown = crate::check::shown(&project.config.root, &whole);
    Text::read(&whole, &shown).map_err(|error| anyhow::anyhow!("cannot read {}: {error}", path.display()))
}

fn man(name: Option<&str>, out: &mut dyn Write) -> Result<u8> {
    let mut whole = Cli::command();
    whole.build();
    let page = match name {
        None => whole,
        Some(name) => whole.find_subcommand(name).with_context(|| format!("there is no command `{name}`"))?.clone(),
    };
    clap_mangen::Man::new(page).render(out)?;
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
