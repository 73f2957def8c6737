//! The record: the types that people write in TOML, read with the place of every value.
//!
//! [`Record::read`] takes the text of the files and gives the record together with everything that is wrong with its
//! form. Whether what it says can be right is for [`crate::check`] to find.

mod accuracy;
mod address_slip;
mod answers;
mod assessments;
mod astray;
mod at;
mod calendar_choices;
mod cases;
mod changes;
mod child_keys;
mod children;
mod complaints;
mod concerns;
mod contacts;
mod days;
pub(crate) mod declare;
pub mod declared_keys;
mod destroyed;
mod domains;
mod email;
mod feedback_settings;
mod file_kind;
mod finding;
mod guard_settings;
mod headings;
mod inspection;
mod issued;
mod keyed;
mod keys;
mod language;
mod letters;
mod likely_key;
mod likely_value;
mod line_parts;
mod lines;
mod lists;
mod loose_lines;
mod mask;
mod mended;
mod merge;
mod moved;
mod normalise;
mod numbered_keys;
mod own_questions;
mod paragraph_slip;
mod periods;
mod preparation;
mod prose;
mod question_findings;
mod question_settings;
mod quoted_texts;
pub mod reader;
mod report;
mod retention_settings;
mod sample_findings;
mod sample_settings;
mod scalars;
mod schedule_settings;
mod schemas;
mod secure_mail;
mod separators;
mod settings;
mod settings_findings;
mod slip;
mod syntax;
mod team;
mod text;
pub mod text_entries;
mod value_headings;
mod value_slip;
mod wanted;
mod whole_file;
mod words;
mod working_times;
mod written;
mod wrong;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use toml::de::{DeTable, DeValue};

pub use accuracy::{AccuracyDecision, AccuracyFile, AccuracyPoint};
pub use address_slip::has_ending;
pub use answers::{CaseAnswer, CaseAnswers};
pub use assessments::{Assessment, FindingsFile};
pub use at::At;
pub use cases::{Barred, Before, Case, CaseManager, CasesFile, Pinned, ScheduleState, Unavailable};
pub use changes::{ArrangementChange, ChangeKind};
pub use children::{Child, ChildrenFile, HomeOrHost, Level, LongListSheet, ScaledApproach};
pub use complaints::{Complaint, ComplaintsFile};
pub use concerns::{Concern, ConcernKind, ConcernsFile};
pub use contacts::{Contact, ContactsFile, Role};
pub use declare::{EXAMPLE, to_json};
pub use destroyed::{Destroyed, DestroyedFile};
pub use domains::domain_of;
pub use email::Email;
pub use feedback_settings::FeedbackSettings;
pub use file_kind::FileKind;
pub use finding::{Finding, Findings, Places};
pub use inspection::{CalendarRevision, Fieldwork, HandDate, InspectionFile, Sample, Settled, Site, Yot};
pub use issued::{Issue, IssueWay, IssuedDocument, IssuedFile, IssuedTo};
pub use language::{Language, Preference, passages, unmarked};
pub use letters::{file_name_part, plain};
pub use mask::{Mask, folder_stand_in};
pub use normalise::{MOST_IN_LINE, MOST_IN_PARAGRAPH, canonical, is_line_break, normalise, single_spaced};
pub use periods::Period;
pub use preparation::{AgreedPoint, Information, InformationItem, Planning, Topic};
pub use prose::{Prose, ProseBlock, with_figures, without_figures};
pub use question_findings::question_settings;
pub use question_settings::{AnswerMeaning, AnswerSettings, QuestionSettings, Theme};
pub use reader::MOST_ENTRIES;
pub use reader::Placed;
pub use report::{Commentary, PerCent, QualityAssurance, Reoffending, ReportFile, ReportState, WelshReport};
pub use retention_settings::RetentionSettings;
pub use sample_findings::sample_settings;
pub use sample_settings::Goal;
pub use schedule_settings::ScheduleGoal;
pub use schemas::{schema, schema_text};
pub use settings::{OfficeSettings, ProgrammeSettings, Settings, SettingsFile, Split, TeamShape};
pub use settings_findings::{backward_periods, closures_of_nobody, no_web_addresses};
pub use team::{Inspector, LocalAssessor, SupportOfficer, TeamFile};
pub use text::{Line, LineText, Paragraph};
pub use working_times::{HalfDay, WorkingTime, half_day_of, weekday_of, working_times};
pub use written::{YEARS, is_placeholder};

use crate::problem::{Place, Problem, SourceFile, code};
use mended::MendedText;
use reader::{Field, Reader};

/// The text of a record's files, as far as they are there.
pub type Sources = BTreeMap<FileKind, Arc<SourceFile>>;

