//! The program itself: what it prints, how it ends, and what it keeps in memory.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::tiny::{Tiny, contacts};

const A: &str = "2027-01-harrowdale";

/// `sqspack watch --format json` at work.
struct Program {
    child: Child,
    lines: Receiver<Value>,
}

impl Program {
    fn start(tiny: &Tiny) -> Self {
        let mut child = command(tiny).args(["--format", "json"]).stdout(Stdio::piped()).spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let (to, lines) = channel();
        thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                to.send(serde_json::from_str(&line).expect("an object on a line")).ok();
            }
        });
        Self { child, lines }
    }

    /// Waits for an event, and gives it.
    fn wait(&self, event: &str) -> Value {
        let mut others = Vec::new();
        loop {
            let Ok(pass) = self.lines.recv_timeout(Duration::from_secs(60)) else {
                panic!("waited in vain for `{event}`; told were {others:#?}");
            };
            if pass["event"] == event {
                return pass;
            }
            others.push(format!("{} {}: {} {}", pass["event"], pass["inspection"], pass["written"], pass["message"]));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn command(tiny: &Tiny) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
    command.arg("-C").arg(tiny.root()).arg("watch");
    command
}

#[test]
fn a_pass_is_an_object_on_a_line() {
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny);
    let first = program.wait("built");
    assert_eq!(first["written"].as_array().map(Vec::len), Some(3));
    program.wait("watching");
    tiny.write(&format!("inspections/{A}/contacts.toml"), "= nonsense\n");
    let stale = program.wait("stale");
    assert_eq!(stale["inspection"], A);
    assert_eq!(stale["problems"][0]["line"], 1);
    assert_eq!((&stale["written"], &stale["unchanged"]), (&Value::Array(Vec::new()), &Value::Array(Vec::new())));
    assert!(stale["milliseconds"].is_number());
}

#[test]
fn a_second_watcher_of_a_workspace_is_refused() {
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny);
    program.wait("watching");
    let mut second = command(&tiny).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    assert_eq!(second.wait().expect("it ends").code(), Some(2));
    let mut said = String::new();
    second.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert!(said.contains("another `sqspack watch`"), "{said}");
}

/// Signals and memory can only be seen from here on a Unix, and the latter on Linux.
#[cfg(target_os = "linux")]
mod on_linux {
    use std::fs;
    use std::thread::sleep;
    use std::time::Instant;

    use sqspack::build::Manifest;
    use sqspack::workspace::Workspace;

    use super::*;
    use crate::files::files;

    fn signal(program: &Program, name: &str) {
        let kill = format!("kill -{name} {}", program.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
    }

    #[test]
    fn ctrl_c_ends_it_at_once_and_leaves_no_pack_half_written() {
        let names: Vec<String> = (0..24).map(|number| format!("2027-{number:02}-thrane")).collect();
        for milliseconds in [0, 40, 90, 150, 220, 300, 400] {
            let tiny = Tiny::with(&names.iter().map(String::as_str).collect::<Vec<_>>());
            let mut program = Program::start(&tiny);
            // The first pass is at its work by then, or about to begin.
            let packs = tiny.path("packs");
            while !packs.exists() {
                sleep(Duration::from_millis(1));
            }
            sleep(Duration::from_millis(milliseconds));
            signal(&program, if milliseconds % 20 == 0 { "INT" } else { "TERM" });
            let start = Instant::now();
            assert_eq!(program.child.wait().expect("it ends").code(), Some(0));
            assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
            let left: Vec<String> = files(tiny.root()).into_keys().filter(|path| path.contains("/.sqspack-")).collect();
            assert_eq!(left, [""; 0]);
            let workspace = Workspace::open(tiny.root()).expect("a workspace");
            for pack in fs::read_dir(&packs).expect("listed").flatten() {
                let name = pack.file_name().into_string().expect("a plain name");
                assert!(Manifest::of(&workspace, &name).is_kept(&workspace, &name), "{name} is half written");
            }
        }
    }

    /// Resident memory, in pages.
    fn memory(program: &Program) -> u64 {
        let table = fs::read_to_string(format!("/proc/{}/statm", program.child.id())).expect("it runs");
        table.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a number")
    }

    /// The long run, of which this is the beginning, is `cargo bench --bench watch -- --soak`.
    #[test]
    fn memory_stays_level_over_saves_with_failures_among_them() {
        const LEVEL: u32 = 150;
        let tiny = Tiny::with(&[A]);
        let program = Program::start(&tiny);
        program.wait("watching");
        let mut before = 0;
        for save in 0..2 * LEVEL {
            if save == LEVEL {
                before = memory(&program);
            }
            let names = [format!("Helen Marsh {save}"), "x".repeat((save % 97) as usize + 1)];
            if std::env::var("WT").is_ok() {
                println!("save {save}");
            }
            tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&names));
            if save % 10 == 9 {
                // The note is laid out up to the place where it fails.
                tiny.write("templates/layout/tiny.typ", &format!("{}#panic(\"{save}\")\n", crate::tiny::layout(9)));
                program.wait("stale");
                tiny.write("templates/layout/tiny.typ", &crate::tiny::layout(9 + save % 3));
                program.wait("mended");
            } else {
                program.wait("built");
            }
        }
        let after = memory(&program);
        assert!(after < before + before / 10, "{before} pages after {LEVEL} saves, {after} after {}", 2 * LEVEL);
    }
}
