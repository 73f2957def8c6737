//! The work by itself, in this process: no events, no waiting, nothing looked at.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use sqspack::build::{Lock, Manifest, Memory, Shop, build};
use sqspack::render::{TypstJob, Words, compile, evict};
use tempfile::TempDir;

use crate::Result;
use crate::edits::{self, File};
use crate::program::{Bench, ONE};
use crate::timing::timed;
use crate::typst_tool::problems;

/// Just what makes the PDFs that the name is printed in: their words, their layout, the file.
pub struct Alone {
    _bench: Bench,
    contacts: File,
    shop: Shop,
    /// Where each of them goes, and what it was made from at the beginning.
    jobs: Vec<(String, TypstJob)>,
    to: TempDir,
}

impl Alone {
    /// For the PDFs at these paths of the pack.
    pub fn new(affected: &[String]) -> Result<Self> {
        let bench = Bench::one()?;
        let shop = bench.shop()?;
        let mut jobs = Vec::new();
        for job in bench.jobs(&shop, ONE)? {
            let id = job.name.split('/').next().unwrap_or_default();
            let path = affected.iter().find(|path| path.ends_with(&format!("/{id}.pdf")));
            jobs.extend(path.map(|path| (path.clone(), job.clone())));
        }
        if jobs.len() != affected.len() {
            return Err("not every PDF that was written can be made alone".into());
        }
        Ok(Self { contacts: File::of(&bench, "contacts.toml")?, _bench: bench, shop, jobs, to: tempfile::tempdir()? })
    }

    /// Makes them with another name in the record, which is read beforehand.
    pub fn save(&self, number: usize) -> Result<Duration> {
        self.contacts.save(edits::NAME, &edits::name(number))?;
        let views = self.shop.views(ONE);
        let mut work = Vec::new();
        for (path, job) in &self.jobs {
            let view = views.iter().find(|(deliverable, _)| deliverable.path == *path);
            work.push((path, job, &view.ok_or("a document has gone")?.1));
        }
        let (_, time) = timed(|| {
            for (path, job, view) in work {
                let main = self.shop.templates.words.render(&job.name, &Words::context(view)?)?;
                let pdf = compile(&TypstJob { main, ..job.clone() }, &self.shop.templates.tree);
                let bytes = pdf.map_err(|found| problems(&found))?.bytes;
                let place = self.place(path);
                fs::write(place.with_extension("new"), bytes)?;
                fs::rename(place.with_extension("new"), place)?;
            }
            Ok(())
        })?;
        evict(1);
        Ok(time)
    }

    /// Builds the whole pack with another name in the record, as the watcher does when it has heard of it.
    pub fn build(&self, number: usize) -> Result<Duration> {
        self.contacts.save(edits::NAME, &edits::name(number))?;
        let workspace = &self.shop.workspace;
        let memory = Memory::InProcess(BTreeMap::from([(ONE.to_owned(), Manifest::of(workspace, ONE))]));
        let (_, time) = timed(|| {
            let lock = Lock::take(workspace, || ())?;
            let mut wrong = None;
            build(&self.shop, &lock, &[ONE.to_owned()], None, &memory, |outcome| wrong = outcome.fault);
            wrong.map_or(Ok(()), |words| Err(words.into()))
        })?;
        Ok(time)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.to.path().join(path.replace('/', "-"))
    }
}
