//! What is asked of the schedule.

use crate::calendar::Tier;
use crate::record::ScheduleGoal;

/// The slots, the cases to put into them and those who are interviewed about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleQuestion {
    /// The slots of the team, in the order of its pages.
    pub slots: Vec<AskedSlot>,
    /// How many inspect: each slot has one of them.
    pub members: usize,
    /// The case managers.
    pub managers: Vec<AskedManager>,
    /// The selected cases.
    pub cases: Vec<AskedCase>,
    /// Minutes from the end of an interview to the joining of the next below which the break is too short.
    pub break_minutes: u16,
    /// What a good schedule has few of; the first goal counts before the second.
    pub goals: Vec<ScheduleGoal>,
}

/// A slot of a member of the team, in which one case is inspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSlot {
    /// The slot as the record writes it: `LI 3`.
    pub name: String,
    /// Whose slot it is, from 0.
    pub member: usize,
    /// Day of fieldwork, from 0.
    pub day: usize,
    /// Minute after midnight at which the inspector begins.
    pub from: u16,
    /// Minute at which a case manager joins.
    pub joins: u16,
    /// Minute at which the slot ends.
    pub to: u16,
    /// The office where the member works on the day, as a number; nothing where the record names none.
    pub site: Option<usize>,
    /// Whether a local assessor observes: the first case of an inspector who has one.
    pub is_observed: bool,
    /// Whether the member cannot inspect then: no case is put into the slot.
    pub is_closed: bool,
}

impl AskedSlot {
    /// Whether nobody can be interviewed in both: the times from beginning to end meet.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.day == other.day && self.from < other.to && other.from < self.to
    }
}

/// A case manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedManager {
    /// Name.
    pub name: String,
    /// When the case manager cannot come: each a reason that stands alone in the record.
    pub windows: Vec<AbsenceWindow>,
    /// The one office where the case manager is interviewed; nothing where any will do.
    pub site: Option<usize>,
    /// Days of fieldwork that are a first day back.
    pub days_back: Vec<usize>,
}

/// A span at which a case manager cannot come, as the record gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbsenceWindow {
    /// What the record says: a day away, hours, or days on which they do not work.
    pub kind: WindowKind,
    /// The slots that it closes to them, as positions in [`ScheduleQuestion::slots`].
    pub slots: Vec<usize>,
}

/// What the record says of a span at which a case manager cannot come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WindowKind {
    /// Away on a day of fieldwork, counted from 0.
    Away {
        /// The day.
        day: usize,
    },
    /// Not available at hours of a day, in minutes after midnight.
    Hours {
        /// The day.
        day: usize,
        /// From this minute.
        from: u16,
        /// To this minute.
        to: u16,
    },
    /// They do not work at a part of a day or all of it.
    NoWork {
        /// The day.
        day: usize,
    },
}

/// A selected case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedCase {
    /// The HMIP ID: `AB01`.
    pub id: String,
    /// The tier of the sentence.
    pub tier: Tier,
    /// Who holds the case, as a position in [`ScheduleQuestion::managers`]; nothing for a case inspected from its records alone.
    pub manager: Option<usize>,
    /// The slot in which the case has to be, as a position in [`ScheduleQuestion::slots`]. Whether its case manager is interviewed
    /// there is left open.
    pub pinned: Option<usize>,
    /// Where the case was in the schedule that went out. Once any case has it, the question is one of planning again: no
    /// case is newly without its case manager, then as few cases as possible move, then as few people are to be told.
    pub before: Option<CasePlace>,
}

/// Where a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CasePlace {
    /// The slot, as a position in [`ScheduleQuestion::slots`].
    pub slot: usize,
    /// Whether the case manager is interviewed about the case there. For a case without a case manager: no.
    pub is_interviewed: bool,
}

/// A schedule: a place for each case, in the order of [`ScheduleQuestion::cases`].
pub type CasePlaces = Vec<CasePlace>;
