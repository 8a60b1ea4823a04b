//! `--watch`: checks again whenever a draft, a source, the configuration or the house folder changes.

use super::check::{CheckArgs, check};
use super::config;
use super::terminal::complain;
use crate::check;
use crate::config::FILE;
use crate::history::lock;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Between two looks. A person does not notice it, and a newsroom of thousands of files is looked through in a few
/// hundredths of it.
const PAUSE: Duration = Duration::from_millis(300);

/// Looks for which the files must stay the same before they are checked: an editor may write in several steps.
const MOST_LOOKS: usize = 10;

/// Files with the time and the size of their last change.
type Seen = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Checks, waits for a change, and checks again, until the program is ended or nobody reads any more.
///
/// # Errors
/// When what is found cannot be written, or standard input was to be watched.
pub(super) fn watch(args: &CheckArgs, out: &mut dyn Write) -> Result<u8> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!("standard input cannot be watched; name the draft's file");
    }
    loop {
        // Before the check: what changes while it runs is seen afterwards.
        let seen = look(&args.paths);
        if std::io::stdout().is_terminal() {
            // The cursor to the top, and the screen and what scrolled off it cleared.
            out.write_all(b"\x1b[H\x1b[2J\x1b[3J")?;
        }
        if let Err(error) = check(args, out) {
            if super::is_closed_pipe(&error) {
                return Err(error);
            }
            complain(&format!("{error:#}"));
        }
        out.flush()?;
        let _ = writeln!(std::io::stderr(), "watching {} files; Ctrl-C ends it", seen.len());
        wait_for_change(&args.paths, &seen);
    }
}

fn wait_for_change(paths: &[PathBuf], seen: &Seen) {
    let mut now = seen.clone();
    while now == *seen {
        std::thread::sleep(PAUSE);
        now = look(paths);
    }
    for _ in 0..MOST_LOOKS {
        std::thread::sleep(PAUSE);
        let next = look(paths);
        if next == now {
            return;
        }
        now = next;
    }
}

/// All files that a check of `paths` reads. Where the configuration does not hold, it and the paths named.
fn look(paths: &[PathBuf]) -> Seen {
    let mut files: Vec<PathBuf> = paths.to_vec();
    if let Ok(here) = std::env::current_dir() {
        // The nearest one counts, so a new one matters.
        files.extend(here.ancestors().map(|folder| folder.join(FILE)).filter(|path| path.is_file()));
    }
    if let Ok(config) = config(paths) {
        files.extend([FILE, lock::FILE].map(|name| config.root.join(name)));
        let drafts = check::inputs(&config, paths).unwrap_or_default();
        files.extend(drafts.into_iter().filter_map(|draft| match draft {
            check::Input::File(path, _) => Some(path),
            check::Input::Bytes(..) => None,
        }));
        for folder in config.seeds.iter().map(|seeds| config.root.join(seeds)).chain(config.house) {
            add_folder(&folder, &mut files);
        }
    }
    files.into_iter().map(|path| (path.clone(), stamp(&path))).collect()
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let there = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    Some((there.modified().ok()?, there.len()))
}

/// The files in a folder and below it. Links to folders are not followed: they could lead round in a circle.
fn add_folder(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) => files.push(entry.path()),
                Err(_) => {}
            }
        }
    }
}
