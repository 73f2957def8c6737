//! Names in titles: of documents, of posts, and of people.

use super::around::{YOUNG_PEOPLE, is_title};
use super::finder::Part;
use super::prose::Found;
use super::text::{Text, fold};
use super::{Terms, What, words};

impl Terms {
    /// What the title of a document holds of the children. It may begin with a child's name, as no sentence tells: `Destiny PSR`. That is
    /// asked about.
    pub fn in_a_heading(&self, text: &str, is_welsh: bool) -> Vec<Found> {
        const BEFORE: &str = "about ";
        let mut found = self.in_prose(text, is_welsh);
        let begins = Text::new(text).words.first().map_or(0..0, |word| word.at.clone());
        let is_new = |one: &Found| found.iter().all(|other| other.at != one.at) && !is_of_young_people(text, one);
        let within = |place: usize| place.saturating_sub(BEFORE.len());
        let moved = self.in_prose(&format!("{BEFORE}{text}"), is_welsh).into_iter().map(|found| {
            let at = within(found.at.start)..within(found.at.end);
            Found { is_certain: false, at, ..found }
        });
        let further: Vec<Found> = moved.filter(|one| one.at.start == begins.start && is_new(one)).collect();
        found.extend(further);
        found
    }

    /// What a job title holds of the children. Where a name is a word, such as `North`, the title may mean the word.
    pub fn in_a_title(&self, text: &str, is_welsh: bool) -> Vec<Found> {
        let may_be_word = |found: &Found| {
            let said = Text::new(text.get(found.at.clone()).unwrap_or_default());
            found.what == What::Name && said.words.len() == 1 && words::is_word(&said.words[0].folded)
        };
        // `Team manager, North` means the word, and `Mother of Rose` may mean the child.
        let may_be_childs = |found: &Found| {
            let said = text.get(found.at.clone()).unwrap_or_default();
            let next = word_after(text, found);
            text.get(..found.at.start).unwrap_or_default().trim_end().ends_with('(')
                || matches!(word_before(text, found), "of" | "for" | "to" | "i" | "o")
                || is_titled(text, found)
                || is_initial(next)
                || next == "family"
                || (found.part == Some(Part::First) && words::is_common_name(&fold(said)))
        };
        let found =
            self.in_prose(text, is_welsh).into_iter().filter(|found| !may_be_word(found) || may_be_childs(found));
        found.map(|found| Found { is_certain: found.is_certain && !may_be_word(&found), ..found }).collect()
    }
}

/// Whether a name has the title of somebody before it, or an initial: `Mr King`, `G. Young`.
fn is_titled(text: &str, found: &Found) -> bool {
    let before = word_before(text, found);
    found.what == What::Name && (is_title(&before.to_lowercase()) || is_initial(before))
}

/// Whether a name that is a word goes before others: `Young people's survey`.
fn is_of_young_people(text: &str, found: &Found) -> bool {
    YOUNG_PEOPLE.contains(&word_after(text, found).to_lowercase().as_str())
}

fn word_after<'t>(text: &'t str, found: &Found) -> &'t str {
    let after = text
        .get(found.at.end..)
        .unwrap_or_default()
        .trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
    after.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default()
}

/// The word that stands before what was found, without its full stop.
fn word_before<'t>(text: &'t str, found: &Found) -> &'t str {
    let before = text.get(..found.at.start).unwrap_or_default().trim_end().trim_end_matches('.');
    before.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default()
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}
