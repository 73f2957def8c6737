//! Case windows: a case is on the long-list if its sentence started between two days.

use chrono::{Months, NaiveDate};

use super::days_before;

/// The tiers of the long-list (guidance, Appendix A).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Referral and reparation orders.
    FirstTier,
    /// Youth rehabilitation orders.
    Community,
    /// Sentences of detention.
    Custodial,
}

impl Tier {
    /// All tiers, in the order of the guidance.
    pub const ALL: [Self; 3] = [Self::FirstTier, Self::Community, Self::Custodial];

    /// Its name in records: `first-tier`.
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstTier => "first-tier",
            Self::Community => "community",
            Self::Custodial => "custodial",
        }
    }

    /// The tier of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// How long a sentence must have run and how far the windows go back; by default as in Appendix A of the guidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowParameters {
    /// Weeks that every sentence must have run when the inspection is announced.
    pub minimum_weeks: u32,
    /// Months that the first tier window goes back from its end.
    pub first_tier_months: u32,
    /// Months that the community window goes back from its end.
    pub community_months: u32,
    /// Months that the custodial window goes back from its end.
    pub custodial_months: u32,
}

impl Default for WindowParameters {
    fn default() -> Self {
        Self { minimum_weeks: 6, first_tier_months: 3, community_months: 6, custodial_months: 6 }
    }
}

impl WindowParameters {
    /// Months that a tier's window goes back from its end.
    pub fn months(&self, tier: Tier) -> u32 {
        match tier {
            Tier::FirstTier => self.first_tier_months,
            Tier::Community => self.community_months,
            Tier::Custodial => self.custodial_months,
        }
    }
}

/// The days on which a sentence of one tier may have started, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First of the days.
    pub earliest: NaiveDate,
    /// Last of the days.
    pub latest: NaiveDate,
}

impl Window {
    /// Whether a sentence that started on this day is wanted.
    pub fn contains(&self, sentenced: NaiveDate) -> bool {
        (self.earliest..=self.latest).contains(&sentenced)
    }
}

/// The case windows of an inspection (guidance, Appendix A).
///
/// All end on the same day, the minimum number of weeks before the announcement. Each starts its number of months
/// before that end: on the same day of the earlier month or, where that month has no such day, on its last one. Three
/// months before 31 May is 28 February, or 29 in a leap year. The first and the last day belong to the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// For first tier cases.
    pub first_tier: Window,
    /// For community cases.
    pub community: Window,
    /// For custodial cases.
    pub custodial: Window,
}

impl Windows {
    /// The windows of an inspection announced on the given day.
    pub fn compute(announced: NaiveDate, parameters: &WindowParameters) -> Self {
        let latest = days_before(announced, 7 * u64::from(parameters.minimum_weeks));
        let window = |tier| Window { earliest: months_before(latest, parameters.months(tier)), latest };
        Self {
            first_tier: window(Tier::FirstTier),
            community: window(Tier::Community),
            custodial: window(Tier::Custodial),
        }
    }

    /// The window of a tier.
    pub fn of(&self, tier: Tier) -> Window {
        match tier {
            Tier::FirstTier => self.first_tier,
            Tier::Community => self.community,
            Tier::Custodial => self.custodial,
        }
    }
}

fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    fn first_tier(announced: &str) -> Window {
        Windows::compute(day(announced), &WindowParameters::default()).first_tier
    }

    #[test]
    fn windows_end_six_weeks_before_the_announcement_and_go_back_three_or_six_months() {
        let windows = Windows::compute(day("2016-03-18"), &WindowParameters::default());
        let latest = day("2016-02-05");
        assert_eq!(windows.of(Tier::FirstTier), Window { earliest: day("2015-11-05"), latest });
        assert_eq!(windows.of(Tier::Community), Window { earliest: day("2015-08-05"), latest });
        assert_eq!(windows.of(Tier::Custodial), Window { earliest: day("2015-08-05"), latest });
    }

    #[test]
    fn a_month_without_such_a_day_gives_its_last_one() {
        // 12 July is six weeks after 31 May; three months before that there is no 31 February.
        assert_eq!(first_tier("2027-07-12"), Window { earliest: day("2027-02-28"), latest: day("2027-05-31") });
        assert_eq!(first_tier("2028-07-12"), Window { earliest: day("2028-02-29"), latest: day("2028-05-31") });
    }

    #[test]
    fn a_window_that_ends_with_a_short_month_starts_on_the_same_day_number() {
        assert_eq!(first_tier("2027-04-11"), Window { earliest: day("2026-11-28"), latest: day("2027-02-28") });
    }

    #[test]
    fn the_first_and_the_last_day_of_a_window_belong_to_it() {
        let window = first_tier("2016-03-18");
        assert!(window.contains(day("2015-11-05")) && window.contains(day("2016-02-05")));
        assert!(!window.contains(day("2015-11-04")) && !window.contains(day("2016-02-06")));
    }

    #[test]
    fn each_figure_of_the_programme_moves_its_own_window() {
        let parameters =
            WindowParameters { minimum_weeks: 4, first_tier_months: 1, community_months: 2, custodial_months: 12 };
        let windows = Windows::compute(day("2012-10-29"), &parameters);
        let latest = day("2012-10-01");
        assert_eq!(windows.first_tier, Window { earliest: day("2012-09-01"), latest });
        assert_eq!(windows.community, Window { earliest: day("2012-08-01"), latest });
        assert_eq!(windows.custodial, Window { earliest: day("2011-10-01"), latest });
    }

    #[test]
    fn figures_beyond_all_reason_stop_at_the_first_date_there_is() {
        let parameters =
            WindowParameters { minimum_weeks: u32::MAX, first_tier_months: u32::MAX, ..Default::default() };
        let window = Windows::compute(day("2016-03-18"), &parameters).first_tier;
        assert_eq!(window, Window { earliest: NaiveDate::MIN, latest: NaiveDate::MIN });
    }

    #[test]
    fn every_tier_is_found_by_its_name() {
        assert!(Tier::ALL.into_iter().all(|tier| Tier::from_name(tier.name()) == Some(tier)));
        assert_eq!(Tier::from_name("First tier"), None);
    }
}
