//! The findings as templates see them.

use super::people::{optional, text};
use super::wording::curly;
use super::{ReoffendingView, ReportView, ThemeView, ViewBuilder};
use crate::record::{Commentary, Language, Paragraph, PerCent, Reoffending};

impl ViewBuilder<'_> {
    /// The findings, in Welsh from what the record has in Welsh alone: nothing is better than the other language.
    pub(super) fn report(&self) -> ReportView {
        let report = &self.record.report;
        let figures = report.reoffending.as_ref().map(reoffending);
        match (self.language, &report.welsh) {
            (Language::English, _) => ReportView {
                context: texts(&report.context),
                reoffending: figures,
                summary: texts(&report.summary),
                previous_inspection: paragraph(&report.previous_inspection),
                themes: self.themes(report.commentary.as_ref()),
                operational_management: texts(&report.operational_management),
                strengths: texts(&report.strengths),
                improvements: texts(&report.improvements),
            },
            (Language::Welsh, Some(welsh)) => ReportView {
                context: texts(&welsh.context),
                reoffending: figures.map(|figures| ReoffendingView {
                    source: optional(&welsh.source),
                    cohort: optional(&welsh.cohort),
                    ..figures
                }),
                summary: texts(&welsh.summary),
                previous_inspection: paragraph(&welsh.previous_inspection),
                themes: self.themes(welsh.commentary.as_ref()),
                operational_management: texts(&welsh.operational_management),
                strengths: texts(&welsh.strengths),
                improvements: texts(&welsh.improvements),
            },
            (Language::Welsh, None) => ReportView { themes: self.themes(None), ..ReportView::default() },
        }
    }

    /// The four themes of the commentary, in order.
    fn themes(&self, commentary: Option<&Commentary>) -> Vec<ThemeView> {
        let theme = |theme: &str, paragraphs: Option<&Vec<Paragraph>>| ThemeView {
            theme: theme.to_owned(),
            title: self.phrases.theme(theme),
            paragraphs: paragraphs.map(|paragraphs| texts(paragraphs)).unwrap_or_default(),
        };
        vec![
            theme("reducing-reoffending", commentary.map(|commentary| &commentary.reducing_reoffending)),
            theme("protecting-the-public", commentary.map(|commentary| &commentary.protecting_the_public)),
            theme("protecting-the-child", commentary.map(|commentary| &commentary.protecting_the_child)),
            theme("serving-the-sentence", commentary.map(|commentary| &commentary.serving_the_sentence)),
        ]
    }
}

fn paragraph(text: &Option<Paragraph>) -> String {
    text.as_ref().map(|text| curly(text)).unwrap_or_default()
}

fn texts(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs.iter().map(|paragraph| curly(paragraph)).collect()
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
