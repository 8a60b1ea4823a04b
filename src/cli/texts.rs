//! `sourceproof facts` and `sourceproof names`: what is understood of any text, and of two names.

use super::terminal::complain;
use super::{ListFormat, config};
use crate::check::Tools;
use crate::facts::dates::Days;
use crate::listing;
use crate::report;
use crate::text::Text;
use anyhow::{Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Shows the facts of texts; gives the exit code.
///
/// # Errors
/// Those of the configuration and of `out`.
pub(super) fn facts(paths: &[PathBuf], date: Option<Days>, format: ListFormat, out: &mut dyn Write) -> Result<u8> {
    let tools = Tools::new(&config(paths)?)?;
    let mut files = Vec::new();
    let mut code = 0;
    for path in paths {
        // Shown as it was asked for, so that whoever asked finds it again.
        match Text::read(path, &path.to_string_lossy()) {
            Ok(text) => files.push(listing::facts_of(&tools, text, date)),
            Err(error) => {
                complain(&format!("cannot read {}: {error}", report::printable::path(&path.to_string_lossy())));
                code = 2;
            }
        }
    }
    match format {
        ListFormat::Human => report::facts::write_human(out, &files)?,
        ListFormat::Json => report::facts::write_json(out, &files)?,
    }
    Ok(code)
}

/// Says how the names of each pair relate; gives the exit code.
///
/// # Errors
/// A file that cannot be read or a line without a tab.
pub(super) fn names(path: &Path, format: ListFormat, out: &mut dyn Write) -> Result<u8> {
    let tools = Tools::new(&config(&[])?)?;
    let shown = path.to_string_lossy();
    let text = Text::read(path, &shown).map_err(|error| anyhow::anyhow!("cannot read {shown}: {error}"))?;
    let mut pairs = Vec::new();
    for (row, line) in text.content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some((a, b)) = line.split_once('\t') else {
            bail!("{shown}, line {}: no tab between two names", row + 1);
        };
        pairs.push((a.to_owned(), b.to_owned(), listing::relation(&tools, a, b)));
    }
    match format {
        ListFormat::Human => {
            let rows: Vec<Vec<String>> =
                pairs.iter().map(|(a, b, relation)| vec![a.clone(), b.clone(), (*relation).to_owned()]).collect();
            out.write_all(report::listing::table(&["name", "other name", "relation"], &rows).as_bytes())?;
        }
        ListFormat::Json => report::facts::write_pairs(out, &pairs)?,
    }
    Ok(0)
}
