//! Writes new entries: first the copies, then the ledger and the milestones together. What an interrupted command has kept of
//! entries that never came to be is taken away by the next.

use std::io;

use chrono::NaiveDate;

use super::parcel::{Parcel, messages_of, milestone_of};
use crate::calendar::Milestone;
use crate::facts::done_on;
use crate::ledger::{Chain, EntryText, SentFile, SentTo, appended, salted};
use crate::pack::PlannedPack;
use crate::publish::{Manifest, PROGRAM, words_hash};
use crate::record::{FileKind, Issue, Record};
use crate::status::record_done;
use crate::workspace::disk::PackFolder;
use crate::workspace::hash::{hex, sha256};
use crate::workspace::scratch::{Scratch, chance};
use crate::workspace::together::write_together;
use crate::workspace::{Workspace, files, gate, kept};

/// The beginning of the name in the scratch folder of the note of what is being kept; that of the inspection's folder follows.
const NOTE: &str = "issuing-";

/// Names and bytes of the files that are kept of an entry.
type KeptFiles = Vec<(String, Vec<u8>)>;

/// What all entries of one command have in common.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The day.
    pub on: NaiveDate,
    /// Who sends it.
    pub by: String,
    /// The commit of the record.
    pub commit: String,
}

/// Entries that are not written yet.
#[derive(Clone, Debug)]
pub struct NewEntries {
    /// Name, hash and files of each.
    entries: Vec<(String, String, KeptFiles)>,
    /// The texts of the record with them.
    pub texts: Vec<(FileKind, String)>,
    /// The milestones that are done with them.
    pub done: Vec<Milestone>,
    /// The texts as they were.
    before: Vec<(FileKind, Option<String>)>,
}

impl NewEntries {
    /// Prepares entries for parcels of a pack that is as its record says.
    ///
    /// # Errors
    /// In words: a file of the pack cannot be read, or the ledger is not whole.
    pub fn new(
        workspace: &Workspace,
        record: &Record,
        planned: &PlannedPack<'_>,
        manifest: &Manifest,
        occasion: &Occasion,
        parcels: &[Parcel],
    ) -> Result<Self, String> {
        let on = occasion.on;
        let text = |kind: FileKind| record.sources.get(&kind).map(|source| source.text.to_string());
        let before: Vec<_> = [FileKind::Issued, FileKind::Inspection].map(|kind| (kind, text(kind))).into();
        let mut ledger = text(FileKind::Issued).unwrap_or_default();
        let is_whole = Chain::read(&ledger).is_some_and(|chain| chain.faults().is_empty());
        if !is_whole {
            let name = FileKind::Issued.name();
            return Err(format!(
                "{name} is not as it was written\nhelp: `sqspack verify --chain {}` says where",
                record.folder
            ));
        }
        for parcel in parcels {
            refuse_twice(record, manifest, parcel, on)?;
        }
        let mut entries = Vec::new();
        for (number, parcel) in (next_number(workspace, record, on)..).zip(parcels) {
            let id = format!("{on}-{number}");
            let (said, mut kept_files) = noted(workspace, &record.folder, manifest, parcel)?;
            let entry = EntryText {
                id: id.clone(),
                on,
                by: occasion.by.clone(),
                how: parcel.how,
                commit: occasion.commit.clone(),
                record: manifest.inputs.clone(),
                program: format!("{} ({})", env!("CARGO_PKG_VERSION"), PROGRAM.get(..16).unwrap_or(PROGRAM)),
                to: parcel.to.clone(),
                files: said,
            };
            let (after, alone, hash) = appended(&ledger, &entry).ok_or("the ledger cannot be written")?;
            ledger = after;
            kept_files.push((kept::ENTRY.to_owned(), alone.into_bytes()));
            entries.push((id, hash, kept_files));
        }
        let done = finished(record, planned, parcels);
        let mut inspection = text(FileKind::Inspection).unwrap_or_default();
        for milestone in &done {
            let changed = record_done(&inspection, *milestone, on);
            inspection = changed.ok_or("inspection.toml cannot be written into")?.0;
        }
        let texts = [(FileKind::Issued, ledger), (FileKind::Inspection, inspection)];
        let changed = |(kind, now): &(FileKind, String)| text(*kind).as_ref() != Some(now);
        Ok(Self { entries, texts: texts.into_iter().filter(changed).collect(), done, before })
    }

