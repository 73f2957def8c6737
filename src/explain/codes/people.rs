//! Advice on the codes of people: the team and the contacts.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::NOT_AN_EMAIL,
        cause: "the address has a space, a name or a bracket in it, or lacks its @",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
email = "Jo Lark <jo.lark@aberford.example>""#,
        ),
        mend: "type the address alone: `jo.lark@aberford.example`",
    },
    Advice {
        code: code::MISSING_PERSON,
        cause: "the team has no lead inspector",
        example: Example::Whole(
            FileKind::Team,
            r#"[[inspector]]
name = "Priya Nair""#,
        ),
        mend: "add the group `[lead-inspector]` with the person's name",
    },
    Advice {
        code: code::DUPLICATE_PERSON,
        cause: "one person is listed twice, and would get two messages or two pages of the schedule",
        example: Example::Added(
            FileKind::Team,
            r#"[[inspector]]
name = "Ruth Calder""#,
        ),
        mend: "keep one entry; a contact with several roles has them all in one `roles`",
    },
    Advice {
        code: code::ASSESSOR_FROM_HERE,
        cause: "a local assessor never inspects the YOT where they work (guidance §4)",
        example: Example::Added(
            FileKind::Team,
            r#"[[local-assessor]]
name = "Nia Hope"
home-yot = "Aberford Youth Offending Team""#,
        ),
        mend: "choose an assessor from another YOT, or correct `home-yot`",
    },
    Advice {
        code: code::DBS_TOO_OLD,
        cause: "an enhanced DBS check counts for three years, and this one is older on the first day of \
                fieldwork (guidance §11.1)",
        example: Example::Added(
            FileKind::Team,
            r#"[lead-inspector]
dbs-checked = 2023-03-14"#,
        ),
        mend: "have the check renewed and record its date, or choose somebody else",
    },
    Advice {
        code: code::TEAM_SIZE,
        cause: "the programme has teams of certain sizes (guidance §11.1), and this is none of them, so nobody has said \
                how many cases it inspects",
        example: Example::Added(
            FileKind::Team,
            r#"[[inspector]]
name = "Nia Hope""#,
        ),
        mend: "list the whole team; if it is meant so, plan its cases in `[sample]` in `inspection.toml`, or describe it as a \
               `[[team]]` in `sqspack.toml`",
    },
    Advice {
        code: code::UNKNOWN_PARTNER,
        cause: "a local assessor works with an inspector of the team, and the one named is not in it",
        example: Example::Added(
            FileKind::Team,
            r#"[[local-assessor]]
name = "Nia Hope"
home-yot = "Elmbridge Vale Youth Justice Service"
with = "Maud Ferris""#,
        ),
        mend: "type the name as it stands in `team.toml`, or take `with` out to pair them in order",
    },
    Advice {
        code: code::UNKNOWN_AUTHORITY,
        cause: "the record gives a chief executive an authority that the YOT does not serve",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["chief-executive"]
organisation = "Harrowdale Borough Council"
email = "jo.lark@harrowdale.example""#,
        ),
        mend: "type the authority as it stands in `authorities` of `inspection.toml`, or add it there",
    },
    Advice {
        code: code::ROLE_OF_OTHER_COUNTRY,
        cause: "the post exists in the other country only: England has directors of children's services, \
                Wales of social services",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["director-of-social-services"]
email = "jo.lark@aberford.example""#,
        ),
        mend: "type this country's role, or check `country`",
    },
    Advice {
        code: code::NO_EMAIL,
        cause: "the person is one of those to whom the announcement or a copy of it is sent, and has no address; the announcement \
                waits for it, or goes without the copy",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["board-chair"]"#,
        ),
        mend: "add `email`",
    },
    Advice {
        code: code::UNKNOWN_SITE,
        cause: "somebody works at an office that `inspection.toml` does not list",
        example: Example::Added(
            FileKind::Team,
            r#"[lead-inspector]
sites = ["Mill House"]"#,
        ),
        mend: "type the name as its `[[site]]` has it, or add the site",
    },
    Advice {
        code: code::DBS_UNKNOWN,
        cause: "no DBS check is recorded for somebody who will meet case managers and read records",
        example: Example::Added(
            FileKind::Team,
            r#"[[inspector]]
name = "Nia Hope""#,
        ),
        mend: "add `dbs-checked` once the date is known",
    },
    Advice {
        code: code::AUTHORITY_UNCOVERED,
        cause: "the YOT serves an authority whose chief executive or director is not among the contacts and so gets no message; or the \
                record does not say which authority the person works for",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
authorities = ["Aberford City Council", "Brack Valley Council"]"#,
        ),
        mend: "add the person with the authority's name as `organisation`; one person for several has `authorities`",
    },
    Advice {
        code: code::NO_ROLE,
        cause: "a contact has no role, so no message goes to this person",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = []
email = "jo.lark@aberford.example""#,
        ),
        mend: "add a role, or take the contact out",
    },
    Advice {
        code: code::SITES_BY_DAY,
        cause: "`sites` has several offices, but not one for each day of fieldwork",
        example: Example::Added(
            FileKind::Team,
            r#"[lead-inspector]
sites = ["Millgate House", "Millgate House"]"#,
        ),
        mend: "list one office for the whole week, or one for each day",
    },
    Advice {
        code: code::VACANT_ROLE,
        cause: "the announcement goes to certain posts (guidance §10.1), and no contact holds one of them; the inspection goes \
                ahead, and what needs the person waits",
        example: Example::Whole(
            FileKind::Contacts,
            r#"[[contact]]
name = "Helen Marsh"
roles = ["yot-manager"]
email = "helen.marsh@aberford.example""#,
        ),
        mend: "add the person, or add the role to the `roles` of somebody who stands in",
    },
    Advice {
        code: code::SHARED_MAILBOX,
        cause: "two people have one e-mail address: a shared mailbox, an assistant, or a slip",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
email = "helen.marsh@aberford.example""#,
        ),
        mend: "leave it if both read the mailbox; else type each person's own address",
    },
    Advice {
        code: code::LEAD_SUPERVISES,
        cause: "the lead inspector meets the YOT manager while other inspectors meet their local assessors (guidance \
                Appendix B), so the schedule has no time for this pair",
        example: Example::Added(
            FileKind::Team,
            r#"[[local-assessor]]
name = "Nia Hope"
home-yot = "Elmbridge Vale Youth Justice Service"
with = "Ruth Calder""#,
        ),
        mend: "agree other times, or name another inspector in `with`",
    },
    Advice {
        code: code::NOT_COPIED,
        cause: "a copy of the letter goes to strategic managers (guidance §2), and one of the report to elected members, the \
                police and crime commissioner, inspectorates and the Youth Justice Board (guidance §3.5); no contact has the role",
        example: Example::Whole(
            FileKind::Contacts,
            r#"[[contact]]
name = "Helen Marsh"
roles = ["yot-manager"]
email = "helen.marsh@aberford.example""#,
        ),
        mend: "add the contact with the role",
    },
    Advice {
        code: code::HELD_TWICE,
        cause: "two contacts hold a post that only one person can hold; perhaps somebody added the successor and did not take the \
                predecessor out",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["yot-manager"]
email = "jo.lark@aberford.example""#,
        ),
        mend: "take the role from whoever has left; a deputy is a `strategic-manager`",
    },
    Advice {
        code: code::APART_FROM_INSPECTOR,
        cause: "a local assessor observes the first case of an inspector and meets them each day (guidance Appendix B), but \
                works in another office",
        example: Example::Added(
            FileKind::Team,
            r#"[lead-inspector]
name = "Ruth Calder"

[[inspector]]
name = "Nia Hope"
sites = ["Millgate House"]

[[local-assessor]]
name = "Una Frayne"
home-yot = "Elmbridge Vale Youth Justice Service"
with = "Nia Hope"
sites = ["Tannery Court"]"#,
        ),
        mend: "give the local assessor the `sites` of the inspector",
    },
    Advice {
        code: code::NEAR_SITE,
        cause: "a case manager's office has almost the name of a site; an office that is no site may have any name",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Nia Hope"
site = "Milgate House""#,
        ),
        mend: "type the name as its `[[site]]` has it, if that office is meant",
    },
    Advice {
        code: code::WRITTEN_IN_TWO_WAYS,
        cause: "one person's name has an accent, a kind of apostrophe or hyphen, or a capital in one place that it has not \
                in another, so that documents call the person by two names",
        example: Example::Added(
            FileKind::Cases,
            r#"[[case-manager]]
name = "Hélen Marsh""#,
        ),
        mend: "type the name in one way everywhere",
    },
    Advice {
        code: code::PLACEHOLDER,
        cause: "a text is a word such as `TBC`, `n/a` or `???`; a document prints what the record says",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
telephone = "TBC""#,
        ),
        mend: "take the line out until it is known; put a `#` before every line of a person who is not known yet",
    },
    Advice {
        code: code::NAME_TURNED,
        cause: "the name has a comma in it, as a list has it; letters are addressed to the name as it stands",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Lark, Jo"
roles = ["report-copy"]"#,
        ),
        mend: "type the first name before the family name; settle it if the comma belongs there",
    },
    Advice {
        code: code::NO_GREETING,
        cause: "the salutation is printed as it stands, and has no `Dear` or `Annwyl`",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
salutation = "Ms Lark""#,
        ),
        mend: "type the whole salutation, or leave the line out: then it is `Dear` and the name",
    },
    Advice {
        code: code::ADDRESS_IN_ONE_LINE,
        cause: "a letter prints each entry of an address in a line of its own, and this one has one entry with commas",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
address = ["Town Hall, Castle Square, Aberford"]"#,
        ),
        mend: "type one entry for each line",
    },
    Advice {
        code: code::EMAIL_WITHOUT_ENDING,
        cause: "what stands behind the `@` has no full stop in it, so that the address works inside one office alone",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
email = "jo.lark@aberford""#,
        ),
        mend: "type the whole address; settle it if mail reaches it",
    },
];
