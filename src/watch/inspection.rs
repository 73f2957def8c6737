//! What the watcher knows of one inspection: what the disk says, what its pack was made from, and what was told of it.

use std::time::{Duration, Instant};

use super::due::Due;
use super::group::Group;
use super::listing::{Listing, of_inspection, of_pack};
use super::timing::Timing;
use crate::publish::{Manifest, Outcome};
use crate::workspace::{Reading, Workspace};

/// One inspection.
pub struct Inspection {
    folder: String,
    inputs: Group,
    /// What its files say; none where its folder is not there.
    seen: Option<Reading>,
    /// Since when they have said so.
    since: Instant,
    built: Option<Built>,
    /// What its pack held after the last build that could be, from which somebody may have taken something since.
    manifest: Manifest,
    fault: Option<Fault>,
}

/// The last build.
struct Built {
    reading: Option<Reading>,
    generation: u64,
    at: Instant,
    pack: Option<Pack>,
}

/// A pack that was right after the last build.
struct Pack {
    group: Group,
    wrong: bool,
}

/// A file that could not be written.
struct Fault {
    again: Instant,
    wait: Duration,
}

impl Inspection {
    /// One that is seen for the first time.
    pub fn new(workspace: &Workspace, folder: &str, listing: Listing, now: Instant, timing: &Timing) -> Self {
        let mut new = Self {
            folder: folder.to_owned(),
            inputs: Group::new(listing, now, timing.at_rest),
            seen: None,
            since: now,
            built: None,
            manifest: Manifest::of(workspace, folder),
            fault: None,
        };
        new.read(workspace, now);
        new
    }

    /// Looks at its files. Says whether they say something else than before.
    pub fn look(&mut self, workspace: &Workspace, now: Instant, hinted: bool) -> bool {
        let Some(listing) = of_inspection(workspace, &self.folder) else {
            let was_there = self.seen.take().is_some();
            if was_there {
                self.since = now;
            }
            return was_there;
        };
        let has_to_be_read = self.inputs.look(listing, now, hinted, true);
        (has_to_be_read || self.seen.is_none()) && self.read(workspace, now)
    }

    fn read(&mut self, workspace: &Workspace, now: Instant) -> bool {
        let (sources, refused) = workspace.files(&self.folder);
        let reading = Reading::of(&sources, &refused);
        if !reading.is_certain() {
            self.inputs.doubt(now);
        }
        let is_new = self.seen.as_ref() != Some(&reading);
        if is_new {
            self.seen = Some(reading);
            self.since = now;
        }
        is_new
    }

    /// Looks at its pack. Says whether somebody has changed it.
    pub fn look_at_pack(&mut self, workspace: &Workspace, now: Instant, hinted: bool) -> bool {
        let Some(pack) = self.built.as_mut().and_then(|built| built.pack.as_mut()) else { return false };
        let listing = of_pack(workspace, &self.folder, &self.manifest);
        if pack.group.look(listing, now, hinted, false) {
            pack.wrong = !self.manifest.is_kept(workspace, &self.folder);
            return pack.wrong;
        }
        false
    }

    /// Whether what is known of its files may change without a trace on disk.
    pub fn is_certain(&self) -> bool {
        self.seen.as_ref().is_some_and(Reading::is_certain)
    }

    /// One that has come back, with what its pack held when it went.
    pub fn with_manifest(self, manifest: Manifest) -> Self {
        Self { manifest, ..self }
    }

    /// What its pack held when it was last right.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whether its files say something else than its pack was made from.
    pub fn is_edited(&self) -> bool {
        self.built.as_ref().is_none_or(|built| built.reading != self.seen)
    }

    /// Whether its folder is gone.
    pub fn is_gone(&self) -> bool {
        self.seen.is_none()
    }

    /// When its pack is to be built, or, where its folder is gone, when that is to be believed. A state that may be on its
    /// way to another one is left alone for a moment.
    pub fn due(&self, generation: u64, timing: &Timing) -> Due {
        let Some(seen) = &self.seen else { return Due::At(self.since + timing.moment) };
        let Some(built) = &self.built else { return Due::Now };
        if built.reading.as_ref().is_some_and(|earlier| seen.lacks_text_of(earlier)) {
            return Due::At(self.since + timing.moment);
        }
        if built.reading.as_ref() != Some(seen) || built.generation != generation {
            return Due::Now;
        }
        // Whoever changes the pack again and again is answered now and then, not each time.
        let wrong = built.pack.as_ref().is_some_and(|pack| pack.wrong);
        let repair = if wrong { Due::At(built.at + timing.moment) } else { Due::Never };
        repair.or(self.fault.as_ref().map_or(Due::Never, |fault| Due::At(fault.again)))
    }

    /// Takes in what a build did.
    pub fn take(&mut self, workspace: &Workspace, outcome: &Outcome, generation: u64, now: Instant, timing: &Timing) {
        // A build that read nothing, since all looks as it did when the pack was last right, has built what was seen.
        let reading = outcome.reading.clone().or_else(|| self.seen.clone());
        if reading != self.seen {
            // The build has read later than the last look, whose listing will be found to be another one.
            self.seen.clone_from(&reading);
            self.since = now;
        }
        self.fault = outcome.fault.as_ref().map(|_| {
            let wait = self.fault.as_ref().map_or(timing.retry, |fault| (fault.wait * 2).min(timing.retry_cap));
            Fault { again: now + wait, wait }
        });
        if let Some(manifest) = &outcome.manifest {
            self.manifest = manifest.clone();
        }
        let is_right = !outcome.has_errors() && self.fault.is_none();
        let pack = is_right.then(|| {
            let group = Group::new(of_pack(workspace, &self.folder, &self.manifest), now, timing.at_rest);
            Pack { group, wrong: false }
        });
        self.built = Some(Built { reading, generation, at: now, pack });
    }
}
