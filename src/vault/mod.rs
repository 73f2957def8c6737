//! What keeps children's data out of git.
//!
//! The rule ([`Rule`]) knows paths and the children at hand. The guard ([`look`]) holds what git has against it: what it tracks, what
//! the next commit adds, what a push sends, all that it keeps. A hook of one line ([`hook()`]) calls it. No finding holds what was looked for.

mod clean;
mod fault;
mod guard;
mod hook;
mod known;
mod message;
mod names;
mod object;
mod remotes;
mod rule;
mod texts;

pub use fault::{GuardFault, GuardFinding};
pub use guard::{Guarded, Look, MAKERS, look};
pub use hook::{Hook, HookText, hook, hooks_folder};
pub use remotes::Remote;
pub use rule::Rule;
