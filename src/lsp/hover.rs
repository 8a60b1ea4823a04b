//! A place in a draft to what its sources say there: the finding, the passage, the support, each fact.

use super::checked::Checked;
use super::client::Client;
use super::diagnostics::line;
use crate::findings::FactVerdict;
use crate::findings::Finding;
use crate::findings::Place;
use crate::findings::SourcePlace;
use crate::findings::Status;
use crate::findings::Verdict;
use crate::report::printable;
use crate::text::Span;
use serde_json::{Value, json};

/// What to show at byte `at` of the editor's text; null where there is nothing to say.
pub fn hover(checked: &Checked, at: usize, client: &Client) -> Value {
    let run = &checked.run;
    let is_at = |place: &Place, span: Span| {
        let bytes = checked.bytes(&place.text, span);
        bytes.start <= at && at <= bytes.end
    };
    let findings: Vec<&Finding> =
        run.findings.iter().filter(|finding| is_at(&finding.draft, finding.draft.span)).collect();
    // A mark may stand behind the full stop: the claim before it is meant.
    let verdict = run.verdicts.iter().find(|verdict| is_at(&verdict.draft, verdict.draft.span)).or_else(|| {
        let mark = run.marks.iter().find(|mark| is_at(&mark.draft, mark.draft.span))?;
        run.verdicts.iter().rev().find(|verdict| verdict.draft.span.end() <= mark.draft.span.start())
    });
    let page = Page { markdown: client.reads_markdown };
    let mut parts: Vec<String> = findings.iter().map(|finding| page.finding(finding)).collect();
    parts.extend(verdict.map(|verdict| page.verdict(verdict)));
    if parts.is_empty() {
        return Value::Null;
    }
    let kind = if page.markdown { "markdown" } else { "plaintext" };
    let between = if page.markdown { "\n\n---\n\n" } else { "\n\n" };
    let narrowest = findings.iter().min_by_key(|finding| finding.draft.span.len()).map(|finding| &finding.draft);
    let place = narrowest.or(verdict.map(|verdict| &verdict.draft));
    let range = place.map(|place| checked.range(&checked.bytes(&place.text, place.span), client.encoding));
    json!({"contents": {"kind": kind, "value": parts.join(between)}, "range": range})
}

/// `agrees 83 %`, as hints show it too.
pub fn standing(verdict: &Verdict) -> String {
    let status = match verdict.status {
        Status::Agrees => "agrees",
        Status::Differs => "differs",
        Status::Unsupported => "unsupported",
        Status::Unchecked => "unchecked",
    };
    match verdict.support {
        Some(support) => format!("{status} {:.0} %", support * 100.0),
        None => status.to_owned(),
    }
}

/// How the words are written.
struct Page {
    markdown: bool,
}

impl Page {
    fn finding(&self, finding: &Finding) -> String {
        let head = format!("{}[{}]", finding.level.name(), finding.rule);
        let mut lines = vec![format!("{}: {}", self.strong(&head), self.words(&finding.message))];
        let notes = finding.notes.iter().map(|note| ("note", note));
        for (name, said) in notes.chain(finding.help.iter().map(|help| ("help", help))) {
            lines.push(format!("{name}: {}", self.words(said)));
        }
        lines.extend(finding.source.iter().map(|source| self.passage(source, whole_line(source))));
        self.joined(lines)
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        let keys: Vec<String> = verdict.keys.iter().map(|key| self.words(key)).collect();
        let status = standing(verdict);
        let (status, share) = status.split_once(' ').unwrap_or((&status, ""));
        let share = if share.is_empty() { String::new() } else { format!(", support {share}") };
        let mut lines = vec![format!("{}{share}: {}", self.strong(status), keys.join(", "))];
        lines.extend(verdict.source.iter().map(|source| self.passage(source, source.place.words())));
        let facts: Vec<String> = verdict.facts.iter().map(|fact| self.fact(fact)).collect();
        if !facts.is_empty() {
            lines.push(facts.join("\n"));
        }
        self.joined(lines)
    }

    fn passage(&self, source: &SourcePlace, words: &str) -> String {
        let sign = if self.markdown { "> " } else { "  " };
        format!("{}:\n{}{sign}{}", self.words(&line(source)), if self.markdown { "\n" } else { "" }, self.words(words))
    }

    fn fact(&self, fact: &FactVerdict) -> String {
        format!("- {} {}: {}", fact.kind, self.words(fact.place.words()), fact.status)
    }

    fn joined(&self, lines: Vec<String>) -> String {
        lines.join(if self.markdown { "\n\n" } else { "\n" })
    }

    fn strong(&self, words: &str) -> String {
        if self.markdown { format!("**{}**", escaped(words)) } else { words.to_owned() }
    }

    /// Words of a stranger.
    fn words(&self, words: &str) -> String {
        let words = printable::words(words);
        if self.markdown { escaped(words.trim()) } else { words }
    }
}

/// The lines of the source that a place stands on: a word alone says little.
fn whole_line(source: &SourcePlace) -> &str {
    let (text, span) = (&source.place.text, source.place.span);
    let last = span.end().max(span.start() + 1) - 1;
    text.rows(text.row(span.start()), text.row(last)).map_or(source.place.words(), |lines| text.slice(lines).trim())
}

/// Markdown that shows `words` as they are: no link, no picture, no HTML, no list.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for (at, letter) in words.char_indices() {
        let starts_block = at == 0 && matches!(letter, '-' | '+' | '#' | '=');
        // `1.` at the start is a list, `www.` anywhere a link.
        let before = &words[..at];
        let is_stop = matches!(letter, '.' | ')');
        let ends_marker = is_stop && (before.bytes().all(|byte| byte.is_ascii_digit()) || ends_in_www(before));
        let is_address =
            letter == ':' && !words[at + 1..].starts_with(|next: char| next == ' ' || next.is_ascii_digit());
        if starts_block || ends_marker || is_address || "\\`*_[]<>&|~@^$!".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn ends_in_www(words: &str) -> bool {
    words.len().checked_sub(3).and_then(|at| words.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_stranger_stay_words() {
        for (words, expected) in [
            ("a well-known bridge (1890).", "a well-known bridge (1890)."),
            ("[x](http://example.org) ![y](z)", "\\[x\\](http\\://example.org) \\!\\[y\\](z)"),
            ("<img src=x> & `code`", "\\<img src=x\\> \\& \\`code\\`"),
            ("- one", "\\- one"),
            ("# one", "\\# one"),
            ("12. one", "12\\. one"),
            ("see www.example.org, a@b.org", "see www\\.example.org, a\\@b.org"),
            ("**x** __y__ ~~z~~", "\\*\\*x\\*\\* \\_\\_y\\_\\_ \\~\\~z\\~\\~"),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
