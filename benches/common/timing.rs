//! Times, taken in turns.

use std::time::{Duration, Instant};

use crate::Result;

/// Rounds before the first that counts: the page cache fills, the processor wakes up.
const WARM_UP: usize = 2;

/// The times of one thing, in order of length.
#[derive(Clone, Debug)]
pub struct Times(Vec<Duration>);

impl Times {
    /// The times of something that was measured at least once.
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// The middle one.
    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The one that so many in a hundred do not exceed.
    pub fn percentile(&self, hundredths: usize) -> Duration {
        let rank = (self.0.len() * hundredths).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// One round of something: it prepares what it must, and answers how long the thing itself took.
pub type Round<'a> = &'a mut dyn FnMut() -> Result<Duration>;

/// Measures several things in turns, each round in the opposite order to the one before.
pub fn in_turns<const N: usize>(rounds: usize, warm_up: bool, things: [Round<'_>; N]) -> Result<[Times; N]> {
    let mut times: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::new());
    let idle = if warm_up { WARM_UP } else { 0 };
    for round in 0..rounds + idle {
        for turn in 0..N {
            let which = if round % 2 == 0 { turn } else { N - 1 - turn };
            let time = things[which]()?;
            if round >= idle {
                times[which].push(time);
            }
        }
    }
    Ok(times.map(Times::new))
}

/// How long something takes.
pub fn timed<T>(thing: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let start = Instant::now();
    let made = thing()?;
    Ok((made, start.elapsed()))
}
