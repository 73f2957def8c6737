//! The check of the draft report for factual accuracy (guidance §14.3): what is wrong with its points, and which edit of the report
//! none of them explains. No message quotes what was said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::calendar::Milestone;
use crate::facts::{
    ParagraphName, SentTwice, done_on, is_withdrawn, languages, open_accuracy_points, paragraph_words,
    report_paragraphs, says_as_the_draft,
};
use crate::problem::code;
use crate::record::{At, FileKind, Language, Placed, ReportFile};

use super::context::{Context, whole};
use super::names::{long, suggestion};
use super::{Finding, Findings};

/// The language in which the words of paragraphs are compared: English, where the report has it.
fn language(context: &Context<'_>) -> Language {
    let made_in = languages(context.record);
    if made_in.contains(&Language::English) { Language::English } else { Language::Welsh }
}

/// The words of each paragraph of a report with the place of them.
fn paragraphs<'r>(report: &'r ReportFile, context: &Context<'_>) -> BTreeMap<ParagraphName, (String, &'r At)> {
    let all = report_paragraphs(report, language(context));
    all.into_iter().map(|paragraph| (paragraph.name, (paragraph.text, paragraph.at))).collect()
}

/// Each point is about a paragraph of the report, or of the draft that was sent.
pub fn is_about_paragraphs_that_are_there(context: &Context<'_>, findings: &mut Findings) {
    let record = context.record;
    let mut there: BTreeSet<ParagraphName> = paragraphs(&record.report, context).into_keys().collect();
    there.extend(paragraphs(&record.report_draft, context).into_keys());
    let names: Vec<String> = there.iter().map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for paragraph in record.accuracy.points.iter().map(|point| &point.paragraph) {
        let name = ParagraphName::parse(paragraph);
        let is_there = name.is_some_and(|name| there.contains(&name) || is_withdrawn(&record.report, name));
        if is_there || !context.is_sound(&paragraph.at) {
            continue;
        }
        let message = format!("the report has no paragraph `{}`", &**paragraph);
        let help = match names.as_slice() {
            [] => "write the report first: report.toml".to_owned(),
            names => suggestion(paragraph, names, "its paragraphs are"),
        };
        findings.add(Finding::new(code::POINT_OF_NO_PARAGRAPH, &paragraph.at, message, help));
    }
}

/// No two points have one number.
pub fn has_a_number_for_each_point(context: &Context<'_>, findings: &mut Findings) {
    let mut known: BTreeMap<u32, &At> = BTreeMap::new();
    for number in context.record.accuracy.points.iter().map(|point| &point.number) {
        if !context.is_sound(&number.at) {
            continue;
        }
        if let Some(first) = known.get(&number.value) {
            let message = format!("two points have the number {}", number.value);
            let finding = Finding::new(code::POINT_NUMBER_TWICE, &number.at, message, "give each point its own number");
            findings.add(finding.with(first, "the first of them"));
        } else {
            known.insert(number.value, &number.at);
        }
    }
}

/// A point is raised once the draft was sent, and decided once it was raised.
pub fn comes_in_order(context: &Context<'_>, findings: &mut Findings) {
    let sent = done_on(context.record, Milestone::DraftReportSent);
    for point in &context.record.accuracy.points {
        let steps = [
            ("raised", "the point was raised before the draft was sent", sent, Some(&point.raised)),
            ("decided", "the point was decided before it was raised", Some(&point.raised), point.decided.as_ref()),
        ];
        for (key, words, first, then) in steps {
            findings.0.extend(crossed(context, (key, words), first, then));
        }
    }
}

fn crossed(
    context: &Context<'_>,
    (key, words): (&str, &str),
    first: Option<&Placed<NaiveDate>>,
    then: Option<&Placed<NaiveDate>>,
) -> Option<Finding> {
    let (first, then) = (first?, then?);
    if then.value >= first.value || !context.is_sound(&first.at) || !context.is_sound(&then.at) {
        return None;
    }
    let help = format!("type `{key}` with {} or a later day, or mend the earlier day", long(first.value));
    let finding = Finding::new(code::POINT_OUT_OF_ORDER, &then.at, words, help);
    Some(finding.with(&first.at, "the earlier day"))
}

/// A decision has its reason and its day: the YOT gets both.
pub fn gives_reasons(context: &Context<'_>, findings: &mut Findings) {
    for point in &context.record.accuracy.points {
        let Some(decision) = point.decision.as_ref().filter(|decision| context.is_sound(&decision.at)) else {
            continue;
        };
        let missing = [("why", point.why.is_none()), ("decided", point.decided.is_none())];
        for key in missing.into_iter().filter_map(|(key, is_missing)| is_missing.then_some(key)) {
            let message = format!("point {} is decided, and `{key}` is not there", point.number.value);
            let help = format!("add `{key} = …`, or take `decision` out: until then the point is open");
            findings.add(Finding::new(code::DECISION_UNREASONED, &decision.at, message, help));
        }
    }
}

