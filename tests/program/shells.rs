//! Completion scripts, the manual page and the licences.

use crate::support::Workspace;

/// The program's commands, as its help lists them.
fn commands(workspace: &Workspace) -> Vec<String> {
    let help = workspace.run(["--help"]).well().out;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<String> = names.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect();
    assert!(names.len() > 10 && names.contains(&"build".to_owned()), "{names:?}");
    names
}

#[test]
fn every_shell_s_script_completes_every_command() {
    let workspace = Workspace::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = workspace.run(["completions", shell]).well().out;
        for command in commands(&workspace) {
            // How each shell's script offers a word.
            let offered = match shell {
                "bash" => format!("sqspack,{command})"),
                "zsh" => format!("({command})"),
                "fish" => format!("-a \"{command}\""),
                _ => format!("[CompletionResult]::new('{command}', '{command}'"),
            };
            assert!(script.contains(&offered), "{shell}: {command}");
        }
    }
}

#[test]
fn a_shell_that_has_no_script_is_refused_with_those_that_have_one() {
    let run = Workspace::empty().run(["completions", "csh"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("bash, zsh, fish, powershell"), "{}", run.err);
}

#[test]
fn the_manual_page_names_every_command_and_each_command_has_one() {
    let workspace = Workspace::empty();
    let page = workspace.run(["manual"]).well().out;
    for command in commands(&workspace) {
        assert!(page.contains(&format!("sqspack\\-{command}(1)")), "{command}: {page}");
        if command != "help" {
            let own = workspace.run(["manual", &command]).well().out;
            assert!(own.contains(&format!(".TH sqspack-{command} 1")), "{command}: {own}");
            assert!(own.contains(".SH SYNOPSIS"), "{command}: {own}");
        }
    }
    assert_eq!(workspace.run(["manual", "biuld"]).code, 2);
}

#[test]
fn the_licences_of_the_fonts_and_of_typst_are_printed() {
    let printed = Workspace::empty().run(["licences"]).well().out;
    for text in ["SIL OPEN FONT LICENSE", "  typst 0.15.1: Apache-2.0", "TERMS AND CONDITIONS FOR USE, REPRODUCTION"] {
        assert!(printed.contains(text), "{text}");
    }
}
