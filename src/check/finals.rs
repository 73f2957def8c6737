//! What goes out as final is whole: a gap is for a draft (guidance §14.3 and §15).

use crate::facts::{FindingsFigures, ParagraphName, Untranslated, languages, untranslated};
use crate::problem::code;
use crate::record::reader::list;
use crate::record::{At, Case, Commentary, FileKind, Language, Prose, ReportFile, ReportState, Role, ScheduleState};

use super::context::{Context, whole};
use super::free_slots::FreeSlots;
use super::{Finding, Findings};

/// Something that a final report needs and the record does not have: where it belongs, what it is, and what to type.
struct Gap<'c> {
    at: &'c At,
    what: String,
    help: String,
}

/// A final report has no gap, in any of its languages.
pub fn report_has_no_gap(context: &Context<'_>, findings: &mut Findings) {
    let report = &context.record.report;
    let Some(state) = &report.state else { return };
    if state.value != ReportState::Final || !context.is_sound(&state.at) {
        return;
    }
    let [cases, contacts] = [whole(FileKind::Cases), whole(FileKind::Contacts)];
    let made_in = languages(context.record);
    let mut gaps = if made_in.contains(&Language::English) { written(report, &state.at) } else { Vec::new() };
    if made_in.contains(&Language::Welsh) {
        gaps.extend(written_in_welsh(report, &state.at, &untranslated(context.record)));
    }
    if context.record.cases.cases.is_empty() {
        let help = "list the cases that were inspected: `[[case]]`".to_owned();
        gaps.push(Gap { at: &cases, what: "no case is listed".to_owned(), help });
    }
    let people = &context.record.contacts.contacts;
    let has = |role: Role| people.iter().position(|contact| contact.roles.iter().any(|held| held.value == role));
    let chair = has(Role::BoardChair);
    if chair.is_none() {
        let help = "put `\"board-chair\"` among the roles of the chair of the management board".to_owned();
        gaps.push(Gap { at: &contacts, what: "nobody is listed to whom it is addressed".to_owned(), help });
    }
    let others = people.iter().enumerate().filter(|(index, _)| Some(*index) != chair);
    if !others.into_iter().any(|(_, contact)| contact.roles.iter().any(|held| held.value != Role::BoardChair)) {
        let help = "add a `[[contact]]` for each person who gets a copy".to_owned();
        gaps.push(Gap { at: &contacts, what: "nobody is listed who gets a copy".to_owned(), help });
    }
    if context.settings.office().is_none_or(|office| office.report_from.is_none()) {
        let help = "add `report-from = \"…\"` under `[office]` in sqspack.toml".to_owned();
        gaps.push(Gap { at: &state.at, what: "the office does not say who signs it".to_owned(), help });
    }
    gaps.extend(unfinished(report));
    let figures = FindingsFigures::of(context.record, context.settings);
    if let Some(missing) = figures.map(|figures| figures.missing).filter(|missing| *missing > 0) {
        let what = match missing {
            1 => "1 of the judgements on the cases is missing".to_owned(),
            several => format!("{several} judgements on the cases are missing"),
        };
        let help = "give each case an answer to each question in findings.toml".to_owned();
        gaps.push(Gap { at: &state.at, what, help });
    }
    for gap in gaps {
        let message = format!("the report is final, and {}", gap.what);
        let help = format!("{}, or type `state = \"draft\"` in report.toml", gap.help);
        let finding = Finding::new(code::FINAL_WITH_GAP, gap.at, message, help);
        findings.add(if *gap.at == state.at { finding } else { finding.with(&state.at, "the report is final here") });
    }
}

/// The gaps in what is written in English.
fn written<'c>(report: &'c ReportFile, state: &'c At) -> Vec<Gap<'c>> {
    let mut gaps = lists(
        state,
        "",
        [&report.summary, &report.operational_management, &report.strengths, &report.improvements],
        report.commentary.as_ref(),
    );
    if report.reoffending.is_none() {
        let help = "add a group `[reoffending]` with the published rates, their source and their cohort".to_owned();
        gaps.push(Gap { at: state, what: "`[reoffending]` is not there".to_owned(), help });
    }
    gaps
}

