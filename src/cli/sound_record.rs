//! A record without errors, opened to tell what its pack holds.

use std::path::Path;

use super::{Failure, Status, show, status_of, targets};
use crate::publish::WorkspaceInputs;
use crate::record::Record;

/// Reads one inspection and works on its record; or shows what is wrong with it.
pub fn with_sound_record(
    directory: &Path,
    folder: Option<&str>,
    work: impl FnOnce(&WorkspaceInputs, &str, &Record) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let (workspace, folder) = targets::find_inspection(directory, folder)?;
    let target = targets::Selection { workspace, folders: vec![folder.clone()] };
    let inputs = match target.confirmed_inputs() {
        Ok(inputs) => inputs,
        Err(problems) => {
            show(&problems)?;
            return Ok(Status::Problems);
        }
    };
    let (record, problems) = inputs.checked(&folder);
    if status_of(&problems) != Status::Well {
        show(&problems)?;
        return Ok(Status::Problems);
    }
    work(&inputs, &folder, &record)
}
