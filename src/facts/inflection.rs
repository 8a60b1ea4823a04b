//! Words to the base that their inflected forms share: `visited`, `visits`, `visiting` to one stem.

use crate::text::Lists;
use crate::text::fold;
use crate::text::word_id;
use anyhow::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Irregular forms by their base; all else is done by endings.
#[derive(Debug, Default)]
pub struct Inflections {
    bases: FxHashMap<String, String>,
    /// The irregular forms of each base.
    irregular: FxHashMap<String, Vec<String>>,
    /// The identity of the stem of each irregular form, by that of the form.
    stems: FxHashMap<u64, u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Irregular {
    verbs: Vec<Vec<String>>,
    nouns: Vec<Vec<String>>,
}

impl Inflections {
    /// # Errors
    /// When a newsroom's `irregular_verbs.toml` has another shape than ours.
    pub fn new(lists: &Lists) -> Result<Inflections> {
        let irregular: Irregular = lists.read("irregular_verbs")?;
        let mut bases = FxHashMap::default();
        let mut by_base: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for forms in irregular.verbs.iter().chain(&irregular.nouns) {
            let Some(base) = forms.first() else { continue };
            by_base.entry(base.clone()).or_default().extend(forms.iter().cloned());
            for form in forms {
                bases.entry(form.clone()).or_insert_with(|| base.clone());
            }
        }
        let mut inflections = Inflections { bases, irregular: by_base, stems: FxHashMap::default() };
        let forms = inflections.bases.keys().map(|form| (word_id(form), word_id(&inflections.stem(form))));
        inflections.stems = forms.collect();
        Ok(inflections)
    }

    /// The stem of `word`, folded: equal for the forms of one word, never used as a word itself.
    ///
    /// Takes off a possessive, then -s, -ed or -ing with the doubled letter or `e` that comes with them. Derived words
    /// keep their own stem: `agree` and `agreement` differ.
    pub fn stem(&self, word: &str) -> String {
        let folded = fold(word);
        let word = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(&folded);
        match self.bases.get(word) {
            Some(base) if base.ends_with('s') => base.clone(),
            Some(base) => regular_stem(base),
            None => regular_stem(word),
        }
    }

    /// The identity of a token's stem; `letters` are the token's. The same for tokens whose [`Inflections::stem`] is.
    pub fn stem_id(&self, letters: &str, id: u64) -> u64 {
        if let Some(stem) = self.stems.get(&id) {
            return *stem;
        }
        let bytes = letters.as_bytes();
        let mut lower = [0; 24];
        if bytes.len() <= lower.len() && bytes.iter().all(u8::is_ascii_alphabetic) {
            let lower = &mut lower[..bytes.len()];
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            return regular(std::str::from_utf8(lower).expect("ASCII letters are UTF-8"), word_id);
        }
        word_id(&self.stem(letters))
    }

    pub fn same_word(&self, one: &str, other: &str) -> bool {
        self.stem(one) == self.stem(other)
    }

    /// The regular forms of a base: `warn`, `warns`, `warned`, `warning`, and the irregular ones.
    pub fn forms(&self, base: &str) -> Vec<String> {
        let mut forms = vec![base.to_owned()];
        let ends_with = |endings: &[&str]| endings.iter().any(|ending| base.ends_with(ending));
        let is_consonant_y = base.ends_with('y') && !ends_with(&["ay", "ey", "oy", "uy"]);
        let stem = base.strip_suffix('e').unwrap_or(base);
        let short: String = base.chars().take(base.chars().count().saturating_sub(1)).collect();
        forms.push(if is_consonant_y {
            format!("{short}ies")
        } else if ends_with(&["s", "x", "z", "ch", "sh", "o"]) {
            format!("{base}es")
        } else {
            format!("{base}s")
        });
        forms.push(if is_consonant_y { format!("{short}ied") } else { format!("{stem}ed") });
        forms.push(if base.ends_with("ee") { format!("{base}ing") } else { format!("{stem}ing") });
        if let (Some(last), false) = (base.chars().last(), base.ends_with('e')) {
            forms.push(format!("{base}{last}ed"));
            forms.push(format!("{base}{last}ing"));
        }
        forms.extend(self.irregular.get(base).into_iter().flatten().cloned());
        forms
    }
}

fn regular_stem(word: &str) -> String {
    regular(word, str::to_owned)
}

/// Gives the stem of a folded word to `done`.
fn regular<T>(word: &str, done: impl Fn(&str) -> T) -> T {
    let letters = word.len();
    let has_vowel = |stem: &str| stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let stem = if letters > 4 && (word.ends_with("ies") || word.ends_with("ied")) {
        return done(&format!("{}y", &word[..letters - 3]));
    } else if letters > 4 && ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| word.ends_with(ending)) {
        &word[..letters - 2]
    } else if letters > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        &word[..letters - 1]
    } else if letters > 4 && word.ends_with("ing") && has_vowel(&word[..letters - 3]) {
        undouble(&word[..letters - 3])
    } else if letters > 4 && word.ends_with("ed") && !word.ends_with("eed") && has_vowel(&word[..letters - 2]) {
        undouble(&word[..letters - 2])
    } else {
        word
    };
    // `e` comes and goes: hope, hoped, hoping.
    done(stem.strip_suffix('e').filter(|shorter| shorter.len() > 2).unwrap_or(stem))
}

/// `stopp` to `stop`; `ll`, `ss` and `zz` often belong to the base and stay.
fn undouble(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., one, other] if one == other && one.is_ascii_lowercase() && !b"aeiouslz".contains(one) => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word() {
        let inflections = Inflections::new(&Lists::default()).unwrap();
        for forms in [
            "visit visits visited visiting",
            "stop stops stopped stopping",
            "hope hopes hoped hoping",
            "carry carries carried carrying",
            "go goes went gone going",
            "child children",
            "mayor mayor's",
            "fall fell fallen falls falling",
            "become becoming became",
            "pass passes passed passing",
            "say said says",
        ] {
            let stems: Vec<_> = forms.split(' ').map(|form| inflections.stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms}: {stems:?}");
        }
        for words in ["agree agreement", "organ organization", "news new", "thing think", "bus but", "red read"] {
            let (one, other) = words.split_once(' ').unwrap();
            assert!(!inflections.same_word(one, other), "{words}");
        }
    }

    #[test]
    fn the_identity_is_that_of_the_stem() {
        let inflections = Inflections::new(&Lists::default()).unwrap();
        for word in ["Visits", "go", "went", "U.S.", "mayor's", "carries", "café", "news", "is", "the", "Ærø's"] {
            assert_eq!(inflections.stem_id(word, word_id(word)), word_id(&inflections.stem(word)), "{word}");
        }
    }

    #[test]
    fn any_letters_have_a_stem() {
        let inflections = Inflections::default();
        for word in ["", "'s", "s", "ing", "éés", "ßed", "日本ing", "xies"] {
            inflections.stem(word);
        }
    }
}
