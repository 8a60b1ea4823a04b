//! A git revision to what changed since: which files, and which lines of them.
//!
//! The `git` program is asked, with `-z` throughout, so a file may have any name. Lines are compared here: what git
//! would print of them depends on settings, attributes and the encoding of the file.

use crate::text::Span;
use crate::text::Text;
use anyhow::{Context, Result, bail};
use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp};
use std::ffi::OsStr;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What changed in a repository since a revision, the working tree as it is on disk.
#[derive(Debug)]
pub struct Changes {
    /// The revision as it was asked for.
    pub since: String,
    /// Files of the revision that are gone or have another name now, from the top of the file system.
    pub gone: Vec<PathBuf>,
    /// Files that the revision has.
    known: FxHashSet<PathBuf>,
    /// Files of now that differ from it: what they were.
    changed: FxHashMap<PathBuf, Old>,
}

/// What a changed file was.
#[derive(Debug)]
enum Old {
    /// Nothing to compare with: a new file, a link, a file that came from another folder.
    Unknown,
    /// Name of the blob, until it is read.
    Blob(String),
    Bytes(Vec<u8>),
}

/// The lines of a file that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    None,
    /// Counted from 0, in order, apart from each other.
    Some(Vec<Range<usize>>),
    All,
}

impl Rows {
    /// True when one of them holds a byte of `span`.
    pub fn touch(&self, text: &Text, span: Span) -> bool {
        match self {
            Rows::None => false,
            Rows::All => true,
            Rows::Some(rows) => {
                let (first, last) = (text.row(span.start()), text.row(span.end().max(span.start() + 1) - 1));
                let next = rows.partition_point(|row| row.end <= first);
                rows.get(next).is_some_and(|row| row.start <= last)
            }
        }
    }
}

/// True when git knows `name` as a revision in `folder`.
pub fn is_revision(folder: &Path, name: &str) -> bool {
    revision(folder, name).is_ok_and(|found| found.is_some())
}

impl Changes {
    /// What changed in the repository that holds `folder` since `since`; of files for which `compares` says so, which
    /// lines.
    ///
    /// `HEAD` means the last commit; any other revision stands for the commit where it and `HEAD` parted, so that what
    /// others did on that branch since is not counted. Before the first commit everything is new.
    ///
    /// # Errors
    /// No git, no repository, no such revision, or one with which `HEAD` has no commit in common.
    pub fn since(folder: &Path, since: &str, compares: &dyn Fn(&Path) -> bool) -> Result<Changes> {
        let top = match git(folder, &["rev-parse", "--show-toplevel"])? {
            Ok(top) => path_of(top.strip_suffix(b"\n").unwrap_or(&top)),
            Err(_) if !is_in_repository(folder) => {
                bail!("{} is in no git repository, so nothing is known of what changed", folder.display())
            }
            Err(said) => bail!("git cannot tell what changed: {said}"),
        };
        let head = revision(&top, "HEAD")?;
        let base = if since == "HEAD" { head } else { Some(parted(&top, since, head.as_deref())?) };
        let mut changes = Changes {
            since: since.to_owned(),
            gone: Vec::new(),
            known: FxHashSet::default(),
            changed: FxHashMap::default(),
        };
        if let Some(base) = base {
            let tree = asked(&top, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", &base])?;
            changes.known = parts(&tree).map(|name| top.join(path_of(name))).collect();
            let raw = ["diff", "--raw", "-z", "--no-abbrev", "-M", "--ignore-submodules", &base, "--"];
            changes.read_raw(&top, &asked(&top, &raw)?, compares);
            changes.read_blobs(&top)?;
        }
        Ok(changes)
    }

    /// True when the file is not as it was: its path from the top of the file system, without links.
    pub fn has_changed(&self, path: &Path) -> bool {
        !self.known.contains(path) || self.changed.contains_key(path)
    }

    /// The lines of the file at `path`, which is `text` now, that changed.
    pub fn rows(&self, path: &Path, text: &Text) -> Rows {
        match self.changed.get(path) {
            Some(Old::Bytes(bytes)) => changed_rows(&Text::from_bytes("", bytes.clone()), text),
            Some(Old::Unknown | Old::Blob(_)) => Rows::All,
            None if self.known.contains(path) => Rows::None,
            None => Rows::All,
        }
    }

    /// Takes in `:100644 100644 <old blob> <new blob> M`, then the file's name; two names when it was renamed.
    fn read_raw(&mut self, top: &Path, raw: &[u8], compares: &dyn Fn(&Path) -> bool) {
        let mut parts = parts(raw);
        while let Some(head) = parts.next() {
            let head = String::from_utf8_lossy(head).into_owned();
            let fields: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            let &[old_mode, new_mode, blob, _, status] = fields.as_slice() else { continue };
            let Some(old) = parts.next().map(|name| top.join(path_of(name))) else { continue };
            let is_renamed = status.starts_with(['R', 'C']);
            let new = if is_renamed { parts.next().map(|name| top.join(path_of(name))) } else { Some(old.clone()) };
            let Some(new) = new else { continue };
            if status.starts_with(['D', 'R']) {
                self.gone.push(old.clone());
            }
            // Paths of a draft count from its folder: one that moved may cite other files in the same words.
            let is_file = |mode: &str| mode.starts_with("100");
            let compares = is_file(old_mode) && is_file(new_mode) && old.parent() == new.parent() && compares(&new);
            if !status.starts_with('D') {
                self.changed.insert(new, if compares { Old::Blob(blob.to_owned()) } else { Old::Unknown });
            }
        }
    }

    fn read_blobs(&mut self, top: &Path) -> Result<()> {
        let blobs = self.changed.values().filter_map(|old| match old {
            Old::Blob(name) => Some(name.as_str()),
            Old::Unknown | Old::Bytes(_) => None,
        });
        let mut names: Vec<&str> = blobs.collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Ok(());
        }
        let asked = names.iter().map(|name| format!("{name}\n")).collect::<String>();
        let mut child = program(top)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot run git")?;
        let mut stdin = child.stdin.take().expect("it was piped");
        let answer = std::thread::scope(|scope| {
            scope.spawn(move || drop(stdin.write_all(asked.as_bytes())));
            child.wait_with_output().context("cannot run git")
        })?;
        let contents = contents(&answer.stdout);
        for old in self.changed.values_mut() {
            if let Old::Blob(name) = old {
                *old = contents.get(name.as_str()).map_or(Old::Unknown, |bytes| Old::Bytes(bytes.to_vec()));
            }
        }
        Ok(())
    }
}

