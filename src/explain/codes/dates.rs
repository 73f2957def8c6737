//! Advice on the codes of dates.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::NOT_A_MONDAY,
        cause: "fieldwork starts on a Monday (guidance §3.3), or on the Tuesday after a bank holiday, and this is another \
                day",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = 2027-02-02"#,
        ),
        mend: "type the Monday of that week, or the Tuesday where that Monday is a bank holiday",
    },
    Advice {
        code: code::FIELDWORK_LENGTH,
        cause: "fieldwork ends before it starts, or not in the week in which it starts",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
ends = 2027-02-09"#,
        ),
        mend: "type a day up to the Friday of the week, or take `ends` out for the Wednesday",
    },
    Advice {
        code: code::RULES_PART,
        cause: "the guidance gives both a weekday and a number of working days; because of a bank holiday these are two dates, and the \
                program takes the counted one",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = 2027-01-18"#,
        ),
        mend: "decide on a working day, one of the two or another, and set it by hand with its reason in `[dates.…]`",
    },
    Advice {
        code: code::NOT_A_WORKING_DAY,
        cause: "the date is at a weekend or a bank holiday, when nobody is there to act",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.announcement]
on = 2027-01-16
reason = "agreed with the YOT""#,
        ),
        mend: "set a working day by hand in `[dates.…]`, with its reason",
    },
    Advice {
        code: code::MILESTONE_OF_OTHER_COUNTRY,
        cause: "a report is translated in Wales only (guidance §15)",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.translation]
on = 2027-02-16
reason = "agreed with the translators""#,
        ),
        mend: "take the group out, or check `country`",
    },
    Advice {
        code: code::FIELDWORK_BY_HAND,
        cause: "`[dates]` sets a day of fieldwork; only `[fieldwork]` sets these, so that they stand in one place",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.fieldwork-start]
on = 2027-02-08
reason = "agreed with the YOT""#,
        ),
        mend: "take the group out of `[dates]`, and set `starts` or `ends` in `[fieldwork]`",
    },
    Advice {
        code: code::DATES_OUT_OF_ORDER,
        cause: "a date set by hand breaks the order of the milestones: the sample, for example, would go out before the long-list is \
                back",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.announcement]
on = 2027-01-22
reason = "agreed with the YOT""#,
        ),
        mend: "type a date that keeps the order, or move the other milestone too",
    },
    Advice {
        code: code::BANK_HOLIDAY_WEEK,
        cause: "the days of fieldwork are working days, but another day of that week is a bank holiday, when \
                the YOT is short of people",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = 2027-03-22"#,
        ),
        mend: "choose another week if one is free; the warning does not stop the pack",
    },
    Advice {
        code: code::PRE_ELECTION,
        cause: "`sqspack.toml` lists a period before an election, and fieldwork or publication lies in it",
        example: Example::Added(
            FileKind::Settings,
            r#"[[pre-election]]
from = 2027-01-20
to = 2027-02-18
name = "by-election""#,
        ),
        mend: "move the publication by hand in `[dates.publication]`, or choose another week for fieldwork",
    },
    Advice {
        code: code::CLOSED,
        cause: "`sqspack.toml` lists a day on which the YOT or the office is closed, and something is due on \
                it",
        example: Example::Added(
            FileKind::Settings,
            r#"[[closure]]
from = 2027-01-21
to = 2027-01-22
name = "moving to the new office""#,
        ),
        mend: "set another day by hand in `[dates.…]`, with its reason",
    },
    Advice {
        code: code::RECESS,
        cause: "`sqspack.toml` lists a recess, in which the office publishes nothing, and the report would \
                come out in it",
        example: Example::Added(
            FileKind::Settings,
            r#"[[recess]]
from = 2027-02-20
to = 2027-02-28
name = "winter recess""#,
        ),
        mend: "set a later day by hand in `[dates.publication]`, with its reason",
    },
    Advice {
        code: code::TRANSLATION_EARLY,
        cause: "the date set by hand is before factual inaccuracies are due, and the translators would get a text that \
                still changes (guidance §14.3 and §15)",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
country = "wales"

[dates.translation]
on = 2027-02-11
reason = "the translators have time""#,
        ),
        mend: "set `[dates.translation]` to the day on which factual inaccuracies are due, or later",
    },
    Advice {
        code: code::SHARED_PERSON,
        cause: "two inspections of one week have the same person in their teams; it is seen when both are \
                checked in one run",
        example: Example::Told("`Priya Nair` in `team.toml` of two inspections whose fieldwork starts on 2027-02-01"),
        mend: "give one of the two to somebody else, or move the fieldwork of one",
    },
    Advice {
        code: code::UNKNOWN_INSPECTION,
        cause: "a `[[closure]]` of `sqspack.toml` names an inspection that has no folder: somebody mistyped the name, or moved the \
                folder away",
        example: Example::Told("`inspection = \"2027-01-abeford\"` where the folder is `inspections/2027-01-aberford`"),
        mend: "type the folder's name, or take the line out where the closure concerns every inspection",
    },
    Advice {
        code: code::MOVED_TO_WORKING_DAY,
        cause: "the guidance has a weekday, and that day is a bank holiday; the program takes the next working day for the \
                planning meeting (guidance §10.4), and the one before for what is due or sent (guidance §10.2 and §15)",
        example: Example::Added(
            FileKind::Inspection,
            r#"[fieldwork]
starts = 2027-04-05"#,
        ),
        mend: "set the date by hand with its reason in `[dates.…]`: the day taken, or another",
    },
    Advice {
        code: code::OTHER_WEEK,
        cause: "a date set by hand lies in another week than the rule gives; perhaps fieldwork has moved, and nobody moved the date",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.publication]
