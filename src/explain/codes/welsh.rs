//! Advice on the codes of Welsh and English.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;
use crate::record::FileKind::{Contacts, Inspection};

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::WELSH_MISSING,
        cause: "this inspection has documents in Welsh, and a name, title or phrase of the record has no Welsh; the program invents \
                none, since Welsh changes the first letter of many words, and shows the English instead",
        example: Example::Added(Inspection, "languages = [\"welsh\", \"english\"]"),
        mend: "add the key that the message names, such as `name-welsh`, with the Welsh as it really is",
    },
    Advice {
        code: code::VARIANT_MISSING,
        cause: "a document is due in Welsh and in English, neither goes out without the other, and one of them has no \
                template or no title",
        example: Example::Told("`templates/note/en.typ` of your own without `templates/note/cy.typ`, in Wales"),
        mend: "write the template or the title that the message names; until then the pack stays as it was",
    },
    Advice {
        code: code::LANGUAGE_NOT_MADE,
        cause: "a contact is to be written to in a language in which this inspection makes no documents",
        example: Example::Added(Contacts, "[[contact]]\nname = \"Ffion Rees\"\nlanguage = \"welsh\""),
        mend: "put `languages = [\"welsh\", \"english\"]` at the top of `inspection.toml`, or take the contact's \
               `language` out",
    },
    Advice {
        code: code::WELSH_LIST_DIFFERS,
        cause: "the authorities stand in the same order in both languages, and one list is longer than the other",
        example: Example::Added(Inspection, "[yot]\nauthorities-welsh = [\"Cyngor Aber\", \"Cyngor Bryn\"]"),
        mend: "give every authority its Welsh name, in the order of `authorities`",
    },
    Advice {
        code: code::FIELDS_DIFFER,
        cause: "a template says something of the record in one language that it does not say in the other",
        example: Example::Told("`{{ fieldwork.range }}` in `templates/report/en.typ` and not in `cy.typ`"),
        mend: "say the same in both templates of the document",
    },
    Advice {
        code: code::NOT_AGREED,
        cause: "the English of a template has changed since a translator agreed its Welsh, or nobody ever has",
        example: Example::Told("a sentence added to `templates/confirmation-letter/en.typ`"),
        mend: "bring the Welsh up to date with a translator, then run `sqspack translations agree` with the \
               document's name",
    },
    Advice {
        code: code::ENGLISH_LEFT,
        cause: "a Welsh template has English words, or an ampersand, which Welsh documents do not use",
        example: Example::Told("`with the schedule` in `templates/confirmation-letter/cy.typ`"),
        mend: "put the sentence into Welsh, and `a` or `ac` for an ampersand",
    },
    Advice {
        code: code::NOT_THE_TERM,
        cause: "the English uses a term of the glossary, and the Welsh beside it does not use the glossary's word",
        example: Example::Told("`prif swyddog` for `lead inspector` in `templates/phrases/cy.toml`"),
        mend: "use the glossary's word, or correct it in `templates/glossary.toml`",
    },
    Advice {
        code: code::UNCONFIRMED,
        cause: "a term of the glossary is a working translation that no translator has confirmed",
        example: Example::Told("`confirmed = false` in an entry of `templates/glossary.toml`"),
        mend: "ask a translator, correct the entry, set `confirmed = true` and name the source",
    },
    Advice {
        code: code::WELSH_UNCONFIRMED,
        cause: "the Welsh was written for the English beside it, and no translator has agreed it; `build` does not report this, since it \
                is about no single inspection",
        example: Example::Told("a text under `[unconfirmed]` in `templates/agreed.toml`"),
        mend: "let a translator look through it, with `sqspack translations export`, then run `sqspack translations agree`",
    },
    Advice {
        code: code::WELSH_LEFT_OUT,
        cause: "the inspectorate treats Welsh and English as equal in Wales (guidance §1), and the record leaves Welsh out",
        example: Example::Added(
            FileKind::Inspection,
            r#"languages = ["english"]

[yot]
country = "wales""#,
        ),
        mend: "take `languages` out, or name both",
    },
    Advice {
        code: code::FINDINGS_DIFFER,
        cause: "one language has a paragraph to which the other has none",
        example: Example::Added(
            FileKind::Report,
            r#"strengths = ["Assessments were timely.", "Plans were clear."]

[welsh]
strengths = ["Cynhaliwyd asesiadau yn brydlon."]"#,
        ),
        mend: "give both languages the same paragraphs in the same order",
    },
    Advice {
        code: code::LANGUAGE_WITHOUT_EFFECT,
        cause: "a message to several people is in every language of the inspection, so one person's language changes nothing",
        example: Example::Added(
            FileKind::Contacts,
            r#"[[contact]]
name = "Nest Bowen"
roles = ["report-copy"]
language = "english""#,
        ),
        mend: "take the line out, and write to the person yourself in that language",
    },
    Advice {
        code: code::WELSH_AMPERSAND,
        cause: "people read the sign as the English word; Welsh has two words for it, and the word that follows decides which",
        example: Example::Added(FileKind::Inspection, "[yot]\nname-welsh = \"Gwasanaeth Rhyd-y-tŵr & Bro Llanhŷl\""),
        mend: "write `a`, or `ac` before a vowel",
    },
];
