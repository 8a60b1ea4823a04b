//! The shapes of the Language Server Protocol (3.17) that are spoken here.

use super::positions::{Position, Range};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitializeParams {
    #[serde(default)]
    pub capabilities: Value,
    #[serde(default)]
    pub workspace_folders: Option<Vec<WorkspaceFolder>>,
    #[serde(default)]
    pub root_uri: Option<String>,
}

#[derive(Deserialize)]
pub struct WorkspaceFolder {
    pub uri: String,
}

#[derive(Deserialize)]
pub struct DidChangeWorkspaceFolders {
    pub event: FoldersEvent,
}

#[derive(Deserialize)]
pub struct FoldersEvent {
    #[serde(default)]
    pub added: Vec<WorkspaceFolder>,
    #[serde(default)]
    pub removed: Vec<WorkspaceFolder>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidOpen {
    pub text_document: OpenedDocument,
}

#[derive(Deserialize)]
pub struct OpenedDocument {
    pub uri: String,
    #[serde(default)]
    pub version: Option<i64>,
    pub text: String,
}

#[derive(Deserialize)]
pub struct DocumentName {
    pub uri: String,
    #[serde(default)]
    pub version: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidChange {
    pub text_document: DocumentName,
    pub content_changes: Vec<Change>,
}

/// Words in place of those of a range; of the whole text where there is none.
#[derive(Deserialize)]
pub struct Change {
    #[serde(default)]
    pub range: Option<Range>,
    pub text: String,
}

/// `didClose`, and `didSave` with the text that was saved.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    pub text_document: DocumentName,
    #[serde(default)]
    pub text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct At {
    pub text_document: DocumentName,
    pub position: Position,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Within {
    pub text_document: DocumentName,
    pub range: Range,
    #[serde(default)]
    pub context: ActionContext,
}

#[derive(Default, Deserialize)]
pub struct ActionContext {
    /// The kinds of actions that are wanted; all where it is left out.
    #[serde(default)]
    pub only: Option<Vec<String>>,
}

#[derive(Deserialize)]
pub struct Cancel {
    pub id: Value,
}

#[derive(Clone, Debug, Serialize)]
pub struct Location {
    pub uri: String,
    pub range: Range,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LocationLink {
    pub origin_selection_range: Range,
    pub target_uri: String,
    pub target_range: Range,
    pub target_selection_range: Range,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    pub range: Range,
    pub severity: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    pub source: &'static str,
    pub message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_information: Vec<Related>,
    #[serde(skip_serializing_if = "Value::is_null")]
    pub data: Value,
}

#[derive(Clone, Debug, Serialize)]
pub struct Related {
    pub location: Location,
    pub message: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    pub range: Range,
    pub new_text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeAction {
    pub title: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_preferred: bool,
    pub edit: Value,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InlayHint {
    pub position: Position,
    pub label: String,
    pub padding_left: bool,
}
