//! The evidence of a draft to what a report lists of every claim and citation, and to what was covered.

use crate::claims::LocatorKind;
use crate::evidence::ClaimEvidence;
use crate::evidence::Evidence;
use crate::evidence::FactEvidence;
use crate::evidence::FactKind;
use crate::evidence::FactOutcome;
use crate::evidence::Quotation;
use crate::evidence::Source;
use crate::evidence::quotes::Outcome;
use crate::facts::quotes::Class;
use crate::findings::Coverage;
use crate::findings::FactVerdict;
use crate::findings::Finding;
use crate::findings::Level;
use crate::findings::Mark;
use crate::findings::Place;
use crate::findings::SourcePlace;
use crate::findings::Status;
use crate::findings::Target;
use crate::findings::Verdict;
use crate::seeds::Resolved;
use crate::seeds::locator;
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// Least share of a claim's weight in its best passages for the claim to count as borne out.
const BORNE_OUT: f64 = 0.3;
/// What a fact that clashes or is absent takes from the support of its claim, as a share of the whole.
const CLASH: f64 = 0.25;

/// One verdict a claim, in the order of the draft.
pub fn verdicts(evidence: &Evidence, findings: &[Finding]) -> Vec<Verdict> {
    evidence.claims.iter().map(|claim| verdict(evidence, claim, findings)).collect()
}

