//! Tells what kind of file came back, by its content: its name proves nothing.

use std::io::Cursor;

use super::{COMPOUND, LIMITS};

/// A file that is not read, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It has no bytes.
    Empty,
    /// An Excel workbook of before 2007.
    OldExcel,
    /// A workbook that opens with a password alone.
    Password,
    /// A workbook of LibreOffice's own kind.
    OpenDocument,
    /// A workbook in Excel's binary form.
    Binary,
    /// A workbook with macros.
    Macros,
    /// Values between commas, semicolons or tabs.
    SeparatedValues,
    /// A web page.
    WebPage,
    /// A PDF.
    Pdf,
    /// Another document of an office program.
    OtherDocument,
    /// Plain text.
    Text,
    /// A workbook that unpacks to more than is read.
    TooLarge,
    /// A workbook that takes more time or memory to be read than any list needs.
    BeyondLimits,
    /// A workbook that is damaged, or no workbook at all.
    Damaged,
}

impl NotRead {
    /// What the file is.
    pub fn words(self) -> &'static str {
        match self {
            Self::Empty => "the file is empty",
            Self::OldExcel => "this is an old Excel workbook (.xls)",
            Self::Password => "this workbook opens with a password",
            Self::OpenDocument => "this is an OpenDocument workbook (.ods)",
            Self::Binary => "this is a binary Excel workbook (.xlsb)",
            Self::Macros => "this workbook holds macros (.xlsm)",
            Self::SeparatedValues => "this is a text file of separated values (.csv), not a workbook",
            Self::WebPage => "this is a web page, not a workbook",
            Self::Pdf => "this is a PDF, not a workbook",
            Self::OtherDocument => "this is another kind of document, not a workbook",
            Self::Text => "this is a text file, whatever its name ends with",
            Self::TooLarge => "unpacked the workbook is larger than 128 MB",
            Self::BeyondLimits => "reading the workbook takes more time or memory than any list needs",
            Self::Damaged => "the workbook is damaged, or is none",
        }
    }

    /// What to ask of whoever sent it.
    pub fn ask(self) -> &'static str {
        match self {
            Self::OldExcel | Self::OpenDocument | Self::Binary => {
                "please open it, choose ‘Save as’, take ‘Excel workbook (.xlsx)’, and send that file"
            }
            Self::Password => "please take the password out, save the workbook as .xlsx, and send it by secure e-mail",
            Self::Macros => "please save it as ‘Excel workbook (.xlsx)’ without macros, and send that file",
            Self::SeparatedValues => "please put the values into the workbook that we sent, and send that as .xlsx",
            Self::TooLarge | Self::BeyondLimits => {
                "please delete pictures, further sheets and formats beyond the list, and send it again"
            }
            Self::Empty | Self::WebPage | Self::Pdf | Self::OtherDocument | Self::Text | Self::Damaged => {
                "please send the workbook that we sent, filled in and saved as .xlsx"
            }
        }
    }
}

/// What the file is, if it is not one that is read.
pub fn why_not_read(file: &[u8]) -> Option<NotRead> {
    if file.is_empty() {
        return Some(NotRead::Empty);
    }
    if file.starts_with(&COMPOUND) {
        return Some(compound(file));
    }
    if file.starts_with(b"PK") {
        return archive(file);
    }
    Some(other(file))
}

/// Names in a compound file are UTF-16.
fn compound(file: &[u8]) -> NotRead {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        file.windows(wide.len()).any(|part| part == wide)
    };
    match () {
        () if holds("EncryptedPackage") => NotRead::Password,
        () if holds("WordDocument") || holds("PowerPoint Document") => NotRead::OtherDocument,
        () => NotRead::OldExcel,
    }
}

fn archive(file: &[u8]) -> Option<NotRead> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(file)) else { return Some(NotRead::Damaged) };
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_lowercase()).collect();
    let holds = |wanted: &str| names.iter().any(|name| name == wanted);
    if holds("content.xml") && holds("meta-inf/manifest.xml") {
        return Some(NotRead::OpenDocument);
    }
    if holds("xl/vbaproject.bin") {
        return Some(NotRead::Macros);
    }
    if holds("xl/workbook.bin") {
        return Some(NotRead::Binary);
    }
    if names.iter().any(|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        return Some(NotRead::OtherDocument);
    }
    let sizes: Result<Vec<u64>, _> =
        (0..archive.len()).map(|part| archive.by_index_raw(part).map(|part| part.size())).collect();
    match sizes {
        Err(_) => Some(NotRead::Damaged),
        Ok(sizes) if sizes.iter().fold(0_u64, |sum, size| sum.saturating_add(*size)) > LIMITS.unpacked => {
            Some(NotRead::TooLarge)
        }
        Ok(_) => None,
    }
}

fn other(file: &[u8]) -> NotRead {
    if file.starts_with(b"%PDF") {
        return NotRead::Pdf;
    }
    let head = &file[..file.len().min(4096)];
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).to_lowercase();
    let start = text.trim_start();
    if ["<!doctype html", "<html", "<table"].iter().any(|tag| start.starts_with(tag)) {
        return NotRead::WebPage;
    }
    if head.contains(&0) {
        return NotRead::Damaged;
    }
    let first = start.lines().next().unwrap_or_default();
    if first.contains([',', ';', '\t']) { NotRead::SeparatedValues } else { NotRead::Text }
}
