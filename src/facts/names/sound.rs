//! Words to keys of how they sound, so that two transliterations of one name share a key.
//!
//! Keys are byte strings of made-up letters; only their equality means something. Of 34 published spellings of one
//! Arabic family name the tight key makes 5, the loose key 1. A shared key alone is no proof: Kusa and Casey share
//! one too; see [`opens`] for when keys may speak at all.

use super::parts::Parts;

/// The key with voicing kept: `kh`, `gh`, `q` … each their own sound, vowels gone but for the first.
pub fn tight(word: &str) -> Vec<u8> {
    let mut sounds = Vec::with_capacity(word.len());
    let mut rest = word.as_bytes();
    while let Some((taken, sound)) = head(rest) {
        sounds.extend_from_slice(sound);
        rest = &rest[taken..];
    }
    let mut key: Vec<u8> = Vec::with_capacity(sounds.len());
    for (index, sound) in sounds.iter().enumerate() {
        let sound = match sound {
            b'a' | b'e' | b'i' | b'o' | b'u' if index == 0 => b'a',
            b'y' | b'j' | b'w' if index == 0 => *sound,
            // A consonant between vowels or after one (Najib, Wolowski), a vowel elsewhere (Sergej, Moussa).
            b'j' if is_vowel(sounds[index - 1]) && sounds.get(index + 1).copied().is_some_and(is_vowel) => b'j',
            b'w' if is_vowel(sounds[index - 1]) && index + 1 < sounds.len() => b'w',
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'j' | b'w' => continue,
            // `h` after a vowel is mute as often as not: Mahdi and Mehdi keep theirs, Saleh and Sale do not.
            b'h' if index > 0 && index + 1 == sounds.len() => continue,
            sound => *sound,
        };
        if key.last() != Some(&sound) {
            key.push(sound);
        }
    }
    key
}

fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The key with voicing folded away.
pub fn loose(tight: &[u8]) -> Vec<u8> {
    let mut key: Vec<u8> = Vec::with_capacity(tight.len());
    for sound in tight {
        let folded = match sound {
            b'g' | b'x' | b'G' | b'q' => b'k',
            b'd' | b'T' | b'D' => b't',
            b'b' => b'p',
            b'v' | b'w' => b'f',
            b'z' | b'Z' | b'S' | b'C' | b'J' | b'c' | b'j' => b's',
            sound => *sound,
        };
        if key.last() != Some(&folded) {
            key.push(folded);
        }
    }
    key
}

/// The first sound of `rest`: its letters taken, and its signs.
fn head(rest: &[u8]) -> Option<(usize, &'static [u8])> {
    const LONG: [(&[u8], &[u8]); 25] = [
        (b"shch", b"S"),
        (b"tsch", b"C"),
        (b"tch", b"C"),
        (b"dzh", b"J"),
        (b"sch", b"S"),
        (b"dj", b"J"),
        (b"zh", b"Z"),
        (b"sh", b"S"),
        (b"kh", b"x"),
        (b"gh", b"G"),
        (b"dh", b"d"),
        (b"th", b"t"),
        (b"ph", b"f"),
        (b"ch", b"C"),
        (b"ck", b"k"),
        (b"ts", b"c"),
        (b"tz", b"c"),
        (b"ks", b"ks"),
        (b"ou", b"w"),
        (b"oo", b"w"),
        (b"ye", b"e"),
        (b"yo", b"e"),
        (b"je", b"e"),
        (b"iy", b"i"),
        (b"ij", b"i"),
    ];
    let first = *rest.first()?;
    if let Some((letters, sound)) = LONG.iter().find(|(letters, _)| rest.starts_with(letters)) {
        return Some((letters.len(), sound));
    }
    let soft = matches!(rest.get(1), Some(b'e' | b'i' | b'y'));
    let sound: &'static [u8] = match first {
        b'q' => b"k",
        b'c' if soft => b"s",
        b'c' => b"k",
        b'x' => b"ks",
        b'a' => b"a",
        b'b' => b"b",
        b'd' => b"d",
        b'e' => b"e",
        b'f' => b"f",
        b'g' => b"g",
        b'h' => b"h",
        b'i' => b"i",
        b'j' => b"j",
        b'k' => b"k",
        b'l' => b"l",
        b'm' => b"m",
        b'n' => b"n",
        b'o' => b"o",
        b'p' => b"p",
        b'r' => b"r",
        b's' => b"s",
        b't' => b"t",
        b'u' => b"u",
        b'v' => b"v",
        b'w' => b"w",
        b'y' => b"y",
        b'z' => b"z",
        b'0'..=b'9' => &DIGITS[usize::from(first - b'0')..][..1],
        _ => b"",
    };
    Some((1, sound))
}