fn verdict(evidence: &Evidence, claim: &ClaimEvidence, findings: &[Finding]) -> Verdict {
    let draft = evidence.draft;
    let place = |range: &Range<usize>| Place::new(&draft.text, draft.prose.span(range), "");
    let quotations = quotations_in(evidence, claim);
    let mut facts: Vec<FactVerdict> = quotations
        .iter()
        .map(|quotation| FactVerdict {
            kind: "quote",
            place: place(&quotation.range),
            status: quote_status(quotation),
            source: quote_source(evidence, quotation),
        })
        .collect();
    facts.extend(claim.facts.iter().map(|fact| FactVerdict {
        kind: kind_name(fact.kind),
        place: place(&fact.range),
        status: fact_status(&fact.outcome),
        source: fact_source(evidence, fact),
    }));
    let clashes = claim.facts.iter().filter(|fact| is_clash(&fact.outcome)).count() as f64;
    let bad_quotes = quotations.iter().filter(|quotation| is_bad(quotation)).count() as f64;
    let support = claim
        .support
        .as_ref()
        .map(|(_, support)| (support.passages * (1.0 - CLASH).powf(clashes + bad_quotes)).clamp(0.0, 1.0));
    let span = draft.prose.span(&claim.range);
    let first = findings.partition_point(|finding| finding.draft.span.start() < span.start());
    let flagged = findings[first..]
        .iter()
        .take_while(|finding| finding.draft.span.start() < span.end())
        .filter(|finding| finding.level >= Level::Warning)
        .map(|finding| finding.rule);
    let flagged: Vec<_> = flagged.collect();
    let status = if claim.unchecked.is_some() {
        Status::Unchecked
    } else if flagged.contains(&"unsupported_statement") {
        Status::Unsupported
    } else if !flagged.is_empty() {
        Status::Differs
    } else if support.is_some_and(|support| support < BORNE_OUT) && quotations.is_empty() {
        Status::Unsupported
    } else {
        Status::Agrees
    };
    // What is quoted tells more of where a claim is from than the words around it.
    let quoted = quotations.iter().find_map(quoted);
    let source = quoted
        .or_else(|| stated(evidence, claim))
        .map(|(source, range)| source_place(&evidence.sources[source], &range));
    let citations = &draft.claims[claim.claim].citations;
    let mut keys: Vec<String> = Vec::new();
    for citation in citations.iter() {
        for (target, resolved) in draft.citations[*citation].targets.iter().zip(&evidence.citations[*citation].targets)
        {
            let key = match resolved {
                Resolved::Seed(seed) => evidence.catalog.entries[*seed].key.clone(),
                _ => target.wanted.clone(),
            };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    Verdict { draft: place(&claim.range), keys, status, support, source, facts }
}

/// The words of the source that a quotation was held against.
fn quote_source(evidence: &Evidence, quotation: &Quotation) -> Option<SourcePlace> {
    let (number, outcome) = quotation.outcome.as_ref()?;
    if let Some(elsewhere) = &quotation.elsewhere {
        return Some(source_place(&elsewhere.source, &elsewhere.passage));
    }
    let passage = match outcome {
        Outcome::Verbatim { passage, .. } | Outcome::Altered { passage, .. } => passage.clone(),
        Outcome::Spliced { parts, .. } => parts.first()?.start..parts.first()?.end.max(parts.last()?.end),
        Outcome::Absent { nearest } => nearest.clone()?,
        Outcome::TooLong => return None,
    };
    Some(source_place(&evidence.sources[*number], &passage))
}

/// The fact of a source that one of the draft was held against.
fn fact_source(evidence: &Evidence, fact: &FactEvidence) -> Option<SourcePlace> {
    let (number, index) = match fact.outcome {
        FactOutcome::Agrees { source, fact } => (source, fact?),
        FactOutcome::Differs { source, fact, .. } | FactOutcome::Misspelled { source, fact } => (source, fact),
        FactOutcome::Absent | FactOutcome::Unclear => return None,
    };
    let source = &evidence.sources[number];
    let facts = source.facts(evidence.language);
    let range = match fact.kind {
        FactKind::Date => &facts.dates.get(index)?.range,
        FactKind::Quantity => &facts.quantities.get(index)?.range,
        FactKind::Name => &facts.names.get(index)?.range,
    };
    Some(source_place(source, range))
}

fn source_place(source: &Source, range: &Range<usize>) -> SourcePlace {
    let place = Place::new(&source.seed.text, source.seed.prose.span(range), "");
    SourcePlace { key: source.seed.key.clone(), place }
}

/// The citations that lead to a seed with text, by place.
pub fn marks(evidence: &Evidence) -> Vec<Mark> {
    let passages = passages(evidence);
    let by_key: FxHashMap<&str, usize> =
        evidence.sources.iter().enumerate().map(|(index, source)| (source.seed.key.as_str(), index)).collect();
    let citations = evidence.draft.citations.iter().zip(&evidence.citations).enumerate();
    let mut marks: Vec<Mark> = citations
        .filter(|(_, (_, cited))| !cited.sources.is_empty())
        .map(|(index, (citation, cited))| {
            let targets = citation.targets.iter().zip(&cited.targets).filter_map(|(target, resolved)| {
                let Resolved::Seed(seed) = resolved else { return None };
                let key = &evidence.catalog.entries[*seed].key;
                let number = *by_key.get(key.as_str())?;
                let source = &evidence.sources[number];
                let named = || target.locator.as_ref().and_then(|locator| named(source, &locator.kind));
                let passage = passages.get(&(index, number)).copied().or_else(named);
                Some(Target { draft: target.span, key: key.clone(), text: Arc::clone(&source.seed.text), passage })
            });
            Mark { draft: Place::new(&evidence.draft.text, citation.span, ""), targets: targets.collect() }
        })
        .collect();
    marks.sort_by_key(|mark| mark.draft.span);
    marks
}

/// For a citation and a source the first passage that bears out what the citation covers, quotations before statements.
fn passages(evidence: &Evidence) -> FxHashMap<(usize, usize), Span> {
    let mut found = FxHashMap::default();
    let mut add = |citations: &[usize], source: usize, range: &Range<usize>| {
        for citation in citations {
            found.entry((*citation, source)).or_insert_with(|| evidence.sources[source].seed.prose.span(range));
        }
    };
    for quotation in &evidence.quotations {
        quoted(quotation).iter().for_each(|(source, range)| add(&quotation.citations, *source, range));
    }
    for claim in &evidence.claims {
        let citations = &evidence.draft.claims[claim.claim].citations;
        stated(evidence, claim).iter().for_each(|(source, range)| add(citations, *source, range));
    }
    found
}

/// Where a source has the words of a quotation: the source's index and bytes of its prose.
fn quoted(quotation: &Quotation) -> Option<(usize, Range<usize>)> {
    match quotation.outcome.as_ref()? {
        (source, Outcome::Verbatim { passage, .. } | Outcome::Altered { passage, .. }) => {
            Some((*source, passage.clone()))
        }
        _ => None,
    }
}

/// The sentence of a source that carries most of what a claim says.
fn stated(evidence: &Evidence, claim: &ClaimEvidence) -> Option<(usize, Range<usize>)> {
    let (source, support) = claim.support.as_ref()?;
    let sentence = evidence.sources[*source].seed.prose.sentences.get(*support.best.first()?)?;
    Some((*source, sentence.range.clone()))
}

/// The place that a locator names.
fn named(source: &Source, locator: &LocatorKind) -> Option<Span> {
    let seed = &source.seed;
    let range = match locator {
        LocatorKind::Lines(first, last) => locator::lines(seed, *first as usize, *last as usize),
        LocatorKind::Paragraphs(first, _) => locator::paragraph(seed, *first as usize),
        LocatorKind::Heading(text) => locator::heading(seed, text),
        LocatorKind::Pages(..) | LocatorKind::Time(..) | LocatorKind::Other(_) => None,
    };
    range.map(|range| seed.prose.span(&range))
}

fn quotations_in<'a>(evidence: &'a Evidence, claim: &ClaimEvidence) -> &'a [Quotation] {
    let first = evidence.quotations.partition_point(|quotation| quotation.range.start < claim.range.start);
    let last = evidence.quotations.partition_point(|quotation| quotation.range.start < claim.range.end);
    &evidence.quotations[first..last.max(first)]
}

