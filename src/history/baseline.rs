//! A baseline: the findings that a newsroom lives with, so that only new ones are shown.
//!
//! A finding is known by its fingerprint, which is made of its rule and words and holds no line number, and it is
//! counted: what stands there twice hides two. Nothing is ever added without being asked for.

use super::shown;
use crate::findings::{Finding, Level, Run, Suppressed, Suppression, sort_by_draft};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::Path;

/// The file's usual name, beside `sourceproof.toml`.
pub const FILE: &str = "sourceproof.baseline.json";

/// One finding that is lived with, once or more often in one draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The draft's path. A draft of another name can use the entry once this one no longer does.
    pub draft: String,
    pub rule: String,
    /// How the claim begins, for a reader.
    pub words: String,
    pub fingerprint: String,
    pub count: usize,
}

/// The findings that a newsroom lives with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Sorted; no two of one draft and fingerprint.
    entries: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// What a run can tell of the entries of a baseline.
pub struct Covered<'a> {
    /// True when the run took in all drafts of the configuration.
    pub is_whole: bool,
    /// True when there is no draft of that path any more.
    pub is_gone: &'a dyn Fn(&str) -> bool,
}

/// How a baseline and the findings of a run go together.
struct Matched {
    /// For each finding whether an entry accepts it.
    accepted: Vec<bool>,
    /// For each entry how often it was not needed, as far as the run can tell.
    stale: Vec<usize>,
    /// For each entry how often it was needed.
    used: Vec<usize>,
}