    /// The names of the entries.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(id, ..)| id.as_str())
    }

    /// Writes them: the copies and then the record, or nothing. The caller has the lock of the build.
    ///
    /// # Errors
    /// The disk refuses, or somebody has changed the record meanwhile.
    pub fn write(&self, workspace: &Workspace, folder: &str) -> io::Result<()> {
        let place = workspace.inspections().join(folder);
        for (kind, text) in &self.before {
            // Whatever a person saved meanwhile must not be lost.
            let now = files::read_text(&workspace.root, &place.join(kind.name())).ok();
            let now = now.map(|text| text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned));
            if now != *text {
                return Err(io::Error::other(format!(
                    "{} of {folder} has just been changed; run this again",
                    kind.name()
                )));
            }
        }
        let note: Vec<(&str, &str)> = self.entries.iter().map(|(id, hash, _)| (id.as_str(), hash.as_str())).collect();
        noting(workspace, |scratch| {
            scratch.write_synced(&name(folder), &serde_json::to_vec(&note).unwrap_or_default())
        })?;
        for (id, _, kept_files) in &self.entries {
            kept::keep(workspace, folder, id, kept_files)?;
        }
        let texts: Vec<(FileKind, &str)> = self.texts.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        write_together(workspace, folder, &texts)?;
        // A note that stays is taken away by the next command, which finds the entries written.
        noting(workspace, |scratch| scratch.remove_synced(&name(folder))).ok();
        Ok(())
    }
}

/// Takes away the copies that an interrupted command has kept of entries that are not in the ledger. The caller has the lock of
/// the build, and has read the record since it took it.
///
/// # Errors
/// The disk refuses.
pub fn recover(workspace: &Workspace, folder: &str, ledger: &str) -> io::Result<()> {
    let unfinished = unfinished(workspace, folder);
    if unfinished.is_empty() {
        return Ok(());
    }
    let chain = Chain::read(ledger).unwrap_or_default();
    for (id, _) in unfinished.iter().filter(|(_, hash)| chain.find(hash).is_none()) {
        kept::take_away(workspace, folder, id)?;
    }
    noting(workspace, |scratch| scratch.remove_synced(&name(folder)))
}

