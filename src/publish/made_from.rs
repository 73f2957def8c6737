//! What each part of a pack's inputs was when the pack was made, for whoever asks what it is older than, and since when.
//!
//! No pack depends on it: whether a pack is current shows in its manifest, and in `searched.rs` for the children's file.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::fingerprint::PROGRAM;
use crate::record::{FileKind, Sources, canonical};
use crate::workspace::hash::{hex, sha256};
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, files};

/// The name of the workspace's own templates among the parts.
const TEMPLATES: &str = "templates/";

/// The name of the program among the parts.
const THE_PROGRAM: &str = "the program";

/// The parts that a pack is made from, by name, each with a hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// The fingerprint of all of them, as the manifest has it.
    inputs: String,
    parts: BTreeMap<String, String>,
}

impl MadeFrom {
    /// The parts with this fingerprint: the files of a record, the settings, the workspace's own templates and the program.
    pub fn new(inputs: String, workspace: &Workspace, own_templates: &[u8; 32], sources: &Sources) -> Self {
        let record = sources.iter().filter(|(kind, _)| !kind.is_private());
        let mut parts: BTreeMap<String, String> =
            record.map(|(kind, file)| (kind.name().to_owned(), of_text(&file.text))).collect();
        parts.insert(FileKind::Settings.name().to_owned(), of_text(&workspace.settings_text));
        parts.insert(TEMPLATES.to_owned(), hex(own_templates));
        parts.insert(THE_PROGRAM.to_owned(), PROGRAM.to_owned());
        Self { inputs, parts }
    }

    /// Notes them, once a pack was made from them. The caller has passed the gate.
    pub fn save(&self, scratch: &Scratch, folder: &str) {
        // Without the note nobody learns what the pack is older than; that it is shows elsewhere.
        if Self::load(scratch, folder).as_ref() != Some(self) {
            scratch.write(&name(folder), &serde_json::to_vec(self).unwrap_or_default()).ok();
        }
    }

    /// The names of the parts that have changed since a pack was made from inputs with this fingerprint; none where that was
    /// not noted.
    pub fn changed_since(&self, made: &str, scratch: &Scratch, folder: &str) -> Vec<String> {
        let Some(before) = Self::load(scratch, folder).filter(|before| before.inputs == made) else {
            return Vec::new();
        };
        let names: BTreeSet<&String> = self.parts.keys().chain(before.parts.keys()).collect();
        names.into_iter().filter(|name| self.parts.get(*name) != before.parts.get(*name)).cloned().collect()
    }

    fn load(scratch: &Scratch, folder: &str) -> Option<Self> {
        serde_json::from_slice(&scratch.read(&name(folder))?).ok()
    }
}

/// When a part of an inspection's inputs came to be as it is. Nobody knows that of the program.
pub fn changed_at(part: &str, workspace: &Workspace, folder: &str) -> Option<SystemTime> {
    match part {
        THE_PROGRAM => None,
        TEMPLATES => files::newest_change(&workspace.templates()),
        part if part == FileKind::Settings.name() => files::changed_at(&workspace.root.join(part)),
        part => files::changed_at(&workspace.inspections().join(folder).join(part)),
    }
}

fn of_text(text: &str) -> String {
    sha256(canonical(text).as_bytes())
}

fn name(folder: &str) -> String {
    format!("made-{folder}")
}
