//! What stands in the way of the next thing that goes out, in the order of the officer's work.

use chrono::NaiveDate;
use serde::Serialize;

use super::dates::is_done;
use super::messages::{DueMessage, Sending, messages};
use super::step::Step;
use crate::calendar::Milestone;
use crate::facts::{self, Facts, SentTwice, open_accuracy_points};
use crate::longlist;
use crate::pack::{PlannedPack, Waiting};
use crate::problem::Problem;
use crate::publish::WorkspaceInputs;
use crate::record::{FileKind, Record, Settings};

/// Something that the record lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// What.
    pub what: String,
    /// What to do.
    pub help: String,
}

/// A milestone that comes first and is not recorded as done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenBefore {
    /// Its name.
    pub milestone: &'static str,
    /// Its date.
    pub date: NaiveDate,
}

/// What stands in the way of a step's end.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// The step.
    pub step: Step,
    /// The day on which it ends.
    pub date: NaiveDate,
    /// What is wrong with the files that the step needs.
    pub problems: Vec<Problem>,
    /// What the record lacks: people and places, then cases, then texts.
    pub gaps: Vec<Gap>,
    /// Milestones before the day that are not recorded as done.
    pub open: Vec<OpenBefore>,
    /// Documents of the step that are not made yet.
    pub waiting: Vec<Waiting>,
    /// Messages of the step that have not gone.
    pub messages: Vec<DueMessage>,
}

impl Readiness {
    /// Looks at an inspection before a step ends.
    pub fn of(inputs: &WorkspaceInputs, folder: &str, step: Step, on: NaiveDate) -> Self {
        let (record, mut problems) = inputs.checked(folder);
        let settings = &inputs.workspace.settings;
        let holidays = facts::holidays(settings);
        let facts = Facts::new(&record, settings, &holidays);
        let planned = match problems.iter().any(Problem::is_error) {
            true => None,
            false => match inputs.plan(&record) {
                Ok(planned) => {
                    problems.extend(planned.problems.iter().cloned());
                    Some(planned)
                }
                Err(found) => {
                    problems.extend(found);
                    None
                }
            },
        };
        let due = facts.timeline.get(step.until()).map_or(facts.timeline.announced(), |entry| entry.date());
        let (waiting, messages) = match &planned {
            Some(planned) => in_plan(inputs, &record, &facts, planned, (step, on)),
            None => (Vec::new(), Vec::new()),
        };
        Self {
            step,
            date: due,
            problems: problems.into_iter().filter(|problem| is_about(step, problem)).collect(),
            gaps: gaps(step, folder, &record, &facts, settings),
            open: open_before(step, &record, &facts, on),
            waiting,
            messages,
        }
    }

    /// Whether nothing stands in the way. A message that is still to be sent does not: it is what the step is for.
    pub fn is_ready(&self) -> bool {
        self.problems.is_empty() && self.gaps.is_empty() && self.open.is_empty() && self.waiting.is_empty()
    }
}

/// Whether a problem lies in a file that the step needs, or stops the pack.
fn is_about(step: Step, problem: &Problem) -> bool {
    let name = problem.place.file.path.rsplit('/').next().unwrap_or_default();
    let is = |files: &[FileKind]| files.iter().any(|file| file.name() == name);
    let later = (step < Step::Sample && is(&[FileKind::Cases, FileKind::Children]))
        || (step < Step::Draft && is(&[FileKind::Report, FileKind::Accuracy, FileKind::ReportDraft]));
    problem.is_error() || !later
}

/// The milestones before the one that ends the step, in order, that are not recorded as done.
fn open_before(step: Step, record: &Record, facts: &Facts<'_>, on: NaiveDate) -> Vec<OpenBefore> {
    let is_open = |milestone: Milestone| milestone < step.until() && !is_done(record, milestone, on);
    let entries = facts.timeline.entries().iter().filter(|entry| is_open(entry.milestone));
    entries.map(|entry| OpenBefore { milestone: entry.milestone.name(), date: entry.date() }).collect()
}

/// What waits and what is to be sent, of the documents whose milestone comes no later than the end of the step.
fn in_plan(
    inputs: &WorkspaceInputs,
    record: &Record,
    facts: &Facts<'_>,
    planned: &PlannedPack<'_>,
    (step, on): (Step, NaiveDate),
) -> (Vec<Waiting>, Vec<DueMessage>) {
    let catalogue = &inputs.templates.catalogue;
    let is_due = |id: &str| {
        catalogue.documents.iter().any(|document| document.id == id && document.serves(record) <= step.until())
    };
    let waiting = planned.waiting.iter().filter(|waiting| is_due(&waiting.document)).cloned().collect();
    let ids = planned.files.iter().map(|file| file.deliverable.document.id.as_str()).filter(|id| is_due(id));
    let unsent = messages(catalogue, ids, record, facts, on).into_iter().filter(|one| one.state != Sending::Sent);
    (waiting, unsent.collect())
}

