//! What a check knows of earlier ones: `--baseline`, `--changed`, and the commands that write what is remembered.

use super::terminal::{complain, warn};
use super::{clock, config};
use crate::check;
use crate::check::focus;
use crate::check::focus::Since;
use crate::check::{Input, Project};
use crate::files;
use crate::findings::Run;
use crate::history::baseline::{Covered, Entry};
use crate::history::changes::is_revision;
use crate::history::{Baseline, Changes, Lock};
use crate::history::{baseline, lock};
use crate::report::printable;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of a check.
#[derive(Args)]
pub(super) struct HistoryArgs {
    /// Accepts the findings that `sourceproof baseline` wrote to this file, and says which of them are gone
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Looks only at lines changed since a git revision, and at every claim that cites a source changed since; the last
    /// commit when left out, of a branch the commit where it parted from this one
    #[arg(long, value_name = "BASE", num_args = 0..=1, default_missing_value = HEAD)]
    changed: Option<String>,
}

/// Arguments of the command that writes a baseline.
#[derive(Args)]
pub(super) struct BaselineArgs {
    /// Drafts or folders of drafts; those of the configuration when left out
    paths: Vec<PathBuf>,
    /// The file to write; sourceproof.baseline.json beside the configuration when left out
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Takes in findings that a baseline written before does not have
    #[arg(long)]
    add: bool,
}

const HEAD: &str = "HEAD";

/// Entries of a baseline that are told one by one.
const MOST_TOLD: usize = 20;

impl HistoryArgs {
    /// The drafts to check, and the revision to look back to. `--changed` before a draft's name has swallowed it: what is
    /// no revision but a file is given back.
    ///
    /// # Errors
    /// Standard input together with `--changed`; a folder that git does not answer for.
    pub(super) fn paths_and_revision(&self, paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Option<String>)> {
        let Some(since) = &self.changed else { return Ok((paths.to_vec(), None)) };
        let mut paths = paths.to_vec();
        let mut since = since.clone();
        let is_path = since == "-" || Path::new(&since).exists();
        if since != HEAD && is_path && !is_revision(Path::new("."), &since) {
            paths.insert(0, PathBuf::from(std::mem::replace(&mut since, HEAD.to_owned())));
        }
        if paths.iter().any(|path| path.as_os_str() == "-") {
            bail!("`--changed` asks git about files; standard input is none");
        }
        Ok((paths, Some(since)))
    }

    /// The baseline of the command line.
    ///
    /// # Errors
    /// A file that is not there or is no baseline.
    pub(super) fn known(&self) -> Result<Option<Baseline>> {
        self.baseline.as_deref().map(Baseline::read).transpose()
    }

    /// Says on standard error which findings of the baseline are no longer there.
    pub(super) fn tell(&self, stale: &[Entry]) {
        let Some(file) = self.baseline.as_deref().filter(|_| !stale.is_empty()) else { return };
        let count: usize = stale.iter().map(|entry| entry.count).sum();
        let (findings, are) = if count == 1 { ("finding", "is") } else { ("findings", "are") };
        let mut said = format!("{count} {findings} of {} {are} no longer there:\n", file.display());
        for entry in stale.iter().take(MOST_TOLD) {
            let times = if entry.count > 1 { format!(", {} times", entry.count) } else { String::new() };
            let (rule, draft) = (printable::words(&entry.rule), printable::path(&entry.draft));
            said += &format!("  {rule} in {draft}: {}{times}\n", printable::words(&entry.words));
        }
        if stale.len() > MOST_TOLD {
            said += &format!("  and {} more\n", stale.len() - MOST_TOLD);
        }
        let option = if is_usual(file) { String::new() } else { format!(" --file {}", file.display()) };
        warn(&format!("{said}`sourceproof baseline{option}` takes them out"));
    }
}

fn is_usual(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == baseline::FILE)
}

/// What changed since `since`, as the drafts of `inputs` see it.
///
/// # Errors
/// Those of git.
pub(super) fn since(project: &Project, since: &str, inputs: &[Input]) -> Result<Since> {
    let paths = inputs.iter().filter_map(|input| match input {
        Input::File(path, _) => Some(focus::real(path)),
        Input::Bytes(..) => None,
    });
    let drafts: BTreeSet<PathBuf> = paths.collect();
    let changes = Changes::since(&project.config.root, since, &|path| drafts.contains(path))?;
    Ok(Since::new(changes, &project.catalog))
}

