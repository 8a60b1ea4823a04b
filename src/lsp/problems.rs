//! What is wrong with configurations, told once.

use super::diagnostics::SOURCE;
use super::positions::{Encoding, Ruler};
use super::projects::Problem;
use super::protocol::Diagnostic;
use crate::config::FILE;
use crate::report::printable;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was told last, by the configuration's file; the empty path stands for folders without one.
#[derive(Default)]
pub struct Problems {
    told: BTreeMap<PathBuf, Problem>,
}

/// What there is to tell.
#[derive(Default)]
pub struct News {
    /// For a configuration's file: what to show in it now.
    pub diagnostics: Option<(PathBuf, Vec<Diagnostic>)>,
    pub message: Option<String>,
}

impl Problems {
    /// Takes what a check said of the configuration at `file`; `None` when it holds.
    pub fn take(&mut self, file: Option<&Path>, problem: Option<&Problem>, encoding: Encoding) -> News {
        let key = file.unwrap_or(Path::new("")).to_owned();
        let Some(problem) = problem else {
            let was_told = self.told.remove(&key).is_some();
            let diagnostics = (was_told && file.is_some()).then_some((key, Vec::new()));
            return News { diagnostics, message: None };
        };
        if self.told.get(&key) == Some(problem) {
            return News::default();
        }
        self.told.insert(key.clone(), problem.clone());
        let name = if file.is_some() { format!("{}: ", key.display()) } else { String::new() };
        let message = printable::words(&format!("{name}{}", problem.message));
        News { diagnostics: file.map(|_| (key, vec![diagnostic(problem, encoding)])), message: Some(message) }
    }
}

fn diagnostic(problem: &Problem, encoding: Encoding) -> Diagnostic {
    let text = problem.file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    let place = problem.place.clone().unwrap_or(0..text.lines().next().map_or(0, str::len));
    Diagnostic {
        range: Ruler::new(&text).range(&text, &place, encoding),
        severity: 1,
        code: None,
        source: SOURCE,
        message: printable::words(problem.message.trim_start_matches(&format!("{FILE}, "))),
        related_information: Vec::new(),
        data: Value::Null,
    }
}
