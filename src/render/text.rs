//! The text of a laid-out document, as a reader would be told it.

use std::fmt::Write;

use typst::foundations::{Content, StyleChain};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, GridCell, Point};
use typst::math::EquationElem;
use typst::model::{
    Destination, Document, FigureElem, HeadingElem, LinkMarker, Numbering, ParElem, TableCell, TableElem,
};
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};
use typst::visualize::{Image, ImageKind};
use typst_layout::{Page, PagedDocument};

use super::markup::readable;

/// What a laid-out document says.
pub(super) struct DocumentText {
    /// All of it, line by line.
    pub text: String,
    /// What stands on its pages, each paragraph in one line.
    pub paragraphs: Vec<String>,
}

/// The text of a document: its pages, then what only its metadata say, each on a line of its own: title, authors,
/// description, keywords, labels of pages, bookmarks, names of places in it, alternative texts, summaries of tables, words
/// in drawings, addresses of links.
///
/// A word stays whole where its runs touch, and after a hyphen at the end of a line; elsewhere a gap within a line is a
/// space, and a new line a newline. A smaller run, raised or lowered against its neighbour, such as a footnote's number, is
/// parted from it by a space, so that it never becomes the end of a name.
pub(super) fn document_text(document: &PagedDocument) -> DocumentText {
    let mut reader = Reader::default();
    for page in document.pages() {
        reader.end_line();
        reader.parted = true;
        reader.frame(&page.frame, Point::zero());
    }
    let paragraphs = reader.paragraphs();
    let mut text = reader.text;
    let info = document.info();
    let labels = document.pages().iter().filter_map(|page| label(page.numbering.as_ref()?, page.number));
    let metadata = info
        .title
        .iter()
        .chain(&info.author)
        .chain(&info.description)
        .chain(&info.keywords)
        .map(ToString::to_string)
        .chain(labels)
        .chain(reader.unseen);
    for line in metadata {
        // A string is always written whole.
        let _ = write!(text, "\n{line}");
    }
    DocumentText { text, paragraphs }
}

/// What stands on one page, line by line.
pub(super) fn page_text(page: &Page) -> String {
    let mut reader = Reader::default();
    reader.frame(&page.frame, Point::zero());
    reader.text
}

/// The label of a page, which a reader shows beside the page.
fn label(numbering: &Numbering, number: u64) -> Option<String> {
    match numbering {
        Numbering::Pattern(pattern) => pattern.apply(None, &[number]).ok().map(|label| label.to_string()),
        Numbering::Func(_) => None,
    }
}

/// What an element says that stands on no page, or need not.
fn unseen(element: &Content) -> impl Iterator<Item = String> {
    let styles = StyleChain::default();
    let alternative = if let Some(figure) = element.to_packed::<FigureElem>() {
        figure.alt.get_cloned(styles)
    } else if let Some(equation) = element.to_packed::<EquationElem>() {
        equation.alt.get_cloned(styles)
    } else if let Some(link) = element.to_packed::<LinkMarker>() {
        link.alt.clone()
    } else {
        None
    };
    let summary = element.to_packed::<TableElem>().and_then(|table| table.summary.get_cloned(styles));
    let bookmark = element.to_packed::<HeadingElem>().map(|heading| heading.body.plain_text());
    let name = element.label().map(|label| label.resolve().as_str().into());
    [alternative, summary, bookmark, name].into_iter().flatten().map(String::from)
}

/// The words in a drawing, of which the PDF keeps the shapes.
fn words_of(image: &Image) -> Option<String> {
    let ImageKind::Svg(drawing) = image.kind() else { return None };
    Some(readable(&String::from_utf8_lossy(drawing.data())))
}

/// Where layouts part a word that is wider than its place: with a hyphen or without.
const IN_WORD: [char; 2] = ['\u{ad}', '\u{200b}'];

type Cluster = ((Span, u16), String);

fn cluster(run: &TextItem, glyph: &Glyph) -> Cluster {
    (glyph.span, run.text.get(glyph.range()).unwrap_or_default().to_owned())
}

