//! Dates that a person has set.

use chrono::{NaiveDate, TimeDelta};

use crate::calendar::{Count, Country, Milestone, TimelineEntry};
use crate::facts::{done_on, monday_of};
use crate::problem::code;
use crate::record::{At, Placed};

use super::context::Context;
use super::names::long;
use super::{Finding, Findings};

/// Days from fieldwork beyond which a date can only be a slip, of the year as a rule.
pub(super) const NEAR: i64 = 270;

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
    let (Some(_), Some(_)) = (context.first_day(), context.country()) else { return Vec::new() };
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
    !context.facts.working_days.is_working_day(day)
        || closures.any(|period| period.holds(day))
        || quiet.any(|period| period.holds(day))
}

/// The day on which the record says that a milestone was done, if nothing is wrong with its form.
fn sound_day<'c>(context: &'c Context<'_>, milestone: Milestone) -> Option<&'c Placed<NaiveDate>> {
    done_on(context.record, milestone).filter(|done| context.is_sound(&done.at))
}

/// What is marked as done was done in the order of the milestones.
pub fn were_done_in_order(context: &Context<'_>, findings: &mut Findings) {
    let done = |milestone| sound_day(context, milestone);
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

/// The announcement is told as made on its day, and the case windows are counted from that (guidance §10.1).
pub fn tell_the_day_of_the_announcement(context: &Context<'_>, findings: &mut Findings) {
    let announcement = Milestone::Announcement;
    let Some(done) = sound_day(context, announcement) else { return };
    let Some(entry) = context.facts.timeline.get(announcement) else { return };
    if done.value == entry.date() || context.starts().is_none() {
        return;
    }
    let (made, told) = (long(done.value), long(entry.date()));
    let message = format!("the announcement was made on {made}, and the documents say that it was on {told}");
    let help = format!(
        "if fieldwork was postponed since, add a `[[change]]`; otherwise type `on = {}` and a `reason` under \
         `[dates.announcement]`, or mend `done`",
        done.value
    );
    findings.add(Finding::new(code::ANNOUNCED_ON_ANOTHER_DAY, &done.at, message, help));
}

#[cfg(test)]
mod tests;
