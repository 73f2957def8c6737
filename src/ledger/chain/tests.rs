use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::ledger::{EntryText, SentFile, SentTo, appended};
use crate::record::{IssueWay, Role};

fn entry(number: u32) -> EntryText {
    EntryText {
        id: format!("2027-01-{number:02}-1"),
        on: NaiveDate::from_ymd_opt(2027, 1, number).unwrap(),
        by: "Colin \"Ash\" Ashworth".to_owned(),
        how: IssueWay::Email,
        commit: "6c1f0d6e4f0b7c9d2a3b4c5d6e7f8091a2b3c4d5".to_owned(),
        record: sha256(b"record"),
        program: "0.1.0 (build)".to_owned(),
        to: vec![SentTo {
            name: "Siân Tŵr".to_owned(),
            roles: vec![Role::YotManager],
            address: Some("sian.twr@aberford.example".to_owned()),
        }],
        files: vec![SentFile {
            document: "letter".to_owned(),
            path: "1-announcement/letter.pdf".to_owned(),
            sha256: sha256(&number.to_le_bytes()),
            words: None,
            salted: false,
            size: Some(348_213),
            pages: Some(2),
        }],
    }
}

fn add(text: &str, number: u32) -> String {
    appended(text, &entry(number)).unwrap().0
}

fn ledger(entries: u32) -> String {
    (1..=entries).fold(String::new(), |text, number| add(&text, number))
}

/// The text of each entry, and what stands before the first.
fn parts(text: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> = text.match_indices("[[issue]]").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    (&text[..starts[0]], starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect())
}

fn faults(text: &str) -> Vec<ChainFault> {
    Chain::read(text).expect("TOML").faults()
}

#[test]
fn what_is_appended_leaves_every_byte_before_it_and_is_whole_whatever_the_line_ends() {
    for start in ["", "# my own words\n", "# my own words", "# of Windows\r\n"] {
        let one = add(start, 1);
        let two = add(&one, 2);
        assert!(one.starts_with(start) && two.starts_with(&one));
        assert_eq!(faults(&two), []);
        let other = if two.contains('\r') { two.replace("\r\n", "\n") } else { two.replace('\n', "\r\n") };
        assert_eq!(faults(&other), [], "another checkout");
        assert_eq!(Chain::read(&two).unwrap().ends(), [1]);
    }
}

#[test]
fn an_entry_is_read_from_the_record_as_it_was_written() {
    use crate::problem::SourceFile;
    use crate::record::{FileKind, Record};
    let source = SourceFile::new("inspections/a/issued.toml", ledger(2));
    let (record, problems) = Record::read("a", [(FileKind::Issued, source.into())].into());
    assert!(problems.is_empty(), "{problems:?}");
    let issue = &record.issued.issues[1];
    let EntryText { id, on, by, how, to, files, .. } = entry(2);
    assert_eq!((issue.id.to_string(), issue.on.value, issue.by.to_string(), issue.how.value), (id, on, by, how));
    assert_eq!((issue.to[0].name.to_string(), issue.to[0].roles[0].value), (to[0].name.clone(), Role::YotManager));
    let file = &issue.files[0];
    assert_eq!((file.path.to_string(), file.sha256.to_string()), (files[0].path.clone(), files[0].sha256.clone()));
    assert_eq!(
        (file.size.as_ref().map(|size| size.value), file.pages.as_ref().map(|pages| pages.value)),
        (Some(348_213), Some(2))
    );
}

#[test]
fn an_entry_that_was_taken_out_or_moved_shows_at_the_entry_after_it() {
    let text = ledger(4);
    let (head, parts) = parts(&text);
    for gone in 0..3 {
        let rest: Vec<&str> = (0..4).filter(|index| *index != gone).map(|index| parts[index]).collect();
        assert_eq!(faults(&format!("{head}{}", rest.join("\n"))), [ChainFault::FollowsNothing(gone)], "{gone}");
        let mut swapped = parts.clone();
        swapped.swap(gone, gone + 1);
        assert!(faults(&format!("{head}{}", swapped.join("\n"))).contains(&ChainFault::Moved(gone)), "{gone}");
    }
    assert_eq!(faults(&format!("{text}\n{}", parts[3])), [ChainFault::Repeated(4)]);
}

#[test]
fn two_copies_that_both_added_an_entry_are_whole_together_and_the_next_entry_joins_them() {
    let both = ledger(2);
    let (ours, theirs) = (add(&both, 3), add(&both, 4));
    let merged = format!("{ours}{}", &theirs[both.len()..]);
    let chain = Chain::read(&merged).unwrap();
    assert_eq!((chain.faults(), chain.ends()), (vec![], vec![2, 3]));
    let joined = add(&merged, 5);
    let chain = Chain::read(&joined).unwrap();
    assert_eq!((chain.faults(), chain.ends()), (vec![], vec![4]));
    let (head, parts) = parts(&joined);
    let without = format!("{head}{}", [parts[0], parts[1], parts[3], parts[4]].join("\n"));
    assert_eq!(faults(&without), [ChainFault::FollowsNothing(3)]);
}

proptest! {
    #[test]
    fn whatever_byte_is_changed_the_chain_is_broken_or_says_the_same(at in 0_usize..10_000, by in 1_u8..=255) {
        let text = ledger(3);
        let mut bytes = text.clone().into_bytes();
        let at = at % bytes.len();
        bytes[at] ^= by;
        let values = |text: &str| toml::from_str::<Table>(text).ok();
        if let Ok(changed) = String::from_utf8(bytes) {
            let is_same = values(&changed).is_some_and(|after| after.get("issue") == values(&text).unwrap().get("issue"));
            let is_told = Chain::read(&changed).is_none_or(|chain| chain.links.len() != 3 || !chain.faults().is_empty());
            prop_assert!(is_same || is_told, "{at} {changed}");
        }
    }
}
