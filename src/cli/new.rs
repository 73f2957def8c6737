use std::io::{self, IsTerminal};
use std::path::Path;

use super::interview::{Interview, country, date};
use super::output::{say, tell};
use super::{Failure, Status};
use crate::calendar::BankHolidays;
use crate::check::folder_without_child;
use crate::facts::holidays;
use crate::scaffold::{
    self, Answers, NewFile, Person, RefusedAnswer, SiteAnswer, area_of, default_folder, refused_folder, refused_line,
    refused_person, refused_site, refused_start,
};
use crate::search::Terms;
use crate::workspace::durable::{write_new, write_new_folder};
use crate::workspace::files::{read_named, text};
use crate::workspace::{NoWorkspace, Workspace, twin};

/// Begin an inspection
///
/// Writes the files of a new record: your answers filled in, every other key in a comment. If you leave out something that it
/// needs, it asks you in a terminal. If the folder is in no workspace, it begins one.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack new\n  \
        sqspack new --yot \"Harrowdale Youth Justice Service\" --country england \\\n    \
        --authority \"Harrowdale Borough Council\" --fieldwork 2027-03-08")]
pub struct Args {
    /// Name of the inspection's folder; if you leave it out, year, month and area
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
    /// Full name of the youth offending team
    #[arg(long, value_name = "NAME")]
    yot: Option<String>,
    /// Name of the area; if you leave it out, that of the first authority
    #[arg(long, value_name = "NAME")]
    area: Option<String>,
    /// Country of the youth offending team: england or wales
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// A local authority that it serves; repeat it for each
    #[arg(long = "authority", value_name = "NAME")]
    authorities: Vec<String>,
    /// The Monday on which fieldwork starts, or the Tuesday after a bank holiday: 2027-03-08
    #[arg(long, value_name = "DATE")]
    fieldwork: Option<String>,
    /// The lead inspector: name, e-mail address and telephone number
    #[arg(long, num_args = 3, value_names = ["NAME", "EMAIL", "TELEPHONE"])]
    lead_inspector: Option<Vec<String>>,
    /// The support services officer: name, e-mail address and telephone number
    #[arg(long, num_args = 3, value_names = ["NAME", "EMAIL", "TELEPHONE"])]
    support_officer: Option<Vec<String>>,
    /// Name of the office where fieldwork takes place
    #[arg(long, value_name = "NAME")]
    site: Option<String>,
    /// A line of the office's address; repeat it for each line
    #[arg(long = "site-address", value_name = "LINE", requires = "site")]
    site_address: Vec<String>,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let (root, holidays, children) = match Workspace::find(directory) {
        Ok(workspace) => {
            let children = Terms::of_workspace(&workspace);
            (workspace.root, holidays(&workspace.settings), Some(children))
        }
        Err(NoWorkspace::NotFound(_)) if directory.is_dir() => (directory.to_owned(), BankHolidays::new(), None),
        Err(error) => return Err(error.into()),
    };
    let is_new = children.is_none();
    let children = children.unwrap_or_default();
    let taken = |folder: &str| named_after_child(folder, &children).or_else(|| taken(&root, folder));
    let answers = if io::stdin().is_terminal() {
        asked(args, &mut Interview { answers: &mut io::stdin().lock(), holidays: &holidays }, &taken)?
    } else {
        given(args)?
    };
    let record = scaffold::inspection(&answers, &holidays).map_err(|refusals| as_failure(&refusals))?;
    if let Some(refusal) = taken(&answers.folder) {
        return Err(as_failure(&[refusal]));
    }
    let folder = root.join("inspections").join(&answers.folder);
    write_missing(&root, &scaffold::workspace())?;
    if is_new {
        say!("{}: a new workspace", root.display())?;
    }
    write_record(&folder, &record)?;
    record.iter().try_for_each(|(path, _)| say!("{path}"))?;
    tell_of_git(&root)?;
    tell!("next: fill in the files in this order; `sqspack check {}` reports what is wrong", answers.folder)?;
    Ok(Status::Well)
}

