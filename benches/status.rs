//! `sqspack status` over 300 inspections against `cat` over the same files, in one run: at most 3 times as long is promised.
//!
//! `cargo bench --bench status`. The files are those of the records and the packs' manifests: all that `status` reads. It is
//! measured where all packs are current, and where none was ever built, so that every record has to be checked.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io};

/// Inspections, where the command line gives no number of its own.
const INSPECTIONS: usize = 300;
const ROUNDS: usize = 30;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let workspace = folder.path();
    let number = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(INSPECTIONS);
    fill(workspace, number)?;
    let mut build = sqspack(workspace, "build");
    report("a build of all packs", &[once(&mut build)?]);
    compare(workspace, "all packs current")?;
    fs::remove_dir_all(workspace.join("packs"))?;
    compare(workspace, "no pack ever built")
}

/// `status` and `cat` turn about, so that both have the machine as it is.
fn compare(workspace: &Path, state: &str) -> io::Result<()> {
    let files = files(workspace)?;
    let mut read: Vec<Duration> = Vec::new();
    let mut board: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        read.push(once(Command::new("cat").args(&files))?);
        board.push(once(&mut sqspack(workspace, "status"))?);
    }
    report(&format!("{state}: `cat` over {} files", files.len()), &read);
    report(&format!("{state}: `sqspack status`"), &board);
    println!(
        "{state}: ratio of the medians {:.2} (promised: at most 3)",
        median(&board).as_secs_f64() / median(&read).as_secs_f64()
    );
    Ok(())
}

/// Copies of the English demonstration inspection.
fn fill(workspace: &Path, inspections: usize) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("sqspack.toml"), workspace.join("sqspack.toml"))?;
    for number in 0..inspections {
        let to = workspace.join(format!("inspections/2027-01-aberford-{number:03}"));
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(root.join("inspections/2027-01-aberford"))? {
            let entry = entry?;
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn sqspack(workspace: &Path, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sqspack"));
    program.arg("-C").arg(workspace).arg(command);
    program
}

/// Everything that `status` reads.
fn files(workspace: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![workspace.join("sqspack.toml")];
    for inspection in fs::read_dir(workspace.join("inspections"))? {
        let inspection = inspection?;
        for file in fs::read_dir(inspection.path())? {
            files.push(file?.path());
        }
        let manifest = workspace.join("packs").join(inspection.file_name()).join("manifest.json");
        files.extend(manifest.is_file().then_some(manifest));
    }
    files.sort();
    Ok(files)
}

fn once(command: &mut Command) -> io::Result<Duration> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    assert!(status.success(), "{command:?}");
    Ok(start.elapsed())
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}

fn report(what: &str, times: &[Duration]) {
    println!("{what}: {:.1} ms", median(times).as_secs_f64() * 1000.0);
}
