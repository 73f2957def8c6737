//! The schedule as templates see it: a page for each team member, days, and blocks to scale.

pub mod grid;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Serialize;

use super::DateView;

/// The whole schedule (guidance §12 and Appendix B).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleView {
    /// First minute of the day that the grid shows: 540 for 9:00.
    pub day_starts: u16,
    /// Minute at which the grid ends: 1080 for 18:00.
    pub day_ends: u16,
    /// The hours down the side, each with its minute and wording: 540, `9am`.
    pub hours: Vec<HourView>,
    /// Number of cases that have no slot yet: while there are any, the schedule is marked as incomplete.
    pub unscheduled: usize,
    /// A page for each member of the team.
    pub pages: Vec<SchedulePage>,
    /// The key: the kinds of block in order, each with its words.
    pub key: Vec<KeyEntry>,
}

/// An hour mark down the side of the grid.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HourView {
    /// Minutes after midnight.
    pub minute: u16,
    /// `9am`, `midday`, `1pm`
    pub text: String,
}

/// A member's page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SchedulePage {
    /// `Lead inspector: Ruth Calder`
    pub heading: String,
    /// Name of the member.
    pub name: String,
    /// The label of the member's slots: `LI`.
    pub label: String,
    /// Role in words.
    pub role_name: String,
    /// `changed` or `unchanged` since the schedule last went out, where any page has changed; else empty.
    pub state: &'static str,
    /// Monday to Friday.
    pub days: Vec<ScheduleDay>,
}

/// A day on a member's page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleDay {
    /// The date.
    pub date: DateView,
    /// Name of the office, or empty on a day without fieldwork.
    pub site: String,
    /// Whether there is fieldwork on this day.
    pub fieldwork: bool,
    /// What fills the day, in order, without gaps from `day_starts` to `day_ends`; empty time has kind `free`.
    /// A day without fieldwork has a single block of kind `none`.
    pub blocks: Vec<Block>,
}

/// A block of the grid.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Block {
    /// First minute, after midnight.
    pub from: u16,
    /// Minute at which it ends.
    pub to: u16,
    /// `9am to 11:15am`
    pub time: String,
    /// `interview`, `meeting`, `it`, `inspectorate`, `break`, `travel`, `free` or `none`.
    pub kind: &'static str,
    /// `Case 3`, `Meeting with the YOT manager`, `Break`
    pub title: String,
    /// Further lines, each a phrase of its own: `Observed by Dev Chaudhry, local assessor`.
    pub details: Vec<String>,
    /// For a case: its HMIP ID; else empty.
    pub case_id: String,
    /// For a case: the case manager, or the words for a case inspected from its records; else empty.
    pub case_manager: String,
    /// For a case with a case manager: the time at which they join, `9:30am`; else empty.
    pub joins: String,
}

/// A kind of block in the key.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeyEntry {
    /// The `kind` of the blocks that it explains.
    pub kind: &'static str,
    /// `Case manager interviews`
    pub text: String,
}
