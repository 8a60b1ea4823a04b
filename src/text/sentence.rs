//! Tokens of a block to sentences.

use super::lists::Lists;
use super::token::{Token, word_id};
use anyhow::Result;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;

/// A sentence, with its closing marks.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Bytes of the prose.
    pub range: Range<usize>,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// Index of its block.
    pub block: usize,
}

/// Knows the abbreviations whose dot does not end a sentence.
#[derive(Debug, Default)]
pub struct Splitter {
    before_name: FxHashSet<u64>,
    either: FxHashSet<u64>,
    starters: FxHashSet<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    before_name: Vec<String>,
    either: Vec<String>,
    starters: Vec<String>,
}

impl Splitter {
    /// # Errors
    /// When a newsroom's `abbreviations.toml` has another shape than ours.
    pub fn new(lists: &Lists) -> Result<Splitter> {
        let words: Abbreviations = lists.read("abbreviations")?;
        let ids = |words: &[String]| words.iter().map(|word| word_id(word)).collect();
        Ok(Splitter {
            before_name: ids(&words.before_name),
            either: ids(&words.either),
            starters: ids(&words.starters),
        })
    }

    /// Adds the sentences of the block whose tokens are `block_tokens` to `found`.
    pub(super) fn split(
        &self,
        text: &str,
        tokens: &[Token],
        block_tokens: Range<usize>,
        block: usize,
        found: &mut Vec<Sentence>,
    ) {
        let mut first = block_tokens.start;
        let mut index = first;
        while index < block_tokens.end {
            if let Some(last) = self.end_at(text, &tokens[..block_tokens.end], first, index) {
                found.push(Sentence {
                    range: tokens[first].start()..tokens[last].end(),
                    tokens: first..last + 1,
                    block,
                });
                first = last + 1;
                index = last;
            }
            index += 1;
        }
        if first < block_tokens.end {
            let last = block_tokens.end - 1;
            found.push(Sentence { range: tokens[first].start()..tokens[last].end(), tokens: first..last + 1, block });
        }
    }

    /// The last token of the sentence when the token at `index` ends it: closing marks after it belong to it.
    fn end_at(&self, text: &str, tokens: &[Token], first: usize, index: usize) -> Option<usize> {
        let letters = &text[tokens[index].range()];
        let is_dot = letters == ".";
        let is_initials = tokens[index].is_word() && letters.ends_with('.');
        let is_open_ended = letters == "…" || (letters.len() > 1 && letters.starts_with(".."));
        if !is_dot && !is_initials && !is_open_ended && !matches!(letters, "!" | "?" | "。" | "！" | "？") {
            return None;
        }
        let mut last = index;
        while let Some(next) = tokens.get(last + 1) {
            let mark = &text[next.range()];
            let closes = matches!(mark, "\"" | "'" | "”" | "’" | "»" | ")" | "]" | "}" | "!" | "?" | "." | "*" | "_");
            if !next.is_glued() || !closes {
                break;
            }
            last += 1;
        }
        let next = tokens.get(last + 1)?;
        if next.is_glued() {
            return None;
        }
        let opens =
            |token: &Token| matches!(&text[token.range()], "\"" | "'" | "“" | "‘" | "«" | "„" | "(" | "[" | "¿" | "¡");
        let mut starter = last + 1;
        while starter < tokens.len() && opens(&tokens[starter]) {
            starter += 1;
        }
        let starter = tokens.get(starter).unwrap_or(next);
        let can_start =
            starter.is_capital() || starter.has_digits() || !starter.is_spoken() || !starter_is_cased(text, starter);
        if !can_start {
            return None;
        }
        let known_start = self.starters.contains(&starter.id);
        if is_initials {
            return (known_start && starter.is_capital()).then_some(last);
        }
        if is_open_ended {
            return starter.is_capital().then_some(last);
        }
        if is_dot && index > first && tokens[index].is_glued() {
            let before = &tokens[index - 1];
            let word = &text[before.range()];
            let is_initial = before.is_word() && before.is_capital() && word.chars().count() == 1 && word != "I";
            if before.is_word() && self.before_name.contains(&before.id) {
                return (known_start && starter.is_capital() && !before.is_capital() && word.len() > 2).then_some(last);
            }
            if is_initial || (before.is_word() && self.either.contains(&before.id)) {
                return (known_start && starter.is_capital()).then_some(last);
            }
        }
        if is_dot && index == first {
            return None;
        }
        Some(last)
    }
}

/// False for scripts without capitals, where any letter can start a sentence.
fn starter_is_cased(text: &str, token: &Token) -> bool {
    text[token.range()].chars().next().is_some_and(|letter| letter.is_lowercase() || letter.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::prose::Prose;
    use super::*;

    #[track_caller]
    fn check(text: &str, sentences: &[&str]) {
        let splitter = Splitter::new(&Lists::default()).unwrap();
        let prose = Prose::plain(text, &splitter);
        let found: Vec<_> = prose.sentences.iter().map(|sentence| prose.slice(&sentence.range)).collect();
        assert_eq!(found, sentences);
    }

    #[test]
    fn ends_and_no_ends() {
        check("The mayor left. The bridge stayed!", &["The mayor left.", "The bridge stayed!"]);
        check("Gen. Ola Berg met Mr. Tan.", &["Gen. Ola Berg met Mr. Tan."]);
        check(
            "U.S. officials met him. He left the U.S. The talks ended.",
            &["U.S. officials met him.", "He left the U.S.", "The talks ended."],
        );
        check("It closed on Nov. 3, 2011. Nobody came.", &["It closed on Nov. 3, 2011.", "Nobody came."]);
        check("“We left.” The mayor stayed.", &["“We left.”", "The mayor stayed."]);
        check("“Will it hold?” asked the mayor.", &["“Will it hold?” asked the mayor."]);
        check("It cost 3.5 million. 40 people paid.", &["It cost 3.5 million.", "40 people paid."]);
        check(
            "He said “no”. (She agreed.) J. K. Hale wrote it.",
            &["He said “no”.", "(She agreed.)", "J. K. Hale wrote it."],
        );
        check("Well … maybe. So ... Yes.", &["Well … maybe.", "So ...", "Yes."]);
        check("At 5 p.m. the port closed. It was No. 7.", &["At 5 p.m. the port closed.", "It was No. 7."]);
        check("One\n\nTwo", &["One", "Two"]);
    }
}
