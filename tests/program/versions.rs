//! A record in two versions, with the packs that they give: small enough to be built again and again.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Tree, Workspace};

/// The inspection: dates in two languages, and nothing else.
pub const FOLDER: &str = Workspace::RHYD_Y_TWR;

/// A workspace with a record that is in one of two versions.
pub struct Versions {
    pub workspace: Workspace,
    /// The packs that the versions give.
    pub packs: [Tree; 2],
    /// How long a build of the other version takes.
    pub whole: Duration,
    texts: [String; 2],
}

impl Versions {
    /// The workspace with the first version built.
    pub fn new() -> Self {
        let workspace = Workspace::with(FOLDER);
        for file in ["team.toml", "contacts.toml", "cases.toml", "children.private.toml"] {
            fs::remove_file(workspace.path("inspections").join(FOLDER).join(file)).unwrap();
        }
        let whole = fs::read_to_string(place(&workspace)).unwrap();
        let arrangements = ["[planning]", "[[agreed]]", "[[information]]", "[[change]]"];
        let end = arrangements.iter().filter_map(|heading| whole.find(&format!("\n{heading}"))).min();
        let first = whole[..end.unwrap_or(whole.len())].to_owned() + "\n";
        let second = first.replacen("Bro Llanhŷl Youth", "Bro Llanhŷl-Wysg Youth", 1);
        let second = second.replacen("Bro Llanhŷl\"", "Bro Llanhŷl-Wysg\"", 3);
        assert_ne!(first, second);
        let packs = [Tree::default(), Tree::default()];
        let mut versions = Self { workspace, packs, whole: Duration::ZERO, texts: [first, second] };
        for version in [0, 1, 0] {
            let started = Instant::now();
            versions.build(version);
            versions.whole = started.elapsed();
            versions.packs[version] = versions.pack();
        }
        let [one, other] = &versions.packs;
        let different = one.touched_since(other).len();
        assert!(one.paths() == other.paths() && different > 3, "{different} files differ");
        versions
    }

    /// Writes a version of the record.
    pub fn write(&self, version: usize) {
        fs::write(place(&self.workspace), &self.texts[version]).unwrap();
    }

    /// Writes a version, and builds it.
    pub fn build(&self, version: usize) {
        self.write(version);
        self.workspace.build();
    }

    pub fn pack(&self) -> Tree {
        self.workspace.pack(FOLDER)
    }

    /// Of which version every file in the pack is.
    #[track_caller]
    pub fn which(&self) -> usize {
        let pack = self.pack();
        let is = |version: &usize| pack.contents() == self.packs[*version].contents();
        [0, 1]
            .into_iter()
            .find(is)
            .unwrap_or_else(|| panic!("a pack of both: {:?}", pack.touched_since(&self.packs[0])))
    }

    /// What `status` says of the pack.
    pub fn state(&self) -> Value {
        self.workspace.run(["status", "--format", "json"]).json()[0]["pack"].clone()
    }
}

fn place(workspace: &Workspace) -> PathBuf {
    workspace.path("inspections").join(FOLDER).join("inspection.toml")
}
