use std::path::Path;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::edited_record::EditedRecord;
use super::output::{say, tell};
use super::sound_record::with_sound_record;
use super::{Failure, Status, accuracy, show};
use crate::calendar::{Milestone, in_full};
use crate::facts::done_on;
use crate::issue::{NewEntries, Occasion, Parcel, WantedParcels, recover};
use crate::pack::PlannedPack;
use crate::problem::did_you_mean;
use crate::publish::{Lock, Manifest, PackInputs, PackState, WorkspaceInputs};
use crate::record::reader::list;
use crate::record::{FileKind, IssueWay, Record};
use crate::workspace::commit;

/// Note what has been sent, to whom and how, and keep its bytes
///
/// Adds an entry to `issued.toml` for each message, with a hash of every file, and copies the files to `issued/`, which git leaves
/// alone. A milestone is done once all its messages have gone. Before you run it, commit the record and build the pack.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack issue 2027-01-aberford --milestone announcement --on 2026-12-30\n  \
        sqspack issue aberford announcement-email --on 2026-12-30\n  \
        sqspack issue aberford confirmation-letter --to chief-executive --how post --on 2027-01-04")]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path
    #[arg(value_name = "FOLDER")]
    folder: String,
    /// Documents, by their ids in the catalogue; a message goes with its attachments
    #[arg(value_name = "DOCUMENT", required_unless_present = "milestone")]
    documents: Vec<String>,
    /// All messages that are sent for a milestone
    #[arg(long, value_name = "MILESTONE")]
    milestone: Option<String>,
    /// To whom: roles of `contacts.toml`, or names; the readers of a message if you leave it out
    #[arg(long, value_name = "WHO", num_args = 1..)]
    to: Vec<String>,
    /// How it went; if you leave it out, the way in which the message is sent
    #[arg(long, value_enum)]
    how: Option<Way>,
    /// The day; if you leave it out, the day on which, by the record, the milestone was done
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// Who sent it; the support services officer if you leave it out
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Way {
    /// By e-mail
    Email,
    /// By post
    Post,
    /// By secure e-mail
    SecureEmail,
    /// Given by hand
    ByHand,
}

impl Way {
    fn as_written(self) -> IssueWay {
        match self {
            Self::Email => IssueWay::Email,
            Self::Post => IssueWay::Post,
            Self::SecureEmail => IssueWay::SecureEmail,
            Self::ByHand => IssueWay::ByHand,
        }
    }
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let milestone = args.milestone.as_deref().map(milestone).transpose()?;
    let (documents, to) = (args.documents.clone(), args.to.clone());
    let wanted = WantedParcels { documents, milestone, to, how: args.how.map(Way::as_written) };
    let (workspace, folder) = super::targets::find_inspection(directory, Some(&args.folder))?;
    let mut told = Ok(());
    // Until everything is written, no build may change the pack.
    let _lock = Lock::take(&workspace, || told = tell!("a build is at work here; waiting for it"))?;
    told?;
    with_sound_record(directory, Some(&args.folder), |inputs, _, record| {
        let ledger = record.sources.get(&FileKind::Issued).map_or(String::new(), |source| source.text.to_string());
        recover(&workspace, &folder, &ledger)?;
        let manifest = current_pack(inputs, &folder, record)?;
        let occasion = Occasion {
            on: day(args, milestone, record)?,
            by: by(args, record)?,
            commit: commit::of_record(&workspace, &folder)?,
        };
        let planned = match inputs.plan(record) {
            Ok(planned) => planned,
            Err(problems) => {
                show(&problems)?;
                return Ok(Status::Problems);
            }
        };
        let parcels = wanted.parcels(&planned, record).map_err(Failure)?;
        write(inputs, record, (&planned, &manifest), &occasion, &parcels)
    })
}

