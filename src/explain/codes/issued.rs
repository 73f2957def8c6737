//! Advice on the codes of the ledger.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// An entry that somebody has edited, of a message to an address that is not the present one.
const ENTRY: &str = r#"[[issue]]
id = "2027-01-04-1"
on = 2027-01-04
by = "Colin Ashworth"
how = "email"
commit = "6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5"
record = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
program = "0.1.0 (5d41402abc4b2a76)"
previous = []
hash = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"
to = [{ name = "Helen Marsh", roles = ["yot-manager"], address = "h.marsh@aberford.example" }]"#;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::LEDGER_CHANGED,
        cause: "each entry of `issued.toml` holds a hash of itself and of the one before, and these do not agree: an entry was \
                edited, moved or taken out, so that the file proves nothing any more",
        example: Example::Whole(FileKind::Issued, ENTRY),
        mend: "bring the file back from git as it was; leave a wrong entry as it is, and say what is right in a new entry",
    },
    Advice {
        code: code::LEDGER_MERGED,
        cause: "two people have run `sqspack issue` in two copies of the workspace, and git has put both ledgers together",
        example: Example::Told(
            "two clones that have each added an entry are merged; while git shows a conflict, `sqspack verify --mend` keeps the \
             entries of both",
        ),
        mend: "see that nothing was sent twice; leave both entries as they are: the next `sqspack issue` joins them",
    },
    Advice {
        code: code::ADDRESS_SINCE_SENT,
        cause: "somebody was written to at one address, and `contacts.toml` has another now: a slip of a letter sends the next \
                message to a stranger",
        example: Example::Whole(FileKind::Issued, ENTRY),
        mend: "ask the person, but do not write to the new address; the next `sqspack issue` to it ends the warning",
    },
];
