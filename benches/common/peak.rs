//! Peak memory of a process.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::Result;

/// The peak is read this often while a process runs; it only grows, so the last reading is what counts.
const EVERY: Duration = Duration::from_micros(200);

/// The most memory that a process held, in kibibytes.
pub fn peak(command: &mut Command) -> Result<u64> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut highest = 0;
    let status = loop {
        highest = highest.max(reading(&child).unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(EVERY);
    };
    if !status.success() {
        return Err(format!("{command:?} ended with {status}").into());
    }
    if highest == 0 {
        return Err("this system does not say how much memory a process held: leave the part `memory` out".into());
    }
    Ok(highest)
}

fn reading(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
