//! A name of a claim held against the names of a source (study D6).

use super::Evidence;
use super::FactOutcome;
use super::rival;
use super::view::View;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::facts::names::NameRelation;
use crate::text::plain;
use crate::text::word_id;
use std::ops::Range;

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
        Match::Misspelled { mention, .. } => {
            let there = view.source.seed.prose.slice(&facts.names[mention].range);
            let slip = names::differing_part(there, written, &language.names);
            let is_once = view.source.index.count(word_id(&there[slip]), 2) < 2;
            return if is_once && names::is_surer(written, there, &language.names) {
                FactOutcome::Unclear
            } else {
                FactOutcome::Misspelled { source: view.number, fact: mention }
            };
        }
        Match::Implied | Match::Ambiguous | Match::Absent { .. } => None,
    };
    let slot = view.counterpart(draft, &name.range);
    let in_slot: Vec<usize> = slot.map_or_else(Vec::new, |slot| {
        let first = facts.names.partition_point(|other| other.range.end <= slot.start);
        let last = facts.names.partition_point(|other| other.range.start < slot.end);
        (first..last.max(first)).collect()
    });
    let in_place = rival::in_its_place(view, draft, &name.range, &facts.names);
    let is_there = |index: &usize| {
        let there = view.source.seed.prose.slice(&facts.names[*index].range);
        // A bare surname is its bearer's: with another given name, it is somebody else's.
        let bearer = entities.of(*index).map_or(there, |bearer| entities.list[bearer].name.as_str());
        let is_same = |other: &str| {
            matches!(names::relation(written, other, &language.names), NameRelation::Same | NameRelation::Variant)
        };
        (entity.is_some() && entities.of(*index) == entity) || (is_same(there) && is_same(bearer))
    };
    if let Some(fact) = in_place.iter().chain(&in_slot).find(|index| is_there(index)) {
        return FactOutcome::Agrees { source: view.number, fact: Some(*fact) };
    }
    let is_rival = |index: usize| {
        let other = &facts.names[index];
        let theirs = view.source.seed.prose.slice(&other.range);
        let both_persons = name.kind == NameKind::Person && other.kind == NameKind::Person;
        let is_surely_there = in_place == Some(index);
        let may_be_persons =
            rival::may_be_person(name, written) && rival::may_be_person(other, theirs) && is_surely_there;
        let are_places = is_surely_there && rival::may_be_places(view, draft, name, other);
        (both_persons || may_be_persons || are_places)
            && rival::is_told_of(view, &other.range)
            && entities.of(index).is_some()
            && entities.of(index) != entity
    };
    // Who says a quotation is another question than who is spoken of.
    let is_speaker = evidence.is_beside_checked_quotation(&name.range);
    // Of several names in the slot, the one person of the same surname.
    let surname = |full: &str| full.rsplit_once(' ').map(|(_, last)| plain(last));
    let theirs = |index: &usize| view.source.seed.prose.slice(&facts.names[*index].range);
    let kin = surname(written).and_then(|ours| {
        let mut kin = in_slot.iter().copied().filter(|index| surname(theirs(index)).as_ref() == Some(&ours));
        kin.next().filter(|_| kin.next().is_none())
    });
    let sole = in_place.or(if let [only] = in_slot[..] { Some(only) } else { kin });
    if let Some(fact) = sole.filter(|fact| is_rival(*fact))
        && !is_speaker
        && (entity.is_some() || name.kind != NameKind::Person || names::is_sure(name, written, &language.names))
        && !matches!(found, Match::Ambiguous | Match::Implied)
    {
        return FactOutcome::Differs { source: view.number, fact, relation: crate::facts::Relation::Disjoint };
    }
    let is_person = name.kind == NameKind::Person
        || entity.is_some_and(|entity| entities.kind(entity) == NameKind::Person && name.kind == NameKind::Unknown);
    if let Some(entity) = entity.filter(|_| is_person && !is_speaker)
        && let Some(fact) = rival::beside_its_fact(view, evidence, name, entity)
    {
        return FactOutcome::Differs { source: view.number, fact, relation: crate::facts::Relation::Disjoint };
    }
    match found {
        Match::Absent { .. } if evidence.tells_where(name) => FactOutcome::Unclear,
        Match::Absent { .. }
            if name.is_certain && in_slot.is_empty() && names::is_sure(name, written, &language.names) =>
        {
            FactOutcome::Absent
        }
        Match::Absent { .. } => FactOutcome::Unclear,
        _ => FactOutcome::Agrees {
            source: view.number,
            fact: entity.and_then(|entity| entities.list[entity].mentions.first().copied()),
        },
    }
}

impl Evidence<'_> {
    /// True for a name beside the verb of saying of a quotation that is held against the source.
    fn is_beside_checked_quotation(&self, range: &Range<usize>) -> bool {
        let prose = &self.draft.prose;
        let sentence = &prose.sentences[prose.sentence_at(range.start)].range;
        let is_near = |quote: &Range<usize>| quote.start < sentence.end && sentence.start < quote.end;
        let checked =
            self.quotations.iter().any(|quotation| quotation.unchecked.is_none() && is_near(&quotation.range));
        checked && self.is_beside_quotation(range)
    }

    /// True for a place that only says where another lies: `Orle, Tarnshire`, `Orle in Tarnshire`.
    fn tells_where(&self, name: &Name) -> bool {
        let prose = &self.draft.prose;
        let first = prose.tokens_in(&name.range).start;
        let is_joined = first > 0 && matches!(prose.word(first - 1), "," | "in");
        let names = &self.facts.names;
        let before = names.partition_point(|other| other.range.start < name.range.start).checked_sub(1);
        let is_place = |kind: NameKind| matches!(kind, NameKind::Place | NameKind::Unknown);
        let follows = |other: &Name| {
            prose.tokens_in(&other.range).end + 1 == first && is_place(other.kind) && other.range != name.range
        };
        is_place(name.kind) && is_joined && before.is_some_and(|before| follows(&names[before]))
    }

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
