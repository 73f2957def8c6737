//! How long the watcher waits for what, and why.

use std::time::Duration;

/// The periods that the watcher keeps.
#[derive(Clone, Debug)]
pub struct Timing {
    /// Silence after the first event before it is acted on. The events of one save come within half a millisecond of each
    /// other in every editor that was measured, so that a save is mostly over by then; where it is not, its next event leads
    /// to another look.
    pub breath: Duration,
    /// The first event is acted on after this at the latest, however many follow it.
    pub breath_cap: Duration,
    /// Silence after which things count as settled, and everything is looked at again: ten files that are saved ten
    /// milliseconds apart, or a write in pieces, are over then.
    pub quiet: Duration,
    /// A look is taken after this at the latest, though it may never be silent.
    pub quiet_cap: Duration,
    /// How long a state that may be on its way to another one is given: a record with an error, an emptied or vanished
    /// file. What does not last as long is neither acted on nor reported. Editors that move the old file away before
    /// they write the new one, and `git checkout`, need some tens of milliseconds on a slow disk.
    pub moment: Duration,
    /// Where events arrive, how often everything is looked at all the same, in case one did not.
    pub check: Duration,
    /// Where they do not, how often everything is looked at.
    pub poll: Duration,
    /// How long a stamp must have been seen unchanged before it stands for the content: the coarsest clock of a file
    /// system in use counts in two seconds.
    pub at_rest: Duration,
    /// After how long a file that another program held is tried again the first time.
    pub retry: Duration,
    /// The longest wait between two such tries, each of which comes after twice the wait before.
    pub retry_cap: Duration,
    /// How long to wait for the event of the probe that shows that events arrive.
    pub probe: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        let milliseconds = Duration::from_millis;
        Self {
            breath: Duration::from_micros(500),
            breath_cap: milliseconds(10),
            quiet: milliseconds(25),
            quiet_cap: milliseconds(250),
            moment: milliseconds(150),
            check: milliseconds(10_000),
            poll: milliseconds(500),
            at_rest: milliseconds(2_000),
            retry: milliseconds(500),
            retry_cap: milliseconds(8_000),
            probe: milliseconds(1_000),
        }
    }
}

impl Timing {
    /// How long to wait before looking at everything again, after a look that took `cost`: looking must not take more
    /// than a fiftieth of the time, however large the workspace and slow its disk.
    pub fn rest_after(&self, cost: Duration, usual: Duration) -> Duration {
        usual.max(cost * 50)
    }
}
