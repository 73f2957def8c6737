//! The findings as templates see them.

use super::people::{optional, text};
use super::wording::curly;
use super::{ParagraphView, ReoffendingView, ReportView, ThemeView, ViewBuilder};
use crate::facts::{Cited, FigurePart, FindingsFigures, cited, commentary_numbers};
use crate::record::{Commentary, Language, PerCent, Prose, ProseBlock, Reoffending, Theme, with_figures};

impl ViewBuilder<'_> {
    /// The findings, in Welsh from what the record has in Welsh alone: nothing is better than the other language.
    pub(super) fn report(&self) -> ReportView {
        let report = &self.record.report;
        let rates = report.reoffending.as_ref().map(reoffending);
        let quality_assurance = report.quality_assurance.iter().map(|reading| text(&reading.read_by)).collect();
        let figures = FindingsFigures::of(self.record, self.settings);
        let write = |text: &str| curly(&with_figures(text, |name| self.cited(figures.as_ref(), name)));
        let paragraphs = |all: &[Prose]| self.paragraphs(all, &write);
        let entries = |all: &[Prose]| entries(all, &write);
        let previous = |one: &Option<Prose>| self.paragraphs(one.as_slice(), &write);
        match (self.language, &report.welsh) {
            (Language::English, _) => ReportView {
                context: paragraphs(&report.context),
                reoffending: rates,
                summary: paragraphs(&report.summary),
                previous_inspection: previous(&report.previous_inspection),
                themes: self.themes(report.commentary.as_ref(), &write),
                operational_management: paragraphs(&report.operational_management),
                strengths: entries(&report.strengths),
                improvements: entries(&report.improvements),
                quality_assurance,
            },
            (Language::Welsh, Some(welsh)) => ReportView {
                context: paragraphs(&welsh.context),
                reoffending: rates.map(|rates| ReoffendingView {
                    source: optional(&welsh.source),
                    cohort: optional(&welsh.cohort),
                    ..rates
                }),
                summary: paragraphs(&welsh.summary),
                previous_inspection: previous(&welsh.previous_inspection),
                themes: self.themes(welsh.commentary.as_ref(), &write),
                operational_management: paragraphs(&welsh.operational_management),
                strengths: entries(&welsh.strengths),
                improvements: entries(&welsh.improvements),
                quality_assurance,
            },
            (Language::Welsh, None) => {
                ReportView { themes: self.themes(None, &write), quality_assurance, ..ReportView::default() }
            }
        }
    }

    /// The four themes of the commentary, in order. A paragraph keeps its number when one before it is withdrawn.
    fn themes(&self, commentary: Option<&Commentary>, write: &dyn Fn(&str) -> String) -> Vec<ThemeView> {
        let theme = |(place, (theme, all)): (usize, (&str, Option<&Vec<Prose>>))| {
            let names = commentary_numbers(&self.record.report, Theme::ALL[place]);
            let numbers = names.map(|name| name.to_string());
            let paragraphs = all.map(|all| self.paragraphs(all, write)).unwrap_or_default();
            let numbered = numbers.zip(paragraphs);
            ThemeView {
                theme: theme.to_owned(),
                title: self.phrases.theme(theme),
                paragraphs: numbered.map(|(number, paragraph)| ParagraphView { number, ..paragraph }).collect(),
            }
        };
        let themes = [
            ("reducing-reoffending", commentary.map(|commentary| &commentary.reducing_reoffending)),
            ("protecting-the-public", commentary.map(|commentary| &commentary.protecting_the_public)),
            ("protecting-the-child", commentary.map(|commentary| &commentary.protecting_the_child)),
            ("serving-the-sentence", commentary.map(|commentary| &commentary.serving_the_sentence)),
        ];
        themes.into_iter().enumerate().map(theme).collect()
    }

    fn paragraphs(&self, all: &[Prose], write: &dyn Fn(&str) -> String) -> Vec<ParagraphView> {
        let paragraph = |block: ProseBlock<'_>| ParagraphView {
            number: String::new(),
            text: write(block.text),
            items: block.items.into_iter().map(write).collect(),
        };
        all.iter().flat_map(|prose| prose.blocks()).map(paragraph).collect()
    }

    /// A figure of the findings that prose names. One that may not be printed stops the pack before.
    pub(super) fn cited(&self, figures: Option<&FindingsFigures<'_>>, name: &str) -> String {
        let Cited::Shown(tally, part) = cited(figures, name) else { return String::new() };
        let [met, of] = [tally.met, tally.of()].map(|number| number.to_string());
        match part {
            FigurePart::Count => self.phrases.findings("count", &[("met", &met), ("of", &of)]),
            FigurePart::PerCent => format!("{}%", tally.per_cent().unwrap_or_default()),
        }
    }
}

/// The points of a list that is printed as one: each paragraph and each item is a point.
fn entries(all: &[Prose], write: &dyn Fn(&str) -> String) -> Vec<String> {
    let blocks = all.iter().flat_map(|prose| prose.blocks());
    let points = blocks.flat_map(|block| std::iter::once(block.text).chain(block.items));
    points.filter(|point| !point.is_empty()).map(write).collect()
}

fn reoffending(figures: &Reoffending) -> ReoffendingView {
    let rate = figures.rate.value;
    let against = |other: PerCent| {
        match rate.cmp(&other) {
            std::cmp::Ordering::Less => "better",
            std::cmp::Ordering::Equal => "same",
            std::cmp::Ordering::Greater => "worse",
        }
        .to_owned()
    };
    ReoffendingView {
        rate: rate.to_string(),
        previous: figures.previous.to_string(),
        england_and_wales: figures.england_and_wales.to_string(),
        against_previous: against(figures.previous.value),
        against_england_and_wales: against(figures.england_and_wales.value),
        source: text(&figures.source),
        cohort: text(&figures.cohort),
    }
}
