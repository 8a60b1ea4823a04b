//! Two ways of writing a person's name, or a name and its house spelling, to the word that is spelled otherwise.

use super::compare;
use super::compare::Tie;
use super::gazetteer;
use super::gazetteer::Bond;
use super::gazetteer::Place;
use super::gazetteer::Sort;
use super::letters::sequence;
use super::parts::Part;
use super::parts::Parts;
use super::sound;
use super::words::Words;
use std::ops::Range;

/// A name as written, read for comparing its spelling with others.
#[derive(Clone, Debug)]
pub struct Spelling {
    written: String,
    parts: Parts,
}

/// How a word stands to the one in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Equal,
    /// The same name in other letters: accents, a transliteration.
    Respelled,
    Slip,
    Other,
}

impl Spelling {
    pub fn new(written: &str, words: &Words) -> Spelling {
        Spelling { written: written.to_owned(), parts: Parts::new(written, words) }
    }

    /// The bytes of this name, and those of `other`, that are two spellings of one word, all else agreeing; `None`
    /// where the two may be two people's.
    ///
    /// A family name alone is held against the family name of a full one. Given names a letter apart are two names.
    pub fn otherwise(&self, other: &Spelling, words: &Words) -> Option<(Range<usize>, Range<usize>)> {
        let (ours, theirs) = (&self.parts.list, &other.parts.list);
        let (mine, its) = (ours.last()?, theirs.last()?);
        if matches!((self.parts.suffix, other.parts.suffix), (Some(one), Some(another)) if one != another) {
            return None;
        }
        let gate = sound::opens(&self.parts) || sound::opens(&other.parts);
        let family = self.likeness(mine, other, its, gate, words);
        let is_full = ours.len() > 1 && theirs.len() > 1;
        if !is_full {
            // Two words alone may be two people; of one and a full name the longer word is surer.
            let is_sure = ours.len() != theirs.len()
                && (family == Likeness::Respelled || family == Likeness::Slip && mine.letters.len() >= 6);
            return is_sure.then(|| (mine.range.clone(), its.range.clone()));
        }
        let given = self.likeness(&ours[0], other, &theirs[0], gate, words);
        match (given, family) {
            (Likeness::Equal, Likeness::Respelled | Likeness::Slip) => Some((mine.range.clone(), its.range.clone())),
            (Likeness::Respelled, Likeness::Equal) => Some((ours[0].range.clone(), theirs[0].range.clone())),
            _ => None,
        }
    }

    /// What to write for this name by the house spelling `house`: the whole of it, or its family name for one alone.
    pub fn by_house<'a>(&self, house: &'a Spelling, words: &Words) -> Option<&'a str> {
        let (ours, theirs) = (&self.parts.list, &house.parts.list);
        if self.written == house.written {
            return None;
        }
        let places = (words.gazetteer.at(sequence(&self.written)), words.gazetteer.at(sequence(&house.written)));
        if !places.0.is_empty() && !places.1.is_empty() {
            let is_people = |listed: &[Place]| listed.iter().any(|place| place.sort == Sort::People);
            let is_one =
                gazetteer::relate(places.0, places.1) == Bond::Same && !is_people(places.0) && !is_people(places.1);
            return is_one.then_some(house.written.as_str());
        }
        let gate = sound::opens(&self.parts) || sound::opens(&house.parts);
        let likeness = |one: &Part, other: &Part| self.likeness(one, house, other, gate, words);
        if ours.len() == theirs.len() && ours.len() > 1 {
            let found: Vec<Likeness> = ours.iter().zip(theirs).map(|(one, other)| likeness(one, other)).collect();
            let is_one = !found.contains(&Likeness::Other)
                && found.iter().filter(|likeness| **likeness == Likeness::Slip).count() <= 1
                && found.last() != Some(&Likeness::Other)
                && found[0] != Likeness::Slip;
            let is_otherwise = found.iter().any(|likeness| *likeness != Likeness::Equal);
            return (is_one && is_otherwise).then_some(house.written.as_str());
        }
        let (only, family) = (ours.first().filter(|_| ours.len() == 1)?, theirs.last()?);
        (likeness(only, family) == Likeness::Respelled).then(|| &house.written[family.range.clone()])
    }

    /// True for the name itself and its family name alone.
    pub fn has(&self, written: &str) -> bool {
        let family = self.parts.list.last().map(|family| &self.written[family.range.clone()]);
        self.written == written || family == Some(written)
    }

    fn likeness(&self, one: &Part, whole: &Spelling, other: &Part, gate: bool, words: &Words) -> Likeness {
        let (a, b) = (plain(&self.written[one.range.clone()]), plain(&whole.written[other.range.clone()]));
        if a == b {
            return Likeness::Equal;
        }
        if one.letters == other.letters {
            return if one.is_initial { Likeness::Equal } else { Likeness::Respelled };
        }
        // `the Hales`, `Petrova`: a family, a wife.
        if one.letters.starts_with(&other.letters) || other.letters.starts_with(&one.letters) {
            return Likeness::Other;
        }
        let sounds = |part: &Part| sound::loose(&sound::tight(&part.letters));
        match compare::tie(one, other, gate, words) {
            Some(Tie::Sound) => Likeness::Respelled,
            Some(Tie::Spelling) if sounds(one) == sounds(other) => Likeness::Respelled,
            Some(Tie::Slip) => Likeness::Slip,
            _ => Likeness::Other,
        }
    }
}

/// The letters alone, in lower case: marks within a name are the typesetter's.
fn plain(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn one_name_in_two_spellings() {
        for (a, b, expected) in [
            ("Zoë Lacombe", "Zoe Lacombe", "Zoë"),
            ("Ola Lindqvist", "Ola Lindkvist", "Lindqvist"),
            ("Lindqvist", "Ola Lindkvist", "Lindqvist"),
            ("Mohammed al-Hadidi", "Muhammad al-Hadidi", "Mohammed"),
            ("Ola Berg", "Ola Berg", ""),
            ("OLA BERG", "Ola Berg", ""),
            ("Bill Hale", "William Hale", ""),
            ("Marla Whitcombe", "Marta Whitcombe", ""),
            ("the Petrovs", "Ivan Petrov", ""),
            ("Petrova", "Ivan Petrov", ""),
            ("Berk", "Ola Berg", ""),
            ("Ada O’Neill", "Ada O'Neill", ""),
        ] {
            let found = Spelling::new(a, words()).otherwise(&Spelling::new(b, words()), words());
            assert_eq!(found.map_or("", |(ours, _)| &a[ours]), expected, "{a} / {b}");
        }
    }

    #[test]
    fn the_house_spelling() {
        for (written, house, expected) in [
            ("Kiev", "Kyiv", Some("Kyiv")),
            ("Moammar Qadhafi", "Muammar Gaddafi", Some("Muammar Gaddafi")),
            ("Zoe Lacombe", "Zoë Lacombe", Some("Zoë Lacombe")),
            ("Zoe", "Zoë Lacombe", None),
            ("Kremlin", "Moscow", None),
            ("Libyan", "Libya", None),
            ("Bill Hale", "William Hale", None),
            ("Ada Berg", "Ola Berg", None),
        ] {
            let house = Spelling::new(house, words());
            assert_eq!(Spelling::new(written, words()).by_house(&house, words()), expected, "{written}");
        }
    }
}
