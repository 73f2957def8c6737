//! The time that each document takes: words, layout, PDF.

use std::time::Duration;

use rayon::ThreadPoolBuilder;
use sqspack::render::{compile, evict};

use crate::Result;
use crate::program::{Bench, CORES, ONE};
use crate::table::{Row, heading, line, milliseconds};
use crate::timing::{Times, timed};
use crate::typst_tool::problems;

/// Each document in this process with nothing remembered of the one before, and the words of them all together.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let bench = Bench::one()?;
    let inputs = bench.inputs()?;
    let jobs = bench.jobs(&inputs, ONE)?;
    let pool = ThreadPoolBuilder::new().num_threads(CORES).build()?;
    heading("each document in a warm process, nothing remembered of the one before");
    let mut rows = Vec::new();
    let words = (0..rounds).map(|_| Ok(timed(|| bench.jobs(&inputs, ONE))?.1)).collect::<Result<Vec<Duration>>>()?;
    let words = Times::new(words);
    line("record read and checked, words of all documents", &words);
    rows.push(Row::report("record read and checked, words rendered", milliseconds(words.median())));
    for job in &jobs {
        let mut pages = 0;
        let mut times = Vec::new();
        for _ in 0..rounds {
            evict(0);
            let (pdf, time) = timed(|| {
                let made = pool.install(|| compile(job, &inputs.tree));
                made.map_err(|found| problems(&found).into())
            })?;
            pages = pdf.pages;
            times.push(time);
        }
        let times = Times::new(times);
        let id = job.name.split('/').next().unwrap_or(&job.name);
        line(&format!("{id}, {pages} pages"), &times);
        rows.push(Row::report(format!("{id}, {pages} pages"), milliseconds(times.median())));
    }
    evict(0);
    Ok(rows)
}
