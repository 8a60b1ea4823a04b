//! Findings: what a rule says of a claim, with places, levels and edits; and what a run covered.

mod arbitration;
mod coverage;
mod finding;
mod layout;
mod level;
mod mark;
mod run;
mod verdict;

pub use arbitration::{arbitrate, sort, sort_by_draft};
pub use coverage::{Coverage, LeftOut, Tally};
pub use finding::{Edit, Finding, Place, Safety, SourcePlace, WordChange, WordDiff};
pub use layout::{LaidOut, Layout};
pub use level::{Confidence, Level};
pub use mark::{Mark, Target};
pub use run::{Counts, DraftRecord, RuleCard, Run, Suppressed, Suppression};
pub use verdict::{FactVerdict, Status, Verdict};
