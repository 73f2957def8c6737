//! How programs save a file: each of these leaves the same text by another way.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::random::Random;

/// A way to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Over what is there, without emptying it first.
    InPlace,
    /// Emptied, then written.
    Truncate,
    /// Emptied, then written in pieces.
    Pieces,
    /// Written beside, then renamed over it.
    RenameOver,
    /// The old one renamed to a backup, a new one written, the backup taken away.
    Backup,
    /// Deleted, then created.
    Create,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::InPlace, Self::Truncate, Self::Pieces, Self::RenameOver, Self::Backup, Self::Create];
}

/// Saves a text. The folder is made where it is not there.
pub fn save(style: Style, path: &Path, text: &str, random: &mut Random) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    match style {
        Style::InPlace => {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path).expect("opened");
            file.rewind().expect("at the start");
            file.write_all(text.as_bytes()).expect("written");
            file.set_len(text.len() as u64).expect("cut");
        }
        Style::Truncate => fs::write(path, text).expect("written"),
        Style::Pieces => {
            let mut file = File::create(path).expect("emptied");
            for piece in text.as_bytes().chunks(1 + text.len() / 3) {
                file.write_all(piece).expect("written");
                pause(random, 4);
            }
        }
        Style::RenameOver => {
            let beside = beside(path, ".", ".tmp");
            fs::write(&beside, text).expect("written");
            pause(random, 2);
            fs::rename(beside, path).expect("renamed");
        }
        Style::Backup => {
            let backup = beside(path, "", "~");
            let had_one = fs::rename(path, &backup).is_ok();
            pause(random, 4);
            fs::write(path, text).expect("written");
            if had_one {
                fs::remove_file(backup).expect("removed");
            }
        }
        Style::Create => {
            fs::remove_file(path).ok();
            pause(random, 4);
            fs::write(path, text).expect("written");
        }
    }
}

/// Waits for up to so many milliseconds.
pub fn pause(random: &mut Random, milliseconds: u64) {
    sleep(Duration::from_micros(random.below(milliseconds * 1_000 + 1)));
}

fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let name = path.file_name().expect("a name").to_string_lossy();
    path.with_file_name(format!("{before}{name}{after}"))
}
