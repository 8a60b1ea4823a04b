//! A draft and the seeds it cites to the evidence.

use super::Elsewhere;
use super::Evidence;
use super::Facts;
use super::Quotation;
use super::Source;
use super::quotes::Outcome;
use super::quotes::compare;
use crate::claims::CitationKind;
use crate::claims::Draft;
use crate::claims::Form;
use crate::claims::Scope;
use crate::facts::Language;
use crate::facts::dates::Days;
use crate::facts::names::Spelling;
use crate::facts::quotes;
use crate::facts::quotes::Class;
use crate::facts::quotes::Quotes;
use crate::facts::quotes::Segment;
use crate::facts::speakers;
use crate::seeds::Catalog;
use crate::seeds::Resolved;
use crate::text::Prose;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Where one citation leads: for each of its targets, what the catalogue says.
#[derive(Debug)]
pub struct Cited {
    pub targets: Vec<Resolved>,
    /// Indices into [`Evidence::sources`].
    pub sources: Vec<usize>,
    /// Why some of its seeds could not be read, by target.
    pub unreadable: Vec<(usize, String)>,
    /// True when it is a citation: a link to a page of the site or a handle is none.
    pub is_citation: bool,
}

/// What a seed is after opening.
#[derive(Clone, Debug)]
pub enum Opened {
    Source(Arc<Source>),
    /// Why it has no text to compare.
    Unreadable(String),
}

/// The numbers that comparing goes by.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Least share of a long quotation's weight that must stand unchanged (page of `misquote`).
    pub similarity: f64,
    /// Most words that a marked omission may leave out (page of `quote_spliced`).
    pub longest_omission: usize,
    /// Spelling conventions, contractions and figures count as changes.
    pub strict: bool,
}

/// What gathering needs to know of the run.
pub struct Surroundings<'a> {
    pub language: &'a Language,
    pub catalog: &'a Catalog,
    pub limits: Limits,
    /// Names that are never reported, and spellings of one name.
    pub known_names: &'a [String],
    pub same_names: &'a [Vec<String>],
    /// Names as the house spells them.
    pub canonical_names: &'a [Spelling],
    /// Opens a seed by its number in the catalogue.
    pub open: &'a (dyn Fn(usize) -> Opened + Sync),
    /// Looks a quotation up in the seeds that are not cited.
    pub elsewhere: &'a LookElsewhere<'a>,
}

/// Takes the draft's prose, a quotation's segments and the numbers of the seeds that are cited.
pub type LookElsewhere<'a> = dyn Fn(&Prose, &[Segment], &[usize]) -> Option<Elsewhere> + Sync + 'a;

/// Where each citation of `draft` leads, and with that what it covers.
pub fn resolve(draft: &mut Draft, catalog: &Catalog, scope: Scope) -> Vec<Vec<Resolved>> {
    let folder = Path::new(&draft.text.path).parent().unwrap_or(Path::new("")).to_owned();
    let resolved: Vec<Vec<Resolved>> = draft
        .citations
        .iter()
        .map(|citation| citation.targets.iter().map(|target| catalog.resolve(&folder, &target.wanted)).collect())
        .collect();
    let is_citation: Vec<bool> =
        draft.citations.iter().zip(&resolved).map(|(citation, targets)| is_citation(citation, targets)).collect();
    draft.rescope(scope, |index| is_citation[index]);
    resolved
}

fn is_citation(citation: &crate::claims::Citation, resolved: &[Resolved]) -> bool {
    if citation.targets.is_empty() {
        return citation.external || citation.problem.is_some();
    }
    citation.targets.iter().zip(resolved).any(|(target, resolved)| match (target.form, resolved) {
        (_, Resolved::Seed(_) | Resolved::Outside(_)) => true,
        (_, Resolved::NotASeed) => citation.kind == CitationKind::Note,
        (Form::Mention | Form::Word, Resolved::Missing { .. }) => false,
        (Form::Key | Form::Path, Resolved::Missing { .. }) => true,
    })
}

