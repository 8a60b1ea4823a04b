//! What a stretch in quotation marks is: words of a source, a title, a nickname, a word spoken of (study A2).

use super::Quote;
use super::words::WordClass;
use super::words::Words;
use crate::text::Prose;
use crate::text::TokenKind;

/// What the marks are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Words of a source, to be held against it.
    Quotation,
    /// One to four words that nobody is said to have said: words of a source if they stand in one, else the writer's
    /// own way of speaking.
    Phrase,
    /// The title of a work.
    Title,
    /// Another name of someone or something.
    Alias,
    /// A word that is spoken of.
    Word,
    /// Nothing that is spoken: a letter, a symbol.
    None,
}

/// Words from which on a span is a quotation whatever governs it (study A2, row 5).
const LONG: usize = 5;

/// The class of `quote` by its own words and those around it in its sentence.
pub fn classify(prose: &Prose, quote: &Quote, words: &Words) -> Class {
    let inner = prose.tokens_in(&quote.range);
    let spoken: Vec<_> = inner.clone().filter(|index| prose.tokens[*index].is_spoken()).collect();
    let letters: usize = spoken.iter().map(|index| prose.word(*index).chars().count()).sum();
    if spoken.is_empty() || letters < 2 {
        return Class::None;
    }
    if quote.is_block {
        return Class::Quotation;
    }
    let sentence = prose.sentences.get(prose.sentence_at(quote.outer.start));
    let block = prose.blocks.get(prose.block_at(quote.outer.start));
    let first = sentence.map_or(0, |sentence| sentence.tokens.start);
    let end = block.map_or(prose.tokens.len(), |block| block.tokens.end);
    let outer = prose.tokens_in(&quote.outer);
    let before = |cues: &crate::text::Phrases<()>| {
        let from = outer.start.saturating_sub(5).max(first);
        (from..outer.start).any(|start| {
            let reach = cues.at(&prose.tokens[start..outer.start]);
            reach.is_some_and(|(length, ())| {
                prose.tokens[start + length..outer.start].iter().all(|token| !token.is_spoken())
            })
        })
    };
    if spoken.len() >= 2 || letters >= 3 {
        let all_capitals = spoken.iter().all(|index| is_title_word(prose, *index));
        let title_case = spoken.len() >= 2 && all_capitals && starts_capital(prose, &spoken);
        let is_long = spoken.len() >= LONG && !title_case;
        if before(&words.title_cues) || (before(&words.work_nouns) && title_case) {
            return Class::Title;
        }
        if !is_long && before(&words.alias_cues) && starts_capital(prose, &spoken) && spoken.len() <= 4 {
            return Class::Alias;
        }
        if spoken.len() < LONG && before(&words.word_cues) {
            return Class::Word;
        }
        if title_case && spoken.len() <= 12 && !has_finite_lower_verb(prose, &spoken, words) {
            return Class::Title;
        }
    }
    if spoken.len() >= LONG || has_finite_verb(prose, &spoken, words) {
        return Class::Quotation;
    }
    if before(&words.labelling) || before(&words.reporting) || is_governed(prose, first..outer.start, words) {
        return Class::Quotation;
    }
    let after: Vec<_> = (outer.end..end.min(outer.end + 6)).collect();
    let attributed = after.first().is_some_and(|index| {
        let letters = prose.word(*index);
        let comma_inside = spoken.last().is_some_and(|last| {
            prose.tokens_in(&(prose.tokens[*last].end()..quote.range.end)).any(|mark| prose.word(mark) == ",")
        });
        (letters == "," || comma_inside) && after.iter().any(|index| words.reporting.has(prose.tokens[*index].id))
    });
    if attributed { Class::Quotation } else { Class::Phrase }
}

fn starts_capital(prose: &Prose, spoken: &[usize]) -> bool {
    spoken.first().is_some_and(|index| prose.tokens[*index].is_capital())
}

/// In a title, every word of four letters or more has a capital.
fn is_title_word(prose: &Prose, index: usize) -> bool {
    let token = &prose.tokens[index];
    token.is_capital() || token.kind == TokenKind::Number || token.range().len() <= 3
}

/// A verb that shows a clause: an auxiliary or a modal.
fn has_finite_verb(prose: &Prose, spoken: &[usize], words: &Words) -> bool {
    spoken.len() >= 3
        && spoken
            .iter()
            .any(|index| matches!(words.class(prose.tokens[*index].id), WordClass::Auxiliary | WordClass::Modal))
}

fn has_finite_lower_verb(prose: &Prose, spoken: &[usize], words: &Words) -> bool {
    spoken.iter().any(|index| {
        let token = &prose.tokens[*index];
        !token.is_capital() && matches!(words.class(token.id), WordClass::Auxiliary | WordClass::Modal)
    })
}

/// A labelling or reporting verb before the span with nothing but its object between: `called the mood "…"`.
fn is_governed(prose: &Prose, before: std::ops::Range<usize>, words: &Words) -> bool {
    let from = before.start.max(before.end.saturating_sub(8));
    let tokens = &prose.tokens[from..before.end];
    let verb = tokens.iter().rposition(|token| words.labelling.has(token.id) || words.attributing.has(token.id));
    verb.is_some_and(|verb| {
        let between = &tokens[verb + 1..];
        between.iter().all(|token| token.is_spoken()) && !between.iter().any(|token| words.reporting.has(token.id))
    })
}

#[cfg(test)]
mod tests {
    use super::super::quotes;
    use super::*;
    use crate::text::Lists;
    use crate::text::Splitter;

    #[track_caller]
    fn check(text: &str, class: Class) {
        let words = Words::new(&Lists::default()).unwrap();
        let prose = Prose::plain(text, &Splitter::new(&Lists::default()).unwrap());
        let found = quotes(&prose);
        assert_eq!(classify(&prose, &found.quotes[0], &words), class, "{text}");
    }

    #[test]
    fn what_the_marks_are_for() {
        check("She said “the bridge was closed to us”.", Class::Quotation);
        check("Hale called the mood “very friendly.”", Class::Quotation);
        check("It was “quite safe,” the mayor said.", Class::Quotation);
        check("Critics of the “playbook” on roads say it failed.", Class::Phrase);
        check("The port’s “gateway” role grew.", Class::Phrase);
        check("A report titled “the state of the bridge we have” came out.", Class::Title);
        check("In her novel “The Iron Bridge” she wept.", Class::Title);
        check("Tan, known as “Big Ola”, left.", Class::Alias);
        check("The word “closed” was missing.", Class::Word);
        check("Plan “B” failed.", Class::None);
    }
}
