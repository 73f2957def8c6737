//! A slip in the year of the fieldwork, from which everything else in the record would seem to be wrong.

use chrono::{Datelike, Months, NaiveDate};

use crate::facts::first_day;
use crate::problem::code;
use crate::record::Placed;

use super::Finding;
use super::context::Context;
use super::names::long;
use super::presence::everybody;

/// Days between fieldwork and any other date of an inspection, at most.
const NEAR: i64 = 270;

/// Years before fieldwork in which a DBS check of the team can have been made.
const YEARS_OF_CHECKS: u32 = 10;

/// What to say where fieldwork lies far from every other date of the record: its year is the one mistake, and no rule judges
/// anything by it. One date that agrees with it, or one alone that does not, shows no such thing.
pub fn is_a_slip(context: &Context<'_>) -> Option<Finding> {
    let starts = context.starts()?;
    let record = context.record;
    let is_sound = |date: &&Placed<NaiveDate>| context.is_sound(&date.at);
    let by_hand = record.inspection.dates.0.iter().flat_map(|(_, date)| date.on.iter().chain(&date.done));
    let availability = || everybody(context);
    let away = availability().flat_map(|person| person.away);
    let hours = availability().flat_map(|person| person.unavailable).map(|hours| &hours.on);
    let dates: Vec<&Placed<NaiveDate>> = by_hand.chain(away).chain(hours).filter(is_sound).collect();
    let checks = context.facts.roster.members.iter().filter_map(|member| member.dbs_checked);
    let checks: Vec<&Placed<NaiveDate>> = checks.filter(is_sound).collect();

    let is_near = |starts: NaiveDate, day: NaiveDate| (day - starts).num_days().abs() <= NEAR;
    let are_near_each_other = || {
        let days = || dates.iter().map(|date| date.value);
        days().min().zip(days().max()).is_none_or(|(first, last)| is_near(first, last))
    };
    if dates.iter().any(|date| is_near(starts, date.value)) || !are_near_each_other() {
        return None;
    }
    let oldest = starts.checked_sub_months(Months::new(12 * YEARS_OF_CHECKS))?;
    let is_impossible =
        |check: &&Placed<NaiveDate>| check.value < oldest || check.value > starts && !is_near(starts, check.value);
    let witnesses = match dates.len() {
        2.. => dates.len(),
        some if checks.iter().all(is_impossible) => some + checks.len(),
        _ => return None,
    };
    let other = dates.first().or(checks.first()).filter(|_| witnesses > 1)?;

    let years = dates.iter().flat_map(|date| [0, 1, -1].map(|years| date.value.year() + years));
    let fits = |day: &NaiveDate| {
        first_day(*day, context.holidays).is_some() && dates.iter().all(|date| is_near(*day, date.value))
    };
    let meant = years.filter_map(|year| starts.with_year(year)).find(fits);
    let message = format!(
        "fieldwork starts on {}, and every other date of the inspection is far from that, such as {}",
        long(starts),
        long(other.value)
    );
    let help = match meant {
        Some(day) => format!("check the year: did you mean `starts = {day}`?"),
        None => "check the year of `starts`, or of the other dates".to_owned(),
    };
    let finding = Finding::new(code::OUT_OF_RANGE, &record.inspection.fieldwork.starts.at, message, help);
    Some(finding.with(&other.at, "another date"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Inspection, Team};

    fn starting(on: &str) -> TestRecord {
        TestRecord::sound().change(Inspection, "2027-02-01", on)
    }

    const BY_HAND: &str = "[dates.announcement]\non = 2027-01-15\nreason = \"agreed with the YOT\"\n";

    #[test]
    fn a_year_from_which_every_other_date_is_far_is_one_message_with_the_year_that_was_meant() {
        let away =
            |files: TestRecord| files.change(Cases, "site = \"Millgate House\"", "away = [2027-01-27, 2027-01-28]");
        let with_hand = starting("2072-02-01").append(Inspection, BY_HAND);
        for files in [
            away(starting("2072-02-01")),
            with_hand.clone(),
            away(with_hand),
            away(starting("2017-02-06").append(Inspection, BY_HAND)),
        ] {
            let line = if files.problems()[0].message.contains("2017") {
                "starts = 2017-02-06"
            } else {
                "starts = 2072-02-01"
            };
            let found = assert_found(&files, &[(code::OUT_OF_RANGE, line)]);
            assert!(found[0].message.contains("every other date"), "{found:?}");
        }
        let found = away(starting("2072-02-01")).problems();
        assert_eq!(found[0].help, "check the year: did you mean `starts = 2027-02-01`?");
    }

    #[test]
    fn the_checks_of_a_team_are_witnesses_where_they_cannot_be_of_that_year() {
        let two = "[[inspector]]\nname = \"Nadia Frost\"\ndbs-checked = 2026-01-05\n";
        let files = starting("2072-02-01").append(Team, two);
        assert!(files.problems().iter().any(|found| found.message.contains("every other date")));
        // An old check is no reason to doubt the year.
        let files = starting("2031-02-03").append(Team, two);
        assert!(!files.problems().iter().any(|found| found.message.contains("every other date")));
    }

    #[test]
    fn one_date_alone_or_dates_far_from_each_other_show_no_slip_of_the_fieldworks_year() {
        let files = TestRecord::sound().append(Inspection, &BY_HAND.replace("2027", "2026"));
        assert_found(&files, &[(code::OUT_OF_RANGE, "on = 2026-01-15")]);
        let far = "away = [2025-02-02, 2029-02-02]";
        let files = TestRecord::sound().change(Cases, "site = \"Millgate House\"", far);
        assert_found(&files, &[(code::OUT_OF_RANGE, far), (code::OUT_OF_RANGE, far)]);
    }
}
