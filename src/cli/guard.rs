use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use super::output::{say, tell};
use super::{Failure, Form, Status, passphrase, print_json};
use crate::vault::{GuardFault, GuardFinding, Guarded, Hook, HookText, Look, MAKERS, Remote, hook, hooks_folder, look};
use crate::workspace::{Workspace, files, hooks};

/// Keep children's data, packs and lists out of git
///
/// Looks at what git has or would get, not at the files as they are now: for the children's file under any name, for what packs are
/// made of, and for the names, dates of birth and system IDs of the children whose files are here. Without an option it looks at
/// all that git tracks. It prints no name, date of birth or system ID that it looked for.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    before_help = "Examples:\n  sqspack guard install            have git ask before each commit and push\n  sqspack guard                    look at all that git tracks\n  sqspack guard --staged           look at what the next commit adds\n  sqspack guard --history          look at all that the repository keeps",
    after_help = "Exit status: 0 nothing was found; 1 something may not be in git; 2 git cannot be asked."
)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Look at what the next commit adds or changes
    #[arg(long, group = "what")]
    staged: bool,
    /// Look at every commit, with stashes and what only git's log still knows
    #[arg(long, group = "what")]
    history: bool,
    /// Look at what a push sends; a hook is told by git what that is
    #[arg(long, group = "what")]
    push: bool,
    /// The remote that a push goes to, as git names it to a hook
    #[arg(long, value_name = "NAME", requires = "push", allow_hyphen_values = true)]
    remote: Option<String>,
    /// The address of that remote: what the guard let through to it before is not looked at again
    #[arg(long, value_name = "URL", requires = "push", allow_hyphen_values = true)]
    url: Option<String>,
    /// Look at a commit message before the commit
    #[arg(long, value_name = "FILE", group = "what")]
    message: Option<PathBuf>,
    /// Look at all of the message: git keeps its comments, as `git am` does
    #[arg(long, requires = "message")]
    whole: bool,
    /// Print for people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Have git ask the guard before each commit and push
    Install,
    /// Stop git from asking, and put back the hooks that were there before
    Uninstall,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let workspace = Workspace::find(directory)?;
    match args.action {
        Some(Action::Install) => return install(&workspace),
        Some(Action::Uninstall) => return uninstall(&workspace),
        None => {}
    }
    if workspace.has_errors() {
        return Err(Failure(
            "`sqspack.toml` has errors, so that the guard does not know its rules: run `sqspack check`".to_owned(),
        ));
    }
    passphrase::ask(&workspace, &workspace.folders()?)?;
    let remote = args.remote.clone().zip(args.url.clone()).map(|(name, url)| Remote { name, url });
    let at = match &args.message {
        Some(file) => {
            // Git names it from the folder in which it runs the hook.
            let bytes =
                files::read_named(file).map_err(|refused| Failure(format!("the message: {}", refused.message())))?;
            Look::Message { bytes, is_whole: args.whole }
        }
        None if args.staged => Look::Staged,
        None if args.history => Look::History,
        None if args.push => Look::Push { lines: pushed()?, remote },
        None => Look::Tracked,
    };
    let guarded = look(&workspace, &at).map_err(|words| {
        Failure(format!("{words}, so that the guard cannot look\nhelp: the workspace has to lie in a git repository"))
    })?;
    match args.format {
        Form::Json => print_json(&in_json(&guarded))?,
        Form::Human => show(&guarded, &at)?,
    }
    if matches!(at, Look::Tracked | Look::History) {
        tell_of_other_repositories(&workspace)?;
    }
    if !guarded.findings.is_empty() {
        return Ok(Status::Problems);
    }
    // Whoever was not known was not looked for.
    let are_all_known = guarded.children > 0 && guarded.closed == 0;
    if let Look::Push { lines, remote: Some(remote) } = &at
        && are_all_known
    {
        remote.remember(&workspace, lines);
    }
    Ok(Status::Well)
}

/// Bytes that git may say of a push: some ten thousand branches.
const MOST_PUSHED: u64 = 1024 * 1024;

/// What git says of a push to its hook.
fn pushed() -> Result<String, Failure> {
    let mut lines = String::new();
    if !std::io::stdin().is_terminal() {
        std::io::stdin().take(MOST_PUSHED + 1).read_to_string(&mut lines)?;
    }
    if lines.len() as u64 > MOST_PUSHED {
        return Err(Failure(
            "git pushes more names at once than the guard reads\nhelp: push them in several parts".to_owned(),
        ));
    }
    Ok(lines)
}

