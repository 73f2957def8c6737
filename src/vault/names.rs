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

/// Whether a text is written as the children's file is, whoever the children are: a table of a child, with a name.
pub fn looks_like_children(content: &[u8]) -> bool {
    // An old program may end lines with another sign.
    let lines = || content.split(|sign| matches!(sign, b'\n' | b'\r')).map(<[u8]>::trim_ascii_start);
    let has_line = |start: &[u8]| lines().any(|line| line.starts_with(start));
    let opens_child = |line: &[u8]| {
        let within =
            line.strip_prefix(b"[[").map(<[u8]>::trim_ascii_start).and_then(|line| line.strip_prefix(b"child"));
        within.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"]]"))
    };
    lines().any(opens_child) && has_line(b"family-name") && has_line(b"first-names")
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
    fn a_childrens_file_is_known_however_its_lines_end_and_its_tables_are_written() {
        let plain = "[[child]]\nfamily-name = \"a\"\nfirst-names = \"b\"\n";
        for text in [plain.to_owned(), plain.replace('\n', "\r"), plain.replace("[[child]]", "  [[ child ]] # one")] {
            assert!(looks_like_children(text.as_bytes()), "{text:?}");
        }
        assert!(!looks_like_children(plain.replace("child", "children").as_bytes()));
    }

    #[test]
    fn a_folder_of_the_same_beginning_is_another() {
        assert!(is_below("docs/a.pdf", "docs") && is_below("docs/a.pdf", "docs/") && is_below("a.pdf", "a.pdf"));
        assert!(!is_below("docs-old/a.pdf", "docs") && !is_below("a.pdf", ""));
    }
}
