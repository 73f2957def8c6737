//! Whether somebody at this machine has confirmed the workspace's own templates.
//!
//! Own templates decide what a document says and who gets a message, and they come from others by git. So a build uses a set of
//! them only after a person here has confirmed just this set. What was confirmed is kept in `.sqspack/`, which git does not
//! see. A colleague could force that folder into git, so that a confirmation also holds for this copy of the workspace alone.

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::OwnFiles;
use super::templates::digest;
use crate::workspace::scratch::Scratch;
use crate::workspace::{Workspace, files, gate};

/// Name of the file in the scratch folder that holds the last confirmation.
pub const TRUSTED: &str = "trusted-templates";

/// Whether a build may use these templates: there are none, or somebody here has confirmed them as they are.
pub fn is_trusted(workspace: &Workspace, own: &OwnFiles) -> bool {
    if own.made_from().next().is_none() {
        return true;
    }
    let kept = Scratch::open(workspace).and_then(|scratch| scratch.read(TRUSTED));
    kept.is_some_and(|kept| kept.trim_ascii() == confirmation(&workspace.root, own).as_bytes())
}

/// Confirms these templates as they are, unless they are confirmed already.
///
/// # Errors
/// The disk refuses, or a link stands in the place of the scratch folder.
pub fn trust(workspace: &Workspace, own: &OwnFiles) -> io::Result<()> {
    if is_trusted(workspace, own) {
        return Ok(());
    }
    let _writing = gate::enter();
    Scratch::make(workspace)?.write(TRUSTED, confirmation(&workspace.root, own).as_bytes())
}

/// What the workspace at `root` keeps of a set of templates that somebody has confirmed.
fn confirmation(root: &Path, own: &OwnFiles) -> String {
    let mut hash = Sha256::new_with_prefix("sqspack templates\0");
    hash.update(root.as_os_str().as_encoded_bytes());
    hash.update([0]);
    if let Ok(about) = root.metadata() {
        hash.update(files::identity(&about));
    }
    hash.update(digest(own.made_from()));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn workspace() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("sqspack.toml"), "").expect("written");
        let workspace = Workspace::open(folder.path()).expect("a workspace");
        (folder, workspace)
    }

    fn write(workspace: &Workspace, path: &str, text: &str) {
        let place = workspace.templates().join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, text).expect("written");
    }

    fn own(workspace: &Workspace) -> OwnFiles {
        OwnFiles::read(&workspace.root, &workspace.templates())
    }

    #[test]
    fn a_set_is_trusted_once_it_is_confirmed_and_until_any_of_its_files_changes() {
        let (_folder, workspace) = workspace();
        assert!(is_trusted(&workspace, &own(&workspace)), "there is nothing to confirm");
        write(&workspace, "report/en.typ", "= Report");
        assert!(!is_trusted(&workspace, &own(&workspace)));
        trust(&workspace, &own(&workspace)).expect("confirmed");
        assert!(is_trusted(&workspace, &own(&workspace)));
        for (path, text) in [("report/en.typ", "= Another"), ("catalogue.toml", ""), ("layout/note.txt", "x")] {
            write(&workspace, path, text);
            assert!(!is_trusted(&workspace, &own(&workspace)), "{path}");
            trust(&workspace, &own(&workspace)).expect("confirmed");
        }
        write(&workspace, "agreed.toml", "# what a translator has agreed");
        assert!(is_trusted(&workspace, &own(&workspace)), "no document is made from it");
    }

    #[test]
    fn a_confirmation_that_was_copied_with_the_workspace_does_not_hold() {
        let (_folder, one) = workspace();
        let (_other_folder, other) = workspace();
        for workspace in [&one, &other] {
            write(workspace, "report/en.typ", "= Report");
        }
        trust(&one, &own(&one)).expect("confirmed");
        fs::create_dir(other.scratch()).ok();
        fs::copy(one.scratch().join(TRUSTED), other.scratch().join(TRUSTED)).expect("copied");
        assert!(!is_trusted(&other, &own(&other)));
    }
}
