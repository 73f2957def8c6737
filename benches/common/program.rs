//! The program under measurement, and workspaces to run it in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sqspack::problem;
use sqspack::publish::{WorkspaceInputs, typst_jobs};
use sqspack::render::TypstJob;
use sqspack::template::{Broken, Templates};
use sqspack::workspace::Workspace;
use tempfile::TempDir;

use crate::Result;
use crate::timing::timed;

/// The inspection that stands for one pack.
pub const ONE: &str = "2027-01-aberford";
/// The inspections that are copied for many.
const DEMONSTRATIONS: [&str; 2] = [ONE, "2027-02-rhyd-y-twr"];
/// The documents of a pack when the marks were set for what takes longer the more documents there are.
const FEW: [&str; 10] = [
    "announcement-email",
    "confirmation-letter",
    "team-and-preparation",
    "case-sample-specification",
    "case-sample-spreadsheet",
    "information-request",
    "timeline",
    "timeline-calendar",
    "schedule",
    "report",
];
/// Inspections in a large workspace.
pub const MANY: usize = 300;
/// Processors that both sides of a comparison may use.
pub const CORES: usize = 2;

/// The repository, which has the records and the templates.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of all workspaces. ext4 looks long for an inode among those that were freed in the last minutes, so nothing is
/// taken away before everything is measured.
static FOLDERS: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());

/// Takes all workspaces away.
pub fn take_away() {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// A workspace that lasts until all are taken away.
pub struct Bench {
    workspace: PathBuf,
    /// Where packs are put that are in the way.
    aside: PathBuf,
    set_aside: AtomicUsize,
}

impl Bench {
    /// A workspace with one inspection.
    pub fn one() -> Result<Self> {
        Self::with([(ONE, ONE.to_owned())])
    }

    /// A workspace with many inspections, copies of the demonstrations in turn.
    pub fn many() -> Result<Self> {
        let pairs = DEMONSTRATIONS.iter().cycle().enumerate().take(MANY);
        Self::with(pairs.map(|(number, from)| (*from, format!("{from}-{number:03}"))))
    }

    /// A workspace with this many inspections, whose packs have only the documents that a pack had when the marks were set: its own
    /// catalogue keeps all others for inspections in Wales, and these are in England.
    pub fn with_few_documents(count: usize) -> Result<Self> {
        let number = |number: usize| if count == 1 { ONE.to_owned() } else { format!("{ONE}-{number:03}") };
        let bench = Self::with((0..count).map(|at| (ONE, number(at))))?;
        fs::create_dir(bench.path().join("templates"))?;
        fs::write(bench.path().join("templates/catalogue.toml"), few_documents()?)?;
        run(bench.command().args(["templates", "trust"]))?;
        Ok(bench)
    }

    fn with(inspections: impl IntoIterator<Item = (&'static str, String)>) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("sqspack-bench-").tempdir()?;
        let (workspace, aside) = (folder.path().join("workspace"), folder.path().join("aside"));
        FOLDERS.lock().unwrap_or_else(PoisonError::into_inner).push(folder);
        fs::create_dir(&workspace)?;
        fs::create_dir(&aside)?;
        fs::copy(repository().join("sqspack.toml"), workspace.join("sqspack.toml"))?;
        for (from, to) in inspections {
            let (from, to) = (repository().join("inspections").join(from), workspace.join("inspections").join(to));
            fs::create_dir_all(&to)?;
            for entry in fs::read_dir(from)? {
                let entry = entry?;
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        Ok(Self { workspace, aside, set_aside: AtomicUsize::new(0) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.workspace
    }

    /// Puts aside everything that a build has made.
    pub fn sweep(&self) -> Result<()> {
        let number = self.set_aside.fetch_add(1, Ordering::Relaxed);
        for made in ["packs", ".sqspack"] {
            match fs::rename(self.path().join(made), self.aside.join(format!("{number}-{made}"))) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The command line of a build in it.
    pub fn build(&self, arguments: &[&str]) -> Command {
        let mut command = self.command();
        command.arg("build").args(arguments);
        command
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(self.path()).env("RAYON_NUM_THREADS", CORES.to_string());
        command
    }

    /// The Typst sources of one of its inspections.
    pub fn jobs(&self, inputs: &WorkspaceInputs, folder: &str) -> Result<Vec<TypstJob>> {
        typst_jobs(inputs, folder).map_err(|problems| problem::render(&problems, false).into())
    }

    /// The inputs of a build in it.
    pub fn inputs(&self) -> Result<WorkspaceInputs> {
        let workspace = Workspace::open(self.path())?;
        let templates = Templates::load(&workspace.root, &workspace.templates());
        let templates = templates.map_err(|Broken(problems)| problem::render(&problems, false))?;
        Ok(WorkspaceInputs::new(workspace, templates))
    }

    /// Paths of all files of a pack, with their sizes, in order.
    pub fn pack(&self, folder: &str) -> Result<Vec<(PathBuf, u64)>> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(self.path().join("packs").join(folder)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                files.push((entry.path().to_owned(), entry.metadata()?.len()));
            }
        }
        Ok(files)
    }
}

/// The program's catalogue without its [`FEW`] documents, and every other one for Wales alone.
fn few_documents() -> Result<String> {
    let program: toml::Table = fs::read_to_string(repository().join("templates/catalogue.toml"))?.parse()?;
    let mut documents = program.get("document").and_then(|all| all.as_array()).cloned().unwrap_or_default();
    documents.retain(|document| document["id"].as_str().is_some_and(|id| !FEW.contains(&id)));
    for document in documents.iter_mut().filter_map(toml::Value::as_table_mut) {
        document.insert("country".to_owned(), "wales".into());
    }
    Ok(toml::Table::from_iter([("document".to_owned(), documents.into())]).to_string())
}

/// Runs a command to its end, with nothing on the screen, and says how long it took from start to exit.
pub fn run(command: &mut Command) -> Result<Duration> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (status, time) = timed(|| Ok(command.status()?))?;
    if status.success() {
        return Ok(time);
    }
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{command:?} ended with {status}:\n{words}").into())
}

/// What is measured, and on what.
pub fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor that does not say its name", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let profile = if cfg!(debug_assertions) { "not optimised: the figures mean nothing" } else { "optimised" };
    format!("sqspack {} ({profile}) on {cores} × {model}, {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS)
}