/// The gaps in what is written in Welsh. Single paragraphs are told of once no part is missing as a whole.
fn written_in_welsh<'c>(
    report: &'c ReportFile,
    state: &'c At,
    untranslated: &[(ParagraphName, Untranslated)],
) -> Vec<Gap<'c>> {
    let Some(welsh) = &report.welsh else {
        let help = "add a group `[welsh]` with the translators' text under the same keys".to_owned();
        return vec![Gap { at: state, what: "its findings are not there in Welsh".to_owned(), help }];
    };
    let mut gaps = lists(
        &welsh.at,
        "welsh.",
        [&welsh.summary, &welsh.operational_management, &welsh.strengths, &welsh.improvements],
        welsh.commentary.as_ref(),
    );
    let figures = [("source", welsh.source.is_none()), ("cohort", welsh.cohort.is_none())];
    for (key, _) in figures.iter().filter(|(_, is_missing)| *is_missing && report.reoffending.is_some()) {
        let help = format!("add `{key} = \"…\"` under `[welsh]`");
        gaps.push(Gap { at: &welsh.at, what: format!("`welsh.{key}` is not there"), help });
    }
    let previous = report.previous_inspection.is_some() && welsh.previous_inspection.is_none();
    if previous {
        let help = "add `previous-inspection = \"…\"` under `[welsh]`".to_owned();
        gaps.push(Gap { at: &welsh.at, what: "`welsh.previous-inspection` is not there".to_owned(), help });
    }
    if gaps.is_empty() {
        let missing = untranslated.iter().filter(|(_, why)| *why == Untranslated::Missing);
        gaps.extend(missing.map(|(name, _)| Gap {
            at: &welsh.at,
            what: format!("paragraph {name} is not there in Welsh"),
            help: "add its Welsh under `[welsh]`".to_owned(),
        }));
    }
    gaps
}

/// The lists of paragraphs that are empty. Those of the commentary belong into its group, where there is one.
fn lists<'c>(
    group: &'c At,
    prefix: &str,
    [summary, management, strengths, improvements]: [&Vec<Prose>; 4],
    commentary: Option<&'c Commentary>,
) -> Vec<Gap<'c>> {
    let within = commentary.map_or(group, |commentary| &commentary.at);
    let theme = |pick: fn(&Commentary) -> &Vec<Prose>| commentary.is_none_or(|themes| pick(themes).is_empty());
    let all = [
        (group, "summary", summary.is_empty()),
        (group, "operational-management", management.is_empty()),
        (group, "strengths", strengths.is_empty()),
        (group, "improvements", improvements.is_empty()),
        (within, "commentary.reducing-reoffending", theme(|themes| &themes.reducing_reoffending)),
        (within, "commentary.protecting-the-public", theme(|themes| &themes.protecting_the_public)),
        (within, "commentary.protecting-the-child", theme(|themes| &themes.protecting_the_child)),
        (within, "commentary.serving-the-sentence", theme(|themes| &themes.serving_the_sentence)),
    ];
    let empty = all.into_iter().filter(|(.., is_empty)| *is_empty);
    let gap = |(at, key, _): (&'c At, &str, bool)| {
        let (table, last) = key.rsplit_once('.').unwrap_or(("", key));
        let heading = format!("{prefix}{table}");
        let heading = heading.trim_end_matches('.');
        let below = if heading.is_empty() { "at the top".to_owned() } else { format!("under `[{heading}]`") };
        Gap { at, what: format!("`{prefix}{key}` is not written"), help: format!("add `{last} = [\"…\"]` {below}") }
    };
    empty.map(gap).collect()
}

