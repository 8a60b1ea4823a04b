//! What one run found: the findings, a verdict for each claim, and what was covered.

use super::coverage::Coverage;
use super::finding::Finding;
use super::layout::Layout;
use super::level::Level;
use super::mark::Mark;
use super::verdict::Verdict;
use crate::text::Text;
use std::sync::Arc;

/// Everything that a report is written from.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Sorted by draft path, then place, then rule.
    pub findings: Vec<Finding>,
    /// One for each claim, in the order of the drafts.
    pub verdicts: Vec<Verdict>,
    /// The citations, in the order of the drafts; only where verdicts were asked for.
    pub marks: Vec<Mark>,
    pub coverage: Coverage,
    /// What the rules found and something accepts, sorted as `findings` are.
    pub suppressed: Vec<Suppressed>,
    /// The rules as they are set here, by name.
    pub rules: Vec<RuleCard>,
    /// Paths of the drafts that were checked, in their order.
    pub checked: Vec<String>,
    /// One for each draft that could be read, by path; only where verdicts were asked for.
    pub drafts: Vec<DraftRecord>,
    /// What kept a draft from being checked, a message each.
    pub problems: Vec<String>,
    /// True when warnings fail the run as errors do.
    pub denies_warnings: bool,
    /// Findings of the baseline that are no longer there: a warning each.
    pub stale: usize,
}

/// A finding that is not to be shown as one, and why.
#[derive(Clone, Debug)]
pub struct Suppressed {
    pub finding: Finding,
    pub by: Suppression,
}

/// What accepts a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// A comment in the draft, with the reason it gives.
    Allowance(Arc<str>),
    /// A file of findings that the newsroom lives with.
    Baseline,
}

/// What a report says of a rule.
#[derive(Clone, Debug)]
pub struct RuleCard {
    pub name: &'static str,
    pub level: Level,
    /// The fault in one line.
    pub summary: String,
    pub why: String,
    pub limits: Vec<String>,
}

/// A draft and the seeds it cites, as they were when they were checked.
#[derive(Clone, Debug)]
pub struct DraftRecord {
    pub text: Arc<Text>,
    /// Key and text of each seed that could be opened, in the order of their first citation.
    pub seeds: Vec<(String, Arc<Text>)>,
    pub layout: Layout,
}

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Run {
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    /// Whether a finding of that level fails the run.
    pub fn fails_at(&self, level: Level) -> bool {
        level == Level::Error || (level == Level::Warning && self.denies_warnings)
    }

    /// Whether any finding does, or a baseline that is to be renewed.
    pub fn fails(&self) -> bool {
        let is_stale = self.stale > 0 && self.fails_at(Level::Warning);
        is_stale || self.findings.iter().any(|finding| self.fails_at(finding.level))
    }

    /// Findings that the baseline accepts.
    pub fn in_baseline(&self) -> usize {
        self.suppressed.iter().filter(|suppressed| suppressed.by == Suppression::Baseline).count()
    }
}

impl Counts {
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
                Level::Off => {}
            }
        }
        counts
    }

    pub fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}
