//! Messages of a client, and what the checking thread found, to answers.
//!
//! A question about a text that is still being checked waits for the check; it is let go when the text changes again.

mod questions;
mod texts;

use super::actions;
use super::client::Client;
use super::diagnostics::SOURCE;
use super::documents::Document;
use super::messages;
use super::messages::{Failure, Message, params};
use super::problems::Problems;
use super::protocol::{About, Cancel, DidChangeWorkspaceFolders, DidOpen, InitializeParams, WorkspaceFolder};
use super::uri;
use super::watching::Watching;
use super::worker::Job;
use questions::Question;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use texts::Opened;

/// Kinds of `window/showMessage` and `window/logMessage`.
const ERROR: u8 = 1;
const WARNING: u8 = 2;

/// Where a session stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Open,
    /// `shutdown` was asked for: only `exit` is left.
    Closing,
}

/// One session with one client.
pub struct Server {
    out: Sender<Value>,
    jobs: Sender<Job>,
    phase: Phase,
    client: Client,
    folders: Vec<PathBuf>,
    documents: BTreeMap<String, Opened>,
    waiting: Vec<Question>,
    revisions: u64,
    problems: Problems,
    watching: Watching,
    requests: u64,
}

impl Server {
    pub fn new(out: Sender<Value>, jobs: Sender<Job>) -> Server {
        Server {
            out,
            jobs,
            phase: Phase::New,
            client: Client::default(),
            folders: Vec::new(),
            documents: BTreeMap::new(),
            waiting: Vec::new(),
            revisions: 0,
            problems: Problems::default(),
            watching: Watching::default(),
            requests: 0,
        }
    }

    /// Answers one message; gives the exit code when it was the last.
    pub fn take(&mut self, message: Message) -> Option<u8> {
        match message {
            Message::Request { id, method, params } => self.request(id, &method, params),
            Message::Notification { method, .. } if method == "exit" => {
                return Some(u8::from(self.phase != Phase::Closing));
            }
            Message::Notification { method, params } if self.phase == Phase::Open => {
                if let Err(failure) = self.notification(&method, params) {
                    self.log(ERROR, &format!("{method}: {}", failure.message));
                }
            }
            Message::Notification { .. } | Message::Response => {}
            Message::Wrong { id, why } => {
                self.answer(&id, Err(Failure::new(messages::INVALID_REQUEST, why)));
            }
        }
        None
    }

    /// What could not even be read as a message.
    pub fn refuse(&mut self, why: &str) {
        self.answer(&Value::Null, Err(Failure::new(messages::PARSE_ERROR, why)));
    }

    /// A mistake of ours while a message was answered.
    pub fn fail(&mut self, id: Option<Value>, why: &str) {
        self.log(ERROR, &format!("a mistake of sourceproof, please report it: {why}"));
        if let Some(id) = id {
            self.answer(&id, Err(Failure::new(messages::INTERNAL_ERROR, why)));
        }
    }

