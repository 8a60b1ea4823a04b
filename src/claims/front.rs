//! The front matter of a draft: its date, title and sources, with their places.

use crate::text::Span;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use std::ops::Range;

/// What the front matter says; each with its place in the file, without quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// All of it with its fences; empty where there is none.
    pub extent: Span,
    /// As written.
    pub date: Option<(String, Span)>,
    pub title: Option<(String, Span)>,
    /// Paths, keys or titles; of a list of tables, what is under `path`, `file`, `key` or `id`.
    pub sources: Vec<(String, Span)>,
    /// What is wrong with it, and where; nothing else is read then.
    pub problem: Option<(String, Span)>,
}

/// The front matter at the start of `content`, and the byte where the draft itself begins.
///
/// YAML between `---` lines (the last may be `...`) or TOML between `+++` lines. A block that is never closed is none.
pub(super) fn front(content: &str) -> (FrontMatter, usize) {
    let Some((inner, body, is_toml)) = block(content) else { return (FrontMatter::default(), 0) };
    let extent = Span::new(content, 0, body).unwrap_or_default();
    let mut front = FrontMatter { extent, ..FrontMatter::default() };
    let written = &content[inner.clone()];
    let entries = if is_toml { toml_entries(written) } else { yaml_entries(written) };
    match entries {
        Ok(entries) => {
            for (field, value, range) in entries {
                let Some(entry) = placed(content, inner.start + range.start..inner.start + range.end, value) else {
                    continue;
                };
                match field {
                    Field::Date => front.date = Some(entry),
                    Field::Title => front.title = Some(entry),
                    Field::Sources => front.sources.push(entry),
                }
            }
        }
        Err((problem, range)) => {
            let start = (inner.start + range.start).min(inner.end);
            let end = (inner.start + range.end).clamp(start, inner.end);
            let span = Span::new(content, start, end).or_else(|| Span::new(content, inner.start, inner.end));
            front.problem = Some((problem, span.unwrap_or_default()));
        }
    }
    (front, body)
}

/// The bytes between the fences, where the body begins, and whether it is TOML.
fn block(content: &str) -> Option<(Range<usize>, usize, bool)> {
    let mut lines = content.split_inclusive('\n');
    let first = lines.next()?;
    let is_toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let mut at = first.len();
    for line in lines {
        let fence = line.trim_end();
        if fence == if is_toml { "+++" } else { "---" } || (!is_toml && fence == "...") {
            return Some((first.len()..at, at + line.len(), is_toml));
        }
        // A rule at the top of a text, not front matter.
        if at == first.len() && fence.is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

/// The value at `range`, without its quotation marks; a value that could not be placed is left out.
fn placed(content: &str, range: Range<usize>, value: String) -> Option<(String, Span)> {
    let whole = content.get(range.clone())?;
    let trimmed = whole.trim();
    let start = range.start + (whole.len() - whole.trim_start().len());
    let quoted = ['"', '\''].iter().any(|q| trimmed.len() > 1 && trimmed.starts_with(*q) && trimmed.ends_with(*q));
    let cut = usize::from(quoted);
    let span = Span::new(content, start + cut, start + trimmed.len() - cut)?;
    Some((value, span))
}

#[derive(Clone, Copy)]
enum Field {
    Date,
    Title,
    Sources,
}

fn field(key: &str) -> Option<Field> {
    match key.to_ascii_lowercase().as_str() {
        "date" => Some(Field::Date),
        "title" => Some(Field::Title),
        "sources" => Some(Field::Sources),
        _ => None,
    }
}

fn names_source(key: &str) -> bool {
    matches!(key.to_ascii_lowercase().as_str(), "path" | "file" | "key" | "id")
}

type Entry = (Field, String, Range<usize>);
type Entries = Result<Vec<Entry>, (String, Range<usize>)>;

fn toml_entries(written: &str) -> Entries {
    use toml::de::{DeTable, DeValue};
    let table = DeTable::parse(written)
        .map_err(|error| (first_line(error.message()), error.span().unwrap_or(0..written.len())))?;
    let mut entries = Vec::new();
    let text = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
        _ => written.get(value.span()).map(str::to_owned),
    };
    for (key, value) in table.get_ref() {
        let Some(field) = field(key.get_ref()) else { continue };
        if let Some(text) = text(value) {
            entries.push((field, text, value.span()));
            continue;
        }
        let mut add = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::Table(table) => {
                let named = table.iter().find(|(key, _)| names_source(key.get_ref()));
                entries.extend(named.and_then(|(_, value)| Some((field, text(value)?, value.span()))));
            }
            _ => entries.extend(text(value).map(|text| (field, text, value.span()))),
        };
        match value.get_ref() {
            DeValue::Array(list) if matches!(field, Field::Sources) => list.iter().for_each(&mut add),
            DeValue::Table(table) if matches!(field, Field::Sources) => table.iter().for_each(|(_, value)| add(value)),
            _ => {}
        }
    }
    Ok(entries)
}

fn yaml_entries(written: &str) -> Entries {
    if written.trim().is_empty() {
        return Ok(Vec::new());
    }
    let front: YamlFront = serde_saphyr::from_str(written).map_err(|error| {
        let place = error.location().map(|location| place(written, &location));
        (first_line(&error.to_string()), place.unwrap_or(0..written.len()))
    })?;
    Ok(front.0.into_iter().map(|(field, text, location)| (field, text, place(written, &location))).collect())
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("it cannot be read").trim().to_owned()
}

