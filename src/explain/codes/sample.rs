//! Advice on the codes of the sample.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::ROW_NOT_CHOOSABLE,
        cause: "a row of the long-list has no reference or no tier, shares its reference with another row, or names a case \
                manager whom `cases.toml` does not list, so that it cannot come into a sample",
        example: Example::Told("a row without `tier`, when `sqspack sample propose` chooses"),
        mend: "add what is missing; `sqspack longlist import` gives each row its reference",
    },
    Advice {
        code: code::ROW_INCOMPLETE,
        cause: "a row lacks the gender, a date, the ethnicity or the levels of risk, all of which the mix of the sample is about \
                (guidance §10.4)",
        example: Example::Told("a row without `date-of-birth`, when `sqspack sample propose` chooses"),
        mend: "ask the YOT; until it answers, the row counts as not stated",
    },
    Advice {
        code: code::DECISION_ON_NO_ROW,
        cause: "a pin or bar names a reference that no row of the long-list has, so that it decides nothing",
        example: Example::Told("`[[pin]]` with `reference = \"L170\"` for a list of 90 rows"),
        mend: "type the reference of the row, or take the entry out",
    },
    Advice {
        code: code::DECIDED_TWICE,
        cause: "a row is both pinned and barred, or has two entries",
        example: Example::Added(
            FileKind::Cases,
            r#"[[pin]]
reference = "L017"
reason = "the lead inspector asked for it"

[[bar]]
reference = "L017"
reason = "another YOT did the work""#,
        ),
        mend: "keep one of the two entries",
    },
    Advice {
        code: code::CASE_WITHOUT_ROW,
        cause: "a selected case has no row in `children.private.toml` with its HMIP ID, so that nobody can tell whose it is",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
id = "AB02"
reference = "L017"
family-name = "Quill"
first-names = "Wren""#,
        ),
        mend: "put the `id` back into the row, or replace the case with `sqspack sample replace`",
    },
    Advice {
        code: code::CASE_UNLIKE_ROW,
        cause: "a selected case has another tier in `cases.toml` than its row of the long-list",
        example: Example::Added(
            FileKind::Children,
            r#"[[child]]
id = "AB02"
reference = "L017"
family-name = "Quill"
first-names = "Wren"
tier = "custodial""#,
        ),
        mend: "correct the one that is wrong",
    },
    Advice {
        code: code::AGAINST_DECISION,
        cause: "the sample that was taken has a row that is barred, or lacks one that is pinned",
        example: Example::Told("a pin that was written after `sqspack sample take`"),
        mend: "take the decision out, or replace a case with `sqspack sample replace`",
    },
];
