//! What can be wrong with the prose of the report: figures that are not there, and what must not be named in what is published.

use std::ops::Range;

use super::context::Context;
use super::names::{as_str, counted, suggestion};
use super::prose_numbers::{CasesInProse, cases_in_prose, per_cents_in_prose};
use super::{Finding, Findings};
use crate::facts::{Cited, FindingsFigures, QuestionFigures, SentTwice, Tally, cited, folded, folded_id};
use crate::problem::{Code, code};
use crate::record::{At, Commentary, FileKind, Line, Prose, QuestionSettings};

/// A text of the report.
struct Passage<'c> {
    prose: &'c Prose,
    /// Whether its figures are those of this inspection, and not of the area or of the inspection before.
    is_finding: bool,
}

/// Every text of the report, in both languages.
fn passages<'c>(context: &'c Context<'_>) -> Vec<Passage<'c>> {
    let report = &context.record.report;
    let welsh = report.welsh.as_ref();
    let mut found: Vec<&[Prose]> = vec![&report.summary, &report.operational_management, &report.strengths];
    found.push(&report.improvements);
    let mut others: Vec<&[Prose]> = vec![&report.context, report.previous_inspection.as_slice()];
    if let Some(welsh) = welsh {
        found.extend([&welsh.summary[..], &welsh.operational_management, &welsh.strengths, &welsh.improvements]);
        others.extend([&welsh.context[..], welsh.previous_inspection.as_slice()]);
    }
    let commentaries = [report.commentary.as_ref(), welsh.and_then(|welsh| welsh.commentary.as_ref())];
    let themes = |of: &'c Commentary| {
        [&of.reducing_reoffending, &of.protecting_the_public, &of.protecting_the_child, &of.serving_the_sentence]
    };
    found.extend(commentaries.into_iter().flatten().flat_map(themes).map(Vec::as_slice));
    let of = |is_finding: bool| move |prose: &'c Prose| Passage { prose, is_finding };
    let found = found.into_iter().flatten().map(of(true));
    found.chain(others.into_iter().flatten().map(of(false))).collect()
}

/// The place of a part of a text in its file; of the whole text where the file breaks the part over lines.
fn place_of(context: &Context<'_>, prose: &Prose, part: &str) -> At {
    let file = context.record.sources.get(&FileKind::Report);
    let typed = file.and_then(|file| file.text.get(prose.at.start..prose.at.end));
    match typed.and_then(|typed| typed.find(part)) {
        Some(at) => {
            let start = prose.at.start + at;
            At { start, end: start + part.len(), ..prose.at.clone() }
        }
        None => prose.at.clone(),
    }
}

/// Tells of a part of a text. What only a warning stands against is told as an error once the report is final.
fn tell(
    context: &Context<'_>,
    (prose, part): (&Prose, Range<usize>),
    code: Code,
    message: String,
    help: String,
) -> Finding {
    let at = place_of(context, prose, &prose[part]);
    let state = context.record.report.state.as_ref().filter(|_| SentTwice::Report.is_final(context.record));
    match state.filter(|_| code != code::CASE_NAMED) {
        Some(state) => {
            let message = format!("the report is final, and {message}");
            Finding::new(code::FINAL_WITH_GAP, &at, message, help).with(&state.at, "the report is final here")
        }
        None => Finding::new(code, &at, message, help),
    }
}

/// Each figure that the prose names is one that may be printed.
pub fn has_figures_that_are_there(context: &Context<'_>, findings: &mut Findings) {
    let Some(country) = context.country() else { return };
    let questions = context.settings.questions(country);
    let figures = FindingsFigures::of(context.record, context.settings);
    for Passage { prose, .. } in passages(context) {
        for (place, name) in prose.figures() {
            let is_asked = |question: &&QuestionSettings| name.split('.').next() == Some(&*question.id.value);
            let found = match cited(figures.as_ref(), name) {
                Cited::NotYet if !questions.iter().any(is_asked) => Cited::Unknown,
                found => found,
            };
            let (code, message, help) = match found {
                Cited::Shown(..) => continue,
                Cited::Unknown => {
                    let ids: Vec<&str> = questions.iter().map(|question| as_str(&question.id)).collect();
                    let help = suggestion(name, &ids, "after `findings.`, type the ID of a question:");
                    let help = format!("{help} (then perhaps `.custodial` or another tier, then perhaps `.per-cent`)");
                    (code::UNKNOWN_FIGURE, format!("the findings have no figure `{name}`"), help)
                }
                Cited::Hidden => {
                    let message = format!("the figure `{name}` stands for too few cases to be printed");
                    (code::FIGURE_HIDDEN, message, "say it without a number: `in some cases`".to_owned())
                }
                Cited::NotYet => {
                    let missing = figures.as_ref().map_or(0, |figures| figures.missing);
                    let message = match missing {
                        0 => format!("the figure `{name}` is not there: findings.toml has no judgement yet"),
                        _ => format!("the figure `{name}` is not there: {} missing", counted(missing, "judgement")),
                    };
                    let help = "write the judgements into findings.toml first, or leave the figure out until then";
                    (code::FIGURE_NOT_YET, message, help.to_owned())
                }
            };
            findings.add(Finding::new(code, &place_of(context, prose, &prose[place]), message, help));
        }
    }
}

