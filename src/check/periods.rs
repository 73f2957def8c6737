//! Periods that the workspace lists, and in which an inspection has dates that a person would not choose.

use chrono::NaiveDate;

use crate::calendar::Milestone;
use crate::problem::code;
use crate::record::At;
use crate::record::Period;

use super::context::Context;
use super::dates::{hand_place, milestone_title};
use super::names::long;
use super::{Finding, Findings};

/// Fieldwork and publication keep out of the periods before elections.
pub fn keep_out_of_pre_election_periods(context: &Context<'_>, findings: &mut Findings) {
    let dates = [Milestone::FieldworkStart, Milestone::FieldworkEnd, Milestone::Publication];
    for period in context.settings.pre_elections() {
        for (milestone, date) in dated(context).filter(|(milestone, _)| dates.contains(milestone)) {
            // Fieldwork within one week is one finding.
            let began = milestone == Milestone::FieldworkEnd && context.starts().is_some_and(|day| period.holds(day));
            if period.holds(date) && !began {
                let what = format!("in the pre-election period of the {}", period.name);
                add(code::PRE_ELECTION, milestone, date, &what, &period, context, findings);
            }
        }
    }
}

/// No date of the inspection is one on which the YOT or the office is closed.
pub fn keep_off_closures(context: &Context<'_>, findings: &mut Findings) {
    let closures: Vec<Period> = context.settings.closures(&context.record.folder).collect();
    for period in &closures {
        for (milestone, date) in dated(context).filter(|(_, date)| period.holds(*date)) {
            let what = format!("on a day of closure: {}", period.name);
            add(code::CLOSED, milestone, date, &what, period, context, findings);
        }
        let between = context.days().unwrap_or_default();
        let between = between.get(1..between.len().saturating_sub(1)).unwrap_or_default();
        if let Some(day) = between.iter().find(|day| context.first_day().is_some() && period.holds(**day)) {
            let message = format!("a day of fieldwork, {}, is a day of closure: {}", long(*day), period.name);
            let help = "choose another week, or agree with the YOT that the day is worked";
            let at = &context.record.inspection.fieldwork.starts.at;
            findings.add(Finding::new(code::CLOSED, at, message, help));
        }
    }
}

/// The report is published outside the recesses.
pub fn publish_outside_recesses(context: &Context<'_>, findings: &mut Findings) {
    for period in context.settings.recesses() {
        let published =
            dated(context).filter(|(milestone, date)| *milestone == Milestone::Publication && period.holds(*date));
        for (milestone, date) in published {
            add(code::RECESS, milestone, date, &format!("in a recess: {}", period.name), &period, context, findings);
        }
    }
}

/// The milestones with their dates; none where those cannot be worked out.
fn dated<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (Milestone, NaiveDate)> + 'c {
    let sound = context.first_day().is_some() && context.country().is_some();
    let entries = context.facts.timeline.entries().iter().filter(move |_| sound);
    entries.map(|entry| (entry.milestone, entry.date()))
}

fn add(
    code: crate::problem::Code,
    milestone: Milestone,
    date: NaiveDate,
    what: &str,
    period: &Period,
    context: &Context<'_>,
    findings: &mut Findings,
) {
    let fieldwork = &context.record.inspection.fieldwork;
    let help = match milestone {
        Milestone::FieldworkStart | Milestone::FieldworkEnd => {
            "choose another week of fieldwork, or keep it if all agree".to_owned()
        }
        _ => {
            let (name, end) = (milestone.name(), period.days.end());
            format!("set another day in `[dates.{name}]`, with its reason; the period ends on {}", long(*end))
        }
    };
    let at: &At = match (milestone, &fieldwork.ends) {
        (Milestone::FieldworkEnd, Some(ends)) => &ends.at,
        _ => hand_place(milestone, context).unwrap_or(&fieldwork.starts.at),
    };
    let message = format!("{} falls on {}, {what}", milestone_title(milestone), long(date));
    findings.add(Finding::new(code, at, message, help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Inspection;

    fn period(kind: &str, from: &str, to: &str) -> TestRecord {
        TestRecord::sound().settings(&format!("[[{kind}]]\nfrom = {from}\nto = {to}\nname = \"spring\"\n"))
    }

    #[test]
    fn fieldwork_before_an_election_is_warned_of_once() {
        let found = assert_found(
            &period("pre-election", "2027-01-20", "2027-02-18"),
            &[(code::PRE_ELECTION, "starts = 2027-02-01")],
        );
        let message =
            "the start of fieldwork falls on Monday 1 February 2027, in the pre-election period of the spring";
        assert_eq!(found[0].message, message);
        let late = assert_found(
            &period("pre-election", "2027-02-03", "2027-02-18"),
            &[(code::PRE_ELECTION, "starts = 2027-02-01")],
        );
        assert!(late[0].message.starts_with("the end of fieldwork"));
    }

    #[test]
    fn a_publication_before_an_election_or_in_a_recess_is_warned_of_until_it_is_moved() {
        for (kind, code) in [("pre-election", code::PRE_ELECTION), ("recess", code::RECESS)] {
            let files = period(kind, "2027-02-20", "2027-02-28");
            let found = assert_found(&files, &[(code, "starts = 2027-02-01")]);
            assert!(found[0].help.ends_with("the period ends on Sunday 28 February 2027"), "{}", found[0].help);
            let moved = "[dates.publication]\non = 2027-03-03\nreason = \"after the recess\"\n";
            assert_found(&files.append(Inspection, moved), &[]);
        }
    }

    #[test]
    fn an_announcement_or_fieldwork_in_a_recess_is_fine() {
        assert_found(&period("recess", "2027-01-01", "2027-02-05"), &[]);
    }

    #[test]
    fn a_date_on_a_day_of_closure_is_warned_of() {
        let found =
            assert_found(&period("closure", "2027-01-21", "2027-01-21"), &[(code::CLOSED, "starts = 2027-02-01")]);
        assert!(found[0].message.starts_with("the return of the long-list falls on Thursday 21 January 2027"));
        let found =
            assert_found(&period("closure", "2027-02-02", "2027-02-02"), &[(code::CLOSED, "starts = 2027-02-01")]);
        assert!(found[0].message.starts_with("a day of fieldwork, Tuesday 2 February 2027"));
    }

    #[test]
    fn a_closure_of_another_inspection_is_none_of_this_one() {
        let of = |folder: &str| {
            let closure = "[[closure]]\nfrom = 2027-01-21\nto = 2027-01-21\nname = \"moving\"\n";
            TestRecord::sound().settings(&format!("{closure}inspection = \"{folder}\"\n"))
        };
        assert_found(&of("b"), &[]);
        assert_found(&of("a"), &[(code::CLOSED, "starts = 2027-02-01")]);
    }
}
