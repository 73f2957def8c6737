//! The paragraphs of the report, each with the name that the YOT and the translators have for it.

use std::fmt;

use crate::record::{At, Commentary, Language, Prose, ProseBlock, Reoffending, ReportFile, Theme, WelshReport};

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportPart {
    /// The context.
    Context,
    /// The published rates.
    Reoffending,
    /// The overall summary.
    Summary,
    /// The comparison with the previous inspection.
    PreviousInspection,
    /// A theme of the commentary.
    Commentary(Theme),
    /// Operational management.
    OperationalManagement,
    /// Key strengths.
    Strengths,
    /// Areas requiring improvement.
    Improvements,
}

impl ReportPart {
    /// The parts that are named by their keys.
    const NAMED: [Self; 7] = [
        Self::Context,
        Self::Reoffending,
        Self::Summary,
        Self::PreviousInspection,
        Self::OperationalManagement,
        Self::Strengths,
        Self::Improvements,
    ];

    /// How its paragraphs are named: by the number of the theme, or by the key in `report.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Reoffending => "reoffending",
            Self::Summary => "summary",
            Self::PreviousInspection => "previous-inspection",
            Self::Commentary(Theme::ReducingReoffending) => "1",
            Self::Commentary(Theme::ProtectingThePublic) => "2",
            Self::Commentary(Theme::ProtectingTheChild) => "3",
            Self::Commentary(Theme::ServingTheSentence) => "4",
            Self::OperationalManagement => "operational-management",
            Self::Strengths => "strengths",
            Self::Improvements => "improvements",
        }
    }
}

/// The name of a paragraph: `1.4`, or `summary.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphName {
    /// The part of the report.
    pub part: ReportPart,
    /// Its number there, from 1.
    pub number: usize,
}

impl fmt::Display for ParagraphName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.part.name(), self.number)
    }
}

impl ParagraphName {
    /// The paragraph of a name; nothing for a text that names none.
    pub fn parse(text: &str) -> Option<Self> {
        let (part, number) = text.rsplit_once('.')?;
        let themes = Theme::ALL.iter().map(|theme| ReportPart::Commentary(*theme));
        let part = ReportPart::NAMED.into_iter().chain(themes).find(|known| known.name() == part)?;
        let number = number.parse().ok().filter(|value: &usize| *value > 0 && value.to_string() == number)?;
        Some(Self { part, number })
    }
}

/// A paragraph of the report.
#[derive(Clone, Debug)]
pub struct ReportParagraph<'r> {
    /// Its name.
    pub name: ParagraphName,
    /// Its words, with a line for each item of its list.
    pub text: String,
    /// Where they stand.
    pub at: &'r At,
}

/// The paragraphs of a report in one language, in the order of the report. A paragraph of the commentary keeps its number when one
/// before it is withdrawn.
pub fn report_paragraphs(report: &ReportFile, language: Language) -> Vec<ReportParagraph<'_>> {
    let welsh = report.welsh.as_ref().filter(|_| language == Language::Welsh);
    if language == Language::Welsh && welsh.is_none() {
        return Vec::new();
    }
    let pick = |english: fn(&ReportFile) -> &[Prose], other: fn(&WelshReport) -> &[Prose]| match welsh {
        Some(welsh) => other(welsh),
        None => english(report),
    };
    let commentary = welsh.map_or(report.commentary.as_ref(), |welsh| welsh.commentary.as_ref());
    let mut all = Vec::new();
    all.extend(named(ReportPart::Context, pick(|report| &report.context, |welsh| &welsh.context)));
    all.extend(report.reoffending.as_ref().and_then(|rates| reoffending(rates, welsh)));
    all.extend(named(ReportPart::Summary, pick(|report| &report.summary, |welsh| &welsh.summary)));
    let previous = pick(|report| report.previous_inspection.as_slice(), |welsh| welsh.previous_inspection.as_slice());
    all.extend(named(ReportPart::PreviousInspection, previous));
    for theme in Theme::ALL {
        let prose = commentary.map_or(&[][..], |commentary| of_theme(commentary, *theme));
        let numbers = commentary_numbers(report, *theme);
        let blocks = prose.iter().flat_map(|prose| prose.blocks().into_iter().map(move |block| (block, &prose.at)));
        all.extend(numbers.zip(blocks).map(|(name, (block, at))| ReportParagraph {
            name,
            text: paragraph_words(&block),
            at,
        }));
    }
    let management = pick(|report| &report.operational_management, |welsh| &welsh.operational_management);
    all.extend(named(ReportPart::OperationalManagement, management));
    all.extend(named(ReportPart::Strengths, pick(|report| &report.strengths, |welsh| &welsh.strengths)));
    all.extend(named(ReportPart::Improvements, pick(|report| &report.improvements, |welsh| &welsh.improvements)));
    all
}

