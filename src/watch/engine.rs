//! The watcher at work: it waits for a hint or for a time, looks, and builds what has to be built.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use super::area::Area;
use super::due::Due;
use super::ears::Ears;
use super::heard::Heard;
use super::hints::Hint;
use super::inspection::Inspection;
use super::listing::of_inspection;
use super::pass::{Event, Pass};
use super::shared::{Shared, Turn};
use super::timing::Timing;
use super::told::Told;
use crate::build::{Lock, Manifest, build};
use crate::workspace::Workspace;

/// Inspections that are built in one go, after which the engine listens again: an edit is not to wait for three hundred
/// packs that a new template calls for.
const CHUNK: usize = 8;

/// The same for the first pass, which finds most packs as they were left.
const FIRST_CHUNK: usize = 64;

/// Whoever is told what the watcher does.
pub trait Listener {
    /// A pass, or something else that a person should know.
    fn told(&mut self, pass: &Pass);

    /// Nothing is left to do, for now.
    fn idle(&mut self) {}
}

/// The watcher's state.
pub struct Engine<'l> {
    workspace: Workspace,
    timing: Timing,
    ears: Ears,
    hints: Receiver<Hint>,
    heard: Heard,
    shared: Shared,
    inspections: BTreeMap<String, Inspection>,
    /// What the packs held whose inspections are gone.
    gone: BTreeMap<String, Manifest>,
    told: Told,
    listener: &'l mut dyn Listener,
    /// Since when what is being worked on has waited.
    started: Instant,
    /// When everything is looked at, whatever was heard.
    next_look: Instant,
    /// Changes that were found without a hint, and until when one may still come.
    unheard: Option<(BTreeSet<Area>, Instant)>,
    /// Until when no build can begin, since the workspace could not be locked.
    locked_out: Option<Instant>,
    chunk: usize,
}

impl<'l> Engine<'l> {
    /// Takes a first look at everything. `ears` must be open already, so that nothing falls between.
    pub fn new(
        workspace: Workspace,
        timing: Timing,
        ears: Ears,
        hints: Receiver<Hint>,
        listener: &'l mut dyn Listener,
    ) -> Self {
        let now = Instant::now();
        let (shared, problems) = Shared::new(&workspace, now, &timing);
        let engine = Self {
            workspace,
            timing,
            ears,
            hints,
            heard: Heard::default(),
            shared,
            inspections: BTreeMap::new(),
            gone: BTreeMap::new(),
            told: Told::default(),
            listener,
            started: now,
            next_look: now,
            unheard: None,
            locked_out: None,
            chunk: FIRST_CHUNK,
        };
        if !problems.is_empty() {
            engine.listener.told(&Pass { problems, ..Pass::words(Event::Stale, None, "") });
        }
        engine
    }

    /// Works until it is told to end.
    pub fn run(&mut self) {
        self.look_at_everything(&BTreeSet::new());
        self.work();
        self.shared.remember();
        self.chunk = CHUNK;
        self.announce();
        while !self.heard.end {
            let deadline = self.deadline();
            if self.is_idle() {
                self.listener.idle();
            }
            let was_settled = self.heard.since().is_none();
            if self.wait(deadline) {
                if was_settled {
                    self.act_at_once();
                }
            } else {
                self.act_in_time();
            }
        }
    }

    /// Waits for a hint, and says whether one came before the deadline.
    fn wait(&mut self, deadline: Instant) -> bool {
        let patience = deadline.saturating_duration_since(Instant::now());
        match self.hints.recv_timeout(patience) {
            Ok(hint) => {
                self.hear(hint);
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            // Nobody is left to say anything: the clock goes on.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                false
            }
        }
    }

    fn hear(&mut self, hint: Hint) {
        if let (Some((areas, _)), Hint::Changed(area)) = (&mut self.unheard, &hint) {
            // The hint was on its way.
            areas.retain(|other| other != area && *area != Area::Everything);
        }
        self.heard.hear(hint, Instant::now());
    }

    /// Takes in all that was said in the meantime.
    fn listen(&mut self) {
        while let Ok(hint) = self.hints.try_recv() {
            self.hear(hint);
        }
    }

    /// The first event after a silence: a breath later, what it hints at is looked at and built.
    fn act_at_once(&mut self) {
        while let Some(until) = self.heard.breath(&self.timing).filter(|until| *until > Instant::now()) {
            self.wait(until);
            if self.heard.end {
                return;
            }
        }
        self.started = self.heard.since().unwrap_or_else(Instant::now);
        let areas = self.heard.take_fresh();
        if areas.contains(&Area::Everything) {
            self.look_at_everything(&areas);
        } else {
            for area in &areas {
                self.look(area);
            }
        }
        self.work();
    }

