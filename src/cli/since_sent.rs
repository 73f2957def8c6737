//! What differs from what was sent.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::ledger::day_and_month;
use crate::publish::{Manifest, changed_since_sent};
use crate::record::FileKind;
use crate::workspace::Workspace;

/// The files of a pack that were sent and are not as they were then, each with the day on which it was sent.
pub fn of_pack(workspace: &Workspace, folder: &str) -> Vec<(String, NaiveDate)> {
    let ledger = workspace.inspections().join(folder).join(FileKind::Issued.name());
    if !ledger.exists() {
        return Vec::new();
    }
    let (record, _) = workspace.read(folder);
    let manifest = Manifest::of(workspace, folder);
    changed_since_sent(workspace, folder, &record.issued, &manifest)
}

/// The same for programs.
pub fn to_json(changed: &[(String, NaiveDate)]) -> Value {
    changed.iter().map(|(path, on)| json!({ "path": path, "sent": on })).collect()
}

/// The same in words, a line for each day.
pub fn in_words(changed: &[(String, NaiveDate)]) -> Vec<String> {
    let mut days: Vec<NaiveDate> = changed.iter().map(|(_, on)| *on).collect();
    days.sort();
    days.dedup();
    let line = |day: NaiveDate| {
        let paths: Vec<&str> = changed.iter().filter(|(_, on)| *on == day).map(|(path, _)| path.as_str()).collect();
        let verb = if paths.len() == 1 { "differs" } else { "differ" };
        format!("{} {verb} from what was sent on {}", paths.join(", "), day_and_month(day))
    };
    days.into_iter().map(line).collect()
}
