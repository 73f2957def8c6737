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
mod read_file;
pub mod reader;
mod report;
mod retention_settings;
mod row_reference;
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
use std::sync::Arc;

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
pub use read_file::read_file;
pub use reader::MOST_ENTRIES;
pub use reader::Placed;
pub use report::{Commentary, PerCent, QualityAssurance, Reoffending, ReportFile, ReportState, WelshReport};
pub use retention_settings::RetentionSettings;
pub use row_reference::RowReference;
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

use crate::problem::{Place, Problem, SourceFile};
use keys::KeysOnce;
use read_file::RecordReader;
use reader::Field;

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
    /// The keys of the files, once somebody has asked for them.
    keys: KeysOnce,
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
        let mut files = RecordReader::new(&sources, mask);
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
            keys: KeysOnce::of(&sources),
            sources: Sources::new(),
        };
        let found = std::mem::take(&mut files.complaints);
        let record = Self { sources, ..record };
        let problems = found.into_iter().map(|finding| finding.into_problem(|at| record.place(at))).collect();
        (record, problems)
    }

    /// The place in the file that a value was read from.
    pub fn place(&self, at: &At) -> Place {
        let missing = || Arc::new(SourceFile::new(format!("inspections/{}/{}", self.folder, at.file.name()), ""));
        Place::new(self.sources.get(&at.file).cloned().unwrap_or_else(missing), at.start..at.end)
    }
}
