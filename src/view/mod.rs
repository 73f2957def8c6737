//! What templates see: one serialisable value for each inspection and language.
//!
//! A [`View`] is made from a checked record and its timeline and from nothing else. It holds no child: there is no field
//! in it that could carry a child's name, date of birth or system ID, so a template has none to print (guidance §10.4).
//! Every date comes ready-worded in the document's language; templates never format one themselves.

mod accuracy;
mod build;
mod cases;
mod changes;
mod distribution;
mod findings;
mod hours;
mod judgements;
mod lists;
mod matters;
mod naming;
mod people;
mod placed_cases;
mod preparation;
#[cfg(test)]
mod reference;
mod report;
mod sample;
pub mod schedule;
mod schedule_changes;
mod selected;
mod sites;
mod translation;
mod wording;

use std::ops::Deref;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::phrases::{DateView, TimeView};

pub use accuracy::{AccuracyPointView, AccuracyView, ChangedParagraphView, SinceDraftView, WordsView};
pub use build::{ViewBuilder, document_date};
pub use changes::{ChangeView, TouchedView};
pub use distribution::DistributionView;
pub use findings::{FigureView, FindingsThemeView, FindingsView, QuestionFiguresView};
pub use judgements::{AnswerListView, JudgementQuestionView, JudgementSheetView};
pub use matters::{ComplaintLetterView, EscalationView, MattersView};
pub use naming::{
    ChildView, ChildrenView, InspectorCasesView, LongListView, NamingView, SelectedCaseView, TemplateView,
};
pub use placed_cases::{LineManagerView, PlacedCaseView};
pub use preparation::{AgreedView, AwaitedView, InformationItemView, InformationView, ListReceivedView, PlanningView};
pub use sample::SampleView;
pub use schedule::ScheduleView;
pub use schedule_changes::{ChangedCaseView, FormerSlotView, LostInterviewView, ScheduleChangesView};
pub use translation::{PassageView, TranslationView};

/// Everything that a template may say about one inspection, in one language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct View {
    /// What is told of the file itself.
    #[serde(flatten)]
    pub file: FileParts,
    /// What is told in every file.
    #[serde(flatten, serialize_with = "itself")]
    pub shared: Arc<SharedParts>,
}

/// Serialises what is held in common as if it were not.
fn itself<T: Serialize, S: Serializer>(held: &Arc<T>, serializer: S) -> Result<S::Ok, S::Error> {
    held.as_ref().serialize(serializer)
}

impl Deref for View {
    type Target = SharedParts;

    fn deref(&self) -> &SharedParts {
        &self.shared
    }
}

/// The parts of a view that differ from file to file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FileParts {
    /// The document that is being rendered.
    pub document: DocumentView,
    /// The one team member, contact, case manager or site that a document made once for each of them is about.
    pub item: Option<serde_json::Value>,
    /// The inspectorate and its support office, from `sqspack.toml`.
    pub office: OfficeView,
    /// What the long-list has to cover, one entry a tier in the order first tier, community, custodial.
    pub tiers: Vec<TierView>,
    /// What the long-list leaves out, on the day of the announcement (guidance Appendix A).
    pub exceptions: Vec<String>,
    /// The messages of the pack and to whom each goes; only in a document that `messages` calls for.
    pub messages: Vec<MessageView>,
}

