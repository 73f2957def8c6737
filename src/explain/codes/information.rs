//! Advice on the codes of the information in advance.

use super::{Advice, Example};
use crate::problem::code;
use crate::record::FileKind;

/// In the order of the codes.
pub const ADVICE: &[Advice] = &[
    Advice {
        code: code::INFORMATION_CONTRADICTS,
        cause: "an item of the information in advance has two entries, or one entry that says both that it has come and that it does not \
                exist, so nobody can tell which is right",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[information]]
item = "compliance"
received = 2027-01-20
does-not-exist = 2027-01-18"#,
        ),
        mend: "keep one entry for each item, with `received` or `does-not-exist`; several documents for one item go into its \
               `title`",
    },
    Advice {
        code: code::STRUCTURE_CHART_NEEDED,
        cause: "the structure chart is the one document that is needed in any case (guidance §10.2); an entry that says that \
                there is none leaves the item open",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[information]]
item = "structure-chart"
does-not-exist = 2027-01-18"#,
        ),
        mend: "ask the YOT to draw one; type `received` once it has come",
    },
    Advice {
        code: code::INFORMATION_OUT_OF_ORDER,
        cause: "an item is asked for, then chased, then comes or is said not to exist; these days say otherwise",
        example: Example::Added(
            FileKind::Inspection,
            r#"[[information]]
item = "compliance"
asked = 2027-01-18
received = 2027-01-15"#,
        ),
        mend: "type the days on which it really was",
    },
];