/// Writes the files of a workspace that do not exist yet: all of a new one, or those that an interrupted `new` did not reach.
fn write_missing(root: &Path, files: &[NewFile]) -> Result<(), Failure> {
    for (path, text) in files {
        let place = root.join(path);
        if !place.exists() {
            write_new(&place, text)?;
        }
    }
    Ok(())
}

/// Writes the folder of the record, whole or not at all.
fn write_record(folder: &Path, record: &[NewFile]) -> Result<(), Failure> {
    let files: Vec<(&str, &str)> =
        record.iter().map(|(path, text)| (path.rsplit('/').next().unwrap_or(path), text.as_str())).collect();
    Ok(write_new_folder(folder, &files)?)
}

/// Warns of a `.gitignore` that somebody wrote and that lets the file of the children into git.
fn tell_of_git(root: &Path) -> Result<(), Failure> {
    let gitignore = read_named(&root.join(".gitignore")).and_then(text).unwrap_or_default();
    if scaffold::keeps_children_out(&gitignore) {
        return Ok(());
    }
    tell!("warning: .gitignore lets git take the children's names; add the line `children.private.toml` to it")
}

/// Whether something is missing that a record needs.
fn lacks_answers(args: &Args) -> bool {
    args.yot.is_none() || args.country.is_none() || args.authorities.is_empty() || args.fieldwork.is_none()
}

/// The answers on the command line.
fn given(args: &Args) -> Result<Answers, Failure> {
    let refused = |refusal: RefusedAnswer| as_failure(&[refusal]);
    let yot_name = required(args.yot.as_ref(), "--yot", "full name of the youth offending team")?.to_owned();
    let country = country(required(args.country.as_ref(), "--country", "england or wales")?).map_err(refused)?;
    required(args.authorities.first(), "--authority", "a local authority that it serves")?;
    let starts = required(args.fieldwork.as_ref(), "--fieldwork", "the Monday on which fieldwork starts")?;
    let fieldwork_starts = date(starts).map_err(refused)?;
    let authorities = args.authorities.clone();
    let area = args.area.clone().or_else(|| authorities.first().map(|name| area_of(name)));
    let folder =
        args.folder.clone().unwrap_or_else(|| default_folder(fieldwork_starts, area.as_ref().unwrap_or(&yot_name)));
    Ok(Answers {
        folder,
        yot_name,
        area,
        country,
        authorities,
        fieldwork_starts,
        lead_inspector: person(&args.lead_inspector),
        support_officer: person(&args.support_officer),
        site: args.site.clone().map(|name| SiteAnswer { name, address: args.site_address.clone() }),
    })
}

/// Why an inspection cannot be begun in a folder: it would be called after a child of one that is here.
fn named_after_child(folder: &str, children: &[Terms]) -> Option<RefusedAnswer> {
    children.iter().find_map(|terms| folder_without_child(folder, terms)).map(|_| RefusedAnswer {
        answer: "folder",
        message: "the name of the folder would tell of a child of another inspection".to_owned(),
        help: "name another folder: the month and the area, as in `sqspack new 2027-01-aberford`".to_owned(),
    })
}

/// Why an inspection cannot be begun in a folder: there is one of that name, or of one that some systems take for it.
fn taken(root: &Path, folder: &str) -> Option<RefusedAnswer> {
    let other = match root.join("inspections").join(folder).exists() {
        true => Some(folder.to_owned()),
        false => twin(root, folder),
    };
    Some(RefusedAnswer {
        answer: "folder",
        message: format!("inspections/{} already exists", other?),
        help: format!("name another folder: `sqspack new {folder}-2`"),
    })
}

