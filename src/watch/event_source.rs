//! The system's events as hints. A hint says where to look; the kind of event makes no difference.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::area::{Area, PROBE, area};
use super::file_system::remote;
use crate::workspace::Workspace;
use crate::workspace::disk::{make_scratch, touch_scratch};

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

/// The system's events, for as long as this is kept.
pub struct EventSource(RecommendedWatcher);

impl EventSource {
    /// Asks for the system's events, and writes a file whose event shows that they arrive.
    ///
    /// # Errors
    /// In words, why events cannot be relied on.
    pub fn start(workspace: &Workspace, sender: Sender<Hint>) -> Result<Self, String> {
        remote(workspace).map_or(Ok(()), Err)?;
        let root = workspace.root.clone();
        // The system's thread may outlive the receiver by a moment.
        let send = move |event| hints(&root, event).into_iter().for_each(|hint| drop(sender.send(hint)));
        let probed = notify::recommended_watcher(send).and_then(|mut watcher| {
            make_scratch(workspace)?;
            watcher.watch(&workspace.scratch(), RecursiveMode::NonRecursive)?;
            touch_scratch(workspace, PROBE)?;
            Ok(Self(watcher))
        });
        probed.map_err(|error| in_words(&error))
    }

    /// Asks for the events of every folder that is there now, again for those that are known: another folder may have taken
    /// the place of one. A scan must follow, since no event tells of what came earlier. False while the workspace is gone.
    ///
    /// # Errors
    /// In words, why events cannot be relied on any more.
    pub fn watch_folders(&mut self, workspace: &Workspace) -> Result<bool, String> {
        let mut watched = self.0.watch(&workspace.root, RecursiveMode::NonRecursive);
        let folders = [workspace.inspections(), workspace.templates(), workspace.packs()];
        for path in folders.iter().filter(|path| path.is_dir()) {
            watched = watched.and_then(|()| self.0.watch(path, RecursiveMode::Recursive));
        }
        match watched {
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Err(in_words(&error)),
            watched => Ok(watched.is_ok()),
        }
    }
}

/// The hints in an event.
fn hints(root: &Path, event: notify::Result<Event>) -> Vec<Hint> {
    match event {
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => vec![Hint::Unreliable(in_words(&error))],
        Err(error) => vec![Hint::Lost(format!("the system reports an error with its events ({error})"))],
        Ok(event) if event.need_rescan() => vec![Hint::Lost("the system has lost events".to_owned())],
        // Opening, reading or closing a file changes nothing, and the watcher itself reads files.
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => event.paths.iter().filter_map(|path| area(root, path)).map(Hint::Changed).collect(),
    }
}

/// Why the system sends no events, and what to do about it.
fn in_words(error: &notify::Error) -> String {
    let help = "`sudo sysctl fs.inotify.max_user_watches=524288` raises its limit";
    match error.kind {
        ErrorKind::MaxFilesWatch => format!("the system watches no more folders; {help}"),
        _ => format!("the system sends no events ({error})"),
    }
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
