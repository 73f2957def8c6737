//! A demonstration in a workspace of its own, whose keys are left out and whose documents are read.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sqspack::publish::WorkspaceInputs;
use sqspack::record::Record;
use sqspack::template::{TemplateEngine, Templates};
use sqspack::workspace::Workspace;

use crate::holes::{Hole, holes, without};
use crate::texts::{Piece, pieces, scars};

pub const WALES: &str = "2027-02-rhyd-y-twr";
pub const ENGLAND: &str = "2027-01-aberford";

/// The findings in Welsh, with as many paragraphs as the English ones have.
const WELSH_FINDINGS: &str = r#"
[welsh]
context = ["Cyd-destun."]
summary = ["Crynodeb.", "Yr ail baragraff."]
previous-inspection = "Yr arolygiad diwethaf."
operational-management = ["Rheolaeth."]
strengths = ["Cryfder.", "Yr ail gryfder.", "Y trydydd cryfder."]
improvements = ["Gwelliant."]
source = "Ystadegau cyfiawnder ieuenctid"
cohort = "plant a gafodd rybudd"

[welsh.commentary]
reducing-reoffending = ["Un.", "Yr ail un."]
protecting-the-public = ["Dau."]
protecting-the-child = ["Tri."]
serving-the-sentence = ["Pedwar."]
"#;

/// Without it, a final report waits.
const QUALITY_ASSURANCE: &str = "\n[[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-02-08\n";

/// An inspection in a workspace of its own.
pub struct Inspection {
    folder: tempfile::TempDir,
    pub name: &'static str,
    pub inputs: WorkspaceInputs,
    /// The files as they were.
    pub files: BTreeMap<String, String>,
}

