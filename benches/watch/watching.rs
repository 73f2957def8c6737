//! `sqspack watch` at work, and its objects.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::Result;
use crate::program::CORES;

/// Longer than any build takes, even on a machine that halts for a while.
const FAR_TOO_LONG: Duration = Duration::from_secs(900);

/// A watcher at work; it ends with this value.
pub struct Watching {
    child: Child,
    reports: Receiver<Value>,
}

impl Watching {
    /// Starts one, and waits until it watches. Gives it with its first reports.
    pub fn start(workspace: &Path, arguments: &[&str]) -> Result<(Self, Vec<Value>)> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(workspace).args(["watch", "--trust-templates", "--format", "json"]).args(arguments);
        command.env("RAYON_NUM_THREADS", CORES.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let out = BufReader::new(child.stdout.take().ok_or("no output")?);
        let (sender, reports) = channel();
        thread::spawn(move || {
            let objects = out.lines().map_while(std::result::Result::ok);
            objects.filter_map(|line| serde_json::from_str(&line).ok()).try_for_each(|report| sender.send(report))
        });
        let watching = Self { child, reports };
        let first = watching.wait("watching")?;
        Ok((watching, first))
    }

    /// Waits for a report of this event, and takes it with those before it.
    pub fn wait(&self, event: &str) -> Result<Vec<Value>> {
        let mut reports = Vec::new();
        loop {
            let report = self.reports.recv_timeout(FAR_TOO_LONG);
            let report: Value = report.map_err(|_| format!("no `{event}` came; there were {reports:#?}"))?;
            let is_it = report["event"] == event;
            reports.push(report);
            if is_it {
                return Ok(reports);
            }
        }
    }

    /// The files that the next build writes.
    pub fn written(&self) -> Result<Vec<String>> {
        let reports = self.wait("built")?;
        let written =
            reports.last().and_then(|report| report["written"].as_array()).ok_or("a report names what was written")?;
        Ok(written.iter().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
