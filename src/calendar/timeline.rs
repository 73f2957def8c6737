//! The timeline of an inspection: every milestone with its date.

use chrono::NaiveDate;

use super::milestone::Instead;
use super::timeline_entry::Count;
use super::{BankHoliday, BankHolidays, Inputs, Milestone, TimelineEntry, WorkingDays};

/// The milestones of an inspection in the order of their dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    announced: NaiveDate,
    entries: Vec<TimelineEntry>,
}

impl Timeline {
    /// Computes every milestone that the country has. Those on the same day stand in the order of the guidance.
    pub fn compute(inputs: &Inputs, holidays: &BankHolidays) -> Self {
        let working_days = WorkingDays::new(holidays);
        let milestones = Milestone::ALL.into_iter().filter(|milestone| milestone.applies_to(inputs.country));
        let mut entries: Vec<_> = milestones.map(|milestone| inputs.entry(milestone, working_days)).collect();
        entries.sort_by_key(TimelineEntry::date);
        Self { announced: inputs.entry(Milestone::Announcement, working_days).date(), entries }
    }

    /// The milestones in the order of their dates.
    pub fn entries(&self) -> &[TimelineEntry] {
        &self.entries
    }

    /// One milestone; none for translation in England.
    pub fn get(&self, milestone: Milestone) -> Option<&TimelineEntry> {
        self.entries.iter().find(|entry| entry.milestone == milestone)
    }

    /// The day of the announcement. The case windows count from it.
    pub fn announced(&self) -> NaiveDate {
        self.announced
    }
}

impl Inputs {
    fn entry(&self, milestone: Milestone, working_days: WorkingDays) -> TimelineEntry {
        let by_hand = self.by_hand.get(&milestone).cloned();
        let usual_time = self.parameters.times.get(&milestone).copied();
        let time = by_hand.as_ref().and_then(|hand_set| hand_set.at).or(usual_time);
        let count = self.count(milestone, working_days);
        let (counted, passed_over) = count.map(|count| self.counted(count, working_days)).unzip();
        let nominal =
            counted.filter(|_| milestone == Milestone::Translation).unwrap_or_else(|| self.nominal(milestone));
        let moved = moved(milestone, nominal, working_days);
        let passed_over = passed_over.or_else(|| Some(working_days.passed_over_between(nominal, moved?)));
        TimelineEntry {
            milestone,
            nominal,
            counted,
            moved,
            passed_over: passed_over.unwrap_or_default(),
            time,
            part: milestone.day_part().filter(|_| time.is_none()),
            by_hand,
            week: milestone.week(self.country),
            count,
            known_until: working_days.known_until(),
        }
    }

    fn nominal(&self, milestone: Milestone) -> NaiveDate {
        match milestone.nominal_day(self.country) {
            Some(day) => day.date(self.fieldwork_starts),
            None if milestone == Milestone::FieldworkEnd => self.fieldwork_ends,
            None => self.fieldwork_starts,
        }
    }

    fn count(&self, milestone: Milestone, working_days: WorkingDays) -> Option<Count> {
        let days = match milestone {
            Milestone::Announcement => self.parameters.announcement,
            Milestone::LongListDue => self.parameters.long_list,
            Milestone::SampleSent => self.parameters.sample,
            Milestone::FactualAccuracyDue => {
                let by_hand = self.by_hand.get(&Milestone::DraftReportSent).map(|hand_set| hand_set.on);
                let sent = by_hand.unwrap_or_else(|| self.nominal(Milestone::DraftReportSent));
                return Some(Count::AfterDraft { days: self.parameters.factual_accuracy, sent });
            }
            Milestone::Translation => {
                let due = self.entry(Milestone::FactualAccuracyDue, working_days).date();
                return Some(Count::AfterFactualAccuracy { due });
            }
            _ => return None,
        };
        Some(Count::BeforeFieldwork { days, starts: self.fieldwork_starts })
    }

    /// The date where a count ends, and the bank holidays on the way.
    fn counted(&self, count: Count, working_days: WorkingDays) -> (NaiveDate, Vec<BankHoliday>) {
        match count {
            Count::BeforeFieldwork { days, .. } => {
                let date = working_days.before(self.fieldwork_starts, days);
                (date, working_days.passed_over(date, self.fieldwork_starts))
            }
            Count::AfterDraft { days, sent } => {
                let date = working_days.after(sent, days);
                (date, working_days.passed_over(sent, date))
            }
            Count::AfterFactualAccuracy { due } => (working_days.after(due, 1), Vec::new()),
        }
    }
}

