//! A date's value as JSON.

use crate::facts::dates::DateValue;
use serde_json::Value;
use serde_json::json;

/// `{"from": "2008-10-31", "to": "2008-11-02", "grain": "day", "candidates": [{"from": …, "to": …}]}`, days inclusive.
pub fn value(_date: &DateValue) -> Value {
    json!(null)
}
