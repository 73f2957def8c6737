//! A workspace of a test's own, and the program at work in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

/// A path in this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A workspace in a temporary folder, which goes when the test ends.
pub struct Workspace {
    folder: TempDir,
}

/// How a run of the program ended.
pub struct Run {
    /// Its exit status.
    pub code: i32,
    /// What it printed.
    pub out: String,
    /// What it said on standard error.
    pub err: String,
}

impl Run {
    /// The output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}\n{}", self.out, self.err))
    }

    /// The run itself, once it has ended well.
    pub fn well(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
        let code = output.status.code().expect("the program ends by itself");
        Self { code, out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Every file below a folder, with its content and the time of its last change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(pub BTreeMap<String, (Vec<u8>, SystemTime)>);

impl Tree {
    /// The files of a folder; none where it is not there.
    pub fn of(folder: &Path) -> Self {
        let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let file = |entry: walkdir::DirEntry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder").to_str().expect("a plain name");
            let changed = entry.metadata().expect("metadata").modified().expect("a time");
            (path.to_owned(), (fs::read(entry.path()).expect("readable"), changed))
        };
        Self(files.map(file).collect())
    }

    /// The paths, in order.
    pub fn paths(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// The content of every file, without its time.
    pub fn contents(&self) -> BTreeMap<&str, &[u8]> {
        self.0.iter().map(|(path, (bytes, _))| (path.as_str(), bytes.as_slice())).collect()
    }

    /// The content of a file.
    pub fn bytes(&self, path: &str) -> &[u8] {
        &self.0.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.paths())).0
    }

    /// The content of a document in English, whose file says so where there is a Welsh one beside it.
    pub fn english(&self, path: &str) -> &[u8] {
        let (stem, ending) = path.rsplit_once('.').expect("an ending");
        let beside = format!("{stem}.en.{ending}");
        self.bytes(if self.0.contains_key(&beside) { &beside } else { path })
    }

    /// Paths of the files that are not, byte for byte and in their time, as in another tree.
    pub fn touched_since(&self, before: &Self) -> Vec<&str> {
        self.0.iter().filter(|(path, file)| before.0.get(*path) != Some(file)).map(|(path, _)| path.as_str()).collect()
    }
}

impl Workspace {
    /// A folder with nothing in it.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A workspace without an inspection.
    pub fn empty() -> Self {
        let workspace = Self::bare();
        fs::copy(repository("sqspack.toml"), workspace.path("sqspack.toml")).expect("copied");
        workspace
    }

    /// A workspace with a copy of one of the demonstration inspections.
    pub fn with(inspection: &str) -> Self {
        Self::empty().and(inspection)
    }

    /// The workspace with a copy of another demonstration inspection, without its findings: they would have every pack draw
    /// charts.
    pub fn and(self, inspection: &str) -> Self {
        let place = self.path("inspections").join(inspection);
        copy_folder(&repository("inspections").join(inspection), &place);
        fs::remove_file(place.join("findings.toml")).expect("removed");
        self
    }

    /// The workspace with the findings of a demonstration inspection that it holds.
    pub fn and_findings(self, inspection: &str) -> Self {
        let path = format!("inspections/{inspection}/findings.toml");
        fs::copy(repository(&path), self.path(&path)).expect("copied");
        self
    }

    /// The workspace without the words of a draft that was sent, so that the report can be edited and nobody has to say why.
    pub fn without_draft(self) -> Self {
        for name in ["report-draft.toml", "accuracy.toml"] {
            fs::remove_file(self.record(name)).expect("removed");
        }
        self
    }

    /// A copy of the Aberford inspection.
    pub fn aberford() -> Self {
        Self::with(Self::ABERFORD)
    }

    /// A copy of the Aberford inspection with its pack, which another build has made: much quicker than building it.
    pub fn built() -> Self {
        let workspace = Self::aberford();
        for made in ["packs", ".sqspack"] {
            copy_folder(&demonstrations()[0].0.path(made), &workspace.path(made));
        }
        workspace
    }

    /// Folder of the English demonstration.
    pub const ABERFORD: &str = "2027-01-aberford";
    /// Folder of the Welsh demonstration.
    pub const RHYD_Y_TWR: &str = "2027-02-rhyd-y-twr";

    /// A copy of a workspace from `examples/` or from the tests' own fixtures.
    pub fn copy_of(folder: &str) -> Self {
        let workspace = Self::bare();
        copy_folder(&repository(folder), workspace.folder.path());
        workspace
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the workspace.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Path of a file of the Aberford record.
    pub fn record(&self, file: &str) -> PathBuf {
        self.path("inspections").join(Self::ABERFORD).join(file)
    }

    /// Reads a text file of the Aberford record.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.record(file)).expect("readable")
    }

