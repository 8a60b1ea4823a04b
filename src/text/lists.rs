//! The word lists of `rules/words`, embedded, and what a newsroom adds to them.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// Word lists in TOML by name (`months`, `units` …): those of this project, or those with a newsroom's additions.
///
/// A newsroom's file adds: its arrays are appended to ours, its tables merged into ours, and a single value of its own
/// replaces ours.
#[derive(Debug, Default)]
pub struct Lists {
    merged: BTreeMap<String, toml::Table>,
}

/// One line per file of `rules/words/en`; a test compares it with the disk.
macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/words/en/", $name, ".toml")))),*]
    };
}

pub(crate) const EMBEDDED: &[(&str, &str)] = embedded! {
    "abbreviations",
    "acronyms",
    "aliases",
    "approximators",
    "bylines",
    "common_capitals",
    "common_words",
    "count_nouns",
    "currencies",
    "date_cues",
    "date_numbers",
    "date_units",
    "directions",
    "function_words",
    "furniture",
    "given_names",
    "holidays",
    "irregular_verbs",
    "message_headers",
    "modality",
    "months",
    "negation",
    "number_idioms",
    "number_words",
    "organisations",
    "particles",
    "places",
    "reporting",
    "seasons",
    "speakers",
    "stance",
    "synonyms",
    "timestamps",
    "titles",
    "transcripts",
    "units",
    "variants",
    "weekdays",
};

impl Lists {
    /// Ours together with the `.toml` files of a newsroom's folder.
    ///
    /// # Errors
    /// A file that cannot be read, is no TOML, or is named like none of our lists.
    pub fn with_folder(folder: &Path) -> Result<Lists> {
        let mut lists = Lists::default();
        let shown = |path: &Path| path.display().to_string().replace('\\', "/");
        let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", shown(folder)))?;
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        for path in paths {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let Some(ours) = ours(&name) else {
                let known: Vec<_> = EMBEDDED.iter().map(|(name, _)| *name).collect();
                bail!("{}: no word list has this name; there are: {}", shown(&path), known.join(", "));
            };
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", shown(&path)))?;
            let added: toml::Table = toml::from_str(&text).with_context(|| format!("cannot read {}", shown(&path)))?;
            let mut table: toml::Table = toml::from_str(ours).expect("our own lists are TOML");
            merge(&mut table, added);
            lists.merged.insert(name, table);
        }
        Ok(lists)
    }

    /// The list called `name`, in the shape that its reader asks for.
    ///
    /// # Errors
    /// When a newsroom's additions do not fit that shape.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        match self.merged.get(name) {
            Some(table) => table.clone().try_into().with_context(|| format!("word list {name}.toml")),
            None => {
                let text = ours(name).with_context(|| format!("no word list is called {name}"))?;
                toml::from_str(text).with_context(|| format!("word list {name}.toml"))
            }
        }
    }
}

fn ours(name: &str) -> Option<&'static str> {
    EMBEDDED.iter().find(|(listed, _)| *listed == name).map(|(_, text)| *text)
}

fn merge(ours: &mut toml::Table, added: toml::Table) {
    for (key, value) in added {
        match (ours.get_mut(&key), value) {
            (Some(toml::Value::Array(list)), toml::Value::Array(more)) => list.extend(more),
            (Some(toml::Value::Table(table)), toml::Value::Table(more)) => merge(table, more),
            (_, value) => {
                ours.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_on_disk_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/words/en");
        let mut on_disk: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        on_disk.sort();
        let embedded: Vec<_> = EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(embedded, on_disk, "src/text/lists.rs against rules/words/en");
    }
}
