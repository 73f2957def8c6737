//! Peak memory of whole builds.

use crate::Result;
use crate::peak::peak;
use crate::program::{Bench, MANY, ONE};
use crate::table::{Row, heading};
use crate::typst_tool::{FontsOf, Sources, Tool};

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
