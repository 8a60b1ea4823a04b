//! The words of a source by their stems, with the sentence of each.

use crate::facts::inflection::Inflections;
use crate::seeds::Index;
use crate::text::Prose;
use crate::text::plain;
use crate::text::word_id;
use rustc_hash::FxHashMap;

/// Positions are those of the source's index.
#[derive(Debug)]
pub struct Stems {
    pub index: Index,
    /// Number of the sentence of each position.
    pub sentences: Vec<u32>,
    /// Positions of the words that start with the same five letters.
    beginnings: FxHashMap<u64, Vec<u32>>,
    words: Vec<(u32, u32)>,
    text: String,
}

/// Letters that a word and one derived from it share at least: `visit` and `visitor`, `harbour` and `harbours`.
const SHARED: usize = 5;

impl Stems {
    pub fn new(prose: &Prose, index: &Index, inflections: &Inflections) -> Stems {
        let mut stems = Stems {
            index: Index::default(),
            sentences: Vec::new(),
            beginnings: FxHashMap::default(),
            words: Vec::new(),
            text: String::new(),
        };
        let (mut ids, mut tokens) = (Vec::with_capacity(index.len()), Vec::with_capacity(index.len()));
        let mut sentence = 0;
        for position in 0..index.len() {
            let number = index.token(position);
            let token = &prose.tokens[number];
            while prose.sentences.get(sentence + 1).is_some_and(|next| next.tokens.start <= number) {
                sentence += 1;
            }
            let letters = prose.word(number);
            ids.push(inflections.stem_id(letters, token.id));
            tokens.push(number as u32);
            stems.sentences.push(sentence as u32);
            let start = stems.text.len() as u32;
            if token.is_word() && letters.len() >= SHARED {
                if letters.is_ascii() {
                    stems.text.extend(letters.chars().map(|letter| letter.to_ascii_lowercase()));
                } else {
                    stems.text.push_str(&plain(letters));
                }
                if let Some(beginning) = stems.text[start as usize..].get(..SHARED) {
                    stems.beginnings.entry(word_id(beginning)).or_default().push(position as u32);
                }
            }
            stems.words.push((start, stems.text.len() as u32));
        }
        stems.index = Index::of(ids, tokens);
        stems
    }

    /// Positions of the words that `letters`, in plain form, may be derived from, or that are derived from it: the
    /// shorter is the beginning of the longer but for at most two letters.
    pub fn derived(&self, letters: &str) -> Vec<u32> {
        let Some(beginning) = letters.get(..SHARED) else { return Vec::new() };
        let near = self.beginnings.get(&word_id(beginning)).map_or(&[][..], Vec::as_slice);
        near.iter()
            .copied()
            .filter(|position| {
                let (start, end) = self.words[*position as usize];
                let other = &self.text[start as usize..end as usize];
                let shared = letters.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
                shared + 2 >= letters.len().min(other.len()) && letters.len().abs_diff(other.len()) <= 6
            })
            .collect()
    }
}
