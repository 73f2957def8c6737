//! The git program, started so that nothing which a repository brings with it is run.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::files::LARGEST;

/// The git program at work in a folder. It runs no hook, no filter, no command of the repository's settings, and fetches nothing.
pub fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false"])
        // Another user may own the folder, as on a shared drive.
        .args(["-c", "safe.directory=*"])
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_LITERAL_PATHSPECS")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// What git prints.
///
/// # Errors
/// Why it prints nothing: it is not installed, or its own words.
pub fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let run = command.output().map_err(|error| not_started(&error))?;
    if run.status.success() { Ok(run.stdout) } else { Err(words_of(&run)) }
}

/// The root of the repository's working tree, and the path of a folder of it from there: empty, or with `/` at its end.
///
/// # Errors
/// There is no repository with a working tree, or git cannot be asked.
pub fn top_level(folder: &Path) -> Result<(PathBuf, String), String> {
    let line = |argument: &str| {
        let told = output(git(folder).args(["rev-parse", argument]))?;
        Ok::<String, String>(String::from_utf8_lossy(&told).trim_end_matches(['\n', '\r']).to_owned())
    };
    Ok((PathBuf::from(line("--show-toplevel")?), line("--show-prefix")?))
}

/// A thing that git keeps.
pub struct GitObject {
    /// Its number.
    pub id: String,
    /// `commit`, `tree`, `blob` or `tag`.
    pub kind: String,
    /// Its content; nothing where it is larger than anything that is read.
    pub content: Option<Vec<u8>>,
}

/// Reads these objects in their order, one after the other.
///
/// # Errors
/// Git cannot be asked, or an object is not there.
pub fn objects(folder: &Path, ids: &[String], mut take: impl FnMut(GitObject)) -> Result<(), String> {
    let mut command = git(folder);
    command
        .args(["cat-file", "--batch", "--buffer"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| not_started(&error))?;
    let questions = child.stdin.take();
    let asked: String = ids.iter().map(|id| format!("{id}\n")).collect();
    // Written while the answer is read, or the two would wait for each other.
    let writer = std::thread::spawn(move || questions.map(|mut questions| questions.write_all(asked.as_bytes())));
    let mut answer = BufReader::new(child.stdout.take().ok_or("git says nothing")?);
    let read = ids.iter().try_for_each(|_| {
        take(object(&mut answer)?);
        Ok(())
    });
    if read.is_err() {
        child.kill().ok();
    }
    child.wait().map_err(|error| not_started(&error))?;
    writer.join().ok();
    read
}

/// The next object of an answer of `git cat-file --batch`.
fn object(answer: &mut impl BufRead) -> Result<GitObject, String> {
    let broken = |error: io::Error| format!("what git says cannot be read: {error}");
    let mut head = String::new();
    answer.read_line(&mut head).map_err(broken)?;
    let parts: Vec<&str> = head.split_whitespace().collect();
    let [id, kind, size] = parts[..] else {
        return Err(format!("an object is not in this clone: {}", parts.first().unwrap_or(&"nothing was said")));
    };
    let size: u64 = size.parse().map_err(|_| "what git says cannot be read".to_owned())?;
    let mut content = Vec::new();
    let is_read = size <= LARGEST;
    let mut body = answer.by_ref().take(size);
    if is_read {
        body.read_to_end(&mut content).map_err(broken)?;
    } else {
        io::copy(&mut body, &mut io::sink()).map_err(broken)?;
    }
    answer.read_exact(&mut [0]).map_err(broken)?;
    Ok(GitObject { id: id.to_owned(), kind: kind.to_owned(), content: is_read.then_some(content) })
}

fn not_started(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "git is not installed here".to_owned(),
        _ => format!("git cannot be started: {error}"),
    }
}

/// How git ended, with the last line of what it complains of.
fn words_of(run: &Output) -> String {
    let complaint = String::from_utf8_lossy(&run.stderr);
    let line = complaint.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    format!("git ended with {}: {}", run.status, line.trim_start_matches("fatal: ").trim_start_matches("error: "))
}
