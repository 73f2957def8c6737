//! Which files count: the rule for hidden files, in one place.

/// Whether a file or folder is hidden: its name begins with a dot. Editors, git and this program keep their own files under
/// such names, so that nothing hidden is ever read as part of a record or a template.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a file in an inspection's folder can make a difference. That includes a file that only looks like a part of the
/// record, because a build warns of it.
pub fn is_part_of_record(name: &str) -> bool {
    name.ends_with(".toml") && !is_hidden(name) || super::misnamed::meant(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_counts_and_what_is_hidden_or_kept_beside_it_does_not() {
        assert!(is_part_of_record("team.toml") && is_part_of_record("taem.toml"));
        assert!(is_part_of_record("team.toml~"));
        for name in [".team.toml", ".#team.toml", "#team.toml#", ".team.toml.swp", "notes~", "4913"] {
            assert!(!is_part_of_record(name), "{name}");
        }
    }
}
