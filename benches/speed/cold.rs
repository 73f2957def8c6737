//! From nothing to one pack, and to its first PDF, against the `typst` command line.

use crate::Result;
use crate::program::{Bench, ONE, run};
use crate::table::{Row, heading, line, milliseconds, ratio};
use crate::timing::in_turns;
use crate::typst_tool::{FontsOf, Sources, Tool};

/// A whole pack: everything that it holds on our side, its PDFs alone on the other.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let tool = Tool::find()?;
    let bench = Bench::one()?;
    let sources = Sources::new(&bench.jobs(&bench.inputs()?, ONE)?)?;
    let [ours, theirs, bare] = in_turns(
        rounds,
        true,
        [
            &mut || {
                bench.sweep()?;
                run(&mut bench.build(&[]))
            },
            &mut || tool.compile_all(&sources, FontsOf::TypstToo),
            &mut || tool.compile_all(&sources, FontsOf::OursAlone),
        ],
    )?;
    let files = bench.pack(ONE)?;
    let bytes: u64 = files.iter().map(|(_, size)| size).sum();
    heading(&format!("a cold build of one pack: {} files, {} kB, {} PDFs", files.len(), bytes / 1000, sources.count()));
    line("sqspack build, everything", &ours);
    line("typst compile, the PDFs one by one", &theirs);
    line("the same with --ignore-embedded-fonts", &bare);
    Ok(vec![
        Row::at_least("cold build, times as fast as typst compile", ratio(&theirs, &ours), 2.5),
        Row::report("the same against typst without its own fonts", format!("{:.2}", ratio(&bare, &ours))),
        Row::report("cold build of one pack", milliseconds(ours.median())),
    ])
}

/// The first PDF.
pub fn measure_first(rounds: usize) -> Result<Vec<Row>> {
    const FIRST: &str = "confirmation-letter";
    let tool = Tool::find()?;
    let bench = Bench::one()?;
    let mut jobs = bench.jobs(&bench.inputs()?, ONE)?;
    jobs.retain(|job| job.name.starts_with(FIRST));
    let sources = Sources::new(&jobs)?;
    let [ours, theirs] = in_turns(
        rounds,
        true,
        [
            &mut || {
                bench.sweep()?;
                run(&mut bench.build(&["--document", FIRST]))
            },
            &mut || tool.compile_all(&sources, FontsOf::TypstToo),
        ],
    )?;
    heading("from a cold start to the first PDF, the confirmation letter");
    line("sqspack build --document confirmation-letter", &ours);
    line("typst compile", &theirs);
    Ok(vec![
        Row::report("cold start to first PDF", milliseconds(ours.median())),
        Row::report("the same, times as fast as typst compile", format!("{:.2}", ratio(&theirs, &ours))),
    ])
}
