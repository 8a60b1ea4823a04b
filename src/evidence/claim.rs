//! What the sources have of one claim and of the dates, quantities and names in it.

use super::Evidence;
use super::FactEvidence;
use super::FactKind;
use super::FactOutcome;
use super::dates;
use super::facts::facts_in;
use super::names;
use super::passages;
use super::passages::Support;
use super::quantities;
use super::slots::Slots;
use super::view::View;
use std::ops::Range;

/// A claim held against its sources.
#[derive(Debug)]
pub struct ClaimEvidence {
    /// Index into the draft's claims.
    pub claim: usize,
    pub range: Range<usize>,
    pub is_carried: bool,
    /// Indices of the sources it cites.
    pub sources: Vec<usize>,
    /// Why it was left unchecked.
    pub unchecked: Option<&'static str>,
    /// The source that carries most of it, and what it has of it.
    pub support: Option<(usize, Support)>,
    pub facts: Vec<FactEvidence>,
}

/// All claims of the draft held against the sources they cite.
pub fn claims(evidence: &Evidence) -> Vec<ClaimEvidence> {
    let draft = evidence.draft;
    let quoted: Vec<Range<usize>> = evidence
        .quotations
        .iter()
        .filter(|quotation| quotation.unchecked.is_none())
        .flat_map(|quotation| inner_ranges(evidence, quotation.quote, &quotation.range))
        .collect();
    draft
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let sources = evidence.sources_of(&claim.citations);
            let mut found = ClaimEvidence {
                claim: index,
                range: claim.range.clone(),
                is_carried: claim.carried,
                unchecked: sources.is_empty().then(|| evidence.why_unchecked(&claim.citations)),
                sources,
                support: None,
                facts: Vec::new(),
            };
            if found.unchecked.is_none() {
                hold(evidence, &mut found, &quoted);
            }
            found
        })
        .collect()
}

/// The quotations that `range` spans; an interrupted one has several.
fn inner_ranges(evidence: &Evidence, first: usize, range: &Range<usize>) -> Vec<Range<usize>> {
    let quotes = &evidence.quotes.quotes[first..];
    let inside = quotes.iter().take_while(|quote| quote.range.start < range.end);
    inside.filter(|quote| quote.inside.is_none()).map(|quote| quote.outer.clone()).collect()
}

fn hold(evidence: &Evidence, claim: &mut ClaimEvidence, quoted: &[Range<usize>]) {
    let (draft, language) = (&evidence.draft.prose, evidence.language);
    let first = quoted.partition_point(|range| range.end <= claim.range.start);
    let last = quoted.partition_point(|range| range.start < claim.range.end);
    let skip = &quoted[first.min(last)..last];
    let own_words = passages::terms(draft, &claim.range, skip, language);
    let all_words = passages::terms(draft, &claim.range, &[], language);
    let mut views = Vec::new();
    for source in &claim.sources {
        let opened = &evidence.sources[*source];
        let support = passages::support(draft, all_words.clone(), opened, language);
        let has_facts = evidence.facts.any_in(&claim.range);
        let slots = has_facts.then(|| Slots::new(draft, &claim.range, opened, &support, language)).flatten();
        views.push(View { number: *source, source: opened, support, slots });
    }
    let facts = &evidence.facts;
    let is_quoted = |range: &Range<usize>| skip.iter().any(|quote| quote.start < range.end && range.start < quote.end);
    let within =
        |range: &Range<usize>| claim.range.start <= range.start && range.end <= claim.range.end && !is_quoted(range);
    let mut found = Vec::new();
    for index in facts_in(&facts.dates, |date| &date.range, &claim.range) {
        let date = &facts.dates[index];
        if within(&date.range) {
            let outcome = views.iter().map(|view| dates::outcome(date, view, draft, language)).reduce(better);
            found.push((FactKind::Date, index, date.range.clone(), outcome));
        }
    }
    for index in facts_in(&facts.quantities, |quantity| &quantity.range, &claim.range) {
        let quantity = &facts.quantities[index];
        if within(&quantity.range) {
            let of_view = |view| quantities::outcome(&facts.quantities, index, view, draft, language);
            let outcome = views.iter().map(of_view).reduce(better);
            found.push((FactKind::Quantity, index, quantity.range.clone(), outcome));
        }
    }
    for index in facts_in(&facts.names, |name| &name.range, &claim.range) {
        let name = &facts.names[index];
        if within(&name.range) && !evidence.is_known_name(draft.slice(&name.range)) {
            let outcome = views.iter().map(|view| names::outcome(name, view, evidence)).reduce(better);
            found.push((FactKind::Name, index, name.range.clone(), outcome));
        }
    }
    claim.facts = found
        .into_iter()
        .map(|(kind, fact, range, outcome)| FactEvidence {
            kind,
            fact,
            range,
            outcome: outcome.unwrap_or(FactOutcome::Unclear),
        })
        .collect();
    claim.support = views
        .into_iter()
        .map(|view| {
            let own = if skip.is_empty() {
                view.support
            } else {
                passages::support(draft, own_words.clone(), view.source, language)
            };
            (view.number, own)
        })
        .reduce(|one, other| if other.1.passages > one.1.passages { other } else { one });
}

/// The outcome that speaks more for the draft: a source that agrees is enough, and absent means absent from all.
fn better(one: FactOutcome, other: FactOutcome) -> FactOutcome {
    let rank = |outcome: &FactOutcome| match outcome {
        FactOutcome::Agrees { .. } => 0,
        FactOutcome::Unclear => 1,
        FactOutcome::Misspelled { .. } => 2,
        FactOutcome::Differs { .. } => 3,
        FactOutcome::Absent => 4,
    };
    if rank(&other) < rank(&one) { other } else { one }
}
