//! What `sqspack new` writes: a record with the known values filled in and every other key in a comment, and the files of a new
//! workspace. Nothing here writes to the disk: the callers get paths and texts.
//!
//! The comments come from the docs of the keys in `src/record`, so no key can be left out.

mod answers;
mod commented;
mod contacts;
mod editor;
pub mod outline;

use crate::calendar::{BankHolidays, Country};
use crate::record::{FileKind, schema_text};
use commented::{Known, below_heading, heading};
use outline::outline;

pub use answers::{
    Answers, Person, RefusedAnswer, SiteAnswer, area_of, default_folder, refused_email, refused_folder, refused_line,
    refused_person, refused_site, refused_start,
};

/// A file to write: its path from the workspace's root, with `/` on every system, and its text.
pub type NewFile = (String, String);

/// The files of a new inspection, in the order in which an officer fills them. The bank holidays are those of its workspace.
///
/// # Errors
/// Everything that is wrong with the answers.
pub fn inspection(answers: &Answers, holidays: &BankHolidays) -> Result<Vec<NewFile>, Vec<RefusedAnswer>> {
    let written = answers.write(holidays)?;
    let contacts = contacts::stubs(answers.country, &written.authorities);
    Ok([
        record_file(answers, FileKind::Inspection, &written.inspection, ""),
        record_file(answers, FileKind::Team, &written.team, ""),
        record_file(answers, FileKind::Contacts, &Known::new(), &contacts),
        record_file(answers, FileKind::Cases, &Known::new(), ""),
        record_file(answers, FileKind::Findings, &Known::new(), ""),
        record_file(answers, FileKind::Concerns, &Known::new(), ""),
        record_file(answers, FileKind::Complaints, &Known::new(), ""),
        record_file(answers, FileKind::Report, &Known::new(), ""),
        record_file(answers, FileKind::Accuracy, &Known::new(), ""),
        record_file(answers, FileKind::Children, &Known::new(), ""),
    ]
    .into())
}

/// The files of a new workspace. `sqspack.toml`, which makes a folder a workspace, comes last: as long as it is missing, the
/// next `new` writes the others that are missing.
pub fn workspace() -> Vec<NewFile> {
    let settings = outline(FileKind::Settings);
    let known = Known::from([("office", Vec::new())]);
    let directive = format!("schema/{}", FileKind::Settings.schema_name());
    let settings = heading(&directive, &settings) + &below_heading(&settings, &known);
    let mut files =
        vec![(".gitignore".to_owned(), GITIGNORE.to_owned()), (".gitattributes".to_owned(), GITATTRIBUTES.to_owned())];
    files.extend(schemas());
    files.extend(editor::files());
    files.push((FileKind::Settings.name().to_owned(), settings));
    files
}

/// Whether the text of a `.gitignore` keeps the file of the children out of git.
pub fn keeps_children_out(gitignore: &str) -> bool {
    let patterns = ["children.private.toml", "*.private.toml", COPIES];
    gitignore.lines().any(|line| patterns.contains(&line.trim()))
}

/// The schemas that editors complete from, each with its path.
pub fn schemas() -> Vec<NewFile> {
    let file = |kind: FileKind| (format!("schema/{}", kind.schema_name()), schema_text(kind));
    FileKind::ALL.map(file).into()
}

/// Packs are made again from the record at any time; what identifies children is never committed in the clear.
/// The file of the children is kept out under every name that a copy of it may have; its schema and the sealed file are not.
const GITIGNORE: &str = "\
/packs/
/.sqspack/
.sqspack-*
*[Cc][Hh][Ii][Ll][Dd][Rr][Ee][Nn]*[Pp][Rr][Ii][Vv][Aa][Tt][Ee]*
*[Cc][Hh][Ii][Ll][Dd][Rr][Ee][Nn]*[Tt][Oo][Mm][Ll]*
*[Pp][Rr][Ii][Vv][Aa][Tt][Ee]*[Tt][Oo][Mm][Ll]*
!/schema/*.json
!/inspections/*/children.private.toml.age
";

/// The line of [`GITIGNORE`] for copies of the file of the children.
const COPIES: &str = "*[Cc][Hh][Ii][Ll][Dd][Rr][Ee][Nn]*[Pp][Rr][Ii][Vv][Aa][Tt][Ee]*";

/// Every copy of the record has the same line ends, whatever git does elsewhere on a machine; a sealed file keeps its bytes.
const GITATTRIBUTES: &str = "*.toml text eol=lf\n*.json text eol=lf\n*.typ text eol=lf\n*.age binary\n";

fn record_file(answers: &Answers, file: FileKind, known: &Known, after: &str) -> NewFile {
    let outline = match answers.country {
        Country::England => outline(file).in_english_alone(),
        Country::Wales => outline(file),
    };
    let text =
        heading(&format!("../../schema/{}", file.schema_name()), &outline) + &below_heading(&outline, known) + after;
    (format!("inspections/{}/{}", answers.folder, file.name()), text)
}
