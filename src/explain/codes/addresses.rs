//! Advice on the codes of e-mail addresses that are perhaps not those of whom they should be.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::UNKNOWN_DOMAIN,
        cause: "`domains` of `[yot]` and `known` of `[domains]` list where messages go, and this address is in neither: if somebody \
                guessed the address, or its owner has left, a stranger may get the message",
        example: Example::Told(
            "`jo.lark@elsewhere.example`, where both lists are there and neither has `elsewhere.example`",
        ),
        mend: "check the address; if it is right, list the domain",
    },
    Advice {
        code: code::PRIVATE_MAILBOX,
        cause: "the mailbox is at a provider that gives one to anybody, and no employer can close, search or protect it; nothing \
                about a case belongs there (guidance §11.2)",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
email = "jo.lark@gmail.com""#,
        ),
        mend: "type the address that the person's employer gives; settle it if there is none",
    },
    Advice {
        code: code::PRIVATE_MAILBOX_FOR_SECURE,
        cause: "what is marked OFFICIAL-SENSITIVE would go to a mailbox at a provider that gives one to anybody",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
secure-email = "jo.lark@gmail.com""#,
        ),
        mend: "type the address that the employer gives for secure mail, or take the line out: the message then waits",
    },
    Advice {
        code: code::LOOKALIKE_DOMAIN,
        cause: "the domain differs by one letter, or by signs that look alike, from one that is listed or that more people here \
                have; whoever owns it would get the message",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Jo Lark"
roles = ["report-copy"]
email = "jo.lark@aberfrod.example""#,
        ),
        mend: "type the other domain; if this one is right, list it in `domains` of `[yot]`",
    },
    Advice {
        code: code::NOT_A_DOMAIN,
        cause: "a list of domains holds what stands behind the `@` of addresses, and this is something else",
        example: Example::Added(
            FileKind::Inspection,
            r#"[yot]
domains = ["helen.marsh@aberford.example"]"#,
        ),
        mend: "type the domain alone: `aberford.example`",
    },
    Advice {
        code: code::OTHER_ADDRESS,
        cause: "a person of this name and body has another address in the record of another inspection; one of the two may be a \
                slip, or out of date",
        example: Example::Told(
            "`helen.marsh@aberford.example` in one `contacts.toml`, `h.marsh@aberford.example` in another",
        ),
        mend: "ask which is right, and type it in both; settle it if the person has two",
    },
    Advice {
        code: code::COPIED_CONTACTS,
        cause: "three or more of the people who lead this YOT also lead another YOT in another record, with the same addresses: somebody \
                copied the file, and the announcement would go to another area",
        example: Example::Told("`contacts.toml` of `2027-01-aberford` in the folder of an inspection of another YOT"),
        mend: "put in the people of this YOT",
    },
];
