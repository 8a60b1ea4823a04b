//! A quotation's speaker in the draft beside the one that the source gives the same words to (study A9).

use super::Evidence;
use super::Quotation;
use super::Source;
use super::quotes::Outcome;
use crate::facts::names;
use crate::facts::names::Match;
use crate::facts::names::NameKind;
use crate::facts::names::NameRelation;
use crate::facts::speakers;
use crate::facts::speakers::SpeakerKind;
use std::ops::Range;

/// A person who speaks.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The name, as full as the document has it.
    pub name: String,
    /// Bytes of the prose: the words that name the speaker beside what is said.
    pub range: Range<usize>,
    /// True when a pronoun or a role stands there, and the name is from elsewhere in the document.
    pub is_resolved: bool,
}

/// What a source has of who says the words of a passage.
#[derive(Clone, Debug)]
pub enum Said {
    /// Between quotation marks, or in a turn of a transcript, by one person.
    By(Voice),
    /// In the source's own words, as what a person says.
    Reported(Voice),
    /// It cannot be told.
    Unknown,
}

impl Evidence<'_> {
    /// The person whom the draft gives a quotation to.
    pub fn voice(&self, quotation: &Quotation) -> Option<Voice> {
        let speaker = self.speakers.get(quotation.quote)?.as_ref()?;
        let name = &self.facts.names[speaker.name.filter(|_| speaker.kind == SpeakerKind::Name)?];
        let name = (name.kind == NameKind::Person || name.kind == NameKind::Unknown).then_some(name)?;
        Some(Voice {
            name: self.draft.prose.slice(&name.range).to_owned(),
            range: name.range.clone(),
            is_resolved: false,
        })
    }

    /// Who says the quotation's words in the source that comes nearest, at every place where they stand.
    pub fn said(&self, quotation: &Quotation) -> Vec<(usize, Said)> {
        match &quotation.outcome {
            Some((source, Outcome::Verbatim { places, .. })) => {
                places.iter().map(|place| (*source, self.sources[*source].said(place, self))).collect()
            }
            Some((source, Outcome::Altered { passage, .. })) => {
                vec![(*source, self.sources[*source].said(passage, self))]
            }
            _ => Vec::new(),
        }
    }

    /// True when `draft` surely names another person than `source` does.
    pub fn are_two(&self, draft: &Voice, source: &Voice, of: &Source) -> bool {
        let words = &self.language.names;
        let entities = of.entities(self.language);
        let spellings = || std::iter::once(draft.name.as_str()).chain(self.spellings(&draft.name));
        let relations = || spellings().map(|name| names::relation(name, &source.name, words));
        let is_different = relations().all(|relation| relation == NameRelation::Different);
        // Two names that a source keeps apart are two, though the names alone would not tell.
        let is_open = relations().all(|relation| matches!(relation, NameRelation::Different | NameRelation::Unknown));
        match (entities.find(&draft.name, words), entities.find(&source.name, words)) {
            (Match::Same(one), Match::Same(other)) => one != other && is_open,
            (Match::Same(one) | Match::Variant(one), Match::Same(other) | Match::Variant(other)) => {
                one != other && is_different
            }
            (Match::Absent { .. }, Match::Same(_) | Match::Variant(_)) => is_different,
            _ => false,
        }
    }
}

impl Source {
    /// Who says the words at `passage`.
    fn said(&self, passage: &Range<usize>, evidence: &Evidence) -> Said {
        if let Some(said) = self.said_in_turn(passage, evidence) {
            return said;
        }
        let prose = &self.seed.prose;
        let tokens = prose.tokens_in(passage);
        if tokens.is_empty() {
            return Said::Unknown;
        }
        let holds = |token: usize| self.quote_at(self.index.position_of(token));
        let language = evidence.language;
        match (holds(tokens.start), holds(tokens.end - 1)) {
            (None, None) => {
                let touches = |quote: &crate::facts::quotes::Quote| {
                    quote.outer.start < passage.end && passage.start < quote.outer.end
                };
                let near = self.quotes.quotes.partition_point(|quote| quote.outer.start < passage.end);
                let block = prose.block_at(passage.start);
                let is_spoilt = self.quotes.unpaired.iter().any(|(mark, _)| prose.block_at(mark.start) == block);
                if is_spoilt || self.quotes.quotes[near.saturating_sub(8)..near].iter().any(touches) {
                    return Said::Unknown;
                }
                let names = &self.facts(language).names;
                let speaker = speakers::reporter(prose, &self.quotes, names, &language.speakers, passage);
                let voice = speaker.and_then(|speaker| self.voice_of(&speaker, evidence));
                voice.map_or(Said::Unknown, Said::Reported)
            }
            (Some(first), Some(last)) => {
                let all = self.speakers(language);
                let voice = |quote: usize| all[quote].as_ref().and_then(|speaker| self.voice_of(speaker, evidence));
                match (voice(first), voice(last)) {
                    (Some(one), Some(other)) if one.name == other.name => Said::By(one),
                    _ => Said::Unknown,
                }
            }
            _ => Said::Unknown,
        }
    }

    /// The turn of a transcript that a passage lies in.
    fn said_in_turn(&self, passage: &Range<usize>, evidence: &Evidence) -> Option<Said> {
        let turns = &self.seed.turns;
        let index = turns.partition_point(|turn| turn.range.start <= passage.start).checked_sub(1)?;
        let turn = turns.get(index).filter(|turn| turn.range.end >= passage.end)?;
        let letters = turn.speaker.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_person = letters > 2 && !evidence.language.speakers.is_role(&turn.speaker);
        let voice = Voice { name: turn.speaker.clone(), range: turn.label.clone(), is_resolved: false };
        Some(if is_person { Said::By(voice) } else { Said::Unknown })
    }

    fn voice_of(&self, speaker: &speakers::Speaker, evidence: &Evidence) -> Option<Voice> {
        let facts = self.facts(evidence.language);
        let index = speaker.name?;
        let entities = self.entities(evidence.language);
        let entity = entities.of(index).map(|entity| &entities.list[entity]);
        let is_person =
            facts.names[index].kind == NameKind::Person || entity.is_some_and(|entity| entity.kind == NameKind::Person);
        let written = self.seed.prose.slice(&facts.names[index].range);
        let name = entity.map_or(written, |entity| entity.name.as_str()).to_owned();
        let is_resolved = speaker.kind != SpeakerKind::Name;
        is_person.then(|| Voice { name, range: speaker.range.clone(), is_resolved })
    }
}
