use std::fs;

use super::*;

#[test]
fn a_name_that_leads_elsewhere_is_refused_by_every_action() {
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir(outside.path().join("in")).unwrap();
    fs::write(outside.path().join("own"), "x").unwrap();
    let folder = Folder::at(&outside.path().join("in")).unwrap();
    for name in ["../own", "..", ".", "", "/", "a/b", "./own", outside.path().join("own").to_str().unwrap()] {
        assert!(folder.read(name).is_err(), "{name}");
        assert!(folder.write(name, b"y").is_err(), "{name}");
        assert!(folder.remove(name).is_err(), "{name}");
        assert!(folder.open_lock(name).is_err(), "{name}");
        assert!(folder.folder(name).is_err(), "{name}");
        assert!(folder.folder_made(name).is_err(), "{name}");
    }
    assert_eq!(fs::read_to_string(outside.path().join("own")).unwrap(), "x");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_file_that_somebody_is_at_work_on_is_not_swept_away_and_one_that_was_left_is() {
    let place = tempfile::tempdir().unwrap();
    let folder = Folder::at(place.path()).unwrap();
    let at_work = folder.beside(b"half").unwrap();
    fs::write(place.path().join(".sqspack-1f-0"), "half").unwrap();
    fs::write(place.path().join(".sqspack-notes"), "x").unwrap();
    folder.sweep();
    let mut names = folder.names();
    names.sort();
    assert_eq!(names, [at_work.name(), ".sqspack-notes"]);
    drop(at_work);
    assert_eq!(folder.names(), [".sqspack-notes"]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_is_no_plain_file_is_neither_read_nor_locked_nor_swept() {
        let (outside, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(outside.path().join("own"), "x").unwrap();
        let folder = Folder::at(place.path()).unwrap();
        symlink(outside.path().join("own"), place.path().join(".sqspack-1f-0")).unwrap();
        symlink("/dev/zero", place.path().join(".sqspack-1f-1")).unwrap();
        fs::create_dir(place.path().join(".sqspack-1f-2")).unwrap();
        let pipe = place.path().join(".sqspack-1f-3");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for name in folder.names() {
            assert!(folder.read(&name).is_err(), "{name}");
            assert!(folder.open_lock(&name).is_err(), "{name}");
        }
        folder.sweep();
        assert_eq!(folder.names().len(), 4);
        assert_eq!(fs::read_to_string(outside.path().join("own")).unwrap(), "x");
    }

    #[test]
    fn an_open_folder_stays_itself_when_a_link_takes_its_place() {
        let (outside, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = Folder::at(place.path()).unwrap();
        let (pack, _) = root.folder_made("pack").unwrap();
        fs::rename(place.path().join("pack"), place.path().join("moved")).unwrap();
        symlink(outside.path(), place.path().join("pack")).unwrap();
        pack.write("a", b"x").unwrap();
        assert!(root.folder("pack").is_err() && root.folder_made("pack").is_err());
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        assert_eq!(fs::read(place.path().join("moved/a")).unwrap(), b"x");
    }
}