/// What the record lacks for a step and for those before it.
fn gaps(step: Step, folder: &str, record: &Record, facts: &Facts<'_>, settings: &Settings) -> Vec<Gap> {
    let team = &record.team;
    let office = settings.office();
    let cases = &record.cases.cases;
    let unplaced = cases.len().saturating_sub(facts.schedule.bookings.len());
    let report = &record.report;
    let run = |command: &str| format!("run `sqspack {command} {folder}`");
    let of = [
        (
            Step::Announcement,
            team.lead_inspector.is_none(),
            "the lead inspector",
            "`[lead-inspector]` in team.toml".to_owned(),
        ),
        (
            Step::Announcement,
            team.support_officer.is_none(),
            "the support officer",
            "`[support-officer]` in team.toml".to_owned(),
        ),
        (
            Step::Announcement,
            record.contacts.contacts.is_empty(),
            "the people to write to",
            "`[[contact]]` in contacts.toml".to_owned(),
        ),
        (
            Step::Announcement,
            record.inspection.sites.is_empty(),
            "the office where fieldwork takes place",
            "`[[site]]` in inspection.toml".to_owned(),
        ),
        (
            Step::Announcement,
            office.is_none_or(|office| office.email.is_none() || office.telephone.is_none()),
            "the e-mail address and telephone number of the office",
            "`[office]` in sqspack.toml".to_owned(),
        ),
        (
            Step::Sample,
            cases.is_empty() && longlist::state(record, facts).is_none(),
            "the long-list",
            run("longlist import"),
        ),
        (
            Step::Sample,
            longlist::state(record, facts).is_some_and(|list| list.questions > 0),
            "answers about the long-list",
            run("longlist check"),
        ),
        (Step::Sample, cases.is_empty(), "the selected cases", run("sample propose")),
        (Step::Sample, unplaced > 0, "a slot for every case", run("schedule propose")),
        (
            Step::Fieldwork,
            !SentTwice::Schedule.is_final(record),
            "the final schedule",
            "`schedule = \"final\"` in cases.toml".to_owned(),
        ),
        (Step::Draft, report.summary.is_empty(), "the overall summary", "`summary` in report.toml".to_owned()),
        (Step::Draft, report.commentary.is_none(), "the commentary", "`[commentary]` in report.toml".to_owned()),
        (Step::Draft, report.strengths.is_empty(), "the key strengths", "`strengths` in report.toml".to_owned()),
        (
            Step::Draft,
            report.improvements.is_empty(),
            "the areas requiring improvement",
            "`improvements` in report.toml".to_owned(),
        ),
        (
            Step::Publication,
            open_accuracy_points(record).next().is_some(),
            "a decision on every point of accuracy",
            "`decision`, `why` and `decided` for each `[[point]]` in accuracy.toml".to_owned(),
        ),
        (
            Step::Publication,
            !SentTwice::Report.is_final(record),
            "the final report",
            "`state = \"final\"` in report.toml".to_owned(),
        ),
        (
            Step::Publication,
            report.quality_assurance.is_empty(),
            "the quality assurance of the report",
            "`[[quality-assurance]]` in report.toml".to_owned(),
        ),
    ];
    let here = of.into_iter().filter(|(needed, is_missing, ..)| *needed <= step && *is_missing);
    let here = here.map(|(_, _, what, help)| Gap { what: what.to_owned(), help });
    here.chain(readers_to_find(step, record)).chain(welsh_to_come(step, record)).collect()
}

/// The paragraphs of the report that have no Welsh, or that of older English, where it is published in both languages.
fn welsh_to_come(step: Step, record: &Record) -> Option<Gap> {
    let open: Vec<String> = match step {
        Step::Publication => facts::untranslated(record).iter().map(|(name, _)| name.to_string()).collect(),
        _ => return None,
    };
    (!open.is_empty()).then(|| Gap {
        what: format!("the Welsh of the report: {}", open.join(", ")),
        help: "the translators' text under `[welsh]` in report.toml".to_owned(),
    })
}

/// Those to whom the report goes and whom the record does not name, or gives no address (guidance §3.5).
fn readers_to_find(step: Step, record: &Record) -> Vec<Gap> {
    if step < Step::Publication {
        return Vec::new();
    }
    let missing = facts::missing_readers(record).into_iter().map(|facts::MissingReader { role, authority }| {
        let of = authority.map(|authority| format!(" of {authority}")).unwrap_or_default();
        let serves = authority.map(|authority| format!(" and `organisation = \"{authority}\"`")).unwrap_or_default();
        Gap {
            what: format!("whoever is {}{of}, who gets the report", role.word()),
            help: format!("a `[[contact]]` with `roles = [\"{}\"]`{serves} in contacts.toml", role.word()),
        }
    });
    let unreachable = facts::unreachable_readers(record).map(|contact| Gap {
        what: format!("an address of {}, who gets the report", contact.name),
        help: "`email` or `address` in contacts.toml".to_owned(),
    });
    missing.chain(unreachable).collect()
}
