//! How long the watcher waits for what, and why.

use std::time::Duration;

/// The periods that the watcher keeps.
#[derive(Clone, Debug)]
pub struct Timing {
    /// The watcher acts on a first event after this much silence. The events of one save come within half a millisecond of
    /// each other in every editor that was measured; if more come later, the watcher scans again.
    pub debounce: Duration,
    /// The watcher acts on a first event after this at the latest.
    pub debounce_cap: Duration,
    /// Changes have settled after this much silence, and the watcher scans everything. Ten files saved ten milliseconds
    /// apart, or a file written in pieces, are complete by then.
    pub settle: Duration,
    /// The watcher scans after this at the latest, even if it is never silent.
    pub settle_cap: Duration,
    /// An error, an emptied file and a missing file must last this long before the watcher acts on them or reports them.
    /// Some editors move the old file away before they write the new one; they and `git checkout` need some tens of
    /// milliseconds on a slow disk.
    pub grace: Duration,
    /// Where events arrive, the watcher still scans everything this often, in case one was lost.
    pub rescan: Duration,
    /// Where no events arrive, the watcher scans everything this often.
    pub poll: Duration,
    /// A stamp stands for the content once it has been the same for this long: the coarsest clock of a file system in use
    /// counts in two seconds.
    pub at_rest: Duration,
    /// The first wait before the watcher tries again to write a file that another program holds.
    pub retry: Duration,
    /// Each further wait is twice the one before, up to this.
    pub retry_cap: Duration,
    /// How long the probe waits for its event.
    pub probe: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        let milliseconds = Duration::from_millis;
        Self {
            debounce: Duration::from_micros(500),
            debounce_cap: milliseconds(10),
            settle: milliseconds(25),
            settle_cap: milliseconds(250),
            grace: milliseconds(150),
            rescan: milliseconds(10_000),
            poll: milliseconds(500),
            at_rest: milliseconds(2_000),
            retry: milliseconds(500),
            retry_cap: milliseconds(8_000),
            probe: milliseconds(1_000),
        }
    }
}
