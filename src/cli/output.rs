//! Standard output and standard error. Whatever cannot be written (a full disk, a closed pipe) ends the command with status 2.

use std::fmt::Arguments;
use std::io::{self, Write};

use super::Failure;

/// Writes a result to standard output.
pub fn out(text: Arguments<'_>) -> Result<(), Failure> {
    anstream::stdout().write_fmt(text).map_err(not_written)
}

/// Writes a message to standard error.
pub fn err(text: Arguments<'_>) -> Result<(), Failure> {
    anstream::stderr().write_fmt(text).map_err(not_written)
}

/// Writes bytes that are no text for a terminal, such as a script, to standard output.
pub fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    io::stdout().write_all(bytes).map_err(not_written)
}

/// Waits until standard output has taken all that was written to it.
pub fn flush() -> Result<(), Failure> {
    io::stdout().flush().map_err(not_written)
}

fn not_written(error: io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::BrokenPipe => "nobody reads it any more".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    Failure(format!("cannot write the output: {reason}"))
}

/// Writes a line of the result to standard output.
macro_rules! say {
    ($($line:tt)*) => {
        $crate::cli::output::out(format_args!("{}\n", format_args!($($line)*)))
    };
}

/// Writes a line of a message to standard error.
macro_rules! tell {
    ($($line:tt)*) => {
        $crate::cli::output::err(format_args!("{}\n", format_args!($($line)*)))
    };
}

pub(super) use {say, tell};
