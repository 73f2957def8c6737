//! How the cost of a check grows with a record: eight times as large, and at most some eight times as long, whatever is wrong
//! with it. A rule that looks through a list for each entry of a list takes 64 times as long.

use std::time::{Duration, Instant};

use super::tests::TestRecord;
use crate::problem::{code, render, to_json};
use crate::record::FileKind::{Cases, Children, Contacts, Inspection, Report, Team};

const SMALL: usize = 500;
const LARGE: usize = 8 * SMALL;

/// Beyond every n log n, and well below the 64 of a square. The machine has its own ideas, so that the best of three counts.
const MOST: f64 = 28.0;

/// What this thread has used of the processor, so that other work on the machine does not count; the time of day elsewhere.
fn used(since: Instant) -> Duration {
    let statistics = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = statistics.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// What a check takes at its best, from the texts of the files to the messages, and how many problems it finds.
fn cost(files: &TestRecord, started: Instant) -> (Duration, usize) {
    let measure = |_| {
        let before = used(started);
        let problems = files.problems();
        drop((render(&problems, false), to_json(&problems)));
        (used(started) - before, problems.len())
    };
    (0..3).map(measure).min().expect("three")
}

#[track_caller]
fn assert_grows_evenly(what: &str, of: impl Fn(usize) -> TestRecord) {
    let started = Instant::now();
    let (small, few) = cost(&of(SMALL), started);
    let (large, many) = cost(&of(LARGE), started);
    assert!(many >= few, "{what}: {few} and {many} problems");
    let ratio = large.as_secs_f64() / small.as_secs_f64();
    println!("{what}: {ratio:.1} ({small:.1?}, {large:.1?}, {many} problems)");
    assert!(ratio < MOST, "{what}: {SMALL} take {small:?} and {LARGE} {large:?}, {ratio:.1} times as long");
}

fn many(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

/// A name for each number, without digits.
fn name(number: usize) -> String {
    let letters = |number: usize| ["ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wy"][number % 10];
    let name = |from: usize| (0..3).map(|place| letters(from / 10_usize.pow(place))).collect::<String>();
    format!("{} {}", name(number), name(number / 7 + 3))
}

fn contact(number: usize, lines: &str) -> String {
    let person = name(number);
    format!("[[contact]]\nname = \"{person} {number}\"\nroles = [\"report-copy\"]\n{lines}\n")
}

fn case(number: usize, lines: &str) -> String {
    format!("[[case]]\nid = \"AB{number}\"\ntier = \"community\"\n{lines}\n")
}

#[test]
fn people_and_cases_of_any_number_cost_no_more_than_as_many_of_the_usual() {
    let of = |file, entry: fn(usize) -> String| move |count| TestRecord::sound().append(file, &many(count, entry));
    assert_grows_evenly("sound contacts", of(Contacts, |number| contact(number, "")));
    assert_grows_evenly("contacts listed twice", of(Contacts, |number| contact(number / 2, "email = \"a@b.example\"")));
    assert_grows_evenly("unknown roles", of(Contacts, |number| contact(number, "").replace("report-copy", "reprot")));
    assert_grows_evenly("unknown keys", of(Contacts, |number| contact(number, "nmae = \"x\"")));
    assert_grows_evenly("wrong addresses", of(Contacts, |number| contact(number, "email = \"a’b@c.example\"")));
    assert_grows_evenly("strange letters", of(Contacts, |number| contact(number, "title = \"☐ 漢\"")));
    assert_grows_evenly("several chairs", |count| {
        let chairs = many(count, |number| contact(number, "").replace("report-copy", "board-chair"));
        TestRecord::sound().append(Contacts, &chairs)
    });
    assert_grows_evenly("cases without a slot", of(Cases, |number| case(number, "")));
    assert_grows_evenly(
        "one slot",
        of(Cases, |number| case(number, "slot = \"LI 1\"\ncase-manager = \"Mared Ellis\"")),
    );
    assert_grows_evenly("unknown managers", |count| {
        let cases = many(count, |number| case(number, &format!("case-manager = \"{} {number}\"", name(number))));
        TestRecord::sound().append(Cases, &cases).append(Contacts, &many(count, |number| contact(number, "")))
    });
    assert_grows_evenly("managers elsewhere", |count| {
        let site = |number| format!("[[site]]\nname = \"{} House {number}\"\n", name(number));
        let manager = |number| {
            format!(
                "[[case-manager]]\nname = \"{0} {number}\"\nsite = \"{0} Huose {number}\"\naway = [2027-02-02]\n",
                name(number)
            )
        };
        TestRecord::sound().append(Cases, &many(count, manager)).append(Inspection, &many(count, site))
    });
    assert_grows_evenly("assessors without an inspector", |count| {
        let inspector =
            |number| format!("[[inspector]]\nname = \"{} {number}\"\nsites = [\"Elsewhere\"]\n", name(number));
        let assessor = |number| {
            format!(
                "[[local-assessor]]\nname = \"{0} LA{number}\"\nhome-yot = \"X\"\nwith = \"{0} LI{number}\"\n",
                name(number)
            )
        };
        let cases = many(count, |number| case(number + 100, "slot = \"AI1 1\""));
        let team = many(count / 2, inspector) + &many(count / 2, assessor);
        TestRecord::sound().append(Team, &team).append(Cases, &cases)
    });
}

#[test]
fn authorities_languages_and_welsh_of_any_number_cost_no_more_than_as_many_of_the_usual() {
    let wales = || TestRecord::sound().change(Inspection, "\"england\"", "\"wales\"");
    assert_grows_evenly("authorities", |count| {
        let listed = format!("authorities = [{}]", many(count, |number| format!("\"{} {number}\", ", name(number))));
        let chief = |number| {
            contact(number, &format!("authorities = [\"{} x{number}\"]", name(number)))
                .replace("report-copy", "chief-executive")
        };
        let from = "authorities = [\"Aberford City Council\"]";
        TestRecord::sound().change(Inspection, from, &listed).append(Contacts, &many(count, chief))
    });
    assert_grows_evenly("languages", |count| {
        let languages = format!("languages = [{}]", "\"english\", ".repeat(count));
        let contacts = many(count, |number| contact(number, "language = \"welsh\""));
        wales().change(Inspection, "# The inspection", &languages).append(Contacts, &contacts)
    });
    assert_grows_evenly("ampersands", |count| {
        let paragraphs = many(count, |number| format!("\"{} & {number}\", ", name(number)));
        wales().with(Report, &format!("summary = []\n[welsh]\nsummary = [{paragraphs}]\n"))
    });
    assert_grows_evenly("settled warnings", |count| {
        let entry = |number: usize| {
            format!("[[settled]]\ncode = \"SQS0718\"\nat = \"report.toml: welsh.summary[{number}]\"\nreason = \"x\"\n")
        };
        let paragraphs = many(count, |number| format!("\"{} & {number}\", ", name(number)));
        let report = format!("summary = []\n[welsh]\nsummary = [{paragraphs}]\n");
        wales().with(Report, &report).append(Inspection, &many(400, entry))
    });
}

#[test]
fn children_of_any_number_cost_no_more_than_as_many_of_the_usual() {
    let child = |number: usize| {
        let (person, other) = (name(number), name(number + 71));
        format!(
            "[[child]]\nid = \"AB{number}\"\nsystem-id = \"{}\"\nfamily-name = \"{}\"\nfirst-names = \"{}\"\n\
             note = \"a note of {number} words that nobody else has\"\n",
            70_000 + number,
            person.replace(' ', ""),
            other.split(' ').next().unwrap_or_default(),
        )
    };
    assert_grows_evenly("children", |count| {
        let contacts = many(count, |number| contact(number, "organisation = \"Aberford City Council\""));
        TestRecord::sound().with(Children, &many(count, child)).append(Contacts, &contacts)
    });
    assert_grows_evenly("children and mistakes in one line", |count| {
        let keys = many(count, |number| format!("x{number} = 1, "));
        let yot = format!("yot = {{ {keys} name = \"A\" }}\n");
        TestRecord::sound().with(Children, &many(count / 10, child)).with(Inspection, &yot)
    });
    assert_grows_evenly("children at work", |count| {
        let managers = many(count, |number| format!("[[case-manager]]\nname = \"Mared {number}\"\nemial = \"x\"\n"));
        TestRecord::sound().with(Children, &many(count / 10, child)).with(Cases, &managers)
    });
}

#[test]
fn mistakes_of_any_number_in_one_line_or_in_many_cost_no_more_than_as_many_of_the_usual() {
    assert_grows_evenly("in one line", |count| {
        let keys = many(count, |number| format!("\"ŵ{number}\" = 1, "));
        TestRecord::sound().with(Contacts, &format!("contact = [{{ {keys} name = \"ŵŷ\", roles = [] }}]\n"))
    });
    assert_grows_evenly("wrong kinds in one line", |count| {
        TestRecord::sound().with(Contacts, &format!("contact = [{}]\n", "{ name = 7, roles = 3 }, ".repeat(count)))
    });
    assert_grows_evenly("below a heading that is commented out", |count| {
        let keys = many(count, |number| format!("key-{number} = 1\n"));
        TestRecord::sound().with(Contacts, &format!("# [[contact]]\n{keys}"))
    });
    assert_grows_evenly("under headings that are commented out", |count| {
        TestRecord::sound().with(Inspection, &many(count, |number| format!("#[fieldwork]\nkey-{number} = 1\n")))
    });
    assert_grows_evenly("no TOML", |count| {
        TestRecord::sound().with(Contacts, &many(count, |number| format!("name {number} = “x\n")))
    });
    assert_grows_evenly("no TOML in one line", |count| {
        TestRecord::sound().with(Contacts, &format!("name = [{}", "\"a\" \"b\" = ] ".repeat(count)))
    });
    assert_grows_evenly("keys that stand twice", |count| {
        TestRecord::sound().with(Contacts, &format!("[[contact]]\n{}", "name = \"x\"\n".repeat(count)))
    });
    assert_grows_evenly("headings that stand twice", |count| {
        TestRecord::sound().with(Contacts, &"[a]\n".repeat(count))
    });
    assert_grows_evenly("an unfinished merge", |count| {
        TestRecord::sound().with(Contacts, &"<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n".repeat(count))
    });
}

#[test]
fn of_more_mistakes_than_anybody_mends_the_first_are_told_and_no_rule_judges_the_file() {
    let keys = many(10_010, |number| format!("key-{number} = 1\n"));
    let problems = TestRecord::sound().with(Contacts, &keys).problems();
    assert_eq!(problems.len(), 10_001);
    let (more, told): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.code == code::TOO_LONG);
    assert!(told.iter().all(|problem| problem.code == code::UNKNOWN_KEY));
    assert_eq!(more.len(), 1);
    assert!(more[0].message.starts_with("this file has more than 10000 mistakes"), "{}", more[0].message);
}

#[test]
fn more_settled_warnings_than_a_record_can_have_are_refused_at_the_first_too_many() {
    let entry =
        |number: usize| format!("[[settled]]\ncode = \"SQS0001\" # {number}\nat = \"team.toml\"\nreason = \"x\"\n");
    let problems = TestRecord::sound().append(Inspection, &many(501, entry)).problems();
    let refused: Vec<_> = problems.iter().filter(|problem| problem.code == code::TOO_LONG).collect();
    assert_eq!(refused.len(), 1);
    assert!(refused[0].message.starts_with("501 warnings are settled here, and 500"), "{}", refused[0].message);
    let (before, after) = refused[0].place.file.text.split_at(refused[0].place.span.start);
    assert!(before.contains("# 499") && !before.contains("# 500") && after.contains("# 500"));
}
