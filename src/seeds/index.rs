//! The words of a seed by their identity, so that a quotation finds where it stands.

use crate::text::Prose;
use std::ops::Range;

/// The spoken words of a text in order, and where each of them stands.
///
/// Positions count spoken words from 0. Memory is 20 bytes a word; building takes one pass.
#[derive(Debug, Default)]
pub struct Index {
    ids: Vec<u64>,
    /// Token of each position.
    tokens: Vec<u32>,
    /// First position of each bucket of identities, and for each position the next one in its bucket; plus one, 0 for
    /// none.
    heads: Vec<u32>,
    next: Vec<u32>,
}

impl Index {
    pub fn new(prose: &Prose) -> Index {
        let spoken = prose.tokens.iter().enumerate().filter(|(_, token)| token.is_spoken());
        let (mut ids, mut tokens) = (Vec::with_capacity(prose.tokens.len()), Vec::with_capacity(prose.tokens.len()));
        for (index, token) in spoken {
            ids.push(token.id);
            tokens.push(index as u32);
        }
        Index::of(ids, tokens)
    }

    /// Words given by their identities, each with its token.
    pub fn of(ids: Vec<u64>, tokens: Vec<u32>) -> Index {
        let mut index =
            Index { heads: vec![0; ids.len().next_power_of_two().max(2)], next: vec![0; ids.len()], ids, tokens };
        // Backwards, so that each chain runs forwards through the text.
        for position in (0..index.ids.len()).rev() {
            let bucket = index.bucket(index.ids[position]);
            index.next[position] = index.heads[bucket];
            index.heads[bucket] = position as u32 + 1;
        }
        index
    }

    fn bucket(&self, id: u64) -> usize {
        // The high bits of FNV are the better mixed ones.
        ((id ^ (id >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.heads.len() - 1)
    }

    /// Number of spoken words.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub fn ids(&self) -> &[u64] {
        &self.ids
    }

    /// Positions of the word `id`, in order.
    pub fn positions(&self, id: u64) -> impl Iterator<Item = usize> {
        let mut at = if self.ids.is_empty() { 0 } else { self.heads[self.bucket(id)] };
        std::iter::from_fn(move || {
            while at != 0 {
                let position = at as usize - 1;
                at = self.next[position];
                if self.ids[position] == id {
                    return Some(position);
                }
            }
            None
        })
    }

    /// How often the word `id` stands in the text; counting stops at `limit`.
    pub fn count(&self, id: u64, limit: usize) -> usize {
        self.positions(id).take(limit).count()
    }

    /// Token at `position`.
    pub fn token(&self, position: usize) -> usize {
        self.tokens[position] as usize
    }

    /// First position at or after `token`.
    pub fn position_of(&self, token: usize) -> usize {
        self.tokens.partition_point(|known| (*known as usize) < token)
    }

    /// Bytes of the prose from the first to the last of `positions`.
    pub fn range(&self, prose: &Prose, positions: &Range<usize>) -> Range<usize> {
        if positions.is_empty() {
            let at = self
                .tokens
                .get(positions.start)
                .map_or(prose.text.len(), |token| prose.tokens[*token as usize].start());
            return at..at;
        }
        prose.tokens[self.token(positions.start)].start()..prose.tokens[self.token(positions.end - 1)].end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Splitter;
    use crate::text::word_id;

    #[test]
    fn where_words_stand() {
        let prose = Prose::plain("The bridge, the old bridge.", &Splitter::default());
        let index = Index::new(&prose);
        assert_eq!(index.positions(word_id("the")).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(index.positions(word_id("mayor")).count(), 0);
        assert_eq!(prose.slice(&index.range(&prose, &(1..5))), "bridge, the old bridge");
        assert_eq!(Index::new(&Prose::default()).positions(1).count(), 0);
    }
}
