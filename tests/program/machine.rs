//! Faults of a real machine on Linux: a full disk, a share that can only be read, files that cannot be changed, things that stand in
//! a document's place. Each message names its place and says what to do, `status` tells the truth, and the next build after the
//! fault mends the pack.
//!
//! Mounts are made in a namespace of the test's own. Where the machine does not allow what a test needs, the test says so and ends.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Run, Tree};
use crate::versions::{FOLDER, Versions};

const DOCUMENT: &str = "1-announcement/timeline.cy.pdf";

/// Processes in a namespace with mounts of its own, in which the machine of a workspace is another one.
struct Machine<'v> {
    versions: &'v Versions,
    holder: Child,
}

impl<'v> Machine<'v> {
    /// A namespace, after a script with the workspace's folder as `$1`. None where the machine does not allow that.
    fn after(script: &str, versions: &'v Versions) -> Option<Self> {
        let holder = Command::new("unshare")
            .args([
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                &format!("{script} && echo ready && exec sleep 1000"),
                "sh",
            ])
            .arg(versions.workspace.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut holder) = holder else {
            println!("left out: this machine has no `unshare`");
            return None;
        };
        let mut said = String::new();
        let output = holder.stdout.take().expect("piped");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut said).expect("a line");
        let machine = Self { versions, holder };
        if said.trim() != "ready" {
            println!("left out: this machine does not allow `{script}`");
            return None;
        }
        Some(machine)
    }

    fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.args([
            "--target",
            &self.holder.id().to_string(),
            "--user",
            "--mount",
            "--preserve-credentials",
            program,
        ]);
        command
    }

    fn shell(&self, script: &str) {
        let status = self.inside("sh").args(["-c", script, "sh"]).arg(self.versions.workspace.root()).status();
        assert!(status.expect("nsenter comes with unshare").success(), "{script}");
    }

    /// A path of the workspace as it is in the namespace.
    fn path(&self, path: &str) -> PathBuf {
        let root = self.versions.workspace.root().strip_prefix("/").expect("an absolute path");
        Path::new("/proc").join(self.holder.id().to_string()).join("root").join(root).join(path)
    }
}

impl Drop for Machine<'_> {
    fn drop(&mut self) {
        self.holder.kill().ok();
        self.holder.wait().ok();
    }
}

/// Where the program runs: on the machine as it is, or in a namespace.
trait Place {
    fn run(&self, arguments: &[&str]) -> Run;
    fn pack(&self) -> Tree;
    fn write(&self, version: usize);
}

impl Place for Versions {
    fn run(&self, arguments: &[&str]) -> Run {
        self.workspace.run(arguments)
    }
    fn pack(&self) -> Tree {
        self.pack()
    }
    fn write(&self, version: usize) {
        self.write(version);
    }
}

impl Place for Machine<'_> {
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = self.inside(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(self.versions.workspace.root()).args(arguments).output().expect("it starts").into()
    }
    fn pack(&self) -> Tree {
        Tree::of(&self.path("packs").join(FOLDER))
    }
    fn write(&self, version: usize) {
        let record = format!("inspections/{FOLDER}/inspection.toml");
        self.versions.write(version);
        let text = fs::read(self.versions.workspace.path(&record)).expect("readable");
        fs::write(self.path(&record), text).expect("room for the record");
    }
}

/// Builds a version on a machine with a fault. The message has to name a place and to hold these words, and `status` to say of
/// every file that is not as this version gives it that it is old, missing or changed, and since when.
#[track_caller]
fn assert_told(place: &impl Place, packs: &[Tree; 2], to: usize, words: &str) -> String {
    let run = place.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    // A build that cannot begin has no row for its inspections.
    let fault = match serde_json::from_str::<Value>(&run.out) {
        Ok(rows) => rows[0]["fault"].as_str().expect("a fault").to_owned(),
        Err(_) => run.err.strip_prefix("error: ").expect("an error").to_owned(),
    };
    assert!(fault.starts_with('`') && fault.contains(": "), "{fault}");
    assert!(fault.contains(words), "{fault}");
    let pack = place.run(&["status", "--format", "json"]).json()[0]["pack"].clone();
    assert_ne!(pack["state"], "current", "{pack}");
    let now = place.pack();
    let (now, wanted, before) = (now.contents(), packs[to].contents(), packs[1 - to].contents());
    if now == before {
        return fault;
    }
    let is_among = |key: &str, path: &str| pack[key].as_array().expect("a list").iter().any(|told| told == path);
    for path in wanted.keys().filter(|path| **path != "manifest.json" && now.get(*path) != wanted.get(*path)) {
        assert!(["old", "missing", "changed"].iter().any(|key| is_among(key, path)), "{path}: {pack}");
        assert!(pack["since"].get(path).is_some(), "{path}: {pack}");
    }
    fault
}

#[track_caller]
fn assert_mended(place: &impl Place, packs: &[Tree; 2], to: usize) {
    let run = place.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(place.pack().contents() == packs[to].contents(), "{:?}", place.pack().paths());
    let pack = place.run(&["status", "--format", "json"]).json()[0]["pack"].clone();
    assert_eq!(pack["state"], "current", "{pack}");
}