/// No case is named by its HMIP ID, and nobody on the staff by name: the report is published (guidance §3.5 and §5).
pub fn names_no_case_and_nobody(context: &Context<'_>, findings: &mut Findings) {
    let cases = &context.record.cases;
    // An ID of digits alone is like any number.
    let has_letter = |id: &&Line| id.chars().any(char::is_alphabetic);
    let ids: Vec<String> = cases.cases.iter().map(|case| &case.id).filter(has_letter).map(|id| folded_id(id)).collect();
    let managers = cases.case_managers.iter();
    let lines = cases.case_managers.iter().filter_map(|manager| manager.line_manager.as_ref());
    let mut staff: Vec<&str> = managers.map(|manager| as_str(&manager.name)).chain(lines.map(as_str)).collect();
    staff.sort_unstable();
    staff.dedup();
    let staff = staff.into_iter().map(|name| (name, name.split_whitespace().map(folded).collect::<Vec<_>>()));
    let staff: Vec<(&str, Vec<String>)> = staff.filter(|(_, words)| words.len() > 1).collect();
    for Passage { prose, .. } in passages(context) {
        let words = words_of(prose);
        let said: Vec<String> = words.iter().map(|(_, word)| folded(word)).collect();
        for (place, word) in words.iter().cloned() {
            if ids.contains(&folded_id(word)) {
                let message = format!("the case `{word}` is named in what is published");
                let help = "say what was found without the case: `in one area of work`".to_owned();
                findings.add(tell(context, (prose, place), code::CASE_NAMED, message, help));
            }
        }
        // One word alone may be anything.
        for (name, wanted) in &staff {
            let first = said.windows(wanted.len()).position(|some| some == wanted);
            let place = first.map(|first| words[first].0.start..words[first + wanted.len() - 1].0.end);
            if let Some(place) = place {
                let message = format!("`{name}` is named in what is published");
                let help = "say it without the name: `a case manager`".to_owned();
                findings.add(tell(context, (prose, place), code::STAFF_NAMED, message, help));
            }
        }
    }
}

/// The words of a text without the signs around them.
fn words_of(text: &str) -> Vec<(Range<usize>, &str)> {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '\'' | '’');
    let mut words = Vec::new();
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_part(sign)) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                words.push((first..at, &text[first..at]));
                start = None;
            }
            _ => {}
        }
    }
    let bare = |(place, word): (Range<usize>, &'_ str)| {
        let stem = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end)).map_or(word.len(), str::len);
        (place.start..place.start + stem, &text[place.start..place.start + stem])
    };
    words.into_iter().map(bare).collect()
}

