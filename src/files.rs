//! Bytes to a file that is replaced whole, or not at all.

use crate::text::plain_cause;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Why a file was not written; the file that was there is as it was.
#[derive(Debug)]
pub enum WriteError {
    Io(io::Error),
    /// Its bytes are not those that were expected.
    Changed,
    ReadOnly,
    NoFolder,
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteError::Io(error) => f.write_str(&plain_cause(error)),
            WriteError::Changed => f.write_str("it changed since it was read; nothing was written"),
            WriteError::ReadOnly => f.write_str("it is read-only"),
            WriteError::NoFolder => f.write_str("its folder is not there"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Io(error)
    }
}

/// Puts `bytes` into the file at `path`, making it where there is none.
///
/// The bytes are written to a new file beside it, which then takes its name: a reader sees the old file or the new one,
/// and a full disk loses nothing. Permissions stay, and the owner where the system lets us. A symbolic link stays one,
/// and the file that it leads to is replaced. A file with more than one name (hard links) is overwritten in place, so
/// that all its names keep showing the same; so is what is no file on a disk, such as a pipe.
///
/// `expected` are the bytes that the file is to have until then; with them, a file that is gone is not made again.
///
/// # Errors
/// See [`WriteError`].
pub fn replace(path: &Path, bytes: &[u8], expected: Option<&[u8]>) -> Result<(), WriteError> {
    let target = target(path)?;
    let there = match fs::metadata(&target) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound && expected.is_none() => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(there) = &there {
        if there.is_file() && there.permissions().readonly() {
            return Err(WriteError::ReadOnly);
        }
        // A folder may be open to us where the file is not.
        let mut file = OpenOptions::new().write(true).open(&target)?;

        if !there.is_file() || names(there) > 1 {
            return if expected.is_none_or(|expected| holds(&target, expected)) {
                overwrite(&mut file, there, &target, bytes)
            } else {
                Err(WriteError::Changed)
            };
        }
    }
    let mut beside = Beside::new(&target).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => WriteError::NoFolder,
        _ => error.into(),
    })?;
    beside.file.write_all(bytes)?;
    if let Some(there) = &there {
        keep_owner(&beside.file, there);
        beside.file.set_permissions(there.permissions())?;
    }
    beside.file.sync_all()?;
    if expected.is_some_and(|expected| !holds(&target, expected)) {
        return Err(WriteError::Changed);
    }
    beside.take_name_of(&target)?;
    Ok(())
}

/// The file that `path` leads to; where a link leads to nothing yet, the place where it is to be.
fn target(path: &Path) -> Result<PathBuf, WriteError> {
    match fs::canonicalize(path) {
        Ok(target) => Ok(target),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(match fs::read_link(path) {
            Ok(leads_to) => path.parent().unwrap_or(Path::new("")).join(leads_to),
            Err(_) => path.to_owned(),
        }),
        Err(error) => Err(error.into()),
    }
}

fn holds(path: &Path, expected: &[u8]) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes == expected)
}

/// Writes over a file; when that fails half way, what stood there is written back.
fn overwrite(file: &mut File, there: &Metadata, target: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if !there.is_file() {
        return Ok(file.write_all(bytes).and_then(|()| file.flush())?);
    }
    let old = fs::read(target)?;
    let written = put(file, bytes);
    if written.is_err() {
        // The old bytes fit before, and their room on the disk is still the file's.
        put(file, &old)?;
    }
    Ok(written?)
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    io::Seek::rewind(file)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// A new file in the same folder; gone again unless it takes the other's name.
struct Beside {
    path: PathBuf,
    file: File,
    is_done: bool,
}

impl Beside {
    fn new(target: &Path) -> io::Result<Beside> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            // No part of the file's own name, which may be as long as a name can be.
            let path = folder.join(format!(".sourceproof-{}-{number}.tmp", std::process::id()));
            match options.open(&path) {
                Ok(file) => return Ok(Beside { path, file, is_done: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn take_name_of(mut self, target: &Path) -> io::Result<()> {
        fs::rename(&self.path, target)?;
        self.is_done = true;
        // The new name is on the disk only when the folder is; where folders cannot be opened, the system sees to it.
        if let Some(folder) = target.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn keep_owner(file: &File, there: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    // Only root may give a file away; its group, one may.
    if fchown(file, Some(there.uid()), Some(there.gid())).is_err() {
        let _ = fchown(file, None, Some(there.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _there: &Metadata) {}

/// Hard links to a file.
#[cfg(unix)]
fn names(there: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(there)
}

#[cfg(not(unix))]
fn names(_there: &Metadata) -> u64 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of its own, gone when the test is over.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("sourceproof-files-{}-{name}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Folder(path)
        }

        fn files(&self) -> Vec<(String, Vec<u8>)> {
            let paths = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
            let mut files: Vec<_> = paths
                .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
                .collect();
            files.sort();
            files
        }

        fn has(&self, expected: &[(&str, &str)]) {
            let expected: Vec<_> =
                expected.iter().map(|(name, words)| ((*name).to_owned(), words.as_bytes().to_vec())).collect();
            assert_eq!(self.files(), expected);
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_file_that_is_not_as_expected_is_left_alone() {
        let folder = Folder::new("changed");
        let path = folder.0.join("a.md");
        fs::write(&path, "the reporter's last words").unwrap();
        let error = replace(&path, b"fixed", Some(b"the first words")).unwrap_err();
        assert_eq!(error.to_string(), "it changed since it was read; nothing was written");
        folder.has(&[("a.md", "the reporter's last words")]);
        fs::hard_link(&path, folder.0.join("b.md")).unwrap();
        assert!(matches!(replace(&path, b"fixed", Some(b"the first words")), Err(WriteError::Changed)));
        folder.has(&[("a.md", "the reporter's last words"), ("b.md", "the reporter's last words")]);
        let error = replace(&folder.0.join("gone.md"), b"fixed", Some(b"words")).unwrap_err();
        assert_eq!(error.to_string(), "no such file");
        let error = replace(&folder.0.join("gone/a.md"), b"fixed", None).unwrap_err();
        assert_eq!(error.to_string(), "its folder is not there");
        assert_eq!(folder.files().len(), 2);
    }

    #[test]
    fn a_new_file_and_one_that_is_replaced() {
        let folder = Folder::new("new");
        let path = folder.0.join("report.json");
        replace(&path, b"one", None).unwrap();
        replace(&path, b"2", Some(b"one")).unwrap();
        folder.has(&[("report.json", "2")]);
        // A file with two names keeps both, shorter or longer.
        fs::hard_link(&path, folder.0.join("same.json")).unwrap();
        replace(&path, b"three", Some(b"2")).unwrap();
        replace(&path, b"4", None).unwrap();
        folder.has(&[("report.json", "4"), ("same.json", "4")]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn links_that_lead_nowhere_yet_and_devices() {
        let folder = Folder::new("links");
        let link = folder.0.join("link.json");
        std::os::unix::fs::symlink("report.json", &link).unwrap();
        replace(&link, b"one", None).unwrap();
        assert!(link.is_symlink());
        folder.has(&[("link.json", "one"), ("report.json", "one")]);
        replace(Path::new("/dev/null"), b"one", None).unwrap();
        assert!(replace(Path::new("/dev/full"), b"one", None).unwrap_err().to_string().contains("the disk is full"));
    }
}
