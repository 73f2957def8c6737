//! Addresses that are in the right form and perhaps not those of whom they should be.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::code;
use crate::record::{Email, FileKind, Line, domain_of};

use super::context::Context;
use super::people::people;
use super::{Finding, Findings};

/// What stands before the ending of the domains of those who give a mailbox to anybody.
const PRIVATE: [&str; 22] = [
    "aol",
    "btinternet",
    "fastmail",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mac",
    "mail",
    "me",
    "msn",
    "ntlworld",
    "outlook",
    "proton",
    "protonmail",
    "sky",
    "talktalk",
    "tiscali",
    "virginmedia",
    "yahoo",
];

/// The endings under which these have their mailboxes; a council may be called `sky` under another.
const ENDINGS: [&str; 6] = ["com", "co.uk", "net", "me", "uk", "org"];

/// Whether an address is at a provider that gives a mailbox to anybody.
fn is_private(address: &str) -> bool {
    let domain = domain_of(address).to_lowercase();
    let Some((name, ending)) = domain.split_once('.') else { return false };
    PRIVATE.contains(&name) && ENDINGS.contains(&ending)
}

/// Nothing about a case goes to a private mailbox, and nothing that is OFFICIAL-SENSITIVE may: what an employer cannot close,
/// search or protect is no place for it.
pub fn are_no_private_mailboxes(context: &Context<'_>, findings: &mut Findings) {
    for email in people(context.record).filter_map(|person| person.email) {
        if !context.is_sound(&email.at) || !is_private(email) {
            continue;
        }
        if context.settings.is_secure(email) {
            findings.add(private_and_secure(email, "its domain is among the `secure` ones in sqspack.toml"));
        } else {
            let message = format!("`{}` is a private mailbox", &***email);
            let help = "type the address that the person's employer gives; settle it if there is none";
            findings.add(Finding::new(code::PRIVATE_MAILBOX, &email.at, message, help));
        }
    }
    let given = context.record.contacts.contacts.iter().filter_map(|contact| contact.secure_email.as_ref());
    for email in given.filter(|email| context.is_sound(&email.at) && is_private(email)) {
        findings.add(private_and_secure(email, "it is given as an address for secure mail"));
    }
}

fn private_and_secure(email: &Email, why: &str) -> Finding {
    let message = format!("`{}` is a private mailbox, and {why}", &***email);
    let help = "type the address that the person's employer gives for secure mail, or take the line out";
    Finding::new(code::PRIVATE_MAILBOX_FOR_SECURE, &email.at, message, help)
}

/// Once somebody has listed the domains to which the office writes, every address is at one of them, at the YOT's or at its
/// authorities'.
pub fn are_at_domains_that_are_listed(context: &Context<'_>, findings: &mut Findings) {
    let own = &context.record.inspection.yot.domains;
    let listed = context.settings.file().domains.as_ref().is_some_and(|domains| !domains.known.is_empty());
    if !listed || own.is_empty() {
        return;
    }
    let known = known(context);
    // A local assessor has the address of another YOT.
    let people = people(context.record).filter(|person| person.file != FileKind::Team);
    for email in people.filter_map(|person| person.email) {
        let domain = domain_of(email).to_lowercase();
        let is_known = known.iter().any(|known| domain == *known || domain.ends_with(&format!(".{known}")));
        if is_known || !context.is_sound(&email.at) || is_private(email) || lookalike(&domain, &known).is_some() {
            continue;
        }
        let message = format!("`{domain}` is no domain of the YOT, and none to which the office writes");
        let help = format!(
            "check the address; if it is right, add `\"{domain}\"` to `domains` of `[yot]`, or to `known` of `[domains]` in \
             sqspack.toml"
        );
        let finding = Finding::new(code::UNKNOWN_DOMAIN, &email.at, message, help);
        findings.add(finding.with(&own[0].at, "the domains of the YOT"));
    }
}

/// The domains that somebody has listed, in small letters.
fn known(context: &Context<'_>) -> BTreeSet<String> {
    let own = context.record.inspection.yot.domains.iter().map(|domain| &***domain as &str);
    own.chain(context.settings.known_domains())
        .map(|domain| domain.trim_start_matches('@').to_lowercase())
        .filter(|domain| !domain.is_empty())
        .collect()
}