/// The paragraphs that end in dots, as the examples of a new record do: what follows was never written.
fn unfinished(report: &ReportFile) -> impl Iterator<Item = Gap<'_>> {
    let welsh = report.welsh.as_ref();
    let themes = [report.commentary.as_ref(), welsh.and_then(|welsh| welsh.commentary.as_ref())].into_iter().flatten();
    let lists =
        [&report.context, &report.summary, &report.operational_management, &report.strengths, &report.improvements];
    let in_welsh = welsh.map(|welsh| {
        [&welsh.context, &welsh.summary, &welsh.operational_management, &welsh.strengths, &welsh.improvements]
    });
    let themes = themes.flat_map(|of| {
        [&of.reducing_reoffending, &of.protecting_the_public, &of.protecting_the_child, &of.serving_the_sentence]
    });
    let single = [report.previous_inspection.as_ref(), welsh.and_then(|welsh| welsh.previous_inspection.as_ref())];
    let all = lists.into_iter().chain(in_welsh.into_iter().flatten()).chain(themes).flatten();
    let open = |text: &&Prose| text.trim_end().ends_with('…') || text.trim_end().ends_with("...");
    all.chain(single.into_iter().flatten()).filter(open).map(|text| Gap {
        at: &text.at,
        what: "this text ends in dots".to_owned(),
        help: "write the text to its end".to_owned(),
    })
}

/// A final schedule has a slot for each case.
pub fn schedule_has_every_case(context: &Context<'_>, findings: &mut Findings) {
    let file = &context.record.cases;
    let Some(state) = &file.schedule else { return };
    if state.value != ScheduleState::Final || !context.is_sound(&state.at) {
        return;
    }
    let help = "or type `schedule = \"for-checking\"`";
    if file.cases.is_empty() {
        let message = "the schedule is final, and no case is listed";
        let help = format!("list the selected cases with their slots: `[[case]]`, {help}");
        findings.add(Finding::new(code::FINAL_WITH_GAP, &state.at, message, help));
    }
    let without: Vec<&Case> = file.cases.iter().filter(|case| case.slot.is_none()).collect();
    if let Some(first) = without.first() {
        let ids: Vec<&str> = without.iter().map(|case| &**case.id).collect();
        let have = if ids.len() == 1 { "has" } else { "have" };
        let message = format!("the schedule is final, and {} {have} no slot in it", list(&ids));
        let help = format!("{}, {help}", slots_for(&without, context));
        let finding = Finding::new(code::FINAL_WITH_GAP, &first.id.at, message, help);
        findings.add(finding.with(&state.at, "the schedule is final here"));
    }
}

/// Cases without a slot for which the message says what to type.
const SHOWN: usize = 6;

