//! Words of a quotation laid against words of a source, at the least cost.

use std::ops::Range;

/// One word to lay against a source.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub id: u64,
    /// What it costs to change or drop it.
    pub weight: u32,
    /// Words of the source may be left out before it at no cost: an ellipsis or a bracket stands there.
    pub gap_before: bool,
}

/// What became of a word. Numbers are indices of pieces and positions of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Same(usize, usize),
    Changed(usize, usize),
    /// Only in the quotation.
    Added(usize),
    /// Only in the source.
    Dropped(usize),
    /// Only in the source, where the quotation marks an omission.
    Omitted(usize),
}

/// A quotation laid against a stretch of a source.
#[derive(Clone, Debug)]
pub struct Alignment {
    pub steps: Vec<Step>,
    pub cost: u32,
    /// Cost of a quotation that has nothing in common with the source.
    pub total: u32,
    /// Positions of the source from the first to the last word that a piece was laid on.
    pub source: Range<usize>,
}

impl Alignment {
    /// Share of the quotation's weight that stands unchanged, 0.0 to 1.0.
    pub fn similarity(&self) -> f64 {
        if self.total == 0 { 0.0 } else { 1.0 - f64::from(self.cost.min(self.total)) / f64::from(self.total) }
    }

    pub fn same(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step, Step::Same(..))).count()
    }

    /// Where the quotation ends in changed words and its last word stands among those they were laid on, the word is
    /// itself and the source simply goes on: `engage with him` for `isolate him, but`. Giving up a word near the end is
    /// dear, so the cheapest way changes one word more; its cost stays what it is.
    pub fn with_last_word(mut self, pieces: &[Piece], source: &[u64], first: usize) -> Alignment {
        let run = self.steps.iter().rev().take_while(|step| matches!(step, Step::Changed(..))).count();
        let start = self.steps.len() - run;
        let Some(Step::Changed(last, _)) = self.steps.last().copied() else { return self };
        let is_own = |step: &Step| matches!(step, Step::Changed(_, at) if source[*at - first] == pieces[last].id);
        let Some(own) = self.steps[start..].iter().rposition(is_own) else { return self };
        let Step::Changed(_, place) = self.steps[start + own] else { return self };
        for step in &mut self.steps[start + own..] {
            if let Step::Changed(piece, _) = *step {
                *step = Step::Added(piece);
            }
        }
        let end = self.steps.len() - 1;
        self.steps[end] = Step::Same(last, place);
        self.source.end = place + 1;
        self
    }
}

const FROM_BOTH: u8 = 0;
const FROM_PIECE: u8 = 1;
const FROM_SOURCE: u8 = 2;

/// Because the ends of the source are free, to give up a light word at an end of the quotation would cost less than to
/// miss a weighty one beside it: `We promised` for `We never promised`. Within three words of an end, giving up costs
/// more than missing any one word.
const END: usize = 3;
const AT_END: u32 = 16;

/// What it costs that the source does not have the piece at `index`.
pub fn giving_up(pieces: &[Piece], index: usize) -> u32 {
    let weight = pieces[index].weight;
    if index < END || index + END >= pieces.len() { weight.max(AT_END) } else { weight }
}

/// Lays all of `pieces` on the best stretch of `source`, which starts at position `first`; `weights` are the costs of
/// dropping the words of the source.
///
/// Time and memory grow with pieces × source words. Method: Sellers 1980, edit distance with free ends in the text, on
/// words with weights in place of letters.
pub fn align(pieces: &[Piece], source: &[u64], weights: &[u32], first: usize) -> Alignment {
    let (rows, columns) = (pieces.len(), source.len());
    let width = columns + 1;
    let mut from = vec![FROM_SOURCE; (rows + 1) * width];
    let mut above: Vec<u32> = vec![0; width];
    let mut row: Vec<u32> = vec![0; width];
    for (index, piece) in pieces.iter().enumerate() {
        let line = &mut from[(index + 1) * width..(index + 2) * width];
        let given_up = giving_up(pieces, index);
        row[0] = above[0] + given_up;
        line[0] = FROM_PIECE;
        // After the last piece the source goes on for nothing: its end is free as well.
        let free = pieces.get(index + 1).is_some_and(|next| next.gap_before);
        for column in 1..width {
            let is_same = source[column - 1] == piece.id;
            let changed = if is_same { 0 } else { piece.weight.max(weights[column - 1]) };
            let mut best = above[column - 1] + changed;
            let mut how = FROM_BOTH;
            let added = above[column] + given_up;
            if added < best {
                (best, how) = (added, FROM_PIECE);
            }
            let dropped = row[column - 1] + if free { 0 } else { weights[column - 1] };
            // Of two ways that cost the same, the one that loses a word keeps more of the others.
            if dropped <= best {
                (best, how) = (dropped, FROM_SOURCE);
            }
            row[column] = best;
            line[column] = how;
        }
        std::mem::swap(&mut above, &mut row);
    }
    let total = pieces.iter().map(|piece| piece.weight).sum();
    // Of ends that cost the same, one at the quotation's own last word.
    let is_last = |column: usize| column > 0 && pieces.last().is_some_and(|piece| piece.id == source[column - 1]);
    let end = (0..width).min_by_key(|column| (above[*column], !is_last(*column))).unwrap_or(0);
    trace(pieces, source, first, &from, end, Alignment { steps: Vec::new(), cost: above[end], total, source: 0..0 })
}

