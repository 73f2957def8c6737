//! No claim without its fact: what the record does not say, no document says, and no hole is seen where it would stand.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use sqspack::publish::{WorkspaceInputs, typst_jobs};
use sqspack::record::Record;
use sqspack::render::compile;
use sqspack::template::{TemplateEngine, Templates};
use sqspack::workspace::Workspace;

mod holes;
mod texts;

use holes::{Hole, holes, pairs, without};
use texts::{Piece, pieces, scars};

const WALES: &str = "2027-02-rhyd-y-twr";
const ENGLAND: &str = "2027-01-aberford";

/// The findings in Welsh, which no demonstration has.
const WELSH_FINDINGS: &str = r#"
[welsh]
context = ["Cyd-destun."]
summary = ["Crynodeb."]
previous-inspection = "Yr arolygiad diwethaf."
operational-management = ["Rheolaeth."]
strengths = ["Cryfder."]
improvements = ["Gwelliant."]
source = "Ystadegau cyfiawnder ieuenctid"
cohort = "plant a gafodd rybudd"

[welsh.commentary]
reducing-reoffending = ["Un."]
protecting-the-public = ["Dau."]
protecting-the-child = ["Tri."]
serving-the-sentence = ["Pedwar."]
"#;

/// An inspection in a workspace of its own.
struct Inspection {
    folder: tempfile::TempDir,
    name: &'static str,
    inputs: WorkspaceInputs,
    /// The files as they were.
    files: BTreeMap<String, String>,
}

