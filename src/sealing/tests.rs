use std::collections::BTreeSet;

use super::seal::seal_with;
use super::*;

/// Enough for a test, which has nothing to hide.
const LITTLE: u8 = 1;

const TEXT: &str = "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon ŵ\"\n";

fn passphrase() -> Passphrase {
    Passphrase::typed(" one-two-three \n").expect("a passphrase")
}

fn sealed() -> Vec<u8> {
    seal_with(TEXT, &passphrase(), LITTLE).expect("sealed")
}

#[test]
fn what_was_sealed_opens_with_its_passphrase_and_with_no_other() {
    let sealed = sealed();
    assert_eq!(open(&sealed, &passphrase()).expect("opened").as_str(), TEXT);
    let other = Passphrase::typed("one-two-four").expect("a passphrase");
    assert_eq!(open(&sealed, &other).expect_err("closed"), OpenFault::WrongPassphrase);
    assert_eq!(look(&sealed), Ok(()));
}

#[test]
fn a_text_of_any_size_opens_as_it_was() {
    for size in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        let text = "a".repeat(size);
        let sealed = seal_with(&text, &passphrase(), LITTLE).expect("sealed");
        assert!(open(&sealed, &passphrase()).expect("opened").as_str() == text, "{size}");
    }
}

#[test]
fn a_file_with_any_byte_flipped_is_refused_as_a_whole() {
    let sealed = sealed();
    for at in 0..sealed.len() {
        for bit in [0x01, 0x20, 0x80] {
            let mut other = sealed.clone();
            other[at] ^= bit;
            assert!(open(&other, &passphrase()).is_err(), "byte {at} with {bit:02x}");
        }
    }
}

#[test]
fn a_file_that_lacks_its_end_or_has_more_is_refused_as_a_whole() {
    let text = TEXT.repeat(2_000);
    let sealed = seal_with(&text, &passphrase(), LITTLE).expect("sealed");
    for size in (0..200).chain(65_500..65_900).chain(sealed.len() - 40..sealed.len()) {
        assert!(open(&sealed[..size], &passphrase()).is_err(), "{size} bytes");
    }
    assert!(open(&[&sealed[..], b"\n"].concat(), &passphrase()).is_err());
}

#[test]
fn two_files_sealed_from_the_same_text_have_nothing_in_common_that_tells_so() {
    let (one, two) = (sealed(), sealed());
    assert_eq!(one.len(), two.len());
    let body = |sealed: &[u8]| sealed[sealed.len() - TEXT.len()..].to_vec();
    assert_ne!(body(&one), body(&two));
}

#[test]
fn what_is_no_sealed_file_is_known_for_what_it_is_without_a_passphrase() {
    assert_eq!(look(TEXT.as_bytes()), Err(OpenFault::NotSealed));
    assert_eq!(look(b""), Err(OpenFault::NotSealed));
    assert_eq!(look(b"age-encryption.org/v1\n"), Err(OpenFault::Damaged));
    let marked = [b"<<<<<<< HEAD\n", &sealed()[..], b"\n>>>>>>> other\n"].concat();
    assert_eq!(look(&marked), Err(OpenFault::Conflict));
    let key = age::x25519::Identity::generate();
    let for_a_key = age::encrypt(&key.to_public(), TEXT.as_bytes()).expect("sealed");
    assert_eq!(look(&for_a_key), Err(OpenFault::OtherKey));
}

#[test]
fn a_file_that_asks_for_hours_of_work_is_refused_at_once() {
    let head = String::from_utf8_lossy(&sealed()).into_owned();
    let line = head.lines().nth(1).expect("a recipient").to_owned();
    let heavier = format!("{} 40", line.rsplit_once(' ').expect("its work").0);
    let at = head.find(&line).expect("there");
    let mut bytes = sealed()[..at].to_vec();
    let rest = sealed();
    bytes.extend(heavier.as_bytes());
    bytes.extend(&rest[at + line.len()..]);
    assert_eq!(open(&bytes, &passphrase()).expect_err("refused"), OpenFault::TooMuchWork);
}

#[test]
fn no_fault_tells_anything_of_what_was_sealed_or_of_the_passphrase() {
    let said = format!("{:?} {}", passphrase(), OpenFault::WrongPassphrase.message());
    assert!(!said.contains("one-two"), "{said}");
    let bad = age::encrypt(
        &{
            let mut recipient = age::scrypt::Recipient::new(passphrase().secret());
            recipient.set_work_factor(LITTLE);
            recipient
        },
        b"Quillfeather \xff",
    );
    assert_eq!(open(&bad.expect("sealed"), &passphrase()).expect_err("no text"), OpenFault::NotText);
}

#[test]
fn a_generated_passphrase_has_ten_words_of_the_list_and_no_two_are_the_same() {
    let list: Vec<&str> = include_str!("../../assets/words/bip39-english.txt").lines().collect();
    assert_eq!((list.len(), list.iter().collect::<BTreeSet<_>>().len()), (2_048, 2_048));
    let made: BTreeSet<String> = (0..50).map(|_| Passphrase::generate().expect("chance").shown().to_owned()).collect();
    assert_eq!(made.len(), 50);
    for passphrase in made {
        let words: Vec<&str> = passphrase.split('-').collect();
        assert!(words.len() == 10 && words.iter().all(|word| list.contains(word)), "{passphrase}");
    }
}

#[test]
fn a_passphrase_of_blanks_is_none() {
    assert!(Passphrase::typed(" \r\n").is_none());
}

#[test]
fn a_passphrase_is_known_in_any_text_and_prose_is_none() {
    let new = Passphrase::generate().expect("a passphrase");
    for text in [new.shown().to_owned(), format!("passphrase: {}\n", new.shown()), new.shown().replace('-', " ")] {
        assert!(holds_passphrase(&text), "{text}");
    }
    let nine = new.shown().rsplit_once('-').expect("words").0;
    for text in [
        nine,
        "work with the boy began late and nobody had said why it was so",
        "abandon\nability\nable\nabout\nabove\nabsent\nabsorb\nabstract\nabsurd\nabuse",
    ] {
        assert!(!holds_passphrase(text), "{text}");
    }
}
