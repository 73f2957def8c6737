//! The board for a screen that others look at: who and where are stand-ins before a line of it is worked out.

use super::BoardRow;
use crate::record::{Mask, Record, folder_stand_in};
use crate::retention::RetentionState;
use crate::workspace::Workspace;

/// Who sees a screen beside the one who works at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onlookers {
    /// Nobody: it says what the records say.
    None,
    /// Others: people and places have stand-ins.
    Some,
}

/// A row with stand-ins for its YOT, its folder and the names in the paths of its files. `all` are the folders of the workspace.
pub(super) fn masked(row: BoardRow, workspace: &Workspace, folder: &str, all: &[String]) -> BoardRow {
    let mask = Mask::default();
    let stand_in = folder_stand_in(folder, all);
    let (sources, _) = workspace.files(folder);
    let record = Record::read_masked(&stand_in, sources, &mask);
    let mut state = row.state;
    for path in state.old.iter_mut().chain(&mut state.missing).chain(&mut state.changed) {
        *path = mask.known_in(path);
    }
    state.since = state.since.into_iter().map(|(part, since)| (mask.known_in(&part), since)).collect();
    BoardRow {
        folder: stand_in,
        yot: record.inspection.yot.name.to_string(),
        state,
        changed_since_sent: row.changed_since_sent.into_iter().map(|(path, on)| (mask.known_in(&path), on)).collect(),
        retention: row.retention.map(RetentionState::without_words),
        ..row
    }
}