    /// Writes a file of the Aberford record.
    pub fn write(&self, file: &str, text: &str) {
        self.write_at(&format!("inspections/{}/{file}", Self::ABERFORD), text);
    }

    /// Adds a text to a file, after a blank line where there is one already.
    pub fn append_at(&self, path: &str, text: &str) {
        let before = fs::read_to_string(self.path(path)).map(|before| before + "\n").unwrap_or_default();
        self.write_at(path, &(before + text));
    }

    /// Writes a file anywhere in the workspace.
    pub fn write_at(&self, path: &str, text: &str) {
        let place = self.path(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, text).expect("written");
    }

    /// Writes a template of the workspace's own and confirms all of them, as a person who trusts them does.
    pub fn write_template(&self, path: &str, text: &str) {
        self.write_at(&format!("templates/{path}"), text);
        self.trust_templates();
    }

    /// Confirms the workspace's own templates as they are.
    pub fn trust_templates(&self) {
        self.run(["templates", "trust"]).well();
    }

    /// Replaces every occurrence of a text in a file of the Aberford record; there has to be one.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        self.edit_at(&format!("inspections/{}/{file}", Self::ABERFORD), from, to);
    }

    /// Replaces every occurrence of a text in a file anywhere in the workspace; there has to be one.
    pub fn edit_at(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect("readable");
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write_at(path, &text.replace(from, to));
    }

    /// Takes a file out of the Aberford record.
    pub fn remove(&self, file: &str) {
        fs::remove_file(self.record(file)).expect("removed");
    }

    /// Runs the program in the workspace.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        self.command(arguments).output().expect("the program starts").into()
    }

    /// The program in the workspace, not yet started.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(self.folder.path()).args(arguments);
        command
    }

    /// Builds every pack, which has to go well.
    pub fn build(&self) -> Run {
        self.run(["build"]).well()
    }

    /// What a build of the Aberford pack says in JSON, together with its exit status.
    pub fn build_json(&self) -> (i32, Value) {
        let run = self.run(["build", Self::ABERFORD, "--format", "json"]);
        (run.code, run.json()[0].clone())
    }

    /// The files of a pack.
    pub fn pack(&self, inspection: &str) -> Tree {
        Tree::of(&self.path("packs").join(inspection))
    }

    /// A pack's manifest: its list of files.
    pub fn manifest(&self, inspection: &str) -> Vec<Value> {
        let manifest: Value = serde_json::from_slice(self.pack(inspection).bytes("manifest.json")).expect("JSON");
        manifest["files"].as_array().expect("a list of files").clone()
    }
}

/// Copies a folder of a record, without what was made from it.
pub fn copy_folder(from: &Path, to: &Path) {
    // Packs that somebody has built in the repository are not part of the fixture.
    let is_made = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && (entry.file_name() == "packs" || entry.file_name() == ".sqspack")
    };
    for entry in walkdir::WalkDir::new(from).into_iter().filter_entry(|entry| !is_made(entry)) {
        let entry = entry.expect("the fixture is there");
        let place = to.join(entry.path().strip_prefix(from).expect("below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("a folder");
        } else {
            fs::copy(entry.path(), &place).expect("copied");
            // A workspace believes only what it wrote itself, which it knows by this time.
            let changed = entry.metadata().expect("metadata").modified().expect("a time");
            File::options().append(true).open(place).expect("open").set_modified(changed).expect("set");
        }
    }
}

/// The demonstrations and examples with their packs, built once for all tests that only look at them. Each is a
/// workspace with the name of its one inspection.
pub fn demonstrations() -> &'static [(Workspace, &'static str)] {
    static BUILT: OnceLock<Vec<(Workspace, &str)>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let all = vec![
            (Workspace::aberford(), Workspace::ABERFORD),
            (Workspace::with(Workspace::RHYD_Y_TWR), Workspace::RHYD_Y_TWR),
            (Workspace::copy_of("examples/smallest-team"), "2027-09-isle-of-thrane"),
            (Workspace::copy_of("examples/largest-team"), "2027-07-wendmoor-and-harsley"),
            (Workspace::copy_of("examples/easter-in-the-notice"), "2016-04-brackshire"),
        ];
        all.iter().for_each(|(workspace, _)| drop(workspace.build()));
        all
    })
}
