//! What the schedule said when it last went out, where a case has changed since (guidance §10.4).

use crate::facts::folded_id;
use crate::problem::code;

use super::context::Context;
use super::{Finding, Findings};

/// The case in whose place another has come is selected no more: the page of changes says so.
pub fn replaced_cases_are_gone(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    for case in cases {
        let Some(replaced) = case.before.as_ref().and_then(|before| before.case.as_ref()) else { continue };
        let Some(still) = cases.iter().find(|other| folded_id(&other.id) == folded_id(replaced)) else { continue };
        let message = format!("`{}` has replaced `{replaced}`, which is still selected", case.id);
        let help =
            format!("take `case = \"{replaced}\"` out of `before`, or the case `{}` out of the sample", still.id);
        let finding = Finding::new(code::REPLACED_AND_SELECTED, &replaced.at, message, help);
        findings.add(finding.with(&still.id.at, "the case"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Cases;

    #[test]
    fn a_case_that_was_replaced_is_selected_no_more() {
        let with = |id: &str| {
            let before = format!("slot = \"LI 7\"\nbefore = {{ slot = \"LI 7\", case = \"{id}\" }}\n");
            TestRecord::sound().change(Cases, "slot = \"LI 7\"\n", &before)
        };
        assert_found(&with("AB99"), &[]);
        let found = assert_found(
            &with("ab01"),
            &[(code::REPLACED_AND_SELECTED, "before = { slot = \"LI 7\", case = \"ab01\" }")],
        );
        assert!(
            found[0].help.starts_with("take `case = \"ab01\"` out of `before`, or the case `AB01` out"),
            "{}",
            found[0].help
        );
    }
}
