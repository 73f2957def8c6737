//! Fresh builds: what the packs have to be.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use sqspack::publish::{Lock, Memory, WorkspaceInputs, build};
use sqspack::template::OwnFiles;
use sqspack::workspace::Workspace;

use crate::files::{Files, files, lay};

/// Packs by inspection; none where the record has errors. None at all where settings or templates have.
pub type Packs = Option<BTreeMap<String, Option<Files>>>;

/// Builds from nothing, in a folder of its own, and remembers what came out for what went in.
#[derive(Default)]
pub struct Fresh {
    known: HashMap<(Files, String, Files), Option<Files>>,
}

impl Fresh {
    /// What a fresh build makes of a workspace as it is on disk.
    pub fn packs(&mut self, root: &Path) -> Packs {
        let mut shared: Files = files(&root.join("templates"));
        shared.extend(std::fs::read(root.join("sqspack.toml")).ok().map(|bytes| ("sqspack.toml".to_owned(), bytes)));
        let names = Workspace::open(root).ok()?.folders().ok()?;
        let key = |name: &String| {
            let record = files(&root.join("inspections").join(name));
            let record = record.into_iter().filter(|(path, _)| path.ends_with(".toml")).collect();
            (shared.clone(), name.clone(), record)
        };
        let keys: Vec<_> = names.iter().map(key).collect();
        let new: Vec<_> = keys.iter().filter(|key| !self.known.contains_key(*key)).cloned().collect();
        if !new.is_empty() {
            let packs = build_all(root, &new.iter().map(|(_, name, _)| name.clone()).collect::<Vec<_>>())?;
            self.known.extend(new.into_iter().zip(packs));
        }
        Some(names.into_iter().zip(keys.iter().map(|key| self.known[key].clone())).collect())
    }
}

/// Copies a workspace without its packs to another place and builds these inspections there.
fn build_all(root: &Path, names: &[String]) -> Option<Vec<Option<Files>>> {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    for part in ["templates", "inspections"] {
        lay(&elsewhere.path().join(part), &files(&root.join(part)));
    }
    std::fs::copy(root.join("sqspack.toml"), elsewhere.path().join("sqspack.toml")).ok()?;
    let workspace = Workspace::open(elsewhere.path()).ok()?;
    let own = OwnFiles::read(&workspace.root, &workspace.templates());
    let inputs = WorkspaceInputs::open(workspace, own).ok()?;
    let lock = Lock::take(&inputs.workspace, || ()).expect("nobody else builds there");
    let mut packs = Vec::new();
    build(&inputs, &lock, names, None, Memory::OnDisk, |outcome| {
        assert_eq!(outcome.fault, None);
        let pack = inputs.workspace.packs().join(&outcome.folder);
        packs.push((!outcome.has_errors()).then(|| files(&pack)));
    });
    Some(packs)
}
