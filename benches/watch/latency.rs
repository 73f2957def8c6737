//! From the save of a contact's name to the last PDF that it affects, against `typst watch` and against the bare work.

use std::cell::Cell;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use sqspack::render::TypstJob;

use crate::Result;
use crate::alone::Alone;
use crate::arrival::Arrival;
use crate::edits::{self, File};
use crate::program::{Bench, ONE};
use crate::table::{Row, heading, line, milliseconds, ratio};
use crate::timing::{in_turns, timed};
use crate::typst_tool::{Sources, Tool};
use crate::typst_watch::TypstWatch;
use crate::watching::Watching;

/// Between two saves: both watchers come to rest.
const REST: Duration = Duration::from_millis(300);

/// With all documents, and with those that a pack had when the marks were set.
pub fn measure(rounds: usize) -> Result<Vec<Row>> {
    let few = of(rounds, || Bench::with_few_documents(1), "ten documents")?;
    Ok([few, of(rounds, Bench::one, "all documents")?].into_iter().flatten().collect())
}

/// All save a new name each round, in turns. The quiet periods of both watchers are in their times.
fn of(rounds: usize, bench: impl Fn() -> Result<Bench>, which: &str) -> Result<Vec<Row>> {
    let tool = Tool::find()?;
    let scene = Scene::new(bench()?)?;
    let first = scene.affected.first().ok_or("no PDF prints the name")?;
    let sources = Sources::new(&[first_job(&bench()?, first)?])?;
    let typst = TypstWatch::start(&tool, &sources)?;
    let (alone, builder) = (Alone::new(bench()?, &scene.affected)?, Alone::new(bench()?, &scene.affected)?);
    let number = Cell::new(0);
    let next = || {
        number.set(number.get() + 1);
        sleep(REST);
        number.get()
    };
    let [watch, typst_watch, work] =
        in_turns(rounds, true, [&mut || scene.save(next()), &mut || typst.save(next()), &mut || alone.save(next())])?;
    // Typst has one memory in a process, so that what is made here in two ways is not made in turns.
    let [again, build] = in_turns(rounds, true, [&mut || scene.save(next()), &mut || builder.build(next())])?;
    heading(&format!(
        "{which}: from the save of a contact's name to the last PDF that prints it: {}",
        scene.affected.join(", ")
    ));
    line("sqspack watch", &watch);
    line("typst watch, the first of these PDFs", &typst_watch);
    line("the work alone: words, layout, export, write", &work);
    line("sqspack watch, again", &again);
    line("the whole build alone, in this process", &build);
    let late = watch.percentile(95).as_secs_f64() / typst_watch.percentile(95).as_secs_f64();
    Ok(vec![
        Row::below(format!("{which}: save to PDF, part of typst watch's time"), ratio(&watch, &typst_watch), 0.25),
        Row::report(format!("{which}: the same by the 95th percentiles"), format!("{late:.2}")),
        Row::below(format!("{which}: save to PDF, times the work alone"), ratio(&watch, &work), 1.5),
        Row::report(
            format!("{which}: save to PDF, times the whole build alone"),
            format!("{:.2}", ratio(&again, &build)),
        ),
        Row::report(format!("{which}: save to PDF, median"), milliseconds(watch.median())),
        Row::report(format!("{which}: save to PDF, 95 % within"), milliseconds(watch.percentile(95))),
    ])
}

/// A workspace and its watcher.
struct Scene {
    bench: Bench,
    contacts: File,
    watching: Watching,
    /// Paths of the PDFs that print the name, as a first edit shows.
    affected: Vec<String>,
}

impl Scene {
    fn new(bench: Bench) -> Result<Self> {
        let contacts = File::of(&bench, "contacts.toml")?;
        let (watching, _) = Watching::start(bench.path(), &[])?;
        contacts.save(edits::NAME, &edits::name(usize::MAX))?;
        let affected = watching.written()?.into_iter().filter(|path| path.ends_with(".pdf")).collect();
        Ok(Self { bench, contacts, watching, affected })
    }

    /// Saves another name, and says how long it took until the last PDF was another one.
    fn save(&self, number: usize) -> Result<Duration> {
        let pack = self.bench.path().join("packs").join(ONE);
        let pdfs: Vec<PathBuf> = self.affected.iter().map(|path| pack.join(path)).collect();
        let name = edits::name(number);
        let arrival = Arrival::of(&pdfs);
        let (_, time) = timed(|| {
            self.contacts.save(edits::NAME, &name)?;
            arrival.wait()
        })?;
        self.watching.written()?;
        Ok(time)
    }
}

/// What the PDF at a path of the pack is made from, with the name in it as it was at the beginning.
fn first_job(bench: &Bench, path: &str) -> Result<TypstJob> {
    let jobs = bench.jobs(&bench.inputs()?, ONE)?;
    let is_it = |job: &TypstJob| job.name.split('/').next().is_some_and(|id| path.ends_with(&format!("/{id}.pdf")));
    jobs.into_iter().find(is_it).ok_or_else(|| format!("`{path}` is made from nothing").into())
}
