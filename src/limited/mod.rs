//! Runs a piece of work in a process of its own, within limits of time, memory and size.
//!
//! Templates of a workspace's own are programs: they can loop for ever or fill the memory, and nothing inside a process ends
//! that. A workbook or a calendar file from outside can do the same to the libraries that read it. So the program starts itself
//! again for each piece of work that they have a part in, and the system ends that process at a limit. The limits are far beyond any document, so that they never decide what a document says. A process costs
//! some 20 ms. Work that only the program's own templates have a part in stays in this process, and so does all work of a
//! library user that names no program.

mod carried_files;

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::time::Duration;

pub use carried_files::CarriedFiles;

/// Processor time that a piece of work may take, in seconds. A machine that is busy with other things does not count.
pub const SECONDS: u64 = 10;

/// Address space that it may take, in bytes.
pub const MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// How long the program waits for it at most, where the system does not count processor time.
const PATIENCE: Duration = Duration::from_secs(600);

/// The argument that makes the program do a piece of work; the next one names the work.
pub const ARGUMENT: &str = "--limited-work";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Why a piece of work has no result.
#[derive(Debug)]
pub enum Limit {
    /// It took too long.
    Time,
    /// It took too much memory, or nested so deep that the stack was full.
    Memory,
    /// Its result was larger than so many bytes.
    Size(u64),
    /// The process could not be started, or ended by itself.
    Failed(String),
}

impl Limit {
    /// The same in words, about `what`: `this template`, `the workbook`.
    pub fn words(&self, what: &str) -> String {
        let megabytes = |bytes: &u64| bytes / 1024 / 1024;
        match self {
            Self::Time => format!("{what} does not end: it was stopped after {SECONDS} seconds of processor time"),
            Self::Memory => format!("{what} takes more than {} MB of memory, or nests too deep", megabytes(&MEMORY)),
            Self::Size(bytes) => format!("{what} makes more than {} MB", megabytes(bytes)),
            Self::Failed(why) => format!("the process for {what} failed: {why}"),
        }
    }
}

/// Names the program that is started for work within limits.
pub fn use_program(program: PathBuf) {
    PROGRAM.set(program).ok();
}

/// Does a piece of work in a process of its own, and gives what that process wrote. Nothing where no program is named: the
/// caller then does the work itself.
pub fn run(work: &str, input: &[u8], largest: u64) -> Option<Result<Vec<u8>, Limit>> {
    PROGRAM.get().map(|program| {
        let mut command = Command::new(program);
        // One thread each: documents are made side by side anyway, and every thread takes address space.
        command.args([ARGUMENT, work]).env("RAYON_NUM_THREADS", "1");
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        match child {
            Ok(child) => finish(child, input, largest),
            Err(error) => Err(Limit::Failed(error.to_string())),
        }
    })
}

fn finish(mut child: Child, input: &[u8], largest: u64) -> Result<Vec<u8>, Limit> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Limit::Failed("it has no input or output".to_owned()));
    };
    // It reads everything before it writes. If it ends early, its status says why.
    to.write_all(input).ok();
    drop(to);
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut output = Vec::new();
        let read = from.take(largest + 1).read_to_end(&mut output);
        sender.send(read.map(|_| output)).ok();
    });
    let output = receiver.recv_timeout(PATIENCE);
    let too_large = output.as_ref().is_ok_and(|read| read.as_ref().is_ok_and(|bytes| bytes.len() as u64 > largest));
    if too_large || output.is_err() {
        child.kill().ok();
    }
    let status = child.wait().map_err(|error| Limit::Failed(error.to_string()))?;
    match output {
        _ if too_large => Err(Limit::Size(largest)),
        Err(_) => Err(Limit::Time),
        Ok(Err(error)) => Err(Limit::Failed(error.to_string())),
        Ok(Ok(bytes)) if status.success() => Ok(bytes),
        Ok(Ok(_)) => Err(limit_of(status)),
    }
}

/// Which limit ended a process.
#[cfg(unix)]
fn limit_of(status: ExitStatus) -> Limit {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    let is = |signal: Signal| status.signal() == Some(signal.as_raw());
    if is(Signal::XCPU) || is(Signal::KILL) {
        Limit::Time
    } else if is(Signal::ABORT) || is(Signal::SEGV) || is(Signal::BUS) {
        Limit::Memory
    } else {
        Limit::Failed(status.to_string())
    }
}

#[cfg(not(unix))]
fn limit_of(_: ExitStatus) -> Limit {
    Limit::Memory
}

/// Lets no core file of this process be written: it would hold what the process has read of children.
#[cfg(unix)]
pub fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Linux gives a core of any size to a program that collects them, but where the limit is just one byte to none.
    setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) }).ok();
}

/// This system writes no core file that a process could forbid.
#[cfg(not(unix))]
pub fn leave_no_core() {}

/// Keeps the memory of a process that runs for days as small as what is in use. Linux joins pages of a process to huge ones after a
/// while, whether or not anything lies in most of them: a watcher then takes half as much again.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn take_no_huge_pages() {
    rustix::thread::disable_transparent_huge_pages(true).ok();
}

/// This system joins no pages that a process has not asked for.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn take_no_huge_pages() {}

/// Sets the limits of this process, which does a piece of work.
#[cfg(unix)]
pub fn limit_this_process() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::As, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) }).ok();
    setrlimit(Resource::Cpu, Rlimit { current: Some(SECONDS), maximum: Some(SECONDS + 5) }).ok();
}

/// This system has no limits that a process can set for itself: the program that waits ends it.
#[cfg(not(unix))]
pub fn limit_this_process() {}
