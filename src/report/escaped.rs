//! JSON whose strings hold no hidden letter as it is: the document says the same and can be shown on a terminal.

use super::printable;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io::{BufWriter, Result, Write};

/// Writes `document` on one line.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, document: &impl Serialize) -> Result<()> {
    let mut out = BufWriter::new(out);
    document.serialize(&mut Serializer::with_formatter(&mut out, Escaped))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Compact JSON; what is hidden in a string is written as `\u…`.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(printable::is_hidden) {
            out.write_all(&rest.as_bytes()[..at])?;
            let letter = rest[at..].chars().next().expect("one was found there");
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + letter.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}
