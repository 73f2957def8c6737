//! The `typst` command line, and the sources laid out for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sqspack::render::{TypstJob, TypstProblem};
use tempfile::TempDir;

use crate::Result;
use crate::program::{repository, run};

/// The version that this program is built on, too.
const VERSION: &str = "0.15.1";

/// The `typst` program.
pub struct Tool(PathBuf);

/// Which fonts the command line may take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FontsOf {
    /// Those that Typst brings along, beside ours: its usual way without system fonts.
    TypstToo,
    /// Ours alone, which saves it a little of its start.
    OursAlone,
}

impl Tool {
    /// Finds `typst` as `SQSPACK_TYPST` names it, on the path, or where an earlier run has put it; else installs it.
    pub fn find() -> Result<Self> {
        let own = repository().join("target/bench-tools");
        let installed = own.join("bin/typst");
        let named = std::env::var_os("SQSPACK_TYPST").map(PathBuf::from);
        let candidates = named.into_iter().chain([PathBuf::from("typst"), installed.clone()]);
        if let Some(found) = candidates.into_iter().find(|path| is_right(path)) {
            return Ok(Self(found));
        }
        println!("typst {VERSION} is not here: installing it into {}, which takes some minutes", own.display());
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["install", &format!("typst-cli@{VERSION}"), "--locked", "--root"]).arg(&own);
        if !cargo.status()?.success() || !is_right(&installed) {
            return Err("typst could not be installed; name one with SQSPACK_TYPST".into());
        }
        Ok(Self(installed))
    }

    /// The commands that compile all sources, one process each.
    pub fn commands(&self, sources: &Sources, fonts: FontsOf) -> Vec<Command> {
        sources.documents.iter().map(|(root, main)| self.command(root, main, fonts)).collect()
    }

    /// Compiles all sources one by one, and says how long that took together.
    pub fn compile_all(&self, sources: &Sources, fonts: FontsOf) -> Result<Duration> {
        self.commands(sources, fonts).iter_mut().map(run).sum()
    }

    fn command(&self, root: &Path, main: &Path, fonts: FontsOf) -> Command {
        let mut command = Command::new(&self.0);
        command.arg("compile").arg("--root").arg(root);
        command.args(["--ignore-system-fonts", "--font-path"]).arg(repository().join("assets/fonts"));
        if fonts == FontsOf::OursAlone {
            command.arg("--ignore-embedded-fonts");
        }
        command.args(["--pdf-standard", "ua-1,a-2a", "--features", "a11y-extras"]);
        command.arg(main).arg(root.join("out.pdf"));
        command
    }
}

fn is_right(path: &Path) -> bool {
    let output = Command::new(path).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with(&format!("typst {VERSION}")))
}

/// The Typst sources of documents, each with a root of its own, since each has its own `/data.json`.
pub struct Sources {
    _folder: TempDir,
    /// Root and main file of each.
    documents: Vec<(PathBuf, PathBuf)>,
}

impl Sources {
    /// Lays the sources out in a temporary folder.
    pub fn new(jobs: &[TypstJob]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("sqspack-bench-typst-").tempdir()?;
        let templates = repository().join("templates");
        let mut documents = Vec::new();
        for (number, job) in jobs.iter().enumerate() {
            let root = folder.path().join(number.to_string());
            for entry in walkdir::WalkDir::new(&templates).into_iter().collect::<std::result::Result<Vec<_>, _>>()? {
                let to = root.join(entry.path().strip_prefix(&templates)?);
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to)?;
                } else {
                    fs::copy(entry.path(), to)?;
                }
            }
            let main = root.join(&job.name);
            fs::write(&main, &job.main)?;
            fs::write(root.join("data.json"), &job.data)?;
            documents.push((root, main));
        }
        Ok(Self { _folder: folder, documents })
    }

    /// How many documents there are.
    pub fn count(&self) -> usize {
        self.documents.len()
    }
}

/// What Typst found wrong, in words.
pub fn problems(found: &[TypstProblem]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