/// What was accepted stands in the report, word for word.
pub fn is_done_in_the_report(context: &Context<'_>, findings: &mut Findings) {
    let report = paragraphs(&context.record.report, context);
    for point in &context.record.accuracy.points {
        let Some(name) = ParagraphName::parse(&point.paragraph) else { continue };
        match (&point.text, point.change(), report.get(&name)) {
            (None, Some(_), Some(_)) => {
                let at = point.decision.as_ref().map_or(&point.at, |decision| &decision.at);
                let message =
                    format!("point {} changes the report, and the final words are not there", point.number.value);
                let help =
                    format!("add `text = \"\"\"…\"\"\"` with the words of paragraph {name} as they are in report.toml");
                findings.add(Finding::new(code::POINT_WITHOUT_TEXT, at, message, help));
            }
            (Some(text), Some(_), there) if context.is_sound(&text.at) => {
                let words: Vec<String> = text.blocks().iter().map(paragraph_words).collect();
                if there.is_some_and(|(there, _)| [there.as_str()] == *words.as_slice()) {
                    continue;
                }
                let message =
                    format!("paragraph {name} of the report has other words than point {}", point.number.value);
                let help = "type the same words in both: here and in report.toml";
                let finding = Finding::new(code::TEXT_NOT_IN_REPORT, &text.at, message, help);
                findings.add(match there {
                    Some((_, at)) => finding.with(at, "the paragraph as it is"),
                    None => finding,
                });
            }
            _ => (),
        }
    }
}

/// No report is final over an open point.
pub fn leaves_no_point_open_in_a_final_report(context: &Context<'_>, findings: &mut Findings) {
    let state = context.record.report.state.as_ref().filter(|_| SentTwice::Report.is_final(context.record));
    let Some(state) = state.filter(|state| context.is_sound(&state.at)) else { return };
    for point in open_accuracy_points(context.record).filter(|point| context.is_sound(&point.number.at)) {
        let message = format!("the report is final, and point {} is open", point.number.value);
        let help = "decide it first: `decision`, `why` and `decided`, or type `state = \"draft\"` in report.toml";
        let finding = Finding::new(code::FINAL_OVER_POINT, &point.number.at, message, help);
        findings.add(finding.with(&state.at, "the report is final here"));
    }
}

/// Each paragraph that differs from the draft is explained: by a point that changes it, or by a reading as quality assurance.
pub fn explains_each_edit(context: &Context<'_>, findings: &mut Findings) {
    // A report of which something cannot be read says less than was written.
    if !context.has(FileKind::ReportDraft) || context.has_unreadable(FileKind::Report) {
        return;
    }
    let record = context.record;
    let [draft, report] = [&record.report_draft, &record.report].map(|report| paragraphs(report, context));
    let explained = explained(context);
    let names: BTreeSet<&ParagraphName> = draft.keys().chain(report.keys()).collect();
    for name in names.into_iter().filter(|name| !explained.contains(*name)) {
        let (was, becomes) = match (draft.get(name), report.get(name)) {
            (Some((was, _)), Some((becomes, at))) if !says_as_the_draft(was, becomes) => {
                ("differs from the draft", *at)
            }
            (None, Some((_, at))) => ("was not in the draft", *at),
            (Some(_), None) => ("was in the draft and is not in the report", &whole(FileKind::Report)),
            _ => continue,
        };
        let message = format!("paragraph {name} {was}, and nothing says why");
        let help = format!(
            "add a `[[point]]` with `paragraph = \"{name}\"` to accuracy.toml, or name {name} in `put-right` of a \
             `[[quality-assurance]]` in report.toml"
        );
        findings.add(Finding::new(code::UNEXPLAINED_EDIT, becomes, message, help));
    }
}