impl Baseline {
    /// # Errors
    /// A file that is not there or cannot be read, or is no baseline; the message says where.
    pub fn read(path: &Path) -> Result<Baseline> {
        let shown = path.display();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                bail!("cannot read {shown}: no such file; `sourceproof baseline` writes it")
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
        };
        Baseline::parse(&text).with_context(|| format!("cannot read {shown}"))
    }

    fn parse(text: &str) -> Result<Baseline> {
        if let Some(row) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
            bail!("line {}: a merge was not finished here", row + 1);
        }
        let file: File = serde_json::from_str(text)?;
        if file.version != 1 {
            bail!("it is of version {}, and this program knows version 1", file.version);
        }
        Ok(Baseline::new(file.findings))
    }

    /// Two entries for one thing come of merging two branches: the greater count holds, never their sum.
    fn new(entries: Vec<Entry>) -> Baseline {
        let mut known: BTreeMap<(String, String), Entry> = BTreeMap::new();
        for entry in entries.into_iter().filter(|entry| entry.count > 0) {
            let place = known.entry((entry.draft.clone(), entry.fingerprint.clone())).or_insert_with(|| entry.clone());
            // No draft has more; sums of counts stay in range.
            place.count = place.count.max(entry.count).min(u32::MAX as usize);
        }
        let mut entries: Vec<Entry> = known.into_values().collect();
        entries.sort();
        Baseline { entries }
    }

    /// The baseline that accepts just these findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Baseline {
        let mut counted: BTreeMap<(String, String), Entry> = BTreeMap::new();
        for finding in findings {
            let (draft, fingerprint) = (finding.draft.text.path.clone(), finding.fingerprint());
            let entry = counted.entry((draft.clone(), fingerprint.clone())).or_insert_with(|| Entry {
                draft,
                rule: finding.rule.to_owned(),
                words: shown(finding.draft.text.slice(finding.claim)),
                fingerprint,
                count: 0,
            });
            entry.count += 1;
        }
        Baseline::new(counted.into_values().collect())
    }

    /// How many findings it accepts.
    pub fn count(&self) -> usize {
        self.entries.iter().map(|entry| entry.count).sum()
    }

    /// Pretty JSON, one field a line, in an order that does not depend on the drafts' lines: small to compare and merge.
    pub fn to_json(&self) -> String {
        let file = File { version: 1, findings: self.entries.clone() };
        serde_json::to_string_pretty(&file).expect("it is made of strings and numbers") + "\n"
    }

    /// Takes what it accepts out of the findings of `run`; gives back what is no longer found, with how often.
    pub fn apply(&self, run: &mut Run, covered: &Covered) -> Vec<Entry> {
        let matched = self.matched(run, covered);
        let mut accepted = matched.accepted.iter();
        let (hidden, shown): (Vec<Finding>, Vec<Finding>) =
            std::mem::take(&mut run.findings).into_iter().partition(|_| *accepted.next().unwrap_or(&false));
        run.findings = shown;
        run.suppressed.extend(hidden.into_iter().map(|finding| Suppressed { finding, by: Suppression::Baseline }));
        sort_by_draft(&mut run.suppressed, |suppressed| &suppressed.finding);
        let stale = self.entries.iter().zip(&matched.stale).filter(|(_, count)| **count > 0);
        stale.map(|(entry, count)| Entry { count: *count, ..entry.clone() }).collect()
    }

    /// The baseline without what is no longer found in `run`, with what is new there when `adds`; and how many findings
    /// are new.
    pub fn renewed(&self, run: &Run, covered: &Covered, adds: bool) -> (Baseline, usize) {
        let matched = self.matched(run, covered);
        let new = matched.accepted.iter().filter(|accepted| !**accepted).count();
        let kept = run.findings.iter().zip(&matched.accepted).filter(|(_, accepted)| **accepted || adds);
        let mut entries: BTreeMap<(String, String), Entry> = BTreeMap::new();
        let now = Baseline::of(kept.map(|(finding, _)| finding)).entries;
        // What the run cannot tell of stays as it is.
        let untold = self.entries.iter().enumerate().map(|(index, entry)| {
            let count = entry.count - matched.used[index] - matched.stale[index];
            Entry { count, ..entry.clone() }
        });
        for entry in now.into_iter().chain(untold) {
            let same = entries.entry((entry.draft.clone(), entry.fingerprint.clone()));
            same.and_modify(|known| known.count += entry.count).or_insert(entry);
        }
        (Baseline::new(entries.into_values().collect()), new)
    }

    fn matched(&self, run: &Run, covered: &Covered) -> Matched {
        let checked: BTreeSet<&str> = run.checked.iter().map(String::as_str).collect();
        let off: BTreeSet<&str> =
            run.rules.iter().filter(|rule| rule.level == Level::Off).map(|rule| rule.name).collect();
        let is_gone = |entry: &Entry| !checked.contains(entry.draft.as_str()) && (covered.is_gone)(&entry.draft);
        let ran = |entry: &Entry| !off.contains(entry.rule.as_str());
        let mut left: Vec<usize> = self.entries.iter().map(|entry| entry.count).collect();
        let mut by_fingerprint: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            by_fingerprint.entry(&entry.fingerprint).or_default().push(index);
        }
        let fingerprints: Vec<String> = run.findings.iter().map(Finding::fingerprint).collect();
        let mut accepted = vec![false; run.findings.len()];
        // First each draft's own entries, so that a like finding elsewhere does not use them up.
        let mut waiting: VecDeque<usize> = VecDeque::new();
        for (index, finding) in run.findings.iter().enumerate() {
            let known = by_fingerprint.get(fingerprints[index].as_str()).into_iter().flatten();
            let own = |entry: &&usize| left[**entry] > 0 && self.entries[**entry].draft == finding.draft.text.path;
            match known.copied().find(|entry| own(&entry)) {
                Some(entry) => {
                    left[entry] -= 1;
                    accepted[index] = true;
                }
                None => waiting.push_back(index),
            }
        }
        // Then those of drafts that are known to need them no longer: text that was moved, a draft that was renamed.
        for index in waiting {
            let known = by_fingerprint.get(fingerprints[index].as_str()).into_iter().flatten();
            let free = |entry: &&usize| {
                let known = &self.entries[**entry];
                left[**entry] > 0 && (checked.contains(known.draft.as_str()) || is_gone(known))
            };
            if let Some(entry) = known.copied().find(|entry| free(&entry)) {
                left[entry] -= 1;
                accepted[index] = true;
            }
        }
        let used = self.entries.iter().zip(&left).map(|(entry, left)| entry.count - left).collect();
        let tells = |entry: &Entry| {
            ran(entry) && (checked.contains(entry.draft.as_str()) || (covered.is_whole && is_gone(entry)))
        };
        let stale = self.entries.iter().zip(&left).map(|(entry, left)| if tells(entry) { *left } else { 0 }).collect();
        Matched { accepted, stale, used }
    }
}
