//! Scanning: the watcher compares what it knows with what is on disk.

use std::collections::BTreeSet;
use std::time::Instant;

use super::area::Area;
use super::engine::Engine;
use super::inspection::Inspection;

impl Engine<'_> {
    /// Scans every area, and reads those that are hinted at in any case. Gives the areas that have changed.
    pub(super) fn scan_everything(&mut self, hinted: &BTreeSet<Area>) -> BTreeSet<Area> {
        let start = Instant::now();
        let is_watched = self.source.watch_folders().unwrap_or_else(|why| {
            self.poll_from_now(&why);
            true
        });
        let mut areas = BTreeSet::from([Area::Shared]);
        // If the folder of inspections cannot be listed, scanning those that are known shows it.
        let found = self.workspace.folders().unwrap_or_default();
        for folder in self.inspections.keys().chain(&found) {
            areas.extend([Area::Inspection(folder.clone()), Area::Pack(folder.clone())]);
        }
        let all = hinted.contains(&Area::Everything);
        areas.retain(|area| self.scan(area, start, all || hinted.contains(area)));
        let usual = if self.source.has_events() && is_watched { self.timing.rescan } else { self.timing.poll };
        // Scanning takes at most a fiftieth of the time, however large the workspace and slow its disk.
        self.next_scan = Instant::now() + usual.max(start.elapsed() * 50);
        areas
    }

    /// Scans one area. Says whether it has changed.
    pub(super) fn scan(&mut self, area: &Area, now: Instant, hinted: bool) -> bool {
        let (workspace, timing) = (&self.workspace, &self.timing);
        match area {
            Area::Everything => false,
            Area::Shared => self.shared.scan(workspace, now, timing, hinted),
            Area::Pack(folder) => {
                let inspection = self.inspections.get_mut(folder);
                inspection.is_some_and(|inspection| inspection.scan_pack(workspace, now, timing, hinted))
            }
            Area::Inspection(folder) => {
                if let Some(inspection) = self.inspections.get_mut(folder) {
                    return inspection.scan(workspace, now, timing, hinted);
                }
                let new = Inspection::find(workspace, folder, now);
                new.is_some_and(|new| self.inspections.insert(folder.clone(), new).is_none())
            }
        }
    }
}