/// What to type for cases without a slot, each with one that is free for its case manager.
fn slots_for(cases: &[&Case], context: &Context<'_>) -> String {
    let mut free = FreeSlots::new(context);
    let line = |case: &&Case| {
        let slot = free.for_case(case)?.into_iter().next()?;
        Some(format!("`slot = \"{slot}\"` to `{}`", case.id))
    };
    let found: Vec<String> = cases.iter().take(SHOWN).filter_map(line).collect();
    if found.is_empty() {
        return "add a line with its slot to each: `slot = \"LI 3\"`".to_owned();
    }
    format!("add a line with a slot that is free: {}", found.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Cases, Contacts, Inspection, Report};

    const WRITTEN: &str = r#"state = "final"
summary = ["Overall, we found good work."]
operational-management = ["Managers knew the cases."]
strengths = ["Timely assessments."]
improvements = ["Plans for others' safety."]

[reoffending]
rate = 37.5
previous = 39.1
england-and-wales = 38.0
source = "published statistics"
cohort = "the year before"

[commentary]
reducing-reoffending = ["One."]
protecting-the-public = ["Two."]
protecting-the-child = ["Three."]
serving-the-sentence = ["Four."]
"#;

    fn with(report: &str) -> TestRecord {
        TestRecord::sound().with(Report, report).settings("[office]\nreport-from = \"Alan Whitford\"\n")
    }

    fn gaps(files: &TestRecord) -> Vec<String> {
        let problems = files.problems().into_iter();
        problems.filter(|problem| problem.code == code::FINAL_WITH_GAP).map(|problem| problem.message).collect()
    }

    #[test]
    fn each_part_that_a_final_report_lacks_is_an_error_that_names_it_and_a_draft_may_lack_it() {
        assert_eq!(gaps(&with(WRITTEN)), [""; 0]);
        let keys = [
            "summary",
            "operational-management",
            "strengths",
            "improvements",
            "reducing-reoffending",
            "protecting-the-public",
            "protecting-the-child",
            "serving-the-sentence",
        ];
        for key in keys {
            let without: String = WRITTEN
                .lines()
                .filter(|line| !line.starts_with(&format!("{key} =")))
                .map(|line| format!("{line}\n"))
                .collect();
            let [gap] = &gaps(&with(&without))[..] else { panic!("{key}: {:?}", gaps(&with(&without))) };
            assert!(gap.contains(&format!("{key}` is not written")), "{gap}");
            assert_eq!(gaps(&with(&without.replace("\"final\"", "\"draft\""))), [""; 0]);
            assert_eq!(gaps(&with(&without.replace("state = \"final\"\n", ""))), [""; 0]);
        }
        let bare = gaps(&with("state = \"final\"\n"));
        assert_eq!(bare.len(), 9, "{bare:?}");
    }

    #[test]
    fn an_example_that_was_left_as_it_was_is_a_gap_of_a_final_report_in_every_text_and_none_of_a_draft() {
        let text = format!("context = [\"The town.\"]\nprevious-inspection = \"In 2024.\"\n{WRITTEN}");
        let texts = text.matches(".\"").count();
        assert_eq!(texts, 10);
        for dots in ["…", "..."] {
            for (at, _) in text.match_indices(".\"") {
                let open = format!("{}{dots}{}", &text[..at], &text[at + 1..]);
                assert_eq!(gaps(&with(&open)), ["the report is final, and this text ends in dots"]);
                assert_eq!(gaps(&with(&open.replace("\"final\"", "\"draft\""))), [""; 0]);
            }
        }
        let quoted = WRITTEN.replace("Managers knew", "Managers said that they knew ‘… most of’");
        assert_eq!(gaps(&with(&quoted)), [""; 0]);
    }

    #[test]
    fn a_final_report_has_somebody_to_go_to_somebody_who_signs_and_the_cases() {
        let unsigned = TestRecord::sound().with(Report, WRITTEN);
        assert_eq!(gaps(&unsigned), ["the report is final, and the office does not say who signs it"]);
        let nobody = with(WRITTEN).change(Contacts, "[\"board-chair\"]", "[\"strategic-manager\"]");
        assert_eq!(gaps(&nobody), ["the report is final, and nobody is listed to whom it is addressed"]);
        let alone =
            "[[contact]]\nname = \"Ines Duarte\"\nroles = [\"board-chair\"]\nemail = \"ines@aberford.example\"\n";
        let alone = with(WRITTEN).with(Contacts, alone);
        assert_eq!(gaps(&alone), ["the report is final, and nobody is listed who gets a copy"]);
        let none = with(WRITTEN).with(Cases, "");
        assert_eq!(gaps(&none), ["the report is final, and no case is listed"]);
    }

    #[test]
    fn a_final_report_in_wales_is_whole_in_welsh_too() {
        let wales = |report: &str| with(report).change(Inspection, "\"england\"", "\"wales\"");
        assert_eq!(gaps(&wales(WRITTEN)), ["the report is final, and its findings are not there in Welsh"]);
        let begun = gaps(&wales(&format!("{WRITTEN}\n[welsh]\nsummary = [\"Crynodeb.\"]\n")));
        assert_eq!(begun.len(), 9, "{begun:?}");
        assert!(begun.iter().all(|gap| gap.contains("`welsh.")), "{begun:?}");
    }

    #[test]
    fn a_final_schedule_has_a_slot_for_each_case() {
        let set = |files: TestRecord, state: &str| {
            files.change(Cases, "# The cases", &format!("schedule = \"{state}\" # state"))
        };
        assert_found(&set(TestRecord::sound(), "final"), &[]);
        let one_less = TestRecord::sound().change(Cases, "slot = \"LA 6\"\n", "");
        let expected = [(code::FINAL_WITH_GAP, "id = \"AB20\"")];
        let found = assert_found(&set(one_less.clone(), "final"), &expected);
        assert!(
            found[0].help.starts_with("add a line with a slot that is free: `slot = \"LA 6\"` to `AB20`"),
            "{found:?}"
        );
        assert_found(&set(one_less, "for-checking"), &[(code::NOT_SCHEDULED, "id = \"AB20\"")]);
        let none = TestRecord::sound().with(Cases, "schedule = \"final\"\n");
        assert_eq!(gaps(&none), ["the schedule is final, and no case is listed"]);
    }
}
