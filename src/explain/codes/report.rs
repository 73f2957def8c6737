//! Advice on the codes of the report's prose.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::UNKNOWN_FIGURE,
        cause: "a text in `report.toml` asks for a figure of a question that is not asked; after `findings.` stands the ID of a \
                question, then perhaps a tier, then perhaps `per-cent`",
        example: Example::Whole(FileKind::Report, "summary = [\"In {findings.court-raport} cases …\"]"),
        mend: "type the ID of a question as `findings.toml` has it",
    },
    Advice {
        code: code::FIGURE_HIDDEN,
        cause: "the figure that a text asks for stands for so few cases that somebody could work out a single one; \
                `docs/findings.md` has the rule",
        example: Example::Told("`{findings.court-report.custodial}` where two custodial cases stand on one side"),
        mend: "say it without a number",
    },
    Advice {
        code: code::FIGURE_NOT_YET,
        cause: "a text asks for a figure while judgements on cases are missing: the figure would change with each of them",
        example: Example::Whole(FileKind::Report, "summary = [\"In {findings.court-report} cases …\"]"),
        mend: "give each case an answer to each question in `findings.toml`, or leave the figure out until then",
    },
    Advice {
        code: code::CASE_NAMED,
        cause: "a text of the report names a case by its HMIP ID, and the report is published",
        example: Example::Whole(FileKind::Report, "summary = [\"In AB01, the plan was late.\"]"),
        mend: "say what was found without the case",
    },
    Advice {
        code: code::STAFF_NAMED,
        cause: "a text of the report names a case manager or a line manager, and the report is published; once the report is \
                final, this is an error",
        example: Example::Whole(FileKind::Report, "summary = [\"Mared Ellis knew the child well.\"]"),
        mend: "say it without the name",
    },
    Advice {
        code: code::SMALL_NUMBER,
        cause: "a text of the report gives a number of cases or children that is so small, on one side or the other, that \
                somebody could work out a single one; once the report is final, this is an error",
        example: Example::Whole(FileKind::Report, "summary = [\"In two cases, there was no plan.\"]"),
        mend: "say it without the number: `in some cases`",
    },
    Advice {
        code: code::FIGURE_CONTRADICTED,
        cause: "a text of the report says `9 of 14 cases` or `61%`, and no figure of the findings that may be printed is that; \
                once the report is final, this is an error",
        example: Example::Told("`nine of 14 cases` where the record says ten"),
        mend: "let the program write the figure in: `{findings.court-report}`",
    },
    Advice {
        code: code::UNKNOWN_NUMBER,
        cause: "`withdrawn` names a paragraph that the commentary cannot have: it holds the numbers of paragraphs that were in the draft \
                and are taken out, and each of the four themes numbers its paragraphs from 1",
        example: Example::Whole(FileKind::Report, "withdrawn = [\"5.1\"]"),
        mend: "type the number as the draft has it: `1.2`",
    },
];
