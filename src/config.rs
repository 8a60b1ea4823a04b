//! `sourceproof.toml` to a configuration.

use crate::claims::Scope;
use crate::facts::dates::Days;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The file's name, looked for from the working folder upwards.
pub const FILE: &str = "sourceproof.toml";

/// What a newsroom set, with the defaults for all that it did not.
#[derive(Debug)]
pub struct Config {
    /// The folder that all paths of the configuration count from.
    pub root: PathBuf,
    /// Patterns of the drafts, as in a `.gitignore`.
    pub drafts: Vec<String>,
    /// Patterns of what is never checked, even when it is named on the command line.
    pub exclude: Vec<String>,
    /// Folders of source documents.
    pub seeds: Vec<String>,
    pub scope: Scope,
    pub style: Style,
    /// What the configuration says of single seeds, by key.
    pub seed: BTreeMap<String, SeedConfig>,
    /// Levels and parameters of the rules, by name.
    pub rules: toml::Table,
    pub names: Names,
    /// A folder with word lists (`words/en/*.toml`) and rule pages (`*.toml`) of the newsroom.
    pub house: Option<PathBuf>,
}

/// Which alterations of a quotation pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Spelling conventions, contractions and figures may be the writer's own.
    #[default]
    News,
    /// Only marks, spaces and what stands in brackets.
    Strict,
}

/// What the file of a seed does not say.
#[derive(Clone, Debug, Default)]
pub struct SeedConfig {
    pub path: Option<String>,
    pub date: Option<Days>,
    pub title: Option<String>,
}

/// House rules on names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Never reported.
    pub known: Vec<String>,
    /// Spellings of one name.
    pub same: Vec<Vec<String>>,
    /// Names as the house spells them; any other spelling of them in a draft is reported.
    pub canonical: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    drafts: Option<Vec<String>>,
    #[serde(default)]
    exclude: Vec<String>,
    seeds: Option<Vec<String>>,
    scope: Option<ScopeName>,
    #[serde(default)]
    style: Style,
    #[serde(default)]
    seed: BTreeMap<String, SeedFile>,
    #[serde(default)]
    rules: toml::Table,
    #[serde(default)]
    names: Names,
    house: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ScopeName {
    Sentence,
    Paragraph,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedFile {
    path: Option<String>,
    date: Option<Spanned<toml::Value>>,
    title: Option<String>,
}

impl Config {
    /// The configuration's file nearest at or above `folder`.
    pub fn file(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file())
    }

    /// The configuration for work in `folder`: the nearest file at or above it, or the defaults for that folder.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, has an unknown key or a value of the wrong kind; the message draws the
    /// place.
    pub fn find(folder: &Path) -> Result<Config> {
        match Config::file(folder) {
            Some(path) => {
                let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
                Config::parse(&text, path.parent().unwrap_or(folder))
            }
            // Without a configuration, a folder of sources is used where there is one.
            None => {
                let mut config = Config::parse("", folder)?;
                config.seeds.retain(|seeds| folder.join(seeds).is_dir());
                Ok(config)
            }
        }
    }

    /// # Errors
    /// As [`Config::find`].
    pub fn parse(text: &str, root: &Path) -> Result<Config> {
        let file: File = toml::from_str(text).with_context(|| format!("cannot read {FILE}"))?;
        let mut seed = BTreeMap::new();
        for (key, entry) in file.seed {
            let date = entry.date.as_ref().map(|date| date_of(&key, date, text)).transpose()?;
            seed.insert(key, SeedConfig { path: entry.path, date, title: entry.title });
        }
        Ok(Config {
            root: root.to_owned(),
            drafts: file.drafts.unwrap_or_else(|| vec!["claims/**/*.md".into()]),
            exclude: file.exclude,
            seeds: file.seeds.unwrap_or_else(|| vec!["seeds".into()]),
            scope: match file.scope {
                Some(ScopeName::Paragraph) => Scope::Paragraph,
                Some(ScopeName::Sentence) | None => Scope::Sentence,
            },
            style: file.style,
            seed,
            rules: file.rules,
            names: file.names,
            house: file.house.map(|folder| root.join(folder)),
        })
    }
}

/// `2008-10-17`, `"2008-10"` or `"2008"`; a year may be a number.
fn date_of(key: &str, date: &Spanned<toml::Value>, text: &str) -> Result<Days> {
    let written = match date.get_ref() {
        toml::Value::String(written) => written.clone(),
        toml::Value::Datetime(day) => day.date.map(|day| day.to_string()).unwrap_or_default(),
        toml::Value::Integer(year) => year.to_string(),
        _ => String::new(),
    };
    if let Some(days) = Days::parse(&written) {
        return Ok(days);
    }
    let line = text[..date.span().start.min(text.len())].matches('\n').count() + 1;
    bail!(
        "{FILE}, line {line}: the date of [seed.{key}] is no day, month or year; write 2008-10-17, \"2008-10\" or \"2008\""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_names_the_known_ones() {
        let error = format!("{:#}", Config::parse("drats = []", Path::new(".")).unwrap_err());
        assert!(
            error.contains("unknown field `drats`") && error.contains("`drafts`") && error.contains('^'),
            "{error}"
        );
    }

    #[test]
    fn a_seed_date_that_is_none() {
        let error = format!("{:#}", Config::parse("\n[seed.a]\ndate = \"soon\"\n", Path::new(".")).unwrap_err());
        assert!(error.contains("line 3") && error.contains("[seed.a]"), "{error}");
    }
}
