//! The settings and templates that every inspection shares: read, compared, and loaded anew only when their text is
//! another one, so that Typst's memory of the layout stays of use.

use std::collections::BTreeSet;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::due::Due;
use super::group::Group;
use super::listing::of_shared;
use super::timing::Timing;
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::FileKind;
use crate::template::OwnFiles;
use crate::workspace::Workspace;

/// What the inspections share, and what the disk says of it.
pub struct Shared {
    group: Group,
    /// What the inputs is made of, or what could not make one.
    used: Text,
    /// The inputs, or what is wrong with settings or templates that have been broken for a moment.
    inputs: Result<Box<WorkspaceInputs>, Vec<Problem>>,
    /// Counts the shops.
    generation: u64,
    next: Option<Next>,
}

/// What the disk says now, where that is another text.
struct Next {
    text: Text,
    since: Instant,
    made: Result<Box<WorkspaceInputs>, Vec<Problem>>,
}

/// A text of the settings and templates.
#[derive(Clone, PartialEq, Eq)]
struct Text {
    digest: [u8; 32],
    filled: BTreeSet<String>,
}

impl Shared {
    /// The first reading, which is taken as it is.
    pub fn new(workspace: &Workspace, now: Instant, timing: &Timing) -> Self {
        let group = Group::new(of_shared(workspace), now, timing.at_rest);
        let (used, inputs) = read(workspace);
        Self { group, used, inputs, generation: 0, next: None }
    }

    /// The inputs and its number; none where settings or templates are broken.
    pub fn inputs(&self) -> Option<(&WorkspaceInputs, u64)> {
        self.inputs.as_ref().ok().map(|inputs| (&**inputs, self.generation))
    }

    /// What is wrong with settings and templates: what breaks them, or the warnings of those in use.
    pub fn problems(&self) -> &[Problem] {
        self.inputs.as_ref().map_or_else(Vec::as_slice, |inputs| &inputs.workspace.problems)
    }

    /// Takes a look. Says whether there is another text than before.
    pub fn look(&mut self, workspace: &Workspace, now: Instant, hinted: bool) -> bool {
        if !self.group.look(of_shared(workspace), now, hinted, true) {
            return false;
        }
        let current = self.next.as_ref().map_or(&self.used, |next| &next.text).digest;
        let (text, made) = read(workspace);
        if text.digest == current {
            return false;
        }
        self.next = (text.digest != self.used.digest).then_some(Next { text, since: now, made });
        true
    }

    /// When the new text is to be taken: at once, unless it may be on its way to another one.
    pub fn due(&self, timing: &Timing) -> Due {
        match &self.next {
            None => Due::Never,
            Some(next) if next.made.is_err() || !next.text.filled.is_superset(&self.used.filled) => {
                Due::At(next.since + timing.moment)
            }
            Some(_) => Due::Now,
        }
    }

    /// Takes the new text. Says whether there was one.
    pub fn turn(&mut self) -> bool {
        let Some(next) = self.next.take() else { return false };
        self.used = next.text;
        self.inputs = next.made;
        self.generation += 1;
        true
    }
}

/// Reads settings and templates once, and makes a inputs of just what was read.
fn read(workspace: &Workspace) -> (Text, Result<Box<WorkspaceInputs>, Vec<Problem>>) {
    let own = OwnFiles::read(&workspace.root, &workspace.templates());
    let mut digest = Sha256::new().chain_update(own.digest());
    let mut filled = own.filled();
    let made = match Workspace::open(&workspace.root) {
        Ok(workspace) => {
            digest.update(&workspace.settings_text);
            if !workspace.settings_text.trim().is_empty() {
                filled.insert(FileKind::Settings.name().to_owned());
            }
            WorkspaceInputs::open(workspace, own).map(Box::new)
        }
        Err(error) => {
            digest.update(b"\0");
            digest.update(error.to_string());
            Err(vec![error.problem()])
        }
    };
    (Text { digest: digest.finalize().into(), filled }, made)
}
