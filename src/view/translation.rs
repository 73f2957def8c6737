//! What is asked of the translators, as templates see it (guidance §15).

use schemars::JsonSchema;
use serde::Serialize;

use super::ViewBuilder;
use crate::facts::{ParagraphName, Untranslated, goes_for_translation, untranslated};
use crate::record::Language;

/// What of the report is to be translated into Welsh.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TranslationView {
    /// The passages to be translated, in the order of the report.
    pub passages: Vec<PassageView>,
    /// How many words of English they have together.
    pub words: usize,
    /// What the passages are called that have their Welsh already.
    pub translated: Vec<String>,
}

/// A passage to be translated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PassageView {
    /// What its paragraph is called: `Paragraph 1.4`, `Summary, paragraph 2`.
    pub paragraph: String,
    /// How many words of English it has, with the figures of the findings written out.
    pub words: usize,
    /// Whether there is Welsh of the words that the draft had.
    pub is_older: bool,
}

impl ViewBuilder<'_> {
    /// What is to be translated, once the English can go to the translators; nothing where all has its Welsh.
    pub(super) fn translation(&self) -> Option<TranslationView> {
        let open = untranslated(self.record);
        if open.is_empty() || !goes_for_translation(self.record) {
            return None;
        }
        let english = self.printed(&self.record.report, Language::English);
        let count =
            |text: &String| text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        let passages: Vec<PassageView> = open
            .iter()
            .map(|(name, why)| PassageView {
                paragraph: self.called(*name),
                words: english.get(name).map_or(0, count),
                is_older: *why == Untranslated::Older,
            })
            .collect();
        let is_open = |name: &ParagraphName| open.iter().any(|(other, _)| other == name);
        Some(TranslationView {
            words: passages.iter().map(|passage| passage.words).sum(),
            translated: english.keys().filter(|name| !is_open(name)).map(|name| self.called(*name)).collect(),
            passages,
        })
    }
}
