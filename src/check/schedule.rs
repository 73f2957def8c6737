//! Which case is in which slot (guidance §10.4 and §12).

use crate::facts::{Slot, TeamRole, parse_slot, slots};
use crate::problem::{code, did_you_mean};
use crate::record::reader::list;
use crate::record::{Case, FileKind, Line};

use super::cases::is_same_case;
use super::context::Context;
use super::{Finding, Findings};

/// How many free slots a message names.
const SHOWN: usize = 8;

/// A member's page of the schedule.
pub struct Page {
    /// `LI`
    pub label: String,
    /// Name of the member, or empty where the lead inspector is missing.
    name: String,
    /// The slots, first to last.
    pub slots: Vec<Slot>,
}

impl Page {
    fn slot_label(&self, number: usize) -> String {
        format!("{} {number}", self.label)
    }

    /// `LI 1` to `LI 7`
    fn range(&self) -> String {
        format!("`{}` to `{}`", self.slot_label(1), self.slot_label(self.slots.len()))
    }
}

/// The pages of the schedule: one for each member of the team, and one for a lead inspector who is missing, so that what
/// is wrong with the schedule is found none the less.
pub fn pages(context: &Context<'_>) -> Vec<Page> {
    let days = context.day_count();
    let members = &context.facts.roster.members;
    let page = |label: &str, name: &str, role| Page {
        label: label.to_owned(),
        name: name.to_owned(),
        slots: slots(role, days),
    };
    let mut pages: Vec<Page> = members.iter().map(|member| page(&member.label, member.name, member.role)).collect();
    if !members.iter().any(|member| member.role == TeamRole::LeadInspector) {
        pages.push(page("LI", "", TeamRole::LeadInspector));
    }
    pages.retain(|page| !page.slots.is_empty());
    pages
}

/// A case in a slot that the team has.
pub struct Booking<'c> {
    /// The case.
    pub case: &'c Case,
    /// The slot as the record writes it.
    pub written: &'c Line,
    /// Label of the page.
    pub page: String,
    /// The slot.
    pub slot: Slot,
}

/// The cases that are in a slot which the team has.
pub fn bookings<'c>(context: &'c Context<'_>) -> Vec<Booking<'c>> {
    let pages = pages(context);
    let booking = |case: &'c Case| {
        let written = case.slot.as_ref()?;
        let (page, slot) = find(written, &pages, context)?;
        Some(Booking { case, written, page: page.label.clone(), slot })
    };
    context.record.cases.cases.iter().filter_map(booking).collect()
}

/// The slot that a text names.
fn find<'p>(written: &str, pages: &'p [Page], context: &Context<'_>) -> Option<(&'p Page, Slot)> {
    let (label, number) = parse_slot(written)?;
    let label = on_roster(&label, context);
    let page = pages.iter().find(|page| page.label == label)?;
    Some((page, *page.slots.iter().find(|slot| slot.number == number as usize)?))
}

/// A label as the roster has it: a single `AI` may be called `AI1` too.
fn on_roster(label: &str, context: &Context<'_>) -> String {
    let roster = &context.facts.roster;
    roster.by_label(label).map_or_else(|| label.to_owned(), |index| roster.members[index].label.clone())
}

/// Once one case has a slot, each has.
pub fn is_complete_once_begun(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases.cases;
    let Some(begun) = cases.iter().find_map(|case| case.slot.as_ref()) else { return };
    let mut free = free_slots(context).into_iter();
    for (index, case) in cases.iter().enumerate().filter(|(_, case)| case.slot.is_none()) {
        // An ID used twice is said to be that; which of the two is without a slot is then nobody's question.
        let is_twin = |(other, twin): (usize, &Case)| other != index && is_same_case(twin, case);
        if cases.iter().enumerate().any(is_twin) {
            continue;
        }
        let message = format!("`{}` is not scheduled, though other cases are", case.id);
        let help = match free.next() {
            Some(slot) => format!("add a line with a slot that is free: `slot = \"{slot}\"`"),
            None => "add a line with a slot: `slot = \"LI 3\"`".to_owned(),
        };
        let finding = Finding::new(code::NOT_SCHEDULED, &case.id.at, message, help);
        findings.add(finding.with(&begun.at, "the first case with a slot"));
    }
}

/// No slot holds two cases.
pub fn gives_a_slot_to_one_case(context: &Context<'_>, findings: &mut Findings) {
    let taken: Vec<(&Case, &Line, (String, u32))> = context
        .record
        .cases
        .cases
        .iter()
        .filter_map(|case| {
            let written = case.slot.as_ref()?;
            let (label, number) = parse_slot(written)?;
            Some((case, written, (on_roster(&label, context), number)))
        })
        .collect();
    let free = free_slots(context);
    let shown: Vec<&str> = free.iter().take(SHOWN).map(String::as_str).collect();
    let help = match shown.as_slice() {
        [] => "type another slot, or let two cases change places".to_owned(),
        shown if shown.len() < free.len() => format!("type a slot that is free, such as {}", list(shown)),
        shown => format!("type a slot that is free: {}", list(shown)),
    };
    for (index, (case, written, slot)) in taken.iter().enumerate() {
        let has_it = |(first, _, other): &&(&Case, &Line, (String, u32))| other == slot && !is_same_case(first, case);
        let Some((first, at, _)) = taken[..index].iter().find(has_it) else { continue };
        let message = format!("`{}` and `{}` are both in the slot `{}`", first.id, case.id, written);
        let finding = Finding::new(code::SLOT_TAKEN, &written.at, message, help.clone());
        findings.add(finding.with(&at.at, format!("`{}` is here already", first.id)));
    }
}

