//! What the rules on dates, quantities and names share: the facts of all claims with how they stand.

use super::edits;
use super::words;
use crate::evidence::ClaimEvidence;
use crate::evidence::Evidence;
use crate::evidence::FactEvidence;
use crate::evidence::FactKind;
use crate::evidence::FactOutcome;
use crate::evidence::Facts;
use crate::evidence::Source;
use crate::facts::Relation;
use crate::facts::dates::Date;
use crate::facts::dates::DateValue;
use crate::facts::dates::Rel;
use crate::facts::quantities::Quantity;
use crate::findings::Finding;
use crate::findings::Level;
use std::ops::Range;

/// The facts of one kind in all claims, in order.
pub fn of_kind<'a>(
    evidence: &'a Evidence<'a>,
    kind: FactKind,
) -> impl Iterator<Item = (&'a ClaimEvidence, &'a FactEvidence)> {
    let claims = evidence.claims.iter();
    claims
        .flat_map(move |claim| claim.facts.iter().filter(move |fact| fact.kind == kind).map(move |fact| (claim, fact)))
}

/// The draft's date that a fact is.
pub fn date<'a>(evidence: &'a Evidence, fact: &FactEvidence) -> &'a Date {
    &evidence.facts.dates[fact.fact]
}

/// The draft's quantity that a fact is.
pub fn quantity<'a>(evidence: &'a Evidence, fact: &FactEvidence) -> &'a Quantity {
    &evidence.facts.quantities[fact.fact]
}

/// A fact of a claim that its source states differently.
pub struct Clash<'a, T> {
    pub claim: &'a ClaimEvidence,
    pub fact: &'a FactEvidence,
    pub source: &'a Source,
    /// The draft's.
    pub ours: &'a T,
    /// The one in its place in the source.
    pub theirs: &'a T,
    /// How each is written.
    pub written: &'a str,
    pub there: &'a str,
}

/// A kind of fact that has a value.
pub trait Valued: Sized {
    const KIND: FactKind;
    fn all(facts: &Facts) -> &[Self];
    fn range(&self) -> &Range<usize>;
    /// What was understood, for people.
    fn reading(&self) -> String;
}

impl Valued for Date {
    const KIND: FactKind = FactKind::Date;
    fn all(facts: &Facts) -> &[Date] {
        &facts.dates
    }
    fn range(&self) -> &Range<usize> {
        &self.range
    }
    fn reading(&self) -> String {
        self.value.reading()
    }
}

impl Valued for Quantity {
    const KIND: FactKind = FactKind::Quantity;
    fn all(facts: &Facts) -> &[Quantity] {
        &facts.quantities
    }
    fn range(&self) -> &Range<usize> {
        &self.range
    }
    fn reading(&self) -> String {
        self.value.reading()
    }
}

/// The facts of one kind that clash with their source in the wanted way, in order.
pub fn clashes<'a, T: Valued + 'a>(
    evidence: &'a Evidence<'a>,
    wanted: Relation,
) -> impl Iterator<Item = Clash<'a, T>> + use<'a, T> {
    of_kind(evidence, T::KIND).filter_map(move |(claim, fact)| {
        let (source, other) = clash(fact, wanted)?;
        let source: &Source = &evidence.sources[source];
        let (ours, theirs) = (&T::all(&evidence.facts)[fact.fact], &T::all(source.facts(evidence.language))[other]);
        let (written, there) = (evidence.draft.prose.slice(&fact.range), source.seed.prose.slice(theirs.range()));
        Some(Clash { claim, fact, source, ours, theirs, written, there })
    })
}

impl<T: Valued> Clash<'_, T> {
    /// A finding that shows both and how each was read.
    pub fn finding(
        &self,
        rule: &'static str,
        evidence: &Evidence,
        label: impl Into<String>,
        message: impl Into<String>,
    ) -> Finding {
        let place = words::in_source(self.source, self.theirs.range(), self.theirs.reading());
        finding(rule, evidence, self.claim, &self.fact.range, label, message).source(&self.source.seed.key, place)
    }

    /// `finding` with `instead` to be written in the draft, which has to be looked at.
    pub fn mended(&self, finding: Finding, evidence: &Evidence, instead: String) -> Finding {
        let (ours, theirs) = (words::ticked(self.written), words::ticked(&instead));
        edits::suggest(finding, evidence, &self.fact.range, &instead)
            .help(format!("write {theirs}, or cite the source that has {ours}"))
    }
}

/// The source and its fact of the same kind that clash with a fact in the wanted way.
pub fn clash(fact: &FactEvidence, wanted: Relation) -> Option<(usize, usize)> {
    match fact.outcome {
        FactOutcome::Differs { source, fact, relation } if relation == wanted => Some((source, fact)),
        _ => None,
    }
}

/// True when a date of the draft and the one of the source in its place are both so much time back or on (`30 months
/// ago` for `30 years ago`): what differs is a quantity, and one rule alone speaks of it.
pub fn is_count_of_time(ours: &DateValue, theirs: &DateValue) -> bool {
    let counted = |date: &DateValue| match date.wording {
        Some(Rel::Offset(_, count) | Rel::Units(_, count)) => Some(count.signum()),
        _ => None,
    };
    matches!((counted(ours), counted(theirs)), (Some(one), Some(other)) if one == other)
}

/// A finding about a fact of a claim, labelled at `range` of the draft's prose.
pub fn finding(
    rule: &'static str,
    evidence: &Evidence,
    claim: &ClaimEvidence,
    range: &Range<usize>,
    label: impl Into<String>,
    message: impl Into<String>,
) -> Finding {
    let span = evidence.draft.prose.span(&claim.range);
    let mut finding = Finding::new(rule, words::in_draft(evidence, range, label), span, message);
    if claim.is_carried {
        finding.level_cap = Level::Note;
    }
    finding
}

/// A finding that no cited source has a fact; one in carried scope says too little to be made.
pub fn absence(
    rule: &'static str,
    evidence: &Evidence,
    claim: &ClaimEvidence,
    fact: &FactEvidence,
    noun: &str,
) -> Option<Finding> {
    let is_absent = matches!(fact.outcome, FactOutcome::Absent) && !claim.is_carried;
    is_absent.then(|| {
        let written = words::ticked(evidence.draft.prose.slice(&fact.range));
        let keys = words::keys(evidence, &claim.sources);
        finding(
            rule,
            evidence,
            claim,
            &fact.range,
            "not in the source",
            format!("the {noun} {written} is not in {keys}"),
        )
    })
}
