//! Finished pages: no text runs out of its place, whatever the record says, and nothing is parted that belongs together.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use sqspack::problem::code::CROWDED_TEXT;
use sqspack::publish::{Lock, Memory, WorkspaceInputs, build, typst_jobs};
use sqspack::record::FileKind;
use sqspack::render::{Pdf, TypstJob, compile};
use sqspack::template::Templates;
use sqspack::view::View;
use sqspack::workspace::Workspace;

mod long;

use long::{Field, Long, NAME, Record, fields};

/// A document of one of the inspections in the repository.
struct Finished {
    /// The inspection and the template.
    name: String,
    pdf: Pdf,
    view: View,
}

/// Every PDF of every demonstration and example.
fn finished() -> &'static [Finished] {
    static FINISHED: OnceLock<Vec<Finished>> = OnceLock::new();
    FINISHED.get_or_init(|| {
        let folders = [".", "examples/easter-in-the-notice", "examples/largest-team", "examples/smallest-team"];
        folders.iter().flat_map(|folder| documents(folder)).collect()
    })
}

fn documents(folder: &str) -> Vec<Finished> {
    let workspace = Workspace::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a workspace");
    let inputs = WorkspaceInputs::new(workspace, Templates::embedded().expect("sound templates"));
    let names = inputs.workspace.folders().expect("inspections");
    let of = |name: &String| {
        let views = inputs.views(name);
        let jobs = first_two(typst_jobs(&inputs, name).expect("a sound record"));
        let one = |job: &TypstJob| {
            let view = views.iter().find(|(file, _)| file.ident == job.ident).expect("its view").1.clone();
            Finished { name: format!("{name}: {}", job.name), pdf: made(job, &inputs), view }
        };
        jobs.par_iter().map(one).collect::<Vec<_>>()
    };
    names.iter().flat_map(of).collect()
}

/// Of each document the first two: what is made for each of many people looks the same for the third.
fn first_two(mut jobs: Vec<TypstJob>) -> Vec<TypstJob> {
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    jobs.retain(|job| {
        let count = seen.entry(job.name.clone()).or_default();
        *count += 1;
        *count <= 2
    });
    jobs
}

fn made(job: &TypstJob, inputs: &WorkspaceInputs) -> Pdf {
    compile(job, &inputs.tree).unwrap_or_else(|problems| panic!("{}: {problems:?}", job.name))
}

/// The texts that have no room where these fields are long, by template.
fn crowded(long: Long, fields: &BTreeSet<Field>, wanted: impl Fn(&TypstJob) -> bool + Sync) -> Vec<String> {
    let (_folder, inputs) = Record::new().with(long, fields);
    let jobs = first_two(typst_jobs(&inputs, NAME).unwrap_or_else(|problems| panic!("{problems:#?}")));
    assert!(jobs.len() > 12, "{}", jobs.len());
    let of = |job: &TypstJob| {
        let pdf = made(job, &inputs);
        pdf.crowded.into_iter().map(|text| format!("{}: {text}", job.name)).collect::<Vec<_>>()
    };
    jobs.par_iter().filter(|job| wanted(job)).flat_map(of).collect()
}

fn is_schedule(job: &TypstJob) -> bool {
    job.name.starts_with("schedule/")
}

