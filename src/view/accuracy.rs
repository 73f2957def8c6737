//! The check of the draft report for factual accuracy as templates see it (guidance §14.3): the paragraphs that a point can be about,
//! the points with what became of them, and what has changed since the draft.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::people::{optional, text};
use super::wording::curly;
use super::{ParagraphView, ViewBuilder};
use crate::difference::{Piece, Span, differences};
use crate::facts::{FindingsFigures, ParagraphName, ReportPart, is_withdrawn, open_accuracy_points, report_paragraphs};
use crate::phrases::DateView;
use crate::record::{AccuracyPoint, FileKind, Language, Paragraph, ReportFile, with_figures};

/// The check of the draft report for factual accuracy.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AccuracyView {
    /// What the paragraphs of the report are called that a point can be about: `Paragraph 1.4`, `Summary, paragraph 2`.
    pub paragraphs: Vec<String>,
    /// How many points are open.
    pub open: usize,
    /// The points with their decisions, by number; none while one is open.
    pub decided: Vec<AccuracyPointView>,
    /// What has changed since the draft, once the words of the draft are kept.
    pub since_draft: Option<SinceDraftView>,
}

/// A point of accuracy that is decided.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AccuracyPointView {
    /// Its number.
    pub number: u32,
    /// What its paragraph is called.
    pub paragraph: String,
    /// Who raised it.
    pub by: String,
    /// The day on which it was raised.
    pub raised: DateView,
    /// What was said, in the words of who raised it.
    pub said: String,
    /// `accepted`, `partly` or `declined`
    pub decision: String,
    /// Why.
    pub why: String,
    /// The day on which it was decided.
    pub decided: Option<DateView>,
    /// Who decided it, or empty.
    pub decided_by: String,
    /// Whether the paragraph was taken out.
    pub withdrawn: bool,
    /// The final words of a paragraph that changed, once the report has them in this language.
    pub text: Option<ParagraphView>,
}

/// What has changed since the draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SinceDraftView {
    /// The paragraphs whose words differ, in the order of the report.
    pub changes: Vec<ChangedParagraphView>,
    /// What the paragraphs are called that the draft had in the other language alone.
    pub translated: Vec<String>,
}

/// A paragraph whose words are not those of the draft.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangedParagraphView {
    /// What it is called.
    pub paragraph: String,
    /// The numbers of the points that changed it.
    pub points: Vec<u32>,
    /// Its words in order.
    pub words: Vec<WordsView>,
}

/// Words of which one thing is true.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WordsView {
    /// `same`, `removed` or `added`
    pub piece: &'static str,
    /// What they say.
    pub text: String,
}