#[derive(Default)]
struct Reader {
    text: String,
    /// Where paragraphs begin in the text.
    starts: Vec<usize>,
    /// What stands on no page.
    unseen: Vec<String>,
    /// Where the last run ended, and the size of its text.
    last: Option<(Point, Abs)>,
    /// The last letter, with its marks, and where in its source it stands.
    cluster: Option<Cluster>,
    /// Whether something has begun or ended since the last run that is no part of a line of text.
    parted: bool,
    /// Whether the word of the last run goes on in the next, over the end of a line.
    goes_on: bool,
}

impl Reader {
    fn frame(&mut self, frame: &Frame, origin: Point) {
        for (offset, item) in frame.items() {
            let at = origin + *offset;
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, at + Point::new(group.transform.tx, group.transform.ty));
                }
                FrameItem::Text(run) => self.run(run, at),
                FrameItem::Link(Destination::Url(url), _) => self.note(url.as_str().to_owned()),
                FrameItem::Image(image, ..) => {
                    let alternative = image.alt().map(str::to_owned);
                    alternative.into_iter().chain(words_of(image)).for_each(|said| self.note(said));
                }
                FrameItem::Tag(tag) => {
                    self.parted |= parts(tag);
                    if let Tag::Start(element, _) = tag {
                        unseen(element).for_each(|said| self.note(said));
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps what stands on no page; once, where a link runs over several lines.
    fn note(&mut self, said: String) {
        if !said.is_empty() && self.unseen.last() != Some(&said) {
            self.unseen.push(said);
        }
    }

    fn run(&mut self, run: &TextItem, at: Point) {
        let repeated = self.repeated(run, at);
        if repeated == run.text.len() {
            return;
        }
        let mut begins_line = self.last.is_none();
        if let Some((end, size)) = self.last
            && repeated == 0
            && !self.goes_on
        {
            let em = size.max(run.size);
            let shift = (at.y - end.y).abs();
            let gap = at.x - end.x;
            // Of the same size, it is a sign that the font itself sets higher.
            let raised = shift > em * 0.05 && run.size != size;
            if shift > em * 0.6 || gap < em * -2.0 {
                self.end_line();
                begins_line = true;
            } else if self.parted || raised || gap.abs() > em * 0.15 {
                self.text.push(' ');
            }
        }
        if begins_line && self.parted {
            self.starts.push(self.text.len());
        }
        let text = run.text.get(repeated..).unwrap_or_default();
        let ends = text.trim_end_matches(IN_WORD).len();
        self.text.extend(text[..ends].chars().filter(|sign| !IN_WORD.contains(sign)));
        self.goes_on = ends < text.len();
        self.last = Some((at + Point::with_x(run.width()), run.size));
        self.cluster = run.glyphs.last().map(|glyph| cluster(run, glyph));
        self.parted = false;
    }

    /// What was read so far, each paragraph in one line.
    fn paragraphs(&self) -> Vec<String> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let whole = self.starts.iter().zip(ends).map(|(start, end)| &self.text[*start..end]);
        let in_a_line = whole.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        in_a_line.filter(|text| !text.is_empty()).collect()
    }

    /// How many bytes at the start of a run are the last letter once more.
    ///
    /// Typst begins a new run where marks over a letter stand at another height, and gives it the text of the letter
    /// with all its marks again.
    fn repeated(&self, run: &TextItem, at: Point) -> usize {
        let Some((end, size)) = self.last else { return 0 };
        let near = !self.parted && (at.x - end.x).abs() < size && (at.y - end.y).abs() < size;
        let first = run.glyphs.first().filter(|glyph| near && Some(cluster(run, glyph)) == self.cluster);
        first.map_or(0, |glyph| glyph.range().end)
    }

    fn end_line(&mut self) {
        let inside_word = self.text.ends_with(['-', '\u{2010}']) && !self.parted;
        if !self.text.is_empty() && !inside_word {
            self.text.push('\n');
        }
        self.last = None;
    }
}

/// Whether what begins here is read apart from what came before, however near it stands.
fn parts(tag: &Tag) -> bool {
    match tag {
        Tag::Start(element, _) => element.is::<ParElem>() || element.is::<TableCell>() || element.is::<GridCell>(),
        Tag::End(..) => false,
    }
}
