//! Processor time while nothing happens.

use std::fs;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use crate::Result;
use crate::program::{Bench, MANY, run};
use crate::table::{Row, heading};
use crate::watching::Watching;

/// After the first build, until the files are at rest and the watcher reads none of them.
const SETTLE: Duration = Duration::from_secs(15);

/// Watches one inspection and many, by events and by polling, for so many seconds each.
pub fn measure(seconds: usize) -> Result<Vec<Row>> {
    heading(&format!("processor time while nothing happens, over {seconds} seconds"));
    let mut rows = Vec::new();
    for (bench, inspections) in [(Bench::one()?, 1), (Bench::many()?, MANY)] {
        run(&mut bench.build(&[]))?;
        for (how, arguments) in [("events", [].as_slice()), ("polling", ["--poll"].as_slice())] {
            let (watching, _) = Watching::start(bench.path(), arguments)?;
            sleep(SETTLE);
            let before = ticks(watching.id())?;
            sleep(Duration::from_secs(seconds as u64));
            let used = (ticks(watching.id())? - before) as f64 / ticks_per_second()?;
            let figure = format!("{:.2} %", 100.0 * used / seconds as f64);
            println!("  {inspections:>3} inspections, {how:<8} {figure:>8} of one processor");
            rows.push(Row::report(format!("idle, {inspections} inspections, {how}"), figure));
        }
    }
    Ok(rows)
}

/// The processor time that a process has used, in ticks of the system's clock.
fn ticks(process: u32) -> Result<u64> {
    let table = fs::read_to_string(format!("/proc/{process}/stat"))
        .map_err(|_| "this system does not say how much processor time a process used: leave the part `idle` out")?;
    // The second field is the program's name in brackets, and may hold spaces.
    let fields: Vec<&str> = table.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let field = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok());
    Ok(field(11).zip(field(12)).map(|(user, system)| user + system).ok_or("no figures of processor time")?)
}

fn ticks_per_second() -> Result<f64> {
    let said = Command::new("getconf").arg("CLK_TCK").output()?;
    Ok(String::from_utf8(said.stdout)?.trim().parse()?)
}
