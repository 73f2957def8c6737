//! How the date of a milestone came about, in plain words.

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::in_full as long;
use crate::calendar::{BankHoliday, Count, Milestone, TimelineEntry};
use crate::check::milestone_title;
use crate::facts::kept_day;
use crate::record::Settings;
use crate::record::{At, Record};

/// How the date of a milestone came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateStory {
    /// `long-list-due`
    pub milestone: &'static str,
    /// The date that holds.
    pub date: NaiveDate,
    /// The hour or the part of the day, where there is one.
    pub time: Option<String>,
    /// The date by the weekday of its week.
    pub nominal: NaiveDate,
    /// The date by counting working days, where the guidance has a count.
    pub counted: Option<NaiveDate>,
    /// The bank holidays that the count, or the move to a working day, passes over.
    pub passed_over: Vec<Skipped>,
    /// The paragraph of the guidance.
    pub paragraph: &'static str,
    /// Where the record says what the date comes from: file and line.
    pub place: String,
    /// How it came about, one sentence each, in order.
    pub story: Vec<String>,
    /// What would change it.
    pub changes: Vec<String>,
}

/// A bank holiday that a count passes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The day.
    pub date: NaiveDate,
    /// Its name.
    pub name: String,
}

impl From<&BankHoliday> for Skipped {
    fn from(holiday: &BankHoliday) -> Self {
        Self { date: holiday.date, name: holiday.name.clone() }
    }
}

/// Tells how a date came about.
pub fn tell(entry: &TimelineEntry, record: &Record, settings: &Settings) -> DateStory {
    DateStory {
        milestone: entry.milestone.name(),
        date: entry.date(),
        time: time_of(entry),
        nominal: entry.nominal,
        counted: entry.counted,
        passed_over: entry.passed_over.iter().map(Skipped::from).collect(),
        paragraph: entry.milestone.paragraph(),
        place: line(record, place(entry, record)),
        story: story(entry, record),
        changes: changes(entry, settings),
    }
}

impl DateStory {
    /// For a person, in plain lines.
    pub fn text(&self) -> String {
        let list = |heading: &str, lines: &[String]| {
            let lines: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
            format!("\n{heading}:\n{lines}")
        };
        let time = self.time.as_ref().map(|time| format!(", {time}")).unwrap_or_default();
        format!(
            "{}: {}{time}\n{}{}\nguidance §{}; {}\n",
            self.milestone,
            long(self.date),
            list("how it came about", &self.story),
            list("what would change it", &self.changes),
            self.paragraph,
            self.place
        )
    }
}

/// `inspections/2027-01-aberford/inspection.toml:15`
pub(super) fn line(record: &Record, at: &At) -> String {
    let place = record.place(at);
    format!("{}:{}", place.file.path, place.line_column().0)
}

/// Where a date set by hand stands; else where fieldwork starts, or ends.
pub(super) fn place<'r>(entry: &TimelineEntry, record: &'r Record) -> &'r At {
    let fieldwork = &record.inspection.fieldwork;
    let by_hand = by_hand(entry.milestone, record).filter(|_| entry.by_hand.is_some());
    by_hand.unwrap_or(match (entry.milestone, &fieldwork.ends) {
        (Milestone::FieldworkEnd, Some(ends)) => &ends.at,
        _ => &fieldwork.starts.at,
    })
}

/// Where the record sets the day of a milestone by hand, or says that it was done before fieldwork was postponed.
pub(super) fn by_hand(milestone: Milestone, record: &Record) -> Option<&At> {
    let (_, date) = record.inspection.dates.0.iter().find(|(key, _)| key.value == milestone)?;
    date.on.as_ref().or_else(|| kept_day(record, milestone)).map(|on| &on.at)
}

/// The hour of a milestone, `16:00`, or its part of the day, `close of business`.
pub fn time_of(entry: &TimelineEntry) -> Option<String> {
    let part = || entry.part.map(|part| part.name().replace('-', " "));
    entry.time.map(|time| time.format("%H:%M").to_string()).or_else(part)
}

