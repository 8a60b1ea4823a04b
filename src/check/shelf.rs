//! The seeds that are open.

use crate::evidence::Opened;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The seeds that are open, so that drafts that cite the same ones share them.
pub(super) struct Shelf {
    slots: Vec<Mutex<Option<Opened>>>,
    /// Bytes of text on the shelf.
    kept: AtomicUsize,
    /// Bytes of text that are kept at once.
    pub(super) most_kept: usize,
}

/// Text that a run keeps open at once. An open seed takes some fifteen times its text, and 200 MB are to hold a run.
const MOST_KEPT: usize = 3_000_000;

impl Shelf {
    pub(super) fn new(seeds: usize) -> Shelf {
        Shelf { slots: (0..seeds).map(|_| Mutex::new(None)).collect(), kept: AtomicUsize::new(0), most_kept: MOST_KEPT }
    }

    pub(super) fn open(&self, number: usize, read: impl FnOnce() -> Opened) -> Opened {
        let mut slot = self.slots[number].lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(opened) = &*slot {
            return opened.clone();
        }
        let opened = read();
        *slot = Some(opened.clone());
        drop(slot);
        if let Opened::Source(source) = &opened {
            let size = source.seed.text.content.len();
            if self.kept.fetch_add(size, Ordering::Relaxed) + size > self.most_kept {
                self.kept.store(0, Ordering::Relaxed);
                for slot in &self.slots {
                    if let Ok(mut slot) = slot.try_lock() {
                        *slot = None;
                    }
                }
            }
        }
        opened
    }
}
