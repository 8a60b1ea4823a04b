//! Words to the plain letters that names are compared by.

use crate::text::plain;
use crate::text::tokens;
use crate::text::word_id;

/// The letters a to z and digits of a word, lower case: no diacritics, no apostrophes, other scripts spelled out.
pub fn letters(word: &str) -> String {
    if word.is_ascii() {
        return word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char).collect();
    }
    let spelled: String = word.chars().filter_map(spelled_by_us).collect();
    plain(&spelled).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Letters whose usual spelling in names is another than any_ascii's; apostrophes, ʿayn and hamza are dropped.
fn spelled_by_us(letter: char) -> Option<char> {
    match letter {
        '’' | '‘' | 'ʼ' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʻ' | '′' | 'ь' | 'Ь' | 'ъ' | 'Ъ' | 'ء' | 'ع' => {
            None
        }
        _ => Some(letter),
    }
}

/// The bytes of a word without a possessive ending: `Berg's`, `Berg’s`; what is left of `the Bergs'` is in the text.
pub fn without_possessive(word: &str) -> usize {
    for ending in ["'s", "’s", "'S", "’S", "ʼs", "`s"] {
        if let Some(base) = word.strip_suffix(ending)
            && !base.is_empty()
        {
            return base.len();
        }
    }
    word.len()
}

/// One number for the words of a phrase in order, its marks skipped and its letters plain.
pub fn sequence(phrase: &str) -> u64 {
    let words = tokens(phrase);
    words.iter().filter(|token| token.is_word() || token.is_number()).fold(EMPTY, |sum, token| {
        let word = &phrase[token.range()];
        let id = if is_plain(word) { token.id } else { word_id(&letters(word)) };
        then(sum, id)
    })
}

/// The sequence of no words.
pub const EMPTY: u64 = 0x9e37_79b9_7f4a_7c15;

/// The sequence `sum` with one word more.
pub fn then(sum: u64, id: u64) -> u64 {
    (sum.rotate_left(23) ^ id).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// True when a word has letters and digits of ASCII alone, so that its token's identity is that of its plain letters.
pub fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The identity of a word by its plain letters.
pub fn plain_id(word: &str) -> u64 {
    word_id(&letters(word))
}