fn story(entry: &TimelineEntry, record: &Record) -> Vec<String> {
    let name = milestone_title(entry.milestone);
    let mut told = Vec::new();
    match entry.week {
        Some(_) if entry.milestone == Milestone::Translation => {
            told.push("the guidance has it in the second week after fieldwork, without a day".to_owned());
        }
        None => told.push(format!("{name} is what the record gives: {}", long(entry.nominal))),
        Some(week) => told.push(format!(
            "by the weekday it is the {} of {}: {}",
            entry.nominal.format("%A"),
            week_words(week),
            long(entry.nominal)
        )),
    }
    if let Some(taken) = entry.moved {
        let which = if taken < entry.nominal { "before" } else { "after" };
        told.push(format!("nobody works on that day, and the working day {which} is taken: {}", long(taken)));
        told.extend(entry.passed_over.iter().map(|day| format!("it passes over {} on {}", day.name, long(day.date))));
    }
    if let (Some(Count::AfterFactualAccuracy { due }), Some(counted)) = (entry.count, entry.counted) {
        told.push(format!(
            "it is the working day after factual inaccuracies are due on {}: {}",
            long(due),
            long(counted)
        ));
    } else if let (Some(count), Some(counted)) = (entry.count, entry.counted) {
        told.push(format!("by working days it is {}: {}", count_words(count), long(counted)));
        let skipped = entry.passed_over.iter();
        told.extend(skipped.map(|day| format!("the count passes over {} on {}", day.name, long(day.date))));
        told.push(agreement(entry, counted));
    }
    if let Some(hand_set) = &entry.by_hand {
        let place = by_hand(entry.milestone, record).map(|at| line(record, at)).unwrap_or_default();
        told.push(match kept_day(record, entry.milestone) {
            Some(done) => format!("{}, on {}, and that holds: {place}", hand_set.reason, long(done.value)),
            None => {
                format!("it was set by hand to {}, which holds, in {place}: {}", long(hand_set.on), hand_set.reason)
            }
        });
    }
    if let Some(known) = entry.by_rule_after() {
        told.push(format!("bank holidays are proclaimed to {} only; beyond that they are by rule", long(known)));
    }
    told
}

fn agreement(entry: &TimelineEntry, counted: NaiveDate) -> String {
    let settled = if entry.by_hand.is_some() { "" } else { ", and the counted one is taken" };
    if counted == entry.nominal {
        "the two rules agree".to_owned()
    } else if entry.passed_over.is_empty() {
        format!("the two rules differ, though no bank holiday lies between{settled}")
    } else {
        format!("the two rules differ because of that{settled}")
    }
}

fn changes(entry: &TimelineEntry, settings: &Settings) -> Vec<String> {
    let name = entry.milestone.name();
    match entry.milestone {
        Milestone::FieldworkStart => return vec!["another day as `starts` in `[fieldwork]`".to_owned()],
        Milestone::FieldworkEnd => return vec!["another day as `ends` in `[fieldwork]`".to_owned()],
        _ => {}
    }
    if entry.by_hand.is_some() {
        let computed = long(entry.computed());
        let without = format!("without `[dates.{name}]` it would be {computed}");
        return vec![format!("another day as `on` in `[dates.{name}]`"), without];
    }
    let mut changes = vec!["another week of fieldwork: `starts` in `[fieldwork]`".to_owned()];
    if let Some(key) = notice_key(entry.milestone) {
        changes.push(format!("another count as `{key}` in `[programme]` of sqspack.toml"));
    }
    match entry.count {
        Some(Count::AfterDraft { .. }) => {
            changes.push("another day for the draft report: `[dates.draft-report-sent]`".to_owned());
        }
        Some(Count::AfterFactualAccuracy { .. }) => {
            changes.push("another day for factual inaccuracies: `[dates.factual-accuracy-due]`".to_owned());
        }
        _ => {}
    }
    if entry.count.is_some() {
        let own = settings.bank_holidays().count();
        changes.push(format!("another bank holiday in the span of the count: `sqspack.toml` lists {own} of its own"));
    }
    changes.push(format!("a day set by hand: `[dates.{name}]` with `on` and `reason`"));
    changes
}

