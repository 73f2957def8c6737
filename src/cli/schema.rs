use std::path::Path;

use super::{Failure, Status, print_json};
use crate::problem::did_you_mean;
use crate::record::{self, FileKind};
use crate::view::View;

/// Print the JSON Schema of a file, for editors
///
/// Each file that `sqspack new` writes names its schema in the first line. Editors complete and explain keys from it.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack schema inspection\n  sqspack schema cases > schema/cases.json")]
pub struct Args {
    /// inspection, team, contacts, cases, report, children, issued, settings, or view (what templates see); all if you name none
    #[arg(value_name = "FILE")]
    file: Option<String>,
}

pub fn run(_: &Path, args: &Args) -> Result<Status, Failure> {
    let Some(name) = &args.file else {
        let mut all = serde_json::Map::new();
        for file in FileKind::ALL {
            all.insert(short(file).to_owned(), record::schema(file).to_value());
        }
        all.insert("view".to_owned(), schemars::schema_for!(View).to_value());
        print_json(&serde_json::Value::Object(all))?;
        return Ok(Status::Well);
    };
    if name == "view" {
        print_json(&schemars::schema_for!(View).to_value())?;
        return Ok(Status::Well);
    }
    let named = FileKind::ALL.into_iter().find(|file| short(*file) == name || file.name() == name);
    match named {
        Some(file) => print_json(&record::schema(file).to_value())?,
        None => {
            let short = FileKind::ALL.into_iter().map(short);
            let meant =
                did_you_mean(name, short).map(|meant| format!("\nhelp: did you mean `{meant}`?")).unwrap_or_default();
            return Err(Failure(format!("there is no file `{name}` in a record{meant}")));
        }
    }
    Ok(Status::Well)
}

/// A file's name on the command line.
fn short(file: FileKind) -> &'static str {
    match file {
        FileKind::Children => "children",
        FileKind::Settings => "settings",
        other => other.name().trim_end_matches(".toml"),
    }
}
