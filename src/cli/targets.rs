use std::path::Path;

use super::Failure;
use crate::problem::{Problem, did_you_mean};
use crate::publish::WorkspaceInputs;
use crate::template::OwnFiles;
use crate::workspace::Workspace;

/// A workspace, and the inspections in it that a command works on.
pub struct Target {
    /// The workspace.
    pub workspace: Workspace,
    /// Names of the inspections' folders.
    pub folders: Vec<String>,
}

impl Target {
    /// Reads the settings and templates of the workspace, or says what is wrong with them.
    pub fn inputs(&self) -> Result<WorkspaceInputs, Vec<Problem>> {
        WorkspaceInputs::open(self.workspace.clone(), self.own())
    }

    /// The same for a build, which uses own templates only if somebody here has confirmed them.
    pub fn confirmed_inputs(&self) -> Result<WorkspaceInputs, Vec<Problem>> {
        WorkspaceInputs::open(self.workspace.clone(), OwnFiles::read_confirmed(&self.workspace))
    }

    /// The workspace's own templates.
    pub fn own(&self) -> OwnFiles {
        OwnFiles::read(&self.workspace.root, &self.workspace.templates())
    }
}

/// Finds the inspections that the command line names. A name or path means one inspection, or all of a workspace. No name
/// means every inspection of the workspace that holds `directory`.
pub fn find(directory: &Path, folders: &[String]) -> Result<Vec<Target>, Failure> {
    if !directory.is_dir() {
        return Err(Failure(format!("there is no folder {}", directory.display())));
    }
    let mut targets: Vec<Target> = Vec::new();
    if folders.is_empty() {
        let workspace = Workspace::find(directory)?;
        let folders = workspace.folders()?;
        return Ok(vec![Target { workspace, folders }]);
    }
    for folder in folders {
        let (workspace, named) = find_one(directory, folder)?;
        match targets.iter_mut().find(|target| target.workspace.root == workspace.root) {
            Some(target) => target.folders.extend(named),
            None => targets.push(Target { workspace, folders: named }),
        }
    }
    for target in &mut targets {
        target.folders.sort();
        target.folders.dedup();
    }
    Ok(targets)
}

/// Finds the one inspection that the command line names.
pub fn find_inspection(directory: &Path, folder: &str) -> Result<(Workspace, String), Failure> {
    let (workspace, mut folders) = find_one(directory, folder)?;
    match folders.pop().filter(|_| folders.is_empty()) {
        Some(one) => Ok((workspace, one)),
        None => Err(Failure(format!("`{folder}` is a whole workspace; name one inspection"))),
    }
}

fn find_one(directory: &Path, folder: &str) -> Result<(Workspace, Vec<String>), Failure> {
    let path = directory.join(folder);
    if path.join("sqspack.toml").is_file() {
        let workspace = Workspace::open(&path)?;
        let folders = workspace.folders()?;
        return Ok((workspace, folders));
    }
    if let Some(name) = path.canonicalize().ok().and_then(|real| Some(real.file_name()?.to_str()?.to_owned()))
        && let Ok(workspace) = Workspace::find(&path)
        && path.canonicalize().is_ok_and(|real| real.parent() == Some(&workspace.inspections()))
    {
        return Ok((workspace, vec![name]));
    }
    let workspace = Workspace::find(directory)?;
    let names = workspace.folders()?;
    if names.iter().any(|name| name == folder.trim_end_matches('/')) {
        return Ok((workspace, vec![folder.trim_end_matches('/').to_owned()]));
    }
    let help = match did_you_mean(folder, names.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if names.is_empty() => "begin one with `sqspack new`".to_owned(),
        None => format!("the inspections are {}", names.join(", ")),
    };
    Err(Failure(format!("there is no inspection `{folder}` in {}\nhelp: {help}", workspace.inspections().display())))
}
