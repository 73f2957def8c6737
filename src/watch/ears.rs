//! How the watcher learns of changes.

use super::native::Native;
use super::timing::Timing;

/// How the watcher learns of changes.
pub enum Ears {
    /// From the system's events.
    Open(Box<Native>),
    /// From hints that somebody else gives, as tests do.
    Fed,
    /// By looking at everything again and again; the words say why.
    Closed(String),
}

impl Ears {
    /// Whether events arrive.
    pub fn are_open(&self) -> bool {
        !matches!(self, Self::Closed(_))
    }

    /// Sees to it that every folder is heard that is there now.
    ///
    /// # Errors
    /// In words, why events cannot be relied on any more; none where the workspace itself is not there just now.
    pub fn cover(&mut self) -> Result<(), Option<String>> {
        let Self::Open(native) = self else { return Ok(()) };
        native.cover().map_err(|error| match error.kind {
            notify::ErrorKind::MaxFilesWatch => Some(super::hints::no_more_watches()),
            _ => None,
        })
    }

    /// How changes are learned of, for a person.
    pub fn words(&self, timing: &Timing) -> String {
        match self {
            Self::Open(_) | Self::Fed => "changes are told by the system".to_owned(),
            Self::Closed(_) => format!("all files are looked at every {} ms", timing.poll.as_millis()),
        }
    }
}
