//! A run as Markdown: a summary for a comment on a pull request or for the page of a job.
//!
//! It is read by people who trust the page it stands on, so nothing from a draft or a source may be markup: words in
//! backticks become code, which holds neither links nor mentions; of all other words the signs that mean something
//! are escaped, and an empty letter stands where a host would make a link of `@name`, `#12` or an address after all.

use super::closing;
use super::details;
use super::diff;
use super::edits;
use super::printable;
use super::uri;
use crate::findings::{Finding, Level, Place, Run, WordDiff};
use crate::text::Text;
use std::io::{Result, Write};

/// Bytes of findings; a comment on GitHub holds 65,536 letters.
const MOST_BYTES: usize = 60_000;
/// Columns of a word diff, far more than a page shows in a row.
const DIFF_COLUMNS: usize = 4_000;
const MOST_EDITS: usize = 3;

/// Writes counts, the findings of each draft, and what was covered. What no comment could hold is counted.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, run: &Run) -> Result<()> {
    let mark = if run.fails() || !run.problems.is_empty() { "❌" } else { "✅" };
    // A script finds its own comment again by the first line.
    writeln!(out, "<!-- sourceproof -->\n### {mark} sourceproof: {}\n", closing::summary(run))?;
    for problem in &run.problems {
        writeln!(out, "- **could not check**: {}\n", prose(&printable::words(problem)))?;
    }
    let drafts: Vec<&[Finding]> =
        run.findings.chunk_by(|one, next| one.draft.text.path == next.draft.text.path).collect();
    let mut room = MOST_BYTES;
    if !drafts.is_empty() {
        writeln!(out, "| draft | errors | warnings | notes |\n|---|--:|--:|--:|")?;
        let mut rows = drafts.iter().map(|findings| row(findings));
        let shown = fitting(&mut rows, &mut room);
        let left_out = drafts.len() - shown.len();
        write!(out, "{}", shown.concat())?;
        if left_out > 0 {
            writeln!(out, "| {} | | | |", closing::counted(left_out, "more draft"))?;
        }
        writeln!(out)?;
    }
    let mut left_out = 0;
    for findings in drafts {
        let shown = fitting(&mut findings.iter().map(item), &mut room);
        left_out += findings.len() - shown.len();
        if !shown.is_empty() {
            writeln!(out, "#### {}\n\n{}", code(&printable::path(&findings[0].draft.text.path)), shown.concat())?;
        }
    }
    if left_out > 0 {
        writeln!(out, "{}, not shown here.\n", closing::counted(left_out, "more finding"))?;
    }
    writeln!(out, "{}", prose(&closing::coverage(&run.coverage)))
}

/// As many of `parts` as there is room for, from the first on.
fn fitting(parts: &mut dyn Iterator<Item = String>, room: &mut usize) -> Vec<String> {
    let mut fitting = Vec::new();
    for part in parts {
        if part.len() > *room {
            *room = 0;
            break;
        }
        *room -= part.len();
        fitting.push(part);
    }
    fitting
}

fn row(findings: &[Finding]) -> String {
    let of = |level| findings.iter().filter(|finding| finding.level == level).count();
    // In a table a bar ends the cell even inside code.
    let path = code(&printable::path(&findings[0].draft.text.path)).replace('|', "\\|");
    format!("| {path} | {} | {} | {} |\n", of(Level::Error), of(Level::Warning), of(Level::Note))
}

/// One finding as an item of a list.
fn item(finding: &Finding) -> String {
    let text = &finding.draft.text;
    let mut item = format!(
        "- **{}** {} {}: {}\n",
        finding.level.name(),
        code(finding.rule),
        link(&finding.draft, &format!("line {}", text.row(finding.draft.span.start()) + 1)),
        prose(&printable::words(&finding.message)),
    );
    let mut add = |line: String| item.push_str(&format!("  - {line}\n"));
    if finding.diff.is_none() && !finding.draft.span.is_empty() {
        add(format!("draft: {}", code(&printable::words(finding.draft.words()))));
    }
    for source in details::sources(finding) {
        let place = &source.place;
        let line = place.text.row(place.span.start()) + 1;
        let at = link(place, &code(&format!("{}:{line}", printable::path(&place.text.path))));
        let words =
            if place.span.is_empty() { String::new() } else { format!(": {}", code(&printable::words(place.words()))) };
        add(format!("source {at}{words}"));
    }
    if let Some(diff) = &finding.diff {
        add(format!("draft, then source: {}", word_diff(diff)));
    }
    details::rest(finding).for_each(|line| add(prose(&line)));
    if finding.help.is_none() {
        edit_lines(finding, text).into_iter().for_each(add);
    }
    item
}

fn edit_lines(finding: &Finding, text: &Text) -> Vec<String> {
    let edits = finding.edits.iter().take(MOST_EDITS);
    edits.map(|edit| prose(&format!("help: {}", edits::described(edit, text)))).collect()
}

/// `label` must be Markdown.
fn link(place: &Place, label: &str) -> String {
    let line = place.text.row(place.span.start()) + 1;
    format!("[{label}]({}#L{line})", uri::of_path(&place.text.path))
}

/// Shared words as they are, the draft's struck out, the source's underlined.
fn word_diff(diff: &WordDiff) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut shared: Vec<String> = Vec::new();
    for cell in diff::blocks(diff, DIFF_COLUMNS).into_iter().flatten() {
        if !cell.differs {
            shared.push(cell.draft);
            continue;
        }
        parts.push(code(&std::mem::take(&mut shared).join(" ")));
        for (tag, words) in [("del", &cell.draft), ("ins", &cell.source)] {
            if !words.is_empty() {
                parts.push(format!("<{tag}>{}</{tag}>", code(words)));
            }
        }
    }
    parts.push(code(&shared.join(" ")));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// Printable words on one line as code, whatever backticks they hold; nothing for no words.
fn code(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() {
        return String::new();
    }
    let longest = words.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{words}{pad}{fence}")
}

/// Printable words as Markdown that shows them: what stands between two backticks is code, the rest is plain.
pub fn prose(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    let mut markdown = String::new();
    for (index, part) in parts.iter().enumerate() {
        // The last backtick of an odd number of them opens nothing.
        let is_last = index + 1 == parts.len();
        match (index % 2 == 1, is_last) {
            (true, false) => markdown.push_str(&code(part)),
            (true, true) => markdown.push_str(&format!("\\`{}", plain(part))),
            // Code that touches code would be one piece of code with two backticks in it.
            (false, false) if part.is_empty() && index > 0 => markdown.push_str("&#8203;"),
            (false, _) => markdown.push_str(&plain(part)),
        }
    }
    markdown
}

fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    let mut last_word = String::new();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '+' | '!' | '|' | '~' | '$' | '^'
            | '=' => {
                plain.push('\\');
                plain.push(letter);
            }
            '&' => plain.push_str("&amp;"),
            // An address is known by `www.` alone.
            '.' if last_word.eq_ignore_ascii_case("www") => plain.push_str("&#8203;."),
            letter => plain.push(letter),
        }
        // `@name`, `#12`, `!12`, `$12`, `%12`, `&12`, `~name`, `[x:1]`, `GH-12`, `https://`.
        let makes_a_link = match letter {
            '@' | '#' | '!' | '$' | '%' | '&' | '~' | '^' | '*' | '/' | ':' => !next.is_whitespace(),
            '-' => next.is_ascii_digit(),
            _ => false,
        };
        if makes_a_link {
            plain.push_str("&#8203;");
        }
        match letter.is_alphanumeric() {
            true => last_word.push(letter),
            false => last_word.clear(),
        }
    }
    plain
}
