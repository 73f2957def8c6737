//! Builds that are ended from outside, killed or by Ctrl-C: what is left is the pack before or the pack after, never something
//! between.
//!
//! `SQSPACK_KILLS` says how many; a hundred without it.

use std::process::Stdio;
use std::thread::{scope, sleep};

use crate::support::Tree;
use crate::versions::Versions;

fn kills() -> usize {
    std::env::var("SQSPACK_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(100)
}

/// Workspaces in which builds are killed at the same time: a kill waits most of the time.
const WORKSPACES: usize = 2;

/// Temporary files and intents that a workspace has.
fn left(versions: &Versions) -> Vec<String> {
    let names = Tree::of(versions.workspace.root());
    let is_left = |path: &&str| path.contains(".sqspack-") || path.contains("publishing-");
    names.paths().into_iter().filter(is_left).map(str::to_owned).collect()
}

#[test]
fn a_build_that_is_killed_at_any_moment_has_changed_all_of_its_pack_or_nothing() {
    let counts = scope(|threads| {
        let workers = [0; WORKSPACES].map(|_| threads.spawn(|| kill(kills().div_ceil(WORKSPACES))));
        workers.map(|worker| worker.join().unwrap())
    });
    let [before, after] = [0, 1].map(|which| counts.iter().map(|count| count[which]).sum::<usize>());
    println!("{} kills: {before} packs as before, {after} as after, mixed packs unsaid: 0", before + after);
}

/// Kills so many builds. Says how many packs were as before and how many as after.
fn kill(kills: usize) -> [usize; 2] {
    let versions = Versions::new();
    let mut counts = [0, 0];
    let mut now = 0;
    for kill in 0..kills {
        let to = 1 - now;
        versions.write(to);
        let mut child =
            versions.workspace.command(["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let share = (kill * 37 % kills) as f64 / kills as f64;
        sleep(versions.whole.mul_f64(0.4 + 0.6 * share));
        child.kill().ok();
        child.wait().unwrap();
        // The record goes back, so that nothing but the intent can mend the pack.
        versions.write(now);
        versions.workspace.run(["status"]).well();
        let is = versions.which();
        counts[usize::from(is == to)] += 1;
        now = is;
        if kill % 5 == 0 {
            versions.build(to);
            assert_eq!(versions.which(), to, "kill {kill}");
            assert_eq!(left(&versions), [""; 0]);
            now = to;
        }
    }
    counts
}

#[cfg(unix)]
mod interrupted {
    use std::collections::BTreeMap;
    use std::process::Child;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::random::Random;

    /// Whether SIGINT is in a set of signals of a process: those that it ignores, `SigIgn`, or that it takes, `SigCgt`.
    fn has_sigint(process: &str, set: &str) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let signals = status.lines().find_map(|line| line.strip_prefix(set)?.strip_prefix(':'));
        signals.and_then(|signals| u64::from_str_radix(signals.trim(), 16).ok()).is_some_and(|set| set & 0b10 != 0)
    }

    /// Sends what Ctrl-C sends. Where the tests run behind a shell that ignores it, as one does for what runs in the background, so
    /// does the program until it takes the signal: it is sent then.
    fn interrupt(child: &mut Child) {
        while has_sigint("self", "SigIgn") && !has_sigint(&child.id().to_string(), "SigCgt") {
            if child.try_wait().unwrap().is_some() {
                return;
            }
            sleep(Duration::from_millis(2));
        }
        let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// How a program ended that was told to; it has to end soon.
    #[track_caller]
    fn end(mut child: Child) -> Option<i32> {
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            if started.elapsed() > Duration::from_secs(60) {
                child.kill().ok();
                panic!("goes on for a minute after Ctrl-C");
            }
            sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn ctrl_c_at_any_moment_ends_a_build_and_a_watcher_with_the_pack_before_or_the_pack_after() {
        let versions = Versions::new();
        let mut chance = Random(20_270_118);
        let mut now = 0;
        let mut ends = BTreeMap::new();
        for round in 0..kills().div_ceil(4) {
            let command = ["build", "watch"][round % 2];
            versions.write(1 - now);
            let mut program = versions.workspace.command([command]);
            program.stdout(Stdio::null()).stderr(Stdio::null());
            // Not even a disk without room for the last words keeps it from ending.
            if let Some(full) =
                std::fs::OpenOptions::new().write(true).open("/dev/full").ok().filter(|_| round % 4 == 0)
            {
                program.stderr(full);
            }
            let mut child = program.spawn().unwrap();
            sleep(versions.whole.mul_f64(1.3 * chance.below(1_000) as f64 / 1_000.0));
            interrupt(&mut child);
            let code = end(child);
            // Before the program takes the signal, the system ends it.
            let is_right = matches!((command, code), (_, None) | (_, Some(0)) | ("build", Some(2)));
            assert!(is_right, "{command}: {code:?} in round {round}");
            now = versions.which();
            assert_eq!(left(&versions), [""; 0], "{command}: {code:?} in round {round}");
            *ends.entry((command, code)).or_insert(0) += 1;
        }
        println!("{ends:?}");
        versions.build(1 - now);
        assert_eq!(versions.which(), 1 - now);
    }
}
