//! The watcher looks: what it knows is compared with what is on disk.

use std::collections::BTreeSet;
use std::time::Instant;

use super::area::Area;
use super::due::Due;
use super::engine::Engine;
use super::inspection::Inspection;
use super::listing::of_inspection;
use super::pass::{Event, Pass};

impl Engine<'_> {
    /// Looks at one area again. Says whether there is something new.
    pub(super) fn look(&mut self, area: &Area) -> bool {
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
    pub(super) fn look_at_everything(&mut self, hinted: &BTreeSet<Area>) -> BTreeSet<Area> {
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
        let known = match self.gone.remove(folder) {
            Some(manifest) => new.with_manifest(manifest),
            None => new,
        };
        self.inspections.insert(folder.to_owned(), known);
        true
    }

    /// The areas of which something waits for a time that has come.
    pub(super) fn ripe(&self, now: Instant) -> BTreeSet<Area> {
        let generation = self.shared.inputs().map_or(0, |(_, generation)| generation);
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
}
