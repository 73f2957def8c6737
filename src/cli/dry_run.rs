//! `build --dry-run`: what a build would do.

use std::path::Path;

use serde_json::{Value, json};

use super::output::{hide_named, say};
use super::{Failure, Form, Status, print_json, show, status_of, targets};
use crate::problem::{self, Problem};
use crate::publish::{FileChange, ForeseenFile, ForeseenPack, foresee};

pub fn run(directory: &Path, folders: &[String], format: Form) -> Result<Status, Failure> {
    let mut status = Status::Well;
    let mut rows = Vec::new();
    for target in targets::find(directory, folders)? {
        let inputs = match target.confirmed_inputs() {
            Ok(inputs) => inputs,
            Err(problems) => {
                show(&problems)?;
                status = status.max(Status::Problems);
                continue;
            }
        };
        for folder in &target.folders {
            let pack = foresee(&inputs, folder);
            hide_named(folder, &pack.problems);
            status = status.max(status_of(&pack.problems));
            match format {
                Form::Human => tell(folder, &pack)?,
                Form::Json => rows.push(row(folder, &pack)),
            }
        }
    }
    if format == Form::Json {
        print_json(&Value::Array(rows))?;
    }
    Ok(status)
}

fn tell(folder: &str, pack: &ForeseenPack) -> Result<(), Failure> {
    show(&pack.problems.iter().filter(|problem| problem.settled.is_none()).cloned().collect::<Vec<_>>())?;
    if pack.problems.iter().any(Problem::is_error) {
        return say!("{folder}: {}; its pack would stay as it is", problem::summary(&pack.problems));
    }
    let count = |change: FileChange| pack.files.iter().filter(|file| file.change == change).count();
    let kinds = [FileChange::New, FileChange::Changed, FileChange::Removed, FileChange::Same];
    let counts: Vec<String> = kinds.iter().map(|kind| format!("{} {}", count(*kind), kind.word())).collect();
    say!("{folder}: {}; nothing was written", counts.join(", "))?;
    for ForeseenFile { path, change, words } in pack.files.iter().filter(|file| file.change != FileChange::Same) {
        say!("  {:<7} {path}", change.word())?;
        if let Some((before, after)) = words {
            say!("          now:  {before}\n          then: {after}")?;
        }
    }
    Ok(())
}

fn row(folder: &str, pack: &ForeseenPack) -> Value {
    let file = |file: &ForeseenFile| {
        let words = file.words.as_ref().map(|(before, after)| json!({ "now": before, "then": after }));
        json!({ "path": file.path, "change": file.change.word(), "words": words })
    };
    json!({
        "inspection": folder,
        "files": pack.files.iter().map(file).collect::<Vec<_>>(),
        "problems": problem::to_json(&pack.problems),
    })
}
