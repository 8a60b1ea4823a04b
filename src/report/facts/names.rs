//! A name's value as JSON.

use crate::facts::names::Name;
use crate::facts::names::NameKind;
use serde_json::Value;
use serde_json::json;

/// `{"kind": "person", "title": "Gen."}`; `title` is null where the name has none.
pub fn value(name: &Name) -> Value {
    json!({"kind": kind(name), "title": name.title_text})
}

/// What was understood, for a person.
pub fn reading(name: &Name) -> String {
    match &name.title_text {
        Some(title) => format!("{}, {title}", kind(name)),
        None => kind(name).to_owned(),
    }
}

fn kind(name: &Name) -> &'static str {
    match name.kind {
        NameKind::Person => "person",
        NameKind::Org => "organisation",
        NameKind::Place => "place",
        NameKind::Vessel => "vessel",
        NameKind::Unknown => "unknown",
    }
}
