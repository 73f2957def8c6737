//! What people type into comments: git keeps it, though no document shows it.

use super::children::named;
use super::{Context, Findings};
use crate::record::{At, FileKind, Record, schema_text};

/// Comments name no child (guidance §10.4). What only may be a child's is not asked about there: no key says where to settle it.
pub fn name_no_child(context: &Context<'_>, findings: &mut Findings) {
    let (record, terms) = (context.record, &context.terms);
    if terms.children() == 0 {
        return;
    }
    for file in FileKind::RECORD.into_iter().filter(|file| !file.is_private()) {
        for (at, text) in comments(record, file) {
            let found = terms.in_prose(text, false).into_iter().find(|found| found.is_certain);
            if let Some(found) = found.filter(|_| !is_example(file, text)) {
                findings.add(named(&found, terms.line(&found), &at, false));
            }
        }
    }
}

/// Whether a comment is a line with an example that `sqspack new` writes: `#name = "Ruth Calder"`.
fn is_example(file: FileKind, comment: &str) -> bool {
    let line = comment.strip_prefix('#').filter(|line| line.starts_with(|sign: char| sign.is_ascii_lowercase()));
    let values = line.and_then(|line| line.split_once(" = ")).map(|(_, values)| values);
    let mut quoted = values.into_iter().flat_map(|values| values.split('"').skip(1).step_by(2)).peekable();
    quoted.peek().is_some() && {
        let known = schema_text(file);
        quoted.all(|value| known.contains(&format!("\"{value}\"")))
    }
}

/// The comments of a file, each with its place.
fn comments(record: &Record, file: FileKind) -> Vec<(At, &str)> {
    let Some(source) = record.sources.get(&file).filter(|_| !record.broken.contains(&file)) else { return Vec::new() };
    let text = source.text.as_str();
    let mut values: Vec<(usize, usize)> =
        record.texts.iter().filter(|(at, _)| at.file == file).map(|(at, _)| (at.start, at.end)).collect();
    values.sort_unstable();
    let (mut comments, mut from) = (Vec::new(), 0);
    while let Some(start) = text[from..].find('#').map(|offset| from + offset) {
        // A value may have the sign in it.
        let before = values.partition_point(|(begin, _)| *begin <= start);
        if let Some((_, end)) = before.checked_sub(1).map(|index| values[index]).filter(|(_, end)| *end > start) {
            from = end;
            continue;
        }
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        comments.push((At { file, start, end }, &text[start..end]));
        from = end;
    }
    comments
}
