//! The text of a laid-out document, as a reader would be told it.

use std::fmt::Write;

use typst::foundations::{Content, NativeElement, Selector};
use typst::introspection::{Introspector, Tag};
use typst::layout::{Abs, Frame, FrameItem, GridCell, Point};
use typst::model::{Destination, Document, FigureElem, ParElem, TableCell};
use typst::syntax::Span;
use typst::text::{Glyph, TextItem};
use typst::visualize::ImageElem;
use typst_layout::PagedDocument;

/// The text of a document: its pages, then what only its metadata say, each on a line of its own.
///
/// A word stays whole where its runs touch, and after a hyphen at the end of a line; elsewhere a gap within a line is a
/// space, and a new line a newline. A smaller run, raised or lowered against its neighbour, such as a footnote's number, is
/// parted from it by a space, so that it never becomes the end of a name.
pub(super) fn document_text(document: &PagedDocument) -> String {
    let mut reader = Reader::default();
    for page in document.pages() {
        reader.end_line();
        reader.frame(&page.frame, Point::zero());
    }
    let mut text = reader.text;
    let info = document.info();
    let alternatives = alternatives(document);
    let metadata = info
        .title
        .iter()
        .chain(&info.author)
        .chain(&info.description)
        .chain(&info.keywords)
        .map(ToString::to_string)
        .chain(alternatives)
        .chain(reader.links);
    for line in metadata {
        // A string is always written whole.
        let _ = write!(text, "\n{line}");
    }
    text
}

/// The alternative texts of figures and images.
fn alternatives(document: &PagedDocument) -> impl Iterator<Item = String> {
    let elements = [Selector::Elem(FigureElem::ELEM, None), Selector::Elem(ImageElem::ELEM, None)];
    let found = document.introspector().query(&Selector::Or(elements.into_iter().collect()));
    found.into_iter().filter_map(|element: Content| element.get_by_name("alt").ok()?.cast::<String>().ok())
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
    links: Vec<String>,
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
                FrameItem::Link(Destination::Url(url), _) => {
                    let url = url.as_str().to_owned();
                    if self.links.last() != Some(&url) {
                        self.links.push(url);
                    }
                }
                FrameItem::Tag(tag) => self.parted |= parts(tag),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &TextItem, at: Point) {
        let repeated = self.repeated(run, at);
        if repeated == run.text.len() {
            return;
        }
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
            } else if self.parted || raised || gap.abs() > em * 0.15 {
                self.text.push(' ');
            }
        }
        let text = run.text.get(repeated..).unwrap_or_default();
        let ends = text.trim_end_matches(IN_WORD).len();
        self.text.extend(text[..ends].chars().filter(|sign| !IN_WORD.contains(sign)));
        self.goes_on = ends < text.len();
        self.last = Some((at + Point::with_x(run.width()), run.size));
        self.cluster = run.glyphs.last().map(|glyph| cluster(run, glyph));
        self.parted = false;
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
