//! The settings and templates that all inspections share. The watcher loads them anew only when their text differs, so that
//! Typst's cache of the layout stays of use.

use std::collections::BTreeSet;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::change_detector::{ChangeDetector, of_shared_inputs};
use super::timing::Timing;
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::FileKind;
use crate::template::{OwnFiles, is_trusted, trust};
use crate::workspace::Workspace;

/// The settings and templates: the version in use, and a newer one that is not in use yet.
pub struct SharedInputs {
    detector: ChangeDetector,
    /// Whether every change of own templates is confirmed as it comes.
    trusts_templates: bool,
    current: Version,
    /// How many versions were in use before this one.
    generation: u64,
    next: Option<(Instant, Version)>,
}

/// One reading of settings and templates.
struct Version {
    digest: [u8; 32],
    /// The files that hold text.
    filled: BTreeSet<String>,
    /// What a build needs of them, or what is wrong with them.
    inputs: Result<Box<WorkspaceInputs>, Vec<Problem>>,
}

impl SharedInputs {
    /// Reads settings and templates and uses them as they are.
    pub fn new(workspace: &Workspace, trusts_templates: bool, now: Instant) -> Self {
        let detector = ChangeDetector::new(of_shared_inputs(workspace), now);
        let current = Version::read(workspace, trusts_templates);
        Self { detector, trusts_templates, current, generation: 0, next: None }
    }

    /// What a build needs, and its generation; none while settings or templates are broken.
    pub fn inputs(&self) -> Option<(&WorkspaceInputs, u64)> {
        self.current.inputs.as_ref().ok().map(|inputs| (&**inputs, self.generation))
    }

    /// What is wrong with settings and templates: what breaks them, or the warnings of those in use.
    pub fn problems(&self) -> &[Problem] {
        self.current.inputs.as_ref().map_or_else(Vec::as_slice, |inputs| &inputs.workspace.problems)
    }

    /// Scans settings and templates. Says whether the text differs from the last scan.
    pub fn scan(&mut self, workspace: &Workspace, now: Instant, timing: &Timing, hinted: bool) -> bool {
        if !self.detector.must_read(of_shared_inputs(workspace), now, timing.at_rest, hinted) {
            return false;
        }
        let version = Version::read(workspace, self.trusts_templates);
        let known = self.next.as_ref().map_or(&self.current, |(_, next)| next).digest;
        if version.digest == known {
            return false;
        }
        self.next = (version.digest != self.current.digest).then_some((now, version));
        true
    }

    /// When the new version comes into use: at once, or after the grace period if it is broken or lacks a file.
    pub fn due(&self, timing: &Timing) -> Option<Instant> {
        let (since, next) = self.next.as_ref()?;
        let may_not_last = next.inputs.is_err() || !next.filled.is_superset(&self.current.filled);
        Some(if may_not_last { *since + timing.grace } else { *since })
    }

    /// Puts the new version into use.
    pub fn advance(&mut self) {
        if let Some((_, next)) = self.next.take() {
            self.current = next;
            self.generation += 1;
        }
    }
}

impl Version {
    fn read(workspace: &Workspace, trusts_templates: bool) -> Self {
        if trusts_templates {
            // A disk that refuses is told of below: the templates are not confirmed then.
            let own = OwnFiles::read(&workspace.root, &workspace.templates());
            if !is_trusted(workspace, &own) {
                trust(workspace, &own).ok();
            }
        }
        let own = OwnFiles::read_confirmed(workspace);
        let mut digest = Sha256::new().chain_update(own.digest());
        let mut filled = own.filled();
        let inputs = match Workspace::open(&workspace.root) {
            Ok(workspace) => {
                digest.update(&workspace.settings_text);
                if !workspace.settings_text.trim().is_empty() {
                    filled.insert(FileKind::Settings.name().to_owned());
                }
                WorkspaceInputs::open(workspace, own).map(Box::new)
            }
            Err(error) => {
                digest.update(format!("\0{error}"));
                Err(vec![error.problem()])
            }
        };
        Self { digest: digest.finalize().into(), filled, inputs }
    }
}
