//! Where events cannot be relied on, even if they arrive: a network share reports what this machine does to it, but nothing that
//! another machine does.

use std::fs;
use std::path::Path;

use crate::workspace::Workspace;

/// File systems on which other machines, or another system on this machine, change files without an event here.
const REMOTE: [&str; 20] = [
    "9p", "UNC", "afs", "beegfs", "ceph", "cifs", "coda", "drvfs", "fuse", "gpfs", "lustre", "ncpfs", "nfs", "nfs4",
    "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
];

/// Why events cannot be relied on where the workspace lies; none if they can.
pub fn remote(workspace: &Workspace) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let folders = [workspace.root.clone(), workspace.inspections(), workspace.templates(), workspace.packs()];
    folders.iter().find_map(|folder| {
        let real = folder.canonicalize().ok()?;
        let is_share = real.to_string_lossy().starts_with(r"\\?\UNC\");
        let kind = if is_share { "UNC" } else { file_system(&mounts, &real)? };
        let words = || format!("{} is on a file system ({kind}) that does not report every change", folder.display());
        (REMOTE.contains(&kind) || kind.starts_with("fuse.")).then(words)
    })
}

/// The kind of the file system that a path lies on, by the table of mounts that Linux keeps.
fn file_system<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let mut nearest: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let (Some(place), Some((_, after))) = (line.split(' ').nth(4), line.split_once(" - ")) else { continue };
        let place = place.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", r"\");
        // A later mount on the same place hides the earlier one.
        if path.starts_with(&place) && nearest.is_none_or(|(length, _)| length <= place.len()) {
            nearest = after.split(' ').next().map(|kind| (place.len(), kind));
        }
    }
    nearest.map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw shared:1 - ext4 /dev/vda rw\n\
        40 22 0:35 / /mnt/shared\\040files rw - cifs //server/files rw\n\
        41 22 0:36 / /mnt rw - tmpfs none rw\n";

    fn kind(path: &str) -> Option<&'static str> {
        file_system(MOUNTS, Path::new(path))
    }

    #[test]
    fn the_nearest_mount_names_the_file_system() {
        assert_eq!(kind("/home/office"), Some("ext4"));
        assert_eq!(kind("/mnt/x"), Some("tmpfs"));
        assert_eq!(kind("/mnt/shared files/w"), Some("cifs"));
    }

    #[test]
    fn without_that_table_the_file_system_is_unknown() {
        assert_eq!(file_system("", Path::new("/home")), None);
    }
}