/// Name and hash of the entries that a command was writing when it was interrupted.
pub fn unfinished(workspace: &Workspace, folder: &str) -> Vec<(String, String)> {
    let note = Scratch::open(workspace).and_then(|scratch| scratch.read(&name(folder)));
    note.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn noting(workspace: &Workspace, note: impl FnOnce(&Scratch) -> io::Result<()>) -> io::Result<()> {
    let _writing = gate::enter();
    note(&Scratch::make(workspace)?)
}

fn name(folder: &str) -> String {
    format!("{NOTE}{folder}")
}

/// The first number that no entry of a day has.
fn next_number(workspace: &Workspace, record: &Record, on: NaiveDate) -> u32 {
    let start = format!("{on}-");
    let number = |id: &str| id.strip_prefix(&start)?.parse::<u32>().ok();
    let of_ledger = record.issued.issues.iter().filter_map(|issue| number(&issue.id));
    let of_kept: Vec<u32> = kept::kept(workspace, &record.folder).iter().filter_map(|id| number(id)).collect();
    of_ledger.chain(of_kept).max().map_or(1, |number| number.saturating_add(1))
}

/// What an entry says of the files of a parcel, and what is kept of them.
type Noted = (Vec<SentFile>, KeptFiles);

fn noted(workspace: &Workspace, folder: &str, manifest: &Manifest, parcel: &Parcel) -> Result<Noted, String> {
    let pack = PackFolder::open(workspace, folder).map_err(|error| error.to_string())?;
    let (mut said, mut kept_files) = (Vec::new(), Vec::new());
    let salt = hex(&chance());
    for path in &parcel.paths {
        let file = manifest.get(path).ok_or_else(|| format!("{} is not in the pack", pack.shown(path)))?;
        let bytes = pack.read(path).filter(|bytes| sha256(bytes) == file.sha256);
        let bytes = bytes.ok_or_else(|| format!("{} is not as it was made; run `sqspack build`", pack.shown(path)))?;
        let hash = if file.names_children { salted(salt.as_bytes(), &bytes) } else { sha256(&bytes) };
        said.push(SentFile {
            document: file.document.clone(),
            path: path.clone(),
            sha256: hash,
            words: if file.names_children { None } else { words_hash(&bytes) },
            salted: file.names_children,
            size: (!file.names_children).then_some(bytes.len()),
            pages: file.pages,
        });
        kept_files.push((kept::name_of(path), bytes));
    }
    if said.iter().any(|file| file.salted) {
        kept_files.push((kept::SALT.to_owned(), salt.into_bytes()));
    }
    Ok((said, kept_files))
}

/// The same bytes go to the same people on one day once: a second entry would say that they went twice.
fn refuse_twice(record: &Record, manifest: &Manifest, parcel: &Parcel, on: NaiveDate) -> Result<(), String> {
    let hash = |path: &str| manifest.files.iter().find(|file| file.path == path).map(|file| file.sha256.as_str());
    let is_noted = |issue: &&Issue| {
        let goes = |path: &String| {
            issue.files.iter().any(|file| {
                **file.path == **path && hash(path).is_none_or(|hash| file.salted.is_some() || **file.sha256 == *hash)
            })
        };
        let gets = |to: &SentTo| issue.to.iter().any(|before| **before.name == *to.name);
        issue.on.value == on
            && issue.how.value == parcel.how
            && parcel.paths.iter().all(goes)
            && parcel.to.iter().all(gets)
    };
    match record.issued.issues.iter().find(is_noted) {
        None => Ok(()),
        Some(issue) => Err(format!(
            "{} is noted already, for the same day and people: entry {}",
            parcel.paths.join(", "),
            issue.id
        )),
    }
}

/// The milestones that consist of sending and of which all messages have gone once these parcels have.
fn finished(record: &Record, planned: &PlannedPack<'_>, parcels: &[Parcel]) -> Vec<Milestone> {
    let goes = |path: &String| parcels.iter().any(|parcel| parcel.paths.contains(path));
    let has_gone =
        |path: &String| record.issued.issues.iter().flat_map(|issue| &issue.files).any(|file| **file.path == **path);
    let mut milestones: Vec<Milestone> = planned
        .files
        .iter()
        .filter(|file| goes(&file.deliverable.path))
        .filter_map(|file| milestone_of(file, record))
        .collect();
    milestones.retain(|milestone| milestone.is_a_sending());
    milestones.sort();
    milestones.dedup();
    let is_finished = |milestone: &Milestone| {
        let mut paths = messages_of(planned, record, *milestone).map(|file| &file.deliverable.path);
        done_on(record, *milestone).is_none() && paths.all(|path| goes(path) || has_gone(path))
    };
    milestones.retain(is_finished);
    milestones
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::record::IssueWay;
    use crate::workspace::rehearsal::{Trouble, rehearse};

    const FOLDER: &str = "2027-01-aberford";

    fn on() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 1, 11).unwrap()
    }

    fn entries(before: Option<&str>) -> NewEntries {
        let entry = EntryText {
            id: "2027-01-11-1".to_owned(),
            on: on(),
            by: "Colin Ashworth".to_owned(),
            how: IssueWay::Post,
            commit: "6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5".to_owned(),
            record: String::new(),
            program: String::new(),
            to: Vec::new(),
            files: Vec::new(),
        };
        let (ledger, alone, hash) = appended(before.unwrap_or_default(), &entry).unwrap();
        let kept_files =
            vec![("letter.pdf".to_owned(), b"%PDF".to_vec()), (kept::ENTRY.to_owned(), alone.into_bytes())];
        NewEntries {
            entries: vec![(entry.id, hash, kept_files)],
            texts: vec![(FileKind::Issued, ledger), (FileKind::Inspection, "# done\n".to_owned())],
            done: vec![Milestone::SampleSent],
            before: vec![
                (FileKind::Issued, before.map(str::to_owned)),
                (FileKind::Inspection, Some("# open\n".to_owned())),
            ],
        }
    }

    /// What is there once the next command has read the record and put things right: ledger, inspection and kept names.
    fn found(workspace: &Workspace) -> (Option<String>, String, Vec<String>) {
        let sources = workspace.sources(FOLDER, &mut Vec::new());
        let text = |kind: FileKind| sources.get(&kind).map(|source| source.text.to_string());
        recover(workspace, FOLDER, &text(FileKind::Issued).unwrap_or_default()).unwrap();
        let inspection = text(FileKind::Inspection).unwrap_or_default();
        (text(FileKind::Issued), inspection, kept::kept(workspace, FOLDER))
    }

    #[test]
    fn at_whatever_step_the_disk_fails_or_the_program_is_killed_the_copies_the_ledger_and_the_milestone_are_all_there_or_none()
     {
        for before in [None, Some("# my own words\n")] {
            let (mut kept_old, mut steps) = (0, 0);
            for step in 0.. {
                let mut came = false;
                for trouble in [Trouble::At(step, io::ErrorKind::StorageFull), Trouble::From(step)] {
                    let root = tempfile::tempdir().unwrap();
                    fs::write(root.path().join("sqspack.toml"), "").unwrap();
                    let place = root.path().join("inspections").join(FOLDER);
                    fs::create_dir_all(&place).unwrap();
                    fs::write(place.join("inspection.toml"), "# open\n").unwrap();
                    if let Some(text) = before {
                        fs::write(place.join("issued.toml"), text).unwrap();
                    }
                    let workspace = Workspace::open(root.path()).unwrap();
                    let new = entries(before);
                    let all = (Some(new.texts[0].1.clone()), "# done\n".to_owned(), vec!["2027-01-11-1".to_owned()]);
                    let none = (before.map(str::to_owned), "# open\n".to_owned(), Vec::new());
                    let (written, failed) = rehearse(trouble, || new.write(&workspace, FOLDER));
                    let found_now = found(&workspace);
                    assert!(found_now == all || found_now == none, "{trouble:?}: {found_now:?}");
                    assert!(written.is_err() || found_now == all, "{trouble:?}");
                    assert!(unfinished(&workspace, FOLDER).is_empty(), "{trouble:?}");
                    kept_old += usize::from(found_now == none);
                    if found_now == none {
                        new.write(&workspace, FOLDER).unwrap();
                        assert_eq!(found(&workspace), all, "{trouble:?}: run again");
                    }
                    assert_eq!(kept::read(&workspace, FOLDER, "2027-01-11-1", "letter.pdf").unwrap(), b"%PDF");
                    came |= failed;
                }
                if !came {
                    break;
                }
                steps += 1;
            }
            assert!(kept_old > 20 && steps > 15, "{kept_old} {steps}");
        }
    }

    #[test]
    fn what_is_kept_can_only_be_read_and_is_never_written_over() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let files = [("letter.pdf".to_owned(), b"one".to_vec())];
        kept::keep(&workspace, FOLDER, "2027-01-11-1", &files).unwrap();
        let place = root.path().join("issued").join(FOLDER).join("2027-01-11-1/letter.pdf");
        assert!(fs::metadata(&place).unwrap().permissions().readonly());
        assert!(kept::keep(&workspace, FOLDER, "2027-01-11-1", &files).is_err());
        assert_eq!(fs::read_to_string(root.path().join("issued/.gitignore")).unwrap(), "*\n");
    }

    #[test]
    fn a_record_that_was_changed_meanwhile_is_not_written_over() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let place = root.path().join("inspections").join(FOLDER);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("inspection.toml"), "# changed by hand\n").unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        assert!(entries(None).write(&workspace, FOLDER).is_err());
        assert!(!place.join("issued.toml").exists() && kept::kept(&workspace, FOLDER).is_empty());
    }
}
