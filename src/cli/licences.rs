use super::{Failure, Status, output};

/// The licences of the fonts and of every crate in the program; `tests/licences.rs` makes the file.
const LICENCES: &str = include_str!("../../assets/licences.txt");

/// Print the licences of the program, its fonts and the libraries in it
#[derive(Debug, clap::Args)]
#[command(before_help = "Example:\n  sqspack licences > licences.txt")]
pub struct Args {}

pub fn run(_: &Args) -> Result<Status, Failure> {
    output::bytes(LICENCES.as_bytes())?;
    Ok(Status::Well)
}
