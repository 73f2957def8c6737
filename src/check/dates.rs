//! Dates that a person has set.

use chrono::{NaiveDate, TimeDelta};

use crate::calendar::{Count, Country, Milestone, TimelineEntry, WorkingDays};
use crate::facts::monday_of;
use crate::problem::code;
use crate::record::{At, HandDate, Placed};

use super::context::Context;
use super::names::long;
use super::{Finding, Findings};

/// Days from fieldwork beyond which a date can only be a slip, of the year as a rule.
const NEAR: i64 = 270;

/// Days by which a date set by hand differs from the rule's when it can belong to another week of fieldwork: a weekend
/// and more than two days beside it.
const ANOTHER_WEEK: i64 = 5;

/// Which milestone comes before which, and whether both may be on one day (guidance §15).
const ORDER: &[(Milestone, Milestone, bool)] = {
    use Milestone::{
        Announcement, DraftReportSent, FactualAccuracyDue, FieldworkEnd, FieldworkStart, FinalSchedule, InformationDue,
        InterimFeedback, LongListDue, PlanningMeeting, Publication, ReportEdited, SampleSent, Translation,
    };
    &[
        (Announcement, PlanningMeeting, true),
        (Announcement, LongListDue, false),
        (Announcement, InformationDue, false),
        (PlanningMeeting, LongListDue, true),
        (LongListDue, SampleSent, true),
        (SampleSent, FinalSchedule, true),
        (PlanningMeeting, FieldworkStart, false),
        (InformationDue, FieldworkStart, false),
        (FinalSchedule, FieldworkStart, false),
        (FieldworkEnd, InterimFeedback, true),
        (FieldworkEnd, ReportEdited, true),
        (ReportEdited, DraftReportSent, true),
        (DraftReportSent, FactualAccuracyDue, false),
        (FieldworkEnd, Translation, true),
        (InterimFeedback, Publication, false),
        (FactualAccuracyDue, Publication, false),
        (Translation, Publication, false),
    ]
};

/// What an officer calls a milestone.
pub fn milestone_title(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announcement => "the announcement",
        Milestone::PlanningMeeting => "the planning meeting",
        Milestone::LongListDue => "the return of the long-list",
        Milestone::SampleSent => "the sending of the sample",
        Milestone::InformationDue => "the return of the information in advance",
        Milestone::FinalSchedule => "the final schedule",
        Milestone::FieldworkStart => "the start of fieldwork",
        Milestone::FieldworkEnd => "the end of fieldwork",
        Milestone::InterimFeedback => "the interim feedback",
        Milestone::ReportEdited => "the editing of the report",
        Milestone::DraftReportSent => "the sending of the draft report",
        Milestone::FactualAccuracyDue => "the return of factual inaccuracies",
        Milestone::Translation => "the translation",
        Milestone::Publication => "the publication",
    }
}

/// The date that was set by hand for a milestone.
pub fn by_hand<'c>(milestone: Milestone, context: &'c Context<'_>) -> Option<&'c Placed<NaiveDate>> {
    let dates = &context.record.inspection.dates.0;
    let (_, date) = dates.iter().find(|(key, _)| key.value == milestone)?;
    date.on.as_ref().filter(|on| context.is_sound(&on.at))
}

/// A date set by hand has its reason, and a reason its date.
pub fn have_a_reason(context: &Context<'_>, findings: &mut Findings) {
    for (key, date) in &context.record.inspection.dates.0 {
        let name = key.value.name();
        match (&date.on, &date.reason) {
            (Some(on), None) => {
                let message = format!("`dates.{name}` has no `reason`");
                let help = "add a line that says why the date was set by hand: `reason = \"…\"`";
                findings.add(Finding::new(code::MISSING_KEY, &on.at, message, help));
            }
            (None, Some(reason)) => {
                let message = format!("`dates.{name}` has a `reason`, but no date that was set by hand");
                let help = "add the date: `on = 2026-12-30`, or take the reason out";
                findings.add(Finding::new(code::MISSING_KEY, &reason.at, message, help));
            }
            _ => {}
        }
    }
}

