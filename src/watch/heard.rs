//! What was heard and not yet looked at.

use std::collections::BTreeSet;
use std::time::Instant;

use super::area::Area;
use super::hints::Hint;
use super::timing::Timing;

/// What was heard since things were last settled.
#[derive(Debug, Default)]
pub struct Heard {
    /// Where to look at once.
    fresh: BTreeSet<Area>,
    /// Where something was heard since things were last settled.
    burst: BTreeSet<Area>,
    times: Option<(Instant, Instant)>,
    /// What a person should know of what was lost.
    lost: Option<String>,
    /// Why events cannot be relied on any more.
    deaf: Option<String>,
    /// Whether the watcher is to end.
    pub end: bool,
}

impl Heard {
    /// Takes a hint in.
    pub fn hear(&mut self, hint: Hint, now: Instant) {
        let area = match hint {
            Hint::Changed(area) => area,
            Hint::Lost(words) => {
                self.lost = Some(words);
                Area::Everything
            }
            Hint::Deaf(words) => {
                self.deaf = Some(words);
                Area::Everything
            }
            Hint::End => {
                self.end = true;
                return;
            }
        };
        self.times = Some((self.times.map_or(now, |(first, _)| first), now));
        self.fresh.insert(area.clone());
        self.burst.insert(area);
    }

    /// When the first hint came after things were last settled.
    pub fn since(&self) -> Option<Instant> {
        self.times.map(|(first, _)| first)
    }

    /// When what was heard is to be acted on first.
    pub fn breath(&self, timing: &Timing) -> Option<Instant> {
        self.times.map(|(first, last)| (last + timing.breath).min(first + timing.breath_cap))
    }

    /// When things count as settled, if anything was heard.
    pub fn settled(&self, timing: &Timing) -> Option<Instant> {
        self.times.map(|(first, last)| (last + timing.quiet).min(first + timing.quiet_cap))
    }

    /// Where to look at once.
    pub fn take_fresh(&mut self) -> BTreeSet<Area> {
        std::mem::take(&mut self.fresh)
    }

    /// Where something was heard since things were last settled, for a look at everything. What is heard after this is for
    /// the next one.
    pub fn take_burst(&mut self) -> BTreeSet<Area> {
        self.times = None;
        self.fresh.clear();
        std::mem::take(&mut self.burst)
    }

    /// What a person should know of events that were lost, once.
    pub fn take_lost(&mut self) -> Option<String> {
        self.lost.take()
    }

    /// Why events cannot be relied on any more, once.
    pub fn take_deaf(&mut self) -> Option<String> {
        self.deaf.take()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_first_hint_is_acted_on_after_a_breath_and_a_long_burst_does_not_put_it_off() {
        let (mut heard, timing, start) = (Heard::default(), Timing::default(), Instant::now());
        heard.hear(Hint::Changed(Area::Shared), start);
        assert_eq!(heard.breath(&timing), Some(start + timing.breath));
        for millisecond in 1..50 {
            heard.hear(Hint::Changed(Area::Shared), start + Duration::from_millis(millisecond));
        }
        assert_eq!(heard.breath(&timing), Some(start + timing.breath_cap));
        assert_eq!(heard.settled(&timing), Some(start + Duration::from_millis(49) + timing.quiet));
    }

    #[test]
    fn what_was_acted_on_is_looked_at_again_when_things_settle() {
        let (mut heard, now) = (Heard::default(), Instant::now());
        heard.hear(Hint::Changed(Area::Shared), now);
        assert_eq!(heard.take_fresh().len(), 1);
        assert_eq!(heard.take_fresh().len(), 0);
        assert_eq!(heard.take_burst().len(), 1);
        assert_eq!(heard.settled(&Timing::default()), None);
    }
}
