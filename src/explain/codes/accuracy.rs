//! Advice on the codes of the check for factual accuracy.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::POINT_OF_NO_PARAGRAPH,
        cause: "a `[[point]]` in `accuracy.toml` is about a paragraph that neither the report nor the draft that was sent has",
        example: Example::Whole(
            FileKind::Accuracy,
            "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.9\"\nsaid = \"No.\"",
        ),
        mend: "type the number of the paragraph as the report prints it, `1.4`; outside the commentary, type the key in `report.toml`, a \
               full stop and the place of the paragraph: `summary.2`",
    },
    Advice {
        code: code::POINT_NUMBER_TWICE,
        cause: "two points in `accuracy.toml` have one number, so that nobody can tell which is meant",
        example: Example::Whole(
            FileKind::Accuracy,
            "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.1\"\nsaid = \"No.\"\n\
             [[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.1\"\nsaid = \"No.\"\n",
        ),
        mend: "give each point its own number",
    },
    Advice {
        code: code::POINT_OUT_OF_ORDER,
        cause: "a point has an earlier day than the step that it follows: the draft is sent, the point is raised, then decided",
        example: Example::Whole(
            FileKind::Accuracy,
            "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.1\"\nsaid = \"No.\"\n\
             decided = 2027-02-11",
        ),
        mend: "correct whichever day is wrong",
    },
    Advice {
        code: code::DECISION_UNREASONED,
        cause: "a point is decided, and the record does not say why or when: the YOT gets both in the answer",
        example: Example::Whole(
            FileKind::Accuracy,
            "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.1\"\nsaid = \"No.\"\n\
             decision = \"declined\"",
        ),
        mend: "add `why` and `decided`, or take `decision` out while the point is open",
    },
    Advice {
        code: code::POINT_WITHOUT_TEXT,
        cause: "a point that was accepted, in part or as a whole, does not have the final words of its paragraph",
        example: Example::Told("a `[[point]]` with `decision = \"accepted\"` and without `text`"),
        mend: "add `text` with the words of the paragraph as `report.toml` has them",
    },
    Advice {
        code: code::TEXT_NOT_IN_REPORT,
        cause: "the final words of a point are not those of its paragraph in `report.toml`: the answer to the YOT would promise \
                what the report does not say",
        example: Example::Told("a `[[point]]` whose `text` says ‘most homes’, and a paragraph that says ‘each home’"),
        mend: "type the same words in both files",
    },
    Advice {
        code: code::FINAL_OVER_POINT,
        cause: "`state` in `report.toml` is `\"final\"`, and a point in `accuracy.toml` has no decision",
        example: Example::Told("`state = \"final\"`, and a `[[point]]` without `decision`"),
        mend: "decide the point, or type `state = \"draft\"`",
    },
    Advice {
        code: code::UNEXPLAINED_EDIT,
        cause: "a paragraph differs from the draft that was sent (`report-draft.toml`), and nothing accounts for it: no point changes \
                it, and no `[[quality-assurance]]` names it",
        example: Example::Told(
            "paragraph 1.2 with other words than in `report-draft.toml`, and no `[[point]]` about it",
        ),
        mend: "add a `[[point]]` about the paragraph, or name its number in `put-right` of a `[[quality-assurance]]`",
    },
];
