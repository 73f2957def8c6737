use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::{Failure, Status};
use crate::calendar::Country;
use crate::scaffold::{self, Answers, NewFile, Person, SiteAnswer, default_folder};
use crate::workspace::durable::write_new;
use crate::workspace::{NoWorkspace, Workspace};

/// Begin an inspection
///
/// Writes the files of a new record: your answers filled in, every other key in a comment. In a terminal it asks for what
/// you leave out. If the folder is in no workspace, it begins one.
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
    let (root, new_workspace) = match Workspace::find(directory) {
        Ok(workspace) => (workspace.root, Vec::new()),
        Err(NoWorkspace::NotFound(_)) if directory.is_dir() => (directory.to_owned(), scaffold::workspace()),
        Err(error) => return Err(error.into()),
    };
    let answers = answers(args)?;
    let record = scaffold::inspection(&answers)
        .map_err(|refusals| Failure(refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
    let folder = root.join("inspections").join(&answers.folder);
    if folder.exists() {
        return Err(Failure(format!("{} already exists\nhelp: name another folder", folder.display())));
    }
    if !new_workspace.is_empty() {
        write_missing(&root, &new_workspace)?;
        anstream::println!("{}: a new workspace", root.display());
    }
    for (path, text) in &record {
        write_new(&root.join(path), text)?;
        anstream::println!("{path}");
    }
    anstream::eprintln!(
        "next: fill in the files in this order; `sqspack check {}` reports what is wrong",
        answers.folder
    );
    Ok(Status::Well)
}

/// Writes the files of a workspace that do not exist yet.
fn write_missing(root: &Path, files: &[NewFile]) -> Result<(), Failure> {
    for (path, text) in files {
        let place = root.join(path);
        if !place.exists() {
            write_new(&place, text)?;
        }
    }
    Ok(())
}

/// The answers from the command line. In a terminal, asks the person for the others.
fn answers(args: &Args) -> Result<Answers, Failure> {
    let yot_name = required(args.yot.clone(), "--yot", "full name of the youth offending team")?;
    let country = country(&required(args.country.clone(), "--country", "country (england or wales)")?)?;
    let mut authorities = args.authorities.clone();
    if authorities.is_empty() {
        let answer = required(None, "--authority", "local authorities that it serves, with semicolons between them")?;
        authorities = answer.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    }
    let starts =
        date(&required(args.fieldwork.clone(), "--fieldwork", "the Monday on which fieldwork starts (2027-03-08)")?)?;
    let area = args.area.clone().or_else(|| authorities.first().map(|name| area_of(name)));
    let folder = args.folder.clone().unwrap_or_else(|| default_folder(starts, area.as_ref().unwrap_or(&yot_name)));
    Ok(Answers {
        folder,
        yot_name,
        area,
        country,
        authorities,
        fieldwork_starts: starts,
        lead_inspector: person(&args.lead_inspector),
        support_officer: person(&args.support_officer),
        site: args.site.clone().map(|name| SiteAnswer { name, address: args.site_address.clone() }),
    })
}

/// The area of an authority: its name without the words for its kind. `new` writes it into the record, where the officer
/// can change it.
fn area_of(authority: &str) -> String {
    const KINDS: [&str; 9] =
        ["council", "city", "borough", "county", "district", "metropolitan", "unitary", "london", "authority"];
    let words: Vec<&str> = authority.split_whitespace().collect();
    let is_kind = |word: &&&str| KINDS.contains(&word.to_lowercase().as_str());
    let kept = words.len() - words.iter().rev().take_while(is_kind).count();
    if kept == 0 { authority.to_owned() } else { words[..kept].join(" ") }
}

fn person(given: &Option<Vec<String>>) -> Option<Person> {
    let [name, email, telephone] = given.as_deref()? else { return None };
    Some(Person { name: name.clone(), email: email.clone(), telephone: telephone.clone() })
}

/// The value of a flag. In a terminal, asks the person for it.
fn required(given: Option<String>, flag: &str, question: &str) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    if !io::stdin().is_terminal() {
        return Err(Failure(format!(
            "`{flag}` is missing: {question}\nhelp: give it, or run `sqspack new` on a terminal to be asked"
        )));
    }
    loop {
        anstream::eprint!("{question}: ");
        io::stderr().flush()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
            return Err(Failure(format!("no answer: {question}")));
        }
        if !answer.trim().is_empty() {
            return Ok(answer.trim().to_owned());
        }
    }
}

fn country(word: &str) -> Result<Country, Failure> {
    let named = Country::ALL.into_iter().find(|country| country.name() == word.to_lowercase());
    named.ok_or_else(|| Failure(format!("`{word}` is not a country\nhelp: write `england` or `wales`")))
}

fn date(text: &str) -> Result<NaiveDate, Failure> {
    text.parse().map_err(|_| Failure(format!("`{text}` is not a date\nhelp: write year, month and day: `2027-03-08`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_called_as_its_authority_without_the_kind() {
        assert_eq!(area_of("Harrowdale Borough Council"), "Harrowdale");
        assert_eq!(area_of("Isle of Thrane Council"), "Isle of Thrane");
        assert_eq!(area_of("County Council"), "County Council");
    }
}
