//! What a new workspace tells Visual Studio Code and Tombi: tasks that show problems where they are, and schemas without a network.

use super::NewFile;

/// The files for editors, each with its path.
pub fn files() -> Vec<NewFile> {
    [
        (".vscode/extensions.json", EXTENSIONS),
        (".vscode/settings.json", SETTINGS),
        (".vscode/tasks.json", TASKS),
        ("tombi.toml", TOMBI),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into()
}

const EXTENSIONS: &str = include_str!("editor/extensions.json");
const SETTINGS: &str = include_str!("editor/settings.json");
const TASKS: &str = include_str!("editor/tasks.json");
const TOMBI: &str = include_str!("editor/tombi.toml");

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_tasks_run_the_program_and_find_the_marks_and_problems_that_it_prints() {
        for (_, text) in files().iter().filter(|(path, _)| path.ends_with(".json")) {
            serde_json::from_str::<Value>(text).expect("JSON");
        }
        let tasks: Value = serde_json::from_str(TASKS).expect("JSON");
        for (task, command) in tasks["tasks"].as_array().expect("tasks").iter().zip(["check", "watch"]) {
            assert_eq!(task["args"], serde_json::json!([command, "--format", "short"]));
            let matcher = &task["problemMatcher"];
            assert_eq!(matcher["pattern"]["regexp"], r"^(.+?):(\d+):(\d+): (error|warning)\[(SQS\d{4})\]: (.*)$");
            let background = &matcher["background"];
            assert_eq!(background.is_object(), command == "watch");
            assert!(command == "check" || background["beginsPattern"] == "^-- checking$");
            assert!(command == "check" || background["endsPattern"] == "^-- checked: .*$");
        }
    }
}
