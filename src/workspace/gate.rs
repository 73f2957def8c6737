//! The gate that every write to disk passes. The code that ends the program closes it first, so that no pack stays half written
//! and no temporary file stays behind.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Number of writes that have begun and not ended.
    inside: usize,
    /// Whether no write may begin any more.
    closed: bool,
}

static GATE: Gate = Gate { state: Mutex::new(State { inside: 0, closed: false }), changed: Condvar::new() };

/// Held during a write, and dropped when the write is over.
pub struct Writing(&'static Gate);

/// Begins a write: at once while the gate is open, and never once it is closed, because the program is about to end.
pub fn enter() -> Writing {
    GATE.enter()
}

/// Closes the gate: no write begins any more. Waits for the writes that have begun, but no longer than `patience`, and says
/// whether all of them have ended. The caller ends the program next.
pub fn close(patience: Duration) -> bool {
    GATE.close(patience)
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A thread that panics while it holds the lock leaves a count and a flag, which are right at any time.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&'static self) -> Writing {
        let mut state = self.lock();
        loop {
            if let Some(writing) = self.admit(&mut state) {
                return writing;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The only way to a [`Writing`]: none once the gate is closed.
    fn admit(&'static self, state: &mut State) -> Option<Writing> {
        if state.closed {
            return None;
        }
        state.inside += 1;
        Some(Writing(self))
    }

    fn close(&self, patience: Duration) -> bool {
        let mut state = self.lock();
        state.closed = true;
        let waited = self.changed.wait_timeout_while(state, patience, |state| state.inside > 0);
        waited.unwrap_or_else(PoisonError::into_inner).0.inside == 0
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.0.lock().inside -= 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate() -> &'static Gate {
        let state = Mutex::new(State { inside: 0, closed: false });
        Box::leak(Box::new(Gate { state, changed: Condvar::new() }))
    }

    #[test]
    fn closing_says_whether_every_write_has_ended() {
        let gate = gate();
        let writing = gate.enter();
        assert!(!gate.close(Duration::from_millis(5)));
        drop(writing);
        assert!(gate.close(Duration::from_millis(5)));
    }

    #[test]
    fn closing_returns_only_when_the_write_has_ended() {
        let gate = gate();
        let writing = gate.enter();
        let closing = std::thread::spawn(move || gate.close(Duration::from_secs(60)));
        // The gate is seen closed only while `close` waits, or when it has given up with the write still inside.
        while !gate.lock().closed {
            std::thread::yield_now();
        }
        drop(writing);
        assert!(closing.join().unwrap());
    }

    #[test]
    fn nothing_begins_once_the_gate_is_closed() {
        let gate = gate();
        assert!(gate.close(Duration::ZERO));
        let mut state = gate.lock();
        let admitted = gate.admit(&mut state);
        let inside = state.inside;
        // A write that was let in takes the lock when it ends, so that the lock must be free before an assertion fails.
        drop(state);
        assert!(admitted.is_none());
        assert_eq!(inside, 0);
    }
}
