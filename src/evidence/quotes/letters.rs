//! Where a quotation stands in a source letter by letter: for one so short, or so full of slips, that its words do not
//! show it.

use crate::evidence::Source;
use crate::text::plain;
use std::ops::Range;

/// The words of a source in plain letters, a space after each.
#[derive(Debug, Default)]
pub struct Letters {
    text: Vec<u8>,
    /// Where the word at each position starts.
    starts: Vec<u32>,
}

impl Letters {
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Letters {
        let mut letters = Letters::default();
        for word in words {
            letters.starts.push(letters.text.len() as u32);
            push(&mut letters.text, word);
        }
        letters
    }

    fn position(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at).saturating_sub(1)
    }
}

fn push(text: &mut Vec<u8>, word: &str) {
    if word.is_ascii() {
        text.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    } else {
        text.extend_from_slice(plain(word).as_bytes());
    }
    text.push(b' ');
}

/// Share of the letters that may be other (study A6: more would accuse where nothing was quoted).
const MOST_SLIPS: usize = 4;
/// Fewest letters of a quotation that is looked for so.
const FEWEST: usize = 8;
/// Steps of 64 letters against one that a search may take: 0.1 s.
const MOST_STEPS: usize = 40_000_000;

/// The positions of `source` that come nearest to `words` letter by letter; `None` when more than a quarter of the
/// letters differ, or when the search would take too long.
pub fn nearest<'a>(words: impl Iterator<Item = &'a str>, source: &Source) -> Option<Range<usize>> {
    let mut pattern = Vec::new();
    words.for_each(|word| push(&mut pattern, word));
    pattern.pop();
    let letters = source.letters();
    let steps = pattern.len().div_ceil(64).saturating_mul(letters.text.len());
    if pattern.len() < FEWEST || steps > MOST_STEPS {
        return None;
    }
    let (end, slips) = best_end(&pattern, letters.text.iter().copied());
    let most = pattern.len() / MOST_SLIPS;
    if slips > most || end == 0 {
        return None;
    }
    pattern.reverse();
    let reach = end.saturating_sub(pattern.len() + most)..end;
    let (back, _) = best_end(&pattern, letters.text[reach].iter().rev().copied());
    let start = end - back.max(1);
    Some(letters.position(start)..letters.position(end - 1) + 1)
}

/// The first end, in letters of `text`, of the stretch with the fewest slips, and how many those are.
///
/// Time grows with letters of `text` × letters of `pattern` / 64. Method: Myers 1999, in blocks as by Hyyrö 2003, the
/// start in the text free.
fn best_end(pattern: &[u8], text: impl Iterator<Item = u8>) -> (usize, usize) {
    let blocks = pattern.len().div_ceil(64).max(1);
    let mut equal = vec![0_u64; 256 * blocks];
    for (index, letter) in pattern.iter().enumerate() {
        equal[usize::from(*letter) * blocks + index / 64] |= 1 << (index % 64);
    }
    let last_row = 1_u64 << ((pattern.len().max(1) - 1) % 64);
    let mut column = vec![(!0_u64, 0_u64); blocks];
    let mut slips = pattern.len();
    let mut best = (0, slips);
    for (at, letter) in text.enumerate() {
        let mut carry = 0_i8;
        for (block, (more, less)) in column.iter_mut().enumerate() {
            let top = if block + 1 == blocks { last_row } else { 1 << 63 };
            carry = advance(equal[usize::from(letter) * blocks + block], more, less, carry, top);
        }
        slips = slips.saturating_add_signed(isize::from(carry));
        if slips < best.1 {
            best = (at + 1, slips);
        }
    }
    best
}

/// One block, one letter on: the bits say where a row is one more, or one less, than the row above.
fn advance(equal: u64, more: &mut u64, less: &mut u64, carry: i8, top: u64) -> i8 {
    let vertical = equal | *less;
    let equal = if carry < 0 { equal | 1 } else { equal };
    let horizontal = ((equal & *more).wrapping_add(*more) ^ *more) | equal;
    let mut rises = *less | !(horizontal | *more);
    let mut falls = *more & horizontal;
    let out = i8::from(rises & top != 0) - i8::from(falls & top != 0);
    rises <<= 1;
    falls <<= 1;
    match carry {
        1 => rises |= 1,
        -1 => falls |= 1,
        _ => {}
    }
    *more = falls | !(vertical | rises);
    *less = rises & vertical;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sellers 1980, the whole table.
    fn slowly(pattern: &[u8], text: &[u8]) -> (usize, usize) {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut best = (0, pattern.len());
        for (at, letter) in text.iter().enumerate() {
            let mut diagonal = column[0];
            for row in 1..=pattern.len() {
                let same = diagonal + usize::from(pattern[row - 1] != *letter);
                diagonal = column[row];
                column[row] = same.min(column[row] + 1).min(column[row - 1] + 1);
            }
            if column[pattern.len()] < best.1 {
                best = (at + 1, column[pattern.len()]);
            }
        }
        best
    }

    proptest! {
        #[test]
        fn agrees_with_the_slow_way(pattern in "[ab c]{1,150}", text in "[ab c]{0,300}") {
            prop_assert_eq!(best_end(pattern.as_bytes(), text.bytes()), slowly(pattern.as_bytes(), text.as_bytes()));
        }
    }
}
