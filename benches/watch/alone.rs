//! The work by itself, in this process: no events, no waiting, no scan.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use rayon::prelude::*;
use sqspack::pack::Deliverable;
use sqspack::publish::{Lock, Memory, WorkspaceInputs, build};
use sqspack::render::{TypstJob, compile, evict};
use sqspack::template::Format;
use sqspack::template::TemplateEngine;
use sqspack::view::TemplateView;
use tempfile::TempDir;

use crate::Result;
use crate::edits::{self, File};
use crate::program::{Bench, ONE};
use crate::timing::timed;
use crate::typst_tool::problems;

/// Just the work of a rebuild: the words of every document, the layout and export of the PDFs that the name is printed in, and
/// their files.
pub struct Alone {
    _bench: Bench,
    contacts: File,
    inputs: WorkspaceInputs,
    /// Where each of them goes, and what it was made from at the beginning.
    jobs: Vec<(String, TypstJob)>,
    to: TempDir,
}

impl Alone {
    /// For the PDFs at these paths of the workspace's pack.
    pub fn new(bench: Bench, affected: &[String]) -> Result<Self> {
        let inputs = bench.inputs()?;
        let mut jobs = Vec::new();
        for job in bench.jobs(&inputs, ONE)? {
            let id = job.name.split('/').next().unwrap_or_default();
            let path = affected.iter().find(|path| path.ends_with(&format!("/{id}.pdf")));
            jobs.extend(path.map(|path| (path.clone(), job.clone())));
        }
        if jobs.len() != affected.len() {
            return Err("not every PDF that was written can be made alone".into());
        }
        Ok(Self { contacts: File::of(&bench, "contacts.toml")?, _bench: bench, inputs, jobs, to: tempfile::tempdir()? })
    }

    /// Does it with another name in the record, which is read beforehand.
    pub fn save(&self, number: usize) -> Result<Duration> {
        self.contacts.save(edits::NAME, &edits::name(number))?;
        let views = self.inputs.template_views(ONE);
        let mut work = Vec::new();
        for (path, job) in &self.jobs {
            let index = views.iter().position(|(deliverable, _)| deliverable.path == *path);
            work.push((path, job, index.ok_or("a document has gone")?));
        }
        let (_, time) = timed(|| {
            let words: Vec<String> = views.par_iter().map(|file| self.words(file)).collect::<Result<_>>()?;
            work.par_iter().try_for_each(|(path, job, index)| {
                let main = words[*index].clone();
                let pdf = compile(&TypstJob { main, ..(*job).clone() }, &self.inputs.tree);
                let bytes = pdf.map_err(|found| problems(&found))?.bytes;
                let place = self.place(path);
                fs::write(place.with_extension("new"), bytes)?;
                fs::rename(place.with_extension("new"), place)?;
                Ok(())
            })
        })?;
        evict(1);
        Ok(time)
    }

    /// The words of a document; those of a message together.
    fn words(&self, (deliverable, view): &(Deliverable<'_>, TemplateView)) -> Result<String> {
        let parts: &[&str] = match deliverable.document.format {
            Format::Pdf => &[".typ"],
            Format::Xlsx => &[".workbook.toml"],
            Format::Ics => &[".calendar.toml"],
            Format::Eml => &[".subject.txt", ".txt", ".html"],
            Format::Html => &[".html"],
        };
        let context = TemplateEngine::context(view)?;
        let words = |part: &&str| self.inputs.templates.engine.render(&deliverable.template(part), &context);
        Ok(parts.iter().map(words).collect::<std::result::Result<_, _>>()?)
    }

    /// Builds the whole pack with another name in the record, as the watcher does after the event.
    pub fn build(&self, number: usize) -> Result<Duration> {
        self.contacts.save(edits::NAME, &edits::name(number))?;
        let workspace = &self.inputs.workspace;
        let (_, time) = timed(|| {
            let lock = Lock::take(workspace, || ())?;
            let mut wrong = None;
            build(&self.inputs, &lock, &[ONE.to_owned()], None, Memory::InProcess, |outcome| wrong = outcome.fault);
            wrong.map_or(Ok(()), |words| Err(words.into()))
        })?;
        Ok(time)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.to.path().join(path.replace('/', "-"))
    }
}