fn keys<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c Placed<Milestone>> {
    context.record.inspection.dates.0.iter().map(|(key, _)| key)
}

/// The days of fieldwork are set in `[fieldwork]` alone.
pub fn leave_fieldwork_alone(context: &Context<'_>, findings: &mut Findings) {
    let by_hand = context.record.inspection.dates.0.iter().filter(|(_, date)| date.on.is_some());
    for (key, _) in by_hand {
        let line = match key.value {
            Milestone::FieldworkStart => "starts",
            Milestone::FieldworkEnd => "ends",
            _ => continue,
        };
        let message = format!("{} is set in `[fieldwork]`, not in `[dates]`", milestone_title(key.value));
        let help = format!("take `[dates.{}]` out and set `{line}` in `[fieldwork]`", key.value.name());
        let finding = Finding::new(code::FIELDWORK_BY_HAND, &key.at, message, help);
        findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork is set here"));
    }
}

/// A report is translated in Wales only.
pub fn are_of_this_country(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    for key in keys(context).filter(|key| !key.value.applies_to(country)) {
        let other = if country == Country::England { "Wales" } else { "England" };
        let message = format!("{} is part of an inspection in {other} only", milestone_title(key.value));
        let help = format!("take `[dates.{}]` out", key.value.name());
        let finding = Finding::new(code::MILESTONE_OF_OTHER_COUNTRY, &key.at, message, help);
        findings.add(finding.with(&context.record.inspection.yot.country.at, "the country of the inspection"));
    }
}

/// A date lies in the months around fieldwork: another is mostly a mistyped year.
pub fn lie_near_fieldwork(context: &Context<'_>, findings: &mut Findings) {
    let Some(starts) = context.starts() else { return };
    let dates = context.record.inspection.dates.0.iter();
    for (key, on) in dates.flat_map(|(key, date)| date.on.iter().chain(&date.done).map(move |on| (key, on))) {
        if (on.value - starts).num_days().abs() > NEAR {
            let (milestone, on_day, starts) = (milestone_title(key.value), long(on.value), long(starts));
            let message = format!("{milestone} on {on_day} is far from fieldwork, which starts on {starts}");
            let finding = Finding::new(code::OUT_OF_RANGE, &on.at, message, "check the year");
            findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
        }
    }
}

/// Dates set by hand keep the order of the milestones. A document would otherwise ask for something before it is sent.
/// Two dates that the program works out are never complained of.
pub fn are_in_order(context: &Context<'_>, findings: &mut Findings) {
    findings.0.extend(out_of_order(context).into_iter().map(|(_, finding)| finding));
}

/// The dates set by hand that break the order, each with what to say of it.
fn out_of_order<'c>(context: &'c Context<'_>) -> Vec<(&'c At, Finding)> {
    let (Some(_), Some(_)) = (context.starts(), context.country()) else { return Vec::new() };
    let mut told: Vec<(&At, Finding)> = Vec::new();
    for (earlier, later, same_day) in ORDER {
        let (Some(first), Some(second)) = (date_of(*earlier, context), date_of(*later, context)) else { continue };
        if first < second || (*same_day && first == second) {
            continue;
        }
        // Where both are set by hand, the later milestone is the one to move.
        let moved = [(*later, second, *earlier, first), (*earlier, first, *later, second)];
        let by_hand = |(milestone, ..): &(Milestone, _, _, _)| hand_place(*milestone, context);
        let Some((at, moved)) = moved.iter().find_map(|moved| Some((by_hand(moved)?, *moved))) else { continue };
        // One wrong date breaks the order with several others. One message is enough.
        if told.iter().all(|(other, _)| *other != at) {
            told.push((at, breaking(at, moved, *same_day, context)));
        }
    }
    told
}