/// Opens what `draft` cites and holds its quotations against it.
pub fn gather<'a>(draft: &'a Draft, resolved: Vec<Vec<Resolved>>, around: &'a Surroundings<'a>) -> Evidence<'a> {
    let mut evidence = Evidence {
        draft,
        language: around.language,
        catalog: around.catalog,
        quotes: quotes::quotes(&draft.prose),
        citations: Vec::new(),
        sources: Vec::new(),
        quotations: Vec::new(),
        facts: Facts::default(),
        claims: Vec::new(),
        speakers: Vec::new(),
        known_names: around.known_names,
        same_names: around.same_names,
        canonical_names: around.canonical_names,
        unused_allowances: Vec::new(),
        changed: Vec::new(),
    };
    let mut opened: Vec<(usize, Result<usize, String>)> = Vec::new();
    for (citation, targets) in draft.citations.iter().zip(resolved) {
        let mut cited = Cited {
            is_citation: is_citation(citation, &targets),
            sources: Vec::new(),
            unreadable: Vec::new(),
            targets,
        };
        for (index, target) in cited.targets.iter().enumerate() {
            let Resolved::Seed(seed) = target else { continue };
            let known = opened.iter().position(|(other, _)| other == seed).unwrap_or_else(|| {
                let result = match (around.open)(*seed) {
                    Opened::Source(source) => {
                        evidence.sources.push(source);
                        Ok(evidence.sources.len() - 1)
                    }
                    Opened::Unreadable(why) => Err(why),
                };
                opened.push((*seed, result));
                opened.len() - 1
            });
            match &opened[known].1 {
                Ok(source) if !cited.sources.contains(source) => cited.sources.push(*source),
                Ok(_) => {}
                Err(why) => cited.unreadable.push((index, why.clone())),
            }
        }
        evidence.citations.push(cited);
    }
    let cited_seeds: Vec<usize> = opened.iter().map(|(seed, _)| *seed).collect();
    evidence.quotations = quotations(&evidence, around, &cited_seeds);
    if !draft.claims.is_empty() {
        let known = evidence.sources.first().map(|source| source.entities(around.language));
        let date = draft.front.date.as_ref().and_then(|(written, _)| Days::parse(written));
        evidence.facts = Facts::of(&draft.prose, around.language, date, known);
        evidence.speakers =
            speakers::speakers(&draft.prose, &evidence.quotes, &evidence.facts.names, &around.language.speakers);
        evidence.claims = super::claim::claims(&evidence);
    }
    evidence
}

fn quotations(evidence: &Evidence, around: &Surroundings, cited_seeds: &[usize]) -> Vec<Quotation> {
    let draft = evidence.draft;
    let words = &around.language.quotes;
    let quotes = &evidence.quotes;
    let mut found = Vec::new();
    // The block quotation whose own marks say what of it is quoted.
    let mut marked = None;
    let mut index = 0;
    while index < quotes.quotes.len() {
        let quote = &quotes.quotes[index];
        let first = index;
        index += 1;
        if quote.inside.is_some() && quote.inside != marked {
            continue;
        }
        let class = quotes::classify(&draft.prose, quote, words);
        if class == Class::None {
            continue;
        }
        let mut parts = vec![quote.range.clone()];
        if class == Class::Quotation && !quote.is_block {
            while let Some(next) = continuation(&draft.prose, quotes, index - 1, words) {
                parts.push(quotes.quotes[next].range.clone());
                index = next + 1;
            }
        }
        let quotation = quotation(evidence, around, cited_seeds, first, class, &parts);
        let is_verbatim = matches!(quotation.outcome, Some((_, Outcome::Verbatim { .. })));
        if quote.is_block && !is_verbatim && has_own_marks(quotes, first) {
            marked = Some(first);
        } else {
            found.push(quotation);
        }
    }
    found
}

/// True when a block quotation starts with a quotation that ends before it does: `> “We left,” said Hale.` Unless all of
/// it stands in the source, what is outside of its marks is the writer's.
fn has_own_marks(quotes: &Quotes, block: usize) -> bool {
    let whole = &quotes.quotes[block];
    let inner = quotes.quotes.get(block + 1).filter(|inner| inner.inside == Some(block));
    inner.is_some_and(|inner| inner.outer.start == whole.outer.start && inner.outer.end < whole.range.end)
}

/// Most words of an attribution that interrupts a quotation (study A1).
const LONGEST_ATTRIBUTION: usize = 14;

