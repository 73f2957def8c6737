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
use super::pass::{Event, Pass};
use super::shared::Shared;
use super::timing::Timing;
use super::told::Told;
use crate::publish::{Manifest, packs};
use crate::workspace::Workspace;

/// Whoever is told what the watcher does.
pub trait Listener {
    /// A pass, or something else that a person should know.
    fn told(&mut self, pass: &Pass);

    /// Nothing is left to do, for now.
    fn idle(&mut self) {}
}

/// The watcher's state.
pub struct Engine<'l> {
    pub(super) workspace: Workspace,
    pub(super) timing: Timing,
    pub(super) ears: Ears,
    pub(super) hints: Receiver<Hint>,
    pub(super) heard: Heard,
    pub(super) shared: Shared,
    pub(super) inspections: BTreeMap<String, Inspection>,
    /// What the packs held whose inspections are gone.
    pub(super) gone: BTreeMap<String, Manifest>,
    pub(super) told: Told,
    pub(super) listener: &'l mut dyn Listener,
    /// Since when what is being worked on has waited.
    pub(super) started: Instant,
    /// When everything is looked at, whatever was heard.
    pub(super) next_look: Instant,
    /// Changes that were found without a hint, and until when one may still come.
    pub(super) unheard: Option<(BTreeSet<Area>, Instant)>,
    /// Until when no build can begin, since the workspace could not be locked.
    pub(super) locked_out: Option<Instant>,
    /// Whether the first pass is still to be made, or is being made.
    pub(super) is_first: bool,
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
        let shared = Shared::new(&workspace, now, &timing);
        let mut engine = Self {
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
            is_first: true,
        };
        engine.tell_of_shared(false);
        engine
    }

    /// Works until it is told to end.
    pub fn run(&mut self) {
        self.look_at_everything(&BTreeSet::new());
        self.work();
        self.is_first = false;
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
    pub(super) fn listen(&mut self) {
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

    /// The time until which there is nothing to do but to listen.
    fn deadline(&self) -> Instant {
        let now = Instant::now();
        let generation = self.shared.inputs().map_or(0, |(_, generation)| generation);
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
        let due = |one: &Inspection| self.shared.inputs().map_or(Due::Never, |(_, now)| one.due(now, &self.timing));
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

    pub(super) fn go_deaf(&mut self, why: &str) {
        if self.ears.are_open() {
            self.ears = Ears::Closed(why.to_owned());
            self.next_look = Instant::now();
            let words = format!("{why}: {}", self.ears.words(&self.timing));
            self.listener.told(&Pass::words(Event::Note, None, words));
        }
    }

    pub(super) fn milliseconds(&self) -> f64 {
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
        for folder in packs(&self.workspace) {
            if !self.inspections.contains_key(&folder) {
                let words = format!("packs/{folder} has no inspection, and is kept as it is");
                self.listener.told(&Pass::words(Event::Orphan, Some(&folder), words));
            }
        }
    }
}
