//! Two stretches of words, one of a draft and one of its source: how they differ (study A8).

use super::words::WordClass;
use super::words::Words;
use super::words::key;
use crate::text::fold;
use crate::text::plain;
use crate::text::word_id;

/// How quoted words differ from those of the source, gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Not at all: the letters are the same, divided otherwise.
    Same,
    /// In a way that a quotation is free to choose: spelling conventions, figures, contractions.
    Variant,
    /// An article, a conjunction, a preposition that does not turn the sense.
    Function,
    /// One letter of a word.
    Spelling,
    /// The same word with or without an -s.
    Agreement,
    /// The same words in another order.
    Order,
    /// Another word that carries matter.
    Content,
    /// I, we, you, they.
    Pronoun,
    /// `to` for `from`.
    Preposition,
    /// Another tense or aspect of the same verb.
    Tense,
    /// May, must, will; apparently, nearly.
    Modality,
    Number,
    Negation,
}

impl Kind {
    /// True when the change can alter what the speaker said.
    pub fn is_altering(self) -> bool {
        self >= Kind::Order
    }

    /// What a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Same => "nothing",
            Kind::Variant => "the way of writing",
            Kind::Function => "a small word",
            Kind::Spelling => "the spelling",
            Kind::Agreement => "an ending",
            Kind::Order => "the order of the words",
            Kind::Content => "a word",
            Kind::Pronoun => "a pronoun",
            Kind::Preposition => "a preposition",
            Kind::Tense => "the tense",
            Kind::Modality => "how sure or binding it is",
            Kind::Number => "a number",
            Kind::Negation => "a negation",
        }
    }
}

/// How the draft's words differ from the source's; either side may be empty.
///
/// `is_known` says of a folded word whether it is one that the language has, so that one letter can be told from one
/// word (`boat`, `goat`).
pub fn difference(draft: &[&str], source: &[&str], words: &Words, is_known: &dyn Fn(&str) -> bool) -> Kind {
    if joined(draft) == joined(source) {
        return Kind::Same;
    }
    if same_variant(draft, source, words) {
        return Kind::Variant;
    }
    let (mut left, mut right): (Vec<String>, Vec<String>) =
        (draft.iter().map(|word| fold(word)).collect(), source.iter().map(|word| fold(word)).collect());
    left.retain(|word| match right.iter().position(|other| other == word) {
        Some(place) => {
            right.remove(place);
            false
        }
        None => true,
    });
    if left.is_empty() && right.is_empty() {
        return Kind::Order;
    }
    let class = |word: &String| words.class(word_id(word));
    let any = |wanted: WordClass| left.iter().chain(&right).any(|word| class(word) == wanted);
    let negations = |side: &[String]| side.iter().filter(|word| class(word) == WordClass::Negation).count();
    if negations(&left) != negations(&right) {
        return Kind::Negation;
    }
    let numbers = |side: &[String]| -> Vec<String> { side.iter().filter_map(|word| number(word, words)).collect() };
    if numbers(&left) != numbers(&right) {
        return Kind::Number;
    }
    if any(WordClass::Modal) || any(WordClass::Hedge) {
        return Kind::Modality;
    }
    let content = |side: &[String]| -> Vec<String> {
        side.iter().filter(|word| class(word) == WordClass::Content).cloned().collect()
    };
    let (ours, theirs) = (content(&left), content(&right));
    let stems = |side: &[String]| -> Vec<String> { side.iter().map(|word| words.inflections.stem(word)).collect() };
    if !ours.is_empty() && stems(&ours) == stems(&theirs) {
        let only_s = ours.iter().zip(&theirs).all(|(one, other)| differ_by_s(one, other));
        return if only_s && !any(WordClass::Auxiliary) { Kind::Agreement } else { Kind::Tense };
    }
    if !ours.is_empty() || !theirs.is_empty() {
        let is_slip =
            ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(one, other)| is_slip(one, other, is_known));
        return if is_slip { Kind::Spelling } else { Kind::Content };
    }
    if left.iter().any(|one| right.iter().any(|other| words.are_opposed(one, other))) {
        return Kind::Preposition;
    }
    if any(WordClass::Auxiliary) {
        let is_number_only =
            matches!((left.as_slice(), right.as_slice()), ([one], [other]) if words.are_agreeing(one, other));
        return if is_number_only { Kind::Agreement } else { Kind::Tense };
    }
    if any(WordClass::Pronoun) {
        return Kind::Pronoun;
    }
    Kind::Function
}

