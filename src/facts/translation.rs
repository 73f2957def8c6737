//! What of the report is still to be translated into Welsh, where it is published in both languages (guidance §15).

use std::collections::BTreeMap;

use super::open_matters::open_accuracy_points;
use super::report_paragraphs::{ParagraphName, ReportPart, report_paragraphs};
use super::{SentTwice, languages};
use crate::record::{Language, Record, ReportFile, Theme, without_figures};

/// Why a paragraph of the report is to be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untranslated {
    /// It has no Welsh.
    Missing,
    /// Its English is not that of the draft any more, and its Welsh is.
    Older,
}

/// The paragraphs to be translated, in the order of the report; none where it is made in one language alone.
pub fn untranslated(record: &Record) -> Vec<(ParagraphName, Untranslated)> {
    if !is_in_both_languages(record) {
        return Vec::new();
    }
    let [english, welsh] = [Language::English, Language::Welsh].map(|language| words(&record.report, language));
    let [was_english, was_welsh] =
        [Language::English, Language::Welsh].map(|language| words(&record.report_draft, language));
    let is_as_before = |was: &BTreeMap<ParagraphName, String>, is: &str, name: &ParagraphName| {
        was.get(name).is_some_and(|was| says_as_the_draft(was, is))
    };
    let state = |(name, text): (&ParagraphName, &String)| match welsh.get(name) {
        None => Some((*name, Untranslated::Missing)),
        Some(welsh) => {
            let is_older = was_english.contains_key(name)
                && !is_as_before(&was_english, text, name)
                && is_as_before(&was_welsh, welsh, name);
            is_older.then_some((*name, Untranslated::Older))
        }
    };
    let mut all: Vec<_> = english.iter().filter_map(state).collect();
    all.sort_by_key(|(name, _)| *name);
    all
}

/// Whether the report is to go to the translators: its English is whole, somebody has read it, no point of accuracy is open, and it is
/// not published yet.
pub fn goes_for_translation(record: &Record) -> bool {
    is_in_both_languages(record)
        && !SentTwice::Report.is_final(record)
        && !record.report.quality_assurance.is_empty()
        && open_accuracy_points(record).next().is_none()
        && is_whole_in_english(&record.report)
}

/// Whether a paragraph says what the draft said. A figure of the findings that the report names is written out in the draft.
pub fn says_as_the_draft(draft: &str, report: &str) -> bool {
    let mut rest = draft;
    let parts = without_figures(report);
    let Some((first, others)) = parts.split_first() else { return draft == report };
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    let Some((last, between)) = others.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

fn is_in_both_languages(record: &Record) -> bool {
    languages(record).len() > 1
}

/// Whether each part that a final report needs has words in English.
fn is_whole_in_english(report: &ReportFile) -> bool {
    let there: Vec<ReportPart> =
        report_paragraphs(report, Language::English).iter().map(|paragraph| paragraph.name.part).collect();
    let parts = [
        ReportPart::Reoffending,
        ReportPart::Summary,
        ReportPart::OperationalManagement,
        ReportPart::Strengths,
        ReportPart::Improvements,
    ];
    let themes = Theme::ALL.iter().map(|theme| ReportPart::Commentary(*theme));
    parts.into_iter().chain(themes).all(|part| there.contains(&part))
}

fn words(report: &ReportFile, language: Language) -> BTreeMap<ParagraphName, String> {
    report_paragraphs(report, language).into_iter().map(|paragraph| (paragraph.name, paragraph.text)).collect()
}
