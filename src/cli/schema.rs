use std::path::Path;

use super::{Failure, Status, print_json};
use crate::problem::did_you_mean;
use crate::record::{self, FileKind};
use crate::view::View;

/// Print the JSON Schema of a file, for editors
///
/// The files that `sqspack new` writes name their schema in the first line, so that an editor completes keys and explains
/// them.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack schema inspection\n  sqspack schema cases > schema/cases.json")]
pub struct Args {
    /// inspection, team, contacts, cases, report, children, settings, or view (what templates see); all where none is named
    #[arg(value_name = "FILE")]
    file: Option<String>,
}

/// The files by their short names.
const FILES: [(&str, FileKind); 7] = [
    ("inspection", FileKind::Inspection),
    ("team", FileKind::Team),
    ("contacts", FileKind::Contacts),
    ("cases", FileKind::Cases),
    ("report", FileKind::Report),
    ("children", FileKind::Children),
    ("settings", FileKind::Settings),
];

pub fn run(_: &Path, args: &Args) -> Result<Status, Failure> {
    let Some(name) = &args.file else {
        let mut all = serde_json::Map::new();
        for (name, file) in FILES {
            all.insert(name.to_owned(), record::schema(file).to_value());
        }
        all.insert("view".to_owned(), schemars::schema_for!(View).to_value());
        print_json(&serde_json::Value::Object(all))?;
        return Ok(Status::Well);
    };
    if name == "view" {
        print_json(&schemars::schema_for!(View).to_value())?;
        return Ok(Status::Well);
    }
    let named = FILES.iter().find(|(short, file)| short == name || file.name() == name);
    match named {
        Some((_, file)) => print_json(&record::schema(*file).to_value())?,
        None => {
            let short = FILES.iter().map(|(short, _)| *short);
            let meant =
                did_you_mean(name, short).map(|meant| format!("\nhelp: did you mean `{meant}`?")).unwrap_or_default();
            return Err(Failure(format!("there is no file `{name}` in a record{meant}")));
        }
    }
    Ok(Status::Well)
}