/// The slots that no case has, as the record writes them; none where the team is not known.
fn free_slots(context: &Context<'_>) -> Vec<String> {
    if !context.has(FileKind::Team) {
        return Vec::new();
    }
    let bookings = bookings(context);
    let taken =
        |page: &Page, slot: &Slot| bookings.iter().any(|booking| booking.page == page.label && booking.slot == *slot);
    let free = |page: &Page| -> Vec<String> {
        let slots = page.slots.iter().filter(|slot| !taken(page, slot));
        slots.map(|slot| page.slot_label(slot.number)).collect()
    };
    pages(context).iter().flat_map(free).collect()
}

/// The team has each slot that a case names.
pub fn has_slots_that_exist(context: &Context<'_>, findings: &mut Findings) {
    let pages = pages(context);
    for written in context.record.cases.cases.iter().filter_map(|case| case.slot.as_ref()) {
        if find(written, &pages, context).is_none() {
            let (message, help) = unknown(written, &pages, context);
            findings.add(Finding::new(code::UNKNOWN_SLOT, &written.at, message, help));
        }
    }
}

/// What is wrong with a slot that nobody has, and what to type instead.
fn unknown(written: &Line, pages: &[Page], context: &Context<'_>) -> (String, String) {
    let (label, number) = parse_slot(written).unwrap_or_default();
    let label = on_roster(&label, context);
    if let Some(page) = pages.iter().find(|page| page.label == label) {
        let whose = if page.name.is_empty() { "the lead inspector" } else { page.name.as_str() };
        let message = format!("there is no slot `{written}` in the schedule of {whose}");
        return (message, format!("type one of {}", page.range()));
    }
    let is_numbered = |page: &&Page| page.label.strip_prefix(&label).is_some_and(|rest| rest.parse::<u32>().is_ok());
    let alike: Vec<String> =
        pages.iter().filter(is_numbered).map(|page| format!("`{} {number}` for {}", page.label, page.name)).collect();
    if !label.is_empty() && !alike.is_empty() {
        let message = format!("`{written}` does not say whose slot it is, for the team has {} `{label}`", alike.len());
        return (message, format!("type {}", alike.join(" or ")));
    }
    let slots = |page: &Page| page.slots.iter().map(|slot| page.slot_label(slot.number)).collect::<Vec<_>>();
    let all: Vec<String> = pages.iter().flat_map(slots).collect();
    let ranges = pages.iter().map(Page::range).collect::<Vec<_>>().join(", ");
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
        assert_eq!(problems[0].help, "add a line with a slot that is free: `slot = \"LI 7\"`");
        assert_found(&TestRecord::sound().without_slots(), &[]);
    }

    #[test]
    fn two_cases_in_one_slot_are_found_with_the_other_case_and_the_slot_that_is_free() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"li6\"");
        let problems = assert_found(&files, &[(code::SLOT_TAKEN, "slot = \"li6\"")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Cases, "slot = \"LI 6\""));
        assert_eq!(problems[0].help, "type a slot that is free: `LI 7`");
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
        assert_eq!(problems[0].help, "type one of `LA 1` to `LA 6`");
    }

    #[test]
    fn a_label_that_nobody_has_is_refused_with_the_slot_that_was_meant() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"LO 7\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SLOT, "slot = \"LO 7\"")]);
        assert!(problems[0].help.starts_with("did you mean `LI 7`?"), "{}", problems[0].help);
        let files = TestRecord::sound().change(Cases, "slot = \"LI 7\"", "slot = \"Tuesday morning\"");
        let problems = assert_found(&files, &[(code::UNKNOWN_SLOT, "slot = \"Tuesday morning\"")]);
        let all = "the team's slots are `LI 1` to `LI 7`, `AI 1` to `AI 7`, `LA 1` to `LA 6`";
        assert_eq!(problems[0].help, all);
    }

    #[test]
    fn a_second_inspector_makes_the_label_of_one_ambiguous() {
        let further = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";
        let found = TestRecord::sound().append(Team, further).problems();
        let unknown = found.iter().find(|problem| problem.code == code::UNKNOWN_SLOT).expect("found");
        assert_eq!(unknown.message, "`AI 1` does not say whose slot it is, for the team has 2 `AI`");
        assert_eq!(unknown.help, "type `AI1 1` for Priya Nair or `AI2 1` for Nadia Frost");
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