/// The working day that takes the place of a nominal day when nobody works.
fn moved(milestone: Milestone, nominal: NaiveDate, working_days: WorkingDays) -> Option<NaiveDate> {
    let instead = milestone.instead().filter(|_| !working_days.is_working_day(nominal))?;
    Some(match instead {
        Instead::Next => working_days.after(nominal, 1),
        Instead::Previous => working_days.before(nominal, 1),
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::super::{Country, DayPart, HandSet, day};
    use super::*;

    fn england(starts: &str, ends: &str) -> Inputs {
        Inputs::new(day(starts), day(ends), Country::England)
    }

    fn compute(inputs: &Inputs) -> Timeline {
        Timeline::compute(inputs, &BankHolidays::new())
    }

    fn dates(timeline: &Timeline) -> Vec<(&'static str, String)> {
        timeline.entries().iter().map(|entry| (entry.milestone.name(), entry.date().to_string())).collect()
    }

    fn hand_set(iso: &str) -> HandSet {
        HandSet { on: day(iso), at: None, reason: "agreed with the YOT".to_owned() }
    }

    #[test]
    fn without_a_bank_holiday_every_date_is_that_of_the_guidance() {
        let timeline = compute(&england("2015-06-22", "2015-06-24"));
        let expected = [
            ("announcement", "2015-06-05"),
            ("planning-meeting", "2015-06-08"),
            ("long-list-due", "2015-06-11"),
            ("sample-sent", "2015-06-15"),
            ("information-due", "2015-06-15"),
            ("final-schedule", "2015-06-18"),
            ("fieldwork-start", "2015-06-22"),
            ("fieldwork-end", "2015-06-24"),
            ("interim-feedback", "2015-06-26"),
            ("report-edited", "2015-06-29"),
            ("draft-report-sent", "2015-07-01"),
            ("factual-accuracy-due", "2015-07-06"),
            ("publication", "2015-07-15"),
        ];
        assert_eq!(dates(&timeline), expected.map(|(name, date)| (name, date.to_owned())));
        assert!(timeline.entries().iter().all(|entry| entry.computed() == entry.nominal));
    }

    #[test]
    fn hampshire_in_2016_is_counted_across_easter() {
        let timeline = compute(&england("2016-04-04", "2016-04-07"));
        let both = |milestone| timeline.get(milestone).map(|entry| (entry.nominal, entry.counted)).unwrap();
        assert_eq!(both(Milestone::Announcement), (day("2016-03-18"), Some(day("2016-03-16"))));
        assert_eq!(both(Milestone::LongListDue), (day("2016-03-24"), Some(day("2016-03-22"))));
        assert_eq!(both(Milestone::SampleSent), (day("2016-03-28"), Some(day("2016-03-24"))));
        assert_eq!(both(Milestone::FieldworkEnd), (day("2016-04-07"), None));
        assert_eq!(both(Milestone::Publication), (day("2016-04-27"), None));
        assert_eq!(timeline.announced(), day("2016-03-16"));
    }

    #[test]
    fn a_weekday_that_is_a_bank_holiday_gives_way_to_the_working_day_of_the_guidance_and_says_so() {
        let moved = |starts: &str, milestone| {
            let timeline = compute(&england(starts, starts));
            let entry = timeline.get(milestone).unwrap();
            let passed: Vec<_> = entry.passed_over.iter().map(|holiday| holiday.name.clone()).collect();
            (entry.nominal, entry.date(), passed.join(", "))
        };
        let easter = "Easter Monday".to_owned();
        assert_eq!(
            moved("2016-04-11", Milestone::PlanningMeeting),
            (day("2016-03-28"), day("2016-03-29"), easter.clone())
        );
        let both = "Good Friday, Easter Monday".to_owned();
        assert_eq!(moved("2016-04-04", Milestone::InformationDue), (day("2016-03-28"), day("2016-03-24"), both));
        let christmas = "Christmas Day".to_owned();
        assert_eq!(moved("2025-12-29", Milestone::FinalSchedule), (day("2025-12-25"), day("2025-12-24"), christmas));
        let none = String::new();
        assert_eq!(moved("2027-03-29", Milestone::InformationDue), (day("2027-03-22"), day("2027-03-22"), none));
    }

    #[test]
    fn the_translation_follows_the_factual_inaccuracies_by_a_working_day_whatever_moves_them() {
        // Good Friday of 2027 is 26 March: three working days after Wednesday 24 March end on the 31st.
        let mut inputs = Inputs::new(day("2027-03-15"), day("2027-03-17"), Country::Wales);
        let date = |inputs: &Inputs| compute(inputs).get(Milestone::Translation).unwrap().date();
        assert_eq!(date(&inputs), day("2027-04-01"));
        inputs.by_hand.insert(Milestone::FactualAccuracyDue, hand_set("2027-04-02"));
        assert_eq!(date(&inputs), day("2027-04-05"));
    }

    #[test]
    fn a_part_of_the_day_stands_where_the_guidance_has_no_hour_until_a_person_sets_one() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        let part = |inputs: &Inputs, milestone| compute(inputs).get(milestone).unwrap().part;
        assert_eq!(part(&inputs, Milestone::DraftReportSent), Some(DayPart::CloseOfBusiness));
        assert_eq!(part(&inputs, Milestone::InterimFeedback), Some(DayPart::Afternoon));
        assert_eq!(part(&inputs, Milestone::LongListDue), None);
        let at = NaiveTime::from_hms_opt(14, 0, 0);
        inputs.by_hand.insert(Milestone::InterimFeedback, HandSet { at, ..hand_set("2015-06-26") });
        assert_eq!(part(&inputs, Milestone::InterimFeedback), None);
    }

    #[test]
    fn wales_has_a_translation_and_publishes_two_weeks_later() {
        let timeline = compute(&Inputs::new(day("2015-06-22"), day("2015-06-24"), Country::Wales));
        let last = dates(&timeline).split_off(11);
        let expected =
            [("factual-accuracy-due", "2015-07-06"), ("translation", "2015-07-07"), ("publication", "2015-07-29")];
        assert_eq!(last, expected.map(|(name, date)| (name, date.to_owned())));
    }

    #[test]
    fn the_guidances_times_stand_where_it_has_them() {
        let timeline = compute(&england("2015-06-22", "2015-06-24"));
        let times =
            timeline.entries().iter().filter_map(|entry| Some((entry.milestone.name(), entry.time?.to_string())));
        let expected = [
            ("long-list-due", "12:00:00"),
            ("sample-sent", "16:00:00"),
            ("information-due", "17:00:00"),
            ("fieldwork-start", "13:00:00"),
            ("fieldwork-end", "18:00:00"),
        ];
        assert_eq!(times.collect::<Vec<_>>(), expected.map(|(name, time)| (name, time.to_owned())));
    }

    #[test]
    fn a_date_set_by_hand_moves_its_milestone_alone_and_keeps_the_usual_time() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        inputs.by_hand.insert(Milestone::SampleSent, hand_set("2015-06-16"));
        let timeline = compute(&inputs);
        let sample = timeline.get(Milestone::SampleSent).unwrap();
        assert_eq!((sample.date(), sample.time), (day("2015-06-16"), NaiveTime::from_hms_opt(16, 0, 0)));
        let moved: Vec<_> = timeline.entries().iter().filter(|entry| entry.date() != entry.nominal).collect();
        assert_eq!(moved, [sample]);
        let order: Vec<_> = timeline.entries().iter().map(|entry| entry.milestone).skip(3).take(2).collect();
        assert_eq!(order, [Milestone::InformationDue, Milestone::SampleSent]);
    }

    #[test]
    fn a_time_set_by_hand_beats_the_usual_one() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        let at = NaiveTime::from_hms_opt(9, 30, 0);
        inputs.by_hand.insert(Milestone::LongListDue, HandSet { at, ..hand_set("2015-06-12") });
        assert_eq!(compute(&inputs).get(Milestone::LongListDue).unwrap().time, at);
    }

    #[test]
    fn the_days_for_factual_inaccuracies_are_counted_from_when_the_draft_really_goes_out() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        inputs.by_hand.insert(Milestone::DraftReportSent, hand_set("2015-07-03"));
        let timeline = compute(&inputs);
        let due = timeline.get(Milestone::FactualAccuracyDue).unwrap();
        assert_eq!((due.nominal, due.date()), (day("2015-07-06"), day("2015-07-08")));
    }

    #[test]
    fn an_announcement_set_by_hand_is_the_one_that_the_windows_start_from() {
        let mut inputs = england("2016-04-04", "2016-04-07");
        inputs.by_hand.insert(Milestone::Announcement, hand_set("2016-03-17"));
        assert_eq!(compute(&inputs).announced(), day("2016-03-17"));
    }

    #[test]
    fn a_translation_set_by_hand_gives_england_none() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        inputs.by_hand.insert(Milestone::Translation, hand_set("2015-07-07"));
        assert_eq!(compute(&inputs).get(Milestone::Translation), None);
    }

    #[test]
    fn the_offices_own_counts_are_used_for_their_milestones() {
        let mut inputs = england("2015-06-22", "2015-06-24");
        let parameters = &mut inputs.parameters;
        (parameters.announcement, parameters.long_list, parameters.sample) = (10, 8, 6);
        parameters.factual_accuracy = 5;
        let timeline = compute(&inputs);
        let counted: Vec<_> = timeline.entries().iter().filter_map(|entry| Some(entry.counted?.to_string())).collect();
        assert_eq!(counted, ["2015-06-08", "2015-06-10", "2015-06-12", "2015-07-08"]);
    }

    #[test]
    fn fieldwork_that_does_not_start_on_a_monday_keeps_the_weeks_and_counts_from_its_first_day() {
        let timeline = compute(&england("2015-06-23", "2015-06-25"));
        let announcement = timeline.get(Milestone::Announcement).unwrap();
        assert_eq!((announcement.nominal, announcement.date()), (day("2015-06-05"), day("2015-06-08")));
        assert_eq!(timeline.get(Milestone::FieldworkStart).unwrap().date(), day("2015-06-23"));
    }
}
