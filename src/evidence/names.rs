//! A name of a claim held against the names of a source.

use super::Evidence;
use super::FactOutcome;
use super::claim::View;
use crate::facts::names::Name;

pub(super) fn outcome(_name: &Name, _view: &View, _evidence: &Evidence) -> FactOutcome {
    FactOutcome::Unclear
}

impl Evidence<'_> {
    /// True for a name that the newsroom's configuration lists as known.
    pub fn is_known_name(&self, name: &str) -> bool {
        let folded = crate::text::plain(name);
        self.known_names.iter().any(|known| crate::text::plain(known) == folded)
    }
}
