//! What a draft cites (a key, a path) to a seed of the catalogue, or to why it is none.
//!
//! A draft is a stranger's: nothing outside the project is opened, read or even asked whether it exists.

use super::catalog::Catalog;
use super::catalog::is_under;
use super::catalog::lexical;
use super::format::stem;
use std::path::Path;

/// Where a citation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Index into [`Catalog::entries`].
    Seed(usize),
    /// Out of the project or of the seed folders; the path as it was asked for.
    Outside(String),
    /// To no seed that there is; the key that comes nearest.
    Missing { nearest: Option<String> },
    /// To something else: another draft, a picture, a page of the web.
    NotASeed,
}

/// Links that may lead to links before a path counts as leading nowhere, as in Linux.
const MOST_LINKS: usize = 40;

/// Longest path in bytes that any system we run on opens.
const LONGEST: usize = 4096;

impl Catalog {
    /// Where `wanted` leads from a draft in `draft_folder` (from the root): a key, else a path from the draft, else a
    /// path from the root. `%20` and the like must be decoded before.
    pub fn resolve(&self, draft_folder: &Path, wanted: &str) -> Resolved {
        let wanted = wanted.trim();
        if let Some(index) = self.by_key.get(wanted) {
            return Resolved::Seed(*index);
        }
        if wanted.is_empty() || wanted.len() > LONGEST || wanted.contains(char::is_control) {
            return Resolved::Missing { nearest: None };
        }
        if wanted.contains("://") || wanted.starts_with("mailto:") {
            return Resolved::NotASeed;
        }
        let folder = draft_folder.to_string_lossy();
        let places: Vec<String> = [&*folder, ""]
            .iter()
            .filter_map(|folder| lexical(folder, wanted))
            .filter(|place| !place.is_empty())
            .collect();
        if places.is_empty() {
            return match wanted.trim_matches(['.', '/', '\\']).is_empty() && lexical(&folder, wanted).is_some() {
                true => Resolved::NotASeed,
                false => Resolved::Outside(wanted.into()),
            };
        }
        if let Some(index) = places.iter().find_map(|place| self.by_path.get(place)) {
            return Resolved::Seed(*index);
        }
        let in_folder = |place: &str| self.folders.iter().any(|folder| is_under(place, folder));
        if !places.iter().any(|place| in_folder(place)) && self.climbs_out(&folder, wanted) {
            return Resolved::Outside(wanted.into());
        }
        let mut found = None;
        for place in &places {
            let Some(real) = beneath(&self.root, place) else { return Resolved::Outside(wanted.into()) };
            if let Some(index) = self.by_path.get(&real) {
                return Resolved::Seed(*index);
            }
            if in_folder(place) && !in_folder(&real) {
                return Resolved::Outside(wanted.into());
            }
            if !in_folder(place) && self.root.join(&real).symlink_metadata().is_ok() {
                found.get_or_insert(Resolved::NotASeed);
            }
        }
        if let Some(found) = found {
            return found;
        }
        let name = wanted.rsplit(['/', '\\']).next().unwrap_or(wanted);
        let nearest = self.nearest(name);
        let is_bare = name == wanted && stem(name) == name;
        if is_bare || nearest.is_some() || places.iter().any(|place| in_folder(place)) {
            return Resolved::Missing { nearest };
        }
        Resolved::NotASeed
    }

    /// True for `seeds/../ledger.txt`: a path that enters a seed folder and leaves it again.
    fn climbs_out(&self, draft_folder: &str, wanted: &str) -> bool {
        let enters = |from: &str| {
            let ups = wanted.match_indices("..").filter_map(|(at, _)| lexical(from, &wanted[..at]));
            ups.take(MOST_LINKS)
                .any(|place| self.folders.iter().any(|folder| place != from && is_under(&place, folder)))
        };
        enters(draft_folder) || enters("")
    }

