//! The rule of two seconds: when the look of a file stands for its content.

use std::time::Duration;

/// How long a file must have been at rest before its size and time stand for its content. The coarsest clock of a file system
/// in use counts in two seconds: a second change within them can leave the same time behind.
pub const AT_REST: Duration = Duration::from_secs(2);

/// Whether a file that was last changed so long ago is at rest.
pub fn is_at_rest(since_change: Duration) -> bool {
    since_change > AT_REST
}
