//! Peak memory of whole builds.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::Result;
use crate::program::{Bench, MANY, ONE};
use crate::table::{Row, heading};
use crate::typst_tool::{FontsOf, Sources, Tool};

/// The peak is read this often while a process runs; it only grows, so the last reading is what counts.
const EVERY: Duration = Duration::from_micros(200);

/// A build of one pack, one of many, and the largest of the typst command line's processes.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let one = Bench::one()?;
    let many = Bench::many()?;
    let tool = Tool::find()?;
    let sources = Sources::new(&one.jobs(&one.inputs()?, ONE)?)?;
    let mut peaks = [0; 3];
    for _ in 0..rounds {
        one.sweep()?;
        many.sweep()?;
        peaks[0] = peaks[0].max(peak(&mut one.build(&[]))?);
        peaks[1] = peaks[1].max(peak(&mut many.build(&[]))?);
        for mut command in tool.commands(&sources, FontsOf::TypstToo) {
            peaks[2] = peaks[2].max(peak(&mut command)?);
        }
    }
    heading("peak memory");
    let names =
        ["one pack".to_owned(), format!("{MANY} packs"), "typst compile, the largest document of one pack".to_owned()];
    let mut rows = Vec::new();
    for (name, kilobytes) in names.into_iter().zip(peaks) {
        let figure = format!("{:.0} MB", kilobytes as f64 * 1024.0 / 1e6);
        println!("  {name:<46} {figure:>10}");
        rows.push(Row::report(format!("peak memory, {name}"), figure));
    }
    Ok(rows)
}

/// The most memory that a process held, in kibibytes.
fn peak(command: &mut Command) -> Result<u64> {
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
