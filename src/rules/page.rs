//! The page of a rule: its TOML to what a person reads, what can be set, and the examples that are its tests.

use crate::findings::Level;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A rule's page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The fault in one line.
    pub summary: String,
    pub level: Level,
    pub why: String,
    pub limits: Vec<String>,
    /// Numbers that a newsroom may set.
    #[serde(default)]
    pub params: toml::Table,
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// A draft of one paragraph with its seeds, and all that is to be found in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub name: String,
    pub draft: String,
    pub finds: Vec<Expected>,
    /// The draft's date, for its front matter.
    pub date: Option<String>,
    /// Texts of the seeds by key.
    #[serde(default)]
    pub seeds: BTreeMap<String, String>,
    /// Texts of the seeds by key as they were when `sourceproof lock` was run; no lock where there are none.
    #[serde(default)]
    pub locked: BTreeMap<String, String>,
    /// Dates of the seeds by key.
    #[serde(default)]
    pub dates: BTreeMap<String, String>,
}

/// One finding of an example.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub rule: String,
    /// The labelled words of the draft.
    pub text: String,
}

impl Page {
    /// # Errors
    /// When the text is no page; the message draws the place.
    pub fn parse(name: &str, text: &str) -> Result<Page> {
        toml::from_str(text).with_context(|| format!("the page of the rule {name} cannot be read"))
    }
}
