//! The translation of a Welsh report.

use crate::calendar::Milestone;
use crate::problem::code;

use super::context::Context;
use super::dates::hand_place;
use super::names::long;
use super::{Finding, Findings};

/// The report goes to the translators when factual inaccuracies are back, so that they translate what will be published
/// (guidance §14.3 and §15). Only a date set by hand can be earlier.
pub fn is_of_what_is_settled(context: &Context<'_>, findings: &mut Findings) {
    if context.first_day().is_none() || context.country().is_none() {
        return;
    }
    let date = |milestone| context.facts.timeline.get(milestone).map(crate::calendar::TimelineEntry::date);
    let (Some(sent), Some(due)) = (date(Milestone::Translation), date(Milestone::FactualAccuracyDue)) else { return };
    if due <= sent {
        return;
    }
    let at = hand_place(Milestone::Translation, context)
        .or_else(|| hand_place(Milestone::FactualAccuracyDue, context))
        .unwrap_or(&context.record.inspection.fieldwork.starts.at);
    let message = format!(
        "the report goes for translation on {}, and factual inaccuracies are not due until {}",
        long(sent),
        long(due)
    );
    let help = format!("settle it with `[dates.translation]`, `on = {due}` or a later day, and `reason = \"…\"`");
    findings.add(Finding::new(code::TRANSLATION_EARLY, at, message, help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::TestRecord;
    use crate::record::FileKind::Inspection;

    #[test]
    fn a_translation_set_by_hand_before_factual_inaccuracies_are_back_is_warned_of_in_wales() {
        // Good Friday of 2027 is 26 March. The draft goes out on the Wednesday before, and three working days end on the
        // Wednesday after.
        let files = TestRecord::sound().without(crate::record::FileKind::Team).without(crate::record::FileKind::Cases);
        let files = files.without(crate::record::FileKind::Contacts);
        let starting = files.change(Inspection, "2027-02-01", "2027-03-15");
        let early = |files: &TestRecord| -> Vec<String> {
            let problems = files.problems();
            let early = problems.into_iter().filter(|problem| problem.code == code::TRANSLATION_EARLY);
            early.map(|problem| problem.message).collect()
        };
        let wales = starting.clone().change(Inspection, "\"england\"", "\"wales\"");
        let told = "the report goes for translation on Monday 29 March 2027, and factual inaccuracies are not due until \
                    Wednesday 31 March 2027";
        let on = |day: &str| format!("[dates.translation]\non = {day}\nreason = \"the translators have time\"\n");
        assert_eq!(early(&wales), [""; 0]);
        assert_eq!(early(&wales.append(Inspection, &on("2027-03-29"))), [told]);
        assert_eq!(early(&starting.append(Inspection, &on("2027-03-29"))), [""; 0]);
        assert_eq!(early(&wales.append(Inspection, &on("2027-03-31"))), [""; 0]);
    }
}
