use std::path::Path;

use super::output::tell;
use super::{Failure, passphrase};
use crate::problem::{Problem, did_you_mean};
use crate::publish::{WorkspaceInputs, orphans_shown};
use crate::template::OwnFiles;
use crate::workspace::Workspace;

/// A workspace, and the inspections in it that a command works on.
pub struct Selection {
    /// The workspace.
    pub workspace: Workspace,
    /// Names of the inspections' folders.
    pub folders: Vec<String>,
}

impl Selection {
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

/// Names the packs that belong to no inspection. Nobody keeps them right, and somebody could send them.
pub fn tell_of_orphans(workspace: &Workspace) -> Result<(), Failure> {
    let tell = |name: &String| {
        tell!(
            "packs/{name} has no inspection, and is kept as it is; if you have renamed the inspection, delete this old pack"
        )
    };
    orphans_shown(workspace).iter().try_for_each(tell)
}

/// Finds the inspections that the command line names. A name, a part of one, or a path means one inspection; the path of a
/// workspace means all of its inspections. No name means the inspection that `directory` lies in, else every inspection of the
/// workspace.
pub fn find(directory: &Path, folders: &[String]) -> Result<Vec<Selection>, Failure> {
    if !directory.is_dir() {
        return Err(Failure(format!("there is no folder {}", directory.display())));
    }
    let mut targets: Vec<Selection> = Vec::new();
    if folders.is_empty() {
        let workspace = Workspace::find(directory)?;
        let folders = match around(&workspace, directory) {
            Some(folder) => vec![folder],
            None => workspace.folders()?,
        };
        passphrase::ask(&workspace, &folders)?;
        return Ok(vec![Selection { workspace, folders }]);
    }
    for folder in folders {
        let (workspace, named) = find_one(directory, folder)?;
        match targets.iter_mut().find(|target| target.workspace.root == workspace.root) {
            Some(target) => target.folders.extend(named),
            None => targets.push(Selection { workspace, folders: named }),
        }
    }
    for target in &mut targets {
        target.folders.sort();
        target.folders.dedup();
        passphrase::ask(&target.workspace, &target.folders)?;
    }
    Ok(targets)
}

/// Finds the one inspection that the command line names. No name means the inspection that `directory` lies in. A person is asked for
/// the passphrase of its children's file, if that is sealed.
pub fn find_inspection(directory: &Path, folder: Option<&str>) -> Result<(Workspace, String), Failure> {
    let (workspace, folder) = find_closed(directory, folder)?;
    passphrase::ask(&workspace, std::slice::from_ref(&folder))?;
    Ok((workspace, folder))
}

/// The same where nobody is to be asked yet.
pub fn find_closed(directory: &Path, folder: Option<&str>) -> Result<(Workspace, String), Failure> {
    let Some(folder) = folder else {
        let workspace = Workspace::find(directory)?;
        let Some(around) = around(&workspace, directory) else {
            let help = match workspace.folders()?.as_slice() {
                [] => "begin one with `sqspack new`".to_owned(),
                names => format!("the inspections are {}; a part of the name is enough", names.join(", ")),
            };
            return Err(Failure(format!("name the inspection, or go to its folder\nhelp: {help}")));
        };
        return Ok((workspace, around));
    };
    let (workspace, mut folders) = find_one(directory, folder)?;
    match folders.pop().filter(|_| folders.is_empty()) {
        Some(one) => Ok((workspace, one)),
        None => Err(Failure(format!("`{folder}` is a whole workspace; name one inspection"))),
    }
}

/// The inspection whose folder holds `directory`.
pub fn around(workspace: &Workspace, directory: &Path) -> Option<String> {
    let real = directory.canonicalize().ok()?;
    let within = real.strip_prefix(workspace.inspections()).ok()?;
    Some(within.components().next()?.as_os_str().to_str()?.to_owned())
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
    let name = by_name(&workspace, folder)?;
    Ok((workspace, vec![name]))
}

/// The inspection of that name, or the only one whose name holds it.
fn by_name(workspace: &Workspace, typed: &str) -> Result<String, Failure> {
    let names = workspace.folders()?;
    let wanted = typed.trim_end_matches(['/', '\\']);
    if let Some(name) = names.iter().find(|name| *name == wanted) {
        return Ok(name.clone());
    }
    let part = wanted.trim().to_lowercase();
    let holds = |name: &&String| !part.is_empty() && name.to_lowercase().contains(&part);
    let fitting: Vec<&String> = names.iter().filter(holds).collect();
    let help = match (fitting.as_slice(), did_you_mean(wanted, names.iter().map(String::as_str))) {
        ([only], _) => return Ok((*only).clone()),
        ([], Some(meant)) => format!("did you mean `{meant}`?"),
        ([], None) if names.is_empty() => "begin one with `sqspack new`".to_owned(),
        ([], None) => format!("the inspections are {}", names.join(", ")),
        (several, _) => {
            let several: Vec<String> = several.iter().map(|name| format!("`{name}`")).collect();
            return Err(Failure(format!(
                "`{typed}` is part of {} names\nhelp: type more of one: {}",
                several.len(),
                several.join(", ")
            )));
        }
    };
    Err(Failure(format!("there is no inspection `{typed}` in {}\nhelp: {help}", workspace.inspections().display())))
}
