//! Advice on the codes of the end of children's data.

use super::{Advice, Example};
use crate::problem::code;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::DESTROYED_IS_BACK,
        cause: "`destroyed.toml` says that the children's data of this inspection was destroyed, but a file here still holds it: it came \
                back from a backup or an editor, or this is another copy of the workspace, in which nobody has destroyed it yet",
        example: Example::Told("somebody puts `children.private.toml` back from a backup after `sqspack destroy`"),
        mend: "run `sqspack destroy` with the inspection's name: it destroys what is here and adds an entry. What was put back by \
               mistake may be in other places too; `docs/retention.md` names those that sqspack cannot reach",
    },
    Advice {
        code: code::DESTRUCTION_UNFINISHED,
        cause: "`sqspack destroy` was interrupted, so that some of the children's data may still be here",
        example: Example::Told("the machine is switched off while `sqspack destroy` is at work"),
        mend: "run `sqspack destroy` with the inspection's name: it goes on where it was, with the same day, name and rule",
    },
];