    /// The key most like a name, when a third of its letters or fewer differ, or it starts with that name.
    fn nearest(&self, name: &str) -> Option<String> {
        let name = stem(name).to_lowercase();
        // Nobody mistypes a key of 200 letters, and the distance takes the product of two lengths.
        if name.is_empty() || name.len() > 200 {
            return None;
        }
        let distance = |key: &str| {
            let key = key.to_lowercase();
            let longest = key.chars().count().max(name.chars().count());
            if name.chars().count() >= 4 && key.starts_with(&name) {
                return Some(1);
            }
            let distance = if key.len() <= 200 { strsim::osa_distance(&key, &name) } else { longest };
            (distance * 3 <= longest).then_some(distance)
        };
        let keys = self.entries.iter().filter_map(|entry| Some((distance(&entry.key)?, &entry.key)));
        keys.min().map(|(_, key)| key.clone())
    }
}

/// `path` (lexical, from `root`) with its links followed, from the root again; `None` when a link leads out of `root`.
///
/// Only names inside `root` are looked at. What does not exist stays as it is written.
pub(super) fn beneath(root: &Path, path: &str) -> Option<String> {
    let mut done = String::new();
    let mut ahead: Vec<String> = path.split('/').rev().filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut links = 0;
    while let Some(part) = ahead.pop() {
        let here = if done.is_empty() { part } else { format!("{done}/{part}") };
        let full = root.join(&here);
        if !full.symlink_metadata().is_ok_and(|data| data.file_type().is_symlink()) {
            done = here;
            continue;
        }
        links += 1;
        if links > MOST_LINKS {
            return None;
        }
        let target = std::fs::read_link(&full).ok()?;
        let target = match target.strip_prefix(root) {
            Ok(inner) => lexical("", &inner.to_string_lossy())?,
            Err(_) => lexical(&done, &target.to_string_lossy())?,
        };
        ahead.extend(target.split('/').rev().filter(|part| !part.is_empty()).map(str::to_owned));
        done.clear();
    }
    Some(done)
}

#[cfg(test)]
mod tests {
    use super::super::catalog::Configured;
    use super::*;
    use std::path::PathBuf;

    /// A project of its own for each test, gone afterwards.
    struct Project(PathBuf);

    impl Project {
        fn new(name: &str, files: &[&str]) -> Project {
            let root = std::env::temp_dir().join(format!("sourceproof-{}-{name}", std::process::id()));
            let _ = std::fs::remove_dir_all(&root);
            for file in files {
                let path = root.join("project").join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, "The ferry left.").unwrap();
            }
            Project(root)
        }

        fn root(&self) -> PathBuf {
            self.0.join("project")
        }

