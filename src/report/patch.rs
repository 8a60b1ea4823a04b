//! A draft before and after as a unified diff, as `patch` and `git apply` take it.

use super::printable;
use crate::text::Text;
use std::fmt::Write as _;
use std::io::{Result, Write};

/// Lines around a change.
const CONTEXT: usize = 3;

/// Writes the diff of `old` and `new`, nothing where they are the same. The path counts from the configuration's folder.
///
/// Lines keep their ends. What cannot be seen is shown by a sign, as in every report: a diff that holds such a line is
/// for reading and will not apply, and neither will one of a file that is not UTF-8.
pub fn write(out: &mut dyn Write, old: &Text, new: &Text) -> Result<()> {
    if old.content == new.content {
        return Ok(());
    }
    let (before, after) = (lines(old), lines(new));
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &before, &after);
    writeln!(out, "--- {}", path("a", &old.path))?;
    writeln!(out, "+++ {}", path("b", &old.path))?;
    for hunk in similar::group_diff_ops(changes, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let ours = counted(first.old_range().start, last.old_range().end);
        let theirs = counted(first.new_range().start, last.new_range().end);
        writeln!(out, "@@ -{ours} +{theirs} @@")?;
        for change in &hunk {
            if change.tag() == similar::DiffTag::Equal {
                rows(out, ' ', &before[change.old_range()])?;
            } else {
                rows(out, '-', &before[change.old_range()])?;
                rows(out, '+', &after[change.new_range()])?;
            }
        }
    }
    Ok(())
}

/// Lines as `patch` counts them: they end after LF and nowhere else. A BOM is part of the first one.
fn lines(text: &Text) -> Vec<String> {
    let mut lines: Vec<String> = text.content.split_inclusive('\n').map(str::to_owned).collect();
    if let Some(first) = lines.first_mut().filter(|_| text.bytes().starts_with("\u{feff}".as_bytes())) {
        first.insert(0, '\u{feff}');
    }
    lines
}

fn rows(out: &mut dyn Write, sign: char, lines: &[String]) -> Result<()> {
    for line in lines {
        let (mark, rest) = line.strip_prefix('\u{feff}').map_or(("", line.as_str()), |rest| ("\u{feff}", rest));
        let letters = rest.strip_suffix("\r\n").or_else(|| rest.strip_suffix('\n')).unwrap_or(rest);
        let end = &rest[letters.len()..];
        let row = printable::defused(format!("{sign}{}", printable::line(letters)));
        let (sign, letters) = row.split_at(1);
        write!(out, "{sign}{mark}{letters}{}", if end.is_empty() { "\n" } else { end })?;
        if end.is_empty() {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

/// `first,count` with the first line from 1; of no lines, the line before them.
fn counted(start: usize, end: usize) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        count => format!("{},{count}", start + 1),
    }
}

/// A path below `a` or `b`, quoted as Git quotes it where it holds more than plain letters.
fn path(side: &str, path: &str) -> String {
    let whole = format!("{side}/{}", path.trim_start_matches('/'));
    let is_plain = |letter: char| !printable::is_hidden(letter) && !matches!(letter, '"' | '\\');
    if whole.chars().all(is_plain) {
        // A tab ends a path that holds spaces; without it some readers stop at the first one.
        return if whole.contains(' ') { whole + "\t" } else { whole };
    }
    let mut quoted = String::from("\"");
    for letter in whole.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if is_plain(letter) => quoted.push(letter),
            letter => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(quoted, "\\{byte:03o}");
                }
            }
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, before: &str, after: &str, expected: &str) {
        let mut out = Vec::new();
        let text = |bytes: &str| Text::from_bytes(name, bytes.into());
        write(&mut out, &text(before), &text(after)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn line_ends_and_names() {
        check("a.md", "one\n", "one\n", "");
        check("a.md", "one\ntwo\n", "one\n2\n", "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n");
        check(
            "a.md",
            "\u{feff}one\r\ntwo",
            "\u{feff}one\r\n2",
            "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n \u{feff}one\r\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n",
        );
        check("a b.md", "x\n", "y\n", "--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1 +1 @@\n-x\n+y\n");
        check(
            "a\n\"\u{202e}.md",
            "x\n",
            "y\n",
            "--- \"a/a\\012\\\"\\342\\200\\256.md\"\n+++ \"b/a\\012\\\"\\342\\200\\256.md\"\n@@ -1 +1 @@\n-x\n+y\n",
        );
    }

    #[test]
    fn nothing_in_it_steers_a_terminal_or_a_log() {
        check(
            "a.md",
            "::error::x\n\u{1b}[2J\nold\n",
            "::error::x\n\u{1b}[2J\nnew\n",
            "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n ?:error::x\n ?[2J\n-old\n+new\n",
        );
    }
}
