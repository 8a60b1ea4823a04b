//! The words of a document's entities, found by sound and by nearly their letters.
//!
//! Made when the first name is looked up that the document does not have as written; most drafts need it seldom.

use super::compare;
use super::entities::Entity;
use super::letters::EMPTY;
use super::letters::then;
use super::parts::Part;
use super::sound;
use super::words::Words;
use rustc_hash::FxHashMap;

#[derive(Debug, Default)]
pub struct Alike {
    by_group: FxHashMap<u16, Vec<u32>>,
    by_sound: FxHashMap<u64, Vec<u32>>,
    /// Words with up to two letters left out: two words a slip apart share one such form. Method: symmetric deletes
    /// (Garbe 2012).
    by_form: FxHashMap<u64, Vec<(u32, u8)>>,
}

/// Entities looked at for one form of a word; more than these sound or look alike only in made-up texts.
const MOST: usize = 16;

/// Longer words are indexed by one letter left out only.
const LONGEST_FOR_TWO: usize = 14;

impl Alike {
    pub fn new(entities: &[Entity], words: &Words) -> Alike {
        let mut made = Alike::default();
        let mut forms = Vec::new();
        for (index, entity) in entities.iter().enumerate() {
            let index = index as u32;
            for (at, part) in entity.parts.list.iter().enumerate().filter(|(_, part)| !part.is_initial) {
                for group in words.groups(part.id) {
                    push(made.by_group.entry(group).or_default(), index);
                }
                if let Some(key) = sound_key(part) {
                    push(made.by_sound.entry(key).or_default(), index);
                }
                shortened(&part.letters, &mut forms);
                for form in &forms {
                    let listed = made.by_form.entry(*form).or_default();
                    if listed.len() < MOST {
                        listed.push((index, at as u8));
                    }
                }
            }
        }
        made
    }

    /// Adds the entities with a word that may be `part` spelled otherwise.
    pub fn collect(&self, part: &Part, entities: &[Entity], words: &Words, found: &mut Vec<u32>) {
        if part.is_initial {
            return;
        }
        let mut add = |listed: Option<&Vec<u32>>| found.extend(listed.into_iter().flatten().take(MOST));
        for group in words.groups(part.id) {
            add(self.by_group.get(&group));
        }
        add(sound_key(part).and_then(|key| self.by_sound.get(&key)));
        let mut forms = Vec::new();
        shortened(&part.letters, &mut forms);
        let mut near: Vec<(u32, u8)> =
            forms.iter().filter_map(|form| self.by_form.get(form)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let is_near = |(entity, at): &(u32, u8)| {
            let other = &entities[*entity as usize].parts.list[usize::from(*at)];
            compare::is_slip(part, other, words)
        };
        found.extend(near.into_iter().filter(is_near).map(|(entity, _)| entity));
    }
}

fn sound_key(part: &Part) -> Option<u64> {
    let key = sound::loose(&sound::tight(&part.letters));
    (key.len() >= 2).then(|| hash(&key))
}

/// The word itself, and it with one letter left out; with two where it is long enough for two slips.
fn shortened(word: &str, forms: &mut Vec<u64>) {
    forms.clear();
    let letters = word.as_bytes();
    if letters.len() < 3 || letters.len() > 64 {
        return;
    }
    forms.push(hash(letters));
    let without = |skipped: &dyn Fn(usize) -> bool| {
        let kept = letters.iter().enumerate().filter(|(at, _)| !skipped(*at));
        kept.fold(EMPTY, |sum, (_, byte)| then(sum, u64::from(*byte)))
    };
    for one in 0..letters.len() {
        forms.push(without(&|at| at == one));
        // Two slips are allowed from eight letters on; the other word may be shorter by two.
        if (6..=LONGEST_FOR_TWO).contains(&letters.len()) {
            forms.extend((one + 1..letters.len()).map(|other| without(&|at| at == one || at == other)));
        }
    }
    forms.sort_unstable();
    forms.dedup();
}

fn push(listed: &mut Vec<u32>, entity: u32) {
    if listed.len() < MOST && listed.last() != Some(&entity) {
        listed.push(entity);
    }
}

fn hash(key: &[u8]) -> u64 {
    key.iter().fold(EMPTY, |sum, byte| then(sum, u64::from(*byte)))
}