impl Inspection {
    /// A demonstration, with everything that a report can have.
    fn of(name: &'static str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("inspections").join(name);
        fs::create_dir_all(&to).expect("a folder");
        let mut files = BTreeMap::new();
        let mut put = |file: &str, text: String| {
            fs::write(folder.path().join(file), &text).expect("written");
            files.insert(file.to_owned(), text);
        };
        put("sqspack.toml", fs::read_to_string(root.join("sqspack.toml")).expect("read"));
        for file in ["inspection", "team", "contacts", "cases"] {
            let path = format!("inspections/{name}/{file}.toml");
            put(&path, fs::read_to_string(root.join(&path)).expect("read"));
        }
        let report = root.join(format!("inspections/{ENGLAND}/report.toml"));
        let report = fs::read_to_string(report).expect("read");
        let whole = ["operational", "previous", "protecting", "serving"];
        let report = whole.iter().fold(report, |report, key| report.replace(&format!("# {key}"), key));
        let welsh = if name == WALES { WELSH_FINDINGS } else { "" };
        put(&format!("inspections/{name}/report.toml"), report + welsh);
        let inputs = WorkspaceInputs::new(
            Workspace::open(folder.path()).expect("a workspace"),
            Templates::embedded().expect("sound templates"),
        );
        Self { folder, name, inputs, files }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Leaves keys out, and everything else as it was.
    fn leave_out(&mut self, left_out: &[Hole]) {
        for (file, text) in &self.files {
            let ways: Vec<_> = left_out.iter().filter(|hole| hole.file == *file).map(|hole| &hole.way).collect();
            fs::write(self.path(file), without(text, &ways)).expect("written");
        }
        self.inputs.workspace = Workspace::open(self.folder.path()).expect("a workspace");
    }

    /// Changes a text in a file of the inspection.
    fn change(&mut self, file: &str, from: &str, to: &str) {
        let path = format!("inspections/{}/{file}", self.name);
        let text = self.files[&path].clone();
        assert!(text.contains(from), "{from}");
        self.files.insert(path, text.replace(from, to));
        self.leave_out(&[]);
    }

    /// Every key of the record that can be left out with nothing else wrong.
    fn holes(&mut self) -> Vec<Hole> {
        let all: Vec<Hole> = self.files.iter().flat_map(|(file, text)| holes(file, text)).collect();
        all.into_iter().filter(|hole| self.is_sound_without(std::slice::from_ref(hole))).collect()
    }

    /// The same of a demonstration as it is, found once for all tests.
    fn holes_of(name: &'static str) -> Vec<Hole> {
        static FOUND: [OnceLock<Vec<Hole>>; 2] = [OnceLock::new(), OnceLock::new()];
        FOUND[usize::from(name == WALES)].get_or_init(|| Self::of(name).holes()).clone()
    }

    fn is_sound_without(&mut self, left_out: &[Hole]) -> bool {
        self.sound_without(left_out).is_some()
    }

    /// The record without some keys, if nothing is wrong with it then.
    fn sound_without(&mut self, left_out: &[Hole]) -> Option<Record> {
        self.leave_out(left_out);
        let (record, problems) = self.inputs.checked(self.name);
        let wrong = self.inputs.workspace.has_errors() || problems.iter().any(|problem| problem.is_error());
        (!wrong).then_some(record)
    }

    /// The rendered templates of every document of the pack, by path and part.
    fn rendered(&self) -> Vec<(String, String)> {
        self.rendered_from(&self.inputs.checked(self.name).0)
    }

    /// The same from a record that has been read. What a layout gets as data stands beside it.
    fn rendered_from(&self, record: &Record) -> Vec<(String, String)> {
        let mut rendered = Vec::new();
        for file in self.inputs.plan(record).expect("sound phrases").files {
            let context = TemplateEngine::context(&file.view).expect("a context");
            let document = file.deliverable.document;
            for part in document.format.parts() {
                let name = file.deliverable.template(part);
                let text = self.inputs.templates.engine.render(&name, &context);
                rendered.push((name.clone(), text.unwrap_or_else(|error| panic!("{name}: {error}"))));
            }
            if !document.data.is_empty() {
                let view = serde_json::to_value(&file.view).expect("a view");
                for part in &document.data {
                    rendered.push((format!("{}: {part}.json", file.deliverable.path), view[part].to_string()));
                }
            }
        }
        rendered
    }

    /// What every document says, as one text by document.
    fn texts(&self) -> BTreeMap<String, String> {
        let said = |piece: Piece| match piece {
            Piece::Heading(_, text) | Piece::Text(text) | Piece::BareLabel(text) => text,
        };
        let text = |name: &str, text: &str| pieces(name, text).into_iter().map(said).collect::<Vec<_>>().join("\n");
        self.rendered().into_iter().map(|(name, rendered)| (name.clone(), text(&name, &rendered))).collect()
    }

    /// What the holes leave in the documents.
    fn scars(&self) -> Vec<String> {
        scars_in(self.rendered(), &mut HashSet::new())
    }
}

/// The scars in rendered documents, of which most are as they were without the hole: each text is looked at once.
fn scars_in(rendered: Vec<(String, String)>, known: &mut HashSet<(String, String)>) -> Vec<String> {
    let new = rendered.into_iter().filter(|document| known.insert(document.clone()));
    let of = |(name, text): (String, String)| {
        scars(&pieces(&name, &text)).into_iter().map(|scar| format!("{name}: {scar}")).collect::<Vec<_>>()
    };
    new.flat_map(of).collect()
}

/// The scars that sets of holes leave, each with the holes.
fn scars_of(name: &'static str, sets: &[Vec<Hole>]) -> Vec<String> {
    let found = sets.par_chunks(48).map(|sets| {
        let mut inspection = Inspection::of(name);
        let (mut found, mut known) = (Vec::new(), HashSet::new());
        for set in sets {
            if let Some(record) = inspection.sound_without(set) {
                let scars = scars_in(inspection.rendered_from(&record), &mut known);
                found.extend(scars.into_iter().map(|scar| format!("without {set:?}\n  {scar}")));
            }
        }
        found
    });
    found.flatten().collect()
}

#[test]
fn no_key_that_is_left_out_alone_leaves_a_hole_that_is_seen() {
    for name in [ENGLAND, WALES] {
        let holes = Inspection::holes_of(name);
        assert!(holes.len() > 60, "{name}: {}", holes.len());
        let sets: Vec<Vec<Hole>> = holes.into_iter().map(|hole| vec![hole]).collect();
        let found = scars_of(name, &sets);
        assert!(found.is_empty(), "{name}: {}\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn no_two_keys_of_one_person_or_thing_leave_a_hole_that_is_seen() {
    for name in [ENGLAND, WALES] {
        let holes = Inspection::holes_of(name);
        // The first of its kind stands for all the others: their tables have the same keys.
        let is_another = |hole: &Hole| hole.way.len() > 1 && hole.way[1].parse().is_ok_and(|index: usize| index > 0);
        let holes: Vec<Hole> = holes.into_iter().filter(|hole| !is_another(hole)).collect();
        let found = scars_of(name, &pairs(&holes));
        assert!(found.is_empty(), "{name}: {}\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn a_final_report_in_which_nothing_is_wrong_has_no_gap_whichever_key_is_left_out() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        inspection.change("report.toml", "state = \"draft\"", "state = \"final\"");
        // What a draft may lack; beside that, the keys of every other file that the report speaks of.
        let all = inspection.files.iter().filter(|(file, _)| !file.ends_with("team.toml"));
        let all: Vec<Hole> = all.flat_map(|(file, text)| holes(file, text)).collect();
        let mut reports = HashSet::new();
        for hole in all {
            let is_another = hole.way.len() > 1 && hole.way[1].parse().is_ok_and(|index: usize| index > 2);
            let record = if is_another { None } else { inspection.sound_without(std::slice::from_ref(&hole)) };
            let Some(record) = record else { continue };
            assert!(hole.way != ["summary"], "{name}: a gap stops the pack");
            let rendered = inspection.rendered_from(&record);
            reports.extend(rendered.into_iter().filter(|(document, _)| document.starts_with("report/")));
        }
        assert!(reports.len() > 10, "{name}: {}", reports.len());
        for (document, text) in reports {
            // A report that is a draft again may have gaps.
            let is_draft = text.contains("#callout[");
            let gap = text.find("#gap[").or(text.find("#blank[")).filter(|_| !is_draft);
            assert_eq!(gap.map(|at| &text[at..]), None, "{name}, {document}");
        }
    }
}

#[test]
fn whoever_is_missing_or_cannot_be_reached_holds_back_what_needs_them_and_the_rest_is_made() {
    let planned = |inspection: &mut Inspection| {
        let record = inspection.sound_without(&[]).expect("no error");
        let planned = inspection.inputs.plan(&record).expect("sound phrases");
        let made: Vec<String> = planned.files.iter().map(|file| file.deliverable.document.id.clone()).collect();
        (made, planned.waiting)
    };
    let (all, _) = planned(&mut Inspection::of(ENGLAND));
    for (from, to, waiting) in [
        ("\"director-of-childrens-services\"", "\"report-copy\"", &[][..]),
        ("\"board-chair\"", "\"report-copy\"", &[]),
        ("\"yot-manager\"", "\"report-copy\"", &["announcement-email", "confirmation-letter"]),
        ("email = \"helen.marsh@aberford.example\"\n", "", &["announcement-email"]),
        ("email = \"patrick.osei@aberford.example\"\n", "", &["announcement-email"]),
        ("email = \"joanna.birtles@north-brack-police.example\"\n", "", &[]),
    ] {
        let mut inspection = Inspection::of(ENGLAND);
        inspection.change("contacts.toml", from, to);
        let (made, held) = planned(&mut inspection);
        let mut ids: Vec<&str> = held.iter().map(|held| held.document.as_str()).collect();
        ids.dedup();
        assert_eq!(ids, waiting, "{from}");
        let rest: Vec<&String> = all.iter().filter(|id| !waiting.contains(&id.as_str())).collect();
        assert_eq!(made.iter().collect::<Vec<_>>(), rest, "{from}");
    }
    let mut inspection = Inspection::of(ENGLAND);
    inspection.change("contacts.toml", "email = \"patrick.osei@aberford.example\"\n", "");
    let (_, held) = planned(&mut inspection);
    assert_eq!(held[0].waits_for, ["an e-mail address of Patrick Osei (contacts.toml)"]);
}

#[test]
fn a_pack_in_one_language_promises_no_other() {
    let mut inspection = Inspection::of(WALES);
    let promise = "short published report, in Welsh and in English";
    assert!(inspection.texts()["announcement-email/en.txt"].contains(promise));
    let text = &inspection.texts()["timeline-calendar/en.calendar.toml"].clone();
    assert!(text.contains("translation"), "{text}");
    inspection.change("inspection.toml", "[yot]", "languages = [\"english\"]\n\n[yot]");
    let texts = inspection.texts();
    assert!(!texts["announcement-email/en.txt"].contains(promise));
    assert!(!texts["timeline-calendar/en.calendar.toml"].contains("translation"));
}

#[test]
fn a_part_of_the_day_stands_where_the_guidance_has_no_hour_in_timeline_calendar_letter_and_draft() {
    let whole_day = |calendar: &str, part: &str| {
        let calendar: toml::Value = toml::from_str(calendar).expect("TOML");
        let events = calendar["event"].as_array().expect("events").clone();
        let event = events.into_iter().find(|event| event["title"].as_str().is_some_and(|title| title.contains(part)));
        event.is_some_and(|event| event.get("time").is_none())
    };
    for (name, tag, close, afternoon) in
        [(ENGLAND, "en", "close of business", "afternoon"), (WALES, "cy", "diwedd y diwrnod gwaith", "prynhawn")]
    {
        let inspection = Inspection::of(name);
        let texts = inspection.texts();
        for (document, part) in [
            ("timeline", close),
            ("timeline", afternoon),
            ("confirmation-letter", close),
            ("confirmation-letter", afternoon),
            ("report", close),
        ] {
            assert!(texts[&format!("{document}/{tag}.typ")].contains(part), "{document}: {part}");
        }
        let calendar = format!("timeline-calendar/{tag}.calendar.toml");
        let (_, calendar) = inspection.rendered().into_iter().find(|(document, _)| *document == calendar).expect("one");
        assert!(whole_day(&calendar, close) && whole_day(&calendar, afternoon), "{calendar}");
    }
}

#[test]
fn a_draft_says_so_and_what_is_asked_by_when_and_does_not_speak_of_publication_as_done() {
    for (name, tag, says, asks, published) in [
        (
            ENGLAND,
            "en",
            "state: [Draft, not for publication]",
            "factual inaccuracies, and send them by Monday 1 February 2027 to Ruth Calder, ruth.calder@hmip.example",
            "We publish it on our",
        ),
        (
            WALES,
            "cy",
            "state: [Drafft, nid i’w gyhoeddi]",
            "ynddo, ac anfonwch hwy erbyn dydd Llun 8 Mawrth 2027 at Gwenllian Tudor, gwenllian.tudor@hmip.example",
            "\nFe’i cyhoeddir",
        ),
    ] {
        let mut inspection = Inspection::of(name);
        let path = format!("report/{tag}.typ");
        let source = |inspection: &Inspection| {
            inspection.rendered().into_iter().find(|(document, _)| *document == path).expect("a report").1
        };
        let draft = inspection.texts()[&path].clone();
        assert!(source(&inspection).contains(says) && draft.contains(asks), "{draft}");
        assert!(!draft.contains(published), "{draft}");
        inspection.change("report.toml", "state = \"draft\"", "state = \"final\"");
        let last = inspection.texts()[&path].clone();
        assert!(!source(&inspection).contains("state: [") && !last.contains(asks), "{last}");
    }
}

#[test]
fn a_schedule_for_checking_and_the_final_one_each_have_their_day_of_issue() {
    let mut inspection = Inspection::of(ENGLAND);
    let source = |inspection: &Inspection| {
        inspection.rendered().into_iter().find(|(document, _)| document == "schedule/en.typ").expect("a schedule").1
    };
    assert!(source(&inspection).contains("state: [Final, issued on Thursday 14 January 2027]"));
    inspection.change("cases.toml", "schedule = \"final\"", "schedule = \"for-checking\"");
    let text = source(&inspection);
    assert!(text.contains("state: [For checking, issued on Monday 11 January 2027]"), "{text}");
    assert!(text.contains("what has to change by Thursday 14 January 2027"), "{text}");
}

#[test]
fn the_barest_record_that_is_right_gives_whole_pages() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        let mut left_out = Vec::new();
        for hole in Inspection::holes_of(name) {
            left_out.push(hole);
            if !inspection.is_sound_without(&left_out) {
                left_out.pop();
            }
        }
        inspection.leave_out(&left_out);
        assert_eq!(inspection.scars(), Vec::<String>::new(), "{name}");
        for job in typst_jobs(&inspection.inputs, name).expect("a sound record") {
            let pdf =
                compile(&job, &inspection.inputs.tree).unwrap_or_else(|problems| panic!("{}: {problems:?}", job.name));
            for scar in [", ,", ": .", "()", "( "] {
                assert!(!pdf.text.contains(scar), "{name}, {}: {scar}\n{}", job.name, pdf.text);
            }
        }
    }
}

#[test]
fn a_check_that_is_not_recorded_is_not_claimed_for_anybody() {
    for name in [ENGLAND, WALES] {
        let mut inspection = Inspection::of(name);
        let claims = |inspection: &Inspection| {
            let texts = inspection.texts();
            texts
                .values()
                .filter(|text| text.contains("DBS") || text.contains("Disclosure") || text.contains("Datgelu"))
                .count()
        };
        assert!(claims(&inspection) > 2, "{name}");
        inspection.change("team.toml", "dbs-checked = 2024", "# dbs-checked = 2024");
        assert_eq!(claims(&inspection), 0, "{name}");
        let mut inspection = Inspection::of(name);
        inspection.change("team.toml", "dbs-checked = 2024", "dbs-checked = 2020");
        assert_eq!(claims(&inspection), 0, "{name}: too long ago");
    }
}

#[test]
fn a_report_counts_the_cases_that_the_record_holds() {
    let mut inspection = Inspection::of(ENGLAND);
    assert!(inspection.texts()["report/en.typ"].contains("We inspected 20 recent cases"));
    let path = format!("inspections/{ENGLAND}/cases.toml");
    let cases = inspection.files[&path].clone();
    let (first, rest) = cases.split_once("[[case]]").expect("a case");
    let fewer = rest.rsplit_once("[[case]]").expect("another").0;
    let fewer = format!("{first}[[case]]{fewer}");
    inspection.files.insert(path.clone(), fewer);
    inspection.leave_out(&[]);
    assert!(inspection.texts()["report/en.typ"].contains("We inspected 19 recent cases"));
    inspection.files.insert(path, first.to_owned());
    inspection.leave_out(&[]);
    let report = &inspection.texts()["report/en.typ"];
    assert!(!report.contains("We inspected") && report.contains("how many cases we inspected"), "{report}");
}

#[test]
fn what_is_planned_is_not_told_as_settled() {
    let texts = Inspection::of(ENGLAND).texts();
    let letter = &texts["confirmation-letter/en.typ"];
    assert!(letter.contains("plan to inspect 20 cases, typically 4 first tier"), "{letter}");
    assert!(letter.contains("We expect to work at") && !letter.contains("as agreed"), "{letter}");
}

#[test]
fn whoever_signs_a_message_speaks_as_i() {
    let texts = Inspection::of(ENGLAND).texts();
    for part in ["txt", "html"] {
        let text = &texts[&format!("announcement-email/en.{part}")];
        assert!(text.contains("I announced this"), "{text}");
        assert!(!text.contains("ur lead inspector") && !text.contains("tell the lead inspector"), "{text}");
    }
}

#[test]
fn the_announcement_shows_every_number_and_address_that_it_asks_to_have_checked() {
    let mut inspection = Inspection::of(ENGLAND);
    for telephone in ["01632\u{a0}960140", "01632\u{a0}960141", "01632\u{a0}960145"] {
        assert!(inspection.texts()["announcement-email/en.txt"].contains(telephone), "{telephone}");
    }
    inspection.change("contacts.toml", "telephone = \"01632 960141\"\n", "");
    assert!(inspection.texts()["announcement-email/en.txt"].contains("telephone number missing"));
}

#[test]
fn a_time_that_is_set_is_not_also_left_open() {
    let mut inspection = Inspection::of(ENGLAND);
    let open = "I will agree the time with the YOT manager";
    assert!(inspection.texts()["announcement-email/en.txt"].contains(open));
    inspection.change(
        "inspection.toml",
        "[dates.announcement]",
        "[dates.planning-meeting]\non = 2027-01-06\nat = 10:30:00\nreason = \"as agreed\"\n\n[dates.announcement]",
    );
    let text = &inspection.texts()["announcement-email/en.txt"];
    assert!(text.contains("Keep 10:30am on") && !text.contains(open), "{text}");
}

#[test]
fn nothing_is_named_twice_in_a_row() {
    let mut inspection = Inspection::of(ENGLAND);
    inspection.change(
        "inspection.toml",
        "address = [\"12 Millgate\"",
        "address = [\"Millgate House\", \"12 Millgate\"",
    );
    inspection.change(
        "contacts.toml",
        "name = \"Carys Holt\"\ntitle = \"Head of Region, North\"",
        "name = \"Youth Justice Board for England and Wales\"",
    );
    inspection.change(
        "contacts.toml",
        "name = \"Eleanor Voss\"\ntitle = \"Regional Director\"\nroles = [\"inspectorate\"]\norganisation = \"Ofsted\"",
        "name = \"Ofsted\"\nroles = [\"inspectorate\"]",
    );
    let texts = inspection.texts();
    for text in texts.values() {
        assert!(!text.contains("Millgate House, Millgate House"), "{text}");
    }
    let lines: Vec<&str> = texts["report/en.typ"].lines().collect();
    assert!(lines.contains(&"Ofsted") && lines.contains(&"Youth Justice Board for England and Wales"), "{lines:#?}");
}

#[test]
fn no_document_has_apostrophes_of_two_kinds() {
    for name in [ENGLAND, WALES] {
        for (document, text) in Inspection::of(name).texts() {
            let place = text.find('\'').map(|at| text[..at].lines().last().unwrap_or_default().to_owned());
            assert_eq!(place, None, "{document}");
        }
    }
}

#[test]
fn specification_and_sheet_call_a_field_by_one_name_and_agree_on_what_may_be_empty() {
    for (name, empty, one) in [(ENGLAND, "empty", "en"), (WALES, "wag", "cy")] {
        let rendered: BTreeMap<String, String> = Inspection::of(name).rendered().into_iter().collect();
        let sheet: toml::Value =
            toml::from_str(&rendered[&format!("case-sample-spreadsheet/{one}.workbook.toml")]).expect("TOML");
        let said = pieces("a.typ", &rendered[&format!("case-sample-specification/{one}.typ")]);
        let mut columns = 0;
        for column in sheet["sheet"].as_array().expect("sheets").iter().filter_map(|sheet| sheet.get("column")) {
            for column in column.as_array().expect("columns") {
                let heading = column["heading"].as_str().expect("a heading").to_owned();
                let at = said.iter().position(|piece| *piece == Piece::Text(heading.clone()));
                let at = at.unwrap_or_else(|| panic!("the specification has no `{heading}`"));
                let Piece::Text(values) = &said[at + 2] else { panic!("no values of `{heading}`") };
                let required = column.get("required").is_some();
                // What has to be there may be empty only beside an answer that says why.
                assert!(required != values.contains(empty) || values.contains('‘'), "{heading}: {required}, {values}");
                columns += 1;
            }
        }
        assert!(columns > 70, "{columns}");
    }
}

#[test]
fn the_enclosure_says_what_the_guidance_says_and_goes_with_the_message() {
    for (name, tag, words) in [
        (
            ENGLAND,
            "en",
            [
                "1:30pm to 2pm",
                "2:15pm to 2:45pm",
                "4:30pm",
                "swipe",
                "Log-ins",
                "complain",
                "victim",
                "Tea, coffee",
                "8:30am to 6pm",
            ],
        ),
        (
            WALES,
            "cy",
            [
                "1:30pm i 2pm",
                "2:15pm i 2:45pm",
                "4:30pm",
                "cerdyn",
                "cyfrifon",
                "gwyno",
                "dioddefwr",
                "de, coffi",
                "8:30am i 6pm",
            ],
        ),
    ] {
        let texts = Inspection::of(name).texts();
        let text = &texts[&format!("team-and-preparation/{tag}.typ")];
        for word in words {
            assert!(text.contains(word), "{word}\n{text}");
        }
        assert!(texts[&format!("announcement-email/{tag}.txt")].contains("team-and-preparation"), "{name}");
    }
}