/// The answers on the command line, and a person's answers to the other questions. An answer on the command line that cannot be
/// right is asked for as well. Where everything that a record needs was given, nothing else is asked.
fn asked(
    args: &Args,
    interview: &mut Interview<'_>,
    taken: &dyn Fn(&str) -> Option<RefusedAnswer>,
) -> Result<Answers, Failure> {
    let asks = lacks_answers(args);
    let yot_name = match sound(args.yot.clone(), |name| refused_line("yot-name", name))? {
        Some(name) => name,
        None => interview.need("Full name of the youth offending team", |text| refused_line("yot-name", text))?,
    };
    let country_word = sound(args.country.clone(), |word| country(word).err())?;
    let country = match country_word.and_then(|word| country(&word).ok()) {
        Some(country) => country,
        None => interview.country()?,
    };
    let given = Some(args.authorities.clone()).filter(|names| !names.is_empty());
    let wrong = |names: &Vec<String>| names.iter().find_map(|name| refused_line("authority", name));
    let authorities = match sound(given, wrong)? {
        Some(names) => names,
        None => interview.authorities()?,
    };
    let is_wrong = args.area.is_some();
    let area = match sound(args.area.clone(), |area| refused_line("area", area))? {
        Some(area) => Some(area),
        None if asks || is_wrong => interview.area(&authorities)?,
        None => authorities.first().map(|name| area_of(name)),
    };
    let refused = |starts| refused_start(starts, interview.holidays);
    let day = sound(args.fieldwork.clone(), |text| date(text).map_or_else(Some, refused))?;
    let fieldwork_starts = match day.and_then(|text| date(&text).ok()) {
        Some(starts) => starts,
        None => interview.start()?,
    };
    let given = args.site.clone().map(|name| SiteAnswer { name, address: args.site_address.clone() });
    let is_wrong = given.is_some();
    let site = match sound(given, refused_site)? {
        None if asks || is_wrong => interview.site()?,
        given => given,
    };
    let mut person = |answer, title, words: &Option<Vec<String>>| match sound(person(words), |person| {
        refused_person(answer, person)
    })? {
        None if asks || words.is_some() => interview.person(answer, title),
        given => Ok(given),
    };
    let lead_inspector = person("lead-inspector", "lead inspector", &args.lead_inspector)?;
    let support_officer = person("support-officer", "support services officer", &args.support_officer)?;
    let wrong = |name: &str| refused_folder(name).or_else(|| taken(name));
    let proposed = default_folder(fieldwork_starts, area.as_ref().unwrap_or(&yot_name));
    let folder = match sound(args.folder.clone().or(Some(proposed)), |name| wrong(name))? {
        Some(folder) => folder,
        None => interview.need("Name of the inspection's folder", wrong)?,
    };
    Ok(Answers {
        folder,
        yot_name,
        area,
        country,
        authorities,
        fieldwork_starts,
        lead_inspector,
        support_officer,
        site,
    })
}

/// An answer on the command line, unless it cannot be right: then it says why, and there is none.
fn sound<T>(given: Option<T>, refused: impl Fn(&T) -> Option<RefusedAnswer>) -> Result<Option<T>, Failure> {
    match given.as_ref().and_then(refused) {
        Some(refusal) => tell!("{refusal}").map(|()| None),
        None => Ok(given),
    }
}

fn person(given: &Option<Vec<String>>) -> Option<Person> {
    let [name, email, telephone] = given.as_deref()? else { return None };
    Some(Person { name: name.clone(), email: email.clone(), telephone: telephone.clone() })
}

fn required<'a>(given: Option<&'a String>, flag: &str, meaning: &str) -> Result<&'a str, Failure> {
    given.map(String::as_str).ok_or_else(|| {
        Failure(format!(
            "`{flag}` is missing: {meaning}\nhelp: give it, or run `sqspack new` in a terminal to be asked"
        ))
    })
}

