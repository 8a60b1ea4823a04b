//! Files that are written whole or not at all.

use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes `text` to `path`: beside it first, then put in its place, so that a full disk or a crash leaves the old file.
/// A file that says so already is left alone, and a link goes on leading where it led.
///
/// # Errors
/// When the folder cannot be written to; nothing has changed then.
pub fn write_whole(path: &Path, text: &str) -> Result<()> {
    let doing = || format!("cannot write {}", path.display());
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = target.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let written = write_new(&beside, text)
        .and_then(|()| match fs::metadata(&target) {
            Ok(old) => fs::set_permissions(&beside, old.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(doing)
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