/// No number of the prose is too small to be printed, and each is one that the findings have.
pub fn has_no_small_number_and_no_other_figure(context: &Context<'_>, findings: &mut Findings) {
    let least = context.settings.smallest_number();
    let figures = FindingsFigures::of(context.record, context.settings).filter(FindingsFigures::is_complete);
    for Passage { prose, .. } in passages(context).into_iter().filter(|passage| passage.is_finding) {
        for CasesInProse { place, number, of } in cases_in_prose(prose) {
            let is_small = number < least || of.is_some_and(|of| of.saturating_sub(number) < least);
            let words = &prose[place.clone()];
            if is_small {
                let message = format!("`{words}` can be about a single case: each side needs at least {least}");
                let help = "say it without the number: `in some cases`, `in most cases`".to_owned();
                findings.add(tell(context, (prose, place), code::SMALL_NUMBER, message, help));
                continue;
            }
            let Some((figures, of)) = figures.as_ref().zip(of) else { continue };
            let is_one = |tally: Tally| tally.of() == of && [tally.met, tally.unmet].contains(&number);
            if !shown(figures).any(|(_, tally)| is_one(tally)) {
                let message = format!("no figure of the findings is `{words}`");
                findings.add(tell(
                    context,
                    (prose, place),
                    code::FIGURE_CONTRADICTED,
                    message,
                    nearest(figures, number, of),
                ));
            }
        }
        let Some(figures) = &figures else { continue };
        for (place, share) in per_cents_in_prose(prose) {
            let other = |tally: Tally| Tally { met: tally.unmet, unmet: tally.met, ..tally };
            let is_one = |tally: Tally| [tally, other(tally)].iter().any(|side| side.per_cent() == Some(share));
            if !shown(figures).any(|(_, tally)| is_one(tally)) {
                let message = format!("no figure of the findings is `{}`", &prose[place.clone()]);
                let help = "let the program write it in: `{findings.court-report.per-cent}`".to_owned();
                findings.add(tell(context, (prose, place), code::FIGURE_CONTRADICTED, message, help));
            }
        }
    }
}

/// The figures that may be printed, each with its question.
fn shown<'f>(figures: &'f FindingsFigures<'_>) -> impl Iterator<Item = (&'f QuestionFigures<'f>, Tally)> {
    let of =
        |one: &'f QuestionFigures<'_>| one.tiers.iter().chain([&one.all]).flatten().map(move |tally| (one, *tally));
    figures.questions.iter().flat_map(of)
}

/// The figures about all cases that are nearest to one that the findings do not have.
fn nearest(figures: &FindingsFigures<'_>, number: u32, of: u32) -> String {
    let all = figures.questions.iter().filter_map(|one| Some((one, one.all.filter(|tally| tally.of() == of)?)));
    let mut near: Vec<_> = all.map(|(one, tally)| (tally.met.abs_diff(number), one, tally)).collect();
    near.sort_by_key(|(apart, ..)| *apart);
    let words: Vec<String> = near
        .iter()
        .take(3)
        .map(|(_, one, tally)| format!("`{{findings.{}}}` is {} of {of}", one.question.id, tally.met))
        .collect();
    match words.as_slice() {
        [] => "let the program write it in: `{findings.court-report}`".to_owned(),
        words => format!("let the program write it in: {}", words.join(", ")),
    }
}

