//! The description of a workbook, as a template writes it.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_spanned::Spanned;

/// A whole workbook.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Description {
    /// Protective marking: the first cell of every sheet, and the head and foot of every printed page.
    pub marking: String,
    /// The sheets, in order.
    pub sheet: Vec<Sheet>,
    /// The lists that columns of kind `list` offer, which get a sheet of their own after all others.
    pub code_lists: Option<CodeLists>,
}

/// A sheet: lines of text, and below them a table when it has columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Sheet {
    /// Name on the tab, at most 31 characters.
    pub name: Spanned<String>,
    /// What the sheet says of itself to the program that reads it when it comes back, in a hidden row above the headings: parts
    /// that stand there with colons between.
    #[serde(default)]
    pub marker: Vec<Spanned<String>>,
    /// The second cell, below the marking.
    pub title: String,
    /// Paper to print on.
    #[serde(default)]
    pub paper: Paper,
    /// How the paper lies; a sheet with a table lies on its side unless it says otherwise.
    pub orientation: Option<Orientation>,
    /// Widths of the two columns of a sheet without a table, in characters: labels, and what they label.
    #[serde(default = "text_widths")]
    pub widths: [u16; 2],
    /// Lines of text. A sheet with a table has them above it, each on a single line.
    #[serde(default)]
    pub text: Vec<TextLine>,
    /// The table's columns.
    #[serde(default)]
    pub column: Vec<Column>,
    /// Rows that are filled in already.
    #[serde(default)]
    pub row: Vec<Row>,
    /// Number of empty rows prepared below them.
    #[serde(default)]
    pub blank_rows: u32,
    /// Number of columns at the left that stay in view, with the headings, when the sheet is scrolled.
    #[serde(default)]
    pub freeze_columns: u16,
}

fn text_widths() -> [u16; 2] {
    [30, 95]
}

/// Paper to print on.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Paper {
    /// For text, and tables of a few columns.
    #[default]
    A4,
    /// For tables of many columns.
    A3,
}

/// How the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Orientation {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

/// A line of text: a table with a single key.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TextLine {
    /// A heading over what follows.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A label and what it labels.
    Pair([String; 2]),
    /// The names of sheets: every heading of their tables once, as a label, with its explanation.
    Guide(Vec<Spanned<String>>),
}

/// A column of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Column {
    /// The column's name for the program that reads the sheet when it comes back, in a hidden row above the headings. It
    /// stays the same whatever the language of the heading.
    pub field: Option<Spanned<String>>,
    /// Heading.
    pub heading: Spanned<String>,
    /// What belongs in the column: shown beside a selected cell, and by a `guide` line.
    #[serde(default)]
    pub explanation: String,
    /// A few words above the heading.
    #[serde(default)]
    pub note: String,
    /// Width in characters; each kind has its own where this is missing.
    pub width: Option<u16>,
    /// What may be typed.
    #[serde(default)]
    pub kind: ColumnKind,
    /// For a list: the name of the code list.
    pub list: Option<Spanned<String>>,
    /// For a date: the earliest.
    pub from: Option<Spanned<NaiveDate>>,
    /// For a date: the latest.
    pub to: Option<Spanned<NaiveDate>>,
    /// For an integer: the least.
    pub minimum: Option<Spanned<i32>>,
    /// For an integer: the greatest.
    pub maximum: Option<Spanned<i32>>,
    /// Whether every row has to have it: its heading is darker, and an empty cell in a row that has been begun is tinted.
    #[serde(default)]
    pub required: bool,
    /// Title of the message about a value that does not fit.
    #[serde(default)]
    pub error_title: String,
    /// The message about a value that does not fit.
    #[serde(default)]
    pub error_message: String,
    /// Whether a value that does not fit may stand after the message.
    #[serde(default)]
    pub only_warn: bool,
}

/// What may be typed into a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ColumnKind {
    /// Anything; digits stay as they were typed.
    #[default]
    Text,
    /// A date.
    Date,
    /// A value from a code list.
    List,
    /// A whole number.
    Integer,
    /// An e-mail address.
    Email,
}

/// A row that is filled in already.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// A text for each column. In a column of dates `2027-01-18` becomes a date, in one of integers `12` a number;
    /// everything else is text whatever it begins with.
    pub cells: Spanned<Vec<String>>,
}

/// The sheet of code lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeLists {
    /// Name on the tab.
    pub sheet: Spanned<String>,
    /// The second cell, below the marking.
    pub title: String,
    /// A line below the title.
    #[serde(default)]
    pub note: String,
    /// The lists, one a column.
    #[serde(default)]
    pub list: Vec<CodeList>,
}

/// A list of what may be chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeList {
    /// Its name, which columns use to ask for it, and its heading.
    pub name: Spanned<String>,
    /// What may be chosen.
    pub values: Vec<String>,
}
