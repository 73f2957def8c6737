//! How a workbook looks, and what all sheets share.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::description::ColumnKind;

/// Longest title of a message beside a cell, in UTF-16 units.
pub(super) const LONGEST_TITLE: usize = 32;

/// Longest message beside a cell, in UTF-16 units.
pub(super) const LONGEST_MESSAGE: usize = 255;

/// A printed head or foot holds 255 units in all; a part that keeps to this leaves room for the others.
const LONGEST_PART: usize = 90;

/// Row of a sheet's title, below the marking.
pub(super) const TITLE_ROW: u32 = 1;

/// Numbers of paper sizes in the file format.
pub(super) const A4: u8 = 9;
pub(super) const A3: u8 = 8;

const NAVY: u32 = 0x001F_3864;
const PALE: u32 = 0x00D9_E2F3;
const GREY: u32 = 0x0059_5959;
const AMBER: u32 = 0x00FF_E699;
const WHITE: u32 = 0x00FF_FFFF;

// Sizes of letters, in points.
const BODY_SIZE: f64 = 10.0;
const NOTE_SIZE: f64 = 8.0;
const HEADING_SIZE: f64 = 12.0;
const TITLE_SIZE: f64 = 15.0;

/// Height of a line in points, as a share of the size of its letters.
const LEADING: f64 = 1.3;

/// Space above and below the lines of a cell, in points.
const PADDING: f64 = 2.5;

/// Letters of running text that fit where a digit's width fits once.
const LETTERS_PER_DIGIT: f64 = 1.1;

// Margins of paper, in inches: at the sides, above and below, and of the printed head and foot.
const SIDE: f64 = 0.4;
const EDGE: f64 = 0.7;
const HEAD: f64 = 0.3;

/// The formats of cells.
pub(super) struct Styles {
    pub marking: Format,
    pub title: Format,
    pub heading: Format,
    pub paragraph: Format,
    pub line: Format,
    pub label: Format,
    pub note: Format,
    pub required_heading: Format,
    pub optional_heading: Format,
    pub missing: Format,
    text: Format,
    date: Format,
    integer: Format,
}

impl Styles {
    /// The styles of a workbook in a language, by its tag.
    pub(super) fn new(language: &str) -> Self {
        // Arial at this size is as wide as the font in whose digits column widths are counted, and is everywhere.
        let base = Format::new().set_font_name("Arial").set_font_size(BODY_SIZE);
        let sized = |size: f64| base.clone().set_font_size(size).set_bold().set_font_color(NAVY);
        let wrapped = base.clone().set_text_wrap().set_align(FormatAlign::Top);
        let column_heading = wrapped.clone().set_bold().set_border(FormatBorder::Thin);
        Self {
            marking: base.clone().set_bold(),
            title: sized(TITLE_SIZE),
            heading: sized(HEADING_SIZE),
            paragraph: wrapped.clone(),
            label: wrapped.clone().set_bold(),
            note: wrapped.clone().set_align(FormatAlign::Bottom).set_font_size(NOTE_SIZE).set_font_color(GREY),
            required_heading: column_heading.clone().set_background_color(NAVY).set_font_color(WHITE),
            optional_heading: column_heading.set_background_color(PALE),
            missing: Format::new().set_background_color(AMBER),
            // `@` keeps an ID as it was typed: no lost zeros, no dates made of `03-11`.
            text: wrapped.clone().set_num_format("@"),
            // The month as a word shows at once when a program has taken day and month for each other.
            date: wrapped.clone().set_num_format(date_format(language)).set_align(FormatAlign::Left),
            integer: wrapped.set_num_format("0").set_align(FormatAlign::Left),
            line: base,
        }
    }

    /// The format of a column's cells, filled or not.
    pub(super) fn cell(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Text | ColumnKind::List | ColumnKind::Email => &self.text,
            ColumnKind::Date => &self.date,
            ColumnKind::Integer => &self.integer,
        }
    }
}

/// Adds a text that a reader of the workbook can see to `found`, for the search for children's names.
pub(super) fn note_text(found: &mut String, text: &str) {
    if !text.is_empty() {
        found.push_str(text);
        found.push('\n');
    }
}

