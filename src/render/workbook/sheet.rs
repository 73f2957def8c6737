//! A sheet of text, or of a table with text above it.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, Formula, Table, TableColumn, TableStyle, Worksheet, XlsxError, utility,
};

use super::column;
use super::description::{Column, ColumnKind, Description, Orientation, Paper, Sheet, TextLine};
use super::style::{self, Styles, TITLE_ROW, note_text};

/// Rows that the file format holds, less some for the text above a table.
const MOST_ROWS: u32 = 1_048_000;

/// Width in characters that the button of a filter takes from a heading, and bold letters from its line.
const FILTER_BUTTON: u16 = 3;

/// Row of the first line of text: the marking and the title stand above.
const FIRST_LINE: u32 = 2;

/// Writes `sheet`; adds what it says to `found`.
pub(super) fn write(
    sheet: &Sheet,
    description: &Description,
    styles: &Styles,
    found: &mut String,
) -> Result<Worksheet, XlsxError> {
    let mut writer = SheetWriter {
        sheet: style::new_sheet(sheet.name.get_ref(), &sheet.title, &description.marking)?,
        styles,
        found,
    };
    note_text(writer.found, sheet.name.get_ref());
    writer.paper(sheet);
    writer.put(0, 0, &description.marking, &styles.marking)?;
    writer.put(TITLE_ROW, 0, &sheet.title, &styles.title)?;
    if sheet.column.is_empty() {
        writer.text(sheet, description)?;
    } else {
        writer.table(sheet, description)?;
    }
    Ok(writer.sheet)
}

fn width(column: &Column) -> u16 {
    column.width.unwrap_or(column::default_width(column.kind))
}

/// A sheet that is being written.
struct SheetWriter<'a> {
    sheet: Worksheet,
    styles: &'a Styles,
    found: &'a mut String,
}

