//! The files that a record and its workspace are made of.

/// The files that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// The YOT, the fieldwork week, dates set by hand.
    Inspection,
    /// Who inspects.
    Team,
    /// Who is written to.
    Contacts,
    /// The selected cases.
    Cases,
    /// The judgements on the cases.
    Findings,
    /// What cannot wait for the report.
    Concerns,
    /// What somebody complained of.
    Complaints,
    /// The report.
    Report,
    /// The check of the draft report for factual accuracy.
    Accuracy,
    /// The report as it was sent as a draft; the program writes it.
    ReportDraft,
    /// What identifies children.
    Children,
    /// What has been issued; the program writes it.
    Issued,
    /// When children's data was destroyed; the program writes it.
    Destroyed,
    /// The workspace's settings; not part of any one record.
    Settings,
}

impl FileKind {
    /// The files of an inspection's folder, in the order in which an officer fills them.
    pub const RECORD: [Self; 13] = [
        Self::Inspection,
        Self::Team,
        Self::Contacts,
        Self::Cases,
        Self::Findings,
        Self::Concerns,
        Self::Complaints,
        Self::Report,
        Self::Accuracy,
        Self::ReportDraft,
        Self::Children,
        Self::Issued,
        Self::Destroyed,
    ];

    /// The files of an inspection and of the workspace: all that there are.
    pub const ALL: [Self; 14] = [
        Self::Inspection,
        Self::Team,
        Self::Contacts,
        Self::Cases,
        Self::Findings,
        Self::Concerns,
        Self::Complaints,
        Self::Report,
        Self::Accuracy,
        Self::ReportDraft,
        Self::Children,
        Self::Issued,
        Self::Destroyed,
        Self::Settings,
    ];

    /// The file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inspection => "inspection.toml",
            Self::Team => "team.toml",
            Self::Contacts => "contacts.toml",
            Self::Cases => "cases.toml",
            Self::Findings => "findings.toml",
            Self::Concerns => "concerns.toml",
            Self::Complaints => "complaints.toml",
            Self::Report => "report.toml",
            Self::Accuracy => "accuracy.toml",
            Self::ReportDraft => "report-draft.toml",
            Self::Children => "children.private.toml",
            Self::Issued => "issued.toml",
            Self::Destroyed => "destroyed.toml",
            Self::Settings => "sqspack.toml",
        }
    }

    /// The name of its schema's file: `inspection.json`.
    pub fn schema_name(self) -> String {
        self.name().replace(".toml", ".json")
    }

    /// Whether the file names children, so that no message may quote it.
    pub fn is_private(self) -> bool {
        self == Self::Children
    }
}
