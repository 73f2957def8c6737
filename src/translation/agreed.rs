//! `templates/agreed.toml`: for each Welsh template the fingerprint of the English that it was agreed against.

use std::collections::BTreeMap;

use super::{Pair, pairs, place};
use crate::problem::{Problem, code};
use crate::template::{AGREED, Templates};
use crate::workspace::hash::sha256;

const HEAD: &str = "# For each Welsh template the fingerprint of the English text that it was agreed against.\n\
                    # Written by `sqspack translations agree`, which is run once the translator has agreed.\n\n";

/// What has been agreed: path of the Welsh template, fingerprint of the English.
#[derive(Debug, Default)]
pub struct Agreed(BTreeMap<String, String>);

impl Agreed {
    /// Reads what has been agreed, and says what is wrong with the file.
    pub fn read(templates: &Templates) -> (Self, Option<Problem>) {
        let (agreed, error) = Self::of(&templates.text(AGREED));
        let problem = error.map(|error| {
            let at = place(templates, AGREED, error.span().unwrap_or(0..0));
            let help = "run `sqspack translations agree` to write it anew";
            Problem::new(code::TEMPLATE, at, error.message().to_owned(), help)
        });
        (agreed, problem)
    }

    /// Reads the text of the file.
    pub fn of(text: &str) -> (Self, Option<toml::de::Error>) {
        match toml::from_str(text) {
            Ok(agreed) => (Self(agreed), None),
            Err(error) => (Self::default(), Some(error)),
        }
    }

    /// What to say of a pair whose English is not what it was agreed against.
    pub fn changed(&self, templates: &Templates, pair: &Pair) -> Option<Problem> {
        let message = match self.0.get(&pair.welsh) {
            Some(agreed) if *agreed == fingerprint(templates, pair) => return None,
            Some(_) => format!("`{}` has changed since its Welsh was agreed", pair.english),
            None => format!("the Welsh of `{}` has never been agreed", pair.english),
        };
        let help = format!(
            "look through `templates/{}` with the translator, then run `sqspack translations agree {}`",
            pair.welsh, pair.document
        );
        Some(Problem::new(code::NOT_AGREED, place(templates, &pair.welsh, 0..0), message, help))
    }
}

/// The text of the file once the Welsh of a document, or of all, has been agreed; the other entries stay.
pub fn agree(templates: &Templates, document: Option<&str>) -> String {
    let (Agreed(mut entries), _) = Agreed::read(templates);
    let all = pairs(templates);
    entries.retain(|path, _| all.iter().any(|pair| pair.welsh == *path));
    for pair in all.iter().filter(|pair| document.is_none_or(|document| document == pair.document)) {
        if templates.has(&pair.welsh) {
            entries.insert(pair.welsh.clone(), fingerprint(templates, pair));
        }
    }
    let lines = entries.iter().map(|(path, fingerprint)| format!("\"{path}\" = \"{fingerprint}\"\n"));
    std::iter::once(HEAD.to_owned()).chain(lines).collect()
}

fn fingerprint(templates: &Templates, pair: &Pair) -> String {
    sha256(templates.text(&pair.english).as_bytes())
}
