//! A row of the board for programs: `status --format json` and the preview's `/board.json`.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::since_sent;
use crate::calendar::london;
use crate::phrases::Phrases;
use crate::status::{BoardRow, Dates, OpenMilestone, Step};

/// A row of the board for programs, on a day, with the program's own words.
pub fn json(row: &BoardRow, on: NaiveDate, words: &Phrases) -> Value {
    let due = |due: &OpenMilestone| {
        json!({
            "milestone": due.milestone.name(),
            "title": words.milestone(due.milestone.name()),
            "date": due.date,
            "time": due.time.map(|time| time.format("%H:%M").to_string()),
            "who": words.who(due.milestone.name()),
            "days": (due.date - on).num_days(),
            "later_done": due.later_done,
        })
    };
    let list = |dues: fn(&Dates) -> &[OpenMilestone]| -> Vec<Value> {
        row.dates.as_ref().map(|dates| dues(dates).iter().map(due).collect()).unwrap_or_default()
    };
    let unknown = row.dates.iter().flat_map(|dates| &dates.unknown).map(|milestone| milestone.name());
    json!({
        "inspection": row.folder,
        "yot": row.yot,
        "on": on,
        "state": row.urgency.word(),
        "overdue": list(|dates| &dates.overdue),
        "due_today": list(|dates| &dates.today),
        "next": list(|dates| &dates.next),
        "done": row.dates.as_ref().map(|dates| dates.done),
        "milestones": row.dates.as_ref().map(|dates| dates.known + dates.unknown.len()),
        "unknown": unknown.collect::<Vec<_>>(),
        "pack": {
            "state": row.pack.word(),
            "files": row.files,
            "older_than": row.state.older_than,
            "old": row.state.old,
            "since": row.state.since.iter().map(|(path, since)| (path.clone(), json!(london::at(*since)))).collect::<serde_json::Map<_, _>>(),
            "missing": row.state.missing,
            "changed": row.state.changed,
            "waiting": row.waiting,
        },
        "searched": row.searched,
        "sealed": row.sealed,
        "step": row.step.map(Step::word),
        "messages": row.messages,
        "long_list": row.long_list.map(|list| json!({ "cases": list.cases, "questions": list.questions })),
        "information": row.information.map(|count| {
            json!({ "received": count.received, "does_not_exist": count.absent, "open": count.open })
        }),
        "changed_since_sent": since_sent::to_json(&row.changed_since_sent),
        "findings": row.findings.map(|count| json!({ "due": count.due, "missing": count.missing })),
        "open": row.open_matters.map(|open| {
            json!({
                "concerns": open.concerns, "alerts": open.alerts, "late": open.late, "complaints": open.complaints,
                "accuracy_points": open.points, "observations": open.observations,
            })
        }),
        "retention": row.retention.as_ref().map(|retention| {
            json!({ "state": retention.word(), "day": retention.day(), "rule": retention.rule() })
        }),
        "errors": row.errors,
    })
}
