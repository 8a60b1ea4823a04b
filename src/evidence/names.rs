//! A name of a claim held against the names of a source (study D6).

use super::Evidence;
use super::FactOutcome;
use super::claim::View;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::facts::names::NameRelation;

pub(super) fn outcome(name: &Name, view: &View, evidence: &Evidence) -> FactOutcome {
    let (draft, language) = (&evidence.draft.prose, evidence.language);
    let facts = view.source.facts(language);
    let entities = view.source.entities(language);
    let written = draft.slice(&name.range);
    let found = evidence
        .spellings(written)
        .map(|spelling| entities.find(spelling, &language.names))
        .find(|found| found.is_known());
    let found = found.unwrap_or_else(|| entities.find(written, &language.names));
    let entity = match found {
        Match::Same(entity) | Match::Variant(entity) => Some(entity),
        Match::Misspelled { mention, .. } => return FactOutcome::Misspelled { source: view.number, fact: mention },
        Match::Implied | Match::Ambiguous | Match::Absent { .. } => None,
    };
    let slot = view.counterpart(draft, &name.range);
    let in_slot: Vec<usize> = slot.map_or_else(Vec::new, |slot| {
        let first = facts.names.partition_point(|other| other.range.end <= slot.start);
        let last = facts.names.partition_point(|other| other.range.start < slot.end);
        (first..last.max(first)).collect()
    });
    let is_there = |index: &usize| {
        let there = view.source.seed.prose.slice(&facts.names[*index].range);
        let same =
            || matches!(names::relation(written, there, &language.names), NameRelation::Same | NameRelation::Variant);
        (entity.is_some() && entities.of(*index) == entity) || same()
    };
    if let Some(fact) = in_slot.iter().find(|index| is_there(index)) {
        return FactOutcome::Agrees { source: view.number, fact: Some(*fact) };
    }
    let is_rival = |index: &usize| {
        let other = &facts.names[*index];
        let both_persons = name.kind == NameKind::Person && other.kind == NameKind::Person;
        both_persons && entities.of(*index).is_some() && entities.of(*index) != entity
    };
    // Who says a quotation is another question than who is spoken of.
    let is_speaker = evidence.is_beside_quotation(&name.range);
    if !is_speaker && !matches!(found, Match::Ambiguous | Match::Implied) && in_slot.len() == 1 && is_rival(&in_slot[0])
    {
        return FactOutcome::Differs {
            source: view.number,
            fact: in_slot[0],
            relation: crate::facts::Relation::Disjoint,
        };
    }
    match found {
        Match::Absent { .. } if name.is_certain && in_slot.is_empty() => FactOutcome::Absent,
        Match::Absent { .. } => FactOutcome::Unclear,
        _ => FactOutcome::Agrees {
            source: view.number,
            fact: entity.and_then(|entity| entities.list[entity].mentions.first().copied()),
        },
    }
}

impl Evidence<'_> {
    /// True for a name that the newsroom's configuration lists as known.
    pub fn is_known_name(&self, name: &str) -> bool {
        let folded = crate::text::plain(name);
        self.known_names.iter().any(|known| crate::text::plain(known) == folded)
    }

    /// Other spellings of a name, by the newsroom's configuration.
    pub(super) fn spellings(&self, name: &str) -> impl Iterator<Item = &str> {
        let folded = crate::text::plain(name);
        let groups =
            self.same_names.iter().filter(move |group| group.iter().any(|one| crate::text::plain(one) == folded));
        groups.flatten().map(String::as_str)
    }
}