/// Takes what `known` accepts out of the findings of `run`; gives back what is no longer found. A run that was narrowed
/// to what changed cannot tell.
pub(super) fn accept(known: &Baseline, run: &mut Run, project: &Project, is_whole: bool) -> Vec<Entry> {
    let root = &project.config.root;
    let stale = known.apply(run, &Covered { is_whole, is_gone: &|path| !root.join(path).exists() });
    let stale = if project.since.is_some() { Vec::new() } else { stale };
    run.stale = stale.iter().map(|entry| entry.count).sum();
    stale
}

/// Writes a baseline or takes out of it what is no longer found; gives the exit code.
///
/// # Errors
/// What keeps the drafts from being checked, a file that is no baseline, or one that cannot be written.
pub(super) fn baseline(args: &BaselineArgs, out: &mut dyn Write) -> Result<u8> {
    let project = super::project(&args.paths)?;
    let file = args.file.clone().unwrap_or_else(|| project.config.root.join(baseline::FILE));
    let shown = check::shown(&project.config.root, &file);
    let known = if file.is_file() { Some(Baseline::read(&file)?) } else { None };
    let inputs = check::inputs(&project.config, &args.paths)?;
    let run = project.check(&inputs, false, &|_| {});
    if !run.problems.is_empty() {
        run.problems.iter().for_each(|problem| complain(problem));
        bail!("{shown} was not written: not all drafts could be checked");
    }
    let root = &project.config.root;
    let covered = Covered { is_whole: args.paths.is_empty(), is_gone: &|path| !root.join(path).exists() };
    let (before, (renewed, new)) = match &known {
        Some(known) => (known.count(), known.renewed(&run, &covered, args.add)),
        None => (0, (Baseline::of(&run.findings), 0)),
    };
    write(&file, &renewed.to_json())?;
    let findings = |count: usize| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    let after = renewed.count();
    let added = if args.add { new } else { 0 };
    let gone = before + added - after.min(before + added);
    let shown = printable::path(&shown);
    match &known {
        None => writeln!(out, "wrote {} to {shown}", findings(after))?,
        Some(_) => writeln!(out, "{shown}: {} ({gone} gone, {added} new)", findings(after))?,
    }
    if new > added {
        let (are, them) = if new == 1 { ("is", "it") } else { ("are", "them") };
        writeln!(out, "{} {are} not in it: mend {them}, or take {them} in with --add", findings(new))?;
    }
    Ok(0)
}

/// Writes the lock, of some drafts or of all; gives the exit code.
///
/// # Errors
/// What keeps the drafts from being read, a lock that does not hold where only some drafts are locked, or a file that
/// cannot be written.
pub(super) fn lock(paths: &[PathBuf], out: &mut dyn Write) -> Result<u8> {
    let mut project = Project::without_lock(config(paths)?)?;
    project.today = Some(clock::today()?);
    let root = &project.config.root;
    let inputs = check::inputs(&project.config, paths)?;
    let (locked, problems) = project.locked(&inputs);
    if !problems.is_empty() {
        problems.iter().for_each(|problem| complain(problem));
        bail!("{} was not written: not all drafts could be read", lock::FILE);
    }
    let mut all = Lock::default();
    if !paths.is_empty() {
        let hint = || "`sourceproof lock` without a path writes it anew";
        all = Lock::read(root).with_context(hint)?.unwrap_or_default();
    }
    let (claims, drafts) = (locked.claims(), locked.drafts.len());
    let unsure: usize = locked.drafts.values().map(|draft| draft.unsure).sum();
    all.drafts.extend(locked.drafts);
    all.drafts.retain(|_, draft| !draft.claims.is_empty());
    write(&root.join(lock::FILE), &all.to_toml())?;
    let counted = |count: usize, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
    write!(out, "locked {} of {} in {}", counted(claims, "claim"), counted(drafts, "draft"), lock::FILE)?;
    match unsure {
        0 => writeln!(out)?,
        1 => writeln!(out, "; 1 claim rests on no sure passage")?,
        many => writeln!(out, "; {many} claims rest on no sure passage")?,
    }
    Ok(0)
}

/// A file that says so already is left alone.
fn write(path: &Path, text: &str) -> Result<()> {
    // A device may never come to an end.
    if path.is_file() && std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    files::replace(path, text.as_bytes(), None)
        .map_err(|error| anyhow::anyhow!("cannot write {}: {error}", path.display()))
}
