//! `file:` addresses to paths, and back.

use crate::check::whole;
use std::path::{Path, PathBuf};

/// The path that an address names, without `.` and `..`; `None` for what is no file of this machine: `untitled:`,
/// `git:`, another host.
pub fn path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    let rest = rest.strip_prefix("//").filter(|_| scheme.eq_ignore_ascii_case("file"))?;
    let at = rest.find('/')?;
    if !matches!(&rest[..at], "" | "localhost") {
        return None;
    }
    let written = rest[at..].split(['?', '#']).next()?;
    let bytes = decoded(written);
    let path = from_bytes(bytes).filter(|path| path.is_absolute())?;
    whole(&path).ok()
}

/// The address of a path from the top of the file system.
pub fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    let bytes = bytes_of(path);
    if bytes.first() != Some(&b'/') {
        uri.push('/');
    }
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn decoded(written: &str) -> Vec<u8> {
    let (mut bytes, mut left) = (Vec::new(), written.as_bytes());
    while let Some((first, rest)) = left.split_first() {
        let digit = |at: usize| rest.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                left = &rest[2..];
            }
            _ => {
                bytes.push(*first);
                left = rest;
            }
        }
    }
    bytes
}

#[cfg(unix)]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    (!bytes.contains(&0)).then(|| std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(unix)]
fn bytes_of(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(not(unix))]
fn from_bytes(bytes: Vec<u8>) -> Option<PathBuf> {
    // `/c:/drafts` is `c:/drafts`.
    let written = String::from_utf8(bytes).ok().filter(|written| !written.contains('\0'))?;
    let drive = written.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(&written)))
}

#[cfg(not(unix))]
fn bytes_of(path: &Path) -> Vec<u8> {
    path.to_string_lossy().replace('\\', "/").into_bytes()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files() {
        for (address, expected) in [
            ("file:///a/b.md", Some("/a/b.md")),
            ("FILE://localhost/a/b.md", Some("/a/b.md")),
            ("file:///a/two%20words/%C3%A9%25.md", Some("/a/two words/é%.md")),
            ("file:///a/é%2.md#top", Some("/a/é%2.md")),
            ("file:///a/./b/../c.md", Some("/a/c.md")),
            ("file:///a/%2e%2e/c.md", Some("/c.md")),
            ("file://host/a.md", None),
            ("file:///a%00.md", None),
            ("file:a.md", None),
            ("file://", None),
            ("untitled:Untitled-1", None),
            ("https://example.org/a.md", None),
            ("", None),
        ] {
            assert_eq!(path(address).as_deref(), expected.map(Path::new), "{address}");
        }
    }

    #[test]
    fn a_path_comes_back_from_its_address() {
        use std::os::unix::ffi::OsStrExt;
        for bytes in [&b"/a b/c%20d.md"[..], "/é/“x”#?.md".as_bytes(), b"/\xff\n:.md"] {
            let whole = Path::new(std::ffi::OsStr::from_bytes(bytes));
            assert_eq!(path(&uri(whole)).as_deref(), Some(whole));
            assert!(uri(whole).is_ascii());
        }
    }
}
