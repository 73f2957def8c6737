//! What every document may say of the long-list: the words that it offers, and the questions about the one that came back.

use std::collections::BTreeMap;

use super::QuestionView;
use crate::facts::Facts;
use crate::longlist::{self, QuestionWords};
use crate::phrases::Phrases;
use crate::record::{Language, Record};
use crate::returned::Query;

/// The words that the long-list offers to choose from, by list.
pub fn code_lists(phrases: &Phrases) -> BTreeMap<String, Vec<String>> {
    let words = |name: &str| phrases.code_list(name).iter().map(|(_, words)| words.clone()).collect();
    phrases.code_lists().map(|name| (name.replace('-', "_"), words(name))).collect()
}

/// What is to be asked about the long-list in a record; nothing until it is in.
pub fn questions(record: &Record, facts: &Facts<'_>, phrases: &Phrases, language: Language) -> Vec<QuestionView> {
    if record.children.sheets.is_empty() {
        return Vec::new();
    }
    let question = |query: Query| QuestionView {
        sheet: query.sheet.unwrap_or_default(),
        cell: query.cell.unwrap_or_default(),
        heading: query.heading.unwrap_or_default(),
        what: query.what,
        ask: query.ask,
    };
    // Whoever named a sheet may have named it after a child.
    let sheet = match language {
        Language::English => "sheet",
        Language::Welsh => "dalen",
    };
    let report = longlist::report(record, facts, QuestionWords { phrases, language });
    report.without_names(sheet, longlist::is_plain_name).problems.into_iter().map(question).collect()
}
