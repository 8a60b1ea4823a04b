//! The drafts that are to be checked: what a command line names, or what the configuration does.

use crate::config::Config;
use anyhow::{Context, Result};
use std::path::{Component, Path, PathBuf};

/// A draft to check.
pub enum Input {
    /// A file, and how messages call it: its path from the configuration's folder.
    File(PathBuf, String),
    /// Bytes that stand for a file of this name.
    Bytes(Vec<u8>, String),
}

/// The drafts that `paths` name, or those of the configuration; a folder stands for the drafts in it.
///
/// # Errors
/// A path that is not there, or a pattern that is none.
pub fn inputs(config: &Config, paths: &[PathBuf]) -> Result<Vec<Input>> {
    let drafts = patterns(config, &[config.drafts.clone(), excluding(config)].concat())?;
    let excluded = patterns(config, &excluding(config))?;
    let mut found = Vec::new();
    let mut add_folder = |folder: &Path| {
        let mut walk = ignore::WalkBuilder::new(folder);
        for entry in walk.overrides(drafts.clone()).sort_by_file_path(Path::cmp).build().flatten() {
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                found.push(entry.into_path());
            }
        }
    };
    if paths.is_empty() {
        add_folder(&config.root);
    }
    let mut named = Vec::new();
    // A hook names whatever a commit changes, sources too: they are no drafts.
    for path in paths {
        let whole = whole(path)?;
        if whole.is_dir() {
            add_folder(&whole);
        } else if !excluded.matched(&whole, false).is_ignore() && !is_seed(config, &whole) {
            named.push(whole);
        }
    }
    found.extend(named);
    found.sort();
    found.dedup();
    Ok(found
        .into_iter()
        .map(|path| {
            let shown = shown(&config.root, &path);
            Input::File(path, shown)
        })
        .collect())
}

/// True for a path, from the top of the file system, that the configuration calls a draft: one of its patterns fits, none
/// of those that exclude does, and it stands in no folder of seeds.
///
/// # Errors
/// A pattern that is none.
pub fn is_draft(config: &Config, path: &Path) -> Result<bool> {
    let drafts = patterns(config, &[config.drafts.clone(), excluding(config)].concat())?;
    let Ok(inside) = path.strip_prefix(&config.root) else { return Ok(false) };
    let mut above = inside.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    // Excluding a folder excludes what is in it; no folder has to fit the patterns of drafts.
    let excluded = patterns(config, &excluding(config))?;
    let is_excluded = above.any(|folder| excluded.matched(folder, true).is_ignore());
    Ok(!is_excluded && !is_seed(config, path) && drafts.matched(inside, false).is_whitelist())
}

fn patterns(config: &Config, patterns: &[String]) -> Result<ignore::overrides::Override> {
    let mut builder = ignore::overrides::OverrideBuilder::new(&config.root);
    for pattern in patterns {
        builder.add(pattern)?;
    }
    Ok(builder.build()?)
}

fn excluding(config: &Config) -> Vec<String> {
    config.exclude.iter().map(|pattern| format!("!{pattern}")).collect()
}

fn is_seed(config: &Config, path: &Path) -> bool {
    config.seeds.iter().any(|folder| path.starts_with(config.root.join(folder)))
}

/// `path` from the top of the file system, without `.` and `..`, so that every way to write it is one path.
///
/// # Errors
/// When the path is empty, or the working folder is gone.
pub fn whole(path: &Path) -> Result<PathBuf> {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path).with_context(|| format!("cannot read {}", path.display()))?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    Ok(whole)
}

/// A path from the configuration's folder, `/` between folders; outside of it, as it is.
pub fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