/// One inspection, as its folder has it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Name of the folder: the inspection's reference.
    pub folder: String,
    /// `inspection.toml`
    pub inspection: InspectionFile,
    /// `team.toml`
    pub team: TeamFile,
    /// `contacts.toml`
    pub contacts: ContactsFile,
    /// `cases.toml`
    pub cases: CasesFile,
    /// `findings.toml`
    pub findings: FindingsFile,
    /// `concerns.toml`
    pub concerns: ConcernsFile,
    /// `complaints.toml`
    pub complaints: ComplaintsFile,
    /// `report.toml`
    pub report: ReportFile,
    /// `accuracy.toml`
    pub accuracy: AccuracyFile,
    /// `report-draft.toml`
    pub report_draft: ReportFile,
    /// `children.private.toml`
    pub children: ChildrenFile,
    /// `issued.toml`
    pub issued: IssuedFile,
    /// `destroyed.toml`
    pub destroyed: DestroyedFile,
    /// Every text in the record with its place, normalised.
    pub texts: Vec<(At, String)>,
    /// The files that could not be read as TOML; what stands for them here is blank and says nothing.
    pub broken: Vec<FileKind>,
    /// Files in which something has not the form that it should have, those that are broken among them.
    pub faulty: Vec<FileKind>,
    /// The text of the files.
    pub sources: Sources,
}

impl Record {
    /// Reads a record from the text of its files, with everything that is wrong with their form.
    pub fn read(folder: &str, sources: Sources) -> (Self, Vec<Problem>) {
        Self::read_as(folder, sources, None)
    }

    /// Reads a record for a screen that others look at, under the name that its folder has there: each text has stand-ins for its
    /// words. Whoever wants to know what is wrong with it reads it as it is.
    pub fn read_masked(stand_in: &str, sources: Sources, mask: &Mask) -> Self {
        Self::read_as(stand_in, sources, Some(mask)).0
    }

    fn read_as(folder: &str, sources: Sources, mask: Option<&Mask>) -> (Self, Vec<Problem>) {
        let mut files = RecordReader {
            sources: &sources,
            mask,
            texts: Vec::new(),
            broken: Vec::new(),
            faulty: Vec::new(),
            complaints: Vec::new(),
        };
        let record = Self {
            folder: folder.to_owned(),
            inspection: files.read(FileKind::Inspection, InspectionFile::read_table, InspectionFile::blank),
            team: files.read(FileKind::Team, TeamFile::read_table, TeamFile::blank),
            contacts: files.read(FileKind::Contacts, ContactsFile::read_table, ContactsFile::blank),
            cases: files.read(FileKind::Cases, CasesFile::read_table, CasesFile::blank),
            findings: files.read(FileKind::Findings, FindingsFile::read_table, FindingsFile::blank),
            concerns: files.read(FileKind::Concerns, ConcernsFile::read_table, ConcernsFile::blank),
            complaints: files.read(FileKind::Complaints, ComplaintsFile::read_table, ComplaintsFile::blank),
            report: files.read(FileKind::Report, ReportFile::read_table, ReportFile::blank),
            accuracy: files.read(FileKind::Accuracy, AccuracyFile::read_table, AccuracyFile::blank),
            report_draft: files.read(FileKind::ReportDraft, ReportFile::read_table, ReportFile::blank),
            children: files.read(FileKind::Children, ChildrenFile::read_table, ChildrenFile::blank),
            issued: files.read(FileKind::Issued, IssuedFile::read_table, IssuedFile::blank),
            destroyed: files.read(FileKind::Destroyed, DestroyedFile::read_table, DestroyedFile::blank),
            texts: std::mem::take(&mut files.texts),
            broken: std::mem::take(&mut files.broken),
            faulty: std::mem::take(&mut files.faulty),
            sources: Sources::new(),
        };
        let complaints = std::mem::take(&mut files.complaints);
        let record = Self { sources, ..record };
        let problems = complaints.into_iter().map(|finding| finding.into_problem(|at| record.place(at))).collect();
        (record, problems)
    }

    /// The place in the file that a value was read from.
    pub fn place(&self, at: &At) -> Place {
        let missing = || Arc::new(SourceFile::new(format!("inspections/{}/{}", self.folder, at.file.name()), ""));
        Place::new(self.sources.get(&at.file).cloned().unwrap_or_else(missing), at.start..at.end)
    }
}

struct RecordReader<'s> {
    sources: &'s Sources,
    mask: Option<&'s Mask>,
    texts: Vec<(At, String)>,
    broken: Vec<FileKind>,
    faulty: Vec<FileKind>,
    complaints: Vec<Finding>,
}

