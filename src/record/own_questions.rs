//! The questions of the program, and which of them, or of the workspace's own, are asked.

use std::sync::LazyLock;

use super::at::At;
use super::file_kind::FileKind;
use super::question_settings::{AnswerSettings, QuestionSettings};
use super::reader::Field;
use super::settings::{Settings, SettingsFile};
use crate::calendar::Country;
use crate::record::read_file;

impl Settings {
    /// The questions that are asked about a case of a country (guidance §3.4): those of this file, else those of the program.
    pub fn questions(&self, country: Country) -> Vec<&QuestionSettings> {
        let given = if self.file().questions.is_empty() { &own().questions } else { &self.file().questions };
        given.iter().filter(|question| question.country.as_ref().is_none_or(|only| only.value == country)).collect()
    }

    /// The answers that a judgement can be: those of this file, else those of the program.
    pub fn answers(&self) -> &[AnswerSettings] {
        if self.file().answers.is_empty() { &own().answers } else { &self.file().answers }
    }

    /// The answers that a question can have: its own, else all.
    pub fn answers_to(&self, question: &QuestionSettings) -> Vec<&AnswerSettings> {
        let is_its_own = |answer: &&AnswerSettings| question.answers.iter().any(|own| **own == *answer.id);
        self.answers().iter().filter(|answer| question.answers.is_empty() || is_its_own(answer)).collect()
    }

    /// Cases that a figure about the findings stands for at least, on either side.
    pub fn smallest_number(&self) -> u32 {
        let programme = self.file().programme.as_ref();
        programme.and_then(|programme| programme.smallest_number.as_ref()).map_or(3, |number| number.value)
    }
}

/// The questions and answers of the program, written as a workspace would write its own.
pub fn own() -> &'static SettingsFile {
    static OWN: LazyLock<SettingsFile> = LazyLock::new(|| {
        let read = read_file(FileKind::Settings, include_str!("questions.toml"), SettingsFile::read_table);
        let nothing = || SettingsFile::blank(At { file: FileKind::Settings, start: 0, end: 0 });
        read.map_or_else(|_| nothing(), |(file, ..)| file)
    });
    &OWN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Theme, question_settings};

    #[test]
    fn the_programs_own_questions_are_sound_in_both_languages_and_cover_each_theme() {
        let text = include_str!("questions.toml");
        let (file, _, found) =
            crate::record::read_file(FileKind::Settings, text, SettingsFile::read_table).expect("TOML");
        assert!(found.is_empty());
        assert!(question_settings(&file, &found).is_empty());
        assert!(file.questions.iter().all(|question| question.text_welsh.is_some()));
        assert!(file.answers.iter().all(|answer| answer.text_welsh.is_some()));
        for theme in Theme::ALL {
            assert!(file.questions.iter().any(|question| question.theme.value == *theme), "{theme:?}");
        }
        assert_eq!(own().questions.len(), file.questions.len());
        assert!(own().questions.iter().any(|question| question.country.is_some()), "Wales has questions of its own");
    }
}
