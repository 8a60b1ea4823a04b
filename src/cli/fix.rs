//! `--fix`, `--unsafe-fixes` and `--diff`: findings out of the way before the rest is reported.

use super::terminal::complain;
use crate::check::Input;
use crate::check::Project;
use crate::files;
use crate::findings::Finding;
use crate::findings::Run;
use crate::findings::Safety;
use crate::fixes;
use crate::fixes::Mended;
use crate::report;
use crate::report::printable;
use crate::text::Text;
use anyhow::Result;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Fixing {
    /// Applies the safe edits, then reports what is left; with `-`, prints the fixed draft and reports on standard error
    #[arg(long)]
    fix: bool,
    /// As --fix, and applies the edits too that change names, numbers or sense; with --diff, shows them
    #[arg(long)]
    unsafe_fixes: bool,
    /// Shows what --fix would change as a unified diff, and changes nothing; exits with 1 when there is something
    #[arg(long)]
    diff: bool,
}

/// What checks drafts.
pub(super) type Check<'a> = dyn FnMut(&[Input]) -> Run + 'a;

impl Fixing {
    /// True when a diff is asked for, whatever else is.
    pub(super) fn shows(&self) -> bool {
        self.diff
    }

    /// True when drafts are to be changed.
    pub(super) fn writes(&self) -> bool {
        (self.fix || self.unsafe_fixes) && !self.diff
    }

    fn widest(&self) -> Safety {
        if self.unsafe_fixes { Safety::Suggested } else { Safety::Safe }
    }

    /// What `inputs` would be without the findings `found`, and what could not be mended.
    fn mend(&self, found: &Run, check: &mut Check) -> (Vec<Mended>, Vec<String>) {
        let mut recheck = |drafts: Vec<(String, Vec<u8>)>| {
            let inputs: Vec<Input> = drafts.into_iter().map(|(path, bytes)| Input::Bytes(bytes, path)).collect();
            check(&inputs).findings
        };
        fixes::mend(found.findings.clone(), self.widest(), &mut recheck)
    }

    /// Writes the diff of what fixing would change to `out`; gives the exit code: 1 when there is something.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn show(&self, inputs: &[Input], check: &mut Check, out: &mut dyn Write) -> Result<u8> {
        let found = check(inputs);
        let (mended, refused) = self.mend(&found, check);
        let problems = [found.problems, refused].concat();
        for draft in &mended {
            report::patch::write(out, &draft.old, &Text::from_bytes(&draft.old.path, draft.bytes.clone()))?;
        }
        out.flush()?;
        for problem in &problems {
            complain(problem);
        }
        self.say("would fix", mended.iter().map(|draft| draft.count).sum(), mended.len(), &found.findings);
        Ok(if problems.is_empty() { u8::from(!mended.is_empty()) } else { 2 })
    }

    /// Mends the drafts on the disk, or prints the one of standard input to `out`; gives what is left to report.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn fix(
        &self,
        project: &Project,
        inputs: &[Input],
        check: &mut Check,
        out: &mut dyn Write,
    ) -> Result<Run> {
        let found = check(inputs);
        let (mended, mut problems) = self.mend(&found, check);
        let (mut count, mut drafts) = (0, 0);
        let mut left = if let [Input::Bytes(bytes, shown)] = inputs {
            // Printed changed or not: whoever reads it has no other.
            let bytes = mended.first().map_or(bytes, |draft| &draft.bytes);
            out.write_all(bytes)?;
            out.flush()?;
            count = mended.first().map_or(0, |draft| draft.count);
            drafts = mended.len();
            if drafts == 0 { found } else { check(&[Input::Bytes(bytes.clone(), shown.clone())]) }
        } else {
            for input in inputs {
                let Input::File(path, shown) = input else { continue };
                let Some(draft) = mended.iter().find(|draft| draft.old.path == *shown) else { continue };
                match write(project, path, draft) {
                    Ok(()) => {
                        count += draft.count;
                        drafts += 1;
                    }
                    Err(problem) => problems.push(format!("cannot write {shown}: {problem}")),
                }
            }
            // As the drafts are on the disk now, those too that could not be written.
            if drafts == 0 { found } else { check(inputs) }
        };
        self.say("fixed", count, drafts, &left.findings);
        left.problems.extend(problems);
        Ok(left)
    }

    /// One line on standard error, so that standard output stays what its format says.
    fn say(&self, did: &str, count: usize, drafts: usize, left: &[Finding]) {
        let is_suggested = |finding: &&Finding| finding.edits.iter().any(|edit| edit.safety == Safety::Suggested);
        let more = if self.unsafe_fixes { 0 } else { left.iter().filter(is_suggested).count() };
        let more = if more == 0 { String::new() } else { format!(" ({more} more with --unsafe-fixes)") };
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let line = format!("{did} {count} finding{} in {drafts} draft{}{more}", plural(count), plural(drafts));
        let _ = writeln!(std::io::stderr(), "{}", printable::words(&line));
    }
}

/// Writes a draft, if it is still as it was read.
fn write(project: &Project, path: &Path, draft: &Mended) -> Result<(), String> {
    if path.is_symlink() {
        may_follow(project, path)?;
    }
    files::replace(path, &draft.bytes, Some(draft.old.bytes())).map_err(|error| error.to_string())
}

/// A link in a stranger's draft folder must not lead the fixes to a file of another project, nor to a source.
fn may_follow(project: &Project, path: &Path) -> Result<(), String> {
    let whole = |path: &Path| path.canonicalize().map_err(|error| crate::text::plain_cause(&error));
    let target = whole(path)?;
    let root = whole(&project.config.root)?;
    if !target.starts_with(&root) {
        return Err("it is a link that leads out of the project".into());
    }
    let seeds: Vec<PathBuf> = project.config.seeds.iter().filter_map(|seeds| whole(&root.join(seeds)).ok()).collect();
    if seeds.iter().any(|folder| target.starts_with(folder)) {
        return Err("it is a link that leads to a source".into());
    }
    Ok(())
}