impl RecordReader<'_> {
    fn read<T>(
        &mut self,
        file: FileKind,
        read: impl Fn(&DeTable<'_>, std::ops::Range<usize>, &mut Reader) -> T,
        blank: impl FnOnce(At) -> T,
    ) -> T {
        let nothing = At { file, start: 0, end: 0 };
        let Some(source) = self.sources.get(&file) else { return blank(nothing) };
        let read = |table: &DeTable<'_>, span, reader: &mut Reader| {
            reader.mask = self.mask.cloned();
            read(table, span, reader)
        };
        match read_file(file, &source.text, read) {
            Ok((value, texts, complaints)) => {
                // A hash is no text, though its digits may spell something.
                self.texts.extend(texts.into_iter().filter(|(_, text)| file != FileKind::Issued || !is_hash(text)));
                self.faulty.extend((!complaints.is_empty()).then_some(file));
                self.complaints.extend(complaints);
                value
            }
            Err(complaints) => {
                self.broken.push(file);
                self.faulty.push(file);
                self.complaints.extend(complaints);
                blank(nothing)
            }
        }
    }
}

/// Whether a text of the ledger is a hash, or the name of a commit.
fn is_hash(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

/// What a file's text gives: the value, every text in it, and what is wrong with its form.
type FileRead<T> = Result<(T, Vec<(At, String)>, Vec<Finding>), Vec<Finding>>;

/// Reads one file; where it is not TOML, gives all of its errors instead.
pub fn read_file<T>(
    file: FileKind,
    text: &str,
    read: impl Fn(&DeTable<'_>, std::ops::Range<usize>, &mut Reader) -> T,
) -> FileRead<T> {
    let mut reader = Reader::new(file, text);
    if whole_file::complain(text, &mut reader) {
        return Err(reader.into_complaints());
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax::complain(text, known_schema(file), &|name| is_of_another_file(name, file), &mut reader);
        return Err(reader.into_complaints());
    }
    let value = read(table.get_ref(), 0..0, &mut reader);
    if !reader.has_complaints() {
        return finished(table.get_ref(), value, reader);
    }
    if let Some(other) = moved::pasted(table.get_ref(), file, known_schema) {
        let mut reader = Reader::new(file, text);
        let message = format!("this is the text of `{}`", other.name());
        let help = format!(
            "put the text of `{}` back: undo the change in the editor, or take the file from a copy",
            file.name()
        );
        let first = table.get_ref().keys().map(|key| key.span()).min_by_key(|span| span.start).unwrap_or(0..0);
        reader.complain(code::UNKNOWN_KEY, first, message, help);
        return Err(reader.into_complaints());
    }
    // A heading in another form than the file's makes strangers of all below it: it is told, and the file read without it.
    let schema = known_schema(file);
    let (mut mended, mut of_headings) = (MendedText::new(text), Reader::new(file, text));
    let elsewhere = |name: &str| is_of_another_file(name, file);
    if !syntax::complain_of_headings(&mut mended, schema, &elsewhere, &mut of_headings) {
        return checked(table.get_ref(), file, schema, value, reader);
    }
    let text = mended.text();
    let (table, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() || mended.is_guess() {
        return Err(of_headings.into_complaints());
    }
    let mut reader = Reader::of_mended(file, &mended, of_headings.into_complaints());
    let value = read(table.get_ref(), 0..0, &mut reader);
    checked(table.get_ref(), file, schema, value, reader)
}

/// The schema of a file, for what messages say of its keys. Only a file with a mistake asks for it, and a folder may have many.
fn known_schema(file: FileKind) -> &'static serde_json::Value {
    static SCHEMAS: [OnceLock<serde_json::Value>; FileKind::ALL.len()] =
        [const { OnceLock::new() }; FileKind::ALL.len()];
    SCHEMAS[file as usize].get_or_init(|| schema(file).to_value())
}

/// Whether a heading is one of another file than this.
fn is_of_another_file(heading: &str, file: FileKind) -> bool {
    let has = |other: &FileKind| *other != file && known_schema(*other)["properties"].get(heading).is_some();
    FileKind::ALL.iter().any(has)
}

/// What was read, if it says enough.
fn checked<T>(
    table: &DeTable<'_>,
    file: FileKind,
    schema: &serde_json::Value,
    value: T,
    mut reader: Reader,
) -> FileRead<T> {
    moved::explain(table, file, known_schema, &mut reader);
    if astray::complain(table, schema, &mut reader) || reader.knows_too_little() {
        return Err(reader.into_complaints());
    }
    finished(table, value, reader)
}

fn finished<T>(table: &DeTable<'_>, value: T, reader: Reader) -> FileRead<T> {
    let mut texts = Vec::new();
    for value in table.values() {
        collect_texts(value, &reader, &mut texts);
    }
    Ok((value, texts, reader.into_complaints()))
}

/// Gathers every text. It follows the nesting, which the TOML parser holds under 80 levels.
fn collect_texts(value: &serde_spanned::Spanned<DeValue<'_>>, reader: &Reader, texts: &mut Vec<(At, String)>) {
    match value.get_ref() {
        DeValue::String(text) => texts.push((reader.at(value.span()), normalise(text).into_owned())),
        DeValue::Array(values) => values.iter().for_each(|value| collect_texts(value, reader, texts)),
        DeValue::Table(table) => table.values().for_each(|value| collect_texts(value, reader, texts)),
        _ => {}
    }
}
