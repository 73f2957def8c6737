//! Advice on the codes of what identifies children.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::UNSEARCHABLE_NAME,
        cause: "a child bears a name that somebody who may be named bears too, or that is a word of the \
                documents: finding it proves nothing, so it cannot be searched for",
        example: Example::Told("a child's family name that is a case manager's too"),
        mend: "read the documents for this name yourself before they are sent",
    },
    Advice {
        code: code::CHILD_NAMED,
        cause: "a document that may not name a child holds a name, a date of birth or a system ID from \
                `children.private.toml` (guidance §10.4); the pack is not written",
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
];
