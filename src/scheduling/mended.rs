//! Errors of a record that stand in no schedule's way.

use crate::problem::{Code, Problem, code};

/// Errors of a schedule that planning it takes away.
const MENDED: [Code; 7] = [
    code::SLOT_TAKEN,
    code::UNKNOWN_SLOT,
    code::IN_TWO_PLACES,
    code::CASE_MANAGER_AWAY,
    code::INSPECTOR_AWAY,
    code::NOT_SCHEDULED,
    code::FINAL_WITH_GAP,
];

/// Whether a problem is one of those that go when cases move.
pub fn is_mended_by_planning(problem: &Problem) -> bool {
    MENDED.contains(&problem.code)
}
