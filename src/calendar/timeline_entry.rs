//! One milestone with its date, and how the date came about.

use chrono::{NaiveDate, NaiveTime};

use super::{BankHoliday, DayPart, Milestone};

/// A date that a person has set, which beats both rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandSet {
    /// The day.
    pub on: NaiveDate,
    /// The time of day, where it is another than usual.
    pub at: Option<NaiveTime>,
    /// Why, in the person's own words.
    pub reason: String,
}

/// How a counted date is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Backwards from the start of fieldwork.
    BeforeFieldwork {
        /// So many working days.
        days: u16,
        /// The first day of fieldwork.
        starts: NaiveDate,
    },
    /// Onwards from the day when the draft report goes out.
    AfterDraft {
        /// So many working days.
        days: u16,
        /// The day when it goes out.
        sent: NaiveDate,
    },
    /// The working day after factual inaccuracies are due.
    AfterFactualAccuracy {
        /// The day when they are due.
        due: NaiveDate,
    },
}

/// One milestone of a timeline, with what each rule says of its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Which one it is.
    pub milestone: Milestone,
    /// The date by the weekday and week of the guidance's timeline (guidance §15). The record gives the two ends of
    /// fieldwork; the translation, which has no weekday, is where its count puts it.
    pub nominal: NaiveDate,
    /// The date by a count of working days, where the guidance has one.
    pub counted: Option<NaiveDate>,
    /// The working day that takes the place of a nominal day off, if nothing is counted.
    pub moved: Option<NaiveDate>,
    /// The bank holidays that the count, or the move to a working day, passes over.
    pub passed_over: Vec<BankHoliday>,
    /// The date that a person has set.
    pub by_hand: Option<HandSet>,
    /// The time of day when it happens or is due, where there is one.
    pub time: Option<NaiveTime>,
    /// The part of the day, where the guidance has one in the place of an hour.
    pub part: Option<DayPart>,
    /// The week in which the nominal date lies, 0 being that of fieldwork; none where the record gives the date.
    pub week: Option<i8>,
    /// How the counted date is counted.
    pub count: Option<Count>,
    /// The last day whose bank holidays are certain.
    pub(super) known_until: NaiveDate,
}

impl TimelineEntry {
    /// The date that holds: the one set by hand, else the one that the rules give.
    pub fn date(&self) -> NaiveDate {
        self.by_hand.as_ref().map_or_else(|| self.computed(), |hand_set| hand_set.on)
    }

    /// The date that the rules give: the counted one, else the nominal one or the working day in its place.
    pub fn computed(&self) -> NaiveDate {
        self.counted.or(self.moved).unwrap_or(self.nominal)
    }

    /// The last day up to which bank holidays are known, if the date depends on later ones. A day that the record gives
    /// or a person has set depends on none.
    pub fn by_rule_after(&self) -> Option<NaiveDate> {
        let counted_to = match self.count {
            Some(Count::BeforeFieldwork { starts, .. }) => starts,
            _ => self.nominal,
        };
        let rests_on_rules = self.by_hand.is_none() && self.week.is_some();
        (rests_on_rules && counted_to.max(self.computed()) > self.known_until).then_some(self.known_until)
    }

    /// How the date came about: a person's reason for setting it, or the rule and its paragraph of the guidance.
    pub fn reason(&self) -> String {
        if let Some(hand_set) = &self.by_hand {
            return hand_set.reason.clone();
        }
        let Some(week) = self.week else {
            let end = if self.milestone == Milestone::FieldworkEnd { "last" } else { "first" };
            return format!("the {end} day of fieldwork, as the record gives it");
        };
        let weekday = weekday_of_week(self.nominal, week);
        let paragraph = self.milestone.paragraph();
        let ruled = match self.count {
            None => match self.moved {
                None => format!("{weekday} (guidance §{paragraph})"),
                Some(taken) => {
                    let which = if taken < self.nominal { "before" } else { "after" };
                    let over = passing_over(&self.passed_over);
                    format!("the working day {which} {weekday}, {} (guidance §{paragraph}){over}", short(self.nominal))
                }
            },
            Some(count @ Count::AfterFactualAccuracy { .. }) => format!("{} (guidance §{paragraph})", in_words(count)),
            Some(count) if self.computed() == self.nominal => {
                format!("{}, {weekday} (guidance §{paragraph})", in_words(count))
            }
            Some(count) => format!(
                "{} (guidance §{paragraph}){}; by the weekday it would be {weekday}, {}",
                in_words(count),
                passing_over(&self.passed_over),
                short(self.nominal),
            ),
        };
        match self.by_rule_after() {
            Some(known) => {
                format!("{ruled}; bank holidays by rule, since they are proclaimed to {} only", short(known))
            }
            None => ruled,
        }
    }
}

