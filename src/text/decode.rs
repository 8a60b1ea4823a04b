//! Bytes of a file to text, with a map back to the bytes.

use super::map::OffsetMap;

/// How a file's bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The name as the web platform spells it: `UTF-8`, `UTF-16LE`, `windows-1252` …
    pub name: &'static str,
    /// True when nothing in the file says so: neither a BOM nor valid UTF-8.
    pub guessed: bool,
    /// True when some bytes could not be read and stand as U+FFFD.
    pub lossy: bool,
}

impl Encoding {
    /// `letters` as a file in this encoding has them; `None` when it cannot write one of them.
    pub fn encode(&self, letters: &str) -> Option<Vec<u8>> {
        match self.name {
            "UTF-8" => Some(letters.as_bytes().to_vec()),
            "UTF-16LE" => Some(letters.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            "UTF-16BE" => Some(letters.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            name => {
                let (bytes, _, is_short_of_letters) =
                    encoding_rs::Encoding::for_label(name.as_bytes())?.encode(letters);
                (!is_short_of_letters).then(|| bytes.into_owned())
            }
        }
    }
}

/// What the bytes of a file say.
pub(super) struct Decoded {
    pub content: String,
    pub map: OffsetMap,
    pub encoding: Encoding,
    /// The bytes, where they are others than those of `content`.
    pub original: Option<Vec<u8>>,
}

/// Reads any bytes: a BOM first, then strict UTF-8, then UTF-16 without a BOM, then UTF-8 with a few broken bytes,
/// then the legacy encoding that the bytes look most like.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(&bytes) {
        if encoding == encoding_rs::UTF_8 {
            return utf8(bytes, length);
        }
        return legacy(bytes, length, encoding, false);
    }
    if std::str::from_utf8(&bytes).is_ok() {
        // Text in UTF-16 without a BOM is valid UTF-8 with a NUL in every other byte.
        return match utf16_without_bom(&bytes) {
            Some(encoding) => legacy(bytes, 0, encoding, true),
            None => utf8(bytes, 0),
        };
    }
    if let Some(encoding) = utf16_without_bom(&bytes) {
        return legacy(bytes, 0, encoding, true);
    }
    if mostly_utf8(&bytes) {
        return utf8(bytes, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    legacy(bytes, 0, encoding, true)
}

fn utf8(mut bytes: Vec<u8>, bom: usize) -> Decoded {
    let encoding = |lossy| Encoding { name: "UTF-8", guessed: false, lossy };
    if std::str::from_utf8(&bytes[bom..]).is_ok() {
        let original = (bom > 0).then(|| bytes.clone());
        bytes.drain(..bom);
        let map = OffsetMap::shifted(bytes.len(), bom);
        let content = String::from_utf8(bytes).expect("the bytes were checked above");
        return Decoded { content, map, encoding: encoding(false), original };
    }
    let (mut content, mut map, mut at) = (String::with_capacity(bytes.len()), OffsetMap::default(), bom);
    for chunk in bytes[bom..].utf8_chunks() {
        content.push_str(chunk.valid());
        map.push(chunk.valid().len(), at, chunk.valid().len());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            content.push(char::REPLACEMENT_CHARACTER);
            // Three broken bytes are as long as U+FFFD itself; one thing all the same, and it maps the same.
            map.push(char::REPLACEMENT_CHARACTER.len_utf8(), at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    Decoded { content, map, encoding: encoding(true), original: Some(bytes) }
}

/// True when broken bytes are rarer than sound letters of several bytes: damage, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 4 <= sound
}

/// UTF-16 when at least nine in ten of the high (or low) bytes of the first 4,096 are NUL, as in Western text.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let nul = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count() * 20 / head.len();
    match (nul(0), nul(1)) {
        (9.., 0) => Some(encoding_rs::UTF_16BE),
        (0, 9..) => Some(encoding_rs::UTF_16LE),
        _ => None,
    }
}

/// Feeds one byte at a time, so that each letter is seen with the bytes it came from.
fn legacy(bytes: Vec<u8>, bom: usize, encoding: &'static encoding_rs::Encoding, guessed: bool) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut content, mut map, mut lossy) = (String::with_capacity(bytes.len()), OffsetMap::default(), false);
    let mut letters = [0u8; 16];
    let mut pending = bom;
    for at in bom..bytes.len() {
        let last = at + 1 == bytes.len();
        let (_, _, written, bad) = decoder.decode_to_utf8(&bytes[at..=at], &mut letters, last);
        lossy |= bad;
        if written > 0 {
            content.push_str(std::str::from_utf8(&letters[..written]).expect("the decoder writes UTF-8"));
            map.push(written, pending, at + 1 - pending);
            pending = at + 1;
        }
    }
    let encoding = Encoding { name: encoding.name(), guessed, lossy };
    Decoded { content, map, encoding, original: Some(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content: &str, name: &str, guessed: bool) -> OffsetMap {
        let Decoded { content: read, map, encoding, .. } = decode(bytes.to_vec());
        assert_eq!((read.as_str(), encoding.name, encoding.guessed), (content, name, guessed));
        map
    }

    #[test]
    fn encodings() {
        check(b"plain", "plain", "UTF-8", false);
        assert_eq!(check(b"\xef\xbb\xbfmayor", "mayor", "UTF-8", false).start(0), 3);
        let map = check(b"\xff\xfea\0\x19\x20b\0", "a\u{2019}b", "UTF-16LE", false);
        assert_eq!((map.start(1), map.end(4), map.start(4)), (4, 6, 6));
        check(
            "The mayor said no.".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>().as_slice(),
            "The mayor said no.",
            "UTF-16BE",
            true,
        );
        let map = check(b"the caf\xe9 \x93opened\x94 on Monday", "the café “opened” on Monday", "windows-1252", true);
        assert_eq!(map.start("the café “".len()), 10);
        check("naïve Ærø Žižek".as_bytes(), "naïve Ærø Žižek", "UTF-8", false);
    }

    #[test]
    fn a_broken_byte_in_utf8_stays_utf8() {
        let Decoded { content, map, encoding, .. } =
            decode(b"caf\xc3\xa9 na\xc3\xafve \xc3\xa9t\xc3\xa9 \xff end".to_vec());
        assert_eq!(content, "café naïve été \u{fffd} end");
        assert!(encoding.lossy);
        assert_eq!(map.start(content.len()), 24);
    }
}