impl Inspection {
    /// A demonstration, with everything that a report can have.
    pub fn of(name: &'static str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("inspections").join(name);
        fs::create_dir_all(&to).expect("a folder");
        let mut files = BTreeMap::new();
        let mut put = |file: &str, text: String| {
            fs::write(folder.path().join(file), &text).expect("written");
            files.insert(file.to_owned(), text);
        };
        put("sqspack.toml", fs::read_to_string(root.join("sqspack.toml")).expect("read"));
        for file in ["inspection", "team", "contacts", "cases"] {
            let path = format!("inspections/{name}/{file}.toml");
            put(&path, fs::read_to_string(root.join(&path)).expect("read"));
        }
        let report = root.join(format!("inspections/{ENGLAND}/report.toml"));
        let report = fs::read_to_string(report).expect("read");
        let whole = ["operational", "previous", "protecting", "serving"];
        let report = whole.iter().fold(report, |report, key| report.replace(&format!("# {key}"), key));
        // A final report refuses a text that ends in dots.
        let report = report.replace("\"…\"", "\"Good work.\"");
        let welsh = if name == WALES { WELSH_FINDINGS } else { "" };
        put(&format!("inspections/{name}/report.toml"), report + welsh + QUALITY_ASSURANCE);
        let inputs = WorkspaceInputs::new(
            Workspace::open(folder.path()).expect("a workspace"),
            Templates::embedded().expect("sound templates"),
        );
        Self { folder, name, inputs, files }
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Leaves keys out, and everything else as it was.
    pub fn leave_out(&mut self, left_out: &[Hole]) {
        for (file, text) in &self.files {
            let ways: Vec<_> = left_out.iter().filter(|hole| hole.file == *file).map(|hole| &hole.way).collect();
            fs::write(self.path(file), without(text, &ways)).expect("written");
        }
        self.inputs.workspace = Workspace::open(self.folder.path()).expect("a workspace");
    }

    /// Changes a text in a file of the inspection.
    pub fn change(&mut self, file: &str, from: &str, to: &str) {
        let path = format!("inspections/{}/{file}", self.name);
        let text = self.files[&path].clone();
        assert!(text.contains(from), "{from}");
        self.files.insert(path, text.replace(from, to));
        self.leave_out(&[]);
    }

    /// Every key of the record that can be left out with nothing else wrong.
    pub fn holes(&mut self) -> Vec<Hole> {
        let all: Vec<Hole> = self.files.iter().flat_map(|(file, text)| holes(file, text)).collect();
        all.into_iter().filter(|hole| self.is_sound_without(std::slice::from_ref(hole))).collect()
    }

    /// The same of a demonstration as it is, found once for all tests.
    pub fn holes_of(name: &'static str) -> Vec<Hole> {
        static FOUND: [OnceLock<Vec<Hole>>; 2] = [OnceLock::new(), OnceLock::new()];
        FOUND[usize::from(name == WALES)].get_or_init(|| Self::of(name).holes()).clone()
    }

    pub fn is_sound_without(&mut self, left_out: &[Hole]) -> bool {
        self.sound_without(left_out).is_some()
    }

    /// The record without some keys, if nothing is wrong with it then.
    pub fn sound_without(&mut self, left_out: &[Hole]) -> Option<Record> {
        self.leave_out(left_out);
        let (record, problems) = self.inputs.checked(self.name);
        let wrong = self.inputs.workspace.has_errors() || problems.iter().any(|problem| problem.is_error());
        (!wrong).then_some(record)
    }

    /// The rendered templates of every document of the pack, by path and part.
    pub fn rendered(&self) -> Vec<(String, String)> {
        self.rendered_from(&self.inputs.checked(self.name).0)
    }

    /// The same from a record that has been read. What a layout gets as data stands beside it.
    pub fn rendered_from(&self, record: &Record) -> Vec<(String, String)> {
        let mut rendered = Vec::new();
        // What is made for each of many people is the same for the third as for the first two.
        let is_looked_at = |file: &sqspack::pack::Planned<'_>| file.deliverable.position.is_none_or(|at| at < 2);
        for file in self.inputs.plan(record).expect("sound phrases").files.into_iter().filter(is_looked_at) {
            let document = file.deliverable.document;
            // A message to several people is in both languages.
            for view in [Some(&file.view), file.second.as_ref()].into_iter().flatten() {
                let context = TemplateEngine::context(&view.view).expect("a context");
                for part in document.format.parts() {
                    let name = format!("{}/{}{part}", document.id, view.view.without_children().language);
                    let text = self.inputs.templates.engine.render(&name, &context);
                    rendered.push((name.clone(), text.unwrap_or_else(|error| panic!("{name}: {error}"))));
                }
            }
            if !document.data.is_empty() {
                let view = serde_json::to_value(&file.view.view).expect("a view");
                for part in &document.data {
                    rendered.push((format!("{}: {part}.json", file.deliverable.path), view[part].to_string()));
                }
            }
        }
        rendered
    }

    /// What every document says, as one text by document.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let said = |piece: Piece| match piece {
            Piece::Heading(_, text) | Piece::Text(text) | Piece::BareLabel(text) => text,
        };
        let text = |name: &str, text: &str| pieces(name, text).into_iter().map(said).collect::<Vec<_>>().join("\n");
        self.rendered().into_iter().map(|(name, rendered)| (name.clone(), text(&name, &rendered))).collect()
    }

    /// What the holes leave in the documents.
    pub fn scars(&self) -> Vec<String> {
        scars_in(self.rendered(), &mut HashSet::new())
    }
}

/// The scars in rendered documents, of which most are as they were without the hole: each text is looked at once.
pub fn scars_in(rendered: Vec<(String, String)>, known: &mut HashSet<(String, String)>) -> Vec<String> {
    let new = rendered.into_iter().filter(|document| known.insert(document.clone()));
    let of = |(name, text): (String, String)| {
        scars(&pieces(&name, &text)).into_iter().map(|scar| format!("{name}: {scar}")).collect::<Vec<_>>()
    };
    new.flat_map(of).collect()
}
