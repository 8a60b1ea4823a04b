//! JSON to what a client wants (JSON-RPC 2.0), and answers to JSON.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One message of a client.
#[derive(Debug)]
pub enum Message {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
    /// To something that was asked of the client.
    Response,
    /// What is wrong with it, and whom to tell.
    Wrong {
        id: Value,
        why: String,
    },
}

/// Why a request was not done.
#[derive(Debug)]
pub struct Failure {
    pub code: i32,
    pub message: String,
}

pub const PARSE_ERROR: i32 = -32700;
pub const INVALID_REQUEST: i32 = -32600;
pub const METHOD_NOT_FOUND: i32 = -32601;
pub const INVALID_PARAMS: i32 = -32602;
pub const INTERNAL_ERROR: i32 = -32603;
pub const NOT_INITIALIZED: i32 = -32002;
pub const REQUEST_CANCELLED: i32 = -32800;
/// The text has changed since it was asked about: clients drop such answers and ask again.
pub const CONTENT_MODIFIED: i32 = -32801;
pub const REQUEST_FAILED: i32 = -32803;

impl Failure {
    pub fn new(code: i32, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into() }
    }
}

pub fn message(json: Value) -> Message {
    let Value::Object(mut object) = json else {
        return Message::Wrong { id: Value::Null, why: "a message is an object".into() };
    };
    let id = object.remove("id");
    let params = object.remove("params").unwrap_or_default();
    match (object.remove("method"), id) {
        (Some(Value::String(method)), None) => Message::Notification { method, params },
        (Some(Value::String(method)), Some(id @ (Value::Number(_) | Value::String(_)))) => {
            Message::Request { id, method, params }
        }
        (Some(Value::String(_)), Some(_)) => {
            Message::Wrong { id: Value::Null, why: "an id is a number or a string".into() }
        }
        (Some(_), id) => Message::Wrong { id: id.unwrap_or_default(), why: "a method is a string".into() },
        (None, Some(_)) if object.contains_key("result") || object.contains_key("error") => Message::Response,
        (None, id) => Message::Wrong { id: id.unwrap_or_default(), why: "the method is missing".into() },
    }
}

/// The parameters of a message as `T`.
///
/// # Errors
/// What is missing or of the wrong kind.
pub fn params<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    serde_json::from_value(params).map_err(|error| Failure::new(INVALID_PARAMS, error.to_string()))
}

pub fn answer(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(Failure { code, message }) => {
            json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
        }
    }
}

pub fn notification(method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "method": method, "params": params})
}

pub fn request(id: &str, method: &str, params: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_messages() {
        for (json, expected) in [
            (json!({"id": 1, "method": "a", "params": {}}), "request 1 a"),
            (json!({"id": "x", "method": "a"}), "request \"x\" a"),
            (json!({"method": "a"}), "notification a"),
            (json!({"id": 1, "result": null}), "response"),
            (json!({"id": null, "error": {}}), "response"),
            (json!({"id": {}, "method": "a"}), "an id is a number or a string"),
            (json!({"id": null, "method": "a"}), "an id is a number or a string"),
            (json!({"id": 1, "method": 2}), "a method is a string"),
            (json!({"id": 1}), "the method is missing"),
            (json!({}), "the method is missing"),
            (json!([{"method": "a"}]), "a message is an object"),
            (json!(1), "a message is an object"),
        ] {
            let shown = match message(json.clone()) {
                Message::Request { id, method, .. } => format!("request {id} {method}"),
                Message::Notification { method, .. } => format!("notification {method}"),
                Message::Response => "response".into(),
                Message::Wrong { why, .. } => why,
            };
            assert_eq!(shown, expected, "{json}");
        }
    }
}