fn short(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn in_words(count: Count) -> String {
    match count {
        Count::BeforeFieldwork { days, .. } => format!("{} before fieldwork starts", working_days(days)),
        Count::AfterDraft { days, sent } => {
            format!("{} after the draft report is sent on {}", working_days(days), super::in_full(sent))
        }
        Count::AfterFactualAccuracy { due } => {
            format!("the working day after factual inaccuracies are due on {}", super::in_full(due))
        }
    }
}

fn working_days(days: u16) -> String {
    let noun = if days == 1 { "working day" } else { "working days" };
    format!("{days} {noun}")
}

fn weekday_of_week(date: NaiveDate, week: i8) -> String {
    let weekday = date.format("%A");
    if week == 0 { format!("the {weekday} of the fieldwork week") } else { format!("the {weekday} of week {week:+}") }
}

fn passing_over(holidays: &[BankHoliday]) -> String {
    let days: Vec<_> =
        holidays.iter().map(|holiday| format!("{} on {}", holiday.name, holiday.date.format("%-d %B"))).collect();
    match days.split_last() {
        None => String::new(),
        Some((last, [])) => format!(", passing over {last}"),
        Some((last, others)) => format!(", passing over {} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BankHolidays, Country, Inputs, Timeline, day};
    use super::*;

    fn entry(inputs: &Inputs, milestone: Milestone) -> TimelineEntry {
        Timeline::compute(inputs, &BankHolidays::new()).get(milestone).unwrap().clone()
    }

    fn reason(milestone: Milestone) -> String {
        let inputs = Inputs::new(day("2016-04-04"), day("2016-04-07"), Country::England);
        entry(&inputs, milestone).reason()
    }

    #[test]
    fn where_the_rules_part_the_reason_names_both_and_the_holidays_between() {
        assert_eq!(
            reason(Milestone::Announcement),
            "11 working days before fieldwork starts (guidance §10.1), passing over Good Friday on 25 March and Easter \
             Monday on 28 March; by the weekday it would be the Friday of week -3, 18 March 2016"
        );
        assert_eq!(
            reason(Milestone::SampleSent),
            "5 working days before fieldwork starts (guidance §10.4), passing over Good Friday on 25 March and Easter \
             Monday on 28 March; by the weekday it would be the Monday of week -1, 28 March 2016"
        );
    }

    #[test]
    fn where_the_rules_agree_the_reason_gives_them_in_one() {
        assert_eq!(
            reason(Milestone::FactualAccuracyDue),
            "3 working days after the draft report is sent on Wednesday 13 April 2016, the Monday of week +2 (guidance \
             §14.3)"
        );
    }

    #[test]
    fn a_date_with_one_rule_is_explained_by_it() {
        assert_eq!(reason(Milestone::Publication), "the Wednesday of week +3 (guidance §14.4)");
        assert_eq!(reason(Milestone::FinalSchedule), "the Thursday of week -1 (guidance §15)");
        assert_eq!(reason(Milestone::InterimFeedback), "the Friday of the fieldwork week (guidance §14.2)");
        assert_eq!(reason(Milestone::FieldworkStart), "the first day of fieldwork, as the record gives it");
        assert_eq!(reason(Milestone::FieldworkEnd), "the last day of fieldwork, as the record gives it");
    }

    #[test]
    fn a_date_that_gives_way_to_a_bank_holiday_says_to_which_and_from_which_day() {
        assert_eq!(
            reason(Milestone::InformationDue),
            "the working day before the Monday of week -1, 28 March 2016 (guidance §10.2), passing over Good Friday on 25 \
             March and Easter Monday on 28 March"
        );
    }

    #[test]
    fn the_translation_is_explained_by_the_factual_inaccuracies() {
        let inputs = Inputs::new(day("2016-04-04"), day("2016-04-07"), Country::Wales);
        assert_eq!(
            entry(&inputs, Milestone::Translation).reason(),
            "the working day after factual inaccuracies are due on Monday 18 April 2016 (guidance §15)"
        );
    }

    #[test]
    fn a_date_set_by_hand_beats_both_rules_and_brings_its_own_reason() {
        let mut inputs = Inputs::new(day("2016-04-04"), day("2016-04-06"), Country::England);
        let on = day("2016-03-17");
        let hand_set = HandSet { on, at: None, reason: "the YOT manager is away on Wednesday".to_owned() };
        inputs.by_hand.insert(Milestone::Announcement, hand_set);
        let announcement = entry(&inputs, Milestone::Announcement);
        assert_eq!(announcement.date(), on);
        assert_eq!(announcement.computed(), day("2016-03-16"));
        assert_eq!(announcement.nominal, day("2016-03-18"));
        assert_eq!(announcement.reason(), "the YOT manager is away on Wednesday");
    }

    #[test]
    fn a_single_working_day_is_said_in_the_singular() {
        let mut inputs = Inputs::new(day("2016-04-18"), day("2016-04-20"), Country::England);
        inputs.parameters.sample = 1;
        let reason = entry(&inputs, Milestone::SampleSent).reason();
        assert!(reason.starts_with("1 working day before fieldwork starts (guidance §10.4); by the"), "{reason}");
    }
}
