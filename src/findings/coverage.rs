//! What a run covered, and what it left unchecked and why.

use std::collections::BTreeMap;

/// Facts of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub found: usize,
    pub checked: usize,
    /// How many were left unchecked, by reason.
    pub unchecked: BTreeMap<String, usize>,
}

impl Tally {
    pub fn checked(&mut self) {
        self.found += 1;
        self.checked += 1;
    }

    pub fn unchecked(&mut self, reason: &str) {
        self.found += 1;
        *self.unchecked.entry(reason.into()).or_default() += 1;
    }

    pub fn add(&mut self, other: &Tally) {
        self.found += other.found;
        self.checked += other.checked;
        for (reason, count) in &other.unchecked {
            *self.unchecked.entry(reason.clone()).or_default() += count;
        }
    }
}

/// What a run covered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub drafts: usize,
    /// Seeds that were opened.
    pub seeds: usize,
    pub claims: Tally,
    pub quotes: Tally,
    pub dates: Tally,
    pub quantities: Tally,
    pub names: Tally,
    /// What was not looked at because it did not change; `None` when all was.
    pub left_out: Option<LeftOut>,
}

/// What did not change since a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The revision as it was asked for.
    pub since: String,
    /// Drafts in which nothing changed, nor in what they cite.
    pub drafts: usize,
    /// Claims of the other drafts.
    pub claims: usize,
}

impl Coverage {
    pub fn add(&mut self, other: &Coverage) {
        self.drafts += other.drafts;
        self.seeds += other.seeds;
        self.claims.add(&other.claims);
        self.quotes.add(&other.quotes);
        self.dates.add(&other.dates);
        self.quantities.add(&other.quantities);
        self.names.add(&other.names);
        if let Some(other) = &other.left_out {
            let here =
                self.left_out.get_or_insert_with(|| LeftOut { since: other.since.clone(), drafts: 0, claims: 0 });
            here.drafts += other.drafts;
            here.claims += other.claims;
        }
    }
}