/// What to say of a date set by hand that breaks its order with another one.
fn breaking(
    at: &At,
    (milestone, date, other, other_date): (Milestone, NaiveDate, Milestone, NaiveDate),
    same_day: bool,
    context: &Context<'_>,
) -> Finding {
    let after = other < milestone;
    let message = format!(
        "{} falls on {}, and {}, which comes {} it, on {}",
        milestone_title(milestone),
        long(date),
        milestone_title(other),
        if after { "before" } else { "after" },
        long(other_date)
    );
    let direction = if after { "later" } else { "earlier" };
    let is_own = by_hand(milestone, context).is_some();
    let help = match (is_own, same_day) {
        // The date that breaks the order is counted from the one set by hand; no message can say how far that must move.
        (false, _) => format!("type an {direction} date"),
        (true, true) => format!("type `{other_date}` or {} {direction} date", if after { "a" } else { "an" }),
        (true, false) => format!("type a date {} `{other_date}`", if after { "after" } else { "before" }),
    };
    let help = match other {
        Milestone::FieldworkStart | Milestone::FieldworkEnd => help,
        _ => format!("{help}, or set `[dates.{}]` too", other.name()),
    };
    let finding = Finding::new(code::DATES_OUT_OF_ORDER, at, message, help);
    match hand_place(other, context).filter(|other| *other != at) {
        Some(place) => finding.with(place, milestone_title(other)),
        None => finding,
    }
}

/// A date set by hand lies in the week that the guidance has for it, or near it. Dates that stayed when fieldwork moved
/// do not: nobody wrote down where fieldwork was before, so their week is the sign. A date that gives way to a bank
/// holiday or to a period of `sqspack.toml` may go as far as it needs.
pub fn fit_this_fieldwork(context: &Context<'_>, findings: &mut Findings) {
    let (Some(starts), Some(_)) = (context.first_day(), context.country()) else { return };
    // Both dates of a pair in the wrong order are named there already.
    let said: Vec<At> = out_of_order(context).iter().flat_map(|(_, finding)| finding.places()).cloned().collect();
    for entry in context.facts.timeline.entries() {
        let (Some(on), Some(week)) = (by_hand(entry.milestone, context), entry.week) else { continue };
        let week_set = (monday_of(on.value) - monday_of(starts)).num_days() / 7;
        // A date counted from another one follows where that was set, so its own week is what tells.
        let rule = match entry.count {
            Some(Count::AfterDraft { .. }) => entry.nominal,
            Some(Count::AfterFactualAccuracy { .. }) => on.value - TimeDelta::weeks(week_set - i64::from(week)),
            _ => entry.computed(),
        };
        let distance = (on.value - rule).num_days().abs();
        let far = week_set != i64::from(week) && (ANOTHER_WEEK..=NEAR).contains(&distance);
        if !far || said.contains(&on.at) || gives_way(entry, context) {
            continue;
        }
        let other = monday_of(on.value) - (monday_of(rule) - monday_of(starts));
        let message = format!(
            "{} is set to {}, in {}; for fieldwork from {} the rule has {}, in {}",
            milestone_title(entry.milestone),
            long(on.value),
            week_words(week_set),
            long(starts),
            long(rule),
            week_words(week.into())
        );
        let help = format!(
            "if fieldwork has moved, take `[dates.{}]` out or type another day; the day fits fieldwork in the week of {}",
            entry.milestone.name(),
            long(other)
        );
        let finding = Finding::new(code::OTHER_WEEK, &on.at, message, help);
        findings.add(finding.with(&context.record.inspection.fieldwork.starts.at, "fieldwork starts here"));
    }
}

/// A week as the guidance numbers it: `week -2`.
fn week_words(week: i64) -> String {
    if week == 0 { "the week of fieldwork".to_owned() } else { format!("week {week:+}") }
}

