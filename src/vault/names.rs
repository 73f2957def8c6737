//! The names and forms of files that stay out of git.

/// Endings of what packs hold, and of what comes back from a YOT.
const FORMATS: [&str; 14] =
    ["pdf", "eml", "msg", "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "docx", "doc", "odt", "ics", "age"];

/// The format of a file that belongs to a pack or comes from a YOT, by the ending of its name.
pub fn format_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    // An editor's copy, such as `list.xlsx~` or `list.xlsx.bak`, is the same thing.
    let name = name.trim_end_matches('~').trim_end_matches(".bak").trim_end_matches(".tmp");
    let (_, ending) = name.rsplit_once('.')?;
    FORMATS.into_iter().find(|format| *format == ending)
}

/// Whether a path lies in a folder, or is it.
pub fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    !folder.is_empty() && (path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_the_ending_of_a_name_however_it_is_written() {
        for path in ["a/list.xlsx", "LETTER.PDF", "list.csv~", "list.xlsx.bak", "a.b.eml"] {
            assert!(format_of(path).is_some(), "{path}");
        }
        for path in ["a.toml", "pdf", "xlsx/readme.md", "a.pdf.md", ".gitignore"] {
            assert_eq!(format_of(path), None, "{path}");
        }
    }

    #[test]
    fn a_folder_of_the_same_beginning_is_another() {
        assert!(is_below("docs/a.pdf", "docs") && is_below("docs/a.pdf", "docs/") && is_below("a.pdf", "a.pdf"));
        assert!(!is_below("docs-old/a.pdf", "docs") && !is_below("a.pdf", ""));
    }
}
