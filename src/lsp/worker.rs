//! The thread that checks: takes texts, gives what came of them, and never dies of one.
//!
//! Of several texts of one document only the newest is checked.

use super::checked::Checked;
use super::documents::Sheet;
use super::projects::{Clock, Home, Problem, Projects};
use crate::check::Input;
use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// What the thread is asked to do.
pub enum Job {
    Check(Text),
    /// Forget what was read of configurations and sources.
    Forget,
    /// The folders that the editor has open.
    Folders(Vec<PathBuf>),
}

/// A text of a document.
pub struct Text {
    pub uri: String,
    pub path: PathBuf,
    /// Tells the texts of a document apart, newer ones having greater numbers.
    pub revision: u64,
    pub sheet: Arc<Sheet>,
}

/// What came of a text.
pub struct Done {
    pub uri: String,
    pub revision: u64,
    pub outcome: Outcome,
    /// The configuration's file that the document belongs to.
    pub configuration: Option<PathBuf>,
}

#[derive(Clone)]
pub enum Outcome {
    Checked(Arc<Checked>),
    /// It is no draft.
    Elsewhere,
    /// Its configuration does not hold.
    Broken(Problem),
    /// Why it could not be checked.
    Failed(String),
}

/// Does jobs until there can be no more; `done` is told of each text.
pub fn work(jobs: &Receiver<Job>, clock: Clock, mut done: impl FnMut(Done)) {
    let mut projects = Projects::new(clock);
    let mut texts: VecDeque<Text> = VecDeque::new();
    loop {
        if texts.is_empty() {
            match jobs.recv() {
                Ok(job) => take(job, &mut projects, &mut texts),
                Err(_) => return,
            }
        }
        while let Ok(job) = jobs.try_recv() {
            take(job, &mut projects, &mut texts);
        }
        if let Some(text) = texts.pop_front() {
            done(one(text, &mut projects));
        }
    }
}

fn take(job: Job, projects: &mut Projects, texts: &mut VecDeque<Text>) {
    match job {
        Job::Check(text) => match texts.iter_mut().find(|known| known.uri == text.uri) {
            Some(known) => *known = text,
            None => texts.push_back(text),
        },
        Job::Forget => projects.forget(),
        Job::Folders(folders) => {
            projects.set_folders(folders);
            projects.forget();
        }
    }
}

fn one(text: Text, projects: &mut Projects) -> Done {
    let checked = guarded(|| check(&text, projects));
    let (outcome, configuration) = checked.unwrap_or_else(|why| {
        // What the panic left half done in it is not known.
        projects.forget();
        (Outcome::Failed(format!("a mistake of sourceproof, please report it: {why}")), None)
    });
    Done { uri: text.uri, revision: text.revision, outcome, configuration }
}

fn check(text: &Text, projects: &mut Projects) -> (Outcome, Option<PathBuf>) {
    let (home, configuration) = projects.home(&text.path);
    let outcome = match home {
        Home::Elsewhere => Outcome::Elsewhere,
        Home::Broken(problem) => Outcome::Broken(problem),
        Home::Draft(..) if text.sheet.text.contains('\0') => Outcome::Failed("it is not a text file".into()),
        Home::Draft(project, shown) => {
            let input = Input::Bytes(text.sheet.text.clone().into_bytes(), shown);
            let run = project.check(&[input], true, &|_| {});
            match run.problems.first() {
                Some(problem) => Outcome::Failed(problem.clone()),
                None => Outcome::Checked(Arc::new(Checked { sheet: Arc::clone(&text.sheet), run, project })),
            }
        }
    };
    (outcome, configuration)
}

/// # Errors
/// What `work` panicked with.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| said(&*panic))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it does not say why".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn text(uri: &str, revision: u64) -> Job {
        let sheet = Arc::new(Sheet::new(String::new()));
        Job::Check(Text { uri: uri.into(), path: format!("/nowhere/{uri}").into(), revision, sheet })
    }

    #[test]
    fn only_the_newest_text_of_a_document_is_checked() {
        let (send, jobs) = channel();
        for (uri, revision) in [("a", 1), ("b", 2), ("a", 3), ("a", 4)] {
            send.send(text(uri, revision)).unwrap();
        }
        drop(send);
        let mut seen = Vec::new();
        work(&jobs, || None, |done| seen.push((done.uri, done.revision)));
        assert_eq!(seen, [("a".to_owned(), 4), ("b".to_owned(), 2)]);
    }

    #[test]
    fn a_panic_is_told() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("no {}", 1)), Err::<(), _>("no 1".into()));
    }
}
