//! The words of a finished PDF, whoever made it: what its fonts' tables give for the glyphs on its pages, without headers and footers.

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf as AnyPdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

use crate::limited;

/// The name of the work that reads a PDF in a process within limits: a file from outside is read too.
pub const PDF_WORDS: &str = "pdf-words";

/// Largest text that is taken from a PDF, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The words of a PDF, with one space between them; nothing where it is none, or cannot be read within the limits.
pub fn pdf_words(pdf: &[u8]) -> Option<String> {
    if !pdf.starts_with(b"%PDF") {
        return None;
    }
    let read = match limited::run(PDF_WORDS, pdf, LARGEST) {
        Some(read) => read.ok()?,
        None => pdf_words_job(pdf.to_vec()),
    };
    String::from_utf8(read).ok().filter(|words| !words.is_empty())
}

/// The same in this process: the other end of [`pdf_words`]. Empty where the file cannot be read.
pub fn pdf_words_job(pdf: Vec<u8>) -> Vec<u8> {
    let Ok(pdf) = AnyPdf::new(pdf) else { return Vec::new() };
    let cache = InterpreterCache::new();
    let mut reader = Reader::default();
    for page in pdf.pages().iter() {
        let page_size = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, page_size, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut reader);
        reader.text.push(' ');
    }
    reader.text.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
}

/// Takes what is printed, and draws nothing.
#[derive(Default)]
struct Reader {
    text: String,
    /// Where the last glyph stands.
    last: Point,
    /// For each piece of marked content that is open, whether it is a header, a footer or an ornament.
    open: Vec<bool>,
}

/// The widest step between two glyphs of a word, in points.
const STEP: f64 = 24.0;

impl Device<'_> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        if self.open.contains(&true) {
            return;
        }
        let place = transform * glyph_transform * Point::ZERO;
        let step = place - self.last;
        if step.y.abs() > 1.0 || !(0.0..STEP).contains(&step.x) {
            self.text.push(' ');
        }
        self.last = place;
        match glyph.as_unicode() {
            Some(BfString::Char(sign)) => self.text.push(sign),
            Some(BfString::String(signs)) => self.text.push_str(&signs),
            None => self.text.push(char::REPLACEMENT_CHARACTER),
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.open.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_has_no_words() {
        assert_eq!(pdf_words(b"%PDF-1.7 and nothing more"), None);
        assert_eq!(pdf_words(b"words"), None);
    }
}
