//! Text that has no room on a laid-out page: it runs out of its place, or over another text.

use std::collections::BTreeMap;

use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GridCell, GridElem, Point};
use typst::model::{TableCell, TableElem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// How far a text may stand out, in points: rounding, and the round letters that every font draws a little higher.
const SLACK: f64 = 0.75;

/// The texts of a document that have no room, each as far as it stands in one line: cut off at the edge of the page or
/// block that holds it, in the next column of its table, or over another text.
pub(super) fn crowded(document: &PagedDocument) -> Vec<String> {
    let mut pages = Pages::default();
    for (number, page) in document.pages().iter().enumerate() {
        pages.number = number;
        let size = page.frame.size();
        let whole = Area { left: Abs::zero(), top: Abs::zero(), right: size.x, bottom: size.y };
        pages.frame(&page.frame, Point::zero(), whole);
    }
    let mut texts: Vec<String> = Vec::new();
    for text in pages.out_of_place().chain(pages.over_one_another()) {
        if !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

/// A rectangle on a page.
#[derive(Clone, Copy)]
struct Area {
    left: Abs,
    top: Abs,
    right: Abs,
    bottom: Abs,
}

impl Area {
    /// What both have in common.
    fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    fn holds(self, other: Self) -> bool {
        let slack = Abs::pt(SLACK);
        other.left >= self.left - slack
            && other.top >= self.top - slack
            && other.right <= self.right + slack
            && other.bottom <= self.bottom + slack
    }

    fn meets(self, other: Self) -> bool {
        let common = self.within(other);
        common.right - common.left > Abs::pt(SLACK) && common.bottom - common.top > Abs::pt(SLACK)
    }
}

/// A text in one line.
struct Run {
    page: usize,
    text: String,
    /// From the height of its capitals to the line that it stands on.
    area: Area,
    /// Where it has to stay.
    place: Area,
    cell: Option<Column>,
}

/// A column of a table on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    table: usize,
    page: usize,
    number: usize,
}

/// What has begun and not ended.
struct Open {
    at: Location,
    /// The table that it is, or the cell of one.
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Table(usize),
    /// A cell, and the number of the column after its last.
    Cell {
        table: usize,
        to: usize,
    },
    Other,
}

/// What is found on the pages.
#[derive(Default)]
struct Pages {
    number: usize,
    tables: usize,
    open: Vec<Open>,
    /// Cells whose content goes on over several pages, by their place in the document.
    cells: BTreeMap<u128, What>,
    /// Where columns begin.
    columns: BTreeMap<Column, Abs>,
    runs: Vec<Run>,
}

impl Pages {
    fn frame(&mut self, frame: &Frame, origin: Point, place: Area) {
        for (offset, item) in frame.items() {
            let at = origin + *offset;
            match item {
                FrameItem::Group(group) => {
                    let at = at + Point::new(group.transform.tx, group.transform.ty);
                    let size = group.frame.size();
                    let own = Area { left: at.x, top: at.y, right: at.x + size.x, bottom: at.y + size.y };
                    let place = if group.frame.kind().is_hard() { place.within(own) } else { place };
                    let parent = group.parent.map(|parent| parent.location);
                    let cell = parent.and_then(|parent| Some((parent, *self.cells.get(&parent.hash())?)));
                    let opened = self.open.len();
                    self.open.extend(cell.map(|(at, what)| Open { at, what }));
                    self.frame(&group.frame, at, place);
                    if cell.is_some() {
                        self.open.truncate(opened);
                    }
                }
                FrameItem::Text(run) => self.run(run, at, place),
                FrameItem::Tag(Tag::Start(element, _)) => self.begin(element, at),
                FrameItem::Tag(Tag::End(at, ..)) => {
                    if let Some(index) = self.open.iter().rposition(|open| open.at == *at) {
                        self.open.truncate(index);
                    }
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &Content, at: Point) {
        let Some(location) = element.location() else { return };
        let table = self.open.iter().rev().find_map(|open| match open.what {
            What::Table(table) => Some(table),
            _ => None,
        });
        let columns = columns(element).zip(table);
        let what = match columns {
            _ if element.is::<TableElem>() || element.is::<GridElem>() => {
                self.tables += 1;
                What::Table(self.tables)
            }
            Some(((from, to), table)) => {
                let column = Column { table, page: self.number, number: from };
                let left = self.columns.entry(column).or_insert(at.x);
                *left = (*left).min(at.x);
                let what = What::Cell { table, to };
                self.cells.insert(location.hash(), what);
                what
            }
            None => What::Other,
        };
        self.open.push(Open { at: location, what });
    }

    fn run(&mut self, run: &TextItem, at: Point, place: Area) {
        // A mark over a letter is no text of its own.
        if run.width() < Abs::pt(SLACK) || run.text.trim().is_empty() {
            return;
        }
        let next = self.open.iter().rev().find_map(|open| match open.what {
            What::Cell { table, to } => Some(Column { table, page: self.number, number: to }),
            _ => None,
        });
        let area = Area { left: at.x, top: at.y - run.size * 0.7, right: at.x + run.width(), bottom: at.y };
        self.runs.push(Run { page: self.number, text: run.text.to_string(), area, place, cell: next });
    }

    fn out_of_place(&self) -> impl Iterator<Item = &str> {
        let is_out = |run: &&Run| {
            let next = run.cell.and_then(|column| self.columns.get(&column));
            !run.place.holds(run.area) || next.is_some_and(|next| run.area.right > *next + Abs::pt(SLACK))
        };
        self.runs.iter().filter(is_out).map(|run| run.text.as_str())
    }

    fn over_one_another(&self) -> impl Iterator<Item = &str> {
        let mut by_height: Vec<&Run> = self.runs.iter().collect();
        by_height.sort_by(|one, other| {
            (one.page, one.area.top).partial_cmp(&(other.page, other.area.top)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let mut over = Vec::new();
        for (index, run) in by_height.iter().enumerate() {
            let near = by_height[index + 1..]
                .iter()
                .take_while(|other| other.page == run.page && other.area.top < run.area.bottom);
            for other in near.filter(|other| other.area.meets(run.area)) {
                over.extend([run.text.as_str(), other.text.as_str()]);
            }
        }
        over.into_iter()
    }
}

/// The number of the column where a cell begins, and of the one after its last.
fn columns(element: &Content) -> Option<(usize, usize)> {
    let styles = StyleChain::default();
    let (x, span) = if let Some(cell) = element.to_packed::<TableCell>() {
        (cell.x.get(styles), cell.colspan.get(styles))
    } else {
        let cell = element.to_packed::<GridCell>()?;
        (cell.x.get(styles), cell.colspan.get(styles))
    };
    let from = x.custom()?;
    Some((from, from + span.get()))
}