/// The key of `[programme]` that holds a milestone's count.
fn notice_key(milestone: Milestone) -> Option<&'static str> {
    Some(match milestone {
        Milestone::Announcement => "announcement-notice",
        Milestone::LongListDue => "long-list-notice",
        Milestone::SampleSent => "sample-notice",
        Milestone::FactualAccuracyDue => "factual-accuracy-days",
        _ => return None,
    })
}

fn count_words(count: Count) -> String {
    let plural = |days: u16| if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") };
    match count {
        Count::BeforeFieldwork { days, starts } => {
            format!("{} before fieldwork starts on {}", plural(days), long(starts))
        }
        Count::AfterDraft { days, sent } => format!("{} after the draft goes out on {}", plural(days), long(sent)),
        Count::AfterFactualAccuracy { due } => {
            format!("the working day after factual inaccuracies are due on {}", long(due))
        }
    }
}

fn week_words(week: i8) -> String {
    let weeks = week.unsigned_abs();
    let plural = if weeks == 1 { "week" } else { "weeks" };
    match week {
        0 => "the week of fieldwork".to_owned(),
        ..0 => format!("the week that lies {weeks} {plural} before that of fieldwork"),
        _ => format!("the week that lies {weeks} {plural} after that of fieldwork"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::TestRecord;
    use crate::facts::{Facts, holidays};
    use crate::record::FileKind::Inspection;
    use crate::workspace::Workspace;

    fn tell_of(files: TestRecord, milestone: Milestone) -> DateStory {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::File::create_new(folder.path().join("sqspack.toml")).expect("made");
        let settings = Workspace::open(folder.path()).expect("a workspace").settings;
        let record = files.record("a");
        let holidays = holidays(&settings);
        let facts = Facts::new(&record, &settings, &holidays);
        tell(facts.timeline.get(milestone).expect("the milestone"), &record, &settings)
    }

    #[test]
    fn a_counted_date_tells_both_rules_the_holidays_passed_over_and_the_paragraph() {
        let told = tell_of(TestRecord::sound().change(Inspection, "2027-02-01", "2016-04-04"), Milestone::LongListDue);
        assert_eq!(
            told.text(),
            "long-list-due: Tuesday 22 March 2016, 12:00

how it came about:
  - by the weekday it is the Thursday of the week that lies 2 weeks before that of fieldwork: Thursday 24 March 2016
  - by working days it is 7 working days before fieldwork starts on Monday 4 April 2016: Tuesday 22 March 2016
  - the count passes over Good Friday on Friday 25 March 2016
  - the count passes over Easter Monday on Monday 28 March 2016
  - the two rules differ because of that, and the counted one is taken

what would change it:
  - another week of fieldwork: `starts` in `[fieldwork]`
  - another count as `long-list-notice` in `[programme]` of sqspack.toml
  - another bank holiday in the span of the count: `sqspack.toml` lists 0 of its own
  - a day set by hand: `[dates.long-list-due]` with `on` and `reason`

guidance §10.2; inspections/a/inspection.toml:11
"
        );
    }

    #[test]
    fn a_date_set_by_hand_tells_its_reason_its_line_and_what_it_would_be_otherwise() {
        let settled = "[dates.long-list-due]\non = 2027-01-20\nreason = \"the YOT moves on Thursday\"\n";
        let told = tell_of(TestRecord::sound().append(Inspection, settled), Milestone::LongListDue);
        assert_eq!(told.place, "inspections/a/inspection.toml:13");
        let last = told.story.last().expect("a sentence");
        assert!(last.ends_with("inspection.toml:13: the YOT moves on Thursday"), "{last}");
        assert_eq!(told.changes[1], "without `[dates.long-list-due]` it would be Thursday 21 January 2027");
    }

    #[test]
    fn every_milestone_has_a_story_and_something_that_would_change_it() {
        let files = TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
        for milestone in Milestone::ALL {
            let told = tell_of(files.clone(), milestone);
            assert!(!told.story.is_empty() && !told.changes.is_empty(), "{milestone:?}");
        }
    }

    #[test]
    fn a_date_beyond_what_is_proclaimed_says_so() {
        let told = tell_of(TestRecord::sound().change(Inspection, "2027-02-01", "2031-02-03"), Milestone::Announcement);
        assert!(told.story.iter().any(|line| line.contains("by rule")), "{:?}", told.story);
    }
}
