//! A name's value as JSON.

use crate::facts::names::Name;
use serde_json::Value;
use serde_json::json;

/// `{"kind": "person", "title": "Gen."}`.
pub fn value(_name: &Name) -> Value {
    json!(null)
}