#[test]
fn on_a_full_disk_nothing_is_half_written_and_the_message_says_where_and_to_make_room() {
    let versions = Versions::new();
    let copy = "cp -a \"$1\" /tmp/sqspack-full-$$ && mount -t tmpfs -o size=24m none \"$1\" && \
                cp -a /tmp/sqspack-full-$$/. \"$1\" && rm -r /tmp/sqspack-full-$$";
    let Some(machine) = Machine::after(copy, &versions) else { return };
    let mut to = 0;
    for kilobytes in [0, 4, 8, 16, 32, 48, 64, 96] {
        to = 1 - to;
        machine.write(to);
        machine.shell("cat /dev/zero > \"$1/filler\" 2>/dev/null; true");
        machine.shell(&format!("truncate -s -{kilobytes}k \"$1/filler\""));
        if machine.run(&["status", "--format", "json"]).json()[0]["pack"]["state"] == "current" {
            panic!("the record has changed");
        }
        let run = machine.run(&["build"]);
        if run.code == 2 {
            assert_told(&machine, &versions.packs, to, "cannot be written because the disk is full");
        }
        machine.shell("rm \"$1/filler\"");
        assert_mended(&machine, &versions.packs, to);
        println!("{kilobytes} KB of room: status {}", run.code);
    }
}

#[test]
fn on_a_share_that_can_only_be_read_the_message_says_so_and_the_board_is_still_shown() {
    let versions = Versions::new();
    let Some(machine) = Machine::after("mount --bind \"$1\" \"$1\"", &versions) else { return };
    machine.write(1);
    machine.shell("mount -o remount,ro,bind \"$1\"");
    assert_told(&machine, &versions.packs, 1, "can only be read");
    machine.run(&["check"]).well();
    machine.run(&["status"]).well();
    machine.shell("mount -o remount,rw,bind \"$1\"");
    assert_mended(&machine, &versions.packs, 1);
}

/// A file or folder that not even the administrator changes, until this goes.
struct Immutable(PathBuf);

impl Immutable {
    fn new(path: PathBuf) -> Option<Self> {
        let is_done = chattr("+i", &path);
        if !is_done {
            println!("left out: this machine does not allow `chattr +i`");
        }
        is_done.then_some(Self(path))
    }
}

impl Drop for Immutable {
    fn drop(&mut self) {
        chattr("-i", &self.0);
    }
}

fn chattr(sign: &str, path: &Path) -> bool {
    let status = Command::new("chattr").arg(sign).arg(path).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[test]
fn a_document_or_folder_that_cannot_be_changed_is_told_and_stays_with_what_belongs_to_it() {
    for path in [DOCUMENT, "manifest.json", "1-announcement", ""] {
        let versions = Versions::new();
        let Some(held) = Immutable::new(versions.workspace.path("packs").join(FOLDER).join(path)) else { return };
        versions.write(1);
        let fault = assert_told(&versions, &versions.packs, 1, "may not be written");
        assert!(fault.contains(format!("`packs/{FOLDER}/{path}").trim_end_matches('/')), "{path}: {fault}");
        drop(held);
        assert_mended(&versions, &versions.packs, 1);
    }
    for path in [".sqspack", "packs"] {
        let versions = Versions::new();
        let Some(held) = Immutable::new(versions.workspace.path(path)) else { return };
        versions.write(1);
        // What lies in the folder of all packs can be changed; only a new pack cannot be made.
        if path == "packs" {
            assert_mended(&versions, &versions.packs, 1);
            drop(held);
            continue;
        }
        let fault = assert_told(&versions, &versions.packs, 1, "may not be written");
        assert!(fault.contains("`.sqspack"), "{fault}");
        drop(held);
        assert_mended(&versions, &versions.packs, 1);
    }
}

#[test]
fn a_folder_or_a_pipe_in_a_documents_place_is_told_or_replaced_and_nobody_waits_for_it() {
    let versions = Versions::new();
    let place = versions.workspace.path("packs").join(FOLDER).join(DOCUMENT);
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    fs::write(place.join("own.txt"), "mine").unwrap();
    versions.write(1);
    let fault = assert_told(&versions, &versions.packs, 1, "move the folder away");
    assert!(fault.contains(&format!("`packs/{FOLDER}/{DOCUMENT}`")) && fault.contains(" (since "), "{fault}");
    assert_eq!(fs::read_to_string(place.join("own.txt")).unwrap(), "mine");
    fs::remove_dir_all(&place).unwrap();
    assert_mended(&versions, &versions.packs, 1);

    for file in [DOCUMENT, "manifest.json"] {
        let place = versions.workspace.path("packs").join(FOLDER).join(file);
        fs::remove_file(&place).unwrap();
        assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
        let state = versions.state();
        assert_eq!(state["state"], "broken", "{state}");
        assert!(state["since"].get(file).is_some(), "{state}");
        assert_mended(&versions, &versions.packs, 1);
        assert!(!fs::symlink_metadata(&place).unwrap().file_type().is_fifo());
    }
}
