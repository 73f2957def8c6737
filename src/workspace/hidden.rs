//! Which files count: the rule for hidden files, in one place.

use super::private::is_astray;

/// Whether a file or folder is hidden: its name begins with a dot. Editors, git and this program keep their own files under
/// such names, so that nothing hidden is ever read as part of a record or a template.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a file in an inspection's folder can make a difference. That includes a TOML file that only looks like a part of
/// the record, because a build warns of it, and a copy of the children's file, which stops the pack.
pub fn is_part_of_record(name: &str) -> bool {
    (name.ends_with(".toml") && !is_hidden(name)) || is_astray(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_counts_and_what_is_hidden_or_kept_beside_it_does_not() {
        assert!(is_part_of_record("team.toml") && is_part_of_record("taem.toml"));
        assert!(is_part_of_record("children.private.toml.bak") && !is_part_of_record(".children.private.toml.swp"));
        for name in [".team.toml", ".#team.toml", "team.toml~", "team.toml.swp", "4913"] {
            assert!(!is_part_of_record(name), "{name}");
        }
    }
}