#[test]
fn no_text_of_a_demonstration_or_example_runs_out_of_its_place() {
    for Finished { name, pdf, .. } in finished() {
        assert_eq!(pdf.crowded, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_word_as_long_as_any_stays_in_its_place_in_every_field_at_once() {
    // A schedule in which every HMIP ID is as long besides is more than an hour's block can hold.
    let fields = fields().into_iter().filter(|field| field.way != "case.id").collect();
    assert_eq!(crowded(Long::Word, &fields, |_| true), Vec::<String>::new());
}

#[test]
fn a_title_of_140_letters_and_a_text_without_a_space_stay_in_their_place_in_every_field_at_once() {
    for long in [Long::Title, Long::Solid] {
        assert_eq!(crowded(long, &fields(), |job| !is_schedule(job)), Vec::<String>::new());
    }
}

#[test]
fn a_title_of_140_letters_has_room_in_every_block_of_the_schedule() {
    for long in [&["contact.title", "contact.title-welsh"][..], &["case-manager.name", "site.name", "site.name-welsh"]]
    {
        let is_meant = |field: &Field| field.file == FileKind::Report || long.contains(&field.way.as_str());
        let fields = fields().into_iter().filter(is_meant).collect();
        assert_eq!(crowded(Long::Title, &fields, is_schedule), Vec::<String>::new(), "{long:?}");
    }
}

#[test]
fn what_has_no_room_in_the_schedule_even_so_is_told_at_its_place_in_the_record_whichever_field_it_is() {
    let of = |field: Field| {
        let told = [Long::Title, Long::Solid].map(|long| told(long, &BTreeSet::from([field.clone()])));
        for (path, line) in told.iter().flatten() {
            // The words that follow a name stand where the name does.
            let key = field.way.rsplit('.').next().unwrap_or_default();
            let is_there = path.ends_with(field.file.name()) && line.trim_start().starts_with(key);
            assert!(is_there, "{field:?} is told at {path}: {line}");
        }
        told.iter().any(|places| !places.is_empty()).then_some(field.way)
    };
    // One after the other: a build has threads of its own, and nested in those of a test it takes too much of their stacks.
    let ways: BTreeSet<String> = fields().into_iter().filter_map(of).collect();
    // The lead inspector's name has room.
    for way in ["inspector.name", "local-assessor.name"] {
        assert!(ways.contains(way), "{way} is told nowhere: {ways:?}");
    }
}

/// Where a build of the schedule warns that something has no room: the file and the line.
fn told(long: Long, fields: &BTreeSet<Field>) -> Vec<(String, String)> {
    let (_folder, inputs) = Record::new().with(long, fields);
    let lock = Lock::take(&inputs.workspace, || {}).expect("the lock");
    let mut places = Vec::new();
    build(&inputs, &lock, &[NAME.to_owned()], Some("schedule"), Memory::OnDisk, |outcome| {
        let errors: Vec<_> = outcome.problems.iter().filter(|problem| problem.is_error()).collect();
        assert!(outcome.fault.is_none() && errors.is_empty(), "{fields:?}: {:?} {errors:?}", outcome.fault);
        let crowded = outcome.problems.into_iter().filter(|problem| problem.code == CROWDED_TEXT);
        places.extend(crowded.map(|problem| {
            let file = &problem.place.file;
            let line = file.text.lines().nth(problem.place.line_column().0 - 1).unwrap_or_default();
            (file.path.clone(), line.to_owned())
        }));
    });
    places
}

#[test]
fn a_list_begins_on_the_page_of_the_words_that_lead_it_in() {
    for Finished { name, pdf, view } in finished() {
        assert_eq!(left_behind(pdf, view), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn the_words_that_lead_a_list_in_go_to_the_next_page_with_it_wherever_the_page_ends() {
    const NAME: &str = "team-and-preparation/en.typ";
    let (folder, inputs) = demonstration();
    let job = typst_jobs(&inputs, folder).expect("a sound record").into_iter().find(|job| job.name == NAME);
    let job = job.expect("it is planned");
    let view = &inputs.views(folder).into_iter().find(|(file, _)| file.ident == job.ident).expect("its view").1;
    // Less than a line further down from step to step, so that each line ends the page once.
    let lower = |step: usize| {
        let main = job.main.replacen("\n== ", &format!("\n#v({}pt)\n\n== ", 8 * step), 1);
        made(&TypstJob { main, ..job.clone() }, &inputs)
    };
    let pdfs: Vec<Pdf> = (0..40).into_par_iter().map(lower).collect();
    for (step, pdf) in pdfs.iter().enumerate() {
        assert_eq!(left_behind(pdf, view), Vec::<&str>::new(), "{step}");
    }
    let is_on_first_page = |pdf: &Pdf| {
        let first = pdf.text.split("Page 1 of").next().unwrap_or_default();
        first.contains("needs a room of their own")
    };
    let on_first = pdfs.iter().filter(|pdf| is_on_first_page(pdf)).count();
    assert!((1..pdfs.len()).contains(&on_first), "{on_first}");
}

/// The last lines of pages that lead in what begins on the next page.
fn left_behind<'p>(pdf: &'p Pdf, view: &View) -> Vec<&'p str> {
    let lines: Vec<&str> = pdf.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let ends =
        |line: &str| line.starts_with(view.reference.as_str()) && line.contains(view.file.document.marking.as_str());
    let before = lines.windows(2).filter(|pair| ends(pair[1])).map(|pair| pair[0]);
    before.filter(|line| line.ends_with(':')).collect()
}

/// The English demonstration.
fn demonstration() -> (&'static str, WorkspaceInputs) {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a workspace");
    ("2027-01-aberford", WorkspaceInputs::new(workspace, Templates::embedded().expect("sound templates")))
}

#[test]
fn no_telephone_number_is_parted() {
    let mut numbers = 0;
    for Finished { name, pdf, view } in finished() {
        let people = view.team.members.iter().chain(&view.team.support_officer).map(|person| &person.telephone);
        let unlined = pdf.text.replace('\n', "\u{a0}");
        for number in people.chain([&view.file.office.telephone]).filter(|number| unlined.contains(number.as_str())) {
            assert!(!number.is_empty() && pdf.text.contains(number.as_str()), "{name}: {number}");
            numbers += 1;
        }
    }
    assert!(numbers > 20, "{numbers}");
}

#[test]
fn the_team_and_what_to_prepare_stand_on_two_pages() {
    for Finished { name, pdf, .. } in finished().iter().filter(|document| document.name.contains("team-and")) {
        assert_eq!(pdf.pages, 2, "{name}");
    }
}

#[test]
fn no_document_has_straight_quotes() {
    for Finished { name, pdf, .. } in finished() {
        assert_eq!(pdf.text.lines().find(|line| line.contains(['\'', '"'])), None, "{name}");
    }
}

#[test]
fn nobody_is_described_twice_by_the_same_words() {
    for Finished { name, view, .. } in finished() {
        for person in &view.contacts {
            let said = [&person.name, &person.title, &person.organisation].map(|text| text.to_lowercase());
            let repeats = |one: usize, other: usize| !said[one].is_empty() && said[other].contains(said[one].as_str());
            assert!(!repeats(2, 0) && !repeats(2, 1) && !repeats(1, 2), "{name}: {said:?}");
        }
    }
}
