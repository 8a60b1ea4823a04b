//! Words that can stand for each other: used to find support, never to find fault.

use super::inflection::Inflections;
use crate::text::Lists;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Groups of words of like meaning, by the identity of their stems.
#[derive(Debug, Default)]
pub struct Synonyms {
    groups: FxHashMap<u64, Vec<u16>>,
    members: Vec<Vec<u64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// # Errors
    /// When a newsroom's `synonyms.toml` has another shape than ours.
    pub fn new(lists: &Lists, inflections: &Inflections) -> Result<Synonyms> {
        let listed: Groups = lists.read("synonyms")?;
        let mut synonyms = Synonyms::default();
        for words in listed.groups {
            let number = synonyms.members.len() as u16;
            let stems: Vec<u64> = words.iter().map(|word| inflections.stem_id(word, word_id(word))).collect();
            for stem in &stems {
                synonyms.groups.entry(*stem).or_default().push(number);
            }
            synonyms.members.push(stems);
        }
        Ok(synonyms)
    }

    /// Stems of the words that can stand for the one whose stem is `stem`, itself left out.
    pub fn of(&self, stem: u64) -> impl Iterator<Item = u64> {
        let groups = self.groups.get(&stem).map_or(&[][..], Vec::as_slice);
        groups.iter().flat_map(|group| &self.members[*group as usize]).copied().filter(move |other| *other != stem)
    }
}
