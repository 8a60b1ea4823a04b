//! A name's value as JSON.

use crate::facts::names::Name;
use crate::facts::names::NameKind;
use serde_json::Value;
use serde_json::json;

/// `{"kind": "person", "title": "Gen."}`; `title` is null where the name has none.
pub fn value(name: &Name) -> Value {
    json!({"kind": kind_of(name.kind), "title": name.title_text})
}

/// What was understood, for a person.
pub fn reading(name: &Name) -> String {
    match &name.title_text {
        Some(title) => format!("{}, {title}", kind_of(name.kind)),
        None => kind_of(name.kind).to_owned(),
    }
}

pub fn kind_of(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Org => "organisation",
        NameKind::Place => "place",
        NameKind::Vessel => "vessel",
        NameKind::Unknown => "unknown",
    }
}
