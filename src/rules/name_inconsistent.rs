//! One person's name spelled in two ways within one draft.

use super::words;
use crate::evidence::Evidence;
use crate::evidence::Source;
use crate::facts::names::Match;
use crate::facts::names::NameKind;
use crate::facts::names::Spelling;
use crate::findings::Finding;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

/// Numbers of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Ways of writing names that are compared with one another; a longer draft is compared as far as that.
    most_names: usize,
}

/// One way of writing a name.
struct Form {
    spelling: Spelling,
    /// Index of its first mention.
    first: usize,
    mentions: usize,
}

pub fn check(evidence: &Evidence, params: &Params) -> Vec<Finding> {
    let prose = &evidence.draft.prose;
    let known = &evidence.language.names;
    let forms = forms(evidence, params.most_names);
    let mut found = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for (index, one) in forms.iter().enumerate() {
        for other in &forms[index + 1..] {
            let Some((ours, theirs)) = one.spelling.otherwise(&other.spelling, known) else { continue };
            if are_told_apart(evidence, one, other) {
                continue;
            }
            // What no source knows is the slip, then the rarer spelling; of equals the later one.
            let is_first = match (is_sourced(evidence, one), is_sourced(evidence, other)) {
                (true, false) => false,
                (false, true) => true,
                _ => one.mentions < other.mentions,
            };
            let (odd, part, usual, meant) =
                if is_first { (one, ours, other, theirs) } else { (other, theirs, one, ours) };
            let start = evidence.facts.names[odd.first].range.start;
            let range = start + part.start..start + part.end;
            let word = prose.slice(&range).to_owned();
            if seen.contains(&word) {
                continue;
            }
            let there = &evidence.facts.names[usual.first].range;
            let meant = words::plain(&prose.slice(there)[meant]);
            let (written, elsewhere) =
                (words::ticked(prose.slice(&evidence.facts.names[odd.first].range)), words::ticked(prose.slice(there)));
            let line = evidence.draft.text.position(prose.span(there).start()).line;
            let sentence =
                prose.sentences.get(prose.sentence_at(range.start)).map_or(&range, |sentence| &sentence.range);
            let label = format!("`{meant}` elsewhere");
            let message = format!("the name {written} is spelled {elsewhere} elsewhere in this draft");
            found.push(
                Finding::new(
                    "name_inconsistent",
                    words::in_draft(evidence, &range, label),
                    prose.span(sentence),
                    message,
                )
                .note(format!("line {line} has {elsewhere}"))
                .help(format!(
                    "write one of them throughout: {} or {}",
                    words::ticked(&meant),
                    words::ticked(&word)
                )),
            );
            seen.push(word);
        }
    }
    found
}

/// The ways in which the draft writes names of persons outside quotations, in order.
fn forms(evidence: &Evidence, most: usize) -> Vec<Form> {
    let prose = &evidence.draft.prose;
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut forms: Vec<Form> = Vec::new();
    for (index, name) in evidence.facts.names.iter().enumerate() {
        let written = prose.slice(&name.range);
        let is_person = matches!(name.kind, NameKind::Person | NameKind::Unknown) && name.is_certain;
        if !is_person || evidence.is_quoted(&name.range) || evidence.is_known_name(written) {
            continue;
        }
        if let Some(form) = known.get(written) {
            forms[*form].mentions += 1;
        } else if forms.len() < most {
            known.insert(written, forms.len());
            let spelling = Spelling::new(written, &evidence.language.names);
            forms.push(Form { spelling, first: index, mentions: 1 });
        }
    }
    // A word that is not surely a person's counts only beside one that is.
    let is_person = |form: &Form| evidence.facts.names[form.first].kind == NameKind::Person;
    if forms.iter().any(is_person) { forms } else { Vec::new() }
}

/// True when a source has the name as it is written.
fn is_sourced(evidence: &Evidence, form: &Form) -> bool {
    let written = evidence.draft.prose.slice(&evidence.facts.names[form.first].range);
    let knows = |source: &Arc<Source>| {
        let found = source.entities(evidence.language).find(written, &evidence.language.names);
        matches!(found, Match::Same(_)) && source.seed.prose.text.contains(written)
    };
    evidence.sources.iter().any(knows)
}

/// True when a source knows both names as two, or the newsroom says how they are spelled.
fn are_told_apart(evidence: &Evidence, one: &Form, other: &Form) -> bool {
    let written = |form: &Form| evidence.draft.prose.slice(&evidence.facts.names[form.first].range);
    let kind = |form: &Form| evidence.facts.names[form.first].kind;
    let (a, b) = (written(one), written(other));
    if kind(one) != NameKind::Person && kind(other) != NameKind::Person {
        return true;
    }
    let lists = |group: &Vec<String>| group.iter().any(|name| name == a) && group.iter().any(|name| name == b);
    let two = |source: &Arc<Source>| {
        let entities = source.entities(evidence.language);
        let find = |name: &str| entities.find(name, &evidence.language.names);
        matches!((find(a), find(b)), (Match::Same(one), Match::Same(other)) if one != other)
    };
    // Then name_misspelled speaks.
    let is_house = |form: &Form| {
        evidence.canonical_names.iter().any(|house| form.spelling.by_house(house, &evidence.language.names).is_some())
    };
    is_house(one) || is_house(other) || evidence.same_names.iter().any(lists) || evidence.sources.iter().any(two)
}
