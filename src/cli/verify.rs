use std::path::{Path, PathBuf};

use super::output::say;
use super::rebuilt::rebuild;
use super::{Failure, Status, targets};
use crate::issue::{KnownFile, destroyed, find_file, mended, prove};
use crate::ledger::day_and_month;
use crate::record::FileKind;
use crate::workspace::durable::write_over;
use crate::workspace::{Workspace, files};

/// Say whether and when a file was sent, or prove that nobody has changed what was noted
///
/// Finds a file by its bytes, whatever it is called. `--chain` looks at every entry of `issued.toml`, at the bytes in `issued/`,
/// and at every version that was committed.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  \
        sqspack verify letter.pdf                      which entry is this?\n  \
        sqspack verify --chain                         is every ledger whole?\n  \
        sqspack verify --chain 2027-01-aberford\n  \
        sqspack verify --rebuild 2027-01-aberford      make what was sent again, and compare\n  \
        sqspack verify --mend 2027-01-aberford         keep the entries of both sides of a merge")]
pub struct Args {
    /// Files; with `--chain`, `--rebuild` or `--mend`, inspections
    #[arg(value_name = "FILE")]
    names: Vec<PathBuf>,
    /// Prove that no entry was edited, moved or taken out
    #[arg(long, conflicts_with = "mend")]
    chain: bool,
    /// Make every file that was sent once more, from the record at its commit, and compare
    #[arg(long, conflicts_with_all = ["chain", "mend"])]
    rebuild: bool,
    /// Put the entries of both sides of an unfinished merge into `issued.toml`
    #[arg(long)]
    mend: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let work = match (args.chain, args.rebuild, args.mend) {
        (true, ..) => prove_one,
        (_, true, _) => rebuild,
        (.., true) => mend_one,
        _ => return find(directory, &args.names),
    };
    let names: Vec<String> = args.names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let mut ended = Status::Well;
    for target in targets::find(directory, &names)? {
        for folder in &target.folders {
            ended = ended.max(work(&target.workspace, folder)?);
        }
    }
    Ok(ended)
}

/// Says of each file which entry it is.
fn find(directory: &Path, names: &[PathBuf]) -> Result<Status, Failure> {
    if names.is_empty() {
        return Err(Failure("name a file, or type `--chain`".to_owned()));
    }
    let workspace = Workspace::find(directory)?;
    let mut ended = Status::Well;
    for name in names {
        let place = directory.join(name);
        let bytes = files::read_named(&place);
        let bytes = bytes.map_err(|refused| Failure(format!("{}: {}", name.display(), refused.message())))?;
        let folders = workspace.folders()?;
        let path = name.to_string_lossy();
        let shown = super::typed::shown(&workspace, &path);
        let found: Vec<KnownFile> = folders.iter().flat_map(|folder| find_file(&workspace, folder, &bytes)).collect();
        if found.is_empty() {
            say!("{shown}: not known: no ledger here has these bytes, or these words")?;
            for folder in &folders {
                for (number, on) in destroyed(&workspace, folder) {
                    let on = day_and_month(on);
                    say!(
                        "  files of entry {number} of {folder} that may name children were destroyed on {on}: nothing shows any more whether this is one of them"
                    )?;
                }
            }
            ended = Status::Problems;
        }
        for mut known in found {
            let (record, problems) = super::read_to_print(&workspace, &known.folder);
            if problems.iter().any(super::stops_printing(&record)) {
                // Somebody in the ledger may be called as a child is.
                known.to.clear();
            }
            say!("{shown}: {}", words(&known))?;
            if !known.is_proven {
                ended = Status::Problems;
            }
        }
    }
    Ok(ended)
}

fn words(known: &KnownFile) -> String {
    let KnownFile { folder, number, entries, path, on, to, commit, has_same_bytes, is_proven } = known;
    let chain = match is_proven {
        true => "the chain is whole".to_owned(),
        false => format!("but the ledger was changed: `sqspack verify --chain {folder}` says where"),
    };
    let on = day_and_month(*on);
    let to = if to.is_empty() { "somebody".to_owned() } else { to.join(", ") };
    let commit = commit.get(..10).unwrap_or(commit);
    let same = if *has_same_bytes { "" } else { "other bytes, but the same words as " };
    format!(
        "{same}{path} of {folder}, sent on {on} to {to}, from commit {commit}; entry {number} of {entries}, {chain}"
    )
}

fn prove_one(workspace: &Workspace, folder: &str) -> Result<Status, Failure> {
    // A folder that is named after a child is shown under another name.
    super::read(workspace, folder);
    let proof = prove(workspace, folder);
    let entries = if proof.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", proof.entries) };
    if proof.faults.is_empty() {
        let destroyed = match proof.destroyed {
            0 => String::new(),
            several => format!("; of {several} of these, what may name children was destroyed"),
        };
        say!("{folder}: {entries}, the chain is whole; the bytes of {} are kept here{destroyed}", proof.kept)?;
        return Ok(Status::Well);
    }
    say!("{folder}: {entries}, and the ledger is not as it was written:")?;
    proof.faults.iter().try_for_each(|fault| say!("  {fault}"))?;
    say!("  `git log -p inspections/{folder}/{}` shows who changed what", FileKind::Issued.name())?;
    Ok(Status::Problems)
}

fn mend_one(workspace: &Workspace, folder: &str) -> Result<Status, Failure> {
    let name = FileKind::Issued.name();
    let Some(text) = mended(workspace, folder) else {
        say!("{folder}: git has no unfinished merge of {name} in which both sides have only added entries")?;
        return Ok(Status::Problems);
    };
    write_over(&workspace.inspections().join(folder).join(name), text.as_bytes())?;
    say!("{folder}: {name} has the entries of both sides; now type `git add inspections/{folder}/{name}`")?;
    Ok(Status::Well)
}
