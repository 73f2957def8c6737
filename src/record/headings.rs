//! Headings as people mistype them: another number of brackets, another spelling, spaces for hyphens, a part left out.

use std::ops::Range;

use super::likely_value::BULLETS;
use super::wanted::Heading;
use crate::problem::{Code, code, did_you_mean};

/// A heading that the file does not have in this form.
#[derive(Debug)]
pub struct HeadingSlip {
    /// What kind of problem it is.
    pub code: Code,
    /// Where it is in the line.
    pub span: Range<usize>,
    /// What is wrong, without anything that the line says.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The heading as it should be typed; where several fit, the first.
    pub line: String,
    /// Whether several fit.
    pub is_guess: bool,
}

/// Letters of the longest heading that is looked at.
const LONGEST: usize = 60;

/// What is wrong with a line that is a heading; `below` is the key in the line below it. Of a private file nothing is quoted.
pub fn find(line: &str, below: Option<&str>, known: &[Heading], is_private: bool) -> Option<HeadingSlip> {
    let typed = line.split('#').next().unwrap_or_default().trim();
    let core = typed.trim_matches(|sign: char| !sign.is_alphanumeric());
    let is_name = |sign: char| sign.is_alphanumeric() || " -_.".contains(sign);
    if core.is_empty() || core.len() > LONGEST || !core.chars().all(is_name) {
        return None;
    }
    let bare = typed.trim_start_matches(BULLETS);
    if bare.len() < typed.len() && bare.starts_with('[') && find(bare, below, known, is_private).is_none() {
        let meant = known.iter().find(|heading| heading.typed() == bare)?;
        let start = line.find(typed)?;
        return Some(HeadingSlip {
            code: code::SYNTAX,
            span: start..start + (typed.len() - bare.len()),
            message: "nothing stands before a heading".to_owned(),
            help: format!("take the sign away: `{}`", meant.typed()),
            line: meant.typed(),
            is_guess: false,
        });
    }
    let has_brackets = typed.starts_with(['[', '(', '{', '<']) || typed.ends_with([']', ')', '}']);
    let name = name_of(core);
    if let Some(slip) = of_entry(line, typed, core, below, known, is_private) {
        return Some(slip);
    }
    let exact = known.iter().find(|heading| heading.path == name);
    let meant = exact.or_else(|| named(&name, known)).filter(|heading| has_brackets || heading.path == core)?;
    let start = line.find(typed)?;
    let slip = |code, message: &str, help: String| {
        let (span, line) = (start..start + typed.len(), meant.typed());
        Some(HeadingSlip { code, span, message: message.to_owned(), help, line, is_guess: false })
    };
    if meant.path != core {
        return slip(code::UNKNOWN_KEY, "this file has no such heading", format!("did you mean `{}`?", meant.typed()));
    }
    let groups: Vec<&Heading> =
        known.iter().filter(|other| other.path.strip_prefix(core).is_some_and(|rest| rest.starts_with('.'))).collect();
    let is_key_of_group = |key: &str| !groups.iter().any(|group| group.path.ends_with(&format!(".{key}")));
    if meant.has_groups_alone && below.is_some_and(is_key_of_group) {
        let all: Vec<String> = groups.iter().map(|group| format!("`{}`", group.typed())).collect();
        return slip(
            code::UNKNOWN_KEY,
            "this heading does not say which of them it is",
            format!("type one of {}", all.join(", ")),
        )
        .map(|slip| HeadingSlip {
            line: groups.first().map_or(slip.line, |first| first.typed()),
            is_guess: true,
            ..slip
        });
    }
    let inside = if meant.is_list { typed.strip_prefix("[[") } else { typed.strip_prefix('[') };
    let inside = inside.and_then(|rest| if meant.is_list { rest.strip_suffix("]]") } else { rest.strip_suffix(']') });
    if inside.is_some_and(|name| name.trim() == meant.path) {
        return None;
    }
    let (open, close) = (typed.matches('[').count(), typed.matches(']').count());
    let message = match (meant.is_list, open == close && (open == 1 || open == 2)) {
        (_, false) => "this heading lacks a bracket",
        (true, true) => "this heading takes two brackets on each side, because there can be several",
        (false, true) => "this heading takes one bracket on each side, because there is one alone",
    };
    slip(code::SYNTAX, message, format!("type: `{}`", meant.typed()))
}

/// A heading that has the name of one entry behind that of its list: `[case.AB01]`.
fn of_entry(
    line: &str,
    typed: &str,
    core: &str,
    below: Option<&str>,
    known: &[Heading],
    is_private: bool,
) -> Option<HeadingSlip> {
    let (list, entry) = core.split_once('.').filter(|_| typed.starts_with('['))?;
    let meant = known.iter().find(|heading| heading.is_list && heading.path == name_of(list))?;
    if known.iter().any(|heading| heading.path == name_of(core)) {
        return None;
    }
    let start = line.find(typed)?;
    // Somebody may have typed a child's name for the entry's.
    let has_own = is_private || matches!(below, Some("id" | "name"));
    let id = format!("id = \"{entry}\"");
    let further = if has_own { String::new() } else { format!(", and in the line below it `{id}`") };
    Some(HeadingSlip {
        code: code::SYNTAX,
        span: start..start + typed.len(),
        message: "the heading of an entry does not name it".to_owned(),
        help: format!("type: `{}`{further}", meant.typed()),
        line: if has_own { meant.typed() } else { format!("{}\n{id}", meant.typed()) },
        is_guess: false,
    })
}