/// Whether the day that the rules give is one on which nobody can keep it, so that a later one is meant.
fn gives_way(entry: &TimelineEntry, context: &Context<'_>) -> bool {
    let (day, settings) = (entry.computed(), context.settings);
    let mut closures = settings.closures(&context.record.folder);
    let publication = entry.milestone == Milestone::Publication;
    let mut quiet = settings.recesses().chain(settings.pre_elections()).filter(|_| publication);
    !WorkingDays::new(context.holidays).is_working_day(day)
        || closures.any(|period| period.holds(day))
        || quiet.any(|period| period.holds(day))
}

/// What is marked as done was done in the order of the milestones.
pub fn were_done_in_order(context: &Context<'_>, findings: &mut Findings) {
    let done = |milestone: Milestone| {
        let is_it = |(key, _): &&(Placed<Milestone>, HandDate)| key.value == milestone;
        let (_, date) = context.record.inspection.dates.0.iter().find(is_it)?;
        date.done.as_ref().filter(|done| context.is_sound(&done.at))
    };
    let mut told: Vec<&At> = Vec::new();
    for (earlier, later, _) in ORDER {
        let (Some(first), Some(second)) = (done(*earlier), done(*later)) else { continue };
        if first.value <= second.value || told.contains(&&second.at) {
            continue;
        }
        told.push(&second.at);
        let (before, after) = (milestone_title(*earlier), milestone_title(*later));
        let message = format!(
            "{after} is marked as done on {}, before {before}, which is marked as done on {}",
            long(second.value),
            long(first.value)
        );
        let help = "type the days on which the two were really done, or take one of them out";
        let finding = Finding::new(code::DONE_OUT_OF_ORDER, &second.at, message, help);
        findings.add(finding.with(&first.at, before));
    }
}

/// The date of a milestone; for the two ends of fieldwork as `[fieldwork]` gives them.
fn date_of(milestone: Milestone, context: &Context<'_>) -> Option<NaiveDate> {
    let entry = context.facts.timeline.get(milestone)?;
    let fieldwork = matches!(milestone, Milestone::FieldworkStart | Milestone::FieldworkEnd);
    Some(if fieldwork { entry.nominal } else { entry.date() })
}

