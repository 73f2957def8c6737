//! What the documents of an inspection are made from, for whoever only looks at them. Nothing is made or written.

use std::collections::BTreeMap;

use super::inputs::{Checked, WorkspaceInputs};
use super::start::render;
use crate::check::hide_children;
use crate::facts::Facts;
use crate::pack::{Deliverable, PlannedPack, Rendered, Waiting};
use crate::problem::{self, Problem};
use crate::record::{Mask, Record, Settings, Sources};
use crate::search::Terms;

/// The documents of an inspection before they are made.
#[derive(Debug)]
pub struct PackShown<'t> {
    /// The record as it is, whoever looks on.
    pub record: Record,
    /// The name of the YOT as it may be shown.
    pub yot: String,
    /// What identifies its children.
    pub children: Terms,
    /// What is wrong; without an error.
    pub problems: Vec<Problem>,
    /// The files of the plan, in its order, each with its path in the present pack, if exactly one file there must be this one.
    pub files: Vec<(Rendered<'t>, Option<String>)>,
    /// The documents that are not made yet, and what they wait for.
    pub waiting: Vec<Waiting>,
}

/// Reads, checks, plans and renders an inspection. With a name that stands in for its folder's, the documents are made of
/// stand-ins: what is wrong with the record is found before.
///
/// # Errors
/// What is wrong with the record or the templates.
pub fn show<'t>(
    inputs: &'t WorkspaceInputs,
    folder: &str,
    stand_in: Option<&str>,
) -> Result<PackShown<'t>, Vec<Problem>> {
    let files = inputs.workspace.files(folder);
    let sources = files.0.clone();
    let Checked { record, mut problems, children } = inputs.check(folder, files);
    let stopped = |mut problems: Vec<Problem>, more: Vec<Problem>| {
        problems.extend(more);
        hide_children(&mut problems, &children);
        problem::sort(&mut problems);
        problems
    };
    if problems.iter().any(Problem::is_error) {
        return Err(stopped(problems, Vec::new()));
    }
    let planned = inputs.plan(&record).map_err(|more| stopped(problems.clone(), more))?;
    let paths: BTreeMap<_, _> =
        planned.files.iter().map(|file| (which(&file.deliverable), file.deliverable.path.clone())).collect();
    let (planned, yot) = match stand_in {
        None => (planned, record.inspection.yot.name.to_string()),
        Some(stand_in) => {
            let masked = Masked::read(inputs, stand_in, sources, &Mask::default());
            let planned = masked.plan(inputs).map_err(|more| stopped(problems.clone(), more))?;
            (planned, masked.record.inspection.yot.name.to_string())
        }
    };
    let waiting = planned.waiting.clone();
    let rendered = render(inputs, planned).map_err(|more| stopped(problems.clone(), more))?;
    let path = |file: &Rendered<'_>| paths.get(&which(file.deliverable())).cloned();
    let files = rendered.into_iter().map(|file| (path(&file), file)).map(|(path, file)| (file, path)).collect();
    hide_children(&mut problems, &children);
    Ok(PackShown { record, yot, children, problems, files, waiting })
}

/// An inspection and the settings with stand-ins for people and places.
#[derive(Clone, Debug)]
pub struct Masked {
    /// The record.
    pub record: Record,
    /// The settings.
    pub settings: Settings,
}

impl Masked {
    /// Reads an inspection and the settings once more, with a name that stands in for its folder's.
    pub fn read(inputs: &WorkspaceInputs, stand_in: &str, sources: Sources, mask: &Mask) -> Self {
        let record = Record::read_masked(stand_in, sources, mask);
        let settings = Settings::read_masked(&inputs.workspace.settings_text, mask);
        Self { record, settings: settings.unwrap_or_else(|| inputs.workspace.settings.clone()) }
    }

    /// The plan of its pack.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn plan<'t>(&self, inputs: &'t WorkspaceInputs) -> Result<PlannedPack<'t>, Vec<Problem>> {
        let facts = Facts::new(&self.record, &self.settings, &inputs.holidays);
        PlannedPack::new(&self.record, &facts, &self.settings, &inputs.templates)
    }
}

/// What tells a file of the plan from the others, whatever it is called.
pub fn which(file: &Deliverable<'_>) -> (String, &'static str, Option<usize>) {
    (file.document.id.clone(), file.language.tag(), file.position)
}