/// The parts of a view that are the same in every file of a language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SharedParts {
    /// Language of the words in this view: `en` or `cy`.
    pub language: &'static str,
    /// The languages that this inspection's documents are made in, in order: `cy`, `en`.
    pub languages: Vec<&'static str>,
    /// The inspection's reference: the name of its folder.
    pub reference: String,
    /// Where those who were inspected say how it was, from `sqspack.toml`.
    pub feedback: FeedbackView,
    /// The figures of the programme that documents quote, from `sqspack.toml`.
    pub programme: ProgrammeView,
    /// The inspected youth offending team.
    pub yot: YotView,
    /// The fieldwork week.
    pub fieldwork: FieldworkView,
    /// The milestones by name, with `_` for `-`: `dates.long_list_due.date.full`.
    pub dates: std::collections::BTreeMap<String, MilestoneView>,
    /// The milestones in order of their dates, without the translation where documents are made in one language.
    pub timeline: Vec<MilestoneView>,
    /// The bank holidays from the first milestone to the last.
    pub bank_holidays: Vec<BankHolidayView>,
    /// Number of cases that the inspection is planned for, all tiers together. What has been inspected is
    /// `selected_count`.
    pub case_count: u32,
    /// Number of cases in `cases.toml`; 0 until they have been selected.
    pub selected_count: u32,
    /// The tiers that have cases in `cases.toml`, each with the number of them.
    pub selected: Vec<SelectedView>,
    /// The words that the long-list offers to choose from, by list with `_` for `-`: `code_lists.scaled_approach`.
    pub code_lists: std::collections::BTreeMap<String, Vec<String>>,
    /// What is to be asked about the long-list that the YOT returned, by sheet and cell.
    pub questions: Vec<QuestionView>,
    /// The hours of the fieldwork, as the schedule has them.
    pub hours: HoursView,
    /// The inspection team.
    pub team: TeamView,
    /// Everyone in `contacts.toml`, in the order of the file.
    pub contacts: Vec<ContactView>,
    /// The contacts by role, with `_` for `-`: `roles.yot_manager[0].name`; every role is there, empty where nobody
    /// holds it. A person with several roles is in the list of each.
    pub roles: std::collections::BTreeMap<String, Vec<ContactView>>,
    /// The person to whom the confirmation letter is addressed: the first YOT manager.
    pub addressee: Option<ContactView>,
    /// The others who are sent a copy of the confirmation letter.
    pub letter_copies: Vec<ContactView>,
    /// Those to whom the report is copied, each once, in the order of the guidance (§3.5).
    pub report_copies: Vec<ContactView>,
    /// What is known of where the report goes.
    pub distribution: DistributionView,
    /// The selected cases by HMIP ID, without anything about a child.
    pub cases: Vec<CaseView>,
    /// The case managers, in the order of the file.
    pub case_managers: Vec<CaseManagerView>,
    /// The line managers of case managers who are interviewed, each with their team.
    pub line_managers: Vec<LineManagerView>,
    /// The selected cases that are in a slot, by time.
    pub placed_cases: Vec<PlacedCaseView>,
    /// The steps before the fieldwork that are still to be taken.
    pub awaited: AwaitedView,
    /// The planning meeting, from the announcement until it has been held, and for good once something was agreed there.
    pub planning: Option<PlanningView>,
    /// The long-list that is in, until cases are selected from it.
    pub list_received: Option<ListReceivedView>,
    /// What has come of the information in advance, once the record follows it.
    pub information: Option<InformationView>,
    /// How the sample was chosen, once a selected case has its row in the long-list.
    pub sample: Option<SampleView>,
    /// What has changed in the schedule since it last went out; nothing where nothing has.
    pub schedule_changes: Option<ScheduleChangesView>,
    /// Those whom a change touches that has not been told yet; nobody without a `[[change]]`.
    pub touched: Vec<TouchedView>,
    /// What the team still lacks, in words, once cases are selected.
    pub open_points: Vec<String>,
    /// One page for each member of the team, once a selected case has its slot.
    pub schedule: Option<ScheduleView>,
    /// What is asked about each case, on the sheets that inspectors fill in.
    pub judgement_sheet: JudgementSheetView,
    /// The figures about the findings, once a case is assessed.
    pub findings: Option<FindingsView>,
    /// What `report.toml` says; every part of it may be missing.
    pub report: ReportView,
    /// The check of the draft report for factual accuracy.
    pub accuracy: AccuracyView,
    /// What of the report is to be translated into Welsh, once its English can go to the translators.
    pub translation: Option<TranslationView>,
}

/// A message and to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MessageView {
    /// Its id in the catalogue.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its path in the pack.
    pub path: String,
    /// The day on which it is due.
    pub date: DateView,
    /// Its protective marking.
    pub marking: String,
    /// Whether it goes by secure mail.
    pub secure: bool,
    /// Its languages, in order: `cy`, `en`.
    pub languages: Vec<&'static str>,
    /// Who gets it, in the order of its head.
    pub readers: Vec<ReaderView>,
    /// Who gets the answers, or empty where the sender does.
    pub reply_to: String,
    /// The names of the files that go with it.
    pub attachments: Vec<String>,
}

/// Somebody who gets a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReaderView {
    /// Name.
    pub name: String,
    /// The address to which the message goes.
    pub address: String,
    /// `to`, `cc`, or `bcc` for a copy of which nobody else knows.
    pub line: &'static str,
    /// Why the person gets it: the word of the catalogue, such as `board-chair` or `team.members`.
    pub named: &'static str,
    /// The same as a role in words, or empty where it is none: `Chair of the Management Board`.
    pub role: String,
}

