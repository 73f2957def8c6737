//! Advice on the codes of the long-list that comes back.

use super::{Advice, Example};
use crate::problem::{Code, code};

/// Each tells what the sheet holds; the question itself says what to ask the YOT.
const fn advice(code: Code, cause: &'static str, example: &'static str, mend: &'static str) -> Advice {
    Advice { code, cause, example: Example::Told(example), mend }
}

/// What to do about most questions.
const ASK: &str = "ask the YOT; type what it answers into the row in `children.private.toml`, or import the list again";

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    advice(
        code::NOT_A_LIST,
        "the file is no Excel workbook (.xlsx) that can be read: it has a password or macros, or is of another kind",
        "`sqspack longlist import list.csv aberford`",
        "ask the YOT to send the workbook that it was sent, saved as .xlsx",
    ),
    advice(
        code::SHEET_UNREADABLE,
        "a sheet bears the name of a tier, but no row of headings was found, or it has thousands of rows, or it is damaged",
        "a sheet `Community` from which the headings were deleted",
        "put the headings of the sheet that was sent above the cases, and import again",
    ),
    advice(
        code::COLUMN_MISSING,
        "a column of the sheet that was sent is not there",
        "a sheet without `Highest RoSH`",
        ASK,
    ),
    advice(
        code::NOT_A_CASE,
        "a row lacks the family name or the first names, so that nobody can tell whose sentence it is",
        "a second sentence of a child, with the name left blank",
        "ask the YOT for the names, and import the mended list",
    ),
    advice(
        code::LEFT_OUT,
        "the import passed over a total, a repeated heading, a note, or a column or sheet that is not in the list that was sent",
        "`Total: 14` below the cases",
        "take the line out of `questions` if nothing is missing",
    ),
    advice(code::EMPTY_CELL, "a cell that every case needs is empty (guidance Appendix A)", "no date of birth", ASK),
    advice(
        code::UNCLEAR_DATE,
        "a date was typed as text and can be read with the day or the month first; it is never guessed",
        "`06/07/2026` typed as text",
        ASK,
    ),
    advice(code::NOT_A_DATE, "a cell in a column of dates holds no date", "`summer` as the date of the sentence", ASK),
    advice(code::NOT_IN_LIST, "a value is none of those that the code list offers", "`fairly high` as RoSH", ASK),
    advice(
        code::DOUBTFUL_ID,
        "the ID was a number that may have lost leading zeros or digits, or another child has it",
        "`4.0213E+17` as the ID",
        ASK,
    ),
    advice(
        code::CELL_WITHOUT_VALUE,
        "a cell shows an error, or holds a formula whose value was not saved",
        "`#REF!` as the name of the office",
        ASK,
    ),
    advice(
        code::HIDDEN,
        "a row, a column or a sheet is hidden; it was read all the same",
        "a row that a filter has hidden",
        "take the line out of `questions` once the YOT has said that it is meant",
    ),
    advice(
        code::MERGED,
        "cells are merged; their value was taken for each row",
        "one family name merged over two sentences",
        "take the line out of `questions` once it is right",
    ),
    advice(code::LISTED_TWICE, "two rows have the same sentence of the same child", "a row that was pasted twice", ASK),
    advice(
        code::NOT_OF_ITS_TIME,
        "an order did not exist on the day of the sentence, or an ethnic group is of the other code list",
        "a section 250 sentence of 2019",
        ASK,
    ),
    advice(
        code::SCORE_AND_LEVEL,
        "the score and the level do not fit: scores up to 14 usually mean standard, up to 32 enhanced, and above that intensive",
        "a score of 40 and `standard`",
        ASK,
    ),
    advice(
        code::RELEASE_UNCLEAR,
        "a custodial case has a date of release, but no length of licence and no reason (guidance Appendix A)",
        "a release without anything beside it",
        ASK,
    ),
    advice(
        code::HOME_OR_HOST,
        "a looked-after child lacks the home or host authority, or a child who is not looked after has one",
        "`Yes` under ‘Looked after’ and nothing beside it",
        ASK,
    ),
    advice(
        code::DATES_CROSSED,
        "a sentence ended, or a child was released, before the sentence",
        "a release in the year before",
        ASK,
    ),
    advice(
        code::MANAGER_SPELT_TWICE,
        "two names of case managers differ by a letter or two",
        "`Mared Ellis` and `Mared Elis`",
        "correct the name in the record once the YOT has said which is right",
    ),
    advice(
        code::MANAGER_INCOMPLETE,
        "a case manager has no e-mail address, to which the survey goes, or no line manager (guidance §11.8)",
        "no address beside the name",
        ASK,
    ),
    advice(
        code::NO_AVAILABILITY,
        "the sheet of case managers has no row for somebody who has cases (guidance §11.5)",
        "an empty sheet ‘Case managers’",
        ASK,
    ),
    advice(
        code::UNCLEAR_AVAILABILITY,
        "an absence or a working pattern does not say clearly which days it means",
        "`mornings, mostly`",
        "ask the YOT, and type `away`, `unavailable` or `works` into `cases.toml`",
    ),
    advice(
        code::MANAGER_WITHOUT_CASE,
        "the sheet of case managers names somebody who has no case in the list (guidance §10.4)",
        "a new case manager without a case",
        ASK,
    ),
    advice(
        code::TOO_FEW_CASES,
        "the list has fewer cases of a tier than are to be selected",
        "three custodial cases where six are to be selected",
        "ask the YOT whether cases are missing; if not, plan other numbers with `[sample]` in `inspection.toml`",
    ),
];
