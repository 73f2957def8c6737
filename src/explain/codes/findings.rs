//! Advice on the codes of the findings.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::FINDINGS_OF_NO_CASE,
        cause: "an `[[assessment]]` is about a case that is not among the selected ones in `cases.toml`: it would count in no \
                figure",
        example: Example::Whole(FileKind::Findings, "[[assessment]]\ncase = \"AB99\""),
        mend: "type the HMIP ID as in `cases.toml`",
    },
    Advice {
        code: code::ASSESSED_TWICE,
        cause: "two entries are about one case, and only one of them could count",
        example: Example::Whole(
            FileKind::Findings,
            "[[assessment]]\ncase = \"AB01\"\n\n[[assessment]]\ncase = \"AB01\"",
        ),
        mend: "make one entry of the two, or type the other case's HMIP ID",
    },
    Advice {
        code: code::UNKNOWN_QUESTION,
        cause: "the answers of a case name a question that does not exist, or that is asked only in the other country; the questions are \
                those of `sqspack.toml` or, if it has none, those of the program",
        example: Example::Whole(
            FileKind::Findings,
            "[[assessment]]\ncase = \"AB01\"\n[assessment.answers]\ncourt-raport = \"yes\"",
        ),
        mend: "type the ID of a question that is asked",
    },
    Advice {
        code: code::UNKNOWN_ANSWER,
        cause: "an answer is none of those that its question can have; the answers are those of `sqspack.toml` or, where it has \
                none, `yes`, `no` and `not-applicable`",
        example: Example::Whole(
            FileKind::Findings,
            "[[assessment]]\ncase = \"AB01\"\n[assessment.answers]\ncourt-report = \"perhaps\"",
        ),
        mend: "type one of the answers that the message names",
    },
    Advice {
        code: code::UNKNOWN_ASSESSOR,
        cause: "`assessed-by` or `interviewed-by` names somebody who is not in `team.toml`",
        example: Example::Whole(FileKind::Findings, "[[assessment]]\ncase = \"AB01\"\nassessed-by = \"Nobody Known\""),
        mend: "type the name as in `team.toml`, or add the person there",
    },
    Advice {
        code: code::INTERVIEW_CONTRADICTS,
        cause: "a case was assessed from its records alone, and yet somebody interviewed its case manager",
        example: Example::Whole(
            FileKind::Findings,
            "[[assessment]]\ncase = \"AB01\"\ninterviewed-by = \"Ruth Calder\"\nwithout = \"Mared Ellis\"",
        ),
        mend: "take `without` or `interviewed-by` out",
    },
];
