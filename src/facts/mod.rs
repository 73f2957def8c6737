//! What follows from a record before anybody judges it: the timeline, the case windows, the team in order, the split.

mod aggregate;
mod changes;
mod cited;
mod distribution;
mod findings;
mod free_slots;
mod grid;
mod information;
mod names;
mod open_matters;
mod open_points;
mod presence;
mod progress;
mod report_paragraphs;
mod roster;
mod schedule;
mod sent_twice;
mod sentences;
mod suppression;
mod tally;
mod translation;

use chrono::{Days, NaiveDate};

use crate::calendar::{BankHoliday, BankHolidays, Country, HandSet, Inputs, Milestone, Timeline, Windows, WorkingDays};
use crate::record::{Language, Record, Settings, Split};

pub use aggregate::{AggregatedFigures, AggregatedQuestion, FEWEST_INSPECTIONS};
pub use changes::{ANNOUNCED_TO, Touchable};
pub use cited::{Cited, FigurePart, cited};
pub use distribution::{MissingReader, REPORT_COPIES, holders, missing_readers, served, unreachable_readers};
pub use findings::{FindingsFigures, QuestionFigures};
pub use free_slots::{FreeSlot, site_on_day};
pub use grid::{Activity, DAY_ENDS, DAY_STARTS, Slot, Stretch, slots, stretches};
pub use information::{InformationState, RequestedItem, information};
pub use names::{folded, folded_id, is_same_name, managers_by_name, needs_by_manager, sheet_reference};
pub use open_matters::{
    ComplaintStep, OpenMatters, complaint_steps, open_accuracy_points, open_alerts, open_escalations,
};
pub use open_points::OpenPoint;
pub use presence::{Absent, Availability, interview_hours, minute_of};
pub use progress::{Progress, changed_after, done_on, kept_day};
pub use report_paragraphs::{
    ParagraphName, ReportParagraph, ReportPart, commentary_numbers, is_withdrawn, paragraph_words, report_paragraphs,
};
pub use roster::{Member, Roster, TeamRole, parse_slot};
pub use schedule::{Booking, MemberSlots, Schedule, day_count, is_same_case, monday_of};
pub use sent_twice::SentTwice;
pub use sentences::{AGES, is_a_childs_age, tier_of_order};
pub use tally::Tally;
pub use translation::{Untranslated, goes_for_translation, says_as_the_draft, untranslated};

/// What follows from a record.
#[derive(Clone, Debug)]
pub struct Facts<'r> {
    /// Every milestone with its date and reason.
    pub timeline: Timeline,
    /// The span in which a case's sentence must have started.
    pub windows: Windows,
    /// The team, lead inspector first.
    pub roster: Roster<'r>,
    /// Who has which slots, and which case is in which of them.
    pub schedule: Schedule<'r>,
    /// Minutes at the start of a slot that the inspector reads alone; a case manager joins after them.
    pub reading_minutes: u16,
    /// How many cases of each tier are inspected.
    pub split: Split,
    /// The days of fieldwork, first to last.
    pub fieldwork: Vec<NaiveDate>,
    /// The first day of fieldwork, if fieldwork can start on the day that the record gives.
    pub first_day: Option<NaiveDate>,
    /// The bank holidays from the first milestone to the last.
    pub holidays: Vec<BankHoliday>,
    /// Counts in working days, with the bank holidays of every year.
    pub working_days: WorkingDays<'r>,
}

impl<'r> Facts<'r> {
    /// Works out what follows from a record.
    pub fn new(record: &'r Record, settings: &Settings, holidays: &'r BankHolidays) -> Self {
        let working_days = WorkingDays::new(holidays);
        let fieldwork = fieldwork(record);
        let first_day = first_day(record.inspection.fieldwork.starts.value, holidays);
        let timeline = timeline(record, settings, holidays, &fieldwork);
        let windows = Windows::compute(timeline.announced(), &settings.windows());
        let roster = Roster::new(&record.team);
        let days = day_count(&record.inspection.fieldwork, first_day);
        let schedule = Schedule::new(&record.cases, &roster, days);
        let split = split(record, settings, &roster, schedule.slot_count());
        let dates = || timeline.entries().iter().map(crate::calendar::TimelineEntry::date);
        let holidays = match (dates().min(), dates().max()) {
            (Some(first), Some(last)) => holidays.between(first, last),
            _ => Vec::new(),
        };
        let reading_minutes = u16::try_from(settings.reading_minutes()).unwrap_or(u16::MAX);
        Self {
            timeline,
            windows,
            roster,
            schedule,
            reading_minutes,
            split,
            fieldwork,
            first_day,
            holidays,
            working_days,
        }
    }

    /// Monday to Friday of the fieldwork week.
    pub fn week(&self) -> Vec<NaiveDate> {
        monday_of(self.fieldwork[0]).iter_days().take(5).collect()
    }
}

/// The bank holidays, with those that the workspace adds.
pub fn holidays(settings: &Settings) -> BankHolidays {
    BankHolidays::new().with_added(settings.bank_holidays()).with_listed(settings.listed_holidays())
}