fn as_failure(refusals: &[RefusedAnswer]) -> Failure {
    Failure(refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::rehearsal::{Trouble, rehearse};

    #[test]
    fn what_a_new_inspection_leaves_at_whatever_step_it_is_killed_is_completed_by_the_next() {
        let files = scaffold::workspace();
        let record = [("inspections/a/team.toml".to_owned(), "# team\n".to_owned())]
            .into_iter()
            .chain([("inspections/a/cases.toml".to_owned(), "# cases\n".to_owned())])
            .collect::<Vec<NewFile>>();
        for step in 0.. {
            let root = tempfile::tempdir().unwrap();
            let folder = root.path().join("inspections/a");
            let write = || write_missing(root.path(), &files).and_then(|()| write_record(&folder, &record));
            let (written, came) = rehearse(Trouble::From(step), write);
            for (path, text) in &files {
                let found = std::fs::read_to_string(root.path().join(path)).ok();
                assert!(found.is_none_or(|found| found == *text), "{path} at step {step}");
            }
            assert!(!folder.exists() || std::fs::read_dir(&folder).unwrap().count() == record.len(), "step {step}");
            if !folder.exists() {
                assert!(written.is_err());
                assert!(write().is_ok(), "step {step}");
            }
            for (path, text) in files.iter().chain(&record) {
                assert_eq!(std::fs::read_to_string(root.path().join(path)).unwrap(), *text, "{path} at step {step}");
            }
            if !came {
                assert!(step > 10);
                return;
            }
        }
    }

    #[test]
    fn an_inspection_can_be_begun_by_answers_alone() {
        let args = Args {
            folder: None,
            yot: None,
            area: None,
            country: Some("Englnd".to_owned()),
            authorities: Vec::new(),
            fieldwork: None,
            lead_inspector: None,
            support_officer: None,
            site: None,
            site_address: Vec::new(),
        };
        let mut typed = "Harrowdale Youth Justice Service\nengland\nHarrowdale Council\n\n2027-03-08\n\
                         Weir House\n1 Weir Lane; Harrowdale\nRuth Calder\nruth@hmip.example\n07700 900111\n\n"
            .as_bytes();
        let holidays = BankHolidays::new();
        let answers =
            asked(&args, &mut Interview { answers: &mut typed, holidays: &holidays }, &|_| None).expect("answered");
        assert_eq!((answers.folder.as_str(), answers.area.as_deref()), ("2027-03-harrowdale", Some("Harrowdale")));
        assert_eq!(answers.site.as_ref().map(|site| site.address.len()), Some(2));
        assert!(answers.lead_inspector.is_some() && answers.support_officer.is_none());
        assert_eq!(scaffold::inspection(&answers, &holidays).expect("a record").len(), 10);
    }

    #[test]
    fn an_answer_on_the_command_line_that_cannot_be_is_asked_for_and_the_others_stay() {
        let text = |text: &str| Some(text.to_owned());
        let args = Args {
            folder: text("con"),
            yot: text("Harrowdale\u{7} \n Service"),
            area: None,
            country: text("england"),
            authorities: vec!["Harrowdale Council".to_owned()],
            fieldwork: text("2027-03-09"),
            lead_inspector: Some(["Ruth Calder", "ruth", "07700 900111"].map(str::to_owned).into()),
            support_officer: None,
            site: None,
            site_address: Vec::new(),
        };
        let mut typed = "Harrowdale Youth Justice Service\n2027-03-08\nRuth Calder\nruth@hmip.example\n07700 900111\n\
                         2027-03-taken\n2027-03-harrowdale\n"
            .as_bytes();
        let taken = |folder: &str| {
            let refusal = RefusedAnswer { answer: "folder", message: String::new(), help: String::new() };
            folder.ends_with("taken").then_some(refusal)
        };
        let holidays = BankHolidays::new();
        let answers =
            asked(&args, &mut Interview { answers: &mut typed, holidays: &holidays }, &taken).expect("answered");
        assert_eq!(answers.folder, "2027-03-harrowdale");
        assert_eq!(answers.yot_name, "Harrowdale Youth Justice Service");
        assert_eq!(answers.fieldwork_starts.to_string(), "2027-03-08");
        assert_eq!(answers.authorities, ["Harrowdale Council"]);
        assert!(answers.lead_inspector.is_some() && answers.site.is_none() && typed.is_empty());
    }
}
