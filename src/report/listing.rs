//! Rows of words to an aligned table, for the lists that the command line prints.

use super::printable;

/// A table under `headings`: columns as wide as their widest cell, two spaces between, figures to the right.
///
/// Cells are made printable; a row shorter than the headings ends early, and cells beyond them are shown all the same.
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let shown: Vec<Vec<String>> = std::iter::once(&headings)
        .chain(rows)
        .map(|row| row.iter().map(|cell| printable::words(cell)).collect())
        .collect();
    let count = shown.iter().map(Vec::len).max().unwrap_or(0);
    let column = |index: usize| shown.iter().filter_map(move |row| row.get(index));
    let widths: Vec<usize> =
        (0..count).map(|index| column(index).map(|cell| printable::width(cell)).max().unwrap_or(0)).collect();
    let figures: Vec<bool> = (0..count)
        .map(|index| {
            shown.len() > 1 && column(index).skip(1).all(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect();
    let mut table = String::new();
    for row in &shown {
        let cells = row.iter().enumerate().map(|(index, cell)| {
            let blanks = " ".repeat(widths[index] - printable::width(cell));
            if figures[index] { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        table.push_str(&printable::defused(line.trim_end().to_owned()));
        table.push('\n');
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_and_figures() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        let rows = [
            row(&["harbour_minutes", "2011-04-02", "812", "claims/harbour.md"]),
            row(&["東京", "", "12044", "nobody"]),
            row(&["::error::x\u{1b}[2J", "2011"]),
        ];
        assert_eq!(
            table(&["source", "date", "words", "cited by"], &rows),
            "\
source           date        words  cited by
harbour_minutes  2011-04-02    812  claims/harbour.md
東京                         12044  nobody
?:error::x?[2J   2011
"
        );
    }
}
