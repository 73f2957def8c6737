//! What has come of the information in advance (guidance §10.2).

use std::collections::BTreeMap;

use crate::problem::code;
use crate::record::{At, Information, InformationItem, Placed};

use super::context::Context;
use super::names::long;
use super::{Finding, Findings};

/// Each item is listed once. Other things may be several.
pub fn is_listed_once(context: &Context<'_>, findings: &mut Findings) {
    let mut firsts: BTreeMap<InformationItem, &At> = BTreeMap::new();
    for entry in sound(context).filter(|entry| entry.item.value != InformationItem::Other) {
        let Some(first) = firsts.get(&entry.item.value) else {
            firsts.insert(entry.item.value, &entry.item.at);
            continue;
        };
        let message = format!("`{}` has two entries", entry.item.value.word());
        let help = "make one entry of the two, or type `item = \"other\"` with a `title`";
        let finding = Finding::new(code::INFORMATION_CONTRADICTS, &entry.item.at, message, help);
        findings.add(finding.with(first, "the first entry"));
    }
}

/// Nothing has come that does not exist.
pub fn has_one_answer(context: &Context<'_>, findings: &mut Findings) {
    for entry in sound(context) {
        let (Some(received), Some(none)) = (&entry.received, &entry.does_not_exist) else { continue };
        let message = format!("`{}` has come, and does not exist", entry.item.value.word());
        let help = "take `received` or `does-not-exist` out";
        let finding = Finding::new(code::INFORMATION_CONTRADICTS, &none.at, message, help);
        findings.add(finding.with(&received.at, "it came here"));
    }
}

/// The structure chart is needed in any case.
pub fn has_its_structure_chart(context: &Context<'_>, findings: &mut Findings) {
    for entry in sound(context).filter(|entry| entry.item.value == InformationItem::StructureChart) {
        let Some(none) = entry.does_not_exist.as_ref().filter(|_| entry.received.is_none()) else { continue };
        let message = "there is no structure chart, which each inspector needs";
        let help = "ask the YOT to draw one, and type `received` once it has come";
        findings.add(Finding::new(code::STRUCTURE_CHART_NEEDED, &none.at, message, help));
    }
}

/// Something else that was asked for says what it is.
pub fn says_what_else_was_asked_for(context: &Context<'_>, findings: &mut Findings) {
    let others = sound(context).filter(|entry| entry.item.value == InformationItem::Other);
    for entry in others.filter(|entry| entry.title.is_none()) {
        let help = "add a line that says what it is: `title = \"Plan of the building\"`";
        findings.add(Finding::new(code::MISSING_KEY, &entry.item.at, "an `other` item has no `title`", help));
    }
}

/// An item is asked for, then the YOT is reminded, then it comes or is said not to exist.
pub fn comes_in_order(context: &Context<'_>, findings: &mut Findings) {
    for entry in sound(context) {
        let answered = entry.received.as_ref().or(entry.does_not_exist.as_ref());
        let word = if entry.received.is_some() { "received" } else { "does-not-exist" };
        let asked = entry.asked.as_ref().map(|asked| ("asked", asked));
        let chased = entry.chased.iter().map(|day| ("chased", day));
        let pairs = chased
            .clone()
            .flat_map(|after| asked.map(|before| (before, after)))
            .chain(answered.and_then(|after| asked.map(|before| (before, (word, after)))))
            .chain(answered.into_iter().flat_map(|after| chased.clone().map(move |before| (before, (word, after)))));
        for ((earlier, before), (later, after)) in pairs.filter(|(before, after)| before.1.value > after.1.value) {
            let message = format!("`{later}` is {}, before `{earlier}` on {}", long(after.value), long(before.value));
            let help = "type the days on which this really happened";
            let finding = Finding::new(code::INFORMATION_OUT_OF_ORDER, &after.at, message, help);
            findings.add(finding.with(&before.at, "the earlier step"));
        }
    }
}

/// The days lie in the months around fieldwork: another is mostly a mistyped year.
pub fn lies_near_fieldwork(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts() else { return };
    let of_items = context.record.inspection.information.iter().flat_map(days);
    let of_agreed = context.record.inspection.agreed.iter().filter_map(|agreed| agreed.by.as_ref());
    for day in of_items.chain(of_agreed).filter(|day| (day.value - starts).num_days().abs() > super::dates::NEAR) {
        let message = format!("this is {}, far from fieldwork, which starts on {}", long(day.value), long(starts));
        let finding = Finding::new(code::OUT_OF_RANGE, &day.at, message, "check the year");
        findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
    }
}

