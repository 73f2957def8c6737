//! Advice on the codes of what identifies children.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::CHILD_NAMED,
        cause: "a name, a date of birth, a system ID or a confidential note from `children.private.toml` stands in another \
                file of the record, or would stand in a document (guidance §10.4); the pack is not written",
        example: Example::Told("a case manager's needs, typed with the child's name, in `report.toml`"),
        mend: "take it out of the record or the template; write the HMIP ID instead",
    },
    Advice {
        code: code::UNKNOWN_CHILD,
        cause: "a child's `id` is not the HMIP ID of any selected case",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
id = "AB99"
family-name = "Quill"
first-names = "Wren""#,
        ),
        mend: "type the ID as `cases.toml` has it, or take the line out while the case is not selected",
    },
    Advice {
        code: code::NAMESAKE,
        cause: "a contact, a case manager or a member of the team has the same full name as a child, so a document with that name may \
                mean either",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
family-name = "Marsh"
first-names = "Helen""#,
        ),
        mend: "read the documents for this name yourself before they are sent, and settle the warning",
    },
    Advice {
        code: code::PERHAPS_A_CHILD,
        cause: "somebody typed a word that is also the name of a child, or a number that may be a date of birth, and the words around it \
                do not show what is meant",
        example: Example::Told("a sentence that begins with `Grace`, where a child is called so"),
        mend: "write the HMIP ID if it is the child; if not, settle the warning in `inspection.toml`",
    },
    Advice {
        code: code::PRIVATE_FILE_ASTRAY,
        cause: "a file has almost the name `children.private.toml`: it is a copy or a backup, or has another ending. It holds children's \
                data, but sqspack does not read it and searches no document for the children in it",
        example: Example::Told("`children.private.toml.txt`, as some editors save it"),
        mend: "rename it to `children.private.toml`, or delete it if that is there too",
    },
    Advice {
        code: code::PRIVATE_FILE_IN_GIT,
        cause: "git tracks the children's file of this inspection, so that everybody who has the repository has it",
        example: Example::Told("`git add --force children.private.toml`"),
        mend: "take it out with `git rm --cached`, and ask how to clean the history; if the children are invented, name the inspection's \
               folder under `[guard]` in `sqspack.toml`",
    },
    Advice {
        code: code::CHILD_KEY_ASTRAY,
        cause: "a key that says something of a child stands in a file that git keeps",
        example: Example::Added(FileKind::Report, "family-name = \"Quill\""),
        mend: "move the line to `children.private.toml`",
    },
    Advice {
        code: code::CHILDREN_LOST,
        cause: "`children.private.toml` has no child any more, although cases are selected or there is a pack that was searched for children: \
                an editor, a full disk or a copy has emptied it, and nothing would be searched for anybody",
        example: Example::Told("a `children.private.toml` of 0 bytes, or with comments alone, beside 20 cases"),
        mend: "put the children back, from the editor, a copy or the sealed file; delete the file if no child is to be known on this machine",
    },
    Advice {
        code: code::OUTSIDE_WINDOW,
        cause: "the sentence began before or after the case window of its tier, so the case is not inspected (guidance Appendix A)",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
family-name = "Quill"
first-names = "Wren"
tier = "community"
sentenced = 2025-11-02"#,
        ),
        mend: "check the date and the tier, and whether the case is eligible",
    },
    Advice {
        code: code::TIER_OF_OTHER_ORDER,
        cause: "the order belongs to one tier, and the child's entry names another",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
family-name = "Quill"
first-names = "Wren"
tier = "community"
order = "referral order""#,
        ),
        mend: "correct the `tier` or the `order`",
    },
    Advice {
        code: code::IMPOSSIBLE_AGE,
        cause: "by date of birth and date of sentence the child was under 10 or over 17",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
family-name = "Quill"
first-names = "Wren"
date-of-birth = 2000-01-31
sentenced = 2026-11-02"#,
        ),
        mend: "check the year of birth and the date of the sentence",
    },
    Advice {
        code: code::PRIVATE_FILE_NOT_IGNORED,
        cause: "git neither tracks nor ignores the children's file, a copy of it or a file that an editor made from it, so `git add` \
                would take it",
        example: Example::Told("a `.gitignore` without the lines that `sqspack new` writes"),
        mend: "write `*children*private*` into `.gitignore`; delete what is no longer needed",
    },
    Advice {
        code: code::GIT_UNASKED,
        cause: "the inspection lies in a git repository, and git cannot be started or fails, so that sqspack does not see \
                whether it tracks the children's file",
        example: Example::Told("a machine without git"),
        mend: "install git, or see why `git status` fails here",
    },
];