on = 2027-03-10
reason = "agreed with the YOT""#,
        ),
        mend: "take the group out of `[dates]`, or type a day that fits; a recess, a closure or an election in `sqspack.toml` \
               explains a later day",
    },
    Advice {
        code: code::DONE_OUT_OF_ORDER,
        cause: "two milestones are marked as done in an order that cannot be",
        example: Example::Added(
            FileKind::Inspection,
            r#"[dates.announcement]
done = 2027-01-18

[dates.long-list-due]
done = 2027-01-15"#,
        ),
        mend: "type the days on which the two were really done",
    },
    Advice {
        code: code::CHANGE_INCOMPLETE,
        cause: "a `[[change]]` becomes a message to the people whom it affects, and this one does not say what it was before or what it \
                is now",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[change]]
what = "site-changed"
decided = 2027-01-20
to = "Millgate House""#,
        ),
        mend: "add the keys that the message names",
    },
    Advice {
        code: code::CHANGE_NOT_MADE,
        cause: "a `[[change]]` says that somebody inspects, that an office is used or that fieldwork begins on a day, and the \
                record says otherwise; the message would contradict the documents",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[change]]
what = "inspector-replaced"
decided = 2027-01-20
from = "Owen Hartley"
to = "Prya Nair""#,
        ),
        mend: "change the record first, or mend the name or day here; once the messages are out, `told = …` with the day says so",
    },
    Advice {
        code: code::NO_NEW_DAY,
        cause: "a `[[change]]` says that fieldwork is postponed and has no `to-day`, so that every date is still that of the old week",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[change]]
what = "fieldwork-postponed"
decided = 2027-01-20
from-day = 2027-02-01"#,
        ),
        mend: "send the message about the postponement and nothing else; once the new day is known, type it as `to-day` in the change and as \
               `starts` in `[fieldwork]`",
    },
    Advice {
        code: code::ANNOUNCED_ON_ANOTHER_DAY,
        cause: "`[dates.announcement]` gives one day for the announcement, and the rules give another, from which the case windows are \
                counted: messages would name a day on which nothing was announced. Most often fieldwork has moved since",
        example: Example::Added(FileKind::Inspection, "[dates.announcement]\ndone = 2027-01-11"),
        mend: "if fieldwork was postponed, add a `[[change]]`: what was done then keeps its day; otherwise set the day by hand with `on` \
               and `reason`, or correct `done`",
    },
];
