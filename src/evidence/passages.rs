//! The passages of a source that bear on a claim, and the share of the claim that they carry (study E3).

use super::Source;
use crate::facts::Language;
use crate::facts::names::Match;
use crate::facts::quotes::WordClass;
use crate::text::Prose;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A word of a claim that a source is searched for.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Token of the draft.
    pub token: usize,
    /// Identity of its stem.
    pub stem: u64,
    /// How much it tells: rare words, names and figures more.
    pub weight: f64,
    /// True for a name or a figure.
    pub is_marked: bool,
}

/// What a source has of a claim.
#[derive(Clone, Debug)]
pub struct Support {
    pub terms: Vec<Term>,
    /// For each of them, the sentences of the source that have it, in order, and the token there.
    pub places: Vec<Vec<(u32, u32)>>,
    /// Share, 0.0 to 1.0, of the claim's weight that its best window of sentences carries.
    pub window: f64,
    /// The same for its best few windows together.
    pub passages: f64,
    /// The same for the whole source.
    pub whole: f64,
    /// Sentences of the source, best first, at most five.
    pub best: Vec<usize>,
}

/// Sentences that are taken as evidence (study 0: the decisive one is among the first four in 37 of 37 cases).
const MOST_PASSAGES: usize = 5;

/// The words of `range` of the draft that tell something: no function words, no verbs of saying, none of the words
/// that speak of the source itself; `skip` are ranges left out.
pub fn terms(draft: &Prose, range: &Range<usize>, skip: &[Range<usize>], language: &Language) -> Vec<Term> {
    let words = &language.quotes;
    let mut found: Vec<Term> = Vec::new();
    let mut seen = FxHashSet::default();
    for index in draft.tokens_in(range) {
        let token = &draft.tokens[index];
        let tells = matches!(words.class(token.id), WordClass::Content | WordClass::Hedge | WordClass::Negation);
        if !token.is_spoken() || !tells || (token.range().len() == 1 && !token.has_digits()) {
            continue;
        }
        if words.reporting.has(token.id) || words.source_nouns.has(token.id) {
            continue;
        }
        if skip.iter().any(|skip| skip.contains(&token.start())) {
            continue;
        }
        let stem = words.inflections.stem_id(draft.word(index), token.id);
        if seen.insert(stem) {
            found.push(Term { token: index, stem, weight: 1.0, is_marked: token.is_capital() || token.has_digits() });
        }
    }
    found
}

/// What `source` has of `terms`.
pub fn support(draft: &Prose, mut terms: Vec<Term>, source: &Source, language: &Language) -> Support {
    let sentences = source.seed.prose.sentences.len().max(1) as f64;
    let stems = source.stems(&language.quotes.inflections);
    let mut by_sentence: FxHashMap<u32, Vec<(usize, f64)>> = FxHashMap::default();
    let mut all_places = Vec::with_capacity(terms.len());
    let mut whole = 0.0;
    let mut total = 0.0;
    for (number, term) in terms.iter_mut().enumerate() {
        let (places, share) = places(draft, term, source, language);
        let mut there: Vec<(u32, u32)> =
            places.iter().map(|position| (stems.sentences[*position], source.index.token(*position) as u32)).collect();
        there.dedup_by_key(|place| place.0);
        let seen: Vec<u32> = there.iter().map(|place| place.0).collect();
        all_places.push(there);
        let rarity = (1.0 + (sentences + 0.5) / (seen.len() as f64 + 0.5)).ln();
        // A word the source lacks altogether tells much, but it may be a synonym that no list has.
        term.weight = rarity
            * if term.is_marked {
                1.5
            } else if seen.is_empty() {
                0.6
            } else {
                1.0
            };
        // A figure that the source lacks is judged as a fact of its own.
        if seen.is_empty() && draft.tokens[term.token].has_digits() {
            term.weight = 0.0;
        }
        total += term.weight;
        if !seen.is_empty() {
            whole += term.weight * share;
        }
        for sentence in seen {
            by_sentence.entry(sentence).or_default().push((number, share));
        }
    }
    let mut scored: Vec<(f64, u32)> = by_sentence
        .iter()
        .map(|(sentence, hits)| (hits.iter().map(|(number, share)| terms[*number].weight * share).sum(), *sentence))
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    scored.truncate(MOST_PASSAGES);
    let covered = |sentences: &[u32]| {
        let mut best = vec![0.0_f64; terms.len()];
        for sentence in sentences {
            for near in sentence.saturating_sub(1)..=sentence + 1 {
                for (number, share) in by_sentence.get(&near).into_iter().flatten() {
                    best[*number] = best[*number].max(*share);
                }
            }
        }
        let carried: f64 = best.iter().zip(&terms).map(|(share, term)| share * term.weight).sum();
        if total > 0.0 { carried / total } else { 0.0 }
    };
    let best: Vec<u32> = scored.iter().map(|(_, sentence)| *sentence).collect();
    let window = best.iter().map(|sentence| covered(&[*sentence])).fold(0.0, f64::max);
    let passages = covered(&best[..best.len().min(3)]);
    let whole = if total > 0.0 { whole / total } else { 0.0 };
    let best = best.iter().map(|sentence| *sentence as usize).collect();
    Support { window, passages, whole, best, terms, places: all_places }
}

/// Where a source has a word, in order, and how well what it has there stands for it: 1 for the word itself, less for
/// one derived from it, less still for one of like meaning.
fn places(draft: &Prose, term: &Term, source: &Source, language: &Language) -> (Vec<usize>, f64) {
    let stems = source.stems(&language.quotes.inflections);
    let evidence = |position: &usize| source.is_evidence(*position);
    let same: Vec<usize> = stems.index.positions(term.stem).filter(evidence).take(256).collect();
    if !same.is_empty() {
        return (same, 1.0);
    }
    let letters = crate::text::plain(draft.word(term.token));
    if letters.chars().count() >= 5 && letters.chars().all(char::is_alphabetic) {
        let derived: Vec<usize> =
            stems.derived(&letters).iter().map(|position| *position as usize).filter(evidence).take(256).collect();
        if !derived.is_empty() {
            return (derived, 0.9);
        }
    }
    let mut alike: Vec<usize> = language
        .synonyms
        .of(term.stem)
        .flat_map(|stem| stems.index.positions(stem).take(64))
        .filter(evidence)
        .collect();
    alike.sort_unstable();
    if alike.is_empty() && term.is_marked && draft.tokens[term.token].is_capital() {
        return (named(draft.word(term.token), source, language), 0.9);
    }
    (alike, 0.8)
}

/// Where the source has another spelling of a name.
fn named(word: &str, source: &Source, language: &Language) -> Vec<usize> {
    let entities = source.entities(language);
    let (Match::Same(entity) | Match::Variant(entity)) = entities.find(word, &language.names) else {
        return Vec::new();
    };
    let names = &source.facts(language).names;
    let last = |mention: &usize| source.seed.prose.tokens_in(&names[*mention].range).end.checked_sub(1);
    let tokens = entities.list[entity].mentions.iter().take(64).filter_map(last);
    let mut places: Vec<usize> = tokens.map(|token| source.index.position_of(token)).collect();
    places.retain(|place| *place < source.index.len() && source.is_evidence(*place));
    places.sort_unstable();
    places
}
