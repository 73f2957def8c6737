//! What the settings say of children's data: what keeps it out of git, and when it is destroyed.

use super::Settings;
use crate::record::RetentionSettings;

impl Settings {
    /// Whether the children of an inspection are invented, so that their file may be in git.
    pub fn are_invented(&self, folder: &str) -> bool {
        self.file.guard.iter().flat_map(|guard| &guard.invented).any(|invented| &***invented == folder)
    }

    /// Files and folders of the workspace in which git may have formats of packs.
    pub fn allowed_in_git(&self) -> impl Iterator<Item = &str> {
        self.file.guard.iter().flat_map(|guard| &guard.allowed).map(|allowed| &***allowed)
    }

    /// When children's data is destroyed (guidance §5); nothing where the office has not said so.
    pub fn retention(&self) -> Option<&RetentionSettings> {
        self.file.retention.as_ref()
    }
}
