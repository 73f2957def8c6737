//! The JSON Schemas of the record's files, by which editors complete and explain keys.

use schemars::Schema;

use super::accuracy::AccuracyFile;
use super::assessments::FindingsFile;
use super::cases::CasesFile;
use super::children::ChildrenFile;
use super::{
    ComplaintsFile, ConcernsFile, ContactsFile, DestroyedFile, FileKind, InspectionFile, IssuedFile, ReportFile,
    SettingsFile, TeamFile, reader,
};

/// The JSON Schema of one of the record's files, with descriptions for whoever fills it in.
///
/// It is of draft 7 and without references: that is what every editor for TOML understands, and a reference would hide
/// the description of the key that it stands at.
pub fn schema(file: FileKind) -> Schema {
    let mut generator = reader::inline_schemas();
    let schema = match file {
        FileKind::Inspection => generator.root_schema_for::<InspectionFile>(),
        FileKind::Team => generator.root_schema_for::<TeamFile>(),
        FileKind::Contacts => generator.root_schema_for::<ContactsFile>(),
        FileKind::Cases => generator.root_schema_for::<CasesFile>(),
        FileKind::Findings => generator.root_schema_for::<FindingsFile>(),
        FileKind::Concerns => generator.root_schema_for::<ConcernsFile>(),
        FileKind::Complaints => generator.root_schema_for::<ComplaintsFile>(),
        FileKind::Report | FileKind::ReportDraft => generator.root_schema_for::<ReportFile>(),
        FileKind::Accuracy => generator.root_schema_for::<AccuracyFile>(),
        FileKind::Children => generator.root_schema_for::<ChildrenFile>(),
        FileKind::Issued => generator.root_schema_for::<IssuedFile>(),
        FileKind::Destroyed => generator.root_schema_for::<DestroyedFile>(),
        FileKind::Settings => generator.root_schema_for::<SettingsFile>(),
    };
    let mut titled = schemars::json_schema!({ "$schema": schema.get("$schema"), "title": file.name() });
    for (key, value) in schema.as_object().into_iter().flatten().filter(|(key, _)| *key != "title") {
        titled.insert(key.clone(), value.clone());
    }
    titled
}

/// The JSON Schema of a file as it is printed.
pub fn schema_text(file: FileKind) -> String {
    format!("{:#}\n", schema(file).to_value())
}
