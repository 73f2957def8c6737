//! The codes of all messages, stable for ever: a code that is no longer used is not given out again. `SQS0401` is gone.
//!
//! The hundreds tell the room: 00 files and syntax, 01 people, 02 cases and schedule, 03 dates, 04 children, 05 templates
//! and rendering, 06 the calendar file, 07 Welsh and English, 08 the long-list that comes back, 09 the sample, 10 the
//! information in advance, 11 the ledger, 12 the findings, 13 destroyed data and the sealed children's file, 14 the prose
//! of the report, 16 concerns and complaints, 17 the judgement sheets that come back, 18 the check for factual accuracy.

use serde::Serialize;

/// Whether a problem stops the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The pack is not built until it is mended.
    Error,
    /// The pack is built; a person should look.
    Warning,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `SQS0301`
    pub id: &'static str,
    /// Whether it stops the pack.
    pub severity: Severity,
    /// The kind of problem in a few words.
    pub title: &'static str,
}

macro_rules! codes {
    ($( $(#[$doc:meta])* $name:ident = $id:literal $severity:ident $title:literal; )*) => {
        $( $(#[$doc])* pub const $name: Code = Code { id: $id, severity: Severity::$severity, title: $title }; )*
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    /// A file that must be there is missing, or cannot be read.
    UNREADABLE = "SQS0001" Error "a file cannot be read";
    /// A line that is no TOML.
    SYNTAX = "SQS0002" Error "a line that cannot be read";
    /// A key that the record does not know.
    UNKNOWN_KEY = "SQS0003" Error "a key that is not known here";
    /// A key that must be there is not.
    MISSING_KEY = "SQS0004" Error "something that is needed is missing";
    /// A value of the wrong kind: text for a date, say.
    WRONG_TYPE = "SQS0005" Error "a value of the wrong kind";
    /// A word that is not one of the choices.
    UNKNOWN_CHOICE = "SQS0006" Error "a word that is not one of the choices";
    /// Text that is empty.
    EMPTY_TEXT = "SQS0007" Error "text that is empty";
    /// A character that the documents' font cannot show.
    UNSHOWABLE_CHARACTER = "SQS0008" Error "a character that the documents cannot show";
    /// A name, title or other one-line text that runs over several lines.
    LINE_BREAK = "SQS0009" Error "a line break where a single line is needed";
    /// A number or date outside the range that makes sense.
    OUT_OF_RANGE = "SQS0010" Error "a value outside the possible range";
    /// A file or folder that leads out of the workspace, or that is not a plain file.
    LEAVES_WORKSPACE = "SQS0011" Error "a path or link that leaves the workspace";
    /// A file in an inspection's folder that is not part of a record.
    UNKNOWN_FILE = "SQS0012" Warning "a file that is not part of the record";
    /// A text or a list that is longer than the program takes.
    TOO_LONG = "SQS0013" Error "a text or list that is too long";
    /// An entry of `[[settled]]` that no warning answers to, or that is for no warning.
    SETTLES_NOTHING = "SQS0014" Warning "a settled warning that is not there";
    /// The signs of an unfinished merge of two versions of a file.
    UNFINISHED_MERGE = "SQS0015" Error "an unfinished merge";
    /// A report or schedule that is called final and lacks something.
    FINAL_WITH_GAP = "SQS0016" Error "a final document with a gap";
    /// A file of the record that is there under another name alone.
    MISNAMED_FILE = "SQS0017" Error "a file of the record under another name";
    /// A folder's name that some systems cannot have, or take for another one's.
    UNUSABLE_NAME = "SQS0018" Error "a folder's name that cannot be used everywhere";
    /// A file of the record that has nothing in it, though a pack was made from it.
    EMPTIED_FILE = "SQS0019" Warning "a file that has lost its text";
    /// The address of a web page that is none.
    NOT_A_WEB_ADDRESS = "SQS0020" Error "not the address of a web page";

    /// Something that is not an e-mail address.
    NOT_AN_EMAIL = "SQS0101" Error "not an e-mail address";
    /// The team has no lead inspector.
    MISSING_PERSON = "SQS0102" Error "nobody holds a role that is needed";
    /// The same person is listed twice.
    DUPLICATE_PERSON = "SQS0103" Error "the same person twice";
    /// A local assessor comes from the inspected YOT (guidance §4).
    ASSESSOR_FROM_HERE = "SQS0104" Error "a local assessor from the inspected YOT";
    /// A DBS check that is older than three years at fieldwork (guidance §11.1).
    DBS_TOO_OLD = "SQS0105" Error "a DBS check that is too old";
    /// A team of a size that the programme does not have (guidance §11.1).
    TEAM_SIZE = "SQS0106" Warning "a team that the programme does not have";
    /// A local assessor's inspector who is not one of the team.
    UNKNOWN_PARTNER = "SQS0107" Error "a local assessor without an inspector";
    /// A chief executive of an authority that the YOT does not serve.
    UNKNOWN_AUTHORITY = "SQS0108" Error "an authority that is not the YOT's";
    /// A role of the other country.
    ROLE_OF_OTHER_COUNTRY = "SQS0109" Error "a role that this country does not have";
    /// The person has no e-mail address but is sent e-mail.
    NO_EMAIL = "SQS0110" Warning "no e-mail address for somebody who is written to";
    /// A site that the record does not list.
    UNKNOWN_SITE = "SQS0111" Error "a site that is not listed";
    /// No DBS check is recorded yet.
    DBS_UNKNOWN = "SQS0112" Warning "no DBS check recorded";
    /// An authority of the YOT whose chief executive is not among the contacts.
    AUTHORITY_UNCOVERED = "SQS0113" Warning "an authority without its chief executive";
    /// A contact who has no role in the inspection, so that no message goes to them.
    NO_ROLE = "SQS0114" Warning "a contact without a role";
    /// Somebody in the team has several sites, but not one for each day of fieldwork.
    SITES_BY_DAY = "SQS0115" Error "another number of sites than days";
    /// Nobody holds a role that the announcement is sent to (guidance §2 and §10.1).
    VACANT_ROLE = "SQS0120" Warning "a post that nobody holds";
    /// Two contacts have one e-mail address.
    SHARED_MAILBOX = "SQS0121" Warning "two people with one e-mail address";
    /// The lead inspector supervises a local assessor.
    LEAD_SUPERVISES = "SQS0122" Warning "a local assessor with the lead inspector";
    /// Nobody holds a role that gets a copy of the letter or of the report (guidance §2, §3.5 and §10.4).
    NOT_COPIED = "SQS0123" Warning "nobody in a role that gets a copy";
    /// More people in a post than it has places.
    HELD_TWICE = "SQS0124" Warning "two people in one post";
    /// A local assessor works in another office than the inspector whom they observe (guidance Appendix B).
    APART_FROM_INSPECTOR = "SQS0125" Warning "a local assessor away from their inspector";
    /// A case manager's office whose name is almost that of a site.
    NEAR_SITE = "SQS0126" Warning "an office that is almost a site";
    /// One name in two spellings that count as the same.
    WRITTEN_IN_TWO_WAYS = "SQS0127" Warning "a name that is written in two ways";
    /// A word that says that something is not known, where a document prints it.
    PLACEHOLDER = "SQS0128" Warning "a word for what is not known";
    /// A name with the family name before the first name.
    NAME_TURNED = "SQS0129" Warning "a name with the family name first";
    /// A salutation that is a name alone.
    NO_GREETING = "SQS0130" Warning "a salutation without its greeting";
    /// A postal address with all its lines in one.
    ADDRESS_IN_ONE_LINE = "SQS0131" Warning "a postal address in one line";
    /// An e-mail address that ends with a name of a machine.
    EMAIL_WITHOUT_ENDING = "SQS0132" Warning "an e-mail address without an ending";
    /// An address at a domain that nobody has listed.
    UNKNOWN_DOMAIN = "SQS0140" Warning "an address at a domain that is not listed";
    /// A mailbox at a provider that gives one to anybody.
    PRIVATE_MAILBOX = "SQS0141" Warning "a private mailbox";
    /// A private mailbox as an address for what is OFFICIAL-SENSITIVE.
    PRIVATE_MAILBOX_FOR_SECURE = "SQS0142" Error "a private mailbox for secure mail";
    /// A domain that can be taken for another.
    LOOKALIKE_DOMAIN = "SQS0143" Warning "a domain that looks like another";
    /// Something that is no domain in a list of domains.
    NOT_A_DOMAIN = "SQS0144" Warning "a line that is no domain";
    /// One person with two addresses in two records.
    OTHER_ADDRESS = "SQS0145" Warning "another address than in another inspection";
    /// Contacts that are those of another YOT.
    COPIED_CONTACTS = "SQS0146" Warning "contacts that were copied";

    /// Two cases with one HMIP ID.
    DUPLICATE_ID = "SQS0201" Error "two cases with one ID";
    /// The case is scheduled twice.
    SCHEDULED_TWICE = "SQS0202" Error "a case that is scheduled twice";
    /// The case has no slot though the schedule has been begun.
    NOT_SCHEDULED = "SQS0203" Warning "a case that is not scheduled";
    /// Two cases in one slot.
    SLOT_TAKEN = "SQS0204" Error "two cases in one slot";
    /// A slot that nobody in the team has.
    UNKNOWN_SLOT = "SQS0205" Error "a slot that does not exist";
    /// A case manager who would be in two places.
    IN_TWO_PLACES = "SQS0206" Error "a case manager in two places";
    /// A case manager who is away on that day.
    CASE_MANAGER_AWAY = "SQS0207" Error "a case manager who is away";
    /// A case manager whom the record does not list.
    UNKNOWN_CASE_MANAGER = "SQS0208" Error "a case manager who is not listed";
    /// More cases than the team has slots for.
    TEAM_CANNOT_HOLD = "SQS0209" Error "a team that cannot hold the cases";
    /// Another number of cases of a tier than is to be inspected.
    TIER_COUNT = "SQS0210" Warning "another number of cases than planned";
    /// The case manager is back from absence on that day (guidance §10.4).
    FIRST_DAY_BACK = "SQS0211" Warning "an interview on the first day back";
    /// The split by tier of `[sample]` adds up to another number than the team inspects.
    SPLIT_DOES_NOT_ADD_UP = "SQS0212" Error "a split that does not add up";
    /// One case manager has many cases and another few or none (guidance §10.4).
    UNEVEN_CASES = "SQS0213" Warning "cases that are unevenly shared";
    /// An interview in another office than the case manager's.
    OTHER_BUILDING = "SQS0214" Warning "an interview in another building";
    /// A case manager who cannot get the link to the survey (guidance §11.8).
    NO_SURVEY_ADDRESS = "SQS0215" Warning "a case manager without an e-mail address";
    /// A case in a slot of a member of the team who cannot inspect then.
    INSPECTOR_AWAY = "SQS0216" Error "an inspector who is away";
    /// An interview about a case that has no case manager.
    NO_INTERVIEWEE = "SQS0217" Error "an interview with nobody";
    /// A case that is pinned to its slot and has none.
    PIN_WITHOUT_SLOT = "SQS0218" Error "a pinned case without a slot";
    /// Hours that end before they begin.
    HOURS_BACKWARD = "SQS0219" Error "hours that end before they begin";
    /// A day that a case manager is away and that no interview can fall on.
    DAY_WITHOUT_EFFECT = "SQS0220" Warning "a day that has no effect";
    /// A working time that is no day, morning or afternoon.
    WORKING_TIME = "SQS0221" Error "a working time that cannot be read";
    /// A case in whose place another has come, and that is selected still.
    REPLACED_AND_SELECTED = "SQS0222" Error "a replaced case that is selected";

    /// Fieldwork that does not start on a Monday (guidance §3.3).
    NOT_A_MONDAY = "SQS0301" Error "fieldwork that does not start on a Monday";
    /// Fieldwork that ends before it starts, or in another week.
    FIELDWORK_LENGTH = "SQS0302" Error "fieldwork of an impossible length";
    /// The rule by weekday and the rule by working days give different dates, and nobody has settled it by hand.
    RULES_PART = "SQS0303" Warning "two rules that give two dates";
    /// A date that is not a working day.
    NOT_A_WORKING_DAY = "SQS0304" Warning "a date that is not a working day";
    /// A milestone of the other country.
    MILESTONE_OF_OTHER_COUNTRY = "SQS0305" Error "a date that this country does not have";
    /// Fieldwork days that are set in `[dates]` instead of `[fieldwork]`.
    FIELDWORK_BY_HAND = "SQS0306" Error "fieldwork is set in one place only";
    /// Milestones in an order that cannot be.
    DATES_OUT_OF_ORDER = "SQS0307" Error "dates in an impossible order";
    /// A bank holiday in the week of fieldwork, beyond the days of fieldwork.
    BANK_HOLIDAY_WEEK = "SQS0308" Warning "a bank holiday in the fieldwork week";
    /// Fieldwork or publication before an election.
    PRE_ELECTION = "SQS0309" Warning "a date in a pre-election period";
    /// A date when the YOT or the office is closed.
    CLOSED = "SQS0310" Warning "a date on which somebody is closed";
    /// A publication in a recess.
    RECESS = "SQS0311" Warning "a publication in a recess";
    /// A report that goes for translation before factual inaccuracies are back (guidance §14.3 and §15).
    TRANSLATION_EARLY = "SQS0312" Warning "a translation of a draft that may still change";
    /// Somebody who inspects in two places in one week.
    SHARED_PERSON = "SQS0313" Warning "one person in two inspections of one week";
    /// A closure of an inspection that there is not.
    UNKNOWN_INSPECTION = "SQS0314" Warning "a closure of an unknown inspection";
    /// A date that gives way to a bank holiday (guidance §10.2, §10.4 and §15).
    MOVED_TO_WORKING_DAY = "SQS0315" Warning "a date moved off a bank holiday";
    /// A date set by hand in another week than the rule has, as when fieldwork has moved since.
    OTHER_WEEK = "SQS0316" Warning "a date set by hand for another week";
    /// Things done in an order that cannot be.
    DONE_OUT_OF_ORDER = "SQS0317" Warning "days of `done` in an impossible order";
    /// A `[[change]]` that does not say from what to what.
    CHANGE_INCOMPLETE = "SQS0318" Error "a change that does not say enough";
    /// A `[[change]]` that says other than the record.
    CHANGE_NOT_MADE = "SQS0319" Error "a change that the record does not show";
    /// Fieldwork is postponed, and nobody knows to which day.
    NO_NEW_DAY = "SQS0320" Warning "fieldwork that is postponed without a new day";
    /// The announcement was made on another day than the documents say (guidance §10.1).
    ANNOUNCED_ON_ANOTHER_DAY = "SQS0321" Warning "an announcement on another day than the documents say";

    /// A child's name, date of birth or system ID, or a confidential note, where it may not stand.
    CHILD_NAMED = "SQS0402" Error "a child's data in a document";
    /// A child whose HMIP ID is not among the cases.
    UNKNOWN_CHILD = "SQS0403" Error "a child without a case";
    /// Somebody who may be named bears the full name of a child.
    NAMESAKE = "SQS0404" Warning "somebody with the name of a child";
    /// A word in what people typed that may be the name of a child.
    PERHAPS_A_CHILD = "SQS0405" Warning "a word that may be a child's name";
    /// The children's file, or a copy of it, under another name.
    PRIVATE_FILE_ASTRAY = "SQS0406" Error "a children's file under another name";
    /// The children's file is in git.
    PRIVATE_FILE_IN_GIT = "SQS0407" Error "a children's file in git";
    /// A key that belongs into the children's file stands in another.
    CHILD_KEY_ASTRAY = "SQS0408" Error "what identifies a child in another file";
    /// The children's file has lost its children.
    CHILDREN_LOST = "SQS0409" Error "a children's file that has lost its children";
    /// A sentence that began outside the case window of its tier (guidance Appendix A).
    OUTSIDE_WINDOW = "SQS0411" Warning "a sentence outside the case window";
    /// An order that belongs to another tier.
    TIER_OF_OTHER_ORDER = "SQS0412" Warning "an order of another tier";
    /// An age at sentence that no child can have had.
    IMPOSSIBLE_AGE = "SQS0413" Warning "an age that cannot be";
    /// Git would take the children's file, because nothing tells it not to.
    PRIVATE_FILE_NOT_IGNORED = "SQS0414" Warning "a children's file that git does not ignore";
    /// Git does not say whether it tracks the children's file.
    GIT_UNASKED = "SQS0415" Warning "a children's file about which git cannot be asked";

    /// A template that cannot be read or rendered.
    TEMPLATE = "SQS0501" Error "a template that cannot be rendered";
    /// A catalogue entry that is wrong.
    CATALOGUE = "SQS0502" Error "an entry in the catalogue that is wrong";
    /// A document that the compiler refuses.
    DOCUMENT = "SQS0503" Error "a document that cannot be made";
    /// A document that has more pages than are meant.
    TOO_MANY_PAGES = "SQS0504" Warning "a document that is too long";
    /// Typst warns of a document from a workspace's own template.
    TYPST_WARNING = "SQS0505" Warning "a template that Typst warns of";
    /// Templates of a workspace's own that nobody here has confirmed.
    UNCONFIRMED_TEMPLATES = "SQS0506" Error "templates that nobody here has confirmed";
    /// A text that is cut off in a document, or runs over another.
    CROWDED_TEXT = "SQS0507" Warning "a text that has no room in a document";

    /// A date has moved against the calendar file that was made before, and its sequence number has not risen.
    REVISION_NOT_RAISED = "SQS0601" Warning "a date that moved without a new revision";

    /// A text of the record that a Welsh document needs is there in English alone.
    WELSH_MISSING = "SQS0701" Warning "a text without its Welsh";
    /// A document that is due in two languages and has no template in one of them.
    VARIANT_MISSING = "SQS0702" Error "a document without one of its languages";
    /// Somebody wants a language in which the inspection's documents are not made.
    LANGUAGE_NOT_MADE = "SQS0703" Warning "a language that this inspection is not in";
    /// A list in Welsh that is not as long as the list in English.
    WELSH_LIST_DIFFERS = "SQS0704" Error "two lists that should be of one length";
    /// A field that a template uses in one language and not in the other.
    FIELDS_DIFFER = "SQS0705" Error "a field that one language has alone";
    /// A Welsh template that was agreed against another English text than there is now, or never.
    NOT_AGREED = "SQS0706" Warning "a translation that is not agreed";
    /// English in a Welsh template.
    ENGLISH_LEFT = "SQS0707" Error "text left in English in a Welsh template";
    /// A term that is not in the glossary's form.
    NOT_THE_TERM = "SQS0708" Warning "another term than the glossary's";
    /// A term of the glossary that no translator has confirmed.
    UNCONFIRMED = "SQS0709" Warning "a term that is not confirmed";
    /// Welsh that is as new as its English, and that no translator has agreed.
    WELSH_UNCONFIRMED = "SQS0710" Warning "a translation that no translator has agreed";
    /// An inspection in Wales whose documents are in English alone (guidance §1).
    WELSH_LEFT_OUT = "SQS0715" Warning "an inspection in Wales without Welsh";
    /// Findings that are more in one language than in the other.
    FINDINGS_DIFFER = "SQS0716" Warning "findings that differ in number between languages";
    /// A contact's language that changes nothing.
    LANGUAGE_WITHOUT_EFFECT = "SQS0717" Warning "a language that has no effect";
    /// A Welsh text of the record with an ampersand.
    WELSH_AMPERSAND = "SQS0718" Warning "an ampersand in a Welsh text";

    /// A file that cannot be read as the long-list.
    NOT_A_LIST = "SQS0801" Error "a file that cannot be read as the list";
    /// A sheet of the long-list without headings, with too many rows, or damaged.
    SHEET_UNREADABLE = "SQS0802" Error "a sheet that cannot be read";
    /// A column that a sheet of the long-list lacks.
    COLUMN_MISSING = "SQS0803" Warning "a column that is missing";
    /// A row that was not taken because it does not say whose sentence it is.
    NOT_A_CASE = "SQS0804" Error "a row without a name";
    /// A total, a note or a column of the YOT's own.
    LEFT_OUT = "SQS0805" Warning "something beside the list that was left out";
    /// A cell that every case needs and that is empty.
    EMPTY_CELL = "SQS0806" Warning "a cell that is empty";
    /// A date that can be read in two ways.
    UNCLEAR_DATE = "SQS0807" Warning "a date that can be read in two ways";
    /// Something that is no date.
    NOT_A_DATE = "SQS0808" Warning "something that is no date";
    /// A word that is none of the code list.
    NOT_IN_LIST = "SQS0809" Warning "a value that is none of the list";
    /// An ID that a spreadsheet may have changed, or that two children have.
    DOUBTFUL_ID = "SQS0810" Warning "an ID that may have been changed";
    /// A cell with an error, or a formula without its value.
    CELL_WITHOUT_VALUE = "SQS0811" Warning "a cell without a value";
    /// A hidden row, column or sheet that was read.
    HIDDEN = "SQS0812" Warning "something hidden that was read";
    /// Merged cells.
    MERGED = "SQS0813" Warning "merged cells";
    /// One sentence of one child in two rows.
    LISTED_TWICE = "SQS0814" Warning "a sentence that is listed twice";
    /// An order or ethnic group that was not in use then (guidance Appendix A).
    NOT_OF_ITS_TIME = "SQS0815" Warning "an order or group of another time";
    /// An Asset score and a level of the Scaled Approach that do not go together.
    SCORE_AND_LEVEL = "SQS0816" Warning "a score and a level that differ";
    /// A release without licence or reason (guidance Appendix A).
    RELEASE_UNCLEAR = "SQS0817" Warning "a release without licence or reason";
    /// A looked-after child without home or host authority, or the other way round.
    HOME_OR_HOST = "SQS0818" Warning "looked after without home or host";
    /// Dates of one row that cannot follow each other.
    DATES_CROSSED = "SQS0819" Warning "dates in an impossible order";
    /// One case manager in two spellings.
    MANAGER_SPELT_TWICE = "SQS0820" Warning "a case manager in two spellings";
    /// A case manager without e-mail address or line manager.
    MANAGER_INCOMPLETE = "SQS0821" Warning "a case manager without address or line manager";
    /// A case manager of whom the list does not say when they can come (guidance §11.5).
    NO_AVAILABILITY = "SQS0822" Warning "a case manager without availability";
    /// Availability that cannot be read.
    UNCLEAR_AVAILABILITY = "SQS0823" Warning "availability that cannot be read";
    /// A case manager of the list who has no case in it (guidance §10.4).
    MANAGER_WITHOUT_CASE = "SQS0824" Warning "a case manager without a case";
    /// Fewer cases of a tier than are to be selected.
    TOO_FEW_CASES = "SQS0825" Warning "fewer cases than are to be selected";

    /// A row of the long-list without reference or tier, or with an unknown case manager.
    ROW_NOT_CHOOSABLE = "SQS0901" Error "a row that cannot be chosen from";
    /// A row that lacks something that the choice looks at.
    ROW_INCOMPLETE = "SQS0902" Warning "a row that lacks what the choice looks at";
    /// A row that is pinned or barred and not in the list.
    DECISION_ON_NO_ROW = "SQS0903" Warning "a decision about a row that is not there";
    /// A row that is pinned and barred, or decided twice.
    DECIDED_TWICE = "SQS0904" Error "a row that is decided twice";
    /// A selected case whose row is not in the children's file any more.
    CASE_WITHOUT_ROW = "SQS0905" Warning "a selected case without its child";
    /// A selected case that differs from its row in tier or case manager.
    CASE_UNLIKE_ROW = "SQS0906" Warning "a selected case that differs from its row";
    /// A selected case whose row is barred, or a pinned row that is not selected.
    AGAINST_DECISION = "SQS0907" Warning "a sample against a decision";

    /// Two entries about one item of the information in advance, or one that has come and does not exist.
    INFORMATION_CONTRADICTS = "SQS1001" Error "information in advance that contradicts itself";
    /// The YOT has no structure chart (guidance §10.2).
    STRUCTURE_CHART_NEEDED = "SQS1002" Warning "no structure chart";
    /// An item of the information in advance that came before it was asked for.
    INFORMATION_OUT_OF_ORDER = "SQS1003" Warning "information in advance with days in an impossible order";

    /// An entry of the ledger that was edited, moved or taken out.
    LEDGER_CHANGED = "SQS1101" Error "a ledger that was changed";
    /// Entries that were added in two copies of the workspace.
    LEDGER_MERGED = "SQS1102" Warning "entries of two copies in one ledger";
    /// Somebody who was written to at another address.
    ADDRESS_SINCE_SENT = "SQS1103" Warning "another address than the last message went to";

    /// Findings about a case that is not among the selected ones.
    FINDINGS_OF_NO_CASE = "SQS1201" Error "findings about a case that is not selected";
    /// Two assessments of one case.
    ASSESSED_TWICE = "SQS1202" Error "a case that is assessed twice";
    /// An answer to a question that is not asked in this country, or that there is not.
    UNKNOWN_QUESTION = "SQS1203" Error "an answer to a question that is not asked";
    /// An answer that its question cannot have.
    UNKNOWN_ANSWER = "SQS1204" Error "an answer that there is not";
    /// Somebody assessed or interviewed who is not in the team.
    UNKNOWN_ASSESSOR = "SQS1205" Error "an assessor who is not in the team";
    /// A case manager who was interviewed about a case that was assessed without them.
    INTERVIEW_CONTRADICTS = "SQS1206" Error "an interview that was held and was not";

    /// Children's data that was destroyed and is here again (guidance §5).
    DESTROYED_IS_BACK = "SQS1301" Error "children's data that was destroyed and is here again";
    /// A destruction of children's data that was interrupted (guidance §5).
    DESTRUCTION_UNFINISHED = "SQS1302" Error "a destruction of children's data that was interrupted";

    /// The children's file is there only as a sealed one, which nobody has opened.
    SEALED_CLOSED = "SQS1351" Warning "a sealed children's file that was not opened";
    /// The sealed children's file cannot be opened.
    SEALED_UNREADABLE = "SQS1352" Error "a sealed children's file that cannot be opened";
    /// The children's file has changed since it was sealed.
    SEALED_OLDER = "SQS1353" Warning "a sealed children's file that is not the plain one";
    /// Two people have changed the sealed children's file, and git cannot join the two.
    SEALED_CONFLICT = "SQS1354" Error "two versions of a sealed children's file";

    /// Prose names a figure of a question that is not asked.
    UNKNOWN_FIGURE = "SQS1401" Error "a figure of no question";
    /// Prose names a figure that stands for too few cases.
    FIGURE_HIDDEN = "SQS1402" Error "a figure that must not be printed";
    /// Prose names a figure while judgements on the cases are missing.
    FIGURE_NOT_YET = "SQS1403" Error "a figure that is not there yet";
    /// The prose of the report names a case by its HMIP ID.
    CASE_NAMED = "SQS1404" Error "a case that the report names";
    /// The prose of the report names a case manager or a line manager.
    STAFF_NAMED = "SQS1405" Warning "a person on the staff whom the report names";
    /// A number of cases or children in the prose that is too small to be printed.
    SMALL_NUMBER = "SQS1406" Warning "a number that is too small to be printed";
    /// A figure in the prose that no figure of the findings is.
    FIGURE_CONTRADICTED = "SQS1407" Warning "a figure that the findings do not have";
    /// A withdrawn number that no paragraph of the commentary can have had.
    UNKNOWN_NUMBER = "SQS1408" Error "a number that no paragraph can have";

    /// A concern about a case that is not among the selected ones.
    CONCERN_OF_NO_CASE = "SQS1601" Error "a concern about a case that is not selected";
    /// A concern whose steps have days in an impossible order.
    CONCERN_OUT_OF_ORDER = "SQS1602" Error "a concern with days in an impossible order";
    /// An open alert of which no manager was told (guidance §13).
    ALERT_NOT_TOLD = "SQS1603" Warning "an alert of which no manager is told";
    /// A manager who was told before the case manager, without a reason (guidance §13).
    CASE_MANAGER_NOT_FIRST = "SQS1604" Warning "a case manager who is not told first";
    /// A concern that was closed without an answer.
    CLOSED_UNANSWERED = "SQS1605" Error "a concern that is closed without an answer";
    /// A final report over an open alert (guidance §13).
    FINAL_OVER_ALERT = "SQS1606" Error "a final report over an open alert";
    /// Somebody who saw or closed a concern and is not in the team.
    CONCERN_OF_NO_MEMBER = "SQS1607" Error "a concern of somebody who is not in the team";
    /// A complaint whose steps have days in an impossible order.
    COMPLAINT_OUT_OF_ORDER = "SQS1608" Error "a complaint with days in an impossible order";
    /// A complaint without the step that it has to have (guidance §8).
    COMPLAINT_INCOMPLETE = "SQS1609" Warning "a complaint that lacks a step";
    /// An observation of somebody who is not in the team (guidance §6).
    OBSERVED_NO_MEMBER = "SQS1610" Warning "an observation of somebody who is not in the team";

    /// A file that is no judgement sheet.
    NOT_JUDGEMENTS = "SQS1701" Error "a file that cannot be read as a judgement sheet";
    /// A judgement sheet without headings, or with too many rows.
    JUDGEMENTS_UNREADABLE = "SQS1702" Error "a judgement sheet that cannot be read";
    /// A judgement sheet that was made for another inspection.
    JUDGEMENTS_OF_ANOTHER = "SQS1703" Error "a judgement sheet of another inspection";
    /// A judgement sheet in which a column is missing.
    JUDGEMENTS_COLUMN_MISSING = "SQS1704" Warning "a judgement sheet without a column";
    /// A row, a column or a sheet beside the judgements, which is not taken.
    BESIDE_JUDGEMENTS = "SQS1705" Warning "something beside the judgements that was left out";
    /// A row of a case that is not selected, or of none.
    JUDGED_NO_CASE = "SQS1706" Error "a row of no selected case";
    /// A case of which the sheet says nothing yet.
    NOTHING_JUDGED = "SQS1707" Warning "a case without a judgement yet";
    /// A case of which the sheet does not say everything.
    JUDGEMENT_MISSING = "SQS1708" Warning "a case whose judgements are not complete";
    /// An answer that its question cannot have.
    ANSWER_NOT_OFFERED = "SQS1709" Warning "an answer that its question does not have";
    /// A name that is not in the team, or not among the case managers.
    PERSON_NOT_LISTED = "SQS1710" Warning "a name that the record does not have";
    /// A cell that shows an error, or a formula whose value was not kept.
    JUDGEMENT_WITHOUT_VALUE = "SQS1711" Warning "a judgement that shows no value";
    /// A hidden row, column or sheet of judgements, which was read.
    JUDGEMENTS_HIDDEN = "SQS1712" Warning "hidden judgements that were read";
    /// Merged cells of judgements.
    JUDGEMENTS_MERGED = "SQS1713" Warning "merged cells of judgements";
    /// A case with another tier than in the record.
    OTHER_TIER = "SQS1714" Warning "another tier than the record has";
    /// Two rows, or a row and what another sheet brought before, that disagree about a case.
    JUDGEMENTS_DISAGREE = "SQS1715" Error "two judgements of one case that disagree";
    /// A case manager who was interviewed about a case that was assessed without them.
    INTERVIEW_BOTH_WAYS = "SQS1716" Warning "a sheet with an interview that was held and was not";

    /// A point of accuracy about a paragraph that the report does not have.
    POINT_OF_NO_PARAGRAPH = "SQS1801" Error "a point about a paragraph that the report does not have";
    /// Two points of accuracy with one number.
    POINT_NUMBER_TWICE = "SQS1802" Error "two points with one number";
    /// A point of accuracy whose steps have days in an impossible order.
    POINT_OUT_OF_ORDER = "SQS1803" Error "a point with days in an impossible order";
    /// A decision on a point of accuracy without its reason or its day (guidance §14.3).
    DECISION_UNREASONED = "SQS1804" Error "a decision without its reason or its day";
    /// A point that was accepted, without the final words.
    POINT_WITHOUT_TEXT = "SQS1805" Warning "an accepted point without the final words";
    /// Final words of a point that the report does not have.
    TEXT_NOT_IN_REPORT = "SQS1806" Warning "final words that the report does not have";
    /// A final report over an open point of accuracy (guidance §14.3).
    FINAL_OVER_POINT = "SQS1807" Error "a final report over an open point of accuracy";
    /// A paragraph that differs from the draft, and nothing says why.
    UNEXPLAINED_EDIT = "SQS1808" Warning "an edit since the draft that nothing explains";
}

#[cfg(test)]
mod tests;
