//! Advice on the codes of the sealed children's file.

use super::{Advice, Example};
use crate::problem::code;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::SEALED_CLOSED,
        cause: "the folder has `children.private.toml.age` and no `children.private.toml`, and nobody gave the passphrase, so that no \
                document is searched for the children in it",
        example: Example::Told("a clone of the repository, and `sqspack build` where there is no terminal to ask in"),
        mend: "run the command in a terminal, or with `--passphrase-file FILE`; the passphrase is in your office's password manager",
    },
    Advice {
        code: code::SEALED_UNREADABLE,
        cause: "the passphrase is that of another inspection, or the sealed file is not what `sqspack seal` made: a byte is another one, \
                its end is missing, it is sealed for a key, or it is not sealed at all",
        example: Example::Told("a sealed file that an editor has opened and saved"),
        mend: "look the passphrase up again; if it is right, bring back the version before with `git checkout`",
    },
    Advice {
        code: code::SEALED_OLDER,
        cause: "the plain children's file and the sealed one lie side by side, and nobody here has checked that they say the same; \
                sqspack reads the plain one",
        example: Example::Told("a row that was added to `children.private.toml` after `sqspack seal`"),
        mend: "type `sqspack seal`, which compares the two and seals again what has changed",
    },
    Advice {
        code: code::SEALED_CONFLICT,
        cause: "two people have each changed and sealed the children's file, and git cannot join what it cannot read",
        example: Example::Told("`git merge` of two branches that both changed the sealed file"),
        mend: "run `git checkout --ours` and `sqspack unseal`, and keep the plain file under another name; do the same with `--theirs`; \
               join the two files and delete the copy; then run `sqspack seal` and `git add`",
    },
];
