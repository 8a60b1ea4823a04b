//! A quantity's value as JSON.

use crate::facts::quantities::QuantityValue;
use serde_json::Value;
use serde_json::json;

/// `{"number": "15000000", "low": "15000000", "high": null, "shape": "at_least", "unit": "USD"}`.
pub fn value(_quantity: &QuantityValue) -> Value {
    json!(null)
}
