//! The texts of open documents: edited, sent to be checked, and what came of it.

use super::Server;
use super::questions::Question;
use super::{ERROR, WARNING};
use crate::lsp::checked::Checked;
use crate::lsp::diagnostics::diagnostics;
use crate::lsp::documents::Document;
use crate::lsp::messages;
use crate::lsp::messages::{Failure, params};
use crate::lsp::protocol::{About, DidChange};
use crate::lsp::uri;
use crate::lsp::worker::{Done, Job, Outcome, Text};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open document and what is known of it.
pub(super) struct Opened {
    pub document: Document,
    /// `None` for what is no file: nothing is checked there.
    pub path: Option<PathBuf>,
    /// Of the newest text.
    pub revision: u64,
    /// What came of the newest text that was checked, and its revision.
    pub outcome: Option<(u64, Outcome)>,
    /// True when the editor shows diagnostics of it.
    pub is_marked: bool,
}

impl Server {
    pub(super) fn change(&mut self, json: Value) -> Result<(), Failure> {
        let uri = json.pointer("/textDocument/uri").and_then(Value::as_str).map(str::to_owned);
        let lost =
            |failure: &str| format!("{failure}; nothing is checked there until the file is saved or opened again");
        let change = params::<DidChange>(json);
        let Some(opened) = uri.as_ref().and_then(|uri| self.documents.get_mut(uri)) else {
            return change.and(Err(Failure::new(messages::INVALID_PARAMS, "the document is not open")));
        };
        let uri = uri.unwrap_or_default();
        let was_known = opened.document.sheet.is_some();
        let result = match change {
            Ok(DidChange { text_document, content_changes }) => {
                opened.document.change(text_document.version, content_changes, self.client.encoding)
            }
            // An edit was made all the same, and nobody knows which.
            Err(failure) => {
                opened.document.sheet = None;
                Err(failure.message)
            }
        };
        self.changed(&uri);
        if let Err(why) = result
            && was_known
        {
            self.show(WARNING, &format!("{uri}: {}", lost(&why)));
        }
        Ok(())
    }

    /// A draft that was saved comes whole again; anything else that was saved may be a source or a configuration.
    pub(super) fn saved(&mut self, About { text_document, text }: About) {
        if let Some(opened) = self.documents.get_mut(&text_document.uri)
            && opened.document.sheet.is_none()
        {
            // An editor that does not send the text along has just written it.
            let on_disk = || std::fs::read_to_string(opened.path.as_ref()?).ok();
            if let Some(text) = text.or_else(on_disk) {
                opened.document = Document::new(opened.document.version, text);
                self.changed(&text_document.uri);
            }
        }
        let opened = self.documents.get(&text_document.uri);
        let is_draft = opened.is_some_and(|opened| matches!(opened.outcome, Some((_, Outcome::Checked(_)))));
        if !(is_draft && self.client.watches) {
            self.read_anew();
        }
    }

    /// The text of a document is another: has it checked, and lets go of what was asked about the old one.
    pub(super) fn changed(&mut self, uri: &str) {
        self.let_go(uri, "the text has changed");
        self.check(uri);
    }

    fn check(&mut self, uri: &str) {
        self.revisions += 1;
        let Some(opened) = self.documents.get_mut(uri) else { return };
        opened.revision = self.revisions;
        let job = match (&opened.path, &opened.document.sheet) {
            (Some(path), Some(sheet)) => Some(Job::Check(Text {
                uri: uri.to_owned(),
                path: path.clone(),
                revision: self.revisions,
                sheet: Arc::clone(sheet),
            })),
            _ => None,
        };
        let is_lost = opened.document.sheet.is_none() && std::mem::take(&mut opened.is_marked);
        if is_lost {
            self.publish(uri, None, json!([]));
        }
        job.into_iter().for_each(|job| self.do_later(job));
    }

    /// Reads configurations and sources again, for all that is open.
    pub(super) fn read_anew(&mut self) {
        self.do_later(Job::Forget);
        let uris: Vec<String> = self.documents.keys().cloned().collect();
        uris.iter().for_each(|uri| self.check(uri));
    }

    /// Takes what came of a text; what came of an older one is dropped.
    pub fn done(&mut self, done: Done) {
        let Some(opened) = self.documents.get_mut(&done.uri).filter(|opened| opened.revision == done.revision) else {
            return;
        };
        let before = opened.outcome.replace((done.revision, done.outcome.clone()));
        let was_marked = opened.is_marked;
        let version = opened.document.version;
        opened.is_marked = matches!(done.outcome, Outcome::Checked(_));
        match &done.outcome {
            Outcome::Checked(checked) => {
                let diagnostics = json!(diagnostics(checked, &self.client));
                self.publish(&done.uri, version, diagnostics);
                self.watch(checked);
            }
            // Said once, not with every letter that is typed.
            Outcome::Failed(why) => match &before {
                Some((_, Outcome::Failed(said))) if said == why => {}
                _ => self.log(WARNING, &format!("{}: {why}", done.uri)),
            },
            Outcome::Elsewhere | Outcome::Broken(_) => {}
        }
        if was_marked && !matches!(done.outcome, Outcome::Checked(_)) {
            self.publish(&done.uri, version, json!([]));
        }
        self.configuration(done.configuration.as_deref(), &done.outcome);
        let (ready, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|question| question.uri == done.uri);
        self.waiting = waiting;
        let ready: Vec<Question> = ready;
        // Hints that were asked for before the text was checked anew are old, and nobody asks again unless told.
        if ready.is_empty() && before.is_some() && self.client.refreshes_hints {
            self.send_request("workspace/inlayHint/refresh", Value::Null);
        }
        ready.into_iter().for_each(|question| self.ask(question));
    }

    /// Shows what is wrong with a configuration, or takes it away.
    fn configuration(&mut self, file: Option<&Path>, outcome: &Outcome) {
        let problem = match outcome {
            Outcome::Broken(problem) => Some(problem),
            Outcome::Checked(_) => None,
            Outcome::Elsewhere if file.is_some() => None,
            Outcome::Elsewhere | Outcome::Failed(_) => return,
        };
        let news = self.problems.take(file, problem, self.client.encoding);
        if let Some((path, diagnostics)) = news.diagnostics {
            self.publish(&uri::uri(&path), None, json!(diagnostics));
        }
        if let Some(message) = news.message {
            self.show(ERROR, &message);
        }
    }

    fn watch(&mut self, checked: &Checked) {
        if self.client.watches
            && let Some(message) = self.watching.folders(&checked.project.config, &self.client)
        {
            self.send_request("client/registerCapability", message);
        }
    }
}