/// The bytes of a location; the parser counts bytes where it can, else letters.
fn place(written: &str, location: &serde_saphyr::Location) -> Range<usize> {
    let span = location.span();
    if let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) {
        return start as usize..(start + length) as usize;
    }
    let byte = |letters: u64| written.char_indices().nth(letters as usize).map_or(written.len(), |(at, _)| at);
    byte(span.offset())..byte(span.offset() + span.len())
}

/// The entries we know of a mapping; any other document has none.
struct YamlFront(Vec<(Field, String, serde_saphyr::Location)>);

impl<'de> Deserialize<'de> for YamlFront {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<YamlFront, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = YamlFront;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of fields, such as `date: 2024-06-15`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<YamlFront, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    let Some(field) = field(&key) else {
                        map.next_value::<IgnoredAny>()?;
                        continue;
                    };
                    let value: Spanned<Loose> = map.next_value()?;
                    let location = value.defined;
                    match value.value {
                        Loose::Text(text) => entries.push((field, text, location)),
                        Loose::Many(many) if matches!(field, Field::Sources) => {
                            entries.extend(many.into_iter().map(|(text, location)| (field, text, location)));
                        }
                        _ => {}
                    }
                }
                Ok(YamlFront(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// A value of any shape: a scalar as text, or the scalars of a list, of a table, or of a list of tables.
enum Loose {
    Text(String),
    Many(Vec<(String, serde_saphyr::Location)>),
    /// A table with the entry that names a source.
    Named(String, serde_saphyr::Location),
    Nothing,
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Loose, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Loose;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Loose, E> {
                Ok(Loose::Text(text.to_owned()))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_i128<E>(self, value: i128) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_u128<E>(self, value: u128) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Loose, E> {
                Ok(Loose::Text(value.to_string()))
            }

            fn visit_unit<E>(self) -> Result<Loose, E> {
                Ok(Loose::Nothing)
            }

            fn visit_none<E>(self) -> Result<Loose, E> {
                Ok(Loose::Nothing)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Loose, D::Error> {
                Loose::deserialize(deserializer)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Loose, A::Error> {
                let mut many = Vec::new();
                while let Some(value) = seq.next_element::<Spanned<Loose>>()? {
                    many.extend(single(value));
                }
                Ok(Loose::Many(many))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
                let (mut named, mut many) = (None, Vec::new());
                while let Some(key) = map.next_key::<String>()? {
                    let value = single(map.next_value::<Spanned<Loose>>()?);
                    if names_source(&key) && named.is_none() {
                        named = value.clone();
                    }
                    many.extend(value);
                }
                Ok(named.map_or(Loose::Many(many), |(text, location)| Loose::Named(text, location)))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

fn single(value: Spanned<Loose>) -> Option<(String, serde_saphyr::Location)> {
    let location = value.defined;
    match value.value {
        Loose::Text(text) => Some((text, location)),
        Loose::Named(text, location) => Some((text, location)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `field=bytes of its span`, the body.
    #[track_caller]
    fn check(content: &str, expected: &[&str], body: &str) {
        let (front, start) = front(content);
        let mut found = Vec::new();
        let mut show = |name: &str, entry: &(String, Span)| {
            found.push(format!("{name}={}", &content[entry.1.range()]));
        };
        front.date.iter().for_each(|entry| show("date", entry));
        front.title.iter().for_each(|entry| show("title", entry));
        front.sources.iter().for_each(|entry| show("source", entry));
        front.problem.iter().for_each(|entry| show("problem", entry));
        assert_eq!(found, expected);
        assert_eq!(&content[start..], body);
    }

    #[test]
    fn yaml_and_toml() {
        check(
            "---\ntitle: \"Ça: the bridge\"\ndate: 2024-06-15\n---\nText",
            &["date=2024-06-15", "title=Ça: the bridge"],
            "Text",
        );
        check(
            "---\r\ndate: 2024\r\nsources: [a.txt, 'b']\r\n...\r\nText",
            &["date=2024", "source=a.txt", "source=b"],
            "Text",
        );
        check("---\nsources:\n  - path: a.txt\n    note: x\n  - b\n---\n", &["source=a.txt", "source=b"], "");
        check("---\nsources:\n  cable: a.txt\n---\n", &["source=a.txt"], "");
        check("---\nsources: a.txt\nauthor: {name: [x, {y: z}]}\ndate:\n---\n", &["source=a.txt"], "");
        check("---\ndate: 15 June 2024 # set\n---\n", &["date=15 June 2024"], "");
        check("---\n---\nText", &[], "Text");
        check(
            "+++\ndate = 2024-06-15\ntitle = 'x'\nsources = [\"a\", {path = \"b\"}]\n[extra]\ny = 1\n+++\nText",
            &["date=2024-06-15", "title=x", "source=a", "source=b"],
            "Text",
        );
    }

    #[test]
    fn no_front_matter_and_broken() {
        check("---\n\nText\n\n---\n", &[], "---\n\nText\n\n---\n");
        check("---\ntitle: x\n", &[], "---\ntitle: x\n");
        check("Text\n---\na: b\n---\n", &[], "Text\n---\na: b\n---\n");
        assert!(front("---\ntitle: [x\n---\nText").0.problem.is_some());
        assert!(front("---\n- a\n- b\n---\nText").0.problem.is_some());
        assert_eq!(
            front("+++\ntitle = \n+++\nText").0.problem.unwrap().0,
            "string values must be quoted, expected literal string"
        );
        let deep = format!("---\nsources: {}\n---\nText", "[".repeat(20_000));
        assert!(front(&deep).0.problem.is_some());
    }
}
