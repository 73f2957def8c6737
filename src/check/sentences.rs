//! Dates of sentences (guidance, Appendix A). No message here quotes what the children's file says.

use crate::problem::code;

use super::context::Context;
use super::names::long;
use super::{Finding, Findings};

/// A selected case was sentenced within the window of its tier. A slip of the month takes a sentence out of it.
pub fn of_selected_cases_lie_in_their_windows(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts() else { return };
    for child in context.record.children.children.iter().filter(|child| child.id.is_some()) {
        let (Some(tier), Some(sentenced)) = (&child.tier, &child.sentenced) else { continue };
        let window = context.facts.windows.of(tier.value);
        if window.contains(sentenced.value) || !context.is_sound(&tier.at) || !context.is_sound(&sentenced.at) {
            continue;
        }
        let (earliest, latest) = (long(window.earliest), long(window.latest));
        let message = if sentenced.value > starts {
            "this date of a sentence is after fieldwork".to_owned()
        } else {
            format!("this date of a sentence is outside the window of its tier, from {earliest} to {latest}")
        };
        let help = "check the month and the year, and the tier; a case outside the window is not inspected";
        findings.add(Finding::new(code::DAY_WITHOUT_EFFECT, &sentenced.at, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Children;

    #[test]
    fn a_sentence_outside_the_window_of_its_tier_is_warned_of_without_its_date() {
        let child = |on: &str| {
            let lines = format!(
                "[[child]]\nid = \"AB01\"\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\n\
                 tier = \"first-tier\"\nsentenced = {on}\n"
            );
            TestRecord::sound().with(Children, &lines)
        };
        assert_found(&child("2026-11-16"), &[]);
        for slip in ["2027-11-16", "2026-01-16"] {
            let found = assert_found(&child(slip), &[(code::DAY_WITHOUT_EFFECT, &format!("sentenced = {slip}"))]);
            assert!(!found[0].message.contains("16"), "{}", found[0].message);
        }
    }
}
