use std::io::{self, IsTerminal};
use std::path::Path;

use super::interview::{Interview, country, date};
use super::output::{say, tell};
use super::{Failure, Status};
use crate::scaffold::{
    self, Answers, NewFile, Person, RefusedAnswer, SiteAnswer, area_of, default_folder, refused_line,
};
use crate::workspace::durable::{write_new, write_new_folder};
use crate::workspace::{NoWorkspace, Workspace};

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
    /// The Monday on which fieldwork starts: 2027-03-08
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
    let (root, is_new) = match Workspace::find(directory) {
        Ok(workspace) => (workspace.root, false),
        Err(NoWorkspace::NotFound(_)) if directory.is_dir() => (directory.to_owned(), true),
        Err(error) => return Err(error.into()),
    };
    let answers = if !lacks_answers(args) || !io::stdin().is_terminal() {
        given(args)?
    } else {
        asked(args, &mut Interview { answers: &mut io::stdin().lock() })?
    };
    let record = scaffold::inspection(&answers).map_err(|refusals| as_failure(&refusals))?;
    let folder = root.join("inspections").join(&answers.folder);
    if folder.exists() {
        return Err(Failure(format!(
            "{} already exists\nhelp: name another folder: `sqspack new {}-2`",
            folder.display(),
            answers.folder
        )));
    }
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
    let gitignore = std::fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
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

/// The answers on the command line, and a person's answers to the other questions.
fn asked(args: &Args, interview: &mut Interview<'_>) -> Result<Answers, Failure> {
    let yot_name = match &args.yot {
        Some(name) => name.clone(),
        None => interview.need("Full name of the youth offending team", |text| refused_line("yot-name", text))?,
    };
    let country = match args.country.as_ref().and_then(|word| country(word).ok()) {
        Some(country) => country,
        None => interview.country()?,
    };
    let authorities = match args.authorities.as_slice() {
        [] => interview.authorities()?,
        names => names.to_vec(),
    };
    let area = match &args.area {
        Some(area) => Some(area.clone()),
        None => interview.area(&authorities)?,
    };
    let fieldwork_starts = match args.fieldwork.as_ref().and_then(|text| date(text).ok()) {
        Some(starts) => starts,
        None => interview.monday()?,
    };
    let site = match &args.site {
        Some(name) => Some(SiteAnswer { name: name.clone(), address: args.site_address.clone() }),
        None => interview.site()?,
    };
    let lead_inspector = match person(&args.lead_inspector) {
        Some(person) => Some(person),
        None => interview.person("lead-inspector", "lead inspector")?,
    };
    let support_officer = match person(&args.support_officer) {
        Some(person) => Some(person),
        None => interview.person("support-officer", "support services officer")?,
    };
    let folder =
        args.folder.clone().unwrap_or_else(|| default_folder(fieldwork_starts, area.as_ref().unwrap_or(&yot_name)));
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
        let answers = asked(&args, &mut Interview { answers: &mut typed }).expect("answered");
        assert_eq!((answers.folder.as_str(), answers.area.as_deref()), ("2027-03-harrowdale", Some("Harrowdale")));
        assert_eq!(answers.site.as_ref().map(|site| site.address.len()), Some(2));
        assert!(answers.lead_inspector.is_some() && answers.support_officer.is_none());
        assert_eq!(scaffold::inspection(&answers).expect("a record").len(), 6);
    }
}
