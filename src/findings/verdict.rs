//! What was found of each claim, whether or not a rule speaks.

use super::finding::{Place, SourcePlace};
use serde::Serialize;

/// How a claim stands to its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Agrees,
    Differs,
    Unsupported,
    Unchecked,
}

/// One fact of a claim and what came of comparing it.
#[derive(Clone, Debug)]
pub struct FactVerdict {
    /// `quote`, `date`, `quantity` or `name`.
    pub kind: &'static str,
    pub place: Place,
    /// `verbatim`, `variant`, `altered`, `spliced`, `elsewhere`, `absent`, `agrees`, `differs`, `unchecked` …
    pub status: &'static str,
    /// What it was held against, where that is one place.
    pub source: Option<SourcePlace>,
}

/// One claim and what came of checking it.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub draft: Place,
    /// Keys of the seeds that the claim cites.
    pub keys: Vec<String>,
    pub status: Status,
    /// Share, 0.0 to 1.0, of the claim's weight that the best passages of its seeds carry; `None` when not judged.
    pub support: Option<f64>,
    /// The passage that carries most of it.
    pub source: Option<SourcePlace>,
    pub facts: Vec<FactVerdict>,
}