/// `<name> blob <bytes>`, a line end, the bytes, a line end; `<name> missing` for what is not there.
fn contents(mut answer: &[u8]) -> FxHashMap<String, &[u8]> {
    let mut found = FxHashMap::default();
    while let Some(end) = answer.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        answer = &answer[end + 1..];
        let mut fields = head.split(' ');
        let (Some(name), Some("blob")) = (fields.next(), fields.next()) else { continue };
        let Some(length) = fields.next().and_then(|length| length.parse::<usize>().ok()) else { continue };
        if length > answer.len() {
            break;
        }
        found.insert(name.to_owned(), &answer[..length]);
        answer = answer.get(length + 1..).unwrap_or_default();
    }
    found
}

/// The commit of that name.
fn revision(folder: &Path, name: &str) -> Result<Option<String>> {
    if name.starts_with('-') {
        return Ok(None);
    }
    let commit = format!("{name}^{{commit}}");
    let found = git(folder, &["rev-parse", "--verify", "--quiet", &commit])?;
    Ok(found.ok().map(|name| String::from_utf8_lossy(&name).trim().to_owned()))
}

/// The commit where `name` and `head` parted.
fn parted(top: &Path, name: &str, head: Option<&str>) -> Result<String> {
    let Some(base) = revision(top, name)? else {
        bail!("git knows no revision `{name}` here; a branch of another place has to be fetched first")
    };
    let Some(head) = head else { return Ok(base) };
    match git(top, &["merge-base", head, &base])? {
        Ok(commit) => Ok(String::from_utf8_lossy(&commit).trim().to_owned()),
        Err(_) => bail!(
            "`{name}` and HEAD have no commit in common here; a clone that is cut short must be fetched whole (in GitHub \
             Actions: `fetch-depth: 0`)"
        ),
    }
}

fn is_in_repository(folder: &Path) -> bool {
    folder.ancestors().any(|folder| folder.join(".git").exists())
}

fn program(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "diff.relative=false"]).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    // A hook's settings are relative to its own folder; the repository is found from `folder` instead.
    for setting in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(setting);
    }
    command
}

/// What git prints, or the first line of what it says when it fails.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>> {
    let output = match program(folder).args(arguments).stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("the program git is not there, and only it knows what changed")
        }
        Err(error) => return Err(error).context("cannot run git"),
    };
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or("it gave no reason");
    Ok(Err(first.strip_prefix("fatal: ").unwrap_or(first).to_owned()))
}

fn asked(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    git(folder, arguments)?.map_err(|said| anyhow::anyhow!("git cannot tell what changed: {said}"))
}

fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0).filter(|part| !part.is_empty())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(String::from_utf8_lossy(bytes).as_ref()))
}

/// Lines times lines up to which two texts are compared in order; above, a line is new when the old text has none like
/// it.
const MOST_COMPARED: usize = 100_000_000;

/// The lines of `new` that `old` does not have there. Where lines were only taken out, the line before or after counts
/// when it was one paragraph with them.
fn changed_rows(old: &Text, new: &Text) -> Rows {
    let (old, new) = (lines(old), lines(new));
    let ahead = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let behind = old[ahead..].iter().rev().zip(new[ahead..].iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_middle, new_middle) = (&old[ahead..old.len() - behind], &new[ahead..new.len() - behind]);
    let mut rows: Vec<Range<usize>> = Vec::new();
    if old_middle.len().saturating_mul(new_middle.len()) > MOST_COMPARED {
        let known: FxHashSet<&str> = old_middle.iter().copied().collect();
        let is_new = |row: &usize| !known.contains(new[*row]);
        rows.extend((ahead..new.len() - behind).filter(is_new).map(|row| row..row + 1));
    } else {
        for change in similar::capture_diff_slices(Algorithm::Myers, old_middle, new_middle) {
            let there = |index: usize| ahead + index;
            match change {
                DiffOp::Equal { .. } => {}
                DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                    rows.push(there(new_index)..there(new_index + new_len));
                }
                DiffOp::Delete { old_index, old_len, new_index } => {
                    let (first, last) = (old_middle[old_index], old_middle[old_index + old_len - 1]);
                    let next = there(new_index);
                    if !first.is_empty() && next > 0 && !new[next - 1].is_empty() {
                        rows.push(next - 1..next);
                    }
                    if !last.is_empty() && new.get(next).is_some_and(|line| !line.is_empty()) {
                        rows.push(next..next + 1);
                    }
                }
            }
        }
    }
    rows.dedup_by(|next, before| {
        let joins = next.start <= before.end;
        before.end = if joins { before.end.max(next.end) } else { before.end };
        joins
    });
    if rows.is_empty() { Rows::None } else { Rows::Some(rows) }
}

/// The lines of a text without the space at their ends: a file may have other line ends here than in the repository.
fn lines(text: &Text) -> Vec<&str> {
    let starts = text.line_starts();
    let end = |row: usize| starts.get(row + 1).map_or(text.content.len(), |next| *next as usize);
    (0..text.line_count()).map(|row| text.content[starts[row] as usize..end(row)].trim_end()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_lines_changed() {
        let check = |old: &str, new: &str, expected: &[(usize, usize)]| {
            let text = |words: &str| Text::from_bytes("a.md", words.replace('/', "\n").into_bytes());
            let rows = match changed_rows(&text(old), &text(new)) {
                Rows::None => Vec::new(),
                Rows::Some(rows) => rows.iter().map(|rows| (rows.start, rows.end)).collect(),
                Rows::All => panic!("both were given"),
            };
            assert_eq!(rows, expected, "{old} to {new}");
        };
        check("a/b/c", "a/b/c", &[]);
        check("a/b/c", "a/x/c", &[(1, 2)]);
        check("a/b/c", "a/b/c/d", &[(3, 4)]);
        check("a/b/c", "x/a/b/y/z/c", &[(0, 1), (3, 5)]);
        // A line inside a paragraph is gone: both its neighbours were one text with it.
        check("a/b/c", "a/c", &[(0, 2)]);
        check("a/b//c", "a//c", &[(0, 1)]);
        // A paragraph is gone: nothing of the others changed.
        check("a//b//c", "a//c", &[]);
        check("a//b//", "a//", &[]);
        check("a//b", "b", &[]);
        check("a\r/b\r", "a/b", &[]);
        check("a/b", "", &[]);
        check("", "a/b", &[(0, 2)]);
    }

    #[test]
    fn a_text_too_long_to_compare_in_order() {
        let long = |word: &str| (0..11_000).map(|row| format!("{word} {row}\n")).collect::<String>();
        let (old, new) = (long("old"), long("new").replace("new 7\n", "old 7\n"));
        let text = |words: String| Text::from_bytes("a.md", words.into_bytes());
        assert_eq!(changed_rows(&text(old), &text(new)), Rows::Some(vec![0..7, 8..11_000]));
    }

    #[test]
    fn what_git_answers() {
        let found = contents(b"ab blob 3\nx\ny\ncd missing\nef blob 0\n\n");
        assert_eq!((found["ab"], found["ef"], found.len()), (&b"x\ny"[..], &b""[..], 2));
        assert!(contents(b"ab blob 99\nx").is_empty());
    }
}