fn write(
    inputs: &WorkspaceInputs,
    record: &Record,
    (planned, manifest): (&PlannedPack<'_>, &Manifest),
    occasion: &Occasion,
    parcels: &[Parcel],
) -> Result<Status, Failure> {
    let (workspace, folder) = (&inputs.workspace, record.folder.as_str());
    let mut entries = NewEntries::new(workspace, record, planned, manifest, occasion, parcels).map_err(Failure)?;
    if holds_draft_report(planned, parcels) {
        let draft = accuracy::first_draft(record, workspace, &inputs.templates)?;
        entries.texts.extend(draft.map(|text| (FileKind::ReportDraft, text)));
    }
    EditedRecord { workspace, folder, record }.with_texts(&entries.texts)?;
    entries.write(workspace, folder)?;
    for (id, parcel) in entries.ids().zip(parcels) {
        let names: Vec<&str> = parcel.to.iter().map(|to| to.name.as_str()).collect();
        say!("{folder}: {id}: {} to {}", parcel.paths.join(", "), names.join(", "))?;
    }
    for milestone in &entries.done {
        say!("{folder}: {}: done on {}", milestone.name(), in_full(occasion.on))?;
    }
    let files: Vec<&str> = entries.texts.iter().map(|(kind, _)| kind.name()).collect();
    say!("now commit {}; the bytes are in issued/{folder}", list(&files))?;
    Ok(Status::Well)
}

/// Whether the report goes out as a draft: its words are kept then, so that every later change of them can be shown.
fn holds_draft_report(planned: &PlannedPack<'_>, parcels: &[Parcel]) -> bool {
    let files = planned.files.iter().map(|file| &file.deliverable);
    let mut drafts = files.filter(|file| file.document.id == REPORT && file.draft.is_some());
    drafts.any(|draft| parcels.iter().any(|parcel| parcel.paths.contains(&draft.path)))
}

/// The id of the report in the catalogue.
const REPORT: &str = "report";

/// What the pack holds, if it is what a build would make now.
fn current_pack(inputs: &WorkspaceInputs, folder: &str, record: &Record) -> Result<Manifest, Failure> {
    let mut state = PackState::of(&inputs.workspace, folder);
    let shared = inputs.fingerprint();
    let now = PackInputs {
        workspace: &inputs.workspace,
        shared: &shared,
        own_templates: &inputs.templates.own_digest,
        folder,
        sources: &record.sources,
    };
    let is_current = state.is_whole() && state.compare(&now);
    let help = format!("help: run `sqspack build {folder}`, look at what goes out, then run this again");
    match &state.manifest {
        None => Err(Failure(format!("{folder} has no pack yet\n{help}"))),
        Some(manifest) if is_current => Ok(manifest.clone()),
        Some(_) => {
            let than = state.older_in_words().map(|than| format!("is older than {than}"));
            let why = state.in_words().or(than).unwrap_or_else(|| "is older than the record or the program".to_owned());
            Err(Failure(format!("the pack of {folder} is not as it should go out: {why}\n{help}")))
        }
    }
}

/// The day that was given, or on which the milestone was done.
fn day(args: &Args, milestone: Option<Milestone>, record: &Record) -> Result<NaiveDate, Failure> {
    let recorded = milestone.and_then(|milestone| done_on(record, milestone)).map(|done| done.value);
    let missing = || Failure("say on which day it went out\nhelp: type `--on 2027-01-11`".to_owned());
    args.on.or(recorded).ok_or_else(missing)
}

fn by(args: &Args, record: &Record) -> Result<String, Failure> {
    let officer = record.team.support_officer.as_ref().map(|officer| officer.name.to_string());
    let missing = || Failure("team.toml names no support officer\nhelp: say who sent it: `--by \"…\"`".to_owned());
    args.by.clone().or(officer).ok_or_else(missing)
}

fn milestone(word: &str) -> Result<Milestone, Failure> {
    let all = || Milestone::ALL.iter().map(|milestone| milestone.name());
    let help = || match did_you_mean(word, all()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the milestones are {}", all().collect::<Vec<_>>().join(", ")),
    };
    Milestone::from_name(word).ok_or_else(|| Failure(format!("there is no milestone `{word}`\nhelp: {}", help())))
}
