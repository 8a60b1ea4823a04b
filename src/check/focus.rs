//! A draft and what changed since a revision to the part of the draft that is to be looked at again: what stands on a
//! changed line, and every claim that cites a changed seed.

use crate::claims::Draft;
use crate::history::Changes;
use crate::history::Rows;
use crate::seeds::Catalog;
use crate::seeds::Resolved;
use crate::text::Span;
use crate::text::Text;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What changed, as the drafts of a project see it.
#[derive(Debug)]
pub struct Since {
    changes: Changes,
    /// For each seed of the catalogue whether it changed.
    seeds: Vec<bool>,
    /// Names of files that are gone, with and without their endings: what a dead citation may have meant.
    gone: Vec<String>,
}

/// The part of a draft that is to be looked at.
#[derive(Debug)]
pub struct Focus {
    text: Arc<Text>,
    rows: Rows,
    /// In order, apart from each other.
    spans: Vec<Span>,
}

impl Since {
    pub fn new(changes: Changes, catalog: &Catalog) -> Since {
        let seeds = catalog.entries.iter().map(|entry| changes.has_changed(&entry.path)).collect();
        let names = |path: &PathBuf| {
            let name = |name: Option<&std::ffi::OsStr>| name.map(|name| name.to_string_lossy().into_owned());
            [name(path.file_name()), name(path.file_stem())]
        };
        let gone = changes.gone.iter().flat_map(names).flatten().collect();
        Since { changes, seeds, gone }
    }

    /// The revision as it was asked for.
    pub fn revision(&self) -> &str {
        &self.changes.since
    }

    /// True when nothing in the draft at `path` can need a look, whatever it cites.
    pub fn leaves_out(&self, path: &Path) -> bool {
        let nothing_cited = self.gone.is_empty() && !self.seeds.contains(&true);
        nothing_cited && !self.changes.has_changed(&real(path))
    }

    /// What of the draft is to be looked at; `None` when nothing is.
    pub fn focus(&self, path: &Path, draft: &Draft, resolved: &[Vec<Resolved>]) -> Option<Focus> {
        let text = &draft.text;
        let rows = self.changes.rows(&real(path), text);
        let mut spans = Vec::new();
        let is_touched: Vec<bool> = draft
            .citations
            .iter()
            .zip(resolved)
            .map(|(citation, resolved)| {
                let marks = std::iter::once(citation.span).chain(citation.targets.iter().map(|target| target.span));
                let is_touched = marks.clone().any(|span| rows.touch(text, span))
                    || citation.targets.iter().zip(resolved).any(|(target, found)| match found {
                        Resolved::Seed(seed) => self.seeds[*seed],
                        Resolved::Missing { .. } | Resolved::NotASeed | Resolved::Outside(_) => {
                            let name = target.wanted.rsplit(['/', '\\']).next().unwrap_or_default();
                            self.gone.iter().any(|gone| gone == name)
                        }
                    });
                if is_touched {
                    spans.extend(marks);
                }
                is_touched
            })
            .collect();
        let claims = draft.claims.iter().filter(|claim| claim.citations.iter().any(|citation| is_touched[*citation]));
        spans.extend(claims.map(|claim| draft.prose.span(&claim.range)));
        spans.sort_unstable();
        spans.dedup_by(|next, before| {
            let joins = next.start() <= before.end();
            *before = if joins { before.join(*next) } else { *before };
            joins
        });
        let is_empty = rows == Rows::None && spans.is_empty();
        (!is_empty).then(|| Focus { text: Arc::clone(text), rows, spans })
    }
}

impl Focus {
    /// True when something of `span` is to be looked at.
    pub fn holds(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|known| known.end() <= span.start());
        let is_within = self.spans.get(next).is_some_and(|known| known.start() < span.end().max(span.start() + 1));
        is_within || self.rows.touch(&self.text, span)
    }
}

/// `path` as git knows it: its folder without links, the file itself not followed.
pub fn real(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
