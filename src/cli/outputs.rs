//! `--output FORMAT=FILE`: reports in files. A file is there whole or as it was before, never half.

use crate::check;
use crate::check::Input;
use crate::check::Project;
use crate::config::FILE;
use crate::files;
use crate::findings::Run;
use crate::report;
use crate::report::Format;
use crate::report::Screen;
use crate::report::printable;
use anyhow::{Result, bail};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A report that is to be written to a file.
#[derive(Clone)]
pub(super) struct Output {
    pub(super) format: &'static Format,
    path: PathBuf,
}

impl Output {
    /// Reads `FORMAT=FILE`.
    pub(super) fn parse(written: &str) -> Result<Output, String> {
        let known = || report::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        let Some((name, file)) = written.split_once('=') else {
            return Err(format!("write FORMAT=FILE, FORMAT one of {}", known()));
        };
        let format =
            report::format(name).ok_or_else(|| format!("there is no format `{name}`; there are {}", known()))?;
        match file {
            "" => Err(format!("name a file after `{name}=`")),
            "-" => Err(format!("`-` is no file; `--format {name}` writes to standard output")),
            file => Ok(Output { format, path: file.into() }),
        }
    }

    /// Writes the report of `run`.
    ///
    /// # Errors
    /// Whatever keeps the file from being written; it is then as it was before.
    pub(super) fn write(&self, run: &Run, color: bool) -> Result<()> {
        let screen = Screen { width: report::human::USUAL_WIDTH, color };
        let mut report = Vec::new();
        (self.format.write)(&mut report, run, screen)?;
        files::replace(&self.path, &report, None)
            .map_err(|error| anyhow::anyhow!("cannot write {}: {error}", shown(&self.path)))
    }
}

/// # Errors
/// When two reports go to one file.
pub(super) fn distinct(outputs: &[Output]) -> Result<()> {
    let mut paths = outputs.iter().map(|output| check::whole(&output.path)).collect::<Result<Vec<_>>>()?;
    paths.sort();
    match paths.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => bail!("two reports for one file: {}", shown(&pair[0])),
        None => Ok(()),
    }
}

/// # Errors
/// When a report would take the place of a draft, a source or the configuration.
pub(super) fn spare(outputs: &[Output], project: &Project, inputs: &[Input]) -> Result<()> {
    if outputs.is_empty() {
        return Ok(());
    }
    let others = check::inputs(&project.config, &[])?;
    let drafts = inputs.iter().chain(&others).filter_map(|input| match input {
        Input::File(path, _) => Some((real(path), "it is a draft")),
        Input::Bytes(..) => None,
    });
    let sources = project.catalog.entries.iter().map(|entry| (real(&entry.path), "it is a source"));
    let config = (real(&project.config.root.join(FILE)), "it is the configuration");
    let kept: HashMap<PathBuf, &str> = drafts.chain(sources).chain([config]).collect();
    for output in outputs {
        if let Some(what) = kept.get(&real(&output.path)) {
            bail!("cannot write {}: {what}", shown(&output.path));
        }
    }
    Ok(())
}

/// The path after links are followed, as far as it exists.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent().and_then(|folder| folder.canonicalize().ok()), path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn shown(path: &Path) -> String {
    printable::path(&path.to_string_lossy())
}
