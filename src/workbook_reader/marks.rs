//! What a sheet's XML says and calamine does not tell: hidden rows and columns, merged cells, cells with an error, and
//! formulas whose value was not kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A cell that holds no value that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// It shows an error, such as `#REF!`.
    Error,
    /// A formula whose value the program that wrote the file did not keep.
    NoValue,
}

/// A rectangle of merged cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedCells {
    /// Its rows.
    pub rows: RangeInclusive<u32>,
    /// Its columns.
    pub columns: RangeInclusive<u32>,
}

/// What stands in a sheet beside its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Rows that are hidden.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    pub hidden_columns: BTreeSet<u32>,
    /// MergedCells cells.
    pub merged: Vec<MergedCells>,
    /// Cells without a value that could be read.
    pub blanks: BTreeMap<(u32, u32), Blank>,
}

/// Most marks of one kind that are kept: no list needs more.
const MOST: usize = 20_000;
/// Hidden columns beyond this one hold no list.
const LAST_COLUMN: u32 = 200;

/// The marks of every sheet, in the order of the workbook.
pub fn of_sheets(file: &[u8]) -> Vec<Marks> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(file)) else { return Vec::new() };
    let (ids, targets) = (
        attributes(&mut archive, "xl/workbook.xml", "sheet", &["id"]),
        attributes(&mut archive, "xl/_rels/workbook.xml.rels", "Relationship", &["Id", "Target"]),
    );
    let path = |id: &str| {
        let target = targets.iter().find(|target| target[0] == id)?[1].clone();
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let paths: Vec<Option<String>> = ids.iter().map(|id| path(&id[0])).collect();
    let mut marks = |path: Option<String>| {
        let part = archive.by_name(&path?).ok()?;
        Some(of_sheet(BufReader::new(part)))
    };
    paths.into_iter().map(|path| marks(path).unwrap_or_default()).collect()
}

type Archive<'f> = zip::ZipArchive<Cursor<&'f [u8]>>;

/// The values of some attributes of every element of a name.
fn attributes(archive: &mut Archive<'_>, path: &str, element: &str, wanted: &[&str]) -> Vec<Vec<String>> {
    let Ok(part) = archive.by_name(path) else { return Vec::new() };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut found) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if is(&tag, element) => {
                found.push(wanted.iter().map(|name| attribute(&tag, name, true).unwrap_or_default()).collect());
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// An attribute's value, by its name without a prefix. `sheetId` is no `id`, and `r:id` is.
fn attribute(tag: &BytesStart<'_>, name: &str, unescaped: bool) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text = String::from(&*found.value);
    Some(if unescaped {
        quick_xml::escape::unescape(&text).map_or(text.clone(), |plain| plain.into_owned())
    } else {
        text
    })
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name, false)?.parse().ok()
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "hidden", false).is_some_and(|value| value == "1" || value == "true")
}

fn of_sheet(part: impl Read) -> Marks {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut marks) = (Vec::new(), Marks::default());
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut cell, mut has_formula, mut has_value) = (None, false, false);
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return marks,
            Ok(event) => event,
        };
        match &event {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = number(tag, "r").map_or(row, |given| given.saturating_sub(1));
                    column = 0;
                    if is_hidden(tag) && marks.hidden_rows.len() < MOST {
                        marks.hidden_rows.insert(row);
                    }
                    if matches!(event, Event::Empty(_)) {
                        row = row.saturating_add(1);
                    }
                }
                "c" => {
                    let place = attribute(tag, "r", false).and_then(|name| position(&name)).unwrap_or((row, column));
                    column = place.1.saturating_add(1);
                    let is_error = attribute(tag, "t", false).is_some_and(|kind| kind == "e");
                    (has_formula, has_value) = (false, false);
                    cell = matches!(event, Event::Start(_)).then_some((place, is_error));
                }
                "f" => has_formula = true,
                "v" | "is" => has_value = matches!(event, Event::Start(_)),
                "col" if is_hidden(tag) => {
                    let (first, last) = (number(tag, "min").unwrap_or(1), number(tag, "max").unwrap_or(1));
                    marks.hidden_columns.extend(first.max(1) - 1..last.min(LAST_COLUMN));
                }
                "mergeCell" if marks.merged.len() < MOST => {
                    let area = attribute(tag, "ref", false);
                    marks.merged.extend(area.and_then(|area| merged(&area)));
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => row = row.saturating_add(1),
                "c" => {
                    if let Some((place, is_error)) = cell.take()
                        && marks.blanks.len() < MOST
                    {
                        if is_error {
                            marks.blanks.insert(place, Blank::Error);
                        } else if has_formula && !has_value {
                            marks.blanks.insert(place, Blank::NoValue);
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn merged(area: &str) -> Option<MergedCells> {
    let (first, last) = area.split_once(':')?;
    let (first, last) = (position(first)?, position(last)?);
    Some(MergedCells { rows: first.0..=last.0, columns: first.1..=last.1 })
}

/// Row and column of a cell's name, from 0: `D14` is `(13, 3)`.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.trim_start_matches('$');
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let value = |letter: char| {
        letter.to_ascii_uppercase().is_ascii_uppercase().then(|| letter.to_ascii_uppercase() as u32 - 64)
    };
    let column = letters.chars().try_fold(0, |sum, letter| Some(sum * 26 + value(letter)?))?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}
