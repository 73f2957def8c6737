//! The system's events as hints. A hint says that it is time to look; the kind of event makes no difference.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::file_system::remote;
use crate::record::FileKind;
use crate::template::TRUSTED;
use crate::workspace::disk::{make_scratch, touch_scratch};
use crate::workspace::{Workspace, is_hidden, is_part_of_record};

/// Name of the file, kept among what the program may lose, whose event shows that events arrive.
const PROBE: &str = "probe";

/// Something that may have happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// A record, the settings or a template may have changed, or events were lost.
    Changed,
    /// A pack may have changed. Most of these come from the watcher's own writes, so that it scans only once they have settled.
    PackChanged,
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
        Err(_) => vec![Hint::Changed],
        Ok(event) if event.need_rescan() => vec![Hint::Changed],
        // Opening, reading or closing a file changes nothing, and the watcher itself reads files.
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => event.paths.iter().filter_map(|path| hint_at(root, path)).collect(),
    }
}

/// The hint in a path; none if the file does not matter to a pack, like those that editors keep beside the one that they save.
fn hint_at(root: &Path, path: &Path) -> Option<Hint> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
    match parts.as_slice() {
        // The probe comes back, or somebody has confirmed the templates.
        [".sqspack", file] if [PROBE, TRUSTED].contains(file) => Some(Hint::Changed),
        parts if parts.iter().any(|name| is_hidden(name)) => None,
        ["inspections", _, file, ..] if !is_part_of_record(file) => None,
        ["packs", ..] => Some(Hint::PackChanged),
        [] | ["inspections" | "templates", ..] => Some(Hint::Changed),
        [file] if *file == FileKind::Settings.name() => Some(Hint::Changed),
        _ => None,
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

    fn at(path: &str) -> Option<Hint> {
        hint_at(Path::new("/w"), &Path::new("/w").join(path))
    }

    #[test]
    fn a_change_of_a_pack_is_told_from_one_of_records_settings_and_templates() {
        for path in ["", "inspections/a/team.toml", "inspections/a", "sqspack.toml", "templates/report/en.typ"] {
            assert_eq!(at(path), Some(Hint::Changed), "{path}");
        }
        assert_eq!(at("packs/a/4-report/report.pdf"), Some(Hint::PackChanged));
    }

    #[test]
    fn files_that_editors_and_builds_keep_beside_another_do_not_matter() {
        for path in [
            "inspections/a/.team.toml.swp",
            "inspections/a/4913",
            "inspections/.git/index",
            "templates/report/.#en.typ",
            "packs/a/4-report/.sqspack-x7",
            ".sqspack/lock",
            "README.md",
        ] {
            assert_eq!(at(path), None, "{path}");
        }
        assert_eq!(hint_at(Path::new("/w"), Path::new("/elsewhere/team.toml")), None);
    }

    #[test]
    fn a_rename_hints_at_both_of_its_ends() {
        let event = Event::new(EventKind::Modify(ModifyKind::Name(RenameMode::Both)))
            .add_path("/w/packs/a".into())
            .add_path("/w/inspections/a".into());
        assert_eq!(of(event), [Hint::PackChanged, Hint::Changed]);
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
            assert_eq!(of(event), [Hint::Changed]);
        }
    }

    #[test]
    fn lost_events_and_errors_of_the_system_ask_for_a_scan() {
        assert_eq!(of(Event::new(EventKind::Other).set_flag(Flag::Rescan)), [Hint::Changed]);
        assert_eq!(hints(Path::new("/w"), Err(notify::Error::generic("broken"))), [Hint::Changed]);
    }

    #[test]
    fn a_system_that_watches_no_more_folders_is_not_relied_on() {
        let said = hints(Path::new("/w"), Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
        assert!(matches!(said.as_slice(), [Hint::Unreliable(_)]), "{said:?}");
    }
}
