//! What a client says it can do, as far as it changes what it is sent.

use super::positions::Encoding;
use serde_json::Value;

/// The least that a client can do, until it says more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Client {
    pub encoding: Encoding,
    /// Shows places in other files beside a diagnostic.
    pub shows_related: bool,
    /// Takes the version of the text that diagnostics are for.
    pub knows_versions: bool,
    /// Takes edits with the version of the text that they are for.
    pub versioned_edits: bool,
    pub reads_markdown: bool,
    /// Marks the words that a definition was asked from.
    pub links: bool,
    /// Asks for inlay hints again when told to.
    pub refreshes_hints: bool,
    /// Tells of changed files when asked to.
    pub watches: bool,
    /// Watches folders by their own address.
    pub watches_folders: bool,
}

impl Client {
    pub fn new(capabilities: &Value) -> Client {
        let has = |path: &str| capabilities.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, name: &str| {
            let list = capabilities.pointer(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|item| item.as_str() == Some(name)))
        };
        let utf8 = lists("/general/positionEncodings", "utf-8");
        Client {
            encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            shows_related: has("/textDocument/publishDiagnostics/relatedInformation"),
            knows_versions: has("/textDocument/publishDiagnostics/versionSupport"),
            versioned_edits: has("/workspace/workspaceEdit/documentChanges"),
            reads_markdown: lists("/textDocument/hover/contentFormat", "markdown"),
            links: has("/textDocument/definition/linkSupport"),
            refreshes_hints: has("/workspace/inlayHint/refreshSupport"),
            watches: has("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_folders: has("/workspace/didChangeWatchedFiles/relativePatternSupport"),
        }
    }
}
