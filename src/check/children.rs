//! The children behind the cases. No message here quotes what the file says (guidance §10.4).

use std::collections::BTreeSet;

use crate::problem::code;

use super::context::Context;
use super::names::{folded_id, repeated};
use super::{Finding, Findings};

/// A child with an HMIP ID is one of the selected cases, once there are any.
pub fn have_a_case(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    if cases.is_empty() || cases.iter().any(|case| !context.is_sound(&case.id.at)) {
        return;
    }
    let known: BTreeSet<String> = cases.iter().map(|case| folded_id(&case.id)).collect();
    for id in context.record.children.children.iter().filter_map(|child| child.id.as_ref()) {
        if !known.contains(&folded_id(id)) {
            let message = "no case in `cases.toml` has the HMIP ID of this child";
            let help = "type the `id` of the child's case, or take the line out if the case was not selected";
            findings.add(Finding::new(code::UNKNOWN_CHILD, &id.at, message, help));
        }
    }
}

/// No child is listed twice, and no two belong to one case.
pub fn are_listed_once(context: &Context<'_>, findings: &mut Findings) {
    let children = &context.record.children.children;
    let ids = children.iter().filter_map(|child| child.id.as_ref());
    for (id, first) in repeated(ids, folded_id, context) {
        let message = "another child has the same HMIP ID";
        let help = "type each child's own ID, or take one of the two `[[child]]` entries out";
        findings.add(Finding::new(code::DUPLICATE_ID, &id.at, message, help).with(&first.at, "used here first"));
    }
    let system_ids = children.iter().filter_map(|child| child.system_id.as_ref());
    for (id, first) in repeated(system_ids, folded_id, context) {
        let message = "another child has the same ID in the case management system";
        let help = "type each child's own ID, or take one of the two `[[child]]` entries out";
        findings.add(Finding::new(code::DUPLICATE_PERSON, &id.at, message, help).with(&first.at, "used here first"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::problem::Problem;
    use crate::record::FileKind::{Cases, Children};

    const MAYA: &str = "[[child]]\nid = \"AB01\" # Maya\nsystem-id = \"40213\" # Maya\nfamily-name = \"Quillon\"\n\
                        first-names = \"Maya\"\n";
    const LEO: &str = "[[child]]\nid = \"ab 02\" # Leo\nsystem-id = \"40214\" # Leo\nfamily-name = \"Thornby\"\n\
                       first-names = \"Leo\"\n";

    fn children() -> TestRecord {
        TestRecord::sound().with(Children, &format!("{MAYA}{LEO}"))
    }

    /// The messages say nothing of any child, in any form.
    fn assert_silent(problems: &[Problem]) {
        let said = format!("{}{}", crate::problem::render(problems, false), crate::problem::to_json(problems));
        for secret in ["Maya", "Leo", "Quillon", "Thornby", "4021"] {
            assert!(!said.contains(secret), "{said}");
        }
    }

    #[test]
    fn a_child_whose_case_is_not_selected_is_found_and_not_quoted() {
        let files = children().change(Children, "\"ab 02\"", "\"ZZ99\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_CHILD, "id = \"ZZ99\" # Leo")]);
        assert_silent(&problems);
        assert!(!problems[0].message.contains("ZZ99"));
    }

    #[test]
    fn children_are_fine_with_cases_of_their_own_or_while_there_are_none() {
        assert_found(&children(), &[]);
        assert_found(&children().without(Cases), &[]);
        assert_found(&children().with(Cases, "# none yet\n").change(Children, "\"ab 02\"", "\"ZZ99\""), &[]);
    }

    #[test]
    fn two_children_of_one_id_are_found_and_not_quoted() {
        let problems = assert_found(
            &children().change(Children, "\"ab 02\"", "\"AB 01\""),
            &[(code::DUPLICATE_ID, "id = \"AB 01\" # Leo")],
        );
        assert_silent(&problems);
        let problems = assert_found(
            &children().change(Children, "\"40214\"", "\"40213\""),
            &[(code::DUPLICATE_PERSON, "system-id = \"40213\" # Leo")],
        );
        assert_silent(&problems);
    }
}
