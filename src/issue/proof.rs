//! What a file is, by the ledgers; and whether a ledger and what is kept of it are as they were written.

use chrono::NaiveDate;

use super::entries::unfinished;
use crate::ledger::{Chain, ChainFault, day_and_month, is_issued};
use crate::publish::words_hash;
use crate::record::{FileKind, Issue, IssuedDocument, Record};
use crate::workspace::commit::{sides, versions};
use crate::workspace::{Workspace, kept};

/// A file that a ledger knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// The inspection.
    pub folder: String,
    /// The number of its entry, from 1.
    pub number: usize,
    /// How many entries there are.
    pub entries: usize,
    /// Its path in the pack.
    pub path: String,
    /// The day on which it went out.
    pub on: NaiveDate,
    /// To whom.
    pub to: Vec<String>,
    /// The commit of the record.
    pub commit: String,
    /// Whether it has the bytes that went out, and not their words alone.
    pub has_same_bytes: bool,
    /// Whether nothing is wrong with the ledger.
    pub is_proven: bool,
}

/// What a look at a ledger has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// How many entries there are.
    pub entries: usize,
    /// Of how many the bytes are kept here.
    pub kept: usize,
    /// Of how many of these the files that may name children were destroyed, as `destroyed.toml` says.
    pub destroyed: usize,
    /// What is wrong, in words.
    pub faults: Vec<String>,
}

/// Where the ledger of an inspection has a file with these bytes; if it has none, where it has one with the same words.
pub fn find_file(workspace: &Workspace, folder: &str, bytes: &[u8]) -> Vec<KnownFile> {
    let (record, _) = workspace.read(folder);
    if record.issued.issues.is_empty() {
        return Vec::new();
    }
    let id_of = |issue: &Issue| issue.id.to_string();
    let mut found = matching(&record, true, |issue, file| is_issued(workspace, folder, &id_of(issue), file, bytes));
    if found.is_empty()
        && let Some(words) = words_hash(bytes)
    {
        found = matching(&record, false, |_, file| file.words.as_ref().is_some_and(|then| ***then == *words));
    }
    if !found.is_empty() {
        let is_proven = prove(workspace, folder).faults.is_empty();
        found.iter_mut().for_each(|file| file.is_proven = is_proven);
    }
    found
}

/// The files of a ledger that `is_it` takes.
fn matching(record: &Record, has_same_bytes: bool, is_it: impl Fn(&Issue, &IssuedDocument) -> bool) -> Vec<KnownFile> {
    let issues = &record.issued.issues;
    let mut found = Vec::new();
    for (index, issue) in issues.iter().enumerate() {
        for file in issue.files.iter().filter(|file| is_it(issue, file)) {
            found.push(KnownFile {
                folder: record.folder.clone(),
                number: index + 1,
                entries: issues.len(),
                path: file.path.to_string(),
                on: issue.on.value,
                to: issue.to.iter().map(|to| to.name.to_string()).collect(),
                commit: issue.commit.to_string(),
                has_same_bytes,
                is_proven: false,
            });
        }
    }
    found
}

/// The entries of a ledger of which files that may name children were destroyed, by number from 1, each with the day: nothing shows any
/// more whether a file was one of them.
pub fn destroyed(workspace: &Workspace, folder: &str) -> Vec<(usize, NaiveDate)> {
    let (record, _) = workspace.read(folder);
    let day = |issue: &Issue| record.destroyed.of_entry(&issue.id).map(|destroyed| destroyed.on.value);
    let entries = record.issued.issues.iter().enumerate();
    entries.filter_map(|(index, issue)| Some((index + 1, day(issue)?))).collect()
}

