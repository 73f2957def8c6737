//! Builds that are killed: what is left is the pack before or the pack after, never something between.
//!
//! `SQSPACK_KILLS` says how many; twenty without it.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Tree, Workspace};

const CONTACTS: &str = "contacts.toml";

/// The pack that this record gives.
fn fresh(contacts: &str) -> Tree {
    let workspace = Workspace::built();
    workspace.write(CONTACTS, contacts);
    workspace.build();
    workspace.pack(Workspace::ABERFORD)
}

#[test]
fn a_build_that_is_killed_at_any_moment_has_changed_all_of_its_pack_or_nothing() {
    let kills = std::env::var("SQSPACK_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(20_u32);
    let workspace = Workspace::built();
    let first = workspace.read(CONTACTS);
    let second = first.replace("Helen Marsh", "Helen Marsh-Pugh");
    assert_ne!(first, second);
    let packs = [fresh(&first), fresh(&second)];
    workspace.build();

    // How long a build of the other record takes. The moments of the kills are spread over it.
    let start = Instant::now();
    workspace.write(CONTACTS, &second);
    workspace.build();
    let whole = start.elapsed();
    let (mut before, mut after) = (0, 0);
    for kill in 0..kills {
        let (from, to) = if kill % 2 == 0 { (1, 0) } else { (0, 1) };
        workspace.write(CONTACTS, if to == 0 { &first } else { &second });
        let mut child = workspace.command(["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let share = f64::from(kill * 37 % kills.max(1)) / f64::from(kills.max(1));
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * (0.6 + 0.5 * share)));
        child.kill().ok();
        child.wait().unwrap();
        // The record goes back, so that nothing but the intent can mend the pack.
        workspace.write(CONTACTS, if from == 0 { &first } else { &second });
        workspace.run(["status"]).well();
        let pack = workspace.pack(Workspace::ABERFORD);
        let is = |wanted: &Tree| pack.contents() == wanted.contents();
        assert!(is(&packs[from]) || is(&packs[to]), "kill {kill}: {:?}", pack.touched_since(&packs[from]));
        if is(&packs[to]) {
            after += 1
        } else {
            before += 1
        }
        workspace.write(CONTACTS, if to == 0 { &first } else { &second });
        workspace.build();
        assert_eq!(workspace.pack(Workspace::ABERFORD).contents(), packs[to].contents(), "kill {kill}");
        let left = fs::read_dir(workspace.path(".sqspack")).unwrap().flatten();
        let left = left.map(|entry| entry.file_name().into_string().unwrap());
        let left: Vec<String> =
            left.filter(|name| name.starts_with("publishing-") || name.starts_with(".sqspack-")).collect();
        assert_eq!(left, [""; 0]);
    }
    println!("{kills} kills: {before} packs as before, {after} as after");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_build_with_each_pack_whole_or_untouched_and_nothing_left_beside() {
    for milliseconds in [30, 120, 400, 900] {
        let workspace = Workspace::aberford().and(Workspace::RHYD_Y_TWR);
        let mut child = workspace.command(["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let code = child.wait().unwrap().code();
        // Before the handler is set, the system ends the program; afterwards the program itself does, or had finished.
        assert!(matches!(code, None | Some(0 | 2)), "{code:?} after {kill}");
        let files = Tree::of(workspace.root());
        let left: Vec<&str> = files.paths().into_iter().filter(|path| path.contains(".sqspack-")).collect();
        assert_eq!(left, [""; 0]);
        for pack in fs::read_dir(workspace.path("packs")).into_iter().flatten().flatten() {
            assert!(pack.path().join("manifest.json").is_file(), "{} is half written", pack.path().display());
        }
    }
}
