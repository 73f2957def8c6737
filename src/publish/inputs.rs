//! What all inspections of a workspace share in a build.

use super::fingerprint::of_workspace;
use super::settings;
use crate::calendar::BankHolidays;
use crate::check::check;
use crate::facts::{self, Facts};
use crate::pack::{Deliverable, PlannedPack};
use crate::problem::{self, Place, Problem, SourceFile, code};
use crate::record::{Record, Sources};
use crate::render::{Tree, fonts, warm_up};
use crate::search::Terms;
use crate::template::{Broken, OwnFiles, Templates};
use crate::view::{TemplateView, View};
use crate::workspace::Workspace;

/// What all inspections of a workspace share.
pub struct WorkspaceInputs {
    /// The workspace.
    pub workspace: Workspace,
    /// The templates.
    pub templates: Templates,
    /// The bank holidays.
    pub holidays: BankHolidays,
    /// The template tree, for Typst.
    pub tree: Tree,
}

/// A record that has been read and checked.
pub struct Checked {
    /// The record.
    pub record: Record,
    /// What is wrong with it, in order.
    pub problems: Vec<Problem>,
    /// What identifies its children.
    pub children: Terms,
}

impl WorkspaceInputs {
    /// The inputs of a workspace, with these templates.
    pub fn new(workspace: Workspace, templates: Templates) -> Self {
        let holidays = facts::holidays(&workspace.settings);
        let tree = Tree::new(templates.reader());
        Self { workspace, templates, holidays, tree }
    }

    /// The inputs of a workspace with its own templates.
    ///
    /// # Errors
    /// What is wrong with the settings and the templates.
    pub fn open(workspace: Workspace, own: OwnFiles) -> Result<Self, Vec<Problem>> {
        if let Some(problem) = settings::cut_off(&workspace) {
            return Err([workspace.problems, vec![problem]].concat());
        }
        Self::open_as(workspace, own)
    }

    /// The same for settings that were not read from the file: one is never cut off.
    ///
    /// # Errors
    /// What is wrong with the settings and the templates.
    pub fn open_as(workspace: Workspace, own: OwnFiles) -> Result<Self, Vec<Problem>> {
        match Templates::with(own) {
            Ok(templates) if !workspace.has_errors() => Ok(Self::new(workspace, templates)),
            Ok(_) => Err(workspace.problems),
            Err(Broken(problems)) => Err([workspace.problems, problems].concat()),
        }
    }

    /// Reads what every document needs before the first document asks for it.
    pub fn warm_up(&self) {
        self.templates.engine.warm_up();
        warm_up(&self.tree, self.templates.layouts());
    }

    /// A fingerprint of all that the inspections share.
    pub fn fingerprint(&self) -> String {
        of_workspace(&self.workspace.settings_text, &self.templates.own_digest)
    }

    /// Reads and checks an inspection: its record and everything that is wrong with it, in order.
    pub fn checked(&self, folder: &str) -> (Record, Vec<Problem>) {
        let Checked { record, problems, .. } = self.check(folder, self.workspace.files(folder));
        (record, problems)
    }

    /// Checks an inspection whose files have been read: their texts, and why others could not be read.
    pub fn check(&self, folder: &str, files: (Sources, Vec<Problem>)) -> Checked {
        let (record, found) = read_record(folder, files);
        let (problems, children) = self.judge(&record, found);
        Checked { record, problems, children }
    }

    /// Everything that is wrong with a record, in order, what was found in reading it included, and what identifies its children.
    pub fn judge(&self, record: &Record, found: Vec<Problem>) -> (Vec<Problem>, Terms) {
        let facts = self.facts(record);
        let showable = |character: char| fonts::shows(character);
        let (mut problems, children) =
            check(record, &facts, &self.workspace.settings, &self.holidays, &showable, found);
        problems.extend(unshowable_name(&record.folder));
        problem::sort(&mut problems);
        (problems, children)
    }

    /// Plans the pack of a checked record.
    ///
    /// # Errors
    /// What is wrong with the phrases of a language.
    pub fn plan(&self, record: &Record) -> Result<PlannedPack<'_>, Vec<Problem>> {
        PlannedPack::new(record, &self.facts(record), &self.workspace.settings, &self.templates)
    }

    /// The files of an inspection's pack as planned, each with what its templates see but for children.
    pub fn views(&self, folder: &str) -> Vec<(Deliverable<'_>, View)> {
        self.template_views(folder).into_iter().map(|(file, view)| (file, view.into_nameless())).collect()
    }

    /// The files of an inspection's pack as planned, each with all that its templates see.
    pub fn template_views(&self, folder: &str) -> Vec<(Deliverable<'_>, TemplateView)> {
        let (record, _) = self.workspace.read(folder);
        let files = self.plan(&record).map(|planned| planned.files).unwrap_or_default();
        files.into_iter().map(|file| (file.deliverable, file.view.view)).collect()
    }

    fn facts<'r>(&'r self, record: &'r Record) -> Facts<'r> {
        Facts::new(record, &self.workspace.settings, &self.holidays)
    }
}

/// The record in files that have been read, and what is wrong with what stands in them.
pub fn read_record(folder: &str, (sources, refused): (Sources, Vec<Problem>)) -> (Record, Vec<Problem>) {
    let (record, found) = Record::read(folder, sources);
    (record, [refused, found].concat())
}

/// A folder's name that the documents cannot show: it is the inspection's reference in them.
fn unshowable_name(folder: &str) -> Option<Problem> {
    let unshowable = folder.chars().find(|character| !fonts::shows(*character))?;
    let file = SourceFile::new(format!("inspections/{folder}"), "");
    let message = format!("the folder's name has a character that the documents cannot show: `{unshowable}`");
    let help = "the name is the inspection's reference: use letters, digits and hyphens, as in `2027-01-aberford`";
    Some(Problem::new(code::UNSHOWABLE_CHARACTER, Place::new(file.into(), 0..0), message, help))
}
