//! The program itself: what it prints, how it ends, and what it keeps in memory.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::tiny::{Tiny, contacts, team};

const A: &str = "2027-01-harrowdale";

const B: &str = "2027-02-wendmoor";

/// `sqspack watch` at work.
pub struct Program {
    pub child: Child,
    lines: Receiver<String>,
}

impl Program {
    fn start(tiny: &Tiny, arguments: &[&str]) -> Self {
        let mut command = command(tiny);
        command.arg("--trust-templates").args(arguments);
        Self::spawn(command)
    }

    /// Starts a command that becomes `sqspack watch`.
    pub fn spawn(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let (to, lines) = channel();
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| to.send(line)));
        Self { child, lines }
    }

    /// Waits for a line for a person that has these words in it, and gives it.
    pub fn line(&self, words: &str) -> String {
        self.wait(words, |line| line.contains(words).then(|| line.to_owned()))
    }

    /// Waits for an object of an event, and gives it.
    fn report(&self, event: &str) -> Value {
        self.wait(event, |line| {
            let report: Value = serde_json::from_str(line).expect("an object on a line");
            (report["event"] == event).then_some(report)
        })
    }

    fn wait<T>(&self, what: &str, wanted: impl Fn(&str) -> Option<T>) -> T {
        let mut others = Vec::new();
        loop {
            // A template without end is stopped after seconds of processor time, of which a busy machine gives little.
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(600)) else {
                panic!("waited in vain for `{what}`; the lines were {others:#?}");
            };
            match wanted(&line) {
                Some(found) => return found,
                None => others.push(line),
            }
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
fn a_report_is_an_object_on_a_line_with_the_fields_that_programs_rely_on() {
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny, &["--format", "json"]);
    let first = program.report("built");
    assert_eq!(first["written"].as_array().map(Vec::len), Some(3));
    let watching = program.report("watching");
    tiny.write(&format!("inspections/{A}/contacts.toml"), "= nonsense\n");
    let stale = program.report("stale");
    assert_eq!((&stale["inspection"], &stale["problems"][0]["line"]), (&json!(A), &json!(1)));
    assert_eq!((&stale["written"], &stale["unchanged"]), (&json!([]), &json!([])));
    tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&["Patrick Osei"]));
    let mended = program.report("mended");
    assert_eq!(mended["written"], json!(["1-announcement/note.pdf", "2-sample/message.eml"]));
    assert_eq!(mended["unchanged"], json!(["1-announcement/timeline.ics"]));
    for report in [first, watching, stale, mended] {
        assert!(report["milliseconds"].is_number() && report["problems"].is_array(), "{report}");
        let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
        let fields = ["event", "inspection", "written", "unchanged", "removed", "problems", "milliseconds", "message"];
        assert_eq!(keys, fields, "docs/watching.md names the fields");
    }
}

#[test]
fn an_editor_gets_all_problems_between_two_marks_after_each_build_and_none_once_they_are_mended() {
    let tiny = Tiny::with(&[A, B]);
    let program = Program::start(&tiny, &["--format", "short"]);
    program.line("-- checking");
    program.line("-- checked: ");
    for folder in [A, B] {
        tiny.write(&format!("inspections/{folder}/contacts.toml"), "\n= nonsense\n");
        program.line("-- checking");
        // One that was told before is told again: the editor forgets it at the mark.
        assert!(program.line(": error[SQS").starts_with(&format!("inspections/{A}/contacts.toml:2:3: ")));
    }
    program.line(&format!("inspections/{B}/contacts.toml:2:3: error[SQS"));
    program.line("-- checked: 2 errors");
    for folder in [A, B] {
        tiny.write(&format!("inspections/{folder}/contacts.toml"), &contacts(&["Patrick Osei"]));
    }
    let has_no_error = |line: &str| line.starts_with("-- checked: ") && !line.contains("error");
    program.wait("no error", |line| has_no_error(line).then_some(()));
}

#[test]
fn a_person_reads_a_line_for_each_report_and_which_packs_are_stale() {
    let tiny = Tiny::with(&[A, B]);
    let program = Program::start(&tiny, &[]);
    program.line("watching 2 inspections");
    tiny.write(&format!("inspections/{A}/contacts.toml"), "\n= nonsense\n");
    let line = program.line(&format!("{A}: stale, "));
    assert!(line.contains(&format!(" from inspections/{A}/contacts.toml:2 on, ")), "{line}");
    tiny.write(&format!("inspections/{B}/team.toml"), &team("Priya Nair"));
    let line = program.line(&format!("{B}: wrote message.eml, 2 unchanged, "));
    assert!(line.ends_with(&format!(" ms; still stale: {A} (inspections/{A}/contacts.toml:2)")), "{line}");
    let digits: String =
        line.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect();
    assert!(digits.starts_with("00:00:00  "), "{line}");
    tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&["Patrick Osei"]));
    let line = program.line(&format!("{A}: mended, wrote note.pdf, message.eml, 1 unchanged, "));
    assert!(line.ends_with(" ms"), "{line}");
}

#[test]
fn polling_is_reported() {
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny, &["--poll"]);
    program.line("all files are scanned every 500 ms");
    tiny.write(&format!("inspections/{A}/team.toml"), &team("Priya Nair"));
    program.line(&format!("{A}: wrote message.eml"));
}

