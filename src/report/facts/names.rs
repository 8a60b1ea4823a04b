//! A name's value as JSON.

use crate::facts::names::Name;
use crate::facts::names::NameKind;
use serde_json::Value;
use serde_json::json;

/// `{"kind": "person", "title": "Gen."}`; `title` is null where the name has none.
pub fn value(name: &Name) -> Value {
    let kind = match name.kind {
        NameKind::Person => "person",
        NameKind::Org => "organisation",
        NameKind::Place => "place",
        NameKind::Vessel => "vessel",
        NameKind::Unknown => "unknown",
    };
    json!({"kind": kind, "title": name.title_text})
}