/// No address is at a domain that looks like one that is listed, or that more people of this record have: a slip of a finger
/// sends the message to whoever owns it.
pub fn look_like_no_other_domain(context: &Context<'_>, findings: &mut Findings) {
    let known = known(context);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let sound = || people(context.record).filter_map(|person| person.email).filter(|email| context.is_sound(&email.at));
    for email in sound() {
        *counts.entry(domain_of(email).to_lowercase()).or_default() += 1;
    }
    let shared: BTreeSet<String> =
        counts.iter().filter(|(_, count)| **count > 1).map(|(domain, _)| domain.clone()).collect();
    let like_of = |(domain, count): (&String, &usize)| {
        let is_more = |like: &&str| counts.get(*like).is_some_and(|other| other > count);
        let like = lookalike(domain, &known).or_else(|| lookalike(domain, &shared).filter(is_more))?;
        Some((domain.clone(), like.to_owned()))
    };
    let likes: BTreeMap<String, String> =
        counts.iter().filter(|(domain, _)| !known.contains(*domain)).filter_map(like_of).collect();
    for email in sound() {
        let domain = domain_of(email).to_lowercase();
        let Some(like) = likes.get(&domain) else { continue };
        let message = format!("`{domain}` looks like `{like}`, and is another domain");
        let name = email.rsplit_once('@').map_or("", |(name, _)| name);
        let help =
            format!("type `\"{name}@{like}\"` if that is meant; if not, list `{domain}` in `domains` of `[yot]`");
        findings.add(Finding::new(code::LOOKALIKE_DOMAIN, &email.at, message, help));
    }
}

/// The one of these domains for which a domain may be taken: a letter more or less, two that changed places, or signs that look
/// alike.
fn lookalike<'d>(domain: &str, others: &'d BTreeSet<String>) -> Option<&'d str> {
    let is_long_enough = |domain: &str| domain.split('.').next().is_some_and(|name| name.chars().count() >= SHORTEST);
    if !is_long_enough(domain) || others.contains(domain) {
        return None;
    }
    let alike = |other: &&String| {
        let is_part = domain.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{domain}"));
        let is_near = is_long_enough(other) && strsim::damerau_levenshtein(domain, other) == 1;
        !is_part && (is_near || (is_long_enough(other) && skeleton(domain) == skeleton(other)))
    };
    others.iter().find(alike).map(String::as_str)
}

/// Signs in the shortest name of a domain that is compared: `ciw` and `cqc` are two bodies.
const SHORTEST: usize = 5;

/// A domain with one sign for all that look alike in many fonts.
fn skeleton(domain: &str) -> String {
    let one: String = domain.chars().filter(|sign| *sign != '-').collect();
    one.replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d")
        .replace(['1', 'i', '|'], "l")
        .replace('0', "o")
        .replace('5', "s")
}

