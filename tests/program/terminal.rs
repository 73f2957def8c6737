//! Names of files steer no terminal, and what the program has read of children outlives it nowhere.

use std::fs;

use crate::support::Workspace;

/// Sets the title of a window, clears the screen, hides what follows, turns the order of reading.
const STEERING: [&str; 4] = ["\u{1b}]0;x\u{7}", "\u{1b}[2J", "\u{1b}[8m", "\u{9b}2J\u{202e}"];

/// What is left of an output without our own colours, line ends and tabs.
fn without_colours(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut left = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('m') {
            Some((numbers, rest)) if numbers.split(';').all(|number| number != "8" || numbers.starts_with("38;5;")) => {
                left.push_str(rest);
            }
            _ => left.push_str(&format!("\u{1b}[{piece}")),
        }
    }
    left
}

#[cfg(unix)]
#[test]
fn a_name_of_a_file_steers_no_terminal_whatever_command_meets_it() {
    for sign in STEERING {
        let workspace = Workspace::aberford();
        let bad = format!("2027-09-{sign}x");
        workspace.write_at(&format!("inspections/{bad}/inspection.toml"), "[yot]\n");
        workspace.write(&format!("{sign}.toml"), "a = 1\n");
        workspace.write(&format!("children.private.toml{sign}"), "");
        workspace.write_at(&format!("templates/{sign}.typ"), "x");
        workspace.write("cases.toml", &format!("[[case]]\n\"{}\" = 1\n", "\\u001b[2J"));
        for arguments in [
            vec!["check"],
            vec!["check", "--format", "json"],
            vec!["check", "--translations"],
            vec!["build"],
            vec!["build", "--format", "json"],
            vec!["build", &bad],
            vec!["build", "--document", &bad],
            vec!["status"],
            vec!["status", "--format", "json"],
            vec!["templates"],
            vec!["timeline", &bad],
            vec!["timeline", "nowhere"],
            vec!["slots", &bad],
            vec!["done", &bad, "announcement"],
            vec!["undo", &bad, "announcement"],
            vec!["explain", &bad],
            vec!["holidays", "import", &bad],
            vec!["translations", "import", &bad],
            vec!["schema", &bad],
        ] {
            let mut command = workspace.command(&arguments);
            let run = command.env("CLICOLOR_FORCE", "1").output().expect("it starts");
            for bytes in [run.stdout, run.stderr] {
                let left = without_colours(&String::from_utf8(bytes).expect("text"));
                let steers = |sign: char| {
                    (sign.is_control() && !matches!(sign, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(&sign)
                };
                assert!(!left.contains(steers), "{arguments:?}: {left:?}");
            }
        }
        fs::remove_dir_all(workspace.path("templates")).expect("removed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_core_file_of_the_program_is_ever_written() {
    let workspace = Workspace::empty();
    let mut watcher = workspace.command(["watch"]).stdout(std::process::Stdio::null()).spawn().expect("it starts");
    let limits = format!("/proc/{}/limits", watcher.id());
    let is_set = || {
        let limits = fs::read_to_string(&limits).unwrap_or_default();
        let line = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap_or_default().to_owned();
        line.split_whitespace().skip(4).take(2).collect::<Vec<_>>() == ["1", "1"]
    };
    let start = std::time::Instant::now();
    while !is_set() && start.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let was_set = is_set();
    watcher.kill().expect("ended");
    watcher.wait().expect("ended");
    assert!(was_set);
}
