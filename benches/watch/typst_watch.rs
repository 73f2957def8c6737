//! `typst watch` at work on one document.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;
use crate::arrival::{Arrival, TOO_LONG};
use crate::edits;
use crate::timing::timed;
use crate::typst_tool::{FontsOf, Sources, Tool};

/// A `typst watch` of one document; it ends with this value.
pub struct TypstWatch {
    child: Child,
    main: PathBuf,
    text: String,
    pdf: PathBuf,
}

impl TypstWatch {
    /// Starts it on the first of these sources, and waits for its first PDF.
    pub fn start(tool: &Tool, sources: &Sources) -> Result<Self> {
        let compile = tool.commands(sources, FontsOf::OursAlone).into_iter().next().ok_or("no document to watch")?;
        let arguments: Vec<_> = compile.get_args().skip(1).collect();
        let [.., main, pdf] = arguments.as_slice() else { return Err("no document to watch".into()) };
        let (main, pdf) = (PathBuf::from(main), PathBuf::from(pdf));
        let mut command = Command::new(compile.get_program());
        command.arg("watch").args(arguments);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let watch = Self { child, text: fs::read_to_string(&main)?, main, pdf };
        let start = Instant::now();
        while !watch.pdf.exists() {
            if start.elapsed() > TOO_LONG {
                return Err("`typst watch` makes no PDF".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(watch)
    }

    /// Saves the document with another name in it, and says how long it took until its PDF was another one.
    pub fn save(&self, number: usize) -> Result<Duration> {
        if !self.text.contains(edits::NAME) {
            return Err(format!("{} does not print the name", self.main.display()).into());
        }
        let text = self.text.replace(edits::NAME, &edits::name(number));
        let arrival = Arrival::of(std::slice::from_ref(&self.pdf));
        let (_, time) = timed(|| {
            fs::write(&self.main, &text)?;
            arrival.wait()
        })?;
        Ok(time)
    }
}

impl Drop for TypstWatch {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