/// A withdrawn number is one that a paragraph of the commentary can have.
pub fn withdraws_numbers_that_can_be(context: &Context<'_>, findings: &mut Findings) {
    for number in &context.record.report.withdrawn {
        let can_be = number.split_once('.').is_some_and(|(theme, paragraph)| {
            let is_plain = !paragraph.starts_with(['0', '+']) && paragraph.parse::<u16>().is_ok();
            matches!(theme, "1" | "2" | "3" | "4") && is_plain
        });
        if !can_be && context.is_sound(&number.at) {
            let message = format!("no paragraph of the commentary can have the number `{}`", &**number);
            let help = "type the theme's number, from 1 to 4, a full stop and the paragraph's: `\"1.2\"`";
            findings.add(Finding::new(code::UNKNOWN_NUMBER, &number.at, message, help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::TestRecord;
    use crate::problem::Problem;
    use crate::record::FileKind::{Findings, Report};

    /// The part of the report at which each problem stands, its code and its message.
    fn told(files: &TestRecord) -> Vec<(String, &'static str, String)> {
        let problems = files.problems().into_iter().filter(|problem| problem.place.file.path.ends_with("report.toml"));
        let of = |problem: Problem| {
            (problem.place.file.text[problem.place.span.clone()].to_owned(), problem.code.id, problem.message)
        };
        problems.map(of).collect()
    }

    fn at(files: &TestRecord) -> Vec<(String, &'static str)> {
        told(files).into_iter().map(|(part, code, _)| (part, code)).collect()
    }

    fn summary(text: &str) -> TestRecord {
        TestRecord::sound().with(Report, &format!("summary = [\"{text}\"]\n"))
    }

    /// Every case judged: 12 of 20 for each question, all of the first tier and 6 of the community tier against.
    fn judged(files: TestRecord) -> TestRecord {
        let record = files.record("a");
        let questions: Vec<String> =
            crate::record::read_file(crate::record::FileKind::Settings, "", crate::record::SettingsFile::read_table)
                .map(|(file, ..)| crate::record::Settings::new(file))
                .expect("TOML")
                .questions(crate::calendar::Country::England)
                .iter()
                .map(|question| question.id.to_string())
                .collect();
        let case = |(number, case): (usize, &crate::record::Case)| {
            let answer = if number % 5 < 3 { "yes" } else { "no" };
            let answers: String = questions.iter().map(|id| format!("{id} = \"{answer}\"\n")).collect();
            format!("[[assessment]]\ncase = \"{}\"\n[assessment.answers]\n{answers}", case.id)
        };
        let text: String = record.cases.cases.iter().enumerate().map(case).collect();
        files.with(Findings, &text)
    }

    #[test]
    fn a_figure_of_no_question_is_told_at_its_place_with_what_was_meant() {
        let files = judged(summary("In {findings.court-report} cases, in {findings.court-raport}."));
        assert_eq!(at(&files), [("{findings.court-raport}".to_owned(), "SQS1401")]);
        let help = files.problems().into_iter().find(|problem| problem.code.id == "SQS1401").expect("told").help;
        assert!(help.starts_with("did you mean `court-report`?"), "{help}");
        let unjudged = at(&summary("{findings.court-raport} {findings.court-report}"));
        let expected = [("{findings.court-raport}", "SQS1401"), ("{findings.court-report}", "SQS1403")];
        assert_eq!(unjudged, expected.map(|(part, code)| (part.to_owned(), code)));
    }

    #[test]
    fn a_figure_of_too_few_cases_is_not_written_in() {
        let files = judged(summary("In {findings.court-report.first-tier.per-cent}."));
        assert_eq!(at(&files), [("{findings.court-report.first-tier.per-cent}".to_owned(), "SQS1402")]);
    }

    #[test]
    fn a_case_and_a_person_on_the_staff_are_told_where_they_are_named() {
        let named = at(&summary("Mared Ellis told us of ab01, and of joan price's plan."));
        let expected = [("Mared Ellis", "SQS1405"), ("ab01", "SQS1404"), ("joan price", "SQS1405")];
        assert_eq!(named, expected.map(|(part, code)| (part.to_owned(), code)));
        assert_eq!(at(&summary("Mared told us of AB99, and Ellis of a price.")), []);
    }

    #[test]
    fn a_number_of_the_prose_below_the_rule_or_beside_the_findings_is_told_and_one_of_them_is_not() {
        assert_eq!(at(&summary("In two cases; in 18 of the 20 cases.")).len(), 2);
        assert_eq!(at(&judged(summary("In 12 of the 20 cases, 60%, in eight of 20 cases."))), []);
        let files = judged(summary("In nine of the 20 cases, and in 61% of them."));
        let expected = [("nine of the 20 cases", "SQS1407"), ("61%", "SQS1407")];
        assert_eq!(at(&files), expected.map(|(part, code)| (part.to_owned(), code)));
        let elsewhere = TestRecord::sound().with(Report, "context = [\"In the year before, two children moved.\"]\n");
        assert_eq!(at(&elsewhere), []);
    }

    #[test]
    fn what_a_person_should_look_at_in_a_draft_stops_a_final_report() {
        let draft = summary("In two cases, Mared Ellis was away.");
        let codes = |files: &TestRecord| {
            let told = told(files)
                .into_iter()
                .filter(|(_, _, message)| !message.contains("is not") && !message.contains("who"));
            told.map(|(part, code, _)| (part, code)).filter(|(part, _)| !part.contains('"')).collect::<Vec<_>>()
        };
        let parts = ["two cases", "Mared Ellis"];
        let expected = |codes: [&'static str; 2]| parts.into_iter().map(str::to_owned).zip(codes).collect::<Vec<_>>();
        assert_eq!(codes(&draft), expected(["SQS1406", "SQS1405"]));
        let last = TestRecord::sound()
            .with(Report, "state = \"final\"\nsummary = [\"In two cases, Mared Ellis was away.\"]\n");
        assert_eq!(codes(&last), expected(["SQS0016", "SQS0016"]));
    }

    #[test]
    fn a_number_that_no_paragraph_can_have_is_not_withdrawn() {
        let withdrawn =
            |number: &str| at(&TestRecord::sound().with(Report, &format!("withdrawn = [\"{number}\"]\n"))).len();
        for number in ["1.2", "4.12"] {
            assert_eq!(withdrawn(number), 0, "{number}");
        }
        for number in ["5.1", "1", "1.0", "1.x", "0.1", "1.2.3"] {
            assert_eq!(withdrawn(number), 1, "{number}");
        }
    }
}