    /// A time has come: things have settled, everything is due to be looked at, or what was left for a moment is not.
    fn act_in_time(&mut self) {
        let now = Instant::now();
        let heard_since = self.heard.since();
        self.started = heard_since.unwrap_or(now);
        let has_settled = self.heard.settled(&self.timing).is_some_and(|settled| settled <= now);
        if has_settled || self.next_look <= now {
            let burst = self.heard.take_burst();
            let changed = self.look_at_everything(&burst);
            if heard_since.is_none() && self.ears.are_open() && !changed.is_empty() {
                self.unheard = Some((changed, now + 4 * self.timing.quiet));
            }
        }
        for area in self.ripe(now) {
            self.look(&area);
        }
        self.work();
        self.judge_ears(now);
    }

    /// Looks at one area again. Says whether there is something new.
    fn look(&mut self, area: &Area) -> bool {
        let now = Instant::now();
        match area {
            Area::Shared => self.shared.look(&self.workspace, now, true),
            Area::Inspection(folder) => match self.inspections.get_mut(folder) {
                Some(inspection) => inspection.look(&self.workspace, now, true),
                None => self.meet(folder),
            },
            Area::Pack(folder) => match self.inspections.get_mut(folder) {
                Some(inspection) => inspection.look_at_pack(&self.workspace, now, true),
                None => false,
            },
            Area::Everything => !self.look_at_everything(&BTreeSet::from([Area::Everything])).is_empty(),
        }
    }

    /// Lists everything, and reads what looks different or was hinted at. Gives the areas with something new.
    fn look_at_everything(&mut self, hinted: &BTreeSet<Area>) -> BTreeSet<Area> {
        let start = Instant::now();
        let mut changed = BTreeSet::new();
        let is_covered = match self.ears.cover() {
            Ok(()) => true,
            Err(Some(words)) => {
                self.go_deaf(&words);
                true
            }
            Err(None) => false,
        };
        let all = hinted.contains(&Area::Everything);
        let is_hinted = |area: Area| all || hinted.contains(&area);
        if self.shared.look(&self.workspace, start, is_hinted(Area::Shared)) {
            changed.insert(Area::Shared);
        }
        for (folder, inspection) in &mut self.inspections {
            let (area, pack) = (Area::Inspection(folder.clone()), Area::Pack(folder.clone()));
            let was_certain = inspection.is_certain();
            if inspection.look(&self.workspace, start, is_hinted(area.clone())) && was_certain {
                changed.insert(area);
            }
            if inspection.look_at_pack(&self.workspace, start, is_hinted(pack.clone())) {
                changed.insert(pack);
            }
        }
        // Where the folder of inspections cannot be listed, those that are known have said so themselves.
        for folder in self.workspace.folders().unwrap_or_default() {
            if !self.inspections.contains_key(&folder) && self.meet(&folder) {
                changed.insert(Area::Inspection(folder));
            }
        }
        if let Some(words) = self.heard.take_lost() {
            self.listener.told(&Pass::words(Event::Note, None, format!("{words}; everything was looked at")));
        }
        let usual = if self.ears.are_open() && is_covered { self.timing.check } else { self.timing.poll };
        self.next_look = Instant::now() + self.timing.rest_after(start.elapsed(), usual);
        changed
    }

    /// Takes an inspection in that was not there before.
    fn meet(&mut self, folder: &str) -> bool {
        let Some(listing) = of_inspection(&self.workspace, folder) else { return false };
        let new = Inspection::new(&self.workspace, folder, listing, Instant::now(), &self.timing);
        self.inspections.insert(folder.to_owned(), new.with_manifest(self.gone.remove(folder)));
        true
    }

    /// The areas of which something waits for a time that has come.
    fn ripe(&self, now: Instant) -> BTreeSet<Area> {
        let generation = self.shared.shop().map_or(0, |(_, generation)| generation);
        let mut ripe = BTreeSet::new();
        if matches!(self.shared.due(&self.timing), Due::At(then) if then <= now) {
            ripe.insert(Area::Shared);
        }
        for (folder, inspection) in &self.inspections {
            if matches!(inspection.due(generation, &self.timing), Due::At(then) if then <= now) {
                ripe.insert(Area::Inspection(folder.clone()));
            }
        }
        let untold = self.told.waiting(self.timing.moment).filter(|(_, then)| *then <= now);
        ripe.extend(untold.map(|(folder, _)| Area::Inspection(folder.to_owned())));
        ripe
    }

    /// Builds all that is due, a few at a time, and tells of it.
    fn work(&mut self) {
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
        let was_broken = self.shared.shop().is_none();
        let milliseconds = self.milliseconds();
        match self.shared.turn() {
            Some(Turn::Broken(problems)) => {
                let pass = Pass { problems, milliseconds, ..Pass::words(Event::Stale, None, "") };
                self.listener.told(&pass);
            }
            Some(Turn::InUse) if was_broken => {
                self.listener.told(&Pass { milliseconds, ..Pass::words(Event::Mended, None, "") });
            }
            Some(Turn::InUse) | None => {}
        }
    }