/// The quotation that goes on after the one at `index` is interrupted: `“We left,” said Hale, “when it rained.”`
fn continuation(prose: &Prose, quotes: &Quotes, index: usize, words: &quotes::Words) -> Option<usize> {
    let quote = &quotes.quotes[index];
    let next = (index + 1..quotes.quotes.len()).find(|next| quotes.quotes[*next].inside == quote.inside)?;
    let after = &quotes.quotes[next];
    if after.is_block || prose.block_at(quote.outer.start) != prose.block_at(after.outer.start) {
        return None;
    }
    let between = prose.tokens_in(&(quote.outer.end..after.outer.start));
    let tokens = &prose.tokens[between.clone()];
    let is_mark = |at: usize, mark: &str| prose.tokens.get(at).is_some_and(|token| &prose.text[token.range()] == mark);
    let spoken = tokens.iter().filter(|token| token.is_spoken()).count();
    let reports = tokens.iter().filter(|token| words.reporting.has(token.id)).count();
    let ends_sentence = between.clone().any(|at| [".", "!", "?", ";", ":"].iter().any(|mark| is_mark(at, mark)));
    let inner = prose.tokens_in(&quote.range);
    let comma_before = inner.end.checked_sub(1).is_some_and(|last| is_mark(last, ",")) || is_mark(between.start, ",");
    let comma_after = between.end.checked_sub(1).is_some_and(|last| is_mark(last, ",") && last >= between.start);
    let first = prose.tokens_in(&after.range).find(|at| prose.tokens[*at].is_spoken())?;
    let goes_on = !prose.tokens[first].is_capital();
    let fits =
        spoken <= LONGEST_ATTRIBUTION && reports == 1 && !ends_sentence && comma_before && comma_after && goes_on;
    fits.then_some(next)
}

fn quotation(
    evidence: &Evidence,
    around: &Surroundings,
    cited_seeds: &[usize],
    index: usize,
    class: Class,
    parts: &[Range<usize>],
) -> Quotation {
    let draft = evidence.draft;
    let prose = &draft.prose;
    let words = &around.language.quotes;
    let range = parts[0].start..parts[parts.len() - 1].end;
    let read = |literally: bool| -> Vec<Segment> {
        parts.iter().flat_map(|part| quotes::segments(prose, part, words, literally)).collect()
    };
    let segments = read(false);
    let sentence = &prose.sentences[prose.sentence_at(range.start)];
    let claim = if evidence.quotes.quotes[index].is_block {
        prose.blocks[prose.block_at(range.start)].range.clone()
    } else {
        sentence.range.start..sentence.range.end.max(range.end)
    };
    let count = segments.iter().map(|segment| segment.items.len()).sum();
    let mut found = Quotation {
        quote: index,
        range: range.clone(),
        class,
        claim,
        words: count,
        citations: draft.citations_of_quote(&range).map_or_else(Vec::new, |citations| citations.to_vec()),
        is_carried: draft.claim_at(range.start).is_some_and(|claim| claim.carried),
        outcome: None,
        elsewhere: None,
        unchecked: None,
    };
    if count == 0 || !matches!(class, Class::Quotation | Class::Phrase | Class::Title) {
        found.unchecked = Some("a name, a title or a word spoken of");
        return found;
    }
    if found.citations.is_empty() {
        found.unchecked = Some("quotation without a citation");
        if class == Class::Quotation {
            found.elsewhere = (around.elsewhere)(prose, &segments, &[]);
        }
        return found;
    }
    let sources = evidence.sources_of(&found.citations);
    if sources.is_empty() {
        found.unchecked = Some(evidence.why_unchecked(&found.citations));
        return found;
    }
    let literal = prose.slice(&range).contains('[').then(|| read(true));
    let mut best: Option<(usize, Outcome)> = None;
    for source in sources {
        for reading in literal.iter().chain(std::iter::once(&segments)) {
            let outcome = compare(prose, reading, &evidence.sources[source], around.language, &around.limits);
            if best.as_ref().is_none_or(|(_, known)| outcome.rank() < known.rank()) {
                best = Some((source, outcome));
            }
        }
    }
    let is_absent = matches!(best, Some((_, Outcome::Absent { .. })));
    if is_absent {
        found.elsewhere = (around.elsewhere)(prose, &segments, cited_seeds);
    }
    // A phrase that nobody is said to have said, and a title, are the writer's own words unless a source has them.
    if class != Class::Quotation && is_absent && (found.elsewhere.is_none() || class == Class::Title) {
        found.unchecked = Some("a phrase that is not said to be anyone's");
        found.elsewhere = None;
        return found;
    }
    if class == Class::Title && !matches!(best, Some((_, Outcome::Verbatim { .. }))) {
        found.unchecked = Some("a title");
        return found;
    }
    if matches!(best, Some((_, Outcome::TooLong))) {
        found.unchecked = Some("longer than can be compared word by word");
        return found;
    }
    if class == Class::Phrase && !matches!(best, Some((_, Outcome::Verbatim { .. } | Outcome::Absent { .. }))) {
        found.unchecked = Some("a phrase that is not said to be anyone's");
        return found;
    }
    found.outcome = best;
    found
}
