//! A reader of finished PDFs that shares nothing with the program: the text as the fonts' own tables give it.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// A PDF that has been read.
pub struct Pdf {
    document: Document,
}

impl Pdf {
    /// Reads a file.
    pub fn read(bytes: &[u8]) -> Self {
        Self { document: Document::load_mem(bytes).expect("a PDF") }
    }

    /// Width and height of every page, in points.
    pub fn pages(&self) -> Vec<(f32, f32)> {
        let size = |id: &ObjectId| {
            let page = self.document.get_dictionary(*id).expect("a page");
            let corners = page.get_deref(b"MediaBox", &self.document).and_then(Object::as_array).expect("a box");
            let number = |index: usize| corners[index].as_float().expect("a number");
            (number(2) - number(0), number(3) - number(1))
        };
        self.document.get_pages().values().map(size).collect()
    }

    /// The text that is printed as content, without headers and footers, and without any white space: where a line is
    /// broken is not the text's business.
    pub fn text(&self) -> String {
        self.words().split_whitespace().collect()
    }

    /// The same text with its white space: what stands at a place of its own begins a line. Without it a date and the time beside it
    /// would be one number.
    pub fn words(&self) -> String {
        self.document.get_pages().values().map(|page| self.page_text(*page) + "\n").collect()
    }

    fn page_text(&self, page: ObjectId) -> String {
        let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = self
            .document
            .get_page_fonts(page)
            .expect("fonts")
            .into_iter()
            .map(|(name, font)| (name, font.get_font_encoding(&self.document).expect("an encoding")))
            .collect();
        let content = self.document.get_and_decode_page_content(page).expect("content");
        let mut reader = Reader { encodings, font: Vec::new(), open: Vec::new(), text: String::new() };
        content.operations.iter().for_each(|operation| reader.operation(operation));
        reader.text
    }

    /// The document's own description of itself: title, author, dates.
    pub fn info(&self, key: &str) -> String {
        let info = self.document.trailer.get_deref(b"Info", &self.document).and_then(Object::as_dict).expect("info");
        let value = info.get_deref(key.as_bytes(), &self.document).unwrap_or_else(|_| panic!("no {key}"));
        lopdf::decode_text_string(value).expect("text")
    }

    /// The language of the document.
    pub fn language(&self) -> String {
        let catalogue = self.document.catalog().expect("a catalogue");
        lopdf::decode_text_string(catalogue.get(b"Lang").expect("a language")).expect("text")
    }

    /// Name of every font, and whether its file is in the document.
    pub fn fonts(&self) -> Vec<(String, bool)> {
        let descriptor = |object: &Object| -> Option<(String, bool)> {
            let font: &Dictionary = object.as_dict().ok()?;
            let is_font = font.has_type(b"Font") && font.get(b"Subtype").and_then(Object::as_name).ok()? != b"Type0";
            let name = String::from_utf8_lossy(font.get(b"BaseFont").and_then(Object::as_name).ok()?).into_owned();
            let descriptor = font.get_deref(b"FontDescriptor", &self.document).and_then(Object::as_dict);
            let embedded = descriptor.is_ok_and(|about| {
                [b"FontFile2".as_slice(), b"FontFile3", b"FontFile"].into_iter().any(|key| about.has(key))
            });
            is_font.then_some((name, embedded))
        };
        self.document.objects.values().filter_map(descriptor).collect()
    }
}

/// What is known while a page's instructions are followed.
struct Reader<'a> {
    encodings: BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Vec<u8>,
    open: Vec<Mark>,
    text: String,
}

/// A piece of marked content that has begun.
#[derive(PartialEq)]
enum Mark {
    Content,
    /// A header, a footer, a line: not part of what the document says.
    Artifact,
    /// Its text has been given by the document itself.
    Replaced,
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => self.font = operands[0].as_name().expect("a font's name").to_vec(),
            "BMC" | "BDC" => self.begin(operands),
            "EMC" => drop(self.open.pop()),
            "BT" | "Tm" | "Td" | "TD" | "T*" => self.text.push('\n'),
            "Tj" => self.show(&operands[0]),
            "TJ" => operands[0].as_array().expect("pieces of text").iter().for_each(|piece| self.show(piece)),
            "'" | "\"" => panic!("an instruction that this reader does not know: {}", operation.operator),
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let replacement = properties.and_then(|properties| properties.get(b"ActualText").ok());
        if operands[0].as_name().is_ok_and(|tag| tag == b"Artifact") {
            self.open.push(Mark::Artifact);
        } else if let Some(replacement) = replacement {
            if self.is_content() {
                self.push(&lopdf::decode_text_string(replacement).expect("text"));
            }
            self.open.push(Mark::Replaced);
        } else {
            self.open.push(Mark::Content);
        }
    }

    fn is_content(&self) -> bool {
        self.open.iter().all(|mark| *mark == Mark::Content)
    }

    fn show(&mut self, piece: &Object) {
        if let (true, Ok(bytes)) = (self.is_content(), piece.as_str()) {
            let encoding = self.encodings.get(&self.font).expect("the font is among the page's");
            let text = Document::decode_text(encoding, bytes).expect("every glyph has its character");
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}
