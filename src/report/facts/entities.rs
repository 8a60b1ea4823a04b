//! Who and what a text names, with all mentions, for people and as JSON.

use super::names::kind_of;
use crate::facts::names::Entities;
use crate::facts::names::Name;
use crate::facts::names::NameKind;
use crate::text::Prose;
use crate::text::Text;
use serde_json::Value;
use serde_json::json;
use std::ops::Range;

/// One entity, ready to be shown.
pub struct Shown {
    name: String,
    kind: NameKind,
    /// Bytes of the content, in order; never empty.
    mentions: Vec<Range<usize>>,
}

/// The entities of `prose` by their first mentions; `names` are those that they were made of.
pub fn of(prose: &Prose, names: &[Name], entities: &Entities) -> Vec<Shown> {
    let mut mentions: Vec<Vec<Range<usize>>> = vec![Vec::new(); entities.list.len()];
    for (index, name) in names.iter().enumerate() {
        if let Some(entity) = entities.of(index) {
            mentions[entity].push(prose.span(&name.range).range());
        }
    }
    let mut shown: Vec<Shown> = entities
        .list
        .iter()
        .zip(mentions)
        .filter(|(_, mentions)| !mentions.is_empty())
        .map(|(entity, mentions)| Shown {
            name: entity.name.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: entity.kind,
            mentions,
        })
        .collect();
    shown.sort_by_key(|entity| entity.mentions[0].start);
    shown
}

impl Shown {
    /// `{"name": "Ines Okafor", "kind": "person", "mentions": [{"start": 12, "end": 23, "line": 3}]}`, bytes on disk.
    pub fn value(&self, text: &Text) -> Value {
        let mentions = self.mentions.iter().map(|mention| {
            json!({
                "start": text.disk_byte(mention.start),
                "end": text.disk_byte(mention.end),
                "line": text.position(mention.start).line,
            })
        });
        json!({"name": self.name, "kind": kind_of(self.kind), "mentions": mentions.collect::<Vec<Value>>()})
    }

    /// Name, kind, how many mentions and the lines that they stand in, each line once.
    pub fn row(&self, text: &Text) -> Vec<String> {
        let mut lines: Vec<usize> = self.mentions.iter().map(|mention| text.position(mention.start).line).collect();
        lines.dedup();
        let lines = lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        vec![self.name.clone(), kind_of(self.kind).to_owned(), self.mentions.len().to_string(), lines]
    }
}
