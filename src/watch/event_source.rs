//! Where hints come from: the system's events for the folders that matter, or the caller. A hint says where to look; the kind
//! of event makes no difference.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::area::{Area, area};

/// The folders that are watched with everything in them. The root is watched for these folders and for the settings.
const FOLDERS: [&str; 4] = ["inspections", "templates", "packs", ".sqspack"];

/// Something that may have happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Something may have changed in an area.
    Changed(Area),
    /// Events were lost: everything must be scanned. In words for a person.
    Lost(String),
    /// Events cannot be relied on any more. In words for a person.
    Unreliable(String),
    /// The watcher is to end.
    End,
}

/// How the watcher learns of changes.
pub enum EventSource {
    /// From the system.
    System(Box<RecommendedWatcher>, PathBuf),
    /// From hints that the caller gives.
    Given,
    /// From no events: the watcher scans everything again and again.
    Polling,
}

impl EventSource {
    /// Starts to send the system's events as hints.
    ///
    /// # Errors
    /// In words, why there are no events.
    pub fn start(root: &Path, sender: Sender<Hint>) -> Result<Self, String> {
        let base = root.to_owned();
        // The system's thread may outlive the receiver by a moment.
        let send = move |event| hints(&base, event).into_iter().for_each(|hint| drop(sender.send(hint)));
        let watcher = notify::recommended_watcher(send).map_err(|error| error.to_string())?;
        let mut source = Self::System(Box::new(watcher), root.to_owned());
        source.watch_folders().map(|_| source)
    }

    /// Whether events arrive.
    pub fn has_events(&self) -> bool {
        !matches!(self, Self::Polling)
    }

    /// Asks for the events of every folder that is there now, again for those that are known: another folder may have taken
    /// the place of one. A scan must follow, since no event tells of what came earlier. False while the workspace is gone.
    ///
    /// # Errors
    /// In words, why events cannot be relied on any more.
    pub fn watch_folders(&mut self) -> Result<bool, String> {
        let Self::System(watcher, root) = self else { return Ok(true) };
        let folders = FOLDERS.map(|name| root.join(name)).into_iter().filter(|path| path.is_dir());
        let mut watched = watcher.watch(root, RecursiveMode::NonRecursive);
        for path in folders {
            watched = watched.and_then(|()| watcher.watch(&path, RecursiveMode::Recursive));
        }
        match watched {
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Err(no_more_watches()),
            watched => Ok(watched.is_ok()),
        }
    }
}

/// The hints in an event.
fn hints(root: &Path, event: notify::Result<Event>) -> Vec<Hint> {
    match event {
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => vec![Hint::Unreliable(no_more_watches())],
        Err(error) => vec![Hint::Lost(format!("the system reports an error with its events ({error})"))],
        Ok(event) if event.need_rescan() => vec![Hint::Lost("the system has lost events".to_owned())],
        // Opening, reading or closing a file changes nothing, and the watcher itself reads files.
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => event.paths.iter().filter_map(|path| area(root, path)).map(Hint::Changed).collect(),
    }
}

/// Why no more folders can be watched, and what to do about it.
pub fn no_more_watches() -> String {
    "the system watches no more folders; `sudo sysctl fs.inotify.max_user_watches=524288` raises its limit".to_owned()
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RenameMode};

    use super::*;

    fn of(event: Event) -> Vec<Hint> {
        hints(Path::new("/w"), Ok(event))
    }

    #[test]
    fn a_rename_hints_at_both_of_its_ends() {
        let event = Event::new(EventKind::Modify(ModifyKind::Name(RenameMode::Both)))
            .add_path("/w/inspections/a".into())
            .add_path("/w/inspections/b".into());
        let areas = ["a", "b"].map(|name| Hint::Changed(Area::Inspection(name.to_owned())));
        assert_eq!(of(event), areas);
    }

    #[test]
    fn reading_a_file_is_no_hint() {
        let event = Event::new(EventKind::Access(AccessKind::Read)).add_path("/w/sqspack.toml".into());
        assert_eq!(of(event), []);
    }

    #[test]
    fn an_event_of_an_unknown_kind_is_a_hint_all_the_same() {
        for kind in [EventKind::Any, EventKind::Other, EventKind::Create(CreateKind::Other)] {
            let event = Event::new(kind).add_path("/w/sqspack.toml".into());
            assert_eq!(of(event), [Hint::Changed(Area::Shared)]);
        }
    }

    #[test]
    fn lost_events_and_errors_ask_for_a_full_scan() {
        let lost = of(Event::new(EventKind::Other).set_flag(Flag::Rescan));
        assert!(matches!(lost.as_slice(), [Hint::Lost(_)]), "{lost:?}");
        let error = hints(Path::new("/w"), Err(notify::Error::generic("broken")));
        assert!(matches!(error.as_slice(), [Hint::Lost(_)]), "{error:?}");
    }

    #[test]
    fn a_system_that_watches_no_more_folders_is_not_relied_on() {
        let said = hints(Path::new("/w"), Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
        assert!(matches!(said.as_slice(), [Hint::Unreliable(_)]), "{said:?}");
    }
}