/// How a date is shown, by the tag of the workbook's language: `[$-452]` asks for the names of Welsh months, without which
/// a spreadsheet takes those of its own language.
fn date_format(language: &str) -> &'static str {
    if language == "cy" { "[$-452]d mmm yyyy" } else { "[$-809]d mmm yyyy" }
}

/// `text` without the characters that an attribute of an XML file cannot carry.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| (!c.is_control() || *c == '\n') && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// `text` as an attribute, cut at `limit` UTF-16 units with `…` in place of what is lost.
pub(super) fn clip(text: &str, limit: usize) -> String {
    let text = plain(text);
    if text.encode_utf16().count() <= limit {
        return text;
    }
    let mut kept = String::new();
    let mut units = 1;
    for c in text.chars() {
        units += c.len_utf16();
        if units > limit {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

/// A sheet with its name, and the marking and title on paper.
pub(super) fn new_sheet(name: &str, title: &str, marking: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    let (title, marking) = (printed(title), printed(marking));
    sheet.set_header(format!("&L{title}&R{marking}"));
    sheet.set_footer(format!("&L{marking}&R&P / &N"));
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(SIDE, SIDE, EDGE, EDGE, HEAD, HEAD);
    sheet.set_row_height(TITLE_ROW, TITLE_SIZE * LEADING + PADDING)?;
    Ok(sheet)
}

/// Height in points of a row with a heading over lines of text.
pub(super) fn heading_height() -> f64 {
    HEADING_SIZE * LEADING + PADDING
}

/// Height in points of a row with these texts in columns of these widths. Programs find the height of wrapped text
/// only after it has been edited, so it is reckoned here, and rather too great than too small.
pub(super) fn row_height<'a>(cells: impl Iterator<Item = (&'a str, u16)>) -> f64 {
    let lines = cells.map(|(text, width)| line_count(text, width)).max().unwrap_or(1);
    // The file format has no row above 409 points.
    (lines as f64 * BODY_SIZE * LEADING + PADDING).min(409.0)
}

/// Lines that `text` takes when wrapped between words in a column of `width` characters.
fn line_count(text: &str, width: u16) -> usize {
    let room = ((f64::from(width) * LETTERS_PER_DIGIT) as usize).max(1);
    text.split('\n').map(|paragraph| wrapped_lines(paragraph, room)).sum()
}

fn wrapped_lines(paragraph: &str, room: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in paragraph.split(' ').map(|word| word.chars().count()) {
        let needed = if used == 0 { word } else { used + 1 + word };
        if needed <= room {
            used = needed;
        } else {
            lines += usize::from(used > 0) + word.saturating_sub(1) / room;
            used = if word == 0 { 0 } else { (word - 1) % room + 1 };
        }
    }
    lines
}

/// `text` for a printed head or foot, where `&` begins a command and a line break another line.
fn printed(text: &str) -> String {
    clip(&text.replace(['\n', '\r'], " "), LONGEST_PART).replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clipped_text_keeps_to_its_limit_in_utf_16_and_says_that_it_goes_on() {
        assert_eq!(clip("order", 5), "order");
        assert_eq!(clip("orders", 5), "orde…");
        assert_eq!(clip("a😀😀", 4), "a😀…");
    }

    #[test]
    fn a_row_is_high_enough_for_its_longest_cell() {
        assert_eq!(wrapped_lines("", 9), 1);
        assert_eq!(wrapped_lines("nine char", 9), 1);
        assert_eq!(wrapped_lines("nine chars are not ten", 9), 3);
        assert_eq!(wrapped_lines(&"x".repeat(28), 9), 4);
        assert_eq!(wrapped_lines(&format!("a {}", "x".repeat(18)), 9), 3);
        assert_eq!(line_count("a\nb", 10), 2);
        assert!(row_height([("one", 10), ("one two three", 5)].into_iter()) > row_height([("one", 10)].into_iter()));
    }

    #[test]
    fn a_head_on_paper_takes_no_command_from_a_value() {
        assert_eq!(printed("A &P\n&Z"), "A &&P &&Z");
    }
}