/// The paragraphs of which the record says why they changed.
fn explained(context: &Context<'_>) -> BTreeSet<ParagraphName> {
    let record = context.record;
    let points = record.accuracy.points.iter().filter(|point| point.change().is_some());
    let of_points = points.filter_map(|point| ParagraphName::parse(&point.paragraph));
    let lines = record.report.quality_assurance.iter().flat_map(|reading| &reading.put_right);
    let words = lines.flat_map(|line| line.split_whitespace());
    let is_around = |sign: char| !sign.is_alphanumeric();
    let of_readings = words.filter_map(|word| ParagraphName::parse(word.trim_matches(is_around)));
    of_points.chain(of_readings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::problem::Code;
    use crate::record::FileKind::{Accuracy, Inspection, Report, ReportDraft};

    const DRAFT: &str = "[commentary]\nreducing-reoffending = [\"We saw each home.\", \"Plans were late.\"]\n";
    const REPORT: &str = "[commentary]\nreducing-reoffending = [\"We saw most homes.\", \"Plans were late.\"]\n";
    const POINT: &str = "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.1\"\n\
                         said = \"Not each.\"\ndecision = \"accepted\"\nwhy = \"The records show it.\"\n\
                         text = \"We saw most homes.\"\ndecided = 2027-02-15\n";

    fn with(report: &str, accuracy: &str) -> TestRecord {
        TestRecord::sound().with(ReportDraft, DRAFT).with(Report, report).with(Accuracy, accuracy)
    }

    fn assert_after(was: &str, becomes: &str, expected: &[(Code, &str)]) {
        assert_eq!(POINT.matches(was).count(), 1, "{was}");
        assert_found(&with(REPORT, &POINT.replace(was, becomes)), expected);
    }

    #[test]
    fn a_point_that_went_its_way_is_sound_and_explains_the_edit() {
        assert_found(&with(REPORT, POINT), &[]);
    }

    #[test]
    fn a_point_is_about_a_paragraph_of_the_report_or_the_draft_or_one_that_was_taken_out() {
        let open =
            "[[point]]\nnumber = 1\nraised = 2027-02-12\nby = \"Helen Marsh\"\nparagraph = \"1.2\"\nsaid = \"No.\"\n";
        for paragraph in ["1.3", "summary.1", "the second"] {
            let files = with(DRAFT, &open.replace("1.2", paragraph));
            let line = format!("paragraph = \"{paragraph}\"");
            assert_found(&files, &[(code::POINT_OF_NO_PARAGRAPH, line.as_str())]);
        }
        assert_found(&with(DRAFT, open), &[]);
        let taken_out = format!("withdrawn = [\"1.2\"]\n{}", DRAFT.replace(", \"Plans were late.\"", ""));
        let accepted = format!("{open}decision = \"accepted\"\nwhy = \"It is not so.\"\ndecided = 2027-02-15\n");
        assert_found(&with(&taken_out, &accepted), &[]);
    }

    #[test]
    fn no_two_points_have_one_number_and_no_step_comes_before_the_one_that_it_follows() {
        let twice = format!("{POINT}{}", POINT.replace("number = 1\n", "number = 1 # again\n"));
        assert_found(&with(REPORT, &twice), &[(code::POINT_NUMBER_TWICE, "number = 1 # again")]);
        let early = [(code::POINT_OUT_OF_ORDER, "decided = 2027-02-11")];
        assert_after("decided = 2027-02-15", "decided = 2027-02-11", &early);
        let done = "[dates.draft-report-sent]\ndone = 2027-02-13\n";
        let sent = with(REPORT, POINT).append(Inspection, done);
        let codes: Vec<&str> = sent.problems().iter().map(|problem| problem.code.id).collect();
        assert!(codes.contains(&"SQS1803"), "{codes:?}");
    }

    #[test]
    fn a_decision_has_its_reason_its_day_and_the_words_that_stand_in_the_report() {
        let line = "decision = \"accepted\"";
        assert_after("why = \"The records show it.\"\n", "", &[(code::DECISION_UNREASONED, line)]);
        assert_after("decided = 2027-02-15\n", "", &[(code::DECISION_UNREASONED, line)]);
        assert_after("text = \"We saw most homes.\"\n", "", &[(code::POINT_WITHOUT_TEXT, line)]);
        let other = "text = \"We saw some homes.\"";
        assert_after("text = \"We saw most homes.\"", other, &[(code::TEXT_NOT_IN_REPORT, other)]);
    }

    #[test]
    fn an_edit_is_told_unless_a_point_that_changes_the_report_or_a_reading_explains_it() {
        let edit = [(code::UNEXPLAINED_EDIT, "reducing-reoffending = [\"We saw most homes.\", \"Plans were late.\"]")];
        assert_found(&with(REPORT, ""), &edit);
        let declined = POINT.replace("accepted", "declined").replace("text = \"We saw most homes.\"\n", "");
        assert_found(&with(REPORT, &declined), &edit);
        let reading =
            "[[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-02-08\nput-right = [\"In 1.1: said most.\"]\n";
        assert_found(&with(&format!("{REPORT}{reading}"), ""), &[]);
        assert_found(&TestRecord::sound().with(Report, REPORT), &[]);
    }

    #[test]
    fn a_figure_that_is_written_out_in_the_draft_is_no_edit() {
        assert!(says_as_the_draft("In 12 of 20 cases, 60%.", "In {findings.a} cases, {findings.a.per-cent}."));
        assert!(
            says_as_the_draft("None.", "None.")
                && !says_as_the_draft("None.", "Some.")
                && !says_as_the_draft("None. More.", "None.")
        );
        assert!(!says_as_the_draft("In 12 of 20 plans.", "In {findings.a} cases."));
    }

    #[test]
    fn no_report_is_final_over_an_open_point() {
        let open = POINT.split("decision").next().expect("a part").to_owned();
        let told = |state: &str, accuracy: &str| {
            let problems = with(&format!("state = \"{state}\"\n{REPORT}"), accuracy).problems();
            problems.iter().filter(|problem| problem.code == code::FINAL_OVER_POINT && problem.is_error()).count()
        };
        assert_eq!([told("final", &open), told("draft", &open), told("final", POINT)], [1, 0, 0]);
    }
}
