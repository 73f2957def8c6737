//! When the files of an area have to be read again. A look from outside stands for the content only once it has been the
//! same for longer than the clock of any file system needs to tick: a second save within one tick leaves no trace in it.

use std::time::{Duration, Instant};

use super::listing::Listing;

/// What is known of an area's files from outside.
#[derive(Debug)]
pub struct Group {
    listing: Listing,
    since: Instant,
    settled: bool,
    at_rest: Duration,
}

impl Group {
    /// An area that is looked at for the first time, and has to be read now.
    pub fn new(listing: Listing, now: Instant, at_rest: Duration) -> Self {
        Self { listing, since: now, settled: false, at_rest }
    }

    /// Takes a new look. Says whether the content has to be read now: where it looks different, where there is a hint, and
    /// a last time when it has looked the same for long enough; `eager` where it is cheap to do so before as well.
    pub fn look(&mut self, listing: Listing, now: Instant, hinted: bool, eager: bool) -> bool {
        if listing != self.listing {
            self.listing = listing;
            self.since = now;
            self.settled = false;
            return true;
        }
        let was_settled = self.settled;
        self.settled |= now.duration_since(self.since) >= self.at_rest;
        hinted || (!was_settled && (self.settled || eager))
    }

    /// Lets the area be read at the next look as well, since what was read may change without a trace.
    pub fn doubt(&mut self, now: Instant) {
        self.since = now;
        self.settled = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::listing::Look;
    use super::*;

    const AT_REST: Duration = Duration::from_secs(2);

    fn listing(size: u64) -> Listing {
        Listing::from([("team.toml".to_owned(), Look::File(size, None, [0; 24]))])
    }

    #[test]
    fn another_look_or_a_hint_has_the_content_read() {
        let start = Instant::now();
        let mut group = Group::new(listing(1), start, AT_REST);
        assert!(group.look(listing(2), start, false, false));
        assert!(group.look(listing(2), start, true, false));
        assert!(!group.look(listing(2), start, false, false));
    }

    #[test]
    fn what_may_still_change_without_a_trace_is_read_once_more_and_then_left_alone() {
        let start = Instant::now();
        let mut group = Group::new(listing(1), start, AT_REST);
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        assert!(group.look(listing(1), at(500), false, true), "a second save within one tick of the clock is seen");
        assert!(!group.look(listing(1), at(500), false, false));
        assert!(group.look(listing(1), at(2_000), false, false));
        assert!(!group.look(listing(1), at(2_500), false, true));
    }
}
