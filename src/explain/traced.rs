//! The facts of a document of a record, for whoever may see them.

use std::sync::Arc;

use super::document::{Fact, facts};
use super::origin::Origins;
use crate::calendar::Milestone;
use crate::facts::Facts;
use crate::problem::{Problem, SourceFile};
use crate::publish::{Masked, WorkspaceInputs};
use crate::record::{Language, Mask, Record, Settings, Sources, folder_stand_in};
use crate::search::Terms;
use crate::selection::account_of;
use crate::template::{Document, Templates};
use crate::view::{DocumentView, View, ViewBuilder, document_date};
use crate::workspace::Workspace;

/// What stands in the place of a fact that names a child.
const HIDDEN: &str = "(it names a child: `sqspack build` says where)";

/// A record, and the settings and templates that its documents are made with.
pub struct ExplainedRecord {
    /// The record.
    pub record: Record,
    /// The workspace with its settings.
    pub workspace: Workspace,
    /// The templates.
    pub inputs: Arc<WorkspaceInputs>,
    /// Whether record and settings have stand-ins for people and places.
    is_masked: bool,
}

impl ExplainedRecord {
    /// A record as it is.
    pub fn of(record: Record, inputs: Arc<WorkspaceInputs>) -> Self {
        Self { record, workspace: inputs.workspace.clone(), inputs, is_masked: false }
    }

    /// An inspection with stand-ins for people and places, its folder among them.
    pub fn masked(inputs: Arc<WorkspaceInputs>, folder: &str) -> Self {
        let (stand_in, sources) = standing_in(&inputs.workspace, folder);
        let Masked { record, settings } = Masked::read(&inputs, &stand_in, sources, &Mask::default());
        let mut workspace = inputs.workspace.clone();
        workspace.settings = settings;
        Self { record, workspace, inputs, is_masked: true }
    }

    /// Where each fact of a document comes from.
    ///
    /// # Errors
    /// The English words cannot be read.
    pub fn facts_of(&self, document: &Document) -> Result<Vec<Fact>, Box<Problem>> {
        let Self { record, workspace, inputs, is_masked } = self;
        let templates = &inputs.templates;
        let all = Facts::new(record, &workspace.settings, &inputs.holidays);
        let dated_by = document.serves(record);
        let made = if *is_masked { None } else { made_view(record, inputs, document) };
        let view = match made {
            Some(view) => view,
            None => view(record, &all, (&workspace.settings, templates), document, dated_by)?,
        };
        let origins = Origins { record, facts: &all, workspace, dated_by };
        let mut facts = facts(document, templates, &view, &origins);
        // How somebody is greeted is no prose: where it names a child, the checks of the finished documents say so.
        let children = Terms::new(record);
        let names_one = |text: &Option<String>| text.as_ref().is_some_and(|text| !children.find(text).is_empty());
        for fact in facts.iter_mut().filter(|fact| names_one(&fact.value) || names_one(&fact.person)) {
            (fact.value, fact.person) = (Some(HIDDEN.to_owned()), None);
        }
        Ok(facts)
    }
}

/// The record of an inspection and the settings with stand-ins for people and places, without any template.
pub fn masked_dates(workspace: &Workspace, folder: &str) -> (Record, Settings) {
    let mask = Mask::default();
    let (stand_in, sources) = standing_in(workspace, folder);
    let record = Record::read_masked(&stand_in, sources, &mask);
    let settings = Settings::read_masked(&workspace.settings_text, &mask);
    (record, settings.unwrap_or_else(|| workspace.settings.clone()))
}

/// What stands in for the name of an inspection's folder, and its files under that name.
fn standing_in(workspace: &Workspace, folder: &str) -> (String, Sources) {
    let stand_in = folder_stand_in(folder, &workspace.folders().unwrap_or_default());
    let (sources, _) = workspace.files(folder);
    let renamed = |source: &SourceFile| {
        let path = format!("inspections/{stand_in}/{}", source.path.rsplit('/').next().unwrap_or_default());
        Arc::new(SourceFile::new(path, source.text.clone()))
    };
    let sources = sources.iter().map(|(kind, source)| (*kind, renamed(source))).collect();
    (stand_in, sources)
}

/// What the templates of a document that is made see in English: of several, the first.
fn made_view(record: &Record, inputs: &WorkspaceInputs, document: &Document) -> Option<View> {
    let is_wanted = |view: &View| view.file.document.id == document.id && view.language == Language::English.tag();
    inputs.views(&record.folder).into_iter().find(|(_, view)| is_wanted(view)).map(|(_, view)| view)
}

/// What the templates of a document would see in English, whether it is made or waits for something.
fn view(
    record: &Record,
    facts: &Facts<'_>,
    (settings, templates): (&Settings, &Templates),
    document: &Document,
    dated_by: Milestone,
) -> Result<View, Box<Problem>> {
    let language = Language::English;
    let phrases = templates.phrases(language)?;
    let sample = account_of(record, facts, settings);
    let builder = ViewBuilder { record, facts, settings, phrases, language, sample: sample.as_ref() };
    let date = document_date(facts, dated_by);
    let about = DocumentView {
        id: document.id.clone(),
        title: document.title_in(language).unwrap_or_default().to_owned(),
        file: format!("{}.{}", document.file(), document.format.extension()),
        marking: document.marking.clone(),
        is_draft: document.as_draft(record).is_some(),
        changed: None,
        date: phrases.date(date),
        attachments: Vec::new(),
    };
    Ok(builder.view(about, date))
}