    /// Forgets inspections whose folders have been gone for a moment. Their packs are kept: whoever moved a folder away
    /// may want it back, and what is in a pack may have been sent.
    fn let_go(&mut self) {
        let now = Instant::now();
        let is_gone = |_: &String, one: &mut Inspection| one.is_gone() && one.due(0, &self.timing).is_due(now);
        let gone: Vec<(String, Inspection)> = self.inspections.extract_if(.., is_gone).collect();
        for (folder, inspection) in gone {
            self.gone.extend(inspection.into_manifest().map(|manifest| (folder.clone(), manifest)));
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
        let Some((_, generation)) = self.shared.shop() else { return Vec::new() };
        if self.locked_out.is_some_and(|until| until > now) {
            return Vec::new();
        }
        let is_due = |one: &Inspection| !one.is_gone() && one.due(generation, &self.timing).is_due(now);
        let mut due: Vec<(&String, &Inspection)> = self.inspections.iter().filter(|(_, one)| is_due(one)).collect();
        due.sort_by_key(|(_, one)| !one.is_edited());
        due.into_iter().take(self.chunk).map(|(folder, _)| folder.clone()).collect()
    }

    /// Builds these. Says whether it could begin.
    fn build(&mut self, folders: &[String]) -> bool {
        let Some((shop, generation)) = self.shared.shop() else { return false };
        let listener = &mut *self.listener;
        let wait = || listener.told(&Pass::words(Event::Note, None, "another build is at work here; waiting for it"));
        let lock = match Lock::take(&self.workspace, wait) {
            Ok(lock) => lock,
            Err(error) => {
                self.locked_out = Some(Instant::now() + self.timing.retry_cap);
                let words = format!("no build can begin ({error}); this is tried again");
                self.listener.told(&Pass::words(Event::Note, None, words));
                return false;
            }
        };
        self.locked_out = None;
        for inspection in folders.iter().filter_map(|folder| self.inspections.get(folder)) {
            inspection.restore(&self.workspace, &lock);
        }
        let is_first = self.chunk == FIRST_CHUNK;
        build(shop, &lock, folders, None, |outcome| {
            let now = Instant::now();
            if let Some(inspection) = self.inspections.get_mut(&outcome.folder) {
                inspection.take(&self.workspace, &outcome, generation, now, &self.timing);
            }
            let milliseconds = now.duration_since(self.started).as_secs_f64() * 1_000.0;
            let is_news = !is_first || !outcome.written.is_empty() || !outcome.problems.is_empty();
            if let Some(pass) = self.told.of(outcome, milliseconds, now).filter(|_| is_news) {
                self.listener.told(&pass);
            }
        });
        true
    }

    /// The time until which there is nothing to do but to listen.
    fn deadline(&self) -> Instant {
        let now = Instant::now();
        let generation = self.shared.shop().map_or(0, |(_, generation)| generation);
        let due = self.inspections.values().filter_map(|one| one.due(generation, &self.timing).later(now));
        let untold = self.told.waiting(self.timing.moment).map(|(_, then)| then);
        let others = [
            self.heard.settled(&self.timing),
            self.shared.due(&self.timing).later(now),
            self.unheard.as_ref().map(|(_, until)| *until),
            self.locked_out.filter(|until| *until > now),
        ];
        others.into_iter().flatten().chain(due).chain(untold).fold(self.next_look, Instant::min)
    }

    /// Whether nothing waits to be done or told.
    fn is_idle(&self) -> bool {
        let due = |one: &Inspection| self.shared.shop().map_or(Due::Never, |(_, now)| one.due(now, &self.timing));
        self.heard.since().is_none()
            && self.shared.due(&self.timing) == Due::Never
            && self.told.waiting(self.timing.moment).next().is_none()
            && self.inspections.values().all(|one| due(one) == Due::Never)
    }

    /// Where a look has found what no event had told of, and none does after all, events are not relied on any more.
    fn judge_ears(&mut self, now: Instant) {
        let Some((areas, _)) = self.unheard.take_if(|(_, until)| *until <= now) else { return };
        if !areas.is_empty() && self.ears.are_open() {
            self.go_deaf("a file has changed without an event");
        }
    }

    fn go_deaf(&mut self, why: &str) {
        if self.ears.are_open() {
            self.ears = Ears::Closed(why.to_owned());
            self.next_look = Instant::now();
            let words = format!("{why}: {}", self.ears.words(&self.timing));
            self.listener.told(&Pass::words(Event::Note, None, words));
        }
    }

    fn milliseconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1_000.0
    }

    /// Says that the watcher is at work, and which packs have no inspection.
    fn announce(&mut self) {
        let root = self.workspace.root.display();
        let count = match self.inspections.len() {
            1 => "1 inspection".to_owned(),
            many => format!("{many} inspections"),
        };
        let words = format!("watching {count} in {root}: {}", self.ears.words(&self.timing));
        self.listener.told(&Pass { milliseconds: self.milliseconds(), ..Pass::words(Event::Watching, None, words) });
        for folder in crate::build::packs(&self.workspace) {
            if !self.inspections.contains_key(&folder) {
                let words = format!("packs/{folder} has no inspection, and is kept as it is");
                self.listener.told(&Pass::words(Event::Orphan, Some(&folder), words));
            }
        }
    }
}