fn days(entry: &Information) -> impl Iterator<Item = &Placed<chrono::NaiveDate>> {
    [&entry.asked, &entry.received, &entry.does_not_exist].into_iter().flatten().chain(&entry.chased)
}

/// The entries whose item can be read.
fn sound<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Information> {
    context.record.inspection.information.iter().filter(|entry| context.is_sound(&entry.item.at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TestRecord, assert_found};
    use super::*;
    use crate::facts::{InformationState, information};
    use crate::problem::Code;
    use crate::record::FileKind;

    /// How many items have come, do not exist, and are still to come.
    fn counts(lines: &str) -> Option<[usize; 3]> {
        let record = TestRecord::sound().append(FileKind::Inspection, lines).record("a");
        let items = information(&record)?;
        let of = |answer: InformationState| items.iter().filter(|item| item.answer == answer).count();
        Some([InformationState::Received, InformationState::DoesNotExist, InformationState::Open].map(of))
    }

    fn entry(item: &str, more: &str) -> String {
        format!("\n[[information]]\nitem = \"{item}\"\n{more}\n")
    }

    #[test]
    fn nothing_is_followed_before_the_announcement_and_all_of_it_after() {
        assert_eq!(counts(""), None);
        assert_eq!(counts("\n[dates.announcement]\ndone = 2027-01-15\n"), Some([0, 0, 7]));
        assert_eq!(counts("\n[dates.information-due]\ndone = 2027-01-25\n"), None);
        assert_eq!(counts("\n[dates.final-schedule]\ndone = 2027-01-28\n"), Some([0, 0, 7]), "it says nothing of it");
    }

    #[test]
    fn what_does_not_exist_is_an_answer_save_for_the_structure_chart() {
        let none = "does-not-exist = 2027-01-20";
        assert_eq!(counts(&entry("compliance", none)), Some([0, 1, 6]));
        assert_eq!(counts(&entry("structure-chart", none)), Some([0, 0, 7]));
        assert_eq!(counts(&entry("structure-chart", "received = 2027-01-20")), Some([1, 0, 6]));
    }

    #[test]
    fn what_else_was_asked_for_counts_each_and_what_nobody_wrote_of_is_left_out_at_the_end() {
        let others = entry("other", "title = \"Plan\"") + &entry("other", "title = \"Map\"\nreceived = 2027-01-20");
        assert_eq!(counts(&others), Some([1, 0, 8]));
        let done = format!("{others}\n[dates.information-due]\ndone = 2027-01-25\n");
        assert_eq!(counts(&done), Some([1, 0, 1]));
    }
    #[test]
    fn an_item_has_one_entry_and_one_answer() {
        let found = |lines: &str, expected: (Code, &str)| {
            assert_found(&TestRecord::sound().append(FileKind::Inspection, lines), &[expected]);
        };
        let twice = entry("compliance", "") + &entry("compliance", "# again");
        found(&twice, (code::INFORMATION_CONTRADICTS, "item = \"compliance\""));
        let none = "does-not-exist = 2027-01-20";
        let both = entry("compliance", &format!("received = 2027-01-20\n{none}"));
        found(&both, (code::INFORMATION_CONTRADICTS, none));
        found(&entry("structure-chart", none), (code::STRUCTURE_CHART_NEEDED, none));
        found(&entry("other", ""), (code::MISSING_KEY, "item = \"other\""));
        found(&entry("compliance", "asked = 2025-01-20"), (code::OUT_OF_RANGE, "asked = 2025-01-20"));
    }

    #[test]
    fn an_item_is_asked_for_then_chased_then_answered() {
        for lines in [
            "asked = 2027-01-18\nreceived = 2027-01-15",
            "asked = 2027-01-18\nchased = [2027-01-15]",
            "chased = [2027-01-18]\ndoes-not-exist = 2027-01-15",
        ] {
            let files = TestRecord::sound().append(FileKind::Inspection, &entry("compliance", lines));
            let problems = files.problems();
            assert_eq!(problems.len(), 1, "{lines}");
            assert_eq!(problems[0].code, code::INFORMATION_OUT_OF_ORDER, "{lines}");
        }
        let right = "asked = 2027-01-15\nchased = [2027-01-18, 2027-01-19]\nreceived = 2027-01-19";
        assert_found(&TestRecord::sound().append(FileKind::Inspection, &entry("compliance", right)), &[]);
    }
}