/// The names of the paragraphs of a theme, in order, without those that are withdrawn.
pub fn commentary_numbers(report: &ReportFile, theme: Theme) -> impl Iterator<Item = ParagraphName> {
    let names = (1..).map(move |number| ParagraphName { part: ReportPart::Commentary(theme), number });
    names.filter(|name| !is_withdrawn(report, *name))
}

/// Whether a paragraph of the commentary is taken out.
pub fn is_withdrawn(report: &ReportFile, name: ParagraphName) -> bool {
    report.withdrawn.iter().any(|one| *one.value == *name.to_string())
}

/// The words of a paragraph, with a line for each item of its list.
pub fn paragraph_words(block: &ProseBlock<'_>) -> String {
    let lines = std::iter::once(block.text.to_owned()).filter(|text| !text.is_empty());
    lines.chain(block.items.iter().map(|item| format!("- {item}"))).collect::<Vec<_>>().join("\n")
}

fn named(part: ReportPart, all: &[Prose]) -> Vec<ReportParagraph<'_>> {
    let blocks = all.iter().flat_map(|prose| prose.blocks().into_iter().map(move |block| (block, &prose.at)));
    let paragraph = |(index, (block, at)): (usize, (ProseBlock<'_>, _))| ReportParagraph {
        name: ParagraphName { part, number: index + 1 },
        text: paragraph_words(&block),
        at,
    };
    blocks.enumerate().map(paragraph).collect()
}

/// The published rates as one paragraph: rate, that of the year before, that of England and Wales, source and cohort.
fn reoffending<'r>(rates: &'r Reoffending, welsh: Option<&WelshReport>) -> Option<ReportParagraph<'r>> {
    let (source, cohort) = match welsh {
        Some(welsh) => (welsh.source.as_ref()?, welsh.cohort.as_ref()?),
        None => (&rates.source, &rates.cohort),
    };
    let [rate, previous, all] = [&rates.rate, &rates.previous, &rates.england_and_wales].map(|rate| rate.value);
    let text = format!("{rate}%, {previous}%, {all}%. {source}. {cohort}.", source = &**source, cohort = &**cohort);
    Some(ReportParagraph { name: ParagraphName { part: ReportPart::Reoffending, number: 1 }, text, at: &rates.at })
}

fn of_theme(commentary: &Commentary, theme: Theme) -> &[Prose] {
    match theme {
        Theme::ReducingReoffending => &commentary.reducing_reoffending,
        Theme::ProtectingThePublic => &commentary.protecting_the_public,
        Theme::ProtectingTheChild => &commentary.protecting_the_child,
        Theme::ServingTheSentence => &commentary.serving_the_sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_paragraph_is_read_as_it_is_printed_and_no_other_text_is_one() {
        for name in ["1.4", "4.12", "summary.2", "previous-inspection.1", "operational-management.3"] {
            assert_eq!(ParagraphName::parse(name).map(|name| name.to_string()).as_deref(), Some(name));
        }
        for text in ["1", "5.1", "1.0", "1.04", "1.+4", "summary", "summary.", "Summary.1", "1.2.3", "commentary.1"] {
            assert_eq!(ParagraphName::parse(text), None, "{text}");
        }
    }
}
