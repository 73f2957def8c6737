//! Machines that a test on Linux can have without leave: one with limits of its own, one with mounts of its own. Where the
//! system does not allow that, a test says so and ends.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::tiny::{Tiny, team};

const A: &str = "2027-01-harrowdale";

/// A shell that runs this as the root of namespaces of its own, with the root of a workspace as `$1`. What it starts ends with it.
fn shell(script: &str, root: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"]);
    command.args(["sh", "-c", script, "sh"]).arg(root);
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

/// A script where the program runs, with the root of a workspace as `$1` and this as `$2`.
fn inside(program: &Program, script: &str, root: &Path, argument: &str) -> String {
    let mut command = Command::new("nsenter");
    command.args(["--target", &program.child.id().to_string(), "--user", "--mount", "--preserve-credentials"]);
    let run = command.args(["sh", "-c", script, "sh"]).arg(root).arg(argument).output();
    let run = run.expect("nsenter comes with unshare");
    assert!(run.status.success(), "{script}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// Saves the team where the program sees it, and waits until it is built.
fn save_and_wait(program: &Program, root: &Path, name: &str) {
    let save = format!("printf %s \"$2\" > \"$1/inspections/{A}/team.toml\"");
    inside(program, &save, root, &team(name));
    program.line(&format!("{A}: wrote message.eml"));
    let message = inside(program, &format!("cat \"$1/packs/{A}/2-sample/message.eml\""), root, "");
    assert!(message.contains(name), "{message}");
}

/// How the watcher says that it polls.
const POLLS: &str = "all files are scanned every 500 ms";

#[test]
fn limits_of_the_system_on_its_events_lead_to_polling_and_it_says_so() {
    let watches = [0, 1, 2, 3, 4, 8, 16, 32].map(|count| ("max_inotify_watches", count));
    let instances = [0, 1].map(|count| ("max_inotify_instances", count));
    for (limit, count) in watches.into_iter().chain(instances) {
        let tiny = Tiny::with(&[A]);
        let script = format!("echo {count} > /proc/sys/user/{limit}");
        let Some(program) = watch_after(&script, tiny.root(), "") else { return };
        let why = match (limit, count) {
            ("max_inotify_watches", ..4) => Some("the system watches no more folders"),
            ("max_inotify_instances", 0) => Some("no events here"),
            // With a few more, it depends on the folders of packs, which the first build makes.
            _ => None,
        };
        if let Some(why) = why {
            let line = program.line(why);
            assert!(line.ends_with(POLLS), "{limit} of {count}: {line}");
        }
        let line = program.line("watching 1 inspection in ");
        let is_enough = limit == "max_inotify_instances" && count > 0 || count >= 16;
        assert!(!is_enough || line.ends_with("the system reports changes"), "{limit} of {count}: {line}");
        for name in ["Priya Nair", "Petra Noon"] {
            save_and_wait(&program, tiny.root(), name);
        }
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

/// `fuse-overlayfs`, where it is installed, stands for every file system of a program: a share by SSH, a folder in a cloud.
#[test]
fn a_file_system_of_a_program_is_polled_and_it_says_so() {
    let tiny = Tiny::with(&[A]);
    let layers = tempfile::tempdir().expect("a temporary folder");
    let at = layers.path().display();
    let script = format!(
        "mkdir -p {at}/upper {at}/work && \
         fuse-overlayfs -o lowerdir=\"$1\",upperdir={at}/upper,workdir={at}/work \"$1\" && cd \"$1\""
    );
    let Some(program) = watch_after(&script, tiny.root(), "") else { return };
    let line = program.line("is on a file system (fuse.fuse-overlayfs)");
    assert!(line.ends_with(POLLS), "{line}");
    program.line("watching 1 inspection in ");
    for name in ["Priya Nair", "Petra Noon"] {
        save_and_wait(&program, tiny.root(), name);
    }
    assert!(!tiny.path("packs").exists(), "the program sees no file system of another one");
}

#[test]
fn a_workspace_that_is_unmounted_and_mounted_again_is_watched_again() {
    for mode in ["--poll", ""] {
        let (disk, place) = (Tiny::with(&[A]), tempfile::tempdir().expect("a temporary folder"));
        let mount = format!("mount --bind {} \"$1\"", disk.root().display());
        let Some(program) = watch_after(&mount, place.path(), mode) else { return };
        program.line("watching 1 inspection in ");
        // Where events arrive, the scan every ten seconds finds it.
        inside(&program, "umount --lazy \"$1\"", place.path(), "");
        program.line("settings or templates: stale");
        inside(&program, &mount, place.path(), "");
        program.line("settings or templates: mended");
        for name in ["Priya Nair", "Petra Noon"] {
            save_and_wait(&program, place.path(), name);
        }
    }
}
