//! Which files count: the rule for hidden files, in one place.

/// Whether a file or folder is hidden: its name begins with a dot. Editors, git and this program keep their own files under
/// such names, so that nothing hidden is ever read as part of a record or a template.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}
