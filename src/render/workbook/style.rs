//! How a workbook looks, and what all sheets share.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::description::Kind;

/// Longest title of a message beside a cell, in UTF-16 units.
pub(super) const LONGEST_TITLE: usize = 32;

/// Longest message beside a cell, in UTF-16 units.
pub(super) const LONGEST_MESSAGE: usize = 255;

/// A printed head or foot holds 255 units in all; a part that keeps to this leaves room for the others.
const LONGEST_PART: usize = 90;

/// Numbers of paper sizes in the file format.
pub(super) const A4: u8 = 9;
pub(super) const A3: u8 = 8;

const NAVY: u32 = 0x001F_3864;
const PALE: u32 = 0x00D9_E2F3;
const GREY: u32 = 0x0059_5959;
const AMBER: u32 = 0x00FF_E699;

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
    pub(super) fn new() -> Self {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let column_heading = wrapped.clone().set_bold().set_border(rust_xlsxwriter::FormatBorder::Thin);
        Self {
            marking: Format::new().set_bold(),
            title: Format::new().set_bold().set_font_size(16).set_font_color(NAVY),
            heading: Format::new().set_bold().set_font_size(13).set_font_color(NAVY),
            paragraph: wrapped.clone(),
            line: Format::new(),
            label: wrapped.clone().set_bold(),
            note: wrapped.clone().set_align(FormatAlign::Bottom).set_font_size(9).set_font_color(GREY),
            required_heading: column_heading.clone().set_background_color(NAVY).set_font_color(0x00FF_FFFF),
            optional_heading: column_heading.set_background_color(PALE),
            missing: Format::new().set_background_color(AMBER),
            // `@` keeps an ID as it was typed: no lost zeros, no dates made of `03-11`.
            text: wrapped.clone().set_num_format("@"),
            // The month as a word shows at once when a program has taken day and month for each other.
            date: wrapped.clone().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            integer: wrapped.set_num_format("0").set_align(FormatAlign::Left),
        }
    }

    /// The format of a column's cells, filled or not.
    pub(super) fn cell(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text | Kind::List | Kind::Email => &self.text,
            Kind::Date => &self.date,
            Kind::Integer => &self.integer,
        }
    }
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
    Ok(sheet)
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
    fn a_head_on_paper_takes_no_command_from_a_value() {
        assert_eq!(printed("A &P\n&Z"), "A &&P &&Z");
    }
}