/// Where a person has set the date of a milestone, or the date from which the program counts it.
pub fn hand_place<'c>(milestone: Milestone, context: &'c Context<'_>) -> Option<&'c At> {
    let own = match milestone {
        Milestone::FieldworkStart | Milestone::FieldworkEnd => None,
        _ => by_hand(milestone, context),
    };
    let counted_from: &[Milestone] = match milestone {
        Milestone::FactualAccuracyDue => &[Milestone::DraftReportSent],
        Milestone::Translation => &[Milestone::FactualAccuracyDue, Milestone::DraftReportSent],
        _ => &[],
    };
    let date = own.or_else(|| counted_from.iter().find_map(|from| by_hand(*from, context)))?;
    Some(&date.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::Inspection;

    fn setting(dates: &[(&str, &str)]) -> TestRecord {
        dates.iter().fold(TestRecord::sound(), |files, (milestone, on)| {
            files.append(Inspection, &format!("[dates.{milestone}]\non = {on}\nreason = \"agreed with the YOT\"\n"))
        })
    }

    #[test]
    fn fieldwork_is_set_in_one_place_only() {
        let files = setting(&[("fieldwork-start", "2027-02-08")]);
        let problems = assert_found(&files, &[(code::FIELDWORK_BY_HAND, "[dates.fieldwork-start]")]);
        assert_eq!(problems[0].help, "take `[dates.fieldwork-start]` out and set `starts` in `[fieldwork]`");
        assert_found(
            &setting(&[("fieldwork-end", "2027-02-04")]),
            &[(code::FIELDWORK_BY_HAND, "[dates.fieldwork-end]")],
        );
    }

    #[test]
    fn translation_has_a_date_in_wales_alone() {
        let files = setting(&[("translation", "2027-02-16")]);
        assert_found(&files, &[(code::MILESTONE_OF_OTHER_COUNTRY, "[dates.translation]")]);
    }

    #[test]
    fn a_date_of_another_year_is_a_slip() {
        let files = setting(&[("announcement", "2026-01-15")]);
        assert_found(&files, &[(code::OUT_OF_RANGE, "on = 2026-01-15")]);
    }

    #[test]
    fn a_date_moved_within_the_order_is_fine() {
        assert_found(&setting(&[("announcement", "2027-01-14"), ("sample-sent", "2027-01-26")]), &[]);
        assert_found(&setting(&[("long-list-due", "2027-01-25")]), &[]);
        assert_found(&setting(&[("publication", "2027-02-26")]), &[]);
    }

    /// Every milestone that is not fieldwork, set by hand to the day that the rules give it.
    fn all_set(files: TestRecord) -> TestRecord {
        let rows = files.facts(|facts| {
            let entries = facts.timeline.entries().iter().filter(|entry| entry.week.is_some());
            let row = |entry: &TimelineEntry| {
                format!("[dates.{}]\non = {}\nreason = \"agreed\"\n", entry.milestone.name(), entry.date())
            };
            entries.map(row).collect::<String>()
        });
        files.append(Inspection, &rows)
    }

    #[test]
    fn after_fieldwork_moves_every_date_set_by_hand_is_told_with_its_week_and_the_week_of_fieldwork_that_it_fits() {
        let set = all_set(TestRecord::sound());
        assert_found(&set, &[]);
        for (starts, moved) in [("2027-02-08", "Monday 8 February 2027"), ("2027-02-15", "Monday 15 February 2027")] {
            let problems =
                set.clone().change(Inspection, "starts = 2027-02-01", &format!("starts = {starts}")).problems();
            let told: Vec<_> = problems
                .iter()
                .filter(|problem| [code::OTHER_WEEK, code::DATES_OUT_OF_ORDER].contains(&problem.code))
                .collect();
            assert_eq!(told.len(), 11, "{}", crate::problem::render(&problems, false));
            let other_week = told.iter().filter(|problem| problem.code == code::OTHER_WEEK);
            for problem in other_week {
                assert!(problem.message.contains(&format!("for fieldwork from {moved}")), "{}", problem.message);
                assert!(problem.help.ends_with("the week of Monday 1 February 2027"), "{}", problem.help);
            }
        }
    }

    #[test]
    fn a_long_list_that_stayed_when_fieldwork_moved_is_told_even_if_only_the_planning_meeting_follows_it() {
        let files = setting(&[("announcement", "2027-01-15"), ("long-list-due", "2027-01-21")]);
        assert_found(&files, &[]);
        let files = files.change(Inspection, "starts = 2027-02-01", "starts = 2027-02-08");
        let expected = [(code::OTHER_WEEK, "on = 2027-01-15"), (code::DATES_OUT_OF_ORDER, "on = 2027-01-21")];
        let problems = assert_found(&files, &expected);
        assert!(problems[1].message.contains("the planning meeting"), "{}", problems[1].message);
    }

    #[test]
    fn a_date_may_go_to_another_week_when_the_rules_day_is_closed() {
        let files = setting(&[("publication", "2027-03-10")]);
        let problems = assert_found(&files, &[(code::OTHER_WEEK, "on = 2027-03-10")]);
        assert_eq!(
            problems[0].message,
            "the publication is set to Wednesday 10 March 2027, in week +5; for fieldwork from Monday 1 February 2027 the \
             rule has Wednesday 24 February 2027, in week +3"
        );
        for kind in ["recess", "pre-election", "closure"] {
            let period = format!("[[{kind}]]\nfrom = 2027-02-22\nto = 2027-03-05\nname = \"spring\"\n");
            assert_found(&files.clone().settings(&period), &[]);
        }
    }

    #[test]
    fn days_on_which_things_were_done_keep_the_order_of_the_milestones() {
        let done = |rows: &[(&str, &str)]| {
            rows.iter().fold(TestRecord::sound(), |files, (milestone, on)| {
                files.append(Inspection, &format!("[dates.{milestone}]\ndone = {on}\n"))
            })
        };
        assert_found(&done(&[("announcement", "2027-01-15"), ("long-list-due", "2027-01-15")]), &[]);
        let wrong =
            done(&[("announcement", "2027-01-18"), ("long-list-due", "2027-01-15"), ("sample-sent", "2027-01-14")]);
        let line = ["done = 2027-01-15", "done = 2027-01-14"];
        assert_found(&wrong, &[(code::DONE_OUT_OF_ORDER, line[0]), (code::DONE_OUT_OF_ORDER, line[1])]);
        for (earlier, later, _) in ORDER {
            let of = |milestone: &Milestone| matches!(milestone, Milestone::FieldworkStart | Milestone::FieldworkEnd);
            let wales = TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
            if of(earlier) || of(later) {
                continue;
            }
            let files =
                [(earlier, "2027-02-05"), (later, "2027-02-04")].iter().fold(wales, |files, (milestone, on)| {
                    files.append(Inspection, &format!("[dates.{}]\ndone = {on}\n", milestone.name()))
                });
            let told = files.problems().into_iter().any(|problem| problem.code == code::DONE_OUT_OF_ORDER);
            assert!(told, "{earlier:?} {later:?}");
        }
    }

    #[test]
    fn an_announcement_after_the_long_list_is_due_is_refused() {
        let files = setting(&[("announcement", "2027-01-21"), ("planning-meeting", "2027-01-21")]);
        let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-21")]);
        assert_eq!(problems[0].help, "type a date before `2027-01-21`, or set `[dates.long-list-due]` too");
        let files = setting(&[("announcement", "2027-01-21")]);
        let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-21")]);
        assert_eq!(
            problems[0].message,
            "the announcement falls on Thursday 21 January 2027, and the planning meeting, which comes after it, on Monday \
             18 January 2027"
        );
        assert_eq!(problems[0].help, "type `2027-01-18` or an earlier date, or set `[dates.planning-meeting]` too");
    }

    #[test]
    fn of_two_dates_set_by_hand_the_later_milestone_is_complained_of() {
        let files = setting(&[("long-list-due", "2027-01-27"), ("sample-sent", "2027-01-26")]);
        let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-01-26")]);
        assert_eq!(problems[0].related[0].0.line_column().0, files.line_of(Inspection, "on = 2027-01-27"));
    }

    #[test]
    fn a_final_schedule_must_come_before_fieldwork() {
        let files = setting(&[("final-schedule", "2027-02-01")]);
        let problems = assert_found(&files, &[(code::DATES_OUT_OF_ORDER, "on = 2027-02-01")]);
        assert_eq!(problems[0].help, "type a date before `2027-02-01`");
    }

    #[test]
    fn a_late_draft_report_takes_its_factual_inaccuracies_beyond_the_publication() {
        let files = setting(&[("draft-report-sent", "2027-02-22")]);
        let line = "on = 2027-02-22";
        let problems = assert_found(&files, &[(code::RULES_PART, line), (code::DATES_OUT_OF_ORDER, line)]);
        assert_eq!(problems[1].help, "type an earlier date, or set `[dates.publication]` too");
    }

    #[test]
    fn every_milestone_that_comes_before_another_is_so_by_the_guidances_own_dates() {
        let files = TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
        let problems = files.problems();
        assert!(problems.iter().all(|problem| problem.code != code::DATES_OUT_OF_ORDER), "{problems:?}");
        assert!(ORDER.iter().all(|(earlier, later, _)| earlier < later));
    }
}
