//! Whole builds over many inspections, against Typst's own work alone.

use std::cmp::Reverse;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use sqspack::render::{TypstJob, evict};

use crate::Result;
use crate::program::{Bench, CORES, MANY, run};
use crate::table::{Row, heading, line, milliseconds, ratio};
use crate::timing::{in_turns, timed};
use crate::typst_alone::{Alone, make};

/// Inspections whose documents are made side by side, as in a build.
const BATCH: usize = 8;

/// The program from start to exit with fresh packs, against `typst::compile` and `typst_pdf::pdf` of the same sources in
/// this process, which are there before the clock starts; nothing is read, written, searched or hashed.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let bench = Bench::many()?;
    let inputs = bench.inputs()?;
    let folders = inputs.workspace.folders()?;
    let batches: Vec<Vec<TypstJob>> =
        folders.chunks(BATCH).map(|batch| batch_of(&bench, batch)).collect::<Result<_>>()?;
    let documents: usize = batches.iter().map(Vec::len).sum();
    let alone = Alone::new()?;
    let pool = ThreadPoolBuilder::new().num_threads(CORES).build()?;
    let [ours, theirs] = in_turns(
        rounds,
        false,
        [
            &mut || {
                bench.sweep()?;
                run(&mut bench.build(&[]))
            },
            &mut || Ok(timed(|| pool.install(|| batches.iter().try_for_each(|batch| make_batch(&alone, batch))))?.1),
        ],
    )?;
    heading(&format!("{MANY} inspections, {documents} PDFs, {CORES} threads"));
    line("sqspack build, everything", &ours);
    line("typst alone, in process, nothing else", &theirs);
    let each = ours.median() / u32::try_from(MANY)?;
    Ok(vec![
        Row::at_least("throughput, as a share of typst's own", ratio(&theirs, &ours), 0.85),
        Row::report(format!("one pack of {MANY}"), milliseconds(each)),
        Row::report("PDFs a second", format!("{:.0}", documents as f64 / ours.median().as_secs_f64())),
    ])
}

fn batch_of(bench: &Bench, folders: &[String]) -> Result<Vec<TypstJob>> {
    let inputs = bench.inputs()?;
    let mut jobs = Vec::new();
    for folder in folders {
        jobs.extend(bench.jobs(&inputs, folder)?);
    }
    jobs.sort_by_key(|job| Reverse(job.main.len() + 2 * job.data.len()));
    Ok(jobs)
}

fn make_batch(alone: &Alone, batch: &[TypstJob]) -> Result<()> {
    let made: std::result::Result<Vec<usize>, String> =
        batch.par_iter().with_max_len(1).map(|job| make(alone, job).map(|bytes| bytes.len())).collect();
    evict(0);
    made?;
    Ok(())
}
