//! From the save of a contact's name to the last PDF that it affects, against `typst watch` and against the bare work.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use sqspack::render::TypstJob;

use crate::Result;
use crate::alone::Alone;
use crate::edits::{self, File};
use crate::program::{Bench, ONE};
use crate::table::{Row, heading, line, milliseconds, ratio};
use crate::timing::{in_turns, timed};
use crate::typst_tool::{Sources, Tool};
use crate::typst_watch::TypstWatch;
use crate::watching::Watching;

/// Between two saves: whoever watches comes to rest.
const REST: Duration = Duration::from_millis(300);

/// How often it is looked whether a file has arrived.
const EVERY: Duration = Duration::from_micros(100);

/// Longer than anything here takes.
pub const TOO_LONG: Duration = Duration::from_secs(60);

/// All three save a new name each round, in turns. The quiet period of both watchers is in their times.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let bench = Bench::one()?;
    let contacts = File::of(&bench, "contacts.toml")?;
    let (watching, _) = Watching::start(bench.path(), &[])?;
    let affected = affected(&bench, &contacts, &watching)?;
    let (alone, builder) = (Alone::new(&affected)?, Alone::new(&affected)?);
    let tool = Tool::find()?;
    let first = affected.first().ok_or("no PDF prints the name")?;
    let sources = Sources::new(&[first_job(first)?])?;
    let typst = TypstWatch::start(&tool, &sources)?;
    let pdfs: Vec<PathBuf> = affected.iter().map(|path| pack_file(&bench, path)).collect();
    let (mut ours, mut theirs, mut bare, mut whole) = (0, 0, 0, 0);
    let next = |number: &mut usize| {
        *number += 1;
        sleep(REST);
        *number
    };
    let [watch, typst_watch, work, build] = in_turns(
        rounds,
        true,
        [
            &mut || {
                let name = edits::name(next(&mut ours));
                let arrival = Arrival::of(&pdfs);
                let (_, time) = timed(|| {
                    contacts.save(edits::NAME, &name)?;
                    arrival.wait()
                })?;
                watching.written()?;
                Ok(time)
            },
            &mut || typst.save(next(&mut theirs)),
            &mut || alone.save(next(&mut bare)),
            &mut || builder.build(next(&mut whole)),
        ],
    )?;
    heading(&format!(
        "from the save of a contact's name to the last of {} PDF(s): {}",
        pdfs.len(),
        affected.join(", ")
    ));
    line("sqspack watch", &watch);
    line("typst watch, one such PDF", &typst_watch);
    line("the PDFs alone: words, layout, export, write", &work);
    line("the whole build alone, in this process", &build);
    let late = watch.percentile(95).as_secs_f64() / typst_watch.percentile(95).as_secs_f64();
    Ok(vec![
        Row::below("save to PDF, part of typst watch's time", ratio(&watch, &typst_watch), 0.25),
        Row::report("the same by the 95th percentiles", format!("{late:.2}")),
        Row::below("save to PDF, times the build alone", ratio(&watch, &build), 1.5),
        Row::report("save to PDF, times those PDFs alone", format!("{:.2}", ratio(&watch, &work))),
        Row::report("save to PDF, median", milliseconds(watch.median())),
        Row::report("save to PDF, 95 % within", milliseconds(watch.percentile(95))),
    ])
}

/// What the PDF at a path of the pack is made from, with the name in it as it was at the beginning.
fn first_job(path: &str) -> Result<TypstJob> {
    let bench = Bench::one()?;
    let jobs = bench.jobs(&bench.shop()?, ONE)?;
    let is_it = |job: &TypstJob| job.name.split('/').next().is_some_and(|id| path.ends_with(&format!("/{id}.pdf")));
    jobs.into_iter().find(is_it).ok_or_else(|| format!("`{path}` is made from nothing").into())
}

/// The PDFs that print the name, as a first edit shows.
fn affected(bench: &Bench, contacts: &File, watching: &Watching) -> Result<Vec<String>> {
    contacts.save(edits::NAME, &edits::name(usize::MAX))?;
    let written = watching.written()?;
    let pdfs: Vec<String> = written.into_iter().filter(|path| path.ends_with(".pdf")).collect();
    match pdfs.iter().find(|path| !pack_file(bench, path).is_file()) {
        Some(path) => Err(format!("`{path}` is said to be written and is not there").into()),
        None => Ok(pdfs),
    }
}

fn pack_file(bench: &Bench, path: &str) -> PathBuf {
    bench.path().join("packs").join(ONE).join(path)
}

/// Files that are to be replaced or written over.
pub struct Arrival<'p> {
    paths: &'p [PathBuf],
    before: Vec<Option<Look>>,
}

/// What tells a new file from the one before.
type Look = (SystemTime, u64, u64);

impl<'p> Arrival<'p> {
    /// The files as they are.
    pub fn of(paths: &'p [PathBuf]) -> Self {
        Self { paths, before: paths.iter().map(|path| look(path)).collect() }
    }

    /// Waits until each of them is another one.
    pub fn wait(&self) -> Result<()> {
        let start = Instant::now();
        for (path, before) in self.paths.iter().zip(&self.before) {
            // A file that is emptied before it is written has not arrived.
            while look(path).is_none_or(|now| now.1 == 0 || Some(now) == *before) {
                if start.elapsed() > TOO_LONG {
                    return Err(format!("{} does not change", path.display()).into());
                }
                sleep(EVERY);
            }
        }
        Ok(())
    }
}

fn look(path: &Path) -> Option<Look> {
    let about = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&about);
    #[cfg(not(unix))]
    let number = 0;
    Some((about.modified().ok()?, about.len(), number))
}