/// Looks at the chain of a ledger, at what is kept of its entries, and at every version of it that was committed.
pub fn prove(workspace: &Workspace, folder: &str) -> Proof {
    let (record, _) = workspace.read(folder);
    let name = FileKind::Issued.name();
    let text = record.sources.get(&FileKind::Issued).map(|source| source.text.to_string()).unwrap_or_default();
    let Some(chain) = Chain::read(&text).filter(|chain| chain.links.len() == record.issued.issues.len()) else {
        let words = format!("{name} cannot be read; `sqspack check {folder}` says why");
        return Proof { faults: vec![words], ..Proof::default() };
    };
    let mut proof = Proof { entries: chain.links.len(), ..Proof::default() };
    proof.faults.extend(chain.faults().into_iter().map(|fault| {
        let id = &chain.links[fault.entry()].id;
        format!("{} ({id})", fault.words())
    }));
    prove_kept(workspace, &record, &chain, &mut proof);
    for (commit, text) in versions(workspace, folder, FileKind::Issued) {
        for link in Chain::read(&text).unwrap_or_default().links {
            let words =
                format!("entry {} was taken out or edited: commit {} has it as it was", link.id, short(&commit));
            let is_told = proof.faults.iter().any(|told| told.contains(&format!("entry {} was", link.id)));
            if chain.find(&link.hash).is_none() && !is_told {
                proof.faults.push(words);
            }
        }
    }
    proof
}

/// Looks at the copies of the entries.
fn prove_kept(workspace: &Workspace, record: &Record, chain: &Chain, proof: &mut Proof) {
    let folder = &record.folder;
    let unfinished = unfinished(workspace, folder);
    for id in kept::kept(workspace, folder) {
        let place = format!("issued/{folder}/{id}");
        let entry = kept::read(workspace, folder, &id, kept::ENTRY).and_then(|bytes| String::from_utf8(bytes).ok());
        let copy = entry.and_then(|text| Chain::read(&text)).filter(|copy| copy.links.len() == 1);
        let Some(link) = copy.filter(|copy| !is_edited(copy)).and_then(|copy| copy.links.into_iter().next()) else {
            proof.faults.push(format!("{place}/{} was changed or is missing", kept::ENTRY));
            continue;
        };
        let Some(index) = chain.find(&link.hash) else {
            if !unfinished.iter().any(|(_, hash)| *hash == link.hash) {
                proof.faults.push(format!("entry {id} was taken out or edited: {place} has it as it was"));
            }
            continue;
        };
        proof.kept += 1;
        let destroyed = record.destroyed.of_entry(&id).map(|destroyed| day_and_month(destroyed.on.value));
        let may_name_children = |file: &IssuedDocument| file.salted.as_ref().is_some_and(|salted| salted.value);
        proof.destroyed += usize::from(destroyed.is_some());
        for file in &record.issued.issues[index].files {
            let name = kept::name_of(&file.path);
            let bytes = kept::read(workspace, folder, &id, &name);
            match (&destroyed, bytes.is_some()) {
                (Some(_), false) if may_name_children(file) => continue,
                (Some(on), true) if may_name_children(file) => {
                    proof.faults.push(format!("{place}/{name} was destroyed on {on}, and is here again"));
                    continue;
                }
                _ => {}
            }
            match bytes {
                None => proof.faults.push(format!("{place}/{name} is missing")),
                Some(bytes) if !is_issued(workspace, folder, &id, file, &bytes) => {
                    proof.faults.push(format!("{place}/{name} was changed"));
                }
                Some(_) => {}
            }
        }
    }
}

/// Whether an entry by itself does not have the hash that stands in it.
fn is_edited(copy: &Chain) -> bool {
    copy.faults().iter().any(|fault| matches!(fault, ChainFault::Edited(_)))
}

fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// The ledger with the entries of both sides of an unfinished merge; nothing where there is none, or where a side has changed
/// what both had.
pub fn mended(workspace: &Workspace, folder: &str) -> Option<String> {
    let [common, ours, theirs] = sides(workspace, folder, FileKind::Issued)?.map(|text| text.replace("\r\n", "\n"));
    let added = match common.is_empty() {
        false => theirs.strip_prefix(&common).filter(|_| ours.starts_with(&common))?,
        true => &theirs[theirs.find("[[issue]]")?..],
    };
    let both = format!("{}\n\n{}\n", ours.trim_end(), added.trim());
    let chain = Chain::read(&both)?;
    let count = |text: &str| Chain::read(text).map(|chain| chain.links.len());
    let is_whole = chain.faults().is_empty() && chain.links.len() + count(&common)? == count(&ours)? + count(&theirs)?;
    is_whole.then_some(both)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use proptest::prelude::*;
    use tempfile::TempDir;

    use super::*;
    use crate::ledger::{EntryText, SentFile, appended};
    use crate::record::IssueWay;

    const FOLDER: &str = "2027-01-aberford";

    /// Runs git for a test, and says whether it ended well.
    fn git(folder: &Path, arguments: &[&str]) -> bool {
        let who = ["-c", "user.name=a", "-c", "user.email=a@office.example", "-c", "init.defaultBranch=main"];
        let run = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand");
        run.status.success()
    }

    /// A ledger with one entry more, and the entry alone.
    fn with_entry(text: &str, number: u32, bytes: &[u8]) -> (String, String) {
        let entry = EntryText {
            id: format!("2027-01-{number:02}-1"),
            on: NaiveDate::from_ymd_opt(2027, 1, number).unwrap(),
            by: "Colin Ashworth".to_owned(),
            how: IssueWay::ByHand,
            commit: "6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5".to_owned(),
            record: "a".to_owned(),
            program: "b".to_owned(),
            to: Vec::new(),
            files: vec![SentFile {
                document: "letter".to_owned(),
                path: "1-announcement/letter.pdf".to_owned(),
                sha256: crate::workspace::hash::sha256(bytes),
                words: None,
                salted: false,
                size: Some(bytes.len()),
                pages: None,
            }],
        };
        let (whole, alone, _) = appended(text, &entry).unwrap();
        (whole, alone)
    }

    /// A workspace with two entries of which the bytes are kept, and its ledger.
    fn workspace() -> (TempDir, Workspace, String) {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("sqspack.toml"), "").unwrap();
        let workspace = Workspace::open(root.path()).unwrap();
        let mut ledger = String::new();
        for number in [4, 5] {
            let bytes = format!("%PDF of {number}").into_bytes();
            let (whole, alone) = with_entry(&ledger, number, &bytes);
            ledger = whole;
            let files = [("1-announcement-letter.pdf".to_owned(), bytes), (kept::ENTRY.to_owned(), alone.into_bytes())];
            kept::keep(&workspace, FOLDER, &format!("2027-01-{number:02}-1"), &files).unwrap();
        }
        write(root.path(), &ledger);
        (root, workspace, ledger)
    }

    fn write(root: &Path, ledger: &str) {
        let place = root.join("inspections").join(FOLDER);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("issued.toml"), ledger).unwrap();
    }

    #[test]
    fn a_sound_ledger_is_proven_and_its_files_are_found_by_their_bytes() {
        let (_root, workspace, _) = workspace();
        assert_eq!(prove(&workspace, FOLDER), Proof { entries: 2, kept: 2, ..Proof::default() });
        let found = find_file(&workspace, FOLDER, b"%PDF of 5");
        assert!(matches!(&found[..], [KnownFile { number: 2, entries: 2, is_proven: true, .. }]), "{found:?}");
        assert!(find_file(&workspace, FOLDER, b"%PDF of 6").is_empty());
    }

    #[test]
    fn the_last_entry_taken_out_shows_by_its_copy_and_without_that_by_the_commits() {
        let (root, workspace, ledger) = workspace();
        let cut = ledger.rfind("[[issue]]").unwrap();
        assert!(git(root.path(), &["init", "--quiet"]) && git(root.path(), &["add", "."]));
        assert!(git(root.path(), &["commit", "--quiet", "-m", "one"]));
        write(root.path(), &ledger[..cut]);
        assert!(prove(&workspace, FOLDER).faults[0].contains("issued/2027-01-aberford/2027-01-05-1 has it as it was"));
        kept::take_away(&workspace, FOLDER, "2027-01-05-1").unwrap();
        assert!(prove(&workspace, FOLDER).faults[0].starts_with("entry 2027-01-05-1 was taken out or edited: commit"));
        assert!(git(root.path(), &["commit", "--quiet", "-am", "two"]));
        assert_eq!(prove(&workspace, FOLDER).faults.len(), 1, "an older commit still has it");
    }

    #[test]
    fn an_entry_that_was_edited_together_with_its_hash_shows_by_its_copy() {
        let (root, workspace, ledger) = workspace();
        let cut = ledger.rfind("[[issue]]").unwrap();
        write(root.path(), &with_entry(&ledger[..cut], 5, b"%PDF of another").0);
        assert_eq!(prove(&workspace, FOLDER).faults.len(), 1);
    }

    #[test]
    fn a_merge_of_two_clones_keeps_the_entries_of_both() {
        for common in [0, 2] {
            let (root, workspace, ledger) = workspace();
            let start = if common == 0 { String::new() } else { ledger };
            let place = root.path().join("inspections").join(FOLDER).join("issued.toml");
            if common == 0 {
                fs::remove_file(&place).unwrap();
                kept::take_away(&workspace, FOLDER, "2027-01-04-1").unwrap();
                kept::take_away(&workspace, FOLDER, "2027-01-05-1").unwrap();
            }
            git(root.path(), &["init", "--quiet"]);
            git(root.path(), &["add", "."]);
            assert!(git(root.path(), &["commit", "--quiet", "--allow-empty", "-m", "one"]));
            assert!(git(root.path(), &["checkout", "--quiet", "-b", "other"]));
            write(root.path(), &with_entry(&start, 7, b"theirs").0);
            assert!(git(root.path(), &["add", "."]) && git(root.path(), &["commit", "--quiet", "-m", "two"]));
            assert!(git(root.path(), &["checkout", "--quiet", "main"]));
            write(root.path(), &with_entry(&start, 6, b"ours").0);
            assert!(git(root.path(), &["add", "."]) && git(root.path(), &["commit", "--quiet", "-m", "three"]));
            assert_eq!(mended(&workspace, FOLDER), None, "there is no merge yet");
            assert!(!git(root.path(), &["merge", "--quiet", "other"]), "both have added at one place");
            let both = mended(&workspace, FOLDER).expect("a merge");
            let chain = Chain::read(&both).unwrap();
            let ids: Vec<&str> = chain.links.iter().skip(common).map(|link| link.id.as_str()).collect();
            assert_eq!((ids, chain.faults().len(), chain.ends().len()), (vec!["2027-01-06-1", "2027-01-07-1"], 0, 2));
            fs::write(&place, &both).unwrap();
            assert_eq!(prove(&workspace, FOLDER), Proof { entries: common + 2, kept: common, ..Proof::default() });
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
        #[test]
        fn whatever_byte_of_a_kept_file_is_changed_it_shows(at in 0_usize..10_000, by in 1_u8..=255) {
            let (root, workspace, _) = workspace();
            for name in ["1-announcement-letter.pdf", "entry.toml"] {
                let path = root.path().join("issued").join(FOLDER).join("2027-01-05-1").join(name);
                let whole = fs::read(&path).unwrap();
                let mut bytes = whole.clone();
                let at = at % bytes.len();
                bytes[at] ^= by;
                fs::remove_file(&path).unwrap();
                fs::write(&path, &bytes).unwrap();
                let says = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok().and_then(|text| toml::from_str::<toml::Table>(&text).ok());
                let is_same = name == "entry.toml" && says(&bytes).is_some() && says(&bytes) == says(&whole);
                prop_assert!(is_same || !prove(&workspace, FOLDER).faults.is_empty(), "{name} {at}");
                fs::write(&path, &whole).unwrap();
            }
        }
    }
}