/// The languages that documents are made in, in order, each once: those that the record names, else those of its country.
pub fn languages(record: &Record) -> Vec<Language> {
    let named = &record.inspection.languages;
    if named.is_empty() {
        return Language::of_country(country(record)).to_vec();
    }
    Language::ALL.iter().copied().filter(|language| named.iter().any(|one| one.value == *language)).collect()
}

/// The country that the record names.
pub fn country(record: &Record) -> Country {
    record.inspection.yot.country.value
}

/// The sequence number of a milestone in the calendar file: it rises when the date is set by hand, and with each revision
/// past both, so that it never falls as long as revisions rise.
pub fn sequence(record: &Record, milestone: Milestone) -> u32 {
    let mut dates = record.inspection.dates.0.iter();
    let set = dates.any(|(key, date)| key.value == milestone && (date.on.is_some() || date.time.is_some()));
    sequence_of(record, set)
}

/// The sequence number of an event that has moved, or has not, since the last revision. Each postponement of fieldwork moves all.
pub fn sequence_of(record: &Record, has_moved: bool) -> u32 {
    let revision = record.inspection.calendar.as_ref().map_or(0, |calendar| calendar.revision.value);
    let postponed = record.inspection.changes.iter().filter(|change| change.postponed_to().is_some()).count();
    revision
        .saturating_add(u32::try_from(postponed).unwrap_or(u32::MAX))
        .saturating_mul(2)
        .saturating_add(has_moved.into())
}

/// The day on which fieldwork starts, if it can: a Monday, or the first working day after a Monday that is a bank
/// holiday (guidance §3.3).
pub fn first_day(starts: NaiveDate, holidays: &BankHolidays) -> Option<NaiveDate> {
    let mut before = monday_of(starts).iter_days().take_while(|day| *day < starts);
    before.all(|day| holidays.name_of(day).is_some()).then_some(starts)
}

/// The first working day of the week of a day: the Monday, or the Tuesday after a Monday that is a bank holiday.
pub fn first_working_day(of: NaiveDate, holidays: &BankHolidays) -> NaiveDate {
    let monday = monday_of(of);
    monday.iter_days().take(5).find(|day| holidays.name_of(*day).is_none()).unwrap_or(monday)
}

/// The days of fieldwork: from its start to its end, which is two days later where the record does not say. There is
/// always a first day, and never more than the five of a week.
fn fieldwork(record: &Record) -> Vec<NaiveDate> {
    let given = &record.inspection.fieldwork;
    let starts = given.starts.value;
    let ends = given.ends.as_ref().map_or(starts + Days::new(2), |ends| ends.value);
    let days: Vec<NaiveDate> = starts.iter_days().take_while(|day| *day <= ends).take(5).collect();
    if days.is_empty() { vec![starts] } else { days }
}

/// Why a milestone keeps its day when fieldwork is postponed.
const KEPT: &str = "it was done before fieldwork was postponed";

fn timeline(record: &Record, settings: &Settings, holidays: &BankHolidays, fieldwork: &[NaiveDate]) -> Timeline {
    let mut inputs = Inputs::new(fieldwork[0], *fieldwork.last().unwrap_or(&fieldwork[0]), country(record));
    inputs.parameters = settings.milestones();
    for (milestone, date) in &record.inspection.dates.0 {
        let at = date.time.as_ref().map(|time| time.value);
        match &date.on {
            Some(on) => {
                let reason = date.reason.as_ref().map(ToString::to_string).unwrap_or_default();
                inputs.by_hand.insert(milestone.value, HandSet { on: on.value, at, reason });
            }
            // A time alone moves the hour of the day that is worked out.
            None => inputs.parameters.times.extend(at.map(|at| (milestone.value, at))),
        }
        if let Some(done) = kept_day(record, milestone.value) {
            inputs.by_hand.insert(milestone.value, HandSet { on: done.value, at, reason: KEPT.to_owned() });
        }
    }
    Timeline::compute(&inputs, holidays)
}

/// The split that the record gives, else that of the programme's team of this shape. Another team inspects what the
/// largest of the programme's teams does whose cases fit into its slots; a team that is still to be named, what the usual
/// team does.
fn split(record: &Record, settings: &Settings, roster: &Roster<'_>, slots: usize) -> Split {
    if let Some(sample) = &record.inspection.sample {
        return Split {
            first_tier: sample.first_tier.value,
            community: sample.community.value,
            custodial: sample.custodial.value,
        };
    }
    let teams = settings.teams();
    let (inspectors, assessors) = (roster.inspectors(), roster.count(TeamRole::LocalAssessor));
    let of_this_shape =
        teams.iter().find(|team| team.inspectors as usize == inspectors && team.local_assessors as usize == assessors);
    let usual = teams.iter().find(|team| team.inspectors + team.local_assessors == 3).or(teams.first());
    let fitting = || {
        let fitting = teams.iter().filter(|team| team.split.total() as usize <= slots && roster.members.len() > 1);
        fitting.max_by_key(|team| team.split.total())
    };
    of_this_shape
        .or_else(fitting)
        .or(usual)
        .map_or(Split { first_tier: 0, community: 0, custodial: 0 }, |team| team.split)
}
