//! Names in prose: persons, organisations, places, vessels, and how two names relate.

mod aliases;
mod alike;
mod compare;
mod entities;
mod find;
mod gazetteer;
mod judge;
mod letters;
mod lookup;
mod office;
mod parts;
mod run;
mod segment;
mod sound;
mod spelling;
mod sure;
mod survey;
mod words;

pub use compare::differing_part;
pub use compare::is_surer;
pub use compare::relation;
pub use entities::Entities;
pub use entities::Entity;
pub use find::names;
pub use find::names_knowing;
pub use lookup::Match;
pub use office::Post;
pub use office::Stated;
pub use office::office;
pub use office::stated;
pub use office::whole_title;
pub use spelling::Spelling;
pub use sure::is_sure;
pub use words::Words;

use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    Person,
    Org,
    Place,
    Vessel,
    Unknown,
}

/// A name in a text.
#[derive(Clone, Debug)]
pub struct Name {
    /// Bytes of the prose: the name without its title and without a possessive ending.
    pub range: Range<usize>,
    pub kind: NameKind,
    /// Bytes of the prose: the title or office in front of it.
    pub title: Option<Range<usize>>,
    /// The letters of `title`.
    pub title_text: Option<String>,
    /// False for a word whose capital may come from its place: the start of a sentence, a headline, capitals
    /// throughout; nothing else in the text bears it out.
    pub is_certain: bool,
}

/// How two names relate when nothing but the names is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameRelation {
    /// One name: equal, or one is a shorter form of the other.
    Same,
    /// Another spelling of one name: a transliteration, a nickname, an exonym.
    Variant,
    /// A slip of the pen in one of them.
    Misspelled,
    Different,
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::text::Lists;
    use crate::text::Prose;
    use crate::text::Splitter;
    use std::sync::OnceLock;

    /// Our own lists, read once for all tests of this folder.
    pub fn words() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words::new(&Lists::default()).unwrap())
    }

    pub fn prose(text: &str) -> Prose {
        static SPLITTER: OnceLock<Splitter> = OnceLock::new();
        Prose::plain(text, SPLITTER.get_or_init(|| Splitter::new(&Lists::default()).unwrap()))
    }
}