/// Letters and figures alone: `anti-terrorism` is `antiterrorism`.
fn joined(words: &[&str]) -> String {
    words
        .iter()
        .flat_map(|word| plain(word).chars().filter(|letter| !matches!(letter, '\'' | '.' | '-')).collect::<Vec<_>>())
        .collect()
}

/// True when both sides read the same after each word is put in one of its other spellings.
fn same_variant(draft: &[&str], source: &[&str], words: &Words) -> bool {
    let spelled = |side: &[&str]| -> Vec<String> { side.iter().map(|word| standard(word, words)).collect() };
    let (left, right) = (spelled(draft).join(" "), spelled(source).join(" "));
    if left == right {
        return true;
    }
    let listed =
        |one: &str, other: &str| words.canonical.get(one).is_some_and(|list| list.iter().any(|item| item == other));
    let (left, right) = (key(&draft.join(" ")), key(&source.join(" ")));
    listed(&left, &right) || listed(&right, &left)
}

/// A word in the spelling that stands for its variants: figures for number words, the second of two endings.
fn standard(word: &str, words: &Words) -> String {
    let folded = fold(word);
    if let Some(number) = number(&folded, words) {
        return number;
    }
    let plain = plain(&folded);
    let ending =
        words.endings.iter().filter(|(from, _)| plain.len() >= from.len() + 3 && plain.ends_with(from.as_str()));
    match ending.max_by_key(|(from, _)| from.len()) {
        Some((from, to)) => format!("{}{to}", &plain[..plain.len() - from.len()]),
        None => plain,
    }
}

/// A number of figures, or a number word up to ninety, as figures.
fn number(folded: &str, words: &Words) -> Option<String> {
    if folded.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Some(folded.to_owned());
    }
    words.numbers.get(folded).cloned()
}

fn differ_by_s(one: &str, other: &str) -> bool {
    let longer_by = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "es" | "'s" | "s'"))
            || (long.ends_with("ies") && short.ends_with('y') && long[..long.len() - 3] == short[..short.len() - 1])
    };
    one == other || longer_by(one, other) || longer_by(other, one)
}

/// A slip of one letter: the words are long enough, alike, and not both words of the language.
fn is_slip(one: &str, other: &str, is_known: &dyn Fn(&str) -> bool) -> bool {
    let long_enough = one.chars().count() >= 5 && other.chars().count() >= 4;
    long_enough && strsim::osa_distance(one, other) == 1 && !(is_known(one) && is_known(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lists;

    #[track_caller]
    fn check(draft: &str, source: &str, kind: Kind) {
        let words = Words::new(&Lists::default()).unwrap();
        let split = |text: &'static str| -> Vec<&'static str> { text.split_whitespace().collect() };
        let draft: Vec<_> = split(Box::leak(draft.to_owned().into_boxed_str()));
        let source: Vec<_> = split(Box::leak(source.to_owned().into_boxed_str()));
        let known = |word: &str| matches!(word, "boats" | "goats");
        assert_eq!(difference(&draft, &source, &words, &known), kind, "{draft:?} {source:?}");
    }

    #[test]
    fn kinds() {
        check("well known", "wellknown", Kind::Same);
        check("didn't", "did not", Kind::Variant);
        check("labour", "labor", Kind::Variant);
        check("twelve", "12", Kind::Variant);
        check("café", "cafe", Kind::Same);
        check("per cent", "%", Kind::Variant);
        check("", "a", Kind::Function);
        check("goverment", "government", Kind::Spelling);
        check("boats", "goats", Kind::Content);
        check("bridges", "bridge", Kind::Agreement);
        check("were", "was", Kind::Agreement);
        check("great", "good", Kind::Content);
        check("", "very", Kind::Content);
        check("we", "they", Kind::Pronoun);
        check("to", "from", Kind::Preposition);
        check("has become", "is becoming", Kind::Tense);
        check("closed", "close", Kind::Tense);
        check("will", "may", Kind::Modality);
        check("", "apparently", Kind::Modality);
        check("five", "4", Kind::Number);
        check("", "never", Kind::Negation);
        check("did", "didn't", Kind::Negation);
        check("left bridge", "bridge left", Kind::Order);
    }
}
