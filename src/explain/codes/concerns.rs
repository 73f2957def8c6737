//! Advice on the codes of concerns, alerts and complaints.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::CONCERN_OF_NO_CASE,
        cause: "a `[[concern]]` is about a case that is not among the selected ones in `cases.toml`",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB99\"\nkind = \"concern\"\nseen = 2027-02-02\nwhat = \"No plan.\"",
        ),
        mend: "type the HMIP ID as in `cases.toml`",
    },
    Advice {
        code: code::CONCERN_OUT_OF_ORDER,
        cause: "a step of a concern has an earlier day than the step that it follows; the order is: seen, told, answered, closed",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB01\"\nkind = \"concern\"\nseen = 2027-02-02\nwhat = \"No plan.\"\n\
             case-manager-told = 2027-02-01",
        ),
        mend: "correct whichever day is wrong",
    },
    Advice {
        code: code::ALERT_NOT_TOLD,
        cause: "an alert is open, and the record does not say that a manager was told of it: an alert has to be escalated",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB01\"\nkind = \"alert\"\nseen = 2027-02-02\nwhat = \"No plan.\"",
        ),
        mend: "tell the manager, then type `manager` and `manager-told`; or type `kind = \"concern\"`",
    },
    Advice {
        code: code::CASE_MANAGER_NOT_FIRST,
        cause: "a manager was told of a case before its case manager, or the case manager was not told at all, and the record gives \
                no reason: the case manager hears of an escalation first, where possible during the interview",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB01\"\nkind = \"alert\"\nseen = 2027-02-02\nwhat = \"No plan.\"\n\
             manager-told = 2027-02-02",
        ),
        mend: "type the day in `case-manager-told`, or the reason in `case-manager-later`",
    },
    Advice {
        code: code::CLOSED_UNANSWERED,
        cause: "a concern is closed without an answer, or without the name of who closed it",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB01\"\nkind = \"concern\"\nseen = 2027-02-02\nwhat = \"No plan.\"\n\
             closed = 2027-02-05",
        ),
        mend: "add what is missing, or take `closed` out until the answer is there",
    },
    Advice {
        code: code::FINAL_OVER_ALERT,
        cause: "`report.toml` calls the report final while an alert is open: no report is published before the lead inspector is \
                satisfied that all was done",
        example: Example::Told(
            "`state = \"final\"` in `report.toml`, and an alert without `closed` in `concerns.toml`",
        ),
        mend: "close the alert, or type `state = \"draft\"` in `report.toml`",
    },
    Advice {
        code: code::CONCERN_OF_NO_MEMBER,
        cause: "`seen-by` or `closed-by` names somebody who is not in `team.toml`",
        example: Example::Whole(
            FileKind::Concerns,
            "[[concern]]\ncase = \"AB01\"\nkind = \"concern\"\nseen = 2027-02-02\nwhat = \"No plan.\"\n\
             seen-by = \"Nobody Known\"",
        ),
        mend: "type the name as in `team.toml`, or add the person there",
    },
    Advice {
        code: code::COMPLAINT_OUT_OF_ORDER,
        cause: "a step of a complaint has an earlier day than the step that it follows: it is raised, answered and closed in that \
                order, and whoever complained is told of the complaints procedure after the answer",
        example: Example::Whole(
            FileKind::Complaints,
            "[[complaint]]\nraised = 2027-02-02\nraised-by = \"Helen Marsh\"\nabout = \"Late.\"\nanswered = 2027-02-01",
        ),
        mend: "correct whichever day is wrong",
    },
    Advice {
        code: code::COMPLAINT_INCOMPLETE,
        cause: "whoever complained is not satisfied and was not told of the complaints procedure, or a complaint is closed without \
                an answer or an outcome",
        example: Example::Whole(
            FileKind::Complaints,
            "[[complaint]]\nraised = 2027-02-02\nraised-by = \"Helen Marsh\"\nabout = \"Late.\"\nsatisfied = false",
        ),
        mend: "add what is missing, or take `closed` out until it is there",
    },
    Advice {
        code: code::OBSERVED_NO_MEMBER,
        cause: "`member` of an observation names somebody who is not in `team.toml`",
        example: Example::Whole(
            FileKind::Complaints,
            "[[observation]]\non = 2027-02-02\nobserved-by = \"Judith Wren\"\nmember = \"Nobody Known\"\nnote = \"Calm.\"",
        ),
        mend: "type the name as it stands in `team.toml`, or leave `member` out where the note is about the team as a whole",
    },
];
