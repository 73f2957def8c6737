//! Changes that hints tell of and that the watcher has not scanned yet.

use std::collections::BTreeSet;
use std::time::Instant;

use super::area::Area;
use super::timing::Timing;

/// The pending changes.
#[derive(Debug, Default)]
pub struct PendingChanges {
    areas: BTreeSet<Area>,
    /// The first and the last hint since everything was last scanned.
    times: Option<(Instant, Instant)>,
}

impl PendingChanges {
    /// Adds a hint.
    pub fn add(&mut self, area: Area, now: Instant) {
        self.times = Some((self.times.map_or(now, |(first, _)| first), now));
        self.areas.insert(area);
    }

    /// Whether a hint covers this area.
    pub fn covers(&self, area: &Area) -> bool {
        self.areas.contains(area) || self.areas.contains(&Area::Everything)
    }

    /// The first hint since everything was last scanned.
    pub fn since(&self) -> Option<Instant> {
        self.times.map(|(first, _)| first)
    }

    /// When the watcher acts on the first hints.
    pub fn debounced(&self, timing: &Timing) -> Option<Instant> {
        self.times.map(|(first, last)| (last + timing.debounce).min(first + timing.debounce_cap))
    }

    /// When the changes have settled.
    pub fn settled(&self, timing: &Timing) -> Option<Instant> {
        self.times.map(|(first, last)| (last + timing.settle).min(first + timing.settle_cap))
    }

    /// Takes the areas to scan; the full scan follows when the changes have settled.
    pub fn take_areas(&mut self) -> BTreeSet<Area> {
        std::mem::take(&mut self.areas)
    }

    /// Takes the areas that people edit. The hints at packs are mostly the watcher's own doing.
    pub fn take_edits(&mut self) -> Vec<Area> {
        self.areas.extract_if(.., |area| matches!(area, Area::Shared | Area::Inspection(_))).collect()
    }

    /// Takes all before a full scan.
    pub fn take(&mut self) -> BTreeSet<Area> {
        std::mem::take(self).areas
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_long_burst_does_not_delay_the_first_scan_and_a_full_scan_follows() {
        let (mut pending, timing, start) = (PendingChanges::default(), Timing::default(), Instant::now());
        pending.add(Area::Shared, start);
        assert_eq!(pending.debounced(&timing), Some(start + timing.debounce));
        for millisecond in 1..50 {
            pending.add(Area::Shared, start + Duration::from_millis(millisecond));
        }
        assert_eq!(pending.debounced(&timing), Some(start + timing.debounce_cap));
        assert_eq!(pending.take_areas(), BTreeSet::from([Area::Shared]));
        assert_eq!(pending.settled(&timing), Some(start + Duration::from_millis(49) + timing.settle));
        pending.take();
        assert_eq!(pending.settled(&timing), None);
    }
}