/// The lines of a list of domains hold a domain each.
pub fn list_domains(context: &Context<'_>, findings: &mut Findings) {
    let is_domain = |line: &Line| {
        let name = line.trim_start_matches('@');
        name.contains('.') && name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-.".contains(sign))
    };
    for line in
        context.record.inspection.yot.domains.iter().filter(|line| context.is_sound(&line.at) && !is_domain(line))
    {
        let message = format!("`{}` is no domain", &***line);
        let help = match line.rsplit_once('@') {
            Some((_, domain)) if domain.contains('.') => {
                format!("type what stands behind the `@` alone: `\"{domain}\"`")
            }
            _ => "type what stands behind the `@` of an address: `\"aberford.example\"`".to_owned(),
        };
        findings.add(Finding::new(code::NOT_A_DOMAIN, &line.at, message, help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{TestRecord, assert_found};
    use crate::record::FileKind::{Contacts, Inspection};

    fn with(email: &str) -> TestRecord {
        let lines = format!("[[contact]]\nname = \"Jo Lark\"\nroles = [\"report-copy\"]\nemail = \"{email}\"\n");
        TestRecord::sound().append(Contacts, &lines)
    }

    #[test]
    fn a_private_mailbox_is_warned_of_and_refused_for_secure_mail() {
        for email in ["jo.lark@gmail.com", "jo.lark@Hotmail.co.uk", "jo.lark@proton.me"] {
            assert_found(&with(email), &[(code::PRIVATE_MAILBOX, &format!("email = \"{email}\""))]);
        }
        for email in ["jo.lark@gmail.aberford.example", "jo.lark@sky.gov.uk", "jo.lark@livewell.org"] {
            assert_found(&with(email), &[]);
        }
        let line = "secure-email = \"jo.lark@gmail.com\"";
        let both = with("jo.lark@aberford.example").append(Contacts, &format!("{line}\n"));
        let found = assert_found(&both, &[(code::PRIVATE_MAILBOX_FOR_SECURE, line)]);
        assert!(found[0].is_error());
        let secure = with("jo.lark@gmail.com").settings("[domains]\nsecure = [\"gmail.com\"]\n");
        assert_found(&secure, &[(code::PRIVATE_MAILBOX_FOR_SECURE, "email = \"jo.lark@gmail.com\"")]);
    }

    #[test]
    fn a_domain_that_nobody_listed_is_asked_about_once_the_lists_are_there() {
        let own = "country = \"england\"\ndomains = [\"aberford.example\", \"police.example\"]";
        let known = "[domains]\nknown = [\"hmip.example\", \"pcc.example\", \"ofsted.example\", \"yjb.example\"]\n";
        let listed = |email: &str| with(email).change(Inspection, "country = \"england\"", own).settings(known);
        let line = "email = \"jo.lark@elsewhere.example\"";
        let told: Vec<_> = listed("jo.lark@elsewhere.example").problems();
        assert!(
            told.iter().any(|one| one.code == code::UNKNOWN_DOMAIN && one.message.contains("elsewhere.example")),
            "{told:?}"
        );
        assert!(told.iter().any(|one| one.help.contains("`known` of `[domains]`")), "{line}");
        let count = |files: &TestRecord| files.problems().iter().filter(|one| one.code == code::UNKNOWN_DOMAIN).count();
        let before = count(&listed("jo.lark@mail.aberford.example"));
        assert_eq!(count(&listed("jo.lark@elsewhere.example")), before + 1);
        assert_eq!(count(&with("jo.lark@elsewhere.example")), 0, "nobody has listed any");
    }

    #[test]
    fn a_domain_that_looks_like_one_that_others_have_is_asked_about() {
        for email in ["jo.lark@aberfrod.example", "jo.lark@aberford.exmple", "jo.lark@aber-ford.example"] {
            let found = assert_found(&with(email), &[(code::LOOKALIKE_DOMAIN, &format!("email = \"{email}\""))]);
            assert!(found[0].help.contains("`\"jo.lark@aberford.example\"`"), "{}", found[0].help);
        }
        for email in ["jo.lark@aberford.example", "jo.lark@mail.aberford.example", "jo.lark@brackford.example"] {
            assert_found(&with(email), &[]);
        }
        assert_eq!(skeleton("rnillgate.example"), skeleton("m1llgate.example"));
        let listed = "country = \"england\"\ndomains = [\"aberford.example\", \"aberfrod.example\"]";
        let both = with("jo.lark@aberfrod.example").change(Inspection, "country = \"england\"", listed);
        assert_found(&both, &[]);
    }

    #[test]
    fn a_list_of_domains_holds_domains() {
        let listed = |domain: &str| {
            TestRecord::sound().change(
                Inspection,
                "country = \"england\"",
                &format!("country = \"england\"\ndomains = [\"{domain}\"]"),
            )
        };
        assert_found(&listed("@aberford.example"), &[]);
        for wrong in ["helen.marsh@aberford.example", "aberford"] {
            let found = assert_found(&listed(wrong), &[(code::NOT_A_DOMAIN, &format!("domains = [\"{wrong}\"]"))]);
            assert!(found[0].help.contains("`\"aberford.example\"`"), "{}", found[0].help);
        }
    }
}