/// The heading that stands for one that the file does not have, by the keys below it. Of a private file nothing is quoted.
pub fn by_keys(
    line: &str,
    below: &[&str],
    groups: &[(Heading, Vec<&str>)],
    is_of_another_file: &dyn Fn(&str) -> bool,
    is_private: bool,
) -> Option<HeadingSlip> {
    let typed = line.split('#').next().unwrap_or_default().trim();
    let core = typed.trim_matches(['[', ']', ' ']);
    let is_heading = typed.starts_with('[') && typed.ends_with(']') && !core.contains(['"', ',', '=']);
    if !is_heading || core.is_empty() || below.len() < LEAST_KEYS || groups.iter().any(|(known, _)| known.path == core)
    {
        return None;
    }
    let mut fitting = groups.iter().filter(|(_, keys)| below.iter().all(|key| keys.contains(key)));
    let (meant, keys) = fitting.next().filter(|_| fitting.next().is_none())?;
    if is_of_another_file(core) {
        return None;
    }
    let own = ["id", "name"].into_iter().find(|own| !is_private && keys.contains(own) && !below.contains(own));
    let own = own.map(|own| format!(", and in the line below it `{own} = \"{core}\"`")).unwrap_or_default();
    let start = line.find(typed)?;
    Some(HeadingSlip {
        code: code::UNKNOWN_KEY,
        span: start..start + typed.len(),
        message: "this file has no such heading".to_owned(),
        help: format!("by what stands below it, type: `{}`{own}", meant.typed()),
        line: meant.typed(),
        is_guess: true,
    })
}

/// Keys below a heading that show which one it is.
const LEAST_KEYS: usize = 2;

/// A name in the form of the record's headings.
fn name_of(core: &str) -> String {
    let parts = core.split('.').map(|part| {
        part.split([' ', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
    });
    parts.collect::<Vec<_>>().join(".")
}

/// The heading that a name means: with a full stop in the place of a hyphen, without its first part, or nearly the same.
fn named<'k>(name: &str, known: &'k [Heading]) -> Option<&'k Heading> {
    let dotted = known.iter().find(|heading| heading.path.replace('.', "-") == name);
    let mut endings = known.iter().filter(|heading| heading.path.rsplit('.').next() == Some(name));
    let ending = || endings.next().filter(|_| endings.next().is_none());
    dotted.or_else(ending).or_else(|| {
        let near = did_you_mean(name, known.iter().map(|heading| heading.path.as_str()))?;
        known.iter().find(|heading| heading.path == near)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Heading> {
        let heading =
            |path: &str, is_list, has_groups_alone| Heading { path: path.to_owned(), is_list, has_groups_alone };
        vec![
            heading("yot", false, false),
            heading("case-manager", true, false),
            heading("site", true, false),
            heading("dates", false, true),
            heading("dates.long-list-due", false, false),
        ]
    }

    #[test]
    fn a_heading_with_other_brackets_another_spelling_or_a_part_left_out_is_shown_as_it_should_be() {
        for (typed, meant) in [
            ("[[yot]]", "[yot]"),
            ("[site]", "[[site]]"),
            ("[ [site] ]", "[[site]]"),
            ("((site))", "[[site]]"),
            ("[[site}]", "[[site]]"),
            ("site", "[[site]]"),
            ("[[sites]]", "[[site]]"),
            ("[[Site]]  # where", "[[site]]"),
            ("[[case manager]]", "[[case-manager]]"),
            ("[[case_manager]]", "[[case-manager]]"),
            ("[dates long list due]", "[dates.long-list-due]"),
            ("[date.long-list-due]", "[dates.long-list-due]"),
            ("[long-list-due]", "[dates.long-list-due]"),
            ("• [[site]]", "[[site]]"),
            ("- [yot]", "[yot]"),
            ("[site.Millgate]", "[[site]]\nid = \"Millgate\""),
        ] {
            let slip = find(typed, None, &known(), false).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(slip.line, meant, "{typed}");
            let meant = meant.lines().next().unwrap();
            assert!(slip.help.contains(meant), "{slip:?}");
            assert!(find(meant, None, &known(), false).is_none());
        }
        let slip = find("[dates]", Some("on"), &known(), false).unwrap();
        assert_eq!(
            (slip.help.as_str(), slip.line.as_str()),
            ("type one of `[dates.long-list-due]`", "[dates.long-list-due]")
        );
    }

    #[test]
    fn the_heading_of_a_private_file_is_not_quoted() {
        let child = Heading { path: "child".to_owned(), is_list: true, has_groups_alone: false };
        let groups = [(child.clone(), vec!["id", "family-name", "system-id", "tier"])];
        for typed in ["[child.Hetherstone]", "[[Jonquil Hetherstone]]", "[2011-02-03]", "[0099124]"] {
            let by_keys = || by_keys(typed, &["system-id", "tier"], &groups, &|_| false, true);
            let slip = find(typed, None, std::slice::from_ref(&child), true)
                .or_else(by_keys)
                .unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(slip.line, "[[child]]", "{typed}");
            assert!(!slip.help.contains(['H', '0']) && !slip.message.contains(['H', '0']), "{slip:?}");
        }
    }

    #[test]
    fn what_is_no_heading_or_a_sound_one_has_no_slip() {
        for line in [
            "",
            "# [site]",
            "[yot]",
            "[[ site ]] # where",
            "Aberford",
            "AB1 2CD",
            "[\"a\", \"b\"]",
            "name = \"x\"",
            "]",
        ] {
            assert!(find(line, None, &known(), false).is_none(), "{line}");
        }
        assert!(find("[dates]", Some("long-list-due"), &known(), false).is_none());
    }
}
