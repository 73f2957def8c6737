//! The parts of a workspace that an event can be about.

use std::path::Path;

use crate::record::FileKind;
use crate::template::TRUSTED;
use crate::workspace::{is_hidden, is_part_of_record};

/// A part of the workspace that the watcher scans as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The settings and the templates.
    Shared,
    /// The folder of an inspection.
    Inspection(String),
    /// Any or all of these, or a pack. Most events of packs come from the watcher's own writes, so that packs are scanned
    /// with everything else, once changes have settled.
    Everything,
}

/// Name of the file, kept among what the program may lose, whose event shows that events arrive.
pub const PROBE: &str = "probe";

/// The area that a path lies in; none if the file does not matter to a pack, like those that editors keep beside the one
/// that they save.
pub fn area(root: &Path, path: &Path) -> Option<Area> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
    match parts.as_slice() {
        [] | ["inspections"] | [".sqspack", PROBE] => Some(Area::Everything),
        // Somebody has confirmed the templates.
        [".sqspack", file] if *file == TRUSTED => Some(Area::Shared),
        parts if parts.iter().any(|name| is_hidden(name)) => None,
        ["inspections", _, file, ..] if !is_part_of_record(file) => None,
        ["inspections", folder, ..] => Some(Area::Inspection((*folder).to_owned())),
        ["packs", ..] => Some(Area::Everything),
        ["templates", ..] => Some(Area::Shared),
        [file] if *file == FileKind::Settings.name() => Some(Area::Shared),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<Area> {
        area(Path::new("/w"), &Path::new("/w").join(path))
    }

    #[test]
    fn a_file_belongs_to_its_inspection_or_to_what_they_share_and_a_pack_to_everything() {
        assert_eq!(of("inspections/a/team.toml"), Some(Area::Inspection("a".to_owned())));
        assert_eq!(of("inspections/a"), Some(Area::Inspection("a".to_owned())));
        assert_eq!(of("packs/a/4-report/report.pdf"), Some(Area::Everything));
        assert_eq!(of("sqspack.toml"), Some(Area::Shared));
        assert_eq!(of("templates/report/en.typ"), Some(Area::Shared));
        assert_eq!(of(""), Some(Area::Everything));
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
            assert_eq!(of(path), None, "{path}");
        }
        assert_eq!(area(Path::new("/w"), Path::new("/elsewhere/team.toml")), None);
    }
}
