use std::io::{IsTerminal, stdin};
use std::path::Path;

use chrono::NaiveDate;

use super::output::{flush, say, tell};
use super::{Failure, Status};
use crate::calendar::{Milestone, in_full};
use crate::facts::done_on;
use crate::issue::recover;
use crate::publish::{Lock, finish_killed, orphans_shown};
use crate::record::{FileKind, Record};
use crate::retention::{Copies, CopyKind, Destruction, NewDestruction, Surroundings, Suspicion};
use crate::template::{Catalogue, Templates};
use crate::workspace::Workspace;

/// Destroy children's data at the end of its retention, and note who did it, when and under which rule
///
/// Lists every copy that sqspack knows of: the children's file, plain and sealed, what editors have left of it, the documents of
/// the pack that may name children, and the kept copies of such documents that were sent. Destroys them once you have typed the
/// name of the inspection's folder. The ledger stays; it names no child. sqspack cannot reach backups, mail and other copies of the
/// workspace, and says so.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  \
        sqspack destroy aberford --dry-run              list the copies\n  \
        sqspack destroy aberford --on 2027-07-05        list the copies, and ask at a terminal\n  \
        sqspack destroy aberford --on 2027-07-05 --rule \"Retention policy, section 4\" --confirm 2027-01-aberford",
    after_help = "Exit status: 0 all was listed or destroyed; 1 something stands in the way; 2 wrong usage, or the machine cannot do it."
)]
pub struct Args {
    /// The inspection: its name, a part of its name, or its path
    #[arg(value_name = "FOLDER")]
    folder: String,
    /// List the copies and destroy nothing
    #[arg(long, conflicts_with = "confirm")]
    dry_run: bool,
    /// Destroy without asking; to confirm, give the whole name of the inspection's folder
    #[arg(long, value_name = "FOLDER")]
    confirm: Option<String>,
    /// The day of the destruction
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// Who destroys; the support services officer if you leave it out
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The rule of the retention policy; that of `[retention]` in `sqspack.toml` if you leave it out
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (workspace, folder) = super::targets::find_inspection(directory, Some(&args.folder))?;
    let catalogue = Templates::catalogue_of(&workspace.root, &workspace.templates());
    // A broken catalogue of the workspace's own must not keep children's data here: what is known of the pack tells its documents.
    let catalogue = catalogue.unwrap_or_default();
    if args.dry_run {
        let (record, copies) = look(&workspace, &folder, &catalogue)?;
        list(&workspace, &record, &catalogue, &copies, None)?;
        return Ok(if copies.not_plain.is_empty() { Status::Well } else { Status::Problems });
    }
    finish_killed(&workspace);
    let mut told = Ok(());
    // Until everything is destroyed, no build may make any of it again.
    let lock = Lock::take(&workspace, || told = tell!("a build is at work here; waiting for it"))?;
    told?;
    if let Some(begun) = Destruction::unfinished(&workspace, &folder) {
        let (record, _) = look(&workspace, &folder, &catalogue)?;
        say!("{folder}: the destruction of {} was interrupted, and goes on", in_full(begun.on))?;
        begun.finish(&workspace, lock.scratch(), &record, &catalogue)?;
        return done(&folder, &begun);
    }
    let ledger = super::read(&workspace, &folder).0.sources.get(&FileKind::Issued).map(|source| source.text.clone());
    recover(&workspace, &folder, &ledger.unwrap_or_default())?;
    let (record, copies) = look(&workspace, &folder, &catalogue)?;
    if args.confirm.is_some() && !copies.all.is_empty() {
        // What is missing is said before the list, at the end of which nobody would look for it.
        said(args, &workspace, &record)?;
    }
    list(&workspace, &record, &catalogue, &copies, args.confirm.as_deref())?;
    if copies.all.is_empty() {
        return Ok(Status::Well);
    }
    if !copies.not_plain.is_empty() {
        tell!(
            "nothing is destroyed while sqspack cannot look everywhere: see what lies behind what is named above, and delete it"
        )?;
        return Ok(Status::Problems);
    }
    if let Some(other) = args.confirm.as_deref().filter(|confirmed| *confirmed != folder) {
        return Err(Failure(format!("`--confirm` needs the whole name of the folder, and `{other}` is not it")));
    }
    if args.confirm.is_none() && !stdin().is_terminal() {
        say!("nothing was destroyed; `--confirm` with the whole name of the folder destroys it")?;
        return Ok(Status::Well);
    }
    let destruction = Destruction::new(&record, &copies, said(args, &workspace, &record)?).map_err(Failure)?;
    if args.confirm.is_none() && !confirmed(&folder)? {
        say!("nothing was destroyed")?;
        return Ok(Status::Well);
    }
    destruction.begin(lock.scratch(), &folder)?;
    destruction.finish(&workspace, lock.scratch(), &record, &catalogue)?;
    done(&folder, &destruction)
}

/// The record and the copies. Entries that cannot be read would be lost from both ledgers.
fn look(workspace: &Workspace, folder: &str, catalogue: &Catalogue) -> Result<(Record, Copies), Failure> {
    let (record, _) = super::read(workspace, folder);
    if let Some(broken) = [FileKind::Issued, FileKind::Destroyed].iter().find(|file| record.faulty.contains(file)) {
        let help = format!("help: `sqspack check {folder}` says what is wrong with it");
        return Err(Failure(format!("{} cannot be read, and says what was sent and destroyed\n{help}", broken.name())));
    }
    let copies = Copies::of(workspace, &record, catalogue)?;
    Ok((record, copies))
}

