//! Advice on the codes of cases, their slots and the split.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::DUPLICATE_ID,
        cause: "two cases have one HMIP ID, so that a schedule could not tell them apart",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB01"
tier = "community""#,
        ),
        mend: "give each case its own ID",
    },
    Advice {
        code: code::SCHEDULED_TWICE,
        cause: "one case stands in the file twice, each time with a slot",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB01"
tier = "first-tier"
slot = "LI 8""#,
        ),
        mend: "keep one of the two entries",
    },
    Advice {
        code: code::NOT_SCHEDULED,
        cause: "the schedule has been begun, and this case has no slot in it",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community""#,
        ),
        mend: "add `slot`, such as `slot = \"LI 3\"`; take all slots out to begin again",
    },
    Advice {
        code: code::SLOT_TAKEN,
        cause: "two cases are in one slot of one inspector",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
slot = "LI 3""#,
        ),
        mend: "move one of them to a free slot",
    },
    Advice {
        code: code::UNKNOWN_SLOT,
        cause: "nobody in the team has this label, or the person has fewer slots than the number says",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
slot = "LI 8""#,
        ),
        mend: "type one of the slots that the message lists",
    },
    Advice {
        code: code::IN_TWO_PLACES,
        cause: "one case manager would be interviewed by two people at one time",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
case-manager = "Mared Ellis"
slot = "AI 2""#,
        ),
        mend: "move one of the cases to another time",
    },
    Advice {
        code: code::CASE_MANAGER_AWAY,
        cause: "the case manager is away on the day of the interview",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
away = [2027-02-02]

[[case]]
id = "AB21"
tier = "community"
case-manager = "Nia Hope"
slot = "LI 2""#,
        ),
        mend: "move the case to a day when they are there, or correct `away`",
    },
    Advice {
        code: code::UNKNOWN_CASE_MANAGER,
        cause: "a case names a case manager who has no `[[case-manager]]`",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
case-manager = "Mared Elis""#,
        ),
        mend: "type the name as it is listed, or list the case manager",
    },
    Advice {
        code: code::TEAM_CANNOT_HOLD,
        cause: "there are more cases than the team has slots: seven for each inspector, six for each local \
                assessor (guidance §11.7)",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community""#,
        ),
        mend: "take cases out, or enlarge the team",
    },
    Advice {
        code: code::TIER_COUNT,
        cause: "the cases of a tier are more or fewer than the split says (guidance §11.7)",
        example: Example::Added(
            FileKind::Inspection,
            r#"[sample]
first-tier = 5
community = 9
custodial = 6
reason = "few recent community sentences""#,
        ),
        mend: "select other cases, or set the split in `[sample]` with its reason",
    },
    Advice {
        code: code::FIRST_DAY_BACK,
        cause: "the case manager comes back from absence on the day of the interview, without time to \
                prepare (guidance §10.4)",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
away = [2027-02-01]

[[case]]
id = "AB21"
tier = "community"
case-manager = "Nia Hope"
slot = "LI 2""#,
        ),
        mend: "move the case to a later day, if one is free",
    },
    Advice {
        code: code::SPLIT_DOES_NOT_ADD_UP,
        cause: "the split in `[sample]` adds up to more cases than the team has slots",
        example: Example::Added(
            FileKind::Inspection,
            r#"[sample]
first-tier = 4
community = 10
custodial = 8
reason = "many custodial sentences""#,
        ),
        mend: "change the split so that it adds up, or the team",
    },
    Advice {
        code: code::UNEVEN_CASES,
        cause: "one case manager presents no case or too many; each should present one where that is possible, and none should present \
                many (guidance §10.4)",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
email = "nia.hope@aberford.example""#,
        ),
        mend: "choose other cases; the limit is `cases-per-manager` in `[programme]` of `sqspack.toml`",
    },
    Advice {
        code: code::OTHER_BUILDING,
        cause: "a case manager is based at one site, and the slot is at another",
        example: Example::Told(
            "`site = \"Millgate House\"` of a case manager whose `slot` is with an inspector at `Tannery Court`",
        ),
        mend: "move the case to a slot at their site, or agree the journey with the YOT",
    },
    Advice {
        code: code::NO_SURVEY_ADDRESS,
        cause: "the link to the feedback survey goes to each case manager by e-mail (guidance §11.8)",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope""#,
        ),
        mend: "add the `email` of the case manager",
    },
    Advice {
        code: code::INSPECTOR_AWAY,
        cause: "an inspector or local assessor is away, or does not work, at the time of a slot that holds a case",
        example: Example::Told("`away = [2027-02-02]` of the lead inspector in team.toml, and a case in `LI 2`"),
        mend: "let `sqspack schedule propose` find the case another slot, or correct when they can inspect",
    },
    Advice {
        code: code::NO_INTERVIEWEE,
        cause: "`interview = true` stands in a case that has no case manager",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
interview = true"#,
        ),
        mend: "add the `case-manager`, or take the line out",
    },
    Advice {
        code: code::PIN_WITHOUT_SLOT,
        cause: "a case has to stay in its slot, and has none",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
pinned = "agreed by telephone""#,
        ),
        mend: "add the `slot`, or take the line `pinned` out",
    },
    Advice {
        code: code::HOURS_BACKWARD,
        cause: "the hours at which somebody cannot come end before they begin, or at the same time",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
email = "nia.hope@aberford.example"
unavailable = [{ on = 2027-02-02, from = 13:00:00, to = 05:00:00 }]"#,
        ),
        mend: "type both times by the 24-hour clock",
    },
    Advice {
        code: code::DAY_WITHOUT_EFFECT,
        cause: "no interview can be on a day that is listed as away, or a sentence began outside the window of its tier; most often the \
                month is mistyped",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Jo Lark"
away = [2027-03-02]"#,
        ),
        mend: "check the month and the year",
    },
    Advice {
        code: code::WORKING_TIME,
        cause: "`works` holds something else than days, mornings and afternoons",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
email = "nia.hope@aberford.example"
works = ["Mondays"]"#,
        ),
        mend: "type `monday`, `monday morning` or `monday afternoon`, and so on",
    },
    Advice {
        code: code::REPLACED_AND_SELECTED,
        cause: "`before` says that this case has replaced another, and that other case is still selected",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case]]
id = "AB21"
tier = "community"
before = { slot = "LI 7", case = "AB01" }"#,
        ),
        mend: "take `case` out of `before`, or the other case out of the sample",
    },
];
