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

/// Longer than any pass takes, also on a machine that is halted for a while.
const FAR_TOO_LONG: Duration = Duration::from_secs(900);

/// A watcher at work; it ends with this value.
pub struct Watching {
    child: Child,
    passes: Receiver<Value>,
}

impl Watching {
    /// Starts one, and waits until it watches. Gives it with the passes that came before.
    pub fn start(workspace: &Path, arguments: &[&str]) -> Result<(Self, Vec<Value>)> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
        command.arg("-C").arg(workspace).args(["watch", "--format", "json"]).args(arguments);
        command.env("RAYON_NUM_THREADS", CORES.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let out = BufReader::new(child.stdout.take().ok_or("no output")?);
        let (to, passes) = channel();
        thread::spawn(move || {
            let objects = out.lines().map_while(std::result::Result::ok);
            objects.filter_map(|line| serde_json::from_str(&line).ok()).try_for_each(|pass| to.send(pass))
        });
        let watching = Self { child, passes };
        let first = watching.wait("watching")?;
        Ok((watching, first))
    }

    /// Waits for a pass of an event, and gives it with those before it.
    pub fn wait(&self, event: &str) -> Result<Vec<Value>> {
        let mut passes = Vec::new();
        loop {
            let pass = self.passes.recv_timeout(FAR_TOO_LONG);
            let pass: Value = pass.map_err(|_| format!("no `{event}` came; there were {passes:#?}"))?;
            let is_it = pass["event"] == event;
            passes.push(pass);
            if is_it {
                return Ok(passes);
            }
        }
    }

    /// The files that the next pass writes.
    pub fn written(&self) -> Result<Vec<String>> {
        let passes = self.wait("built")?;
        let written = passes.last().and_then(|pass| pass["written"].as_array()).ok_or("a pass names what it wrote")?;
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
