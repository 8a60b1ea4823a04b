//! What one run found: the findings, a verdict for each claim, and what was covered.

use super::coverage::Coverage;
use super::finding::Finding;
use super::level::Level;
use super::verdict::Verdict;

/// Everything that a report is written from.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Sorted by draft path, then place, then rule.
    pub findings: Vec<Finding>,
    /// One for each claim, in the order of the drafts.
    pub verdicts: Vec<Verdict>,
    pub coverage: Coverage,
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