        fn catalog(&self, configured: &[Configured]) -> anyhow::Result<Catalog> {
            Catalog::new(&self.root(), &["seeds".into()], configured)
        }
    }

    impl Drop for Project {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[track_caller]
    fn check(catalog: &Catalog, wanted: &str, expected: &str) {
        let found = match catalog.resolve(Path::new("claims/may"), wanted) {
            Resolved::Seed(index) => catalog.entries[index].key.clone(),
            Resolved::Outside(path) => format!("outside {path}"),
            Resolved::Missing { nearest } => format!("missing {}", nearest.unwrap_or_default()),
            Resolved::NotASeed => "not a seed".into(),
        };
        assert_eq!(found, expected, "{wanted}");
    }

    #[test]
    fn citations() {
        let files = [
            "seeds/hearing.txt",
            "seeds/old/ferry log.md",
            "seeds/.hidden.txt",
            "seeds/2024.05.03_tide",
            "claims/may/a.md",
            "claims/may/b.png",
        ];
        let project = Project::new("citations", &files);
        std::fs::write(project.0.join("secret.txt"), "x").unwrap();
        let catalog = project.catalog(&[]).unwrap();
        let keys: Vec<_> = catalog.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["2024.05.03_tide", "hearing", "ferry log"]);
        for (wanted, expected) in [
            ("hearing", "hearing"),
            (" hearing ", "hearing"),
            ("../../seeds/hearing.txt", "hearing"),
            ("seeds/hearing.txt", "hearing"),
            ("./seeds//old/../hearing.txt", "hearing"),
            ("..\\..\\seeds\\old\\ferry log.md", "ferry log"),
            ("Hearing", "missing hearing"),
            ("haering", "missing hearing"),
            ("seeds/hearings.txt", "missing hearing"),
            ("seeds/HEARING.txt", "missing hearing"),
            ("seeds/budget.pdf", "missing "),
            ("budget", "missing "),
            ("seeds/.hidden.txt", "missing "),
            ("seeds", "missing "),
            ("../../../secret.txt", "outside ../../../secret.txt"),
            ("../../seeds/../../secret.txt", "outside ../../seeds/../../secret.txt"),
            ("seeds/../ledger/pay.txt", "outside seeds/../ledger/pay.txt"),
            ("../../seeds/old/../../pay.txt", "outside ../../seeds/old/../../pay.txt"),
            ("/etc/hostname", "outside /etc/hostname"),
            ("C:\\secret.txt", "outside C:\\secret.txt"),
            ("a.md", "not a seed"),
            ("b.png", "not a seed"),
            ("gone.png", "not a seed"),
            ("https://port.example/hearing", "not a seed"),
            ("", "missing "),
            ("hear\0ing", "missing "),
        ] {
            check(&catalog, wanted, expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        use std::os::unix::fs::symlink;
        let project = Project::new("links", &["seeds/hearing.txt", "notes.txt"]);
        std::fs::write(project.0.join("secret.txt"), "x").unwrap();
        let seeds = project.root().join("seeds");
        symlink("hearing.txt", seeds.join("alias.txt")).unwrap();
        symlink("../../secret.txt", seeds.join("out.txt")).unwrap();
        symlink("../../none.txt", seeds.join("dangling.txt")).unwrap();
        symlink("../notes.txt", seeds.join("aside.txt")).unwrap();
        symlink("loop.txt", seeds.join("loop.txt")).unwrap();
        symlink("/", seeds.join("top")).unwrap();
        symlink("seeds", project.root().join("sources")).unwrap();
        let catalog = project.catalog(&[]).unwrap();
        let keys: Vec<_> = catalog.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["alias", "hearing"]);
        check(&catalog, "seeds/alias.txt", "alias");
        check(&catalog, "sources/hearing.txt", "hearing");
        for path in
            ["seeds/out.txt", "seeds/dangling.txt", "seeds/aside.txt", "seeds/loop.txt", "seeds/top/etc/hostname"]
        {
            check(&catalog, path, &format!("outside {path}"));
        }
    }

    #[test]
    fn names_from_the_configuration() {
        let project = Project::new("configured", &["seeds/a/hearing.txt", "seeds/b/hearing.txt", "notes.txt"]);
        let named = |key: &str, path: &str| Configured { key: key.into(), path: path.into(), ..Configured::default() };
        let error = |configured: &[Configured]| project.catalog(configured).unwrap_err().to_string();
        assert!(
            error(&[]).starts_with("two sources have the key `hearing`: seeds/a/hearing.txt and seeds/b/hearing.txt")
        );
        let catalog = project.catalog(&[named("may", "seeds/b/hearing.txt")]).unwrap();
        check(&catalog, "may", "may");
        check(&catalog, "seeds/b/hearing.txt", "may");
        assert_eq!(
            error(&[named("may", "seeds/b/hearing.txt"), named("june", "./seeds/b/hearing.txt")]),
            "seeds/b/hearing.txt has two keys in the configuration: `may` and `june`"
        );
        assert_eq!(error(&[named("may", "seeds/c.txt")]), "[seed.may]: seeds/c.txt does not exist");
        assert_eq!(error(&[named("may", "notes.txt")]), "[seed.may]: notes.txt is in no seed folder; they are: seeds");
        let missing = Catalog::new(&project.root(), &["sources".into()], &[]).unwrap_err().to_string();
        assert_eq!(missing, "seed folder sources does not exist");
        let outside = Catalog::new(&project.root(), &["../x".into()], &[]).unwrap_err().to_string();
        assert!(outside.starts_with("seed folder ../x is outside the project"));
    }
}
