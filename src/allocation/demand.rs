//! What is demanded of a schedule in which every case has its case manager.

/// Something that is demanded. Cases, slots and case managers are positions in the question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScheduleDemand {
    /// A case manager presents all their cases.
    Presents {
        /// The case manager.
        manager: usize,
        /// How many cases they have.
        cases: usize,
        /// The slots to which they could come.
        slots: Vec<usize>,
    },
    /// A case manager cannot come at a time.
    Unavailable {
        /// The case manager.
        manager: usize,
        /// The window, as a position in [`AskedManager::windows`](super::question::AskedManager::windows).
        window: usize,
    },
    /// A case manager is interviewed at one office alone.
    Site {
        /// The case manager.
        manager: usize,
    },
    /// A case stands where it is pinned.
    Pin {
        /// The case.
        case: usize,
    },
    /// A member cannot inspect in a slot in which a case is pinned.
    Closed {
        /// The slot.
        slot: usize,
    },
    /// So many cases are inspected.
    Cases {
        /// How many.
        count: usize,
    },
    /// The week has so many slots, each for one case.
    Slots {
        /// How many of them are open.
        open: usize,
    },
}
