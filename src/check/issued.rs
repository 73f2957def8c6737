//! What went out, by the ledger.

use crate::facts::is_same_name;
use crate::ledger::{Chain, day_and_month, last_to};
use crate::problem::code;
use crate::record::{FileKind, Issue, IssueWay};

use super::context::Context;
use super::{Finding, Findings};

/// No entry of the ledger was edited, moved or taken out.
pub fn is_a_whole_chain(context: &Context<'_>, findings: &mut Findings) {
    let Some((chain, issues)) = chain(context) else { return };
    for fault in chain.faults() {
        let help = format!(
            "bring the file back from git as it was: `git log -p` shows who changed what; `sqspack verify --chain {}` \
             says more",
            context.record.folder
        );
        findings.add(Finding::new(code::LEDGER_CHANGED, &issues[fault.entry()].id.at, fault.words(), help));
    }
}

/// Two copies of the workspace that have each added entries are told once, until the next entry joins them.
pub fn was_added_to_in_one_place(context: &Context<'_>, findings: &mut Findings) {
    let Some((chain, issues)) = chain(context) else { return };
    let ends = chain.ends();
    let ([first, .., last], true) = (ends.as_slice(), chain.faults().is_empty()) else { return };
    let message = format!(
        "entries {} and {} were added in two copies of the workspace, neither of which knew of the other",
        first + 1,
        last + 1
    );
    let help = "see that nothing was sent twice; both entries stay, and the next `sqspack issue` joins them";
    let finding = Finding::new(code::LEDGER_MERGED, &issues[*last].id.at, message, help);
    findings.add(finding.with(&issues[*first].id.at, "the last entry of the one copy"));
}

/// Nobody is written to at another address than the last time without a person having looked.
pub fn was_sent_to_the_same_addresses(context: &Context<'_>, findings: &mut Findings) {
    for contact in &context.record.contacts.contacts {
        let ways = [(IssueWay::Email, &contact.email), (IssueWay::SecureEmail, &contact.secure_email)];
        for (way, address) in ways {
            let Some(address) = address.as_ref().filter(|address| context.is_sound(&address.at)) else { continue };
            let last = last_to(&context.record.issued, |issue, to| {
                issue.how.value == way && is_same_name(&to.name, &contact.name)
            });
            let Some((issue, to)) = last else { continue };
            let Some(before) = to.address.as_ref().filter(|before| !before.eq_ignore_ascii_case(address)) else {
                continue;
            };
            let message = format!(
                "{} was written to at `{}` on {}, and has another address now",
                &*contact.name,
                &***before,
                day_and_month(issue.on.value)
            );
            let help = "check that the new address is right before you send anything there; the next `sqspack issue` \
                        ends this warning";
            findings.add(Finding::new(code::ADDRESS_SINCE_SENT, &address.at, message, help));
        }
    }
}

/// The chain with its entries, where reading has found nothing wrong with them.
fn chain<'c>(context: &Context<'c>) -> Option<(Chain, &'c [Issue])> {
    let chain = Chain::read(&context.record.sources.get(&FileKind::Issued)?.text)?;
    let issues = context.record.issued.issues.as_slice();
    (chain.links.len() == issues.len()).then_some((chain, issues))
}