/// A question to the YOT about the long-list that it returned. It says where, and never what stands there.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuestionView {
    /// Name of the sheet, or empty.
    pub sheet: String,
    /// The cell, or empty.
    pub cell: String,
    /// The heading of the cell's column, or empty.
    pub heading: String,
    /// What is doubtful.
    pub what: String,
    /// What the YOT is asked.
    pub ask: String,
}

/// The document that is being rendered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DocumentView {
    /// Its id in the catalogue.
    pub id: String,
    /// Its title in this language, as in the catalogue.
    pub title: String,
    /// The name of its file in the pack: `timeline.pdf`.
    pub file: String,
    /// The protective marking in this language, at the top and bottom of every page and in an e-mail's subject.
    pub marking: String,
    /// Whether it goes out to be checked: a draft of the report, or a schedule that is not final. Its title says so too.
    pub is_draft: bool,
    /// The date that it bears: that of the milestone it serves.
    pub date: DateView,
    /// The last day after that on which something was decided that changes what people had been told, if anything was.
    pub changed: Option<DateView>,
    /// For a message: the attachments' titles, in order.
    pub attachments: Vec<AttachmentView>,
}

/// One attachment of a message.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AttachmentView {
    /// The attached document's title.
    pub title: String,
    /// The attached file's name.
    pub file: String,
}

/// The inspectorate and its support office.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfficeView {
    /// `HMI Probation`
    pub inspectorate: String,
    /// Full name for a letterhead: `Her Majesty's Inspectorate of Probation`, by the document's date.
    pub inspectorate_full: String,
    /// Address, one entry a line.
    pub address: Vec<String>,
    /// Telephone number of the office.
    pub telephone: String,
    /// The office's e-mail address.
    pub email: String,
    /// The same address if secure mail may go there, or empty.
    pub secure_email: String,
    /// Address of the web site, as printed.
    pub website: String,
    /// Who signs the report: name, or empty.
    pub report_from: String,
    /// Title of who signs the report.
    pub report_from_title: String,
}

/// Where those who were inspected say how it was (guidance §7): addresses of web pages, each empty where there is none.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FeedbackView {
    /// The confidential survey for case managers.
    pub survey: String,
    /// The evaluation by the manager of the inspected body.
    pub evaluation: String,
}

/// The figures of the programme that documents quote.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProgrammeView {
    /// `Short Quality Screening`
    pub name: String,
    /// `SQS`
    pub short_name: String,
    /// Weeks that a sentence must have run before the announcement.
    pub minimum_weeks: u32,
    /// Years for which a DBS check is accepted.
    pub dbs_years: u32,
    /// Minutes that a case takes.
    pub slot_minutes: u32,
    /// Minutes that the inspector reads alone before the case manager joins.
    pub reading_minutes: u32,
    /// Minutes at the end of a slot for writing up.
    pub writing_minutes: u32,
}

/// The inspected youth offending team.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YotView {
    /// Full name, as in letters.
    pub name: String,
    /// `england` or `wales`.
    pub country: String,
    /// The area for titles: `Aberford`.
    pub area: String,
    /// Where the team works, as one phrase: `in Aberford`; in Welsh the record's own, such as `yng Ngwynedd`, or the
    /// area alone where the record gives none.
    pub in_area: String,
    /// The local authorities that it serves.
    pub authorities: Vec<String>,
    /// The authorities as one phrase: `Aberford City Council and Brack Valley Council`.
    pub authorities_text: String,
    /// The offices where fieldwork takes place.
    pub sites: Vec<SiteView>,
    /// Name of the case management system, or empty where the record does not say.
    pub case_system: String,
}

/// An office where fieldwork takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SiteView {
    /// Name of the office.
    pub name: String,
    /// Address, one entry a line, without the name of the office.
    pub address: Vec<String>,
    /// The room in which interviews are held, or empty.
    pub room: String,
    /// Who is asked about the office, or empty.
    pub contact: String,
    /// E-mail address of who is asked, or empty.
    pub email: String,
    /// The same address if secure mail may go there, or empty.
    pub secure_email: String,
}

/// The fieldwork week.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FieldworkView {
    /// First day.
    pub starts: DateView,
    /// Last day.
    pub ends: DateView,
    /// `Monday 18 to Wednesday 20 January 2027`
    pub range: String,
    /// Every day of fieldwork.
    pub days: Vec<DateView>,
}