    fn request(&mut self, id: Value, method: &str, params: Value) {
        let result = match (self.phase, method) {
            (Phase::New, "initialize") => self.initialize(params),
            (Phase::New, _) => {
                Err(Failure::new(messages::NOT_INITIALIZED, format!("`{method}` came before `initialize`")))
            }
            (Phase::Closing, _) => {
                Err(Failure::new(messages::INVALID_REQUEST, format!("`{method}` came after `shutdown`")))
            }
            (Phase::Open, "initialize") => {
                Err(Failure::new(messages::INVALID_REQUEST, "`initialize` came a second time"))
            }
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Closing;
                Ok(Value::Null)
            }
            (Phase::Open, _) => match self.question(&id, method, params) {
                Ok(Some(question)) => return self.ask(question),
                Ok(None) => Err(Failure::new(messages::METHOD_NOT_FOUND, format!("`{method}` is not known here"))),
                Err(failure) => Err(failure),
            },
        };
        self.answer(&id, result);
    }

    fn initialize(&mut self, json: Value) -> Result<Value, Failure> {
        let InitializeParams { capabilities, workspace_folders, root_uri } = params(json)?;
        self.client = Client::new(&capabilities);
        self.phase = Phase::Open;
        let folders = workspace_folders.map(|folders| folders.into_iter().map(|folder| folder.uri).collect());
        let folders: Vec<String> = folders.unwrap_or_else(|| root_uri.into_iter().collect());
        self.folders = folders.iter().filter_map(|folder| uri::path(folder)).collect();
        self.do_later(Job::Folders(self.folders.clone()));
        Ok(json!({
            "capabilities": {
                "positionEncoding": self.client.encoding.name(),
                "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": true}},
                "hoverProvider": true,
                "definitionProvider": true,
                "codeActionProvider": {"codeActionKinds": [actions::QUICK_FIX, actions::FIX_ALL]},
                "inlayHintProvider": true,
                "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
            },
            "serverInfo": {"name": SOURCE, "version": env!("CARGO_PKG_VERSION")},
        }))
    }

    fn notification(&mut self, method: &str, json: Value) -> Result<(), Failure> {
        match method {
            "textDocument/didOpen" => {
                let DidOpen { text_document } = params(json)?;
                let document = Document::new(text_document.version, text_document.text);
                let path = uri::path(&text_document.uri);
                let opened = Opened { document, path, revision: 0, outcome: None, is_marked: false };
                self.documents.insert(text_document.uri.clone(), opened);
                self.changed(&text_document.uri);
            }
            "textDocument/didChange" => self.change(json)?,
            "textDocument/didSave" => self.saved(params(json)?),
            "textDocument/didClose" => {
                let About { text_document, .. } = params(json)?;
                self.let_go(&text_document.uri, "the document was closed");
                if self.documents.remove(&text_document.uri).is_some_and(|opened| opened.is_marked) {
                    self.publish(&text_document.uri, None, json!([]));
                }
            }
            "workspace/didChangeWatchedFiles" => self.read_anew(),
            "workspace/didChangeWorkspaceFolders" => {
                let DidChangeWorkspaceFolders { event } = params(json)?;
                let paths = |folders: Vec<WorkspaceFolder>| -> Vec<PathBuf> {
                    folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect()
                };
                let removed = paths(event.removed);
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(paths(event.added));
                self.do_later(Job::Folders(self.folders.clone()));
                self.read_anew();
            }
            "initialized" if self.client.watches => {
                let message = self.watching.configurations();
                self.send_request("client/registerCapability", message);
            }
            "$/cancelRequest" => {
                let Cancel { id } = params(json)?;
                if let Some(at) = self.waiting.iter().position(|question| question.id == id) {
                    self.waiting.remove(at);
                    self.answer(&id, Err(Failure::new(messages::REQUEST_CANCELLED, "it was cancelled")));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn publish(&self, uri: &str, version: Option<i64>, diagnostics: Value) {
        let mut message = json!({"uri": uri, "diagnostics": diagnostics});
        if let Some(version) = version.filter(|_| self.client.knows_versions) {
            message["version"] = json!(version);
        }
        self.send(messages::notification("textDocument/publishDiagnostics", message));
    }

    fn show(&self, kind: u8, message: &str) {
        self.send(messages::notification("window/showMessage", json!({"type": kind, "message": message})));
    }

    fn log(&self, kind: u8, message: &str) {
        self.send(messages::notification("window/logMessage", json!({"type": kind, "message": message})));
    }

    fn answer(&self, id: &Value, result: Result<Value, Failure>) {
        self.send(messages::answer(id, result));
    }

    fn send_request(&mut self, method: &str, params: Value) {
        self.requests += 1;
        self.send(messages::request(&format!("{SOURCE}/{}", self.requests), method, params));
    }

    /// Without a writer or a worker there is nobody left to tell; the end of input follows.
    fn send(&self, message: Value) {
        let _ = self.out.send(message);
    }

    fn do_later(&self, job: Job) {
        let _ = self.jobs.send(job);
    }
}
