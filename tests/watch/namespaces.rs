//! Machines that a test on Linux can have without leave: one with limits of its own, one with mounts of its own. Where the
//! system does not allow that, a test says so and ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::tiny::{Tiny, team};

const A: &str = "2027-01-harrowdale";

/// A shell that runs this as the root of namespaces of its own, with the root of a workspace as `$1`.
fn shell(script: &str, root: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(root);
    command
}

/// Runs `sqspack watch` after this script; none where the machine does not allow what the script does.
fn watch_after(script: &str, root: &Path, arguments: &str) -> Option<Program> {
    let tried = shell(script, root).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("skipped: this machine does not allow `{script}`");
        return None;
    }
    let program = env!("CARGO_BIN_EXE_sqspack");
    let watch = format!("{script} && exec {program} -C \"$1\" watch --trust-templates {arguments}");
    Some(Program::spawn(shell(&watch, root)))
}

/// A path as the program sees it.
fn seen_by(program: &Program, path: &Path) -> PathBuf {
    let below = path.strip_prefix("/").expect("an absolute path");
    Path::new("/proc").join(program.child.id().to_string()).join("root").join(below)
}

/// Saves the team where the program sees it, and waits until it is built.
fn save_and_wait(program: &Program, root: &Path, name: &str) {
    let root = seen_by(program, root);
    fs::write(root.join("inspections").join(A).join("team.toml"), team(name)).expect("written");
    program.line(&format!("{A}: wrote message.eml"));
    let message = fs::read_to_string(root.join("packs").join(A).join("2-sample/message.eml")).expect("a text");
    assert!(message.contains(name), "{message}");
}

#[test]
fn limits_of_the_system_on_its_events_lead_to_polling_and_it_says_so() {
    for (limit, count) in [("max_inotify_watches", 0), ("max_inotify_watches", 3), ("max_inotify_instances", 0)] {
        let tiny = Tiny::with(&[A]);
        let script = format!("echo {count} > /proc/sys/user/{limit}");
        let Some(program) = watch_after(&script, tiny.root(), "") else { return };
        let why = if limit.ends_with("watches") { "the system watches no more folders" } else { "no events here" };
        let line = program.line(why);
        assert!(line.ends_with("all files are scanned every 500 ms"), "{limit} of {count}: {line}");
        program.line("watching 1 inspection in ");
        save_and_wait(&program, tiny.root(), "Priya Nair");
    }
}

#[test]
fn an_overlay_is_watched() {
    let tiny = Tiny::with(&[A]);
    let layers = tempfile::tempdir().expect("a temporary folder");
    let at = layers.path().display();
    let script = format!(
        "mount -t tmpfs none {at} && mkdir {at}/upper {at}/work && \
         mount -t overlay overlay -o lowerdir=\"$1\",upperdir={at}/upper,workdir={at}/work,userxattr \"$1\""
    );
    let Some(program) = watch_after(&script, tiny.root(), "") else { return };
    let line = program.line("watching 1 inspection in ");
    assert!(line.ends_with("the system reports changes"), "{line}");
    for name in ["Priya Nair", "Petra Noon"] {
        save_and_wait(&program, tiny.root(), name);
    }
    assert!(!tiny.path("packs").exists(), "the program sees no overlay");
}

#[test]
fn a_workspace_that_is_unmounted_and_mounted_again_is_watched_again() {
    let (disk, place) = (Tiny::with(&[A]), tempfile::tempdir().expect("a temporary folder"));
    let mount = format!("mount --bind {} \"$1\"", disk.root().display());
    let Some(program) = watch_after(&mount, place.path(), "--poll") else { return };
    program.line("watching 1 inspection in ");
    let run_inside = |script: &str| {
        let mut command = Command::new("nsenter");
        command.args(["--target", &program.child.id().to_string(), "--user", "--mount", "--preserve-credentials"]);
        let status = command.args(["sh", "-c", script, "sh"]).arg(place.path()).status();
        assert!(status.expect("nsenter comes with unshare").success(), "{script}");
    };
    run_inside("umount --lazy \"$1\"");
    program.line("settings or templates: stale");
    run_inside(&mount);
    program.line("settings or templates: mended");
    save_and_wait(&program, place.path(), "Priya Nair");
}
