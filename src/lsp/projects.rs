//! A document to the project that it belongs to: whose configuration stands nearest above it.

use crate::check;
use crate::check::Project;
use crate::config::Config;
use crate::facts::dates::Days;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of the text of seeds that stay open, so that a keystroke reads none: those of some thousand articles.
const KEPT: usize = 10_000_000;

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The configuration's file; `None` where there is none.
    pub file: Option<PathBuf>,
    /// Where it says so, in bytes of the file, when that is known.
    pub place: Option<Range<usize>>,
    pub message: String,
}

/// What a path is.
pub enum Home {
    /// A draft of this project; how messages call it comes second.
    Draft(Arc<Project>, String),
    /// Anything else: a source, a page outside the workspace, a file that no pattern names.
    Elsewhere,
    Broken(Problem),
}

/// What day it is; `None` where that is not known.
pub type Clock = fn() -> Option<Days>;

/// The projects that drafts were opened of, read when first asked for.
pub struct Projects {
    clock: Clock,
    /// The day that the projects were read on.
    day: Option<Days>,
    /// The folders that the editor has open; none when it names none.
    folders: Vec<PathBuf>,
    /// By the configuration's file, or by the folder where there is none.
    known: BTreeMap<PathBuf, Result<Arc<Project>, Problem>>,
}

impl Projects {
    pub fn new(clock: Clock) -> Projects {
        Projects { clock, day: None, folders: Vec::new(), known: BTreeMap::new() }
    }

    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
    }

    /// Forgets all that was read.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    /// What is at `path`, and the configuration's file that says so.
    pub fn home(&mut self, path: &Path) -> (Home, Option<PathBuf>) {
        let folder =
            self.folders.iter().filter(|folder| is_inside(path, folder)).max_by_key(|folder| folder.as_os_str().len());
        if folder.is_none() && !self.folders.is_empty() {
            return (Home::Elsewhere, None);
        }
        let file = path.parent().and_then(Config::file);
        let Some(place) = file.clone().or_else(|| folder.cloned()) else { return (Home::Elsewhere, None) };
        let root = if file.is_some() { place.parent().unwrap_or(&place).to_owned() } else { place.clone() };
        // An editor stays open overnight, and allowances may end at midnight.
        let today = (self.clock)();
        if today != self.day {
            self.known.clear();
            self.day = today;
        }
        let project = self.known.entry(place).or_insert_with(|| load(&root, file.as_ref(), today));
        let home = match project {
            Ok(project) => match check::is_draft(&project.config, path) {
                Ok(true) => Home::Draft(Arc::clone(project), check::shown(&project.config.root, path)),
                Ok(false) => Home::Elsewhere,
                Err(error) => Home::Broken(problem(&error, file.as_ref())),
            },
            Err(problem) => Home::Broken(problem.clone()),
        };
        (home, file)
    }
}

/// An editor may know a folder by one link and a file by another.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let real = || Some((path.canonicalize().ok()?, folder.canonicalize().ok()?));
    path.starts_with(folder) || real().is_some_and(|(path, folder)| path.starts_with(folder))
}

fn load(root: &Path, file: Option<&PathBuf>, today: Option<Days>) -> Result<Arc<Project>, Problem> {
    let mut project = Config::find(root).and_then(Project::new).map_err(|error| problem(&error, file))?.keeping(KEPT);
    project.today = today;
    Ok(Arc::new(project))
}

fn problem(error: &anyhow::Error, file: Option<&PathBuf>) -> Problem {
    let toml = error.chain().find_map(|cause| cause.downcast_ref::<toml::de::Error>());
    Problem {
        file: file.cloned(),
        place: toml.and_then(toml::de::Error::span),
        message: toml.map_or_else(|| format!("{error:#}"), |error| error.message().to_owned()),
    }
}
