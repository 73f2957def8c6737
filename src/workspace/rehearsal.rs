//! Rehearses a machine that refuses: in the program's own tests, the n-th step of a thread on the disk fails.
//!
//! A step makes, writes, renames, syncs or takes away. Outside those tests a step is nothing at all, so that nobody can make
//! the program fail from outside.

use std::io;

/// Passed before each step on the disk.
///
/// # Errors
/// A test wants the step to fail.
#[cfg(not(test))]
#[inline]
pub fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use tests::{Trouble, rehearse, step};

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    /// Which steps fail.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Trouble {
        /// The step with this number, from 0, with this fault; all others go well.
        At(usize, io::ErrorKind),
        /// This step and all after it. What is on the disk then is what a kill before this step would leave.
        From(usize),
    }

    thread_local! {
        static REHEARSAL: RefCell<Option<(Trouble, usize)>> = const { RefCell::new(None) };
    }

    /// Passed before each step on the disk.
    pub fn step() -> io::Result<()> {
        REHEARSAL.with_borrow_mut(|rehearsal| {
            let Some((trouble, taken)) = rehearsal else { return Ok(()) };
            let number = *taken;
            *taken += 1;
            match *trouble {
                Trouble::At(failing, kind) if failing == number => Err(kind.into()),
                Trouble::From(first) if first <= number => Err(io::ErrorKind::StorageFull.into()),
                _ => Ok(()),
            }
        })
    }

    /// Does something in this thread with a disk in trouble. Says also whether the trouble came.
    pub fn rehearse<T>(trouble: Trouble, action: impl FnOnce() -> T) -> (T, bool) {
        REHEARSAL.set(Some((trouble, 0)));
        let done = action();
        let taken = REHEARSAL.take().map_or(0, |(_, taken)| taken);
        let (Trouble::At(failing, _) | Trouble::From(failing)) = trouble;
        (done, failing < taken)
    }
}
