//! The figure of the findings that prose names: `{findings.court-report}`, with a tier, or as a percentage.

use super::findings::FindingsFigures;
use super::tally::Tally;
use crate::calendar::Tier;

/// How a figure is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigurePart {
    /// `12 of 20`
    Count,
    /// `60%`
    PerCent,
}

/// What the name of a figure leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// A figure that may be printed.
    Shown(Tally, FigurePart),
    /// A figure of too few cases.
    Hidden,
    /// A question that is asked, but not every judgement on the cases is there yet.
    NotYet,
    /// No question has this name.
    Unknown,
}

/// The figure of a name: a question's ID, then perhaps `.` and a tier, then perhaps `.per-cent`.
pub fn cited(figures: Option<&FindingsFigures<'_>>, name: &str) -> Cited {
    let (name, part) = match name.strip_suffix(".per-cent") {
        Some(rest) => (rest, FigurePart::PerCent),
        None => (name, FigurePart::Count),
    };
    let tier = |word: &str| Tier::ALL.iter().position(|tier| tier.name() == word);
    let (id, tier) = match name.rsplit_once('.').map(|(id, word)| (id, tier(word))) {
        Some((id, Some(tier))) => (id, Some(tier)),
        _ => (name, None),
    };
    let Some(figures) = figures else { return Cited::NotYet };
    let Some(figure) = figures.questions.iter().find(|figure| *figure.question.id.value == *id) else {
        return Cited::Unknown;
    };
    if !figures.is_complete() {
        return Cited::NotYet;
    }
    let tally = tier.map_or(figure.all, |tier| figure.tiers[tier]);
    tally.map_or(Cited::Hidden, |tally| Cited::Shown(tally, part))
}
