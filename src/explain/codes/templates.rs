//! Advice on the codes of templates and rendering.

use super::{Advice, Example};
use crate::problem::code;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::TEMPLATE,
        cause: "a template has a slip: it names a value that the view does not have, or prints one where it \
                could be taken for code",
        example: Example::Told("`{{ yot.nmae }}` in `templates/confirmation-letter/en.typ`"),
        mend: "correct the template at the line of the message; `sqspack schema view` lists the values",
    },
    Advice {
        code: code::CATALOGUE,
        cause: "an entry of `templates/catalogue.toml` has an unknown key, or names a document or template \
                that is not there",
        example: Example::Told("`attach = [\"confirmation-leter\"]` in an entry of the catalogue"),
        mend: "correct the entry as the message says",
    },
    Advice {
        code: code::DOCUMENT,
        cause: "the words were rendered, but no valid document can be made of them: a heading is skipped, a \
                picture has no description, a sheet has a wrong column",
        example: Example::Told("a template that begins with a heading of the second level"),
        mend: "correct the template; the message says what the standard wants",
    },
    Advice {
        code: code::TOO_MANY_PAGES,
        cause: "the document has more pages than the catalogue means it to have",
        example: Example::Told("a confirmation letter with three pages, where `pages = 2`"),
        mend: "shorten what the record says, or raise `pages` in the catalogue",
    },
    Advice {
        code: code::TYPST_WARNING,
        cause: "a template or layout of the workspace's own compiles, but Typst doubts that it does what is meant: a \
                font that is not there, a setting without effect",
        example: Example::Told("`#set text(font: \"Arial\")` in `templates/confirmation-letter/en.typ`"),
        mend: "change the template as the message says; `check` tells it every time, `build` when it makes the document",
    },
    Advice {
        code: code::UNCONFIRMED_TEMPLATES,
        cause: "templates of the workspace's own decide what documents say and who gets messages, and these are new here, or \
                have changed since somebody confirmed them",
        example: Example::Told("`templates/catalogue.toml` came with `git pull`"),
        mend: "look at what they change with `sqspack templates`, then type `sqspack templates trust`; a confirmation holds \
               for these files in this folder on this machine",
    },
    Advice {
        code: code::CROWDED_TEXT,
        cause: "sqspack breaks long words and sets long texts smaller, but this text is still too long for its place: part of it is cut \
                off on the page, or stands over another text",
        example: Example::Told("a title of 140 letters in a half-hour block of the schedule"),
        mend: "shorten the text, and look at the page",
    },
    Advice {
        code: code::REVISION_NOT_RAISED,
        cause: "a date has moved since `timeline.ics` was last made, but its sequence number is the same, so that a \
                calendar which took the earlier file in may keep the old date",
        example: Example::Told("`starts` moved by a week in `inspection.toml`, and `[calendar]` left as it was"),
        mend: "raise the revision in `inspection.toml`: `[calendar]`, `revision = 1`",
    },
];
