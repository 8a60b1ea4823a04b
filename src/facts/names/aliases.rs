//! Pairs of mentions that the text itself says are one: `the Harbour Board (HB)`, `Berg, better known as the Fox`.

use super::Name;
use super::NameKind;
use super::letters::letters;
use super::words::Words;
use super::words::class;
use crate::text::Prose;
use crate::text::tokens;

/// Tokens between two names that one phrase may fill.
const WIDEST: usize = 8;

/// Indices of names, each pair one bearer.
pub fn harvest(prose: &Prose, names: &[Name], words: &Words) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, pair) in names.windows(2).enumerate() {
        let between = prose.tokens_in(&(pair[0].range.end..pair[1].range.start));
        if between.len() > WIDEST || between.is_empty() {
            continue;
        }
        let says_so = is_bracketed(prose, &pair[1], between.start, between.end)
            && (abbreviates(prose, &pair[0], &pair[1], words) || abbreviates(prose, &pair[1], &pair[0], words));
        if says_so || is_alias(prose, between, words) {
            found.push((index, index + 1));
        }
    }
    found
}

/// A word that somebody is called by, as a token, and the index of the name of whom: `Earvin "Magic" Johnson`, `Earvin
/// Johnson, nicknamed Magic`.
pub fn nicknames(prose: &Prose, names: &[Name], words: &Words) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if !matches!(name.kind, NameKind::Person | NameKind::Unknown) {
            continue;
        }
        let tokens = prose.tokens_in(&name.range);
        let sentence = prose.sentences[prose.sentence_at(name.range.start)].tokens.clone();
        let (mark, word) = (tokens.start.wrapping_sub(1), tokens.start.wrapping_sub(2));
        let opens = tokens.start.checked_sub(3).filter(|opens| *opens > sentence.start);
        let is_called = |word: usize| prose.tokens[word].is_word() && prose.tokens[word].is_capital();
        if let Some(opens) = opens
            && is_quote(prose.word(mark))
            && is_quote(prose.word(opens))
            && is_called(word)
            && is_called(opens - 1)
        {
            found.push((word, index));
        }
        let mut at = tokens.end;
        if at < sentence.end && prose.word(at) == "," {
            at += 1;
        }
        if let Some((length, ())) = words.aliases.at(&prose.tokens[at.min(sentence.end)..sentence.end]) {
            let first = (at + length..sentence.end).find(|token| !is_quote(prose.word(*token)));
            let ends =
                |word: usize| prose.tokens.get(word + 1).is_none_or(|next| !next.is_word() || !next.is_capital());
            found.extend(first.filter(|first| is_called(*first) && ends(*first)).map(|first| (first, index)));
        }
    }
    found
}

/// `(FN` with its closing bracket right behind; quotation marks may stand inside.
fn is_bracketed(prose: &Prose, name: &Name, first: usize, end: usize) -> bool {
    let opens = prose.word(first) == "(" && (first + 1..end).all(|token| is_quote(prose.word(token)));
    let after = prose.tokens_in(&(name.range.end..prose.text.len().min(name.range.end + 16)));
    let closes = after.clone().find(|token| !is_quote(prose.word(*token)));
    opens && closes.is_some_and(|token| prose.word(token) == ")")
}

/// True when the letters of `short` are the initials of `long`, of seven in ten of them at least.
fn abbreviates(prose: &Prose, long: &Name, short: &Name, words: &Words) -> bool {
    let acronym = letters(prose.slice(&short.range));
    let is_short = (2..=8).contains(&acronym.len()) && prose.slice(&short.range).chars().any(char::is_uppercase);
    if !is_short || prose.slice(&short.range).contains(char::is_whitespace) {
        return false;
    }
    let written = prose.slice(&long.range);
    let all = tokens(written);
    let spoken = all.iter().filter(|token| token.is_word());
    let initials = |skip_joiners: bool| -> Vec<u8> {
        let kept = spoken.clone().filter(|token| {
            !(skip_joiners
                && !token.is_capital()
                && words.classes(token.id) & (class::CONNECTOR | class::FUNCTION) != 0)
        });
        kept.filter_map(|token| letters(&written[token.range()]).bytes().next()).collect()
    };
    [false, true].into_iter().any(|skip| {
        let initials = initials(skip);
        let mut rest = initials.iter();
        let matched = acronym
            .bytes()
            .filter(|wanted| rest.clone().any(|first| first == wanted) && rest.any(|first| first == wanted))
            .count();
        initials.len() >= 2 && matched * 10 >= acronym.len() * 7 && initials.len() <= acronym.len() + 1
    })
}

/// A listed phrase right before the second name, nothing but quotation marks and commas around it.
fn is_alias(prose: &Prose, between: std::ops::Range<usize>, words: &Words) -> bool {
    let mut at = between.start;
    while at < between.end {
        if let Some((length, ())) = words.aliases.at(&prose.tokens[at..between.end]) {
            return (at + length..between.end)
                .all(|token| is_quote(prose.word(token)) || matches!(prose.word(token), "," | "the" | "as"));
        }
        at += 1;
    }
    false
}

fn is_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "'" | "“" | "”" | "‘" | "’" | "«" | "»" | "„")
}