impl ViewBuilder<'_> {
    /// The check of the draft report.
    pub(super) fn accuracy(&self) -> AccuracyView {
        let names = report_paragraphs(&self.record.report, self.language).into_iter().map(|paragraph| paragraph.name);
        let open = open_accuracy_points(self.record).count();
        // Without the report there are no words to answer with, and none to compare.
        let [has_report, has_draft] =
            [FileKind::Report, FileKind::ReportDraft].map(|file| self.record.sources.contains_key(&file));
        let are_answered = has_report && open == 0;
        let mut points: Vec<&AccuracyPoint> = self.record.accuracy.points.iter().filter(|_| are_answered).collect();
        points.sort_by_key(|point| point.number.value);
        AccuracyView {
            paragraphs: names.map(|name| self.called(name)).collect(),
            open,
            decided: points.into_iter().filter_map(|point| self.point(point)).collect(),
            since_draft: (has_report && has_draft).then(|| self.since_draft()),
        }
    }

    /// Where a text of the report names figures of the findings in this language, and the text with the figures written out. The
    /// words of a draft are kept so: a figure may be another later.
    pub fn written_out(&self, source: &str) -> Vec<(Range<usize>, String)> {
        let figures = FindingsFigures::of(self.record, self.settings);
        let paragraphs = report_paragraphs(&self.record.report, self.language);
        let places: BTreeSet<(usize, usize)> =
            paragraphs.iter().map(|paragraph| (paragraph.at.start, paragraph.at.end)).collect();
        let edit = |(start, end): (usize, usize)| {
            let typed = source.get(start..end)?;
            let written = with_figures(typed, |name| self.cited(figures.as_ref(), name));
            (written != typed).then_some((start..end, written))
        };
        places.into_iter().filter_map(edit).collect()
    }

    /// What a paragraph is called where it is printed.
    pub(super) fn called(&self, name: ParagraphName) -> String {
        let (part, number) = match name.part {
            ReportPart::Commentary(_) => ("commentary", name.to_string()),
            part => (part.name(), name.number.to_string()),
        };
        self.phrases.report_part(part, &number)
    }

    /// The words of each paragraph of a report, as they are printed.
    pub(super) fn printed(&self, report: &ReportFile, language: Language) -> BTreeMap<ParagraphName, String> {
        let figures = FindingsFigures::of(self.record, self.settings);
        let write = |text: &str| curly(&with_figures(text, |name| self.cited(figures.as_ref(), name)));
        let paragraphs = report_paragraphs(report, language).into_iter();
        paragraphs.map(|paragraph| (paragraph.name, write(&paragraph.text))).collect()
    }

    fn point(&self, point: &AccuracyPoint) -> Option<AccuracyPointView> {
        let name = ParagraphName::parse(&point.paragraph)?;
        let said_in = point.said_in.as_ref().map_or(Language::English, |language| language.value);
        let said = curly(&point.said);
        let in_report = || self.printed(&self.record.report, self.language).remove(&name);
        let words = point.change().and_then(|_| in_report());
        let why = |why: &Paragraph| match (self.language, &point.why_welsh) {
            (Language::Welsh, Some(welsh)) => curly(welsh),
            (Language::Welsh, None) => Language::English.mark(&curly(why)),
            (Language::English, _) => curly(why),
        };
        Some(AccuracyPointView {
            number: point.number.value,
            paragraph: self.called(name),
            by: text(&point.by),
            raised: self.phrases.date(point.raised.value),
            said: if said_in == self.language { said } else { said_in.mark(&said) },
            decision: point.decision.as_ref()?.value.word().to_owned(),
            why: point.why.as_ref().map(why).unwrap_or_default(),
            decided: point.decided.as_ref().map(|decided| self.phrases.date(decided.value)),
            decided_by: optional(&point.decided_by),
            withdrawn: is_withdrawn(&self.record.report, name),
            text: words.map(|words| paragraph(&words)),
        })
    }

    fn since_draft(&self) -> SinceDraftView {
        let record = self.record;
        let draft = self.printed(&record.report_draft, self.language);
        let report = self.printed(&record.report, self.language);
        let other = Language::ALL.iter().find(|language| **language != self.language);
        let in_other = other.map(|other| self.printed(&record.report_draft, *other)).unwrap_or_default();
        let is_translated = |name: &&ParagraphName| !draft.contains_key(*name) && in_other.contains_key(*name);
        let names: BTreeSet<&ParagraphName> = draft.keys().chain(report.keys()).collect();
        let changes = names.iter().filter(|name| !is_translated(name) && draft.get(**name) != report.get(**name));
        let change = |name: &&ParagraphName| {
            let [was, becomes] = [&draft, &report].map(|side| side.get(*name).map_or("", String::as_str));
            ChangedParagraphView {
                paragraph: self.called(**name),
                points: self.points_about(**name),
                words: words(was, becomes),
            }
        };
        SinceDraftView {
            changes: changes.map(change).collect(),
            translated: names.iter().filter(|name| is_translated(name)).map(|name| self.called(**name)).collect(),
        }
    }

    /// The numbers of the points that changed a paragraph.
    fn points_about(&self, name: ParagraphName) -> Vec<u32> {
        let points = self.record.accuracy.points.iter().filter(|point| point.change().is_some());
        let about = points.filter(|point| ParagraphName::parse(&point.paragraph) == Some(name));
        let mut numbers: Vec<u32> = about.map(|point| point.number.value).collect();
        numbers.sort_unstable();
        numbers
    }
}

/// What differs between the words of two paragraphs. A blank at the end of a change stands before the words that follow.
fn words(was: &str, becomes: &str) -> Vec<WordsView> {
    let mut words: Vec<WordsView> = Vec::new();
    for Span { piece, text, .. } in differences(was, becomes) {
        let blank = match (piece, words.last_mut()) {
            (Piece::Same, Some(last)) if last.text.ends_with(' ') && last.text.len() > 1 => last.text.pop(),
            _ => None,
        };
        let piece = match piece {
            Piece::Same => "same",
            Piece::Removed => "removed",
            Piece::Added => "added",
        };
        words.push(WordsView { piece, text: blank.into_iter().collect::<String>() + &text });
    }
    words
}

/// A paragraph from its words, which have a line for each item of its list.
fn paragraph(words: &str) -> ParagraphView {
    let text = words.lines().next().filter(|line| !line.starts_with("- ")).unwrap_or_default();
    let items = words.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
    ParagraphView { number: String::new(), text: text.to_owned(), items }
}
