//! Files from outside that a library reads: first in a process within limits, since such a library believes what a file says of
//! its own size and depth.

use std::thread;

use crate::limited::{self, Limit};
use crate::workbook_reader::rehearse;
use crate::workspace::feed::Feed;

/// Why a file is not read.
#[derive(Debug)]
pub enum Unread {
    /// Whoever read it went over a limit, or could not begin.
    Limit(Limit),
    /// The library that reads it has a fault, and this file is what shows it.
    Damaged,
}

impl Unread {
    /// The same in words, about `what`: `the list`.
    pub fn words(&self, what: &str) -> String {
        match self {
            Self::Limit(limit) => limit.words(what),
            Self::Damaged => format!("{what} is damaged and cannot be read"),
        }
    }
}

/// A kind of file that comes from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromOutside {
    /// A workbook.
    Workbook,
    /// A list of bank holidays.
    Feed,
}

/// What a process replies that has read a file to its end.
const READ: &[u8] = b"read";

/// The stack of whoever reads a file first: less than the program's own, which then reads the file too.
const STACK: usize = 4 * 1024 * 1024;

impl FromOutside {
    /// The kind that is read in the work of this name.
    pub fn of_work(work: &str) -> Option<Self> {
        [Self::Workbook, Self::Feed].into_iter().find(|kind| kind.work() == work)
    }

    fn work(self) -> &'static str {
        match self {
            Self::Workbook => "read-workbook",
            Self::Feed => "read-feed",
        }
    }

    /// Reads a file in a process within limits, and keeps nothing.
    ///
    /// # Errors
    /// Why this process is not to read it.
    pub fn try_to_read(self, file: &[u8]) -> Result<(), Unread> {
        match limited::run(self.work(), file, READ.len() as u64) {
            None => Ok(()),
            Some(Err(limit)) => Err(Unread::Limit(limit)),
            Some(Ok(reply)) if reply == READ => Ok(()),
            Some(Ok(_)) => Err(Unread::Damaged),
        }
    }

    /// Reads a file in this process, and replies whether it came to the end: the other end of `try_to_read`.
    pub fn reply(self, file: Vec<u8>) -> Vec<u8> {
        let read = move || match self {
            Self::Workbook => rehearse(&file),
            Self::Feed => drop(String::from_utf8(file).map(|text| Feed::read(&text))),
        };
        let is_read = thread::Builder::new().stack_size(STACK).spawn(read).is_ok_and(|reader| reader.join().is_ok());
        if is_read { READ.to_vec() } else { Vec::new() }
    }
}
