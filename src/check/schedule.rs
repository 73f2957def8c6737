//! Which case is in which slot (guidance §10.4 and §12).

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{MemberSlots, SentTwice, parse_slot};
use crate::problem::{code, did_you_mean};
use crate::record::reader::list;
use crate::record::{At, Case, Line};

use super::context::Context;
use super::free_slots::FreeSlots;
use super::names::folded_id;
use super::{Finding, Findings};

/// Members whose slots a message names.
const MEMBERS_SHOWN: usize = 12;

/// `LI 1` to `LI 7`
fn range(member: &MemberSlots<'_>) -> String {
    format!("`{}` to `{}`", member.slot_label(1), member.slot_label(member.slots.len()))
}

/// Once one case has a slot, each has.
pub fn is_complete_once_begun(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let Some(begun) = cases.iter().find_map(|case| case.slot.as_ref()) else { return };
    // In a final schedule it is an error, which another rule reports.
    if SentTwice::Schedule.is_final(context.record) {
        return;
    }
    let mut free = FreeSlots::new(context);
    let mut entries: BTreeMap<String, usize> = BTreeMap::new();
    cases.iter().for_each(|case| *entries.entry(folded_id(&case.id)).or_default() += 1);
    for case in cases.iter().filter(|case| case.slot.is_none()) {
        // An ID used twice is said to be that; which of the two is without a slot is then nobody's question.
        if !case.id.is_empty() && entries.get(&folded_id(&case.id)).is_some_and(|entries| *entries > 1) {
            continue;
        }
        let message = format!("`{}` is not scheduled, though other cases are", case.id);
        let help = to_schedule(case, free.for_case(case), context);
        let finding = Finding::new(code::NOT_SCHEDULED, &case.id.at, message, help);
        findings.add(finding.with(&begun.at, "the first case with a slot"));
    }
}

/// No slot holds two cases.
pub fn gives_a_slot_to_one_case(context: &Context<'_>, findings: &mut Findings) {
    let mut free = FreeSlots::new(context);
    for [(first, at), (case, written)] in context.facts.schedule.shared() {
        let message = format!("`{}` and `{}` are both in the slot `{}`", first.id, case.id, written);
        let names = free.for_case(case);
        let help = match names.as_deref() {
            Some([]) => format!("no other slot is free{}; {INSTEAD}", for_manager(case)),
            Some(names) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                format!("move `{}` to a slot that is free{}: {}", case.id, for_manager(case), list(&names))
            }
            None => format!("type another slot for `{}`; {}", case.id, shown_by(context)),
        };
        let finding = Finding::new(code::SLOT_TAKEN, &written.at, message, help);
        findings.add(finding.with(&at.at, format!("`{}` is here already", first.id)));
    }
}

/// A case that has to stay in its slot has one.
pub fn pins_cases_that_have_a_slot(context: &Context<'_>, findings: &mut Findings) {
    for case in context.record.cases.cases.iter().filter(|case| case.slot.is_none()) {
        let Some(pinned) = &case.pinned else { continue };
        let message = format!("`{}` is pinned to its slot, and has none", case.id);
        let help = "add its `slot`, such as `slot = \"LI 3\"`, or take the line `pinned` out";
        findings.add(Finding::new(code::PIN_WITHOUT_SLOT, &pinned.at, message, help));
    }
}

/// Only a case with a case manager has an interview.
pub fn interviews_somebody(context: &Context<'_>, findings: &mut Findings) {
    for case in context.record.cases.cases.iter().filter(|case| case.case_manager.is_none()) {
        let Some(interview) = case.interview.as_ref().filter(|interview| interview.value) else { continue };
        let message = format!("`{}` has no case manager who could be interviewed", case.id);
        let help = "add its `case-manager`, or take the line `interview` out";
        findings.add(Finding::new(code::NO_INTERVIEWEE, &interview.at, message, help));
    }
}

/// What to do where no slot is left for a case.
const INSTEAD: &str = "let two cases change places, or add `interview = false` to one, which is then inspected from its records \
                       alone (guidance §11.6)";

/// What to type for a case without a slot; `names` are the slots that are free for it.
fn to_schedule(case: &Case, names: Option<Vec<String>>, context: &Context<'_>) -> String {
    match names.as_deref() {
        Some([]) => format!("no further slot is free{}; {INSTEAD}", for_manager(case)),
        Some([slot, ..]) => format!("add a line with a slot that is free{}: `slot = \"{slot}\"`", for_manager(case)),
        None => format!("add a line with a slot, such as `slot = \"LI 3\"`; {}", shown_by(context)),
    }
}

/// ` for Mared Ellis`, or nothing.
fn for_manager(case: &Case) -> String {
    case.interviewee().map_or(String::new(), |manager| format!(" for `{manager}`"))
}