impl SheetWriter<'_> {
    /// Writes a text, which stays a text whatever it looks like.
    fn put(&mut self, row: u32, col: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(row, col, text, format)?;
        note_text(self.found, text);
        Ok(())
    }

    fn paper(&mut self, sheet: &Sheet) {
        self.sheet.set_paper_size(match sheet.paper {
            Paper::A4 => style::A4,
            Paper::A3 => style::A3,
        });
        let usual = if sheet.column.is_empty() { Orientation::Portrait } else { Orientation::Landscape };
        match sheet.orientation.unwrap_or(usual) {
            Orientation::Portrait => self.sheet.set_portrait(),
            Orientation::Landscape => self.sheet.set_landscape(),
        };
    }

    /// Headings and labels in the first column, the rest beside them: no cells need merging, and rows find their height.
    fn text(&mut self, sheet: &Sheet, description: &Description) -> Result<(), XlsxError> {
        for (col, width) in (0..).zip(sheet.widths) {
            self.sheet.set_column_width(col, width)?;
        }
        self.sheet.set_screen_gridlines(false);
        let mut row = FIRST_LINE;
        for line in &sheet.text {
            match line {
                TextLine::Heading(text) => {
                    row += 1;
                    self.put(row, 0, text, &self.styles.heading)?;
                    self.sheet.set_row_height(row, style::heading_height())?;
                }
                TextLine::Paragraph(text) => self.pair(row, "", text, sheet.widths)?,
                TextLine::Pair([label, text]) => self.pair(row, label, text, sheet.widths)?,
                TextLine::Guide(names) => {
                    let sheets = names.iter().map(|name| name.get_ref().as_str()).collect();
                    row = self.guide(row, &sheets, description, sheet.widths)?;
                    continue;
                }
            }
            row += 1;
        }
        Ok(())
    }

    fn pair(&mut self, row: u32, label: &str, text: &str, widths: [u16; 2]) -> Result<(), XlsxError> {
        if !label.is_empty() {
            self.put(row, 0, label, &self.styles.label)?;
        }
        self.put(row, 1, text, &self.styles.paragraph)?;
        self.sheet.set_row_height(row, style::row_height([label, text].into_iter().zip(widths)))?;
        Ok(())
    }

    /// Explains every heading of `sheets` once, in order, from `row` on; returns the next free row.
    fn guide(
        &mut self,
        mut row: u32,
        sheets: &HashSet<&str>,
        description: &Description,
        widths: [u16; 2],
    ) -> Result<u32, XlsxError> {
        let mut seen = HashSet::new();
        for sheet in description.sheet.iter().filter(|sheet| sheets.contains(sheet.name.get_ref().as_str())) {
            for column in &sheet.column {
                if seen.insert((column.heading.get_ref(), &column.explanation)) {
                    self.pair(row, column.heading.get_ref(), &column.explanation, widths)?;
                    row += 1;
                }
            }
        }
        Ok(row)
    }

    fn table(&mut self, sheet: &Sheet, description: &Description) -> Result<(), XlsxError> {
        let mut row = FIRST_LINE;
        for line in &sheet.text {
            let (text, format) = match line {
                TextLine::Heading(text) => (text.clone(), &self.styles.heading),
                TextLine::Paragraph(text) => (text.clone(), &self.styles.line),
                TextLine::Pair([label, text]) => (format!("{label}: {text}"), &self.styles.line),
                TextLine::Guide(_) => continue,
            };
            self.put(row, 0, &text, format)?;
            row += 1;
        }
        if sheet.column.iter().any(|column| !column.note.is_empty()) {
            for (col, column) in (0..).zip(&sheet.column) {
                self.put(row, col, &column.note, &self.styles.note)?;
            }
            let notes = sheet.column.iter().map(|column| (column.note.as_str(), width(column)));
            self.sheet.set_row_height(row, style::row_height(notes))?;
            row += 1;
        }
        let head = self.hidden_rows(sheet, row)?;
        self.grid(sheet, description, head)
    }

    /// What the sheet says to the program that reads it when it comes back: its marker, and a name for each column. Rows
    /// move with their columns, survive other programs and copies of the sheet, and nobody is troubled by them. Returns the next
    /// free row.
    fn hidden_rows(&mut self, sheet: &Sheet, mut row: u32) -> Result<u32, XlsxError> {
        if !sheet.marker.is_empty() {
            let parts: Vec<&str> = sheet.marker.iter().map(|part| part.get_ref().as_str()).collect();
            self.put(row, 0, &parts.join(":"), &self.styles.note)?;
            self.sheet.set_row_hidden(row)?;
            row += 1;
        }
        if sheet.column.iter().any(|column| column.field.is_some()) {
            for (col, column) in (0..).zip(&sheet.column) {
                if let Some(field) = &column.field {
                    self.put(row, col, field.get_ref(), &self.styles.note)?;
                }
            }
            self.sheet.set_row_hidden(row)?;
            row += 1;
        }
        Ok(row)
    }

    /// The table itself, with its headings in row `head`.
    fn grid(&mut self, sheet: &Sheet, description: &Description, head: u32) -> Result<(), XlsxError> {
        let rows = (sheet.row.len() as u32).saturating_add(sheet.blank_rows).clamp(1, MOST_ROWS);
        let (first, last) = (head + 1, head + rows);
        let last_col = sheet.column.len() as u16 - 1;
        for (col, column) in (0..).zip(&sheet.column) {
            self.sheet.set_column_width(col, width(column))?;
            self.sheet.set_column_format(col, self.styles.cell(column.kind))?;
            let rule = column::validation(column, first, col, description.code_lists.as_ref())?;
            self.sheet.add_data_validation(first, col, last, col, &rule)?;
            for text in [column.heading.get_ref(), &column.explanation, &column.error_title, &column.error_message] {
                note_text(self.found, text);
            }
            if column.required {
                self.tint_missing(first, last, col, last_col)?;
            }
        }
        self.sheet.add_table(head, 0, last, last_col, &self.headings(&sheet.column))?;
        let headings = sheet
            .column
            .iter()
            .map(|column| (column.heading.get_ref().as_str(), width(column).saturating_sub(FILTER_BUTTON)));
        self.sheet.set_row_height(head, style::row_height(headings))?;
        for (row, given) in (first..).zip(&sheet.row) {
            let cells =
                given.cells.get_ref().iter().zip(&sheet.column).map(|(text, column)| (text.as_str(), width(column)));
            self.sheet.set_row_height(row, style::row_height(cells))?;
            for (col, (column, text)) in (0..).zip(sheet.column.iter().zip(given.cells.get_ref())) {
                self.cell(row, col, column.kind, text)?;
            }
        }
        self.sheet.set_freeze_panes(first, sheet.freeze_columns)?;
        self.sheet.set_repeat_rows(head, head)?;
        self.sheet.set_print_gridlines(true);
        Ok(())
    }

    /// A table of the file format gives the headings to a screen reader, sorts and filters, and grows with its rows.
    fn headings(&self, columns: &[Column]) -> Table {
        let columns: Vec<TableColumn> = columns
            .iter()
            .map(|column| {
                let format =
                    if column.required { &self.styles.required_heading } else { &self.styles.optional_heading };
                TableColumn::new().set_header(column.heading.get_ref()).set_header_format(format)
            })
            .collect();
        Table::new().set_columns(&columns).set_style(TableStyle::None)
    }

    fn tint_missing(&mut self, first: u32, last: u32, col: u16, last_col: u16) -> Result<(), XlsxError> {
        let line = format!(
            "${}{row}:${}{row}",
            utility::column_number_to_name(0),
            utility::column_number_to_name(last_col),
            row = first + 1
        );
        let cell = utility::row_col_to_cell(first, col);
        let rule = ConditionalFormatFormula::new()
            .set_rule(Formula::new(format!(r#"=AND(COUNTA({line})>0,{cell}="")"#)))
            .set_format(&self.styles.missing);
        self.sheet.add_conditional_format(first, col, last, col, &rule)?;
        Ok(())
    }

    /// A given cell: a date or number where the column is one and the text reads as one, else a text.
    fn cell(&mut self, row: u32, col: u16, kind: ColumnKind, text: &str) -> Result<(), XlsxError> {
        let format = self.styles.cell(kind);
        let date = (kind == ColumnKind::Date).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten();
        let number = (kind == ColumnKind::Integer).then(|| text.parse::<i32>().ok()).flatten();
        if let Some(date) = date.and_then(|date| column::excel_date(date).ok()) {
            self.sheet.write_datetime_with_format(row, col, &date, format)?;
        } else if let Some(number) = number {
            self.sheet.write_number_with_format(row, col, number, format)?;
        } else {
            return self.put(row, col, text, format);
        }
        note_text(self.found, text);
        Ok(())
    }
}
