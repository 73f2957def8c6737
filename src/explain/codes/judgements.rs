//! Advice on the codes of the judgement sheets that come back.

use super::{Advice, Example};
use crate::problem::{Code, code};

/// Each tells what the sheet holds; the question itself says what to ask whoever filled it in.
const fn advice(code: Code, cause: &'static str, example: &'static str, mend: &'static str) -> Advice {
    Advice { code, cause, example: Example::Told(example), mend }
}

/// What to do about most questions.
const ASK: &str =
    "ask whoever filled the sheet in; mend the sheet and import it again, or type the answer into `findings.toml`";

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    advice(
        code::NOT_JUDGEMENTS,
        "the file is no Excel workbook (.xlsx) that can be read, or none of its sheets has judgements",
        "`sqspack findings import notes.docx aberford`",
        "ask for the workbook `judgement-sheet-….xlsx` of the pack, filled in and saved as .xlsx",
    ),
    advice(
        code::JUDGEMENTS_UNREADABLE,
        "a sheet says that it has judgements, but no row of headings was found, or it has thousands of rows, or it is damaged",
        "a sheet `Judgements LI` from which the headings were deleted",
        "put the headings of the sheet in the pack above the cases, and import again",
    ),
    advice(
        code::JUDGEMENTS_OF_ANOTHER,
        "the hidden marker of the sheet names another inspection; its HMIP IDs may be those of other cases",
        "the sheet of an earlier inspection of the same YOT",
        "import it into the inspection that it was made for",
    ),
    advice(
        code::JUDGEMENTS_COLUMN_MISSING,
        "a question that is asked has no column: somebody took it out, or the questions of the workspace have changed since",
        "a sheet without the column `Assessed by`",
        "build the pack, and copy the judgements into the sheet that it has now",
    ),
    advice(
        code::BESIDE_JUDGEMENTS,
        "the import passed over a note, repeated headings, or a column or sheet that is not in the judgement sheet of the pack",
        "a note in the margin",
        "nothing, if no judgement stands there; notes do not belong in the findings",
    ),
    advice(
        code::JUDGED_NO_CASE,
        "a row has no HMIP ID of a selected case, so that nobody can tell which case was judged",
        "`AB99` where there are 20 cases",
        ASK,
    ),
    advice(
        code::NOTHING_JUDGED,
        "the row of a case has nothing but its HMIP ID and tier",
        "a case that is inspected tomorrow",
        "import the sheet again once it is filled in",
    ),
    advice(
        code::JUDGEMENT_MISSING,
        "a question has no answer yet, or the sheet does not say who assessed the case",
        "an empty cell below a question",
        ASK,
    ),
    advice(
        code::ANSWER_NOT_OFFERED,
        "the cell has another word than the answers that the question can have, in English or Welsh",
        "`mostly` where `Yes`, `No` and `Not applicable` are offered",
        ASK,
    ),
    advice(
        code::PERSON_NOT_LISTED,
        "a name is not that of a member of the team, or not that of a case manager",
        "`Ruth` as whoever assessed the case",
        ASK,
    ),
    advice(
        code::JUDGEMENT_WITHOUT_VALUE,
        "the cell shows an error, or a formula whose value the spreadsheet did not keep",
        "`#REF!`",
        ASK,
    ),
    advice(
        code::JUDGEMENTS_HIDDEN,
        "a row, column or sheet is hidden; it was read all the same",
        "a hidden row of a case",
        "look at what was taken, and take out of `findings.toml` what was not meant",
    ),
    advice(
        code::JUDGEMENTS_MERGED,
        "cells are merged, and their value was taken for each of the rows",
        "one answer across the rows of two cases",
        ASK,
    ),
    advice(
        code::OTHER_TIER,
        "the row has another tier than `cases.toml`; the judgements were taken",
        "`Custodial` beside a case of the community",
        "look whether the row is about this case; `cases.toml` has the tier that counts",
    ),
    advice(
        code::JUDGEMENTS_DISAGREE,
        "two rows, or a row and what another inspector's sheet brought before, say different things of one case; neither \
         is taken over the other",
        "`Yes` in one inspector's sheet and `No` in another's",
        "settle it between the two; mend the sheet that was wrong and import it again, or name the key with `--take`",
    ),
    advice(
        code::INTERVIEW_BOTH_WAYS,
        "the sheet says that somebody interviewed the case manager, and that the case was assessed without the case manager; the import \
         takes neither",
        "`Interviewed by` and `Without` both filled in",
        ASK,
    ),
];
