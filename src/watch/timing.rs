//! How long the watcher waits for what, and why.

use std::time::Duration;

/// The watcher acts on a first event after this. The events of one save come within half a millisecond of each other in every
/// editor that was measured; if more come later, the watcher scans again.
pub const DEBOUNCE: Duration = Duration::from_millis(1);

/// The watcher scans after this at the latest, even if it is never silent.
pub const SETTLE_CAP: Duration = Duration::from_millis(250);

/// How long the probe waits for its event.
pub const PROBE: Duration = Duration::from_secs(1);

/// The periods that a test may shorten.
#[derive(Clone, Debug)]
pub struct Timing {
    /// Changes have settled after this much silence, and the watcher scans everything. Ten files saved ten milliseconds
    /// apart, or a file written in pieces, are complete by then.
    pub settle: Duration,
    /// An error, an emptied file and a missing file must last this long before the watcher acts on them or reports them.
    /// Some editors move the old file away before they write the new one; they and `git checkout` need some tens of
    /// milliseconds on a slow disk.
    pub grace: Duration,
    /// Where events arrive, the watcher still scans everything this often, in case one was lost.
    pub rescan: Duration,
    /// Where no events arrive, the watcher scans everything this often.
    pub poll: Duration,
    /// The first wait before the watcher tries again to write a file that another program holds. Each further wait is twice the
    /// one before, up to sixteen times this.
    pub retry: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            settle: Duration::from_millis(25),
            grace: Duration::from_millis(150),
            rescan: Duration::from_secs(10),
            poll: Duration::from_millis(500),
            retry: Duration::from_millis(500),
        }
    }
}
