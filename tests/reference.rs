//! `docs/record.md`, the record's reference, printed from the declarations of its keys: it cannot differ from what is read.

mod common;

use snapbox::{Data, assert_data_eq, data::DataFormat};
use sqspack::record::FileKind;
use sqspack::scaffold::outline::{Key, KeyKind, Outline, WordOfKey, outline};

#[test]
fn the_reference_says_what_the_record_can_hold() {
    // `SNAPSHOTS=overwrite cargo test` writes it anew.
    let path = common::root().join("docs/record.md");
    assert_data_eq!(reference(), Data::read_from(&path, Some(DataFormat::Text)).raw());
}

const OPENING: &str = "\
# The record

An inspection is a folder below `inspections/`, and its name is the inspection's reference: `2027-01-aberford`. The
files in it are TOML, a line for each thing that is known. `sqspack new` begins a folder with every key in place, commented
out; `sqspack check` says what is wrong and how to mend it.

| file | holds | needed |
| --- | --- | --- |
| `inspection.toml` | the YOT, the fieldwork week, dates set by hand | from the first day |
| `team.toml` | who inspects, and who supports them | for the announcement |
| `contacts.toml` | who is written to, in which roles | for the announcement |
| `cases.toml` | the selected cases, the case managers, their slots | for the schedule |
| `findings.toml` | the judgements on the cases | once cases are assessed |
| `concerns.toml` | concerns and alerts, by HMIP ID | once an inspector sees what cannot wait |
| `complaints.toml` | complaints about the conduct of the inspection | once somebody complains |
| `report.toml` | the report | once there is something to write |
| `accuracy.toml` | what was found to be inaccurate in the draft report, and what became of it | once the YOT has answered |
| `report-draft.toml` | the report as it was sent as a draft; `sqspack accuracy start` writes it, and nobody edits it | once the draft was sent |
| `children.private.toml` | the children behind the cases; never committed to git in the clear | for the long-list and the sample |
| `issued.toml` | what was sent; `sqspack issue` writes it, and nobody edits it | once something was sent |
| `destroyed.toml` | when children's data was destroyed; `sqspack destroy` writes it, and nobody edits it | at the end of its retention |
| `sqspack.toml` | settings of the whole workspace, in its root | always, and it may be empty |

What is not known yet is left out. A key whose form says 'needed' must stand in its group, once the group is there. Text stands
in straight quotes, dates (`2027-01-18`), times (`14:00:00`), numbers, `true` and `false` without. `[yot]` begins a group,
`[[case]]` an entry of a list that can have many. Keys outside any group come first in their file.

Text over several lines stands between `\"\"\"` and `\"\"\"`. There, a single line break counts as a space, because editors and e-mail
programs break long lines; an empty line begins a new paragraph. Everywhere, spaces at the ends of a text are taken away, several
spaces count as one, and a no-break space counts as a space. Two names that differ only in spaces, capital letters, accents, or the
kind of apostrophe or hyphen are the same person; `sqspack check` warns where they are written in two ways.

Text on a single line has 1,000 characters at most, text over several lines 50,000, a list 10,000 entries, `[[settled]]` 500,
and a file 8 MB. No inspection needs more; `sqspack check` tells what is longer. Of the mistakes in a file it tells the first 1,000 and counts the rest.

The first line of each file, `#:schema ../../schema/cases.json`, lets editors complete keys and show what is wrong while
you type: Visual Studio Code with the extension 'Even Better TOML' or 'Tombi', and every editor with Tombi.

This page is printed from the program's own declarations; `SNAPSHOTS=overwrite cargo test --test reference` prints it anew.
";

fn reference() -> String {
    let files: String = FileKind::ALL.into_iter().map(|kind| file(kind, &outline(kind))).collect();
    format!("{OPENING}{files}")
}

fn file(kind: FileKind, outline: &Outline) -> String {
    if kind == FileKind::ReportDraft {
        return format!(
            "\n## {}\n\nThe report as it was sent as a draft. It has the keys of `report.toml`.\n",
            kind.name()
        );
    }
    let values: Vec<Key> =
        outline.keys.iter().filter(|key| matches!(key.kind, KeyKind::Value { .. })).cloned().collect();
    let groups: String = outline.keys.iter().map(group).collect();
    format!("\n## {}\n\n{}\n{}{groups}", kind.name(), outline.words, table(&values))
}

fn group(key: &Key) -> String {
    let (keys, names) = match &key.kind {
        KeyKind::Value { .. } => return String::new(),
        KeyKind::Group(keys) | KeyKind::Groups(keys) => (keys, None),
        KeyKind::Named(names, keys) => (keys, Some(names)),
    };
    let needed = if key.required { " Needed." } else { "" };
    let names = names.map(|names| choices(&format!("`[{}.…]`", key.name), names)).unwrap_or_default();
    format!("\n### `{}`\n\n{}{needed}\n{}{names}", key.example, key.words, table(keys))
}

fn table(keys: &[Key]) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let rows: String = keys.iter().map(row).collect();
    let words: String = keys.iter().map(words_of).collect();
    format!("\n| key | what it is | form | example |\n| --- | --- | --- | --- |\n{rows}{words}")
}

fn row(key: &Key) -> String {
    let KeyKind::Value { form, .. } = &key.kind else { return String::new() };
    let needed = if key.required { ", needed" } else { "" };
    format!("| `{}` | {} | {form}{needed} | `{}` |\n", key.name, cell(&key.words), cell(&key.example))
}

fn words_of(key: &Key) -> String {
    match &key.kind {
        KeyKind::Value { choices: words, .. } if !words.is_empty() => choices(&format!("`{}`", key.name), words),
        _ => String::new(),
    }
}

fn choices(of: &str, words: &[WordOfKey]) -> String {
    let rows: String =
        words.iter().map(|choice| format!("| `{}` | {} |\n", choice.word, cell(&choice.words))).collect();
    format!("\n| {of} | |\n| --- | --- |\n{rows}")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