fn shown_by(context: &Context<'_>) -> String {
    format!("`sqspack slots {}` shows those that are free", context.record.folder)
}

/// The team has each slot that a case names.
pub fn has_slots_that_exist(context: &Context<'_>, findings: &mut Findings) {
    let schedule = &context.facts.schedule;
    let booked: BTreeSet<&At> = schedule.bookings.iter().map(|booking| &booking.written.at).collect();
    let mut free = FreeSlots::new(context);
    let cases = context.record.cases.cases.iter().filter_map(|case| Some((case, case.slot.as_ref()?)));
    for (case, written) in cases.filter(|(_, written)| !booked.contains(&written.at)) {
        let (message, help) = unknown(written, context);
        let help = format!("{help}{}", free.sentence_for_move(case, true));
        findings.add(Finding::new(code::UNKNOWN_SLOT, &written.at, message, help));
    }
}

/// What is wrong with a slot that nobody has, and what to type instead.
fn unknown(written: &Line, context: &Context<'_>) -> (String, String) {
    let schedule = &context.facts.schedule;
    let (label, number) = parse_slot(written).unwrap_or_default();
    let label = context.facts.roster.own_label(label);
    if let Some(member) = schedule.member(&label) {
        let whose = if member.name.is_empty() { "the lead inspector" } else { member.name };
        let message = format!("there is no slot `{written}` in the schedule of {whose}");
        return (message, format!("type one of {}", range(member)));
    }
    let shown = &schedule.members[..schedule.members.len().min(MEMBERS_SHOWN)];
    let is_numbered =
        |member: &&MemberSlots<'_>| member.label.strip_prefix(&label).is_some_and(|rest| rest.parse::<u32>().is_ok());
    let alike: Vec<String> = shown
        .iter()
        .filter(is_numbered)
        .map(|member| format!("`{} {number}` for {}", member.label, member.name))
        .collect();
    if !label.is_empty() && !alike.is_empty() {
        let message = format!("`{written}` does not say whose slot it is, for the team has {} `{label}`", alike.len());
        return (message, format!("type {}", alike.join(" or ")));
    }
    let slots =
        |member: &MemberSlots<'_>| member.slots.iter().map(|slot| member.slot_label(slot.number)).collect::<Vec<_>>();
    let all: Vec<String> = shown.iter().flat_map(slots).collect();
    let ranges = shown.iter().map(range).collect::<Vec<_>>().join(", ");
    let help = match did_you_mean(written, all.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`? The team's slots are {ranges}"),
        None => format!("the team's slots are {ranges}"),
    };
    (format!("nobody in the team has a slot `{written}`"), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection, Team};

    #[test]
    fn a_case_without_a_slot_is_missed_once_another_has_one() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"\n", "");
        let problems = assert_found(&files, &[(code::NOT_SCHEDULED, "id = \"AB07\"")]);
        assert_eq!(problems[0].help, "add a line with a slot that is free for `Mared Ellis`: `slot = \"LI 7\"`");
        assert_found(&TestRecord::sound().without_slots(), &[]);
    }

    fn helps(files: &TestRecord) -> Vec<String> {
        let found = files.problems().into_iter();
        found.filter(|problem| problem.code == code::NOT_SCHEDULED).map(|problem| problem.help).collect()
    }

    #[test]
    fn a_case_is_offered_what_its_own_case_manager_could_take_beside_what_the_others_are_offered() {
        let without = |slots: &[&str]| {
            let sound = TestRecord::sound();
            slots.iter().fold(sound, |files, slot| files.change(Cases, &format!("slot = \"{slot}\"\n"), ""))
        };
        let offers = |slot: &str, manager: &str| {
            format!("add a line with a slot that is free for `{manager}`: `slot = \"{slot}\"`")
        };
        // Each could take both, and two cases cannot have one.
        let files = without(&["LI 3", "AI 4"]);
        assert_eq!(helps(&files), [offers("LI 3", "Mared Ellis"), offers("AI 4", "Joan Price")]);
        // On the Tuesday Mared Ellis is away, so that the Wednesday's is hers.
        let away = "site = \"Millgate House\"\naway = [2027-02-02]";
        let files = without(&["LI 3", "LI 5"]).change(Cases, "site = \"Millgate House\"", away);
        assert_eq!(helps(&files)[0], offers("LI 5", "Mared Ellis"));
        // The two that are free are at one time, and nobody is interviewed twice in it.
        let files = without(&["LI 3", "AI 3"]);
        let files = files.change(
            Cases,
            "id = \"AB10\"\ntier = \"community\"\ncase-manager = \"Joan Price\"",
            "id = \"AB10\"\ntier = \"community\"\ncase-manager = \"Mared Ellis\"",
        );
        let helps = helps(&files);
        assert_eq!(helps[0], offers("LI 3", "Mared Ellis"));
        assert!(helps[1].starts_with("no further slot is free for `Mared Ellis`; let two cases change"), "{helps:?}");
    }

    #[test]
    fn a_pin_needs_a_slot_and_an_interview_needs_a_case_manager() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"\n", "slot = \"LI 7\"\npinned = \"agreed\"\n");
        assert_found(&files, &[]);
        let unplaced = files.without_slots();
        assert_found(&unplaced, &[(code::PIN_WITHOUT_SLOT, "pinned = \"agreed\"")]);
        let interview = |value: &str| format!("case-manager = \"Mared Ellis\"\nslot = \"LI 7\"\ninterview = {value}\n");
        let own = "case-manager = \"Mared Ellis\"\nslot = \"LI 7\"\n";
        let alone = TestRecord::sound().change(Cases, own, "slot = \"LI 7\"\ninterview = true\n");
        assert_found(&alone, &[(code::NO_INTERVIEWEE, "interview = true")]);
        assert_found(&TestRecord::sound().change(Cases, own, &interview("true")), &[]);
    }

    #[test]
    fn a_case_without_an_interview_is_in_no_case_managers_way() {
        let joan = "case-manager = \"Joan Price\"\nslot = \"AI 3\"";
        let mared = "case-manager = \"Mared Ellis\"\nslot = \"AI 3\"";
        let clash = TestRecord::sound().change(Cases, joan, mared);
        assert_found(&clash, &[(code::IN_TWO_PLACES, "slot = \"AI 3\"")]);
        let without = format!("{mared}\ninterview = false");
        assert_found(&TestRecord::sound().change(Cases, joan, &without), &[]);
    }

    #[test]
    fn two_cases_in_one_slot_are_found_with_the_other_case_and_the_slot_that_is_free() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"li6\"");
        let problems = assert_found(&files, &[(code::SLOT_TAKEN, "slot = \"li6\"")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Cases, "slot = \"LI 6\""));
        assert_eq!(problems[0].help, "move `AB07` to a slot that is free for `Mared Ellis`: `LI 7`");
    }

    #[test]
    fn two_names_of_one_page_are_one_slot_and_this_is_found_without_a_team_too() {
        let files = TestRecord::sound().change(Cases, "slot = \"AI 7\"", "slot = \"AI1 6\"");
        assert_found(&files, &[(code::SLOT_TAKEN, "slot = \"AI1 6\"")]);
        let files = TestRecord::sound().change(Cases, "slot = \"AI 7\"", "slot = \"AI 6\" # again").without(Team);
        assert_found(&files, &[(code::SLOT_TAKEN, "slot = \"AI 6\" # again")]);
    }

    #[test]
    fn a_number_that_the_page_does_not_have_is_refused_with_the_persons_slots() {
        let files = TestRecord::sound().change(Cases, "slot = \"LA 6\"", "slot = \"LA 7\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SLOT, "slot = \"LA 7\"")]);
        assert_eq!(problems[0].message, "there is no slot `LA 7` in the schedule of Dev Chaudhry");
        assert!(problems[0].help.starts_with("type one of `LA 1` to `LA 6`; free for"), "{}", problems[0].help);
    }

    #[test]
    fn a_label_that_nobody_has_is_refused_with_the_slot_that_was_meant() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"LO 7\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SLOT, "slot = \"LO 7\"")]);
        assert!(problems[0].help.starts_with("did you mean `LI 7`?"), "{}", problems[0].help);
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"Tuesday morning\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SLOT, "slot = \"Tuesday morning\"")]);
        let all = "the team's slots are `LI 1` to `LI 7`, `AI 1` to `AI 7`, `LA 1` to `LA 6`";
        assert_eq!(problems[0].help, format!("{all}; free for `Mared Ellis`: `LI 7`"));
    }

    #[test]
    fn a_second_inspector_makes_the_label_of_one_ambiguous() {
        let further = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";
        let found = TestRecord::sound().append(Team, further).problems();
        let unknown = found.iter().find(|problem| problem.code == code::UNKNOWN_SLOT).expect("found");
        assert_eq!(unknown.message, "`AI 1` does not say whose slot it is, for the team has 2 `AI`");
        assert!(unknown.help.starts_with("type `AI1 1` for Priya Nair or `AI2 1` for Nadia Frost"), "{}", unknown.help);
    }

    #[test]
    fn a_wrong_start_of_fieldwork_takes_no_slot_away() {
        let files = TestRecord::sound().change(Inspection, "starts = 2027-02-01", "starts = 2027-02-02");
        assert_found(&files, &[(code::NOT_A_MONDAY, "starts = 2027-02-02")]);
        let files =
            TestRecord::sound().change(Inspection, "starts = 2027-02-01", "starts = 2027-02-01\nends = 2027-01-03");
        assert_found(&files, &[(code::FIELDWORK_LENGTH, "ends = 2027-01-03")]);
    }
}
