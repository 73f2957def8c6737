//! The watcher works: it builds what is due, and tells of it.

use std::time::Instant;

use super::area::Area;
use super::engine::Engine;
use super::inspection::Inspection;
use super::pass::{Event, Pass};
use crate::problem;
use crate::publish::{Lock, Memory, build};

/// Inspections that are built in one go, after which the engine listens again: an edit is not to wait for three hundred
/// packs that a new template calls for.
const CHUNK: usize = 8;

/// The same for the first pass, which finds most packs as they were left.
const FIRST_CHUNK: usize = 64;

impl Engine<'_> {
    /// Builds all that is due, a few at a time, and tells of it.
    pub(super) fn work(&mut self) {
        loop {
            self.listen();
            if self.heard.end {
                return;
            }
            if let Some(words) = self.heard.take_deaf() {
                self.go_deaf(&words);
            }
            self.turn();
            self.let_go();
            let due = self.due_now();
            if due.is_empty() || !self.build(&due) {
                break;
            }
            // An edit in the meantime comes first. Hints at packs are mostly our own, and wait until things settle.
            self.listen();
            let fresh = self.heard.take_fresh();
            for area in fresh.iter().filter(|area| matches!(area, Area::Shared | Area::Inspection(_))) {
                self.look(area);
            }
        }
        for pass in self.told.ripe(Instant::now(), self.timing.moment) {
            self.listener.told(&pass);
        }
    }

    /// Takes settings and templates that have changed.
    fn turn(&mut self) {
        if !self.shared.due(&self.timing).is_due(Instant::now()) {
            return;
        }
        let was_broken = self.shared.inputs().is_none();
        if self.shared.turn() {
            self.tell_of_shared(was_broken);
        }
    }

    /// Tells of settings and templates that were just taken, where there is something to say of them.
    pub(super) fn tell_of_shared(&mut self, was_broken: bool) {
        let problems = self.shared.problems().to_vec();
        let pass = match self.shared.inputs() {
            None => Pass::words(Event::Stale, None, ""),
            Some(_) if was_broken => Pass::words(Event::Mended, None, ""),
            Some(_) if problems.is_empty() => return,
            Some(_) => Pass::words(Event::Note, None, format!("sqspack.toml: {}", problem::summary(&problems))),
        };
        self.listener.told(&Pass { problems, milliseconds: self.milliseconds(), ..pass });
    }

    /// Forgets inspections whose folders have been gone for a moment. Their packs are kept: whoever moved a folder away
    /// may want it back, and what is in a pack may have been sent.
    fn let_go(&mut self) {
        let now = Instant::now();
        let is_gone = |_: &String, one: &mut Inspection| one.is_gone() && one.due(0, &self.timing).is_due(now);
        let gone: Vec<(String, Inspection)> = self.inspections.extract_if(.., is_gone).collect();
        for (folder, inspection) in gone {
            self.gone.insert(folder.clone(), inspection.manifest().clone());
            self.told.forget(&folder);
            let words = match self.workspace.packs().join(&folder).is_dir() {
                true => format!("its folder is gone; packs/{folder} is kept as it is"),
                false => "its folder is gone".to_owned(),
            };
            self.listener.told(&Pass::words(Event::Gone, Some(&folder), words));
        }
    }

    /// A few of the inspections that are to be built now, edited ones first.
    fn due_now(&self) -> Vec<String> {
        let now = Instant::now();
        let Some((_, generation)) = self.shared.inputs() else { return Vec::new() };
        if self.locked_out.is_some_and(|until| until > now) {
            return Vec::new();
        }
        let is_due = |one: &Inspection| !one.is_gone() && one.due(generation, &self.timing).is_due(now);
        let mut due: Vec<(&String, &Inspection)> = self.inspections.iter().filter(|(_, one)| is_due(one)).collect();
        due.sort_by_key(|(_, one)| !one.is_edited());
        due.into_iter()
            .take(if self.is_first { FIRST_CHUNK } else { CHUNK })
            .map(|(folder, _)| folder.clone())
            .collect()
    }

    /// Builds these. Says whether it could begin.
    fn build(&mut self, folders: &[String]) -> bool {
        let Some((inputs, generation)) = self.shared.inputs() else { return false };
        let listener = &mut *self.listener;
        let wait = || listener.told(&Pass::words(Event::Note, None, "another build is at work here; waiting for it"));
        let lock = match Lock::take(&self.workspace, wait) {
            Ok(lock) => lock,
            Err(error) => {
                if self.locked_out.replace(Instant::now() + self.timing.retry).is_none() {
                    let words = format!("no build can begin ({error}); this is tried again");
                    self.listener.told(&Pass::words(Event::Note, None, words));
                }
                return false;
            }
        };
        self.locked_out = None;
        let held = |folder: &String| Some((folder.clone(), self.inspections.get(folder)?.manifest().clone()));
        let memory = match self.is_first {
            true => Memory::OnDisk,
            false => Memory::InProcess(folders.iter().filter_map(held).collect()),
        };
        build(inputs, &lock, folders, None, &memory, |outcome| {
            let now = Instant::now();
            if let Some(inspection) = self.inspections.get_mut(&outcome.folder) {
                inspection.take(&self.workspace, &outcome, generation, now, &self.timing);
            }
            let milliseconds = now.duration_since(self.started).as_secs_f64() * 1_000.0;
            let is_news = !self.is_first || !outcome.written.is_empty() || !outcome.problems.is_empty();
            if let Some(pass) = self.told.of(outcome, milliseconds, now).filter(|_| is_news) {
                self.listener.told(&pass);
            }
        });
        true
    }
}