/// The hours of the fieldwork, worded: those of the schedule's grid, whether or not a case has its slot yet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HoursView {
    /// About when the team arrives on the first day: `1pm`.
    pub arrival: String,
    /// The briefing on health, safety and IT on the first day: `1:30pm to 2pm`.
    pub briefing: String,
    /// The lead inspector's meeting with the YOT manager on the first day: `2:15pm to 2:45pm`.
    pub opening_meeting: String,
    /// When the first case begins: `3pm`.
    pub first_case: String,
    /// When the lead inspector and the YOT manager meet on the last day: `4:30pm`.
    pub closing_meeting: String,
    /// When work begins on every other day: `9am`.
    pub work_starts: String,
    /// Until when it can go on: `5:30pm`.
    pub work_ends: String,
    /// From when the team needs the office on every day but the first: `8:30am`.
    pub access_from: String,
    /// Until when: `6pm`.
    pub access_until: String,
    /// Both in one phrase: `8:30am to 6pm`.
    pub access: String,
}

/// A bank holiday.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BankHolidayView {
    /// The day off.
    pub date: DateView,
    /// `Easter Monday`
    pub name: String,
}

/// A milestone with its date.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MilestoneView {
    /// `long-list-due`
    pub milestone: String,
    /// What happens, in a few words: `Long-list of cases due`.
    pub title: String,
    /// Who acts: `YOT`, `Lead inspector`, …
    pub who: String,
    /// The day.
    pub date: DateView,
    /// The last day after that on which something was decided that changes what people had been told, if anything was.
    pub changed: Option<DateView>,
    /// The time of day, where there is one.
    pub time: Option<TimeView>,
    /// The part of the day, where the guidance names that in the place of an hour: `close of business`; else empty.
    pub part: String,
    /// Day and time in one phrase: `midday on Thursday 7 January 2027`, `close of business on Wednesday 27 January 2027`,
    /// or the full date alone.
    pub when: String,
    /// Whether a person has set the date by hand.
    pub by_hand: bool,
    /// Whether the milestone was done before fieldwork was postponed, so that its date is the day on which it was done.
    pub is_kept: bool,
    /// Why it was set by hand, in that person's words, or empty.
    pub reason: String,
    /// Its sequence number in the calendar file, which rises when the date moves.
    pub sequence: u32,
}

/// What the long-list has to cover for one tier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TierView {
    /// `first-tier`, `community` or `custodial`.
    pub tier: String,
    /// `First tier`
    pub name: String,
    /// Number of cases of this tier that the inspection is planned for.
    pub count: u32,
    /// Months that the window goes back from its end.
    pub months: u32,
    /// Earliest day on which the sentence may have started.
    pub from: DateView,
    /// Latest day on which the sentence may have started.
    pub to: DateView,
    /// The earliest date of birth of somebody who was 17 on the first day of the window; older ones are not impossible.
    pub born_from: DateView,
    /// The latest date of birth of somebody who was 10 on its last day.
    pub born_to: DateView,
    /// The orders and sentences of this tier that could be passed at some time from the first day of its window to the
    /// document's date.
    pub orders: Vec<String>,
}

/// The selected cases of one tier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SelectedView {
    /// `first-tier`, `community` or `custodial`.
    pub tier: String,
    /// `First tier`
    pub name: String,
    /// How many there are.
    pub count: u32,
}

/// The inspection team.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TeamView {
    /// Number of people who inspect.
    pub size: u32,
    /// All who inspect, in the order of their schedule pages.
    pub members: Vec<MemberView>,
    /// The lead inspector.
    pub lead_inspector: Option<MemberView>,
    /// The support services officer, the YOT's named contact in the office.
    pub support_officer: Option<MemberView>,
    /// Whether a DBS check is recorded for everyone who inspects and is recent enough when fieldwork starts.
    pub all_dbs_checked: bool,
}

/// A member of the inspection team, or its support officer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MemberView {
    /// Name.
    pub name: String,
    /// `lead-inspector`, `inspector`, `local-assessor` or `support-officer`.
    pub role: String,
    /// `Lead inspector`, `Inspector`, `Local assessor`, `Support services officer`
    pub role_name: String,
    /// The label of the person's slots: `LI`, `AI2`, `LA`; empty for the support officer.
    pub label: String,
    /// The person's own title where the record gives one, else `role_name`.
    pub title: String,
    /// E-mail address, or empty.
    pub email: String,
    /// The address to which what is marked OFFICIAL-SENSITIVE may go, or empty.
    pub secure_email: String,
    /// Telephone number, or empty.
    pub telephone: String,
    /// For a local assessor: the YOT that they come from; else empty.
    pub home_yot: String,
    /// For a local assessor the inspector whom they work with, for an inspector their local assessor; else empty.
    pub paired_with: String,
    /// The selected cases that are in the person's slots, in the order of time.
    pub inspects: Vec<CaseView>,
}