fn is_bad(quotation: &Quotation) -> bool {
    matches!(&quotation.outcome, Some((_, outcome)) if !matches!(outcome, Outcome::Verbatim { .. }))
}

fn quote_status(quotation: &Quotation) -> &'static str {
    match &quotation.outcome {
        None => "unchecked",
        Some(_) if quotation.elsewhere.is_some() => "elsewhere",
        Some((_, Outcome::Verbatim { .. })) => "verbatim",
        Some((_, Outcome::Altered { changes, .. })) if changes.iter().any(|change| change.kind.is_altering()) => {
            "altered"
        }
        Some((_, Outcome::Altered { .. })) => "minor",
        Some((_, Outcome::Spliced { .. })) => "spliced",
        Some((_, Outcome::Absent { .. } | Outcome::TooLong)) => "absent",
    }
}

fn fact_status(outcome: &FactOutcome) -> &'static str {
    match outcome {
        FactOutcome::Agrees { .. } => "agrees",
        FactOutcome::Differs { .. } => "differs",
        FactOutcome::Misspelled { .. } => "misspelled",
        FactOutcome::Absent => "absent",
        FactOutcome::Unclear => "unchecked",
    }
}

fn is_clash(outcome: &FactOutcome) -> bool {
    matches!(outcome, FactOutcome::Differs { .. } | FactOutcome::Misspelled { .. } | FactOutcome::Absent)
}

fn kind_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Date => "date",
        FactKind::Quantity => "quantity",
        FactKind::Name => "name",
    }
}

/// What was found in the draft, checked and left unchecked, in places for which `counts` says so.
pub fn coverage(evidence: &Evidence, counts: &dyn Fn(Span) -> bool) -> Coverage {
    let mut coverage = Coverage { drafts: 1, ..Coverage::default() };
    let counts = |range: &Range<usize>| counts(evidence.draft.prose.span(range));
    for quotation in evidence.quotations.iter().filter(|quotation| counts(&quotation.range)) {
        match quotation.unchecked {
            None => coverage.quotes.checked(),
            // Titles, nicknames and manners of speaking are no quotations.
            Some(why) if quotation.class == Class::Quotation => coverage.quotes.unchecked(why),
            Some(_) => {}
        }
    }
    for claim in evidence.claims.iter().filter(|claim| counts(&claim.range)) {
        match claim.unchecked {
            None => coverage.claims.checked(),
            Some(why) => coverage.claims.unchecked(why),
        }
        for fact in &claim.facts {
            let tally = match fact.kind {
                FactKind::Date => &mut coverage.dates,
                FactKind::Quantity => &mut coverage.quantities,
                FactKind::Name => &mut coverage.names,
            };
            match fact.outcome {
                FactOutcome::Unclear => tally.unchecked("without a counterpart in the source"),
                _ => tally.checked(),
            }
        }
    }
    coverage
}