fn trace(pieces: &[Piece], source: &[u64], first: usize, from: &[u8], end: usize, mut found: Alignment) -> Alignment {
    let width = source.len() + 1;
    let (mut row, mut column) = (pieces.len(), end);
    while row > 0 {
        let step = match from[row * width + column] {
            FROM_BOTH => {
                (row, column) = (row - 1, column - 1);
                let is_same = pieces[row].id == source[column];
                if is_same { Step::Same(row, first + column) } else { Step::Changed(row, first + column) }
            }
            FROM_PIECE => {
                row -= 1;
                Step::Added(row)
            }
            _ => {
                column -= 1;
                let is_marked = pieces.get(row).is_some_and(|next| next.gap_before);
                if is_marked { Step::Omitted(first + column) } else { Step::Dropped(first + column) }
            }
        };
        found.steps.push(step);
    }
    found.steps.reverse();
    let positions = |step: &Step| match step {
        Step::Same(_, position) | Step::Changed(_, position) => Some(*position),
        _ => None,
    };
    let start = found.steps.iter().find_map(positions);
    let end = found.steps.iter().rev().find_map(positions);
    found.source = match (start, end) {
        (Some(start), Some(end)) => start..end + 1,
        _ => first + column..first + column,
    };
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay(quote: &str, source: &str) -> (String, u32) {
        lay_words(quote, source, 10)
    }

    fn lay_words(quote: &str, source: &str, weight: u32) -> (String, u32) {
        let id = |word: &str| crate::text::word_id(word);
        let mut gap = false;
        let mut pieces = Vec::new();
        for word in quote.split(' ') {
            if word == "…" {
                gap = true;
                continue;
            }
            pieces.push(Piece { id: id(word), weight, gap_before: std::mem::take(&mut gap) });
        }
        let source: Vec<u64> = source.split(' ').map(id).collect();
        let found = align(&pieces, &source, &vec![weight; source.len()], 100).with_last_word(&pieces, &source, 100);
        let steps: Vec<_> = found
            .steps
            .iter()
            .map(|step| match step {
                Step::Same(..) => "=",
                Step::Changed(..) => "~",
                Step::Added(_) => "+",
                Step::Dropped(_) => "-",
                Step::Omitted(_) => ".",
            })
            .collect();
        (steps.concat(), found.cost)
    }

    #[test]
    fn the_last_word_is_itself() {
        let source = "the mayor wants to isolate him but he stays";
        assert_eq!(lay_words("wants to engage with him", source, 5).0, "==~+=");
        assert_eq!(lay_words("wants to isolate them all", source, 5).0, "===~~");
    }

    #[test]
    fn the_cheapest_way() {
        let source = "one day the old iron bridge was never closed to us";
        assert_eq!(lay("the old iron bridge", source), ("====".into(), 0));
        assert_eq!(lay("the old steel bridge", source), ("==~=".into(), 10));
        assert_eq!(lay("bridge was closed", source), ("==-=".into(), 10));
        assert_eq!(lay("the very old", source), ("=+=".into(), AT_END));
        assert_eq!(lay("the old … closed to", source), ("==....==".into(), 0));
        assert_eq!(lay("x y", source).1, 20);
    }
}
