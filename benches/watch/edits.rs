//! The edits that are measured.

use std::fs;
use std::path::PathBuf;

use crate::Result;
use crate::program::{Bench, ONE};

/// The contact whose name the bench edits: the YOT manager, who gets the confirmation letter.
pub const NAME: &str = "Helen Marsh";

/// A name of the same form that no other number gives; 0 gives the name itself.
pub fn name(number: usize) -> String {
    const FIRST: [&str; 8] = ["Helen", "Priya", "Colin", "Mared", "Samir", "Ruth", "Owain", "Grace"];
    let mut rest = number / FIRST.len();
    let mut last = String::from("M");
    loop {
        last.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
        if rest == 0 {
            break format!("{} {last}rsh", FIRST[number % FIRST.len()]);
        }
    }
}

/// A file of the record that is measured, as it was at the beginning.
pub struct File {
    path: PathBuf,
    text: String,
}

impl File {
    /// Reads it.
    pub fn of(bench: &Bench, name: &str) -> Result<Self> {
        let path = bench.path().join("inspections").join(ONE).join(name);
        let text = fs::read_to_string(&path)?;
        Ok(Self { path, text })
    }

    /// Saves it with one text in the place of another.
    pub fn save(&self, text: &str, by: &str) -> Result<()> {
        Ok(fs::write(&self.path, self.replaced(text, by)?)?)
    }

    /// Saves it as it was, with a line at its end.
    pub fn save_with(&self, line: &str) -> Result<()> {
        Ok(fs::write(&self.path, format!("{}\n{line}\n", self.text))?)
    }

    fn replaced(&self, text: &str, by: &str) -> Result<String> {
        if !self.text.contains(text) {
            return Err(format!("{} has no `{text}` to replace", self.path.display()).into());
        }
        Ok(self.text.replace(text, by))
    }
}