#[test]
fn a_second_watcher_of_a_workspace_is_refused() {
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny, &["--format", "json"]);
    program.report("watching");
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

    use sqspack::publish::Manifest;
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
            let mut program = Program::start(&tiny, &["--format", "json"]);
            // The first build is at work by then, or about to begin.
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

    /// `cargo bench --bench watch -- soak` is the long run of the same.
    #[test]
    fn memory_stays_level_over_saves_with_failures_among_them() {
        const LEVEL: u32 = 80;
        const SAVES: u32 = 400;
        let tiny = Tiny::with(&[A]);
        let program = Program::start(&tiny, &["--format", "json"]);
        program.report("watching");
        let mut before = 0;
        for save in 0..SAVES {
            if save == LEVEL {
                before = memory(&program);
            }
            let names = [format!("Helen Marsh {save}"), "x".repeat((save % 97) as usize + 1)];
            tiny.write(&format!("inspections/{A}/contacts.toml"), &contacts(&names));
            if save % 20 == 9 {
                // The note is laid out up to the place where it fails.
                tiny.write("templates/layout/tiny.typ", &format!("{}#panic(\"{save}\")\n", crate::tiny::layout(9)));
                program.report("stale");
                tiny.write("templates/layout/tiny.typ", &crate::tiny::layout(9 + save % 3));
                program.report("mended");
            } else {
                program.report("built");
            }
        }
        let after = memory(&program);
        // The allocator keeps up to a tenth more or less; without eviction it would be a third more.
        assert!(after < before + before / 5, "{before} pages after {LEVEL} saves, {after} after {SAVES}");
    }
}

#[test]
fn a_template_without_end_keeps_back_the_packs_that_use_it_alone_and_the_watcher_goes_on() {
    let tiny = Tiny::with(&[A, B]);
    // Without a contact there is nobody whom the note is for, so that B does not use it.
    std::fs::remove_file(tiny.path(&format!("inspections/{B}/contacts.toml"))).expect("removed");
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% for c in range(end=100000) %}\
                   {% endfor %}{% endfor %}{% endfor %}";
    tiny.write("templates/note/en.typ", &(crate::tiny::note("Dear") + endless));
    let program = Program::start(&tiny, &["--format", "json"]);
    let (mut built, mut stale) = (false, false);
    while !(built && stale) {
        let report = program.wait("a report", |line| serde_json::from_str::<Value>(line).ok());
        built |= report["event"] == "built" && report["inspection"] == B;
        if report["event"] == "stale" && report["inspection"] == A {
            assert!(report["problems"].to_string().contains("note/en.typ"), "{report}");
            stale = true;
        }
    }
    assert!(!tiny.path("packs").join(A).exists() && tiny.path("packs").join(B).is_dir());
    tiny.write("templates/note/en.typ", &crate::tiny::note("Dear"));
    program.report("mended");
    assert!(tiny.path("packs").join(A).is_dir());
}

#[test]
fn whatever_takes_too_much_keeps_back_its_pack_and_the_next_good_edit_is_built() {
    let n = 10_000;
    let tiny = Tiny::with(&[A]);
    let program = Program::start(&tiny, &["--format", "json"]);
    program.report("watching");
    let doubled = "{% set_global x = \"aaaaaaaa\" %}{% for a in range(end=40) %}{% set_global x = x ~ x %}{% endfor %}";
    let note = format!("inspections/{A}/contacts.toml");
    for (number, (file, attack)) in [
        ("templates/note/en.typ", crate::tiny::note("Dear") + doubled),
        ("templates/note/en.typ", crate::tiny::note("Dear") + &"{% if yot %}".repeat(n) + &"{% endif %}".repeat(n)),
        ("templates/note/en.typ", crate::tiny::note("Dear") + "\n#while true { }"),
        (
            "templates/note/en.typ",
            crate::tiny::note("Dear") + "\n#{ let x = \"aaaaaaaa\"; for a in range(40) { x = x + x } }",
        ),
        ("templates/note/en.typ", crate::tiny::note("Dear") + "\n#range(100000000000).len()"),
        ("templates/timeline-calendar/en.calendar.toml", format!("event = {}{}", "[".repeat(n), "]".repeat(n))),
        (note.as_str(), contacts(&["Helen Marsh"]) + &"#\n".repeat(5_000_000)),
        (note.as_str(), format!("contact = {}{}", "[".repeat(n), "]".repeat(n))),
    ]
    .into_iter()
    .enumerate()
    {
        let before = std::fs::read_to_string(tiny.path(file)).ok();
        tiny.write(file, &attack);
        let stale = program.report("stale");
        let blamed = file.strip_prefix("templates/").unwrap_or(file);
        assert!(stale["problems"].to_string().contains(blamed), "{file}: {stale}");
        match before {
            Some(text) => tiny.write(file, &text),
            None => std::fs::remove_file(tiny.path(file)).expect("removed"),
        }
        program.report("mended");
        tiny.write(&format!("inspections/{A}/team.toml"), &team(&format!("Priya Nair {number}")));
        let written = program.wait("a build that wrote", |line| {
            let report: Value = serde_json::from_str(line).expect("an object on a line");
            // A mended template is reported before the packs that use it are looked at, and that build writes nothing.
            (report["event"] == "built" && report["written"] != json!([])).then(|| report["written"].clone())
        });
        assert_eq!(written, json!(["2-sample/message.eml"]), "{file}");
    }
}
