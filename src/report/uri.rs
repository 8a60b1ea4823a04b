//! Paths as URI references, so that no name of a file can break out of the place it is written to.

/// A path that starts at the top of a file system: `/…`, or `C:/…`.
pub fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || drive(path)
}

fn drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'/'
}

/// Percent-encoded, all but letters, digits, `-._~` and the slashes between folders; a path from the top gets `file://`.
pub fn of_path(path: &str) -> String {
    let mut uri = match () {
        () if drive(path) => "file:///".to_owned(),
        () if is_absolute(path) => "file://".to_owned(),
        () => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name() {
        for (path, expected) in [
            ("claims/a b.md", "claims/a%20b.md"),
            ("claims/::error file=x::f.md", "claims/%3A%3Aerror%20file%3Dx%3A%3Af.md"),
            ("claims/50%\n\u{202e}.md", "claims/50%25%0A%E2%80%AE.md"),
            ("c\u{fffd}#?.md", "c%EF%BF%BD%23%3F.md"),
            ("/srv/é.md", "file:///srv/%C3%A9.md"),
            ("C:/desk/a.md", "file:///C%3A/desk/a.md"),
        ] {
            assert_eq!(of_path(path), expected);
        }
    }
}
