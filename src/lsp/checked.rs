//! A draft as it was checked, with its places in bytes of the editor's text.

use super::documents::Sheet;
use super::positions;
use super::positions::{Encoding, Ruler};
use super::protocol::Location;
use super::uri;
use crate::check::Project;
use crate::findings::Run;
use crate::text::Span;
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// What came of one check of one text.
pub struct Checked {
    /// The text that was checked.
    pub sheet: Arc<Sheet>,
    pub run: Run,
    pub project: Arc<Project>,
}

impl Checked {
    /// A span of the draft in bytes of the editor's text, which still has the byte order mark where there is one.
    pub fn bytes(&self, draft: &Text, span: Span) -> Range<usize> {
        draft.disk_byte(span.start())..draft.disk_byte(span.end())
    }

    /// Bytes of the editor's text as the editor counts.
    pub fn range(&self, bytes: &Range<usize>, encoding: Encoding) -> positions::Range {
        self.sheet.ruler.range(&self.sheet.text, bytes, encoding)
    }
}

/// Places in the sources of one project; each source is measured once.
pub struct Sources<'a> {
    checked: &'a Checked,
    encoding: Encoding,
    rulers: FxHashMap<*const Text, Ruler>,
}

impl<'a> Sources<'a> {
    pub fn new(checked: &'a Checked, encoding: Encoding) -> Sources<'a> {
        Sources { checked, encoding, rulers: FxHashMap::default() }
    }

    pub fn location(&mut self, text: &Arc<Text>, span: Span) -> Location {
        let ruler = self.rulers.entry(Arc::as_ptr(text)).or_insert_with(|| Ruler::new(&text.content));
        let range = ruler.range(&text.content, &span.range(), self.encoding);
        Location { uri: uri::uri(&self.checked.project.config.root.join(&text.path)), range }
    }
}
