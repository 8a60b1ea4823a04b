//! Which files a client is asked to watch: configurations, and the sources of each project.

use super::client::Client;
use super::uri::uri;
use crate::config::Config;
use crate::config::FILE;
use crate::history::lock;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was asked for already.
#[derive(Default)]
pub struct Watching {
    folders: BTreeSet<PathBuf>,
}

impl Watching {
    /// Asks for every configuration and every lock.
    pub fn configurations(&self) -> Value {
        registration(0, &[FILE, lock::FILE].map(|name| json!({"globPattern": format!("**/{name}")})))
    }

    /// Asks for the folders of sources and of house rules; `None` when that was done.
    pub fn folders(&mut self, config: &Config, client: &Client) -> Option<Value> {
        let seeds = config.seeds.iter().map(|folder| config.root.join(folder));
        let new: Vec<PathBuf> =
            seeds.chain(config.house.clone()).filter(|folder| self.folders.insert(folder.clone())).collect();
        let watchers: Vec<Value> = new
            .iter()
            .map(|folder| match client.watches_folders {
                true => json!({"globPattern": {"baseUri": uri(folder), "pattern": "**/*"}}),
                false => {
                    let name = folder.file_name().unwrap_or_default().to_string_lossy();
                    json!({"globPattern": format!("**/{name}/**/*")})
                }
            })
            .collect();
        (!watchers.is_empty()).then(|| registration(self.folders.len(), &watchers))
    }
}

fn registration(number: usize, watchers: &[Value]) -> Value {
    json!({"registrations": [{
        "id": format!("files/{number}"),
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": {"watchers": watchers},
    }]})
}
