//! From the system's events to hints. What kind of event it is makes no difference: a hint says where to look, and what
//! is found there is the truth.

use std::path::Path;

use notify::{ErrorKind, Event, EventKind};

use super::area::{Area, area};

/// Something that may have happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Something may have changed in an area.
    Changed(Area),
    /// Events were lost, or the system says it cannot tell: everything has to be looked at. In words for a person.
    Lost(String),
    /// No event can be relied on from here on. In words for a person.
    Deaf(String),
    /// The watcher is to end.
    End,
}

/// The hints in what the system says.
pub fn hints(root: &Path, said: notify::Result<Event>) -> Vec<Hint> {
    match said {
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => vec![Hint::Deaf(no_more_watches())],
        Err(error) => vec![Hint::Lost(format!("the system reports an error with its events ({error})"))],
        Ok(event) if event.need_rescan() => vec![Hint::Lost("the system has lost events".to_owned())],
        // That a file was opened, read or closed changes nothing, and we read files ourselves.
        Ok(Event { kind: EventKind::Access(_), .. }) => Vec::new(),
        Ok(event) => {
            let mut areas: Vec<Area> = event.paths.iter().filter_map(|path| area(root, path)).collect();
            areas.dedup();
            areas.into_iter().map(Hint::Changed).collect()
        }
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
    fn lost_events_and_errors_ask_for_a_look_at_everything() {
        let lost = of(Event::new(EventKind::Other).set_flag(Flag::Rescan));
        assert!(matches!(lost.as_slice(), [Hint::Lost(_)]), "{lost:?}");
        let error = hints(Path::new("/w"), Err(notify::Error::generic("broken")));
        assert!(matches!(error.as_slice(), [Hint::Lost(_)]), "{error:?}");
    }

    #[test]
    fn a_system_that_watches_no_more_folders_is_not_relied_on() {
        let said = hints(Path::new("/w"), Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
        assert!(matches!(said.as_slice(), [Hint::Deaf(_)]), "{said:?}");
    }
}
