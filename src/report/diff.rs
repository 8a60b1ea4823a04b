//! The words of a quotation beside those of its source, in two rows where equal words stand under each other.

use super::printable;
use crate::findings::{WordChange, WordDiff};

/// Words that stand under each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub draft: String,
    pub source: String,
    pub differs: bool,
}

impl Cell {
    fn both(word: &str) -> Cell {
        Cell { draft: word.into(), source: word.into(), differs: false }
    }

    pub fn columns(&self) -> usize {
        printable::width(&self.draft).max(printable::width(&self.source))
    }
}

/// Equal words shown on each side of a difference; a run of more than twice as many and two is cut.
const CONTEXT: usize = 5;
/// Words of one side of one difference; what is longer is cut in the middle.
const LONGEST_SIDE: usize = 24;
/// Pairs of rows shown.
const MOST_BLOCKS: usize = 6;

/// Cells in blocks; the cells of one fit beside each other, with a space between, in `columns`.
pub fn blocks(diff: &WordDiff, columns: usize) -> Vec<Vec<Cell>> {
    let columns = columns.max(8);
    let mut blocks: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut used = 0;
    for cell in cells(diff, columns) {
        let wide = cell.columns();
        if used > 0 && used + 1 + wide > columns {
            if blocks.len() == MOST_BLOCKS {
                let last = blocks.last_mut().expect("there is a block from the start");
                last.pop();
                last.push(Cell::both("…"));
                return blocks;
            }
            blocks.push(Vec::new());
            used = 0;
        }
        used += wide + usize::from(used > 0);
        blocks.last_mut().expect("there is a block from the start").push(cell);
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn cells(diff: &WordDiff, columns: usize) -> impl Iterator<Item = Cell> {
    let count = diff.changes.len();
    diff.changes.iter().enumerate().flat_map(move |(index, change)| match change {
        WordChange::Both(run) => shared(run, index == 0, index + 1 == count, columns),
        WordChange::Differs { draft, source } => differing(draft, source, columns),
    })
}

fn shared(run: &str, is_first: bool, is_last: bool, columns: usize) -> Vec<Cell> {
    let words: Vec<&str> = run.split_whitespace().collect();
    let (head, tail) = match (is_first, is_last) {
        (true, false) => (0, CONTEXT),
        (false, true) => (CONTEXT, 0),
        _ => (CONTEXT, CONTEXT),
    };
    let cell = |word: &&str| Cell::both(&clipped(word, columns));
    if words.len() <= 2 * CONTEXT + 2 {
        return words.iter().map(cell).collect();
    }
    let (head, tail) = (words[..head].iter(), words[words.len() - tail..].iter());
    head.map(cell).chain([Cell::both("…")]).chain(tail.map(cell)).collect()
}

fn differing(draft: &str, source: &str, columns: usize) -> Vec<Cell> {
    let (draft, source) = (side(draft, columns), side(source, columns));
    let whole = Cell { draft: draft.join(" "), source: source.join(" "), differs: true };
    if whole.columns() <= columns {
        return vec![whole];
    }
    let word = |side: &[String], index: usize| side.get(index).cloned().unwrap_or_default();
    (0..draft.len().max(source.len()))
        .map(|index| Cell { draft: word(&draft, index), source: word(&source, index), differs: true })
        .collect()
}

fn side(words: &str, columns: usize) -> Vec<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let shown = |words: &[&str]| words.iter().map(|word| clipped(word, columns)).collect::<Vec<_>>();
    if words.len() <= LONGEST_SIDE {
        return shown(&words);
    }
    let tail = LONGEST_SIDE / 3;
    let mut cut = shown(&words[..LONGEST_SIDE - tail - 1]);
    cut.push("…".into());
    cut.extend(shown(&words[words.len() - tail..]));
    cut
}

fn clipped(word: &str, columns: usize) -> String {
    let word = printable::words(word);
    if printable::width(&word) <= columns {
        return word;
    }
    let mut rows = printable::wrapped(&word, columns - 1);
    let mut first = rows.swap_remove(0);
    first.push('…');
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(changes: &[(&str, &str)], columns: usize, expected: &[(&str, &str)]) {
        let change = |(draft, source): &(&str, &str)| match draft == source {
            true => WordChange::Both((*draft).into()),
            false => WordChange::Differs { draft: (*draft).into(), source: (*source).into() },
        };
        let diff = WordDiff { changes: changes.iter().map(change).collect() };
        let row = |block: &[Cell], side: fn(&Cell) -> &String| {
            let padded =
                |cell: &Cell| format!("{}{}", side(cell), " ".repeat(cell.columns() - printable::width(side(cell))));
            block.iter().map(padded).collect::<Vec<_>>().join(" ").trim_end().to_owned()
        };
        let found: Vec<_> = blocks(&diff, columns)
            .iter()
            .map(|block| (row(block, |cell| &cell.draft), row(block, |cell| &cell.source)))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn equal_words_stand_under_each_other() {
        check(
            &[("We", "We"), ("", "never"), ("made it clear", "made it clear")],
            60,
            &[("We       made it clear", "We never made it clear")],
        );
        check(
            &[("the harbour in", "the harbour in"), ("東京", "Kobe")],
            60,
            &[("the harbour in 東京", "the harbour in Kobe")],
        );
        check(
            &[("we saw four boats", "we saw four boats"), ("and", "or"), ("two ships", "two ships")],
            18,
            &[("we saw four boats", "we saw four boats"), ("and two ships", "or  two ships")],
        );
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        check(
            &[(long, long), ("x", "y"), (long, long), ("", "z"), (long, long)],
            200,
            &[(
                "… nine ten eleven twelve thirteen x one two three four five … nine ten eleven twelve thirteen   one two three four five …",
                "… nine ten eleven twelve thirteen y one two three four five … nine ten eleven twelve thirteen z one two three four five …",
            )],
        );
        check(&[("a\u{1b}[2Jb", "extraordinarily")], 10, &[("a?[2Jb", "extraordi…")]);
    }
}
