//! A build with nothing to do, against `git status`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::Result;
use crate::program::{Bench, MANY, run};
use crate::table::{Row, heading, line, milliseconds, ratio};
use crate::timing::in_turns;

/// Files younger than this may still change within one tick of the clock: git and we look into them again.
const SETTLE: Duration = Duration::from_secs(3);

/// Both over the same tree, which git tracks but for the packs: with all documents, and with those that a pack had when the mark was
/// set. The build looks at each file of a pack.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let few = of(rounds, Bench::with_few_documents(MANY)?, "ten documents")?;
    Ok([few, of(rounds, Bench::many()?, "all documents")?].into_iter().flatten().collect())
}

fn of(rounds: usize, bench: Bench, which: &str) -> Result<Vec<Row>> {
    run(&mut bench.build(&[]))?;
    commit(bench.path())?;
    sleep(SETTLE);
    // Each looks once into what was too young before, and remembers.
    run(&mut bench.build(&[]))?;
    run(&mut git(bench.path(), &["status"]))?;
    sleep(SETTLE);
    nothing_to_do(&bench)?;
    let [ours, theirs] =
        in_turns(rounds, true, [&mut || run(&mut bench.build(&[])), &mut || run(&mut git(bench.path(), &["status"]))])?;
    heading(&format!("nothing to do for {MANY} inspections, {which}"));
    line("sqspack build", &ours);
    line("git status", &theirs);
    Ok(vec![
        Row::below(
            format!("build with nothing to do over {MANY}, {which}, times git status"),
            ratio(&ours, &theirs),
            3.0,
        ),
        Row::report(format!("build with nothing to do over {MANY}, {which}"), milliseconds(ours.median())),
    ])
}

/// Refuses a measurement of a build that writes something after all.
fn nothing_to_do(bench: &Bench) -> Result<()> {
    let output = bench.build(&["--format", "json"]).output()?;
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let rows = rows.as_array().ok_or("the build says nothing of its inspections")?;
    let writes = |row: &serde_json::Value| row["written"].as_array().is_none_or(|written| !written.is_empty());
    if rows.len() != MANY || rows.iter().any(writes) {
        return Err("the build that should have had nothing to do did something".into());
    }
    Ok(())
}

fn commit(tree: &Path) -> Result<()> {
    fs::write(tree.join(".gitignore"), "/packs\n/.sqspack\n*.private.toml\n")?;
    run(&mut git(tree, &["init", "--quiet"]))?;
    run(&mut git(tree, &["add", "--all"]))?;
    run(&mut git(tree, &["commit", "--quiet", "--message", "Record"]))?;
    Ok(())
}

/// Git as it is out of the box, whatever the user or the machine has set.
fn git(tree: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(tree);
    command.args(["-c", "user.name=Bench", "-c", "user.email=bench@sqspack.example"]).args(arguments);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", tree.join(".no-git-config"));
    command
}
