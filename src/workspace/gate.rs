//! The gate that every write to disk goes through, so that the program can end at any moment without a pack half written
//! or a temporary file left behind.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many are writing, and whether anybody may still begin.
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    inside: usize,
    closed: bool,
}

static GATE: Gate = Gate { state: Mutex::new(State { inside: 0, closed: false }), changed: Condvar::new() };

/// Shown by whoever writes; given up when the write is over.
pub struct Writing(&'static Gate);

/// Waits until writing is allowed, which is at once unless the program is about to end; then for ever.
pub fn enter() -> Writing {
    GATE.enter()
}

/// Lets no write begin any more, and waits for those that have begun, but no longer than `patience`. Says whether all of
/// them came to their end. Whoever calls this ends the program next.
pub fn close(patience: Duration) -> bool {
    GATE.close(patience)
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Whoever panicked while holding it left a count and a flag, which are right at any time.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&'static self) -> Writing {
        let mut state = self.lock();
        while state.closed {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.inside += 1;
        Writing(self)
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
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    fn gate() -> &'static Gate {
        let state = Mutex::new(State { inside: 0, closed: false });
        Box::leak(Box::new(Gate { state, changed: Condvar::new() }))
    }

    #[test]
    fn closing_waits_for_the_write_that_has_begun() {
        let gate = gate();
        let writing = gate.enter();
        assert!(!gate.close(Duration::from_millis(5)));
        drop(writing);
        assert!(gate.close(Duration::from_millis(5)));
    }

    #[test]
    fn nothing_begins_once_the_gate_is_closed() {
        let gate = gate();
        assert!(gate.close(Duration::ZERO));
        let (begun, has_begun) = mpsc::channel();
        thread::spawn(move || {
            let _writing = gate.enter();
            begun.send(()).ok();
        });
        assert!(has_begun.recv_timeout(Duration::from_millis(50)).is_err());
    }
}
