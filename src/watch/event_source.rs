//! The system's events as hints. A hint says that it is time to look; the kind of event makes no difference.

use std::path::{Path, is_separator};
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
pub struct EventSource {
    watcher: RecommendedWatcher,
    sender: Sender<Hint>,
}

impl EventSource {
    /// Asks for the system's events, and writes a file whose event shows that they arrive. Where they cannot be relied on, there
    /// is none, and a hint says why.
    pub fn start(workspace: &Workspace, sender: Sender<Hint>) -> Option<Self> {
        let (root, to) = (workspace.root.clone(), sender.clone());
        // The system's thread may outlive the receiver by a moment.
        let send = move |event| hints(&root, event).into_iter().for_each(|hint| drop(to.send(hint)));
        let watch = || {
            let mut watcher = notify::recommended_watcher(send)?;
            make_scratch(workspace)?;
            watcher.watch(&workspace.scratch(), RecursiveMode::NonRecursive)?;
            touch_scratch(workspace, PROBE)?;
            Ok(watcher)
        };
        let hint = |error| no_more_folders(&error).unwrap_or_else(|| Hint::Unreliable(error.to_string()));
        let started = remote(workspace).map_or_else(watch, |why| Err(notify::Error::generic(&why)));
        let watcher = started.map_err(|error| sender.send(hint(error))).ok()?;
        Some(Self { watcher, sender })
    }

    /// Asks for the events of every folder that is there now, known or not: another one may have taken its place. A scan must
    /// follow, since no event tells of what came earlier. False while the workspace is gone or, as a hint tells, too large.
    pub fn watch_folders(&mut self, workspace: &Workspace) -> bool {
        let mut watched = self.watcher.watch(&workspace.root, RecursiveMode::NonRecursive);
        let folders = [workspace.inspections(), workspace.templates(), workspace.packs()];
        for path in folders.iter().filter(|path| path.is_dir()) {
            watched = watched.and_then(|()| self.watcher.watch(path, RecursiveMode::Recursive));
        }
        let hint = watched.as_ref().err().and_then(no_more_folders);
        hint.into_iter().for_each(|hint| drop(self.sender.send(hint)));
        watched.is_ok()
    }
}

/// The hint in an error that means that the system watches no more folders.
fn no_more_folders(error: &notify::Error) -> Option<Hint> {
    let help = "`sudo sysctl fs.inotify.max_user_watches=524288` raises its limit";
    let why = || Hint::Unreliable(format!("the system watches no more folders; {help}"));
    matches!(error.kind, ErrorKind::MaxFilesWatch).then(why)
}

fn hints(root: &Path, event: notify::Result<Event>) -> Vec<Hint> {
    match event {
        Err(error) => vec![no_more_folders(&error).unwrap_or(Hint::Changed)],
        Ok(event) if event.need_rescan() => vec![Hint::Changed],
        // Opening, reading or closing a file changes nothing, and the watcher itself reads files.
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => event.paths.iter().filter_map(|path| hint_at(root, path)).collect(),
    }
}

/// The hint in a path; none if the file does not matter to a pack, like those that editors keep beside the one that they save.
fn hint_at(root: &Path, path: &Path) -> Option<Hint> {
    let below = path.strip_prefix(root).ok()?.to_string_lossy();
    match *below.split(is_separator).collect::<Vec<_>>() {
        // The probe comes back, or somebody has confirmed the templates.
        [".sqspack", file] if [PROBE, TRUSTED].contains(&file) => Some(Hint::Changed),
        ref parts if parts.iter().any(|name| is_hidden(name)) => None,
        ["inspections", _, file, ..] if !is_part_of_record(file) => None,
        ["packs", ..] => Some(Hint::PackChanged),
        [""] | ["inspections" | "templates", ..] => Some(Hint::Changed),
        [file] if file == FileKind::Settings.name() => Some(Hint::Changed),
        _ => None,
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
