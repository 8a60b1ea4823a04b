//! The facts of a text for people and as JSON, version 1.

mod dates;
mod entities;
mod names;
mod quantities;
mod speakers;

use super::listing::table;
use super::printable;
use crate::facts::dates::Date;
use crate::facts::names::Entities;
use crate::facts::names::Name;
use crate::facts::quantities::Quantity;
use crate::facts::quotes::Quotes;
use crate::facts::speakers::Speaker;
use crate::text::Prose;
use crate::text::Text;
use serde::Serialize;
use serde_json::Value;
use std::io::{Result, Write};
use std::ops::Range;
use std::sync::Arc;

/// The facts of one file, in order.
pub struct FileFacts {
    text: Arc<Text>,
    facts: Vec<Shown>,
    entities: Vec<entities::Shown>,
}

/// The names of a text and what they name.
pub struct Named<'a> {
    pub names: &'a [Name],
    pub entities: &'a Entities,
}

/// One fact, ready to be shown.
struct Shown {
    kind: &'static str,
    /// Bytes of the content.
    range: Range<usize>,
    /// What was understood, for a person.
    reading: String,
    value: Value,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    facts: Vec<Fact<'a>>,
    entities: Vec<Value>,
}

#[derive(Serialize)]
struct Fact<'a> {
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    value: &'a Value,
}

#[derive(Serialize)]
struct Pairs<'a> {
    version: u32,
    pairs: Vec<Pair<'a>>,
}

#[derive(Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    relation: &'a str,
}

/// Takes the facts of `prose`, which is the prose of `text`.
pub fn file(
    text: &Arc<Text>,
    prose: &Prose,
    quotes: &Quotes,
    said_by: &[Option<Speaker>],
    dates: &[Date],
    quantities: &[Quantity],
    named: &Named,
) -> FileFacts {
    let names = named.names;
    let mut facts: Vec<Shown> = Vec::new();
    let mut add = |kind, range: &Range<usize>, reading: String, value: Value| {
        facts.push(Shown { kind, range: prose.span(range).range(), reading, value });
    };
    for (quote, speaker) in quotes.quotes.iter().zip(said_by).filter(|(quote, _)| quote.inside.is_none()) {
        let value = speakers::value(text, prose, names, speaker.as_ref());
        add("quote", &quote.range, speakers::reading(prose, names, speaker.as_ref()), value);
    }
    for date in dates {
        let origin = date.value.origin().map_or_else(String::new, |origin| format!(" ({origin})"));
        add("date", &date.range, format!("{}{origin}", date.value.reading()), dates::value(&date.value));
    }
    for quantity in quantities {
        add("quantity", &quantity.range, quantity.value.reading(), quantities::value(&quantity.value));
    }
    for name in names {
        add("name", &name.range, names::reading(name), names::value(name));
    }
    facts.sort_by_key(|fact| (fact.range.start, fact.range.end));
    FileFacts { text: Arc::clone(text), facts, entities: entities::of(prose, names, named.entities) }
}

/// One JSON document: `{"version": 1, "files": [{"path", "facts": [{"kind", "start", "end", "text", "value"}],
/// "entities": [{"name", "kind", "mentions": [{"start", "end", "line"}]}]}]}`, places in bytes of the file on disk.
pub fn write_json(out: &mut dyn Write, files: &[FileFacts]) -> Result<()> {
    let files = files.iter().map(|file| File {
        path: &file.text.path,
        facts: file
            .facts
            .iter()
            .map(|fact| Fact {
                kind: fact.kind,
                start: file.text.disk_byte(fact.range.start),
                end: file.text.disk_byte(fact.range.end),
                text: &file.text.content[fact.range.clone()],
                value: &fact.value,
            })
            .collect(),
        entities: file.entities.iter().map(|entity| entity.value(&file.text)).collect(),
    });
    serde_json::to_writer(&mut *out, &Document { version: 1, files: files.collect() })?;
    writeln!(out)
}

/// A table a file: place, kind, words, what was understood; then who and what it names, with the lines of all mentions.
pub fn write_human(out: &mut dyn Write, files: &[FileFacts]) -> Result<()> {
    for file in files {
        let rows: Vec<Vec<String>> = file
            .facts
            .iter()
            .map(|fact| {
                let place = file.text.position(fact.range.start);
                let words = file.text.content[fact.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                let words =
                    if words.chars().count() > 60 { words.chars().take(59).chain(['…']).collect() } else { words };
                vec![format!("{}:{}", place.line, place.column), fact.kind.into(), words, fact.reading.clone()]
            })
            .collect();
        writeln!(out, "{}", printable::path(&file.text.path))?;
        write!(out, "{}", table(&["place", "kind", "words", "read as"], &rows))?;
        if !file.entities.is_empty() {
            let rows: Vec<Vec<String>> = file.entities.iter().map(|entity| entity.row(&file.text)).collect();
            write!(out, "\n{}", table(&["names", "kind", "mentions", "lines"], &rows))?;
        }
    }
    Ok(())
}

/// `{"version": 1, "pairs": [{"a", "b", "relation"}]}`.
pub fn write_pairs(out: &mut dyn Write, pairs: &[(String, String, &'static str)]) -> Result<()> {
    let pairs = pairs.iter().map(|(a, b, relation)| Pair { a, b, relation }).collect();
    serde_json::to_writer(&mut *out, &Pairs { version: 1, pairs })?;
    writeln!(out)
}
