//! A newsroom in a folder of its own, gone when the test is over.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// An empty folder; the paths of its methods count from it.
pub struct Desk {
    pub root: PathBuf,
}

impl Desk {
    pub fn new() -> Desk {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Without links, as the program shows paths.
        let folder = std::env::temp_dir().canonicalize().expect("there is a folder for temporary files");
        let root = folder.join(format!("sourceproof-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        Desk { root }
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> &Desk {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        self
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
