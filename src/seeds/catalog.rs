//! The seed folders of the configuration to the catalogue of seeds: which files there are and what they are called.

use super::format::Format;
use super::format::stem;
use super::resolve::beneath;
use crate::facts::dates::Days;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use ignore::WalkBuilder;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

/// What the configuration says of one seed.
#[derive(Clone, Debug, Default)]
pub struct Configured {
    pub key: String,
    /// From the root, `/` or `\` between folders.
    pub path: String,
    pub date: Option<Days>,
    pub title: Option<String>,
    /// Where the configuration says so, in its bytes.
    pub place: Range<usize>,
}

/// A file in a seed folder.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    /// Where it is read from: absolute, no link in it.
    pub path: PathBuf,
    /// From the root, `/` between folders: what messages call it.
    pub shown: String,
    pub format: Format,
    pub date: Option<Days>,
    pub title: Option<String>,
}

/// The seeds of a project, by key and by path. Citations are resolved in it and reach nothing else.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// Sorted by `shown`.
    pub entries: Vec<Entry>,
    /// Canonical.
    pub(super) root: PathBuf,
    /// The seed folders from the root, `/` between, empty for the root itself.
    pub(super) folders: Vec<String>,
    pub(super) by_key: FxHashMap<String, usize>,
    /// By `shown`.
    pub(super) by_path: FxHashMap<String, usize>,
}

impl Catalog {
    /// Walks `folders` (relative to `root`). Hidden files are skipped, `.gitignore` is not asked: a source that may not
    /// be published is a source all the same. A link to a file counts while it stays inside its folder.
    ///
    /// # Errors
    /// A folder that is missing, unreadable or outside `root`; two files with one key; a configured path that is no file
    /// of a seed folder, or stands under two keys.
    pub fn new(root: &Path, folders: &[String], configured: &[Configured]) -> Result<Catalog> {
        let shown_root = root.display();
        let root = root.canonicalize().with_context(|| format!("cannot read folder {shown_root}"))?;
        let mut catalog = Catalog {
            entries: Vec::new(),
            root,
            folders: Vec::new(),
            by_key: FxHashMap::default(),
            by_path: FxHashMap::default(),
        };
        for folder in folders {
            let Some(relative) = lexical("", folder) else {
                bail!("seed folder {folder} is outside the project; sources are kept in the repository");
            };
            let Some(real) = beneath(&catalog.root, &relative) else {
                bail!("seed folder {folder} is a link that leads out of the project");
            };
            if !catalog.root.join(&real).is_dir() {
                bail!("seed folder {folder} does not exist");
            }
            catalog.walk(&relative, &real)?;
            catalog.folders.push(relative);
        }
        catalog.entries.sort_by(|one, other| one.shown.cmp(&other.shown));
        catalog.entries.dedup_by(|one, other| one.shown == other.shown);
        catalog.by_path =
            catalog.entries.iter().enumerate().map(|(index, entry)| (entry.shown.clone(), index)).collect();
        catalog.configure(configured)?;
        for (index, entry) in catalog.entries.iter().enumerate() {
            if let Some(other) = catalog.by_key.insert(entry.key.clone(), index) {
                bail!(
                    "two sources have the key `{}`: {} and {}; name one of them in the configuration: [seed.another_key] with its path",
                    entry.key,
                    catalog.entries[other].shown,
                    entry.shown
                );
            }
        }
        Ok(catalog)
    }

    fn walk(&mut self, relative: &str, real: &str) -> Result<()> {
        let folder = self.root.join(real);
        let mut walk = WalkBuilder::new(&folder);
        walk.standard_filters(false).hidden(true).follow_links(false);
        for found in walk.build() {
            let found = found.with_context(|| format!("cannot read seed folder {relative}"))?;
            let Some(kind) = found.file_type().filter(|kind| !kind.is_dir()) else { continue };
            let Ok(inner) = found.path().strip_prefix(&folder) else { continue };
            let inner = slashed(inner);
            let shown = if relative.is_empty() { inner.clone() } else { format!("{relative}/{inner}") };
            let mut path = found.path().to_path_buf();
            if kind.is_symlink() {
                let link = if real.is_empty() { inner } else { format!("{real}/{inner}") };
                let Some(target) = beneath(&self.root, &link).filter(|target| is_under(target, real)) else { continue };
                path = self.root.join(target);
                if !path.is_file() {
                    continue;
                }
            } else if !kind.is_file() {
                continue;
            }
            let name = shown.rsplit('/').next().unwrap_or(&shown);
            let (key, format) = (stem(name).to_owned(), Format::of(Path::new(name)));
            self.entries.push(Entry { key, path, shown, format, date: None, title: None });
        }
        Ok(())
    }

    fn configure(&mut self, configured: &[Configured]) -> Result<()> {
        let mut keys: FxHashMap<usize, &str> = FxHashMap::default();
        for seed in configured {
            let path = lexical("", &seed.path);
            let Some(index) = path.as_ref().and_then(|path| self.by_path.get(path)).copied() else {
                let inside = path.as_ref().is_some_and(|path| self.folders.iter().any(|folder| is_under(path, folder)));
                let folders = self.folders.join(", ");
                match inside {
                    true => bail!("[seed.{}]: {} does not exist", seed.key, seed.path),
                    false => bail!("[seed.{}]: {} is in no seed folder; they are: {folders}", seed.key, seed.path),
                }
            };
            if let Some(other) = keys.insert(index, &seed.key) {
                bail!("{} has two keys in the configuration: `{other}` and `{}`", self.entries[index].shown, seed.key);
            }
            let entry = &mut self.entries[index];
            entry.key.clone_from(&seed.key);
            entry.date = seed.date;
            entry.title.clone_from(&seed.title);
        }
        Ok(())
    }

    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// `path` seen from `folder`, both from the root, without `.` and `..`; `None` when it leads out of the root or starts
/// at a drive or at the top of the file system. The disk is not asked.
pub(super) fn lexical(folder: &str, path: &str) -> Option<String> {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if drive || path.starts_with(['/', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split(['/', '\\']).chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// True when `path` is `folder` or lies in it; both lexical.
pub(super) fn is_under(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