/// Somebody who is written to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
pub struct ContactView {
    /// Name.
    pub name: String,
    /// Title of the post, as data: `Head of Youth Justice`; else the name of a role that is a post; empty where neither
    /// would say more than the name.
    pub title: String,
    /// Authority or body; empty where there is none and where the name says it.
    pub organisation: String,
    /// The person's roles, as in the record.
    pub roles: Vec<String>,
    /// The roles in words: `Chair of the Management Board`.
    pub role_names: Vec<String>,
    /// E-mail address, or empty.
    pub email: String,
    /// The address to which what is marked OFFICIAL-SENSITIVE may go, or empty.
    pub secure_email: String,
    /// Telephone number, or empty.
    pub telephone: String,
    /// Postal address, one entry a line; may be empty.
    pub address: Vec<String>,
    /// The whole salutation: `Dear Ms Marsh`.
    pub salutation: String,
    /// The language in which the person is written to: `welsh`, `english` or `both`.
    pub language: String,
}

/// A selected case, without anything about a child.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseView {
    /// HMIP ID.
    pub id: String,
    /// `first-tier`, `community` or `custodial`.
    pub tier: String,
    /// `First tier`
    pub tier_name: String,
    /// Name of the case manager, or empty where the case is inspected from its records alone.
    pub case_manager: String,
    /// `LI 3`, or empty.
    pub slot: String,
}

/// A case manager.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CaseManagerView {
    /// Name.
    pub name: String,
    /// E-mail address, or empty.
    pub email: String,
    /// The address to which what is marked OFFICIAL-SENSITIVE may go, or empty.
    pub secure_email: String,
    /// Telephone number, or empty.
    pub telephone: String,
    /// The office where the person is based, or empty.
    pub site: String,
    /// `welsh`, `english`, `both`, or empty: the language in which the person is written to.
    pub language: String,
    /// Name of the line manager, or empty.
    pub line_manager: String,
    /// HMIP IDs of the cases that the person presents.
    pub cases: Vec<String>,
    /// The interviews of the person, by time.
    pub interviews: Vec<PlacedCaseView>,
    /// Interviews of the schedule that went out last which do not take place any more, by HMIP ID (guidance §10.4).
    pub lost_interviews: Vec<LostInterviewView>,
}

/// What `report.toml` says. A list that is empty, or a value that is missing, is printed as a visible gap.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ReportView {
    /// Opening paragraphs of the section on context, beyond the standing text.
    pub context: Vec<ParagraphView>,
    /// Reoffending figures, once the record holds them.
    pub reoffending: Option<ReoffendingView>,
    /// Overall summary, paragraph by paragraph.
    pub summary: Vec<ParagraphView>,
    /// Comparison with the previous inspection.
    pub previous_inspection: Vec<ParagraphView>,
    /// The four themes of the commentary, always all four, in order.
    pub themes: Vec<ThemeView>,
    /// Paragraphs on operational management.
    pub operational_management: Vec<ParagraphView>,
    /// Key strengths.
    pub strengths: Vec<String>,
    /// Areas requiring improvement.
    pub improvements: Vec<String>,
    /// Who read the report as its quality assurance.
    pub quality_assurance: Vec<String>,
}

/// A paragraph of the report with the list that belongs to it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct ParagraphView {
    /// The number of a paragraph of the commentary, `1.2`; empty elsewhere.
    pub number: String,
    /// The paragraph, or empty where the list stands alone.
    pub text: String,
    /// The items of its list.
    pub items: Vec<String>,
}

/// Published reoffending figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReoffendingView {
    /// The YOT's rate in per cent, to one decimal: `37.5`.
    pub rate: String,
    /// The rate of the year before.
    pub previous: String,
    /// The rate of England and Wales.
    pub england_and_wales: String,
    /// `better`, `worse` or `same`: the YOT's rate against the year before (lower is better).
    pub against_previous: String,
    /// The same against England and Wales.
    pub against_england_and_wales: String,
    /// Where the figures come from, for the footnote.
    pub source: String,
    /// The cohort that they describe, for the footnote.
    pub cohort: String,
}

/// A theme of the report's commentary.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ThemeView {
    /// `reducing-reoffending`, `protecting-the-public`, `protecting-the-child`, `serving-the-sentence`
    pub theme: String,
    /// `Reducing the likelihood of reoffending`
    pub title: String,
    /// Numbered paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}