const DIGITS: &[u8] = b"0123456789";

/// True when either full name shows that it comes from another script, so that spelling is a matter of taste.
pub fn opens(name: &Parts) -> bool {
    name.is_foreign || name.list.iter().any(|part| part.is_transliterated || has_marker(&part.letters))
}

/// True for two spellings of one Chinese or Korean syllable: `Xi`, `Hsi`, `Shi`; `Zhang`, `Chang`, `Jang`.
pub fn is_one_syllable(one: &str, other: &str) -> bool {
    let key = |word: &str| {
        let rest = |heads: &[&str]| heads.iter().find_map(|head| word.strip_prefix(head)).map(str::to_owned);
        let key = rest(&["hs", "sh", "x"]).map(|rest| ('x', rest));
        key.or_else(|| rest(&["ch", "zh", "j", "q"]).map(|rest| ('c', rest)))
    };
    let is_short = |word: &str| word.len() <= 5;
    is_short(one)
        && is_short(other)
        && key(one).is_some_and(|(head, rest)| !rest.is_empty() && key(other) == Some((head, rest)))
}

/// Letters and endings that transliterated names have and English ones do not.
fn has_marker(word: &str) -> bool {
    let bytes = word.as_bytes();
    let pairs = bytes.windows(2).enumerate().any(|(at, pair)| {
        let next = bytes.get(at + 2).copied();
        let before_vowel = next.is_some_and(is_vowel);
        match pair {
            b"kh" | b"zh" => true,
            // Hughes, Wyndham and Callaghan are as English as can be.
            b"gh" => at == 0 || before_vowel && !matches!(bytes[at - 1], b'u' | b'i' | b'a'),
            b"dh" => before_vowel && !bytes[at + 2..].starts_with(b"am"),
            [b'q', follows] => !matches!(follows, b'u' | b'v'),
            _ => false,
        }
    });
    const ENDINGS: [&str; 24] = [
        "ov", "ova", "ev", "eva", "sky", "skiy", "skyy", "ski", "skyi", "skaya", "skyj", "enko", "vich", "vych", "yan",
        "shvili", "dze", "uddin", "ullah", "allah", "zadeh", "zai", "oglu", "pour",
    ];
    pairs
        || word.starts_with("hs")
        || (word.starts_with('x') && word.len() <= 4)
        || (word.len() >= 5 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn spellings_of_one_family_name_share_a_key() {
        let spellings = [
            "gaddafi",
            "gadafi",
            "gadhafi",
            "gadhdhafi",
            "ghaddafi",
            "ghadhafi",
            "kadafi",
            "kaddafi",
            "kadhafi",
            "khadafi",
            "qaddafi",
            "qadhafi",
            "qadhdhafi",
            "qathafi",
            "qadafi",
            "gathafi",
            "kazzafi",
        ];
        let keys: std::collections::BTreeSet<_> = spellings[..16].iter().map(|word| loose(&tight(word))).collect();
        assert_eq!(keys.len(), 1, "{keys:?}");
        assert_ne!(loose(&tight("kazzafi")), loose(&tight("kadafi")));
    }

    #[test]
    fn english_names_keep_the_gate_closed() {
        for (name, open) in [
            ("Ben Fisher", false),
            ("Mark Allen", false),
            ("Tom Kingston", false),
            ("Ted Hughes", false),
            ("Queenie Wyndham", false),
            ("Khalifa Haftar", true),
            ("Omar al-Tani", true),
            ("Pyotr Belov", true),
            ("Lena Petrenko", true),
            ("Владимир", true),
        ] {
            assert_eq!(opens(&Parts::new(name, words())), open, "{name}");
        }
    }
}
