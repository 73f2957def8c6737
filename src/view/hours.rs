//! The hours of the fieldwork as templates see them: those of the schedule's grid, so that no letter says others.

use super::{HoursView, ViewBuilder};
use crate::facts::{Activity, DAY_ENDS, DAY_STARTS, Stretch, TeamRole, stretches};

/// When the team arrives on the first day (guidance §12.1).
pub(super) const ARRIVAL: u16 = 13 * 60;
/// Until when work can go on (guidance §12.1).
const WORK_ENDS: u16 = 17 * 60 + 30;
/// From when the team needs the office on every day but the first (guidance §11.3).
const ACCESS_FROM: u16 = 8 * 60 + 30;

impl ViewBuilder<'_> {
    /// The hours of the fieldwork.
    pub(super) fn hours(&self) -> HoursView {
        let days = self.facts.fieldwork.len();
        let of_lead = |day| stretches(TeamRole::LeadInspector, day, days);
        let last = days.saturating_sub(1);
        let find = |day, activity: Activity| of_lead(day).find(|stretch| stretch.activity == activity);
        let clock = |minute: u16| self.phrases.clock(minute);
        let range = |stretch: Option<Stretch>| {
            stretch.map(|stretch| self.phrases.clock_range(stretch.from, stretch.to)).unwrap_or_default()
        };
        let first_case = find(0, Activity::Case).map(|stretch| clock(stretch.from));
        let closing = of_lead(last).filter(|stretch| stretch.activity == Activity::Manager).last();
        HoursView {
            arrival: clock(ARRIVAL),
            briefing: range(find(0, Activity::Briefing)),
            opening_meeting: range(find(0, Activity::Manager)),
            first_case: first_case.unwrap_or_default(),
            closing_meeting: closing.map(|stretch| clock(stretch.from)).unwrap_or_default(),
            work_starts: clock(DAY_STARTS),
            work_ends: clock(WORK_ENDS),
            access_from: clock(ACCESS_FROM),
            access_until: clock(DAY_ENDS),
            access: self.phrases.clock_range(ACCESS_FROM, DAY_ENDS),
        }
    }
}
