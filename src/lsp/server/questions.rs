//! Questions about a text, answered when that text has been checked.

use super::Opened;
use super::Server;
use crate::lsp::actions;
use crate::lsp::definition::definition;
use crate::lsp::hints::hints;
use crate::lsp::hover::hover;
use crate::lsp::messages;
use crate::lsp::messages::{Failure, params};
use crate::lsp::positions;
use crate::lsp::positions::Position;
use crate::lsp::protocol::{At, Within};
use crate::lsp::worker::Outcome;
use serde_json::{Value, json};

/// A question that needs the newest check.
pub(super) struct Question {
    pub id: Value,
    pub uri: String,
    pub ask: Ask,
}

pub(super) enum Ask {
    Hover(Position),
    Definition(Position),
    Hints(positions::Range),
    Actions(positions::Range, Option<Vec<String>>),
}

impl Server {
    /// `None` for a method that is not known.
    pub(super) fn question(&self, id: &Value, method: &str, json: Value) -> Result<Option<Question>, Failure> {
        let (uri, ask) = match method {
            "textDocument/hover" => {
                let At { text_document, position } = params(json)?;
                (text_document.uri, Ask::Hover(position))
            }
            "textDocument/definition" => {
                let At { text_document, position } = params(json)?;
                (text_document.uri, Ask::Definition(position))
            }
            "textDocument/inlayHint" => {
                let Within { text_document, range, .. } = params(json)?;
                (text_document.uri, Ask::Hints(range))
            }
            "textDocument/codeAction" => {
                let Within { text_document, range, context } = params(json)?;
                (text_document.uri, Ask::Actions(range, context.only))
            }
            _ => return Ok(None),
        };
        Ok(Some(Question { id: id.clone(), uri, ask }))
    }

    /// Answers a question now, or keeps it until its text is checked.
    pub(super) fn ask(&mut self, question: Question) {
        let result = match self.documents.get(&question.uri) {
            None => Err(Failure::new(messages::INVALID_PARAMS, format!("{} is not open", question.uri))),
            Some(opened) if opened.document.sheet.is_none() => {
                Err(Failure::new(messages::REQUEST_FAILED, "the text is out of step with the editor; save the file"))
            }
            Some(opened) => match &opened.outcome {
                Some((revision, outcome)) if *revision == opened.revision => Ok(self.reply(&question, opened, outcome)),
                _ if opened.path.is_some() => {
                    self.waiting.push(question);
                    return;
                }
                _ => Ok(question.ask.nothing()),
            },
        };
        self.answer(&question.id, result);
    }

    fn reply(&self, question: &Question, opened: &Opened, outcome: &Outcome) -> Value {
        let Outcome::Checked(checked) = outcome else { return question.ask.nothing() };
        let client = &self.client;
        let place = |position| checked.sheet.ruler.nearest(&checked.sheet.text, position, client.encoding);
        let bytes = |range: &positions::Range| {
            let start = place(range.start);
            start..place(range.end).max(start)
        };
        match &question.ask {
            Ask::Hover(position) => hover(checked, place(*position), client),
            Ask::Definition(position) => definition(checked, place(*position), client),
            Ask::Hints(range) => json!(hints(checked, &bytes(range), client)),
            Ask::Actions(range, only) => {
                let name = actions::Name { uri: &question.uri, version: opened.document.version };
                json!(actions::actions(checked, &name, &bytes(range), only.as_deref(), client))
            }
        }
    }

    /// Answers what was asked about a text that is gone.
    pub(super) fn let_go(&mut self, uri: &str, why: &str) {
        let (gone, kept) = std::mem::take(&mut self.waiting).into_iter().partition(|question| question.uri == uri);
        self.waiting = kept;
        for question in gone {
            self.answer(&question.id, Err(Failure::new(messages::CONTENT_MODIFIED, why)));
        }
    }
}

impl Ask {
    /// The answer where nothing is checked.
    fn nothing(&self) -> Value {
        match self {
            Ask::Hover(_) => Value::Null,
            Ask::Definition(_) | Ask::Hints(_) | Ask::Actions(..) => json!([]),
        }
    }
}
