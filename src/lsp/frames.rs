//! Bytes of a stream to messages, and back: a header with the length, a blank line, so many bytes of JSON.
//!
//! Nothing that arrives ends the reading but the end of the stream: what is broken is told and the next message looked
//! for.

use serde_json::Value;
use std::io::{BufRead, Read, Result, Write, copy, sink};

/// What stood between two headers.
#[derive(Debug, PartialEq)]
pub enum Frame {
    Json(Value),
    /// What is wrong with it.
    Broken(String),
}

/// Bytes of the longest message that is read; drafts are a thousand times shorter.
const LONGEST: u64 = 1 << 28;

/// Bytes of the longest line of a header.
const LONGEST_LINE: u64 = 1 << 16;

/// The next message; `None` at the end of the stream.
///
/// # Errors
/// Those of `input`.
pub fn read(input: &mut impl BufRead) -> Result<Option<Frame>> {
    let mut length = None;
    let mut is_odd = false;
    loop {
        let mut line = Vec::new();
        if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        match content_length(line) {
            Some(found) => length = Some(found),
            None if line.is_empty() => match length {
                Some(length) => return body(input, length),
                None if is_odd => return Ok(Some(Frame::Broken("a message without Content-Length".into()))),
                None => {}
            },
            None => is_odd = true,
        }
    }
}

/// Bytes of the message, where a line says so; what stands before the name may be the rest of a broken message.
fn content_length(line: &str) -> Option<u64> {
    let name = "content-length:";
    let at = line.to_ascii_lowercase().rfind(name)?;
    line[at + name.len()..].trim().parse().ok()
}

fn body(input: &mut impl BufRead, length: u64) -> Result<Option<Frame>> {
    let mut body = input.take(length);
    if length > LONGEST {
        copy(&mut body, &mut sink())?;
        return Ok(Some(Frame::Broken(format!("a message of {length} bytes; at most {LONGEST} are read"))));
    }
    let mut bytes = Vec::new();
    if (body.read_to_end(&mut bytes)? as u64) < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&bytes) {
        Ok(value) => Frame::Json(value),
        Err(error) => Frame::Broken(format!("this is no JSON: {error}")),
    }))
}

/// Writes one message.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, message: &Value) -> Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(out, "Content-Length: {}\r\n\r\n", body.len())?;
    out.write_all(&body)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        while let Some(frame) = read(&mut bytes).unwrap() {
            found.push(match frame {
                Frame::Json(value) => value.to_string(),
                Frame::Broken(why) => why,
            });
        }
        found
    }

    #[test]
    fn what_is_broken_does_not_hide_the_next_message() {
        let good = "Content-Length: 2\r\n\r\n{}";
        for (bytes, expected) in [
            ("".to_owned(), vec![]),
            (good.to_owned(), vec!["{}"]),
            (format!("content-length:2\n\n{{}}{good}"), vec!["{}", "{}"]),
            (format!("Content-Type: x; charset=utf-8\r\n{good}"), vec!["{}"]),
            (format!("\r\n\r\n{good}"), vec!["{}"]),
            (
                format!("Content-Length: 3\r\n\r\n{{x}}{good}"),
                vec!["this is no JSON: key must be a string at line 1 column 2", "{}"],
            ),
            (
                format!("Content-Length: 2\r\n\r\n\u{e9}{good}"),
                vec!["this is no JSON: expected value at line 1 column 1", "{}"],
            ),
            (format!("Content-Length: -1\r\n\r\n{{}}{good}"), vec!["a message without Content-Length", "{}"]),
            (format!("hello\r\n\r\n{{\"a\": 1}}{good}"), vec!["a message without Content-Length", "{}"]),
            ("Content-Length: 99\r\n\r\n{}".to_owned(), vec![]),
            (
                "Content-Length: 99999999999999\r\n\r\n{}".to_owned(),
                vec!["a message of 99999999999999 bytes; at most 268435456 are read"],
            ),
        ] {
            assert_eq!(all(bytes.as_bytes()), expected, "{bytes}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let message = serde_json::json!({"method": "ü", "params": [1, null]});
        let mut bytes = Vec::new();
        write(&mut bytes, &message).unwrap();
        assert_eq!(read(&mut &bytes[..]).unwrap(), Some(Frame::Json(message)));
    }
}
