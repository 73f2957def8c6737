//! Advice on the codes of what is read before anything is judged.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::UNREADABLE,
        cause: "the record needs this file, and it is missing, is no plain text file, or may not be read",
        example: Example::Told("an inspection's folder without `inspection.toml`"),
        mend: "write the file, begin the inspection with `sqspack new`, or see that the file may be read",
    },
    Advice {
        code: code::SYNTAX,
        cause: "a bracket, a quotation mark or an equals sign is missing, or a word processor has put a sign of its own \
                in its place",
        example: Example::Whole(
            FileKind::Inspection,
            r#"[yot
name = "Aberford Youth Offending Team""#,
        ),
        mend: "look at the line with the caret: a heading stands in brackets, text in straight quotes, one \
                `key = value` a line",
    },
    Advice {
        code: code::UNKNOWN_KEY,
        cause: "a key is mistyped or stands under the wrong heading; unknown keys are refused so that \
                nothing is passed over in silence",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
start = 2027-02-01"#,
        ),
        mend: "take the key that the message proposes, or look it up in `docs/record.md`",
    },
    Advice {
        code: code::MISSING_KEY,
        cause: "a group is there, but lacks a key that it needs",
        example: Example::Whole(
            FileKind::Inspection,
            r#"[yot]
name = "Aberford Youth Offending Team"
country = "england"
authorities = ["Aberford City Council"]

[fieldwork]
ends = 2027-02-03"#,
        ),
        mend: "add the line that the message shows, or take the whole group out while it is not known",
    },
    Advice {
        code: code::WRONG_TYPE,
        cause: "the value is of another kind than the key takes, most often a date or number in quotes",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = "2027-02-01""#,
        ),
        mend: "type dates and numbers without quotes, text with them, and lists in square brackets",
    },
    Advice {
        code: code::UNKNOWN_CHOICE,
        cause: "the key takes one of a few words, and this is none of them",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
country = "Englnd""#,
        ),
        mend: "type one of the words that the message lists",
    },
    Advice {
        code: code::EMPTY_TEXT,
        cause: "there is nothing between the quotes, so a letter would have a gap that nobody notices",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
area = """#,
        ),
        mend: "type the text, or take the line out while it is not known",
    },
    Advice {
        code: code::UNSHOWABLE_CHARACTER,
        cause: "the documents' font has no sign for the character, so that it would be printed as an empty \
                box",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
area = "Aberford ☃""#,
        ),
        mend: "write it in letters, or take it out",
    },
    Advice {
        code: code::LINE_BREAK,
        cause: "a name, a title or a line of an address runs over several lines",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
area = "Aberford\nand district""#,
        ),
        mend: "take the line break out; an address is a list with one entry for each line",
    },
    Advice {
        code: code::OUT_OF_RANGE,
        cause: "the number or date cannot be right, most often because the year is mistyped, or a period \
                ends before it begins",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = 1927-02-01"#,
        ),
        mend: "check the year and the figures",
    },
    Advice {
        code: code::LEAVES_WORKSPACE,
        cause: "a link leads out of the workspace; the program reads nothing there",
        example: Example::Told(
            "`inspections/2027-01-aberford/team.toml` as a link to a file in somebody's home folder",
        ),
        mend: "put the file itself into the folder",
    },
    Advice {
        code: code::UNKNOWN_FILE,
        cause: "by its ending a file looks like a part of the record, but it is none, so sqspack reads nothing in it",
        example: Example::Told("`contact.toml` beside `inspection.toml`"),
        mend: "give it the name that the message proposes, or move it elsewhere",
    },
    Advice {
        code: code::TOO_LONG,
        cause: "a text or a list is longer than any inspection needs, most often because a whole document was pasted; \
                the limits stand in `docs/record.md`",
        example: Example::Told("a name of a million letters"),
        mend: "shorten the text, or take entries out of the list",
    },
    Advice {
        code: code::SETTLES_NOTHING,
        cause: "no warning matches this entry of `[[settled]]`: the warning is gone, its text has moved, or the entry is mistyped",
        example: Example::Added(
            FileKind::Inspection,
            "[[settled]]\ncode = \"SQS0112\"\nat = \"contacts.toml: contact[9]\"\nreason = \"seen\"",
        ),
        mend: "take the entry out, or copy `code` and `at` from the warning",
    },
    Advice {
        code: code::UNFINISHED_MERGE,
        cause: "two people changed the same lines, and git left both versions in the file, with signs between them",
        example: Example::Whole(
            FileKind::Inspection,
            r#"[fieldwork]
<<<<<<< HEAD
starts = 2027-02-01
=======
starts = 2027-02-08
>>>>>>> theirs"#,
        ),
        mend: "keep the lines that are right, and delete the others with the three lines of signs",
    },
    Advice {
        code: code::FINAL_WITH_GAP,
        cause: "the record calls the report or the schedule final, and a part of it is not there; in a draft the part stands \
                as a visible gap",
        example: Example::Added(FileKind::Report, "state = \"final\""),
        mend: "write what the message names, or call the report a draft, or the schedule one for checking, until it is whole",
    },
    Advice {
        code: code::MISNAMED_FILE,
        cause: "a file of the record has a wrong name (another ending, a capital letter, a word for a copy), and no file has the right \
                name, so the pack would hold nothing of what the file says",
        example: Example::Told("`contacts.toml.txt` and no `contacts.toml`"),
        mend: "rename the file as the message says",
    },
    Advice {
        code: code::UNUSABLE_NAME,
        cause: "the folder has a name that Windows keeps for a device or does not allow, or two folders differ only in capital letters, and \
                Windows takes them for one",
        example: Example::Told("the folders `2027-01-aberford` and `2027-01-Aberford`"),
        mend: "give the folder another name of letters, digits and hyphens",
    },
    Advice {
        code: code::EMPTIED_FILE,
        cause: "there is a pack of this inspection, and a file that it was made from has no text any more: an editor, a full disk \
                or a copy has emptied it, and a pack without it would say less",
        example: Example::Told("a `contacts.toml` of 0 bytes beside a pack"),
        mend: "put the text back, from the editor or from git; delete the file if nothing of it is to be said",
    },
    Advice {
        code: code::NOT_A_WEB_ADDRESS,
        cause: "a message makes a link of the address of the survey or the evaluation, so it has to be whole and safe to open",
        example: Example::Told("`survey = \"survey.hmip.example\"` under `[feedback]` in `sqspack.toml`"),
        mend: "copy the address from the browser, with `https://` before it",
    },
];