fn show(guarded: &Guarded, at: &Look) -> Result<(), Failure> {
    for GuardFinding { place, fault } in &guarded.findings {
        tell!("error: {place}: {}", fault.words())?;
    }
    let children = match guarded.children {
        0 => "no child is known here, so that only names and formats were looked at".to_owned(),
        1 => "1 child was looked for".to_owned(),
        several => format!("{several} children were looked for"),
    };
    let children = match guarded.namesakes {
        0 => children,
        1 => format!("{children}, 1 of them not by the full name, which the record gives to somebody else (SQS0404)"),
        several => format!(
            "{children}, {several} of them not by the full name, which the record gives to somebody else (SQS0404)"
        ),
    };
    let children = match guarded.closed {
        0 => children,
        1 => format!("{children}; those of 1 inspection are sealed, and were not looked for"),
        several => format!("{children}; those of {several} inspections are sealed, and were not looked for"),
    };
    if guarded.findings.is_empty() {
        return say!("nothing found in {} files and messages; {children}", guarded.looked_at);
    }
    let is_unread = |finding: &GuardFinding| matches!(finding.fault, GuardFault::Unread);
    let help = match at {
        _ if guarded.findings.iter().all(is_unread) => {
            "mend that children's file first: `sqspack check` says what is wrong with it. Until then everything is refused"
        }
        Look::Staged => "nothing is committed. `git restore --staged FILE` takes a file out of the commit",
        Look::Message { .. } => "nothing is committed. Write the message again without it",
        Look::Push { .. } => {
            "nothing is sent. Make the commits anew without it, with `git rebase -i`; of a branch or tag, give it another name with \
             `git branch -m` or delete it with `git tag -d`"
        }
        Look::Tracked => {
            "`git rm --cached FILE` takes a file out of the next commit; `sqspack guard --history` tells since when it is in git"
        }
        Look::History => {
            "where nobody else has these commits, make them anew without it (`git rebase -i`), then type `git reflog expire \
             --expire=now --all` and `git gc --prune=now`. Where somebody has, tell your data protection officer: writing the history anew \
             calls nothing back"
        }
    };
    tell!("{} found; {children}", guarded.findings.len())?;
    if guarded.findings.iter().any(|finding| finding.place.starts_with(MAKERS)) {
        tell!(
            "help: whoever bears a child's name and makes commits is entered in `team.toml` of that child's inspection: sqspack then \
             knows who is meant"
        )?;
    }
    tell!("help: {help}")?;
    tell!("help: in `sqspack.toml`, `[guard] allowed` lists files and folders whose format may be in git")
}

/// Tells of inspections whose folders are repositories of their own, where git asks no guard.
fn tell_of_other_repositories(workspace: &Workspace) -> Result<(), Failure> {
    let folders = workspace.folders()?;
    let own = folders.iter().filter(|folder| workspace.inspections().join(folder).join(".git").exists());
    for folder in own {
        // A folder that is called after a child is not shown from then on.
        super::read(workspace, folder);
        tell!(
            "{folder}: its folder is a git repository of its own; git asks no guard there, and this did not look into it: \
             take its `.git` away, and keep the inspection in the workspace's repository"
        )?;
    }
    Ok(())
}

fn in_json(guarded: &Guarded) -> serde_json::Value {
    let finding = |finding: &GuardFinding| json!({ "place": finding.place, "message": finding.fault.words() });
    json!({
        "findings": guarded.findings.iter().map(finding).collect::<Vec<_>>(),
        "children": guarded.children,
        "namesakes": guarded.namesakes,
        "sealed": guarded.closed,
        "looked_at": guarded.looked_at,
    })
}

fn install(workspace: &Workspace) -> Result<Status, Failure> {
    let (folder, prefix) = hooks_folder(&workspace.root).map_err(Failure)?;
    let program = std::env::current_exe()?;
    for one in Hook::ALL {
        let (name, before) = (one.name(), one.before());
        let there = hooks::read(&folder, name)?.map(|text| HookText::of(&text));
        let is_foreign = there.is_some_and(|text| !text.is_ours());
        if is_foreign && hooks::read(&folder, &before)?.is_some() {
            let help = format!("keep one of the two in {}, and run this again", folder.display());
            return Err(Failure(format!("there are a hook `{name}` and a `{before}`\nhelp: {help}")));
        }
        if is_foreign {
            hooks::rename(&folder, name, &before)?;
        }
        let chains = hooks::is_run(&folder, &before);
        hooks::write(&folder, name, hook(one, &program, &prefix, chains).text())?;
        let after = if chains { format!(", and then the hook that was there, now `{before}`") } else { String::new() };
        say!("git asks the guard by the hook `{name}`{after}")?;
    }
    tell_of_other_repositories(workspace)?;
    say!(
        "the hooks lie in {}; where a hook does not run, `sqspack guard` tells what it would have told",
        folder.display()
    )?;
    Ok(Status::Well)
}

fn uninstall(workspace: &Workspace) -> Result<Status, Failure> {
    let (folder, _) = hooks_folder(&workspace.root).map_err(Failure)?;
    let mut any = false;
    for one in Hook::ALL {
        let (name, before) = (one.name(), one.before());
        let is_ours = hooks::read(&folder, name)?.is_some_and(|text| HookText::of(&text).is_ours());
        if !is_ours {
            continue;
        }
        any = true;
        if hooks::read(&folder, &before)?.is_some() {
            hooks::rename(&folder, &before, name)?;
            say!("`{name}` is the hook that was there before")?;
        } else {
            hooks::remove(&folder, name)?;
            say!("`{name}` is gone")?;
        }
    }
    if !any {
        say!("there is no hook of sqspack in {}", folder.display())?;
    }
    Ok(Status::Well)
}