/// What the person says of it.
fn said(args: &Args, workspace: &Workspace, record: &Record) -> Result<NewDestruction, Failure> {
    let missing = |what: &str, help: &str| Failure(format!("{what}\nhelp: {help}"));
    let officer = record.team.support_officer.as_ref().map(|officer| officer.name.to_string());
    let rule = workspace.settings.retention().map(|retention| retention.rule.to_string());
    Ok(NewDestruction {
        on: args.on.ok_or_else(|| missing("say on which day it is destroyed", "type `--on 2027-07-05`"))?,
        by: args
            .by
            .clone()
            .or(officer)
            .ok_or_else(|| missing("team.toml names no support officer", "say who destroys it: `--by \"…\"`"))?,
        rule: args.rule.clone().or(rule).ok_or_else(|| {
            let help = "type `--rule \"…\"`, or write `[retention]` into `sqspack.toml`";
            missing("no rule says that this is destroyed now", help)
        })?,
    })
}

/// Says what there is, what a person has to look at, and what cannot be reached.
fn list(
    workspace: &Workspace,
    record: &Record,
    catalogue: &Catalogue,
    copies: &Copies,
    confirmed: Option<&str>,
) -> Result<(), Failure> {
    let folder = &record.folder;
    if copies.all.is_empty() && copies.not_plain.is_empty() {
        say!("{folder}: sqspack knows of no copy of children's data here")?;
        return beside(workspace, record, catalogue, copies);
    }
    say!("{folder}: sqspack knows of {} with children's data:", files(copies.all.len()))?;
    for (kind, count) in copies.counts() {
        say!("  {count} {}", kind.words())?;
        for copy in copies.all.iter().filter(|copy| copy.kind == kind) {
            let further = match copy.further_names {
                0 => "",
                _ => " (has another name elsewhere, which sqspack cannot find: look for it)",
            };
            say!("    {}{further}", copy.shown)?;
        }
    }
    for place in &copies.not_plain {
        say!(
            "  {place} is no file, but a link or a folder that cannot be looked into: sqspack destroys nothing while it is there"
        )?;
    }
    beside(workspace, record, catalogue, copies)?;
    let published = done_on(record, Milestone::Publication).map(|done| done.value);
    match (published, published.zip(workspace.settings.retention()).and_then(|(on, rule)| rule.due(on))) {
        (None, _) => say!("publication is not recorded as done")?,
        (_, Some(until)) => say!("by the rule of the settings it may be here until {}", in_full(until))?,
        (Some(_), None) => say!("`sqspack.toml` has no `[retention]`, so that sqspack knows no day for it")?,
    }
    say!(
        "sqspack cannot reach: backups and former versions that the system keeps, the recycle bin, mail that was sent,"
    )?;
    say!(
        "  other copies of the workspace and what was pushed, files elsewhere on this machine (temporary ones, downloads),"
    )?;
    say!("  git's history, if any of it was ever committed, and paper")?;
    if copies.counts().contains_key(&CopyKind::SealedFile) {
        say!(
            "  of the sealed file it is enough that its passphrase is deleted wherever it is kept: nobody opens it then"
        )?;
    }
    if confirmed.is_none() && !copies.all.is_empty() {
        say!("run `sqspack guard --history` before: afterwards nobody here knows what to look for")?;
    }
    Ok(())
}

/// Says what a person has to look at.
fn beside(workspace: &Workspace, record: &Record, catalogue: &Catalogue, copies: &Copies) -> Result<(), Failure> {
    if copies.beside > 0 {
        let files = files(copies.beside);
        say!(
            "  beside the record and the pack lie {files} that sqspack did not write: look whether they hold children"
        )?;
    }
    if copies.kept > 0 {
        let files = files(copies.kept);
        say!(
            "  of what was sent {files} stay: they were searched for the children who were known when they were made, and not again"
        )?;
    }
    for (suspicion, place, count) in Surroundings::of(workspace, catalogue).suspects(record, copies) {
        let which = if count == 1 { place } else { format!("{count} shown as {place}: each") };
        match suspicion {
            Suspicion::Twin => say!("  {which} is the same as one of these under another name, and stays: delete it"),
            Suspicion::LooksLike => say!(
                "  {which} looks like a children's file or a document that names children, and belongs to no inspection: see whose, and delete it"
            ),
            Suspicion::Holds => {
                say!("  {which} holds data of these children, and stays: see what it is, and delete it")
            }
            Suspicion::Closed => say!(
                "  {which} cannot be searched, and stays: if it is a list that the YOT sent, or another document with these children, delete it"
            ),
        }?;
    }
    match orphans_shown(workspace).as_slice() {
        [] => Ok(()),
        packs => say!("  packs whose inspection has gone or has another name: {}", packs.join(", ")),
    }
}

/// Asks at the terminal for the name of the folder.
fn confirmed(folder: &str) -> Result<bool, Failure> {
    tell!("nobody can take this back. To destroy it, type the name of the folder: {folder}")?;
    flush()?;
    let mut typed = String::new();
    stdin().read_line(&mut typed)?;
    Ok(typed.trim() == folder)
}

fn done(folder: &str, destruction: &Destruction) -> Result<Status, Failure> {
    let Destruction { on, by, rule, copies, .. } = destruction;
    say!("{folder}: {} with children's data destroyed on {} by {by}, under: {rule}", files(*copies), in_full(*on))?;
    say!("now commit inspections/{folder}/{}, and run `sqspack build {folder}`", FileKind::Destroyed.name())?;
    Ok(Status::Well)
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
